#include "git/repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "git/alternates.h"
#include "git/config_file.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxSmallFile = 1 << 20;

/// The first line of a small file, without white space at its ends.
std::optional<std::string> FirstLine(const fs::path& file) {
  auto text = ReadFile(file, kMaxSmallFile);
  if (!text) return std::nullopt;
  std::string line = text->substr(0, text->find('\n'));
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
  return line;
}

bool Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error)) && !error;
}

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error) && !error;
}

fs::path CommonDirOf(const fs::path& git_dir) {
  const auto line = FirstLine(git_dir / "commondir");
  return line && !line->empty() ? (git_dir / *line).lexically_normal() : git_dir;
}

/// git asks for HEAD, objects and refs (setup.c, is_git_directory), the last two in the common directory. Here objects
/// and one of the others do, where git made the objects' folder: a store that lost its HEAD must not look like a folder
/// of binary files without secrets.
bool IsGitDir(const fs::path& path) {
  const fs::path common = CommonDirOf(path);
  const fs::path objects = common / "objects";
  if (!IsFolder(objects)) return false;
  const bool head = Exists(path / "HEAD");
  const bool refs = IsFolder(common / "refs") || IsFolder(common / "reftable") || Exists(common / "packed-refs");
  return (head && refs) || ((head || refs) && (IsFolder(objects / "pack") || IsFolder(objects / "info")));
}

/// Follows a `.git` file, "gitdir: <path>", once.
std::optional<fs::path> FollowGitFile(const fs::path& file) {
  constexpr std::string_view kPrefix = "gitdir:";
  auto line = FirstLine(file);
  if (!line || !line->starts_with(kPrefix)) return std::nullopt;
  std::string_view target = std::string_view(*line).substr(kPrefix.size());
  while (target.starts_with(' ')) target.remove_prefix(1);
  const fs::path git_dir = (file.parent_path() / target).lexically_normal();
  return IsGitDir(git_dir) ? std::optional(git_dir) : std::nullopt;
}

/// Extensions that change nothing of what is read here, or that are read below.
/// Source: git's Documentation/technical/repository-version.txt and config/extensions.txt (2.52).
constexpr std::string_view kKnownExtensions[] = {
    "noop",         "noop-v1",         "preciousobjects",     "partialclone",   "worktreeconfig",
    "objectformat", "compatobjectformat", "refstorage",       "relativeworktrees", "submodulepathconfig",
};

bool IsKnownExtension(std::string_view name) {
  return std::find(std::begin(kKnownExtensions), std::end(kKnownExtensions), name) != std::end(kKnownExtensions);
}

Status ReadFormat(const ConfigEntries& config, const fs::path& file, Repository& repository) {
  const std::string version = ConfigValue(config, "core.repositoryformatversion", "0");
  if (version != "0" && version != "1") {
    return Error{ErrorCode::kUnsupported,
                 fmt::format("{}: repository format version '{}' is not known to packrake", file.string(), version)};
  }
  for (const auto& [key, value] : config) {
    constexpr std::string_view kPrefix = "extensions.";
    if (key.starts_with("remote.") && key.ends_with(".promisor") && IsTrue(value)) repository.promisor = true;
    if (!key.starts_with(kPrefix)) continue;
    const std::string name = key.substr(kPrefix.size());
    if (name == "partialclone") repository.promisor = true;
    if (name == "objectformat") {
      if (value != "sha1" && value != "sha256") {
        return Error{ErrorCode::kUnsupported,
                     fmt::format("{}: object format '{}' is not known to packrake", file.string(), value)};
      }
      repository.id_size = value == "sha256" ? 32 : 20;
    } else if (name == "refstorage") {
      // A later git may write a URI: "reftable:///path".
      if (!value.starts_with("files") && !value.starts_with("reftable")) {
        return Error{ErrorCode::kUnsupported,
                     fmt::format("{}: ref storage '{}' is not known to packrake", file.string(), value)};
      }
      repository.reftable = value.starts_with("reftable");
    } else if (version == "1" && !IsKnownExtension(name)) {
      return Error{ErrorCode::kUnsupported,
                   fmt::format("{}: extension '{}' is not known to packrake, and may change what is stored where",
                               file.string(), name)};
    }
  }
  return {};
}

bool HasPromisorPack(const fs::path& objects) {
  std::error_code error;
  for (fs::directory_iterator entry(objects / "pack", error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".promisor") return true;
  }
  return false;
}

std::vector<ObjectId> ReadShallow(const fs::path& common_dir) {
  std::vector<ObjectId> commits;
  const auto text = ReadFile(common_dir / "shallow");
  if (!text) return commits;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (auto id = ObjectId::FromHex(rest.substr(0, end))) commits.push_back(*id);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::sort(commits.begin(), commits.end());
  return commits;
}

}  // namespace

std::optional<fs::path> FindGitDir(const fs::path& path) {
  std::error_code error;
  const fs::path dot_git = path / ".git";
  if (fs::is_regular_file(dot_git, error)) return FollowGitFile(dot_git);
  if (IsGitDir(dot_git)) return dot_git;
  if (fs::is_regular_file(path, error)) return FollowGitFile(path);
  if (IsGitDir(path)) return path;
  return std::nullopt;
}

std::optional<std::string> BrokenDotGit(const fs::path& path) {
  const fs::path dot_git = path / ".git";
  if (!Exists(dot_git) || FindGitDir(path)) return std::nullopt;
  std::error_code error;
  if (!fs::is_regular_file(dot_git, error)) {
    return fmt::format("{}: a git directory without its objects; `packrake dir` scans the files beside it",
                       dot_git.string());
  }
  const auto line = FirstLine(dot_git);
  return fmt::format("{}: {}; `packrake dir` scans the files beside it", dot_git.string(),
                     line && line->starts_with("gitdir:")
                         ? fmt::format("the git directory that it names is not there ({})", *line)
                         : "it names no git directory");
}

Result<Repository> OpenRepository(const fs::path& path) {
  const auto found = FindGitDir(path);
  if (!found) {
    if (auto broken = BrokenDotGit(path)) return Error{ErrorCode::kNotFound, *std::move(broken)};
    return Error{ErrorCode::kNotFound,
                 fmt::format("{}: no git repository here: HEAD, objects and refs were looked for in it and in its .git",
                             path.string())};
  }
  Repository repository;
  std::error_code error;
  repository.git_dir = fs::canonical(*found, error);
  if (error) return Error{ErrorCode::kUnreadable, fmt::format("{}: {}", found->string(), error.message())};
  repository.common_dir = fs::canonical(CommonDirOf(repository.git_dir), error);
  if (error) return Error{ErrorCode::kUnreadable, fmt::format("{}/commondir: {}", found->string(), error.message())};

  const fs::path config_file = repository.common_dir / "config";
  const auto config = ReadFile(config_file, 64 << 20);
  if (config) {
    if (auto format = ReadFormat(ParseConfig(*config), config_file, repository); !format) {
      return std::move(format).error();
    }
  } else if (config.error().code != ErrorCode::kNotFound) {
    // Without it nobody can tell which hash names the objects: guessing could show an empty repository.
    return Error{ErrorCode::kUnreadable, config.error().message};
  }
  repository.object_dirs = ResolveObjectDirs(repository.common_dir / "objects", repository.failures);
  if (repository.object_dirs.empty()) {
    return Error{ErrorCode::kUnreadable, (repository.common_dir / "objects").string() + ": cannot be read"};
  }
  for (const fs::path& objects : repository.object_dirs) repository.promisor |= HasPromisorPack(objects);
  repository.shallow = ReadShallow(repository.common_dir);
  return repository;
}

}  // namespace packrake
