#include "support/repo_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/process.h"

namespace packrake {
namespace fs = std::filesystem;

RepoBuilder::RepoBuilder(const RepoOptions& options) : path_(folder_.path() / "repo"), bare_(options.bare) {
  std::vector<std::string> arguments = {"init", "-q", "--initial-branch=main",
                                        "--object-format=" + options.object_format};
  if (bare_) arguments.push_back("--bare");
  arguments.push_back(path_.string());
  GitIn(folder_.path(), arguments);
  Configure("core.logAllRefUpdates", "true");
  Configure("gc.auto", "0");
}

fs::path RepoBuilder::git_dir() const { return bare_ ? path_ : path_ / ".git"; }

std::vector<std::string> RepoBuilder::Environment() const {
  const char* search = std::getenv("PATH");
  const std::string date = fmt::format("{} +0000", now_);
  return {fmt::format("PATH={}", search != nullptr ? search : "/usr/bin:/bin"),
          "HOME=" + folder_.path().string(),
          "GIT_CONFIG_GLOBAL=/dev/null",
          "GIT_CONFIG_NOSYSTEM=1",
          "GIT_TERMINAL_PROMPT=0",
          "GIT_AUTHOR_NAME=Ada Author",
          "GIT_AUTHOR_EMAIL=ada@example.com",
          "GIT_COMMITTER_NAME=Carl Committer",
          "GIT_COMMITTER_EMAIL=carl@example.com",
          "GIT_AUTHOR_DATE=" + date,
          "GIT_COMMITTER_DATE=" + date,
          "LC_ALL=C",
          "TZ=UTC"};
}

std::string RepoBuilder::Git(const std::vector<std::string>& arguments, std::string_view input) const {
  return GitIn(path_, arguments, input);
}

std::string RepoBuilder::GitIn(const fs::path& where, const std::vector<std::string>& arguments,
                               std::string_view input) const {
  std::vector<std::string> all = {"git", "-c", "protocol.file.allow=always", "-c", "safe.directory=*"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  ProcessResult result = RunProcess(all, {where.string(), std::string(input), Environment()});
  if (result.exit_status != 0) {
    throw std::runtime_error(fmt::format("git {} ended with {}: {}{}", fmt::join(arguments, " "), result.exit_status,
                                         result.err, result.out));
  }
  if (result.out.ends_with('\n')) result.out.pop_back();
  return std::move(result.out);
}

void RepoBuilder::Write(const std::string& file, std::string_view bytes) const {
  const fs::path path = path_ / file;
  std::error_code ignored;
  if (fs::is_symlink(fs::symlink_status(path, ignored))) fs::remove(path);
  WriteTestFile(path, bytes);
}

void RepoBuilder::Remove(const std::string& file) const { fs::remove_all(path_ / file); }

void RepoBuilder::Move(const std::string& from, const std::string& to) const {
  fs::create_directories((path_ / to).parent_path());
  fs::rename(path_ / from, path_ / to);
}

void RepoBuilder::Symlink(const std::string& file, const std::string& target) const {
  fs::create_directories((path_ / file).parent_path());
  fs::remove(path_ / file);
  fs::create_symlink(target, path_ / file);
}

void RepoBuilder::SetExecutable(const std::string& file) const {
  fs::permissions(path_ / file, fs::perms::owner_exec, fs::perm_options::add);
}

std::string RepoBuilder::Commit(const std::string& message) {
  Tick();
  Git({"add", "-A", "-f", "."});
  Git({"commit", "-q", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-F", "-"}, message);
  return Git({"rev-parse", "HEAD"});
}

std::string RepoBuilder::CommitFiles(const Files& files, const std::string& message) {
  for (const auto& [file, bytes] : files) Write(file, bytes);
  return Commit(message);
}

std::string RepoBuilder::CommitTree(const std::string& tree, const std::vector<std::string>& parents,
                                    const std::string& message) {
  Tick();
  std::vector<std::string> arguments = {"commit-tree", tree};
  for (const std::string& parent : parents) arguments.insert(arguments.end(), {"-p", parent});
  return Git(arguments, message);
}

std::string RepoBuilder::Merge(const std::vector<std::string>& branches, const Files& evil,
                               const std::string& message) {
  std::vector<std::string> parents = {Git({"rev-parse", "HEAD"})};
  std::map<std::string, std::string> merged;  // path -> "mode id", the first parent that has it wins
  for (std::size_t i = 0; i <= branches.size(); ++i) {
    const std::string tip = i == 0 ? parents[0] : Git({"rev-parse", branches[i - 1] + "^{commit}"});
    if (i > 0) parents.push_back(tip);
    std::istringstream lines(Git({"ls-tree", "-r", "-z", tip}));
    for (std::string line; std::getline(lines, line, '\0');) {
      const std::size_t tab = line.find('\t');
      merged.emplace(line.substr(tab + 1), line.substr(0, tab));
    }
  }
  std::string entries;
  for (const auto& [file, entry] : merged) entries += fmt::format("{}\t{}{}", entry, file, '\0');
  Git({"read-tree", "--empty"});
  Git({"update-index", "-z", "--index-info"}, entries);
  for (const auto& [file, bytes] : evil) {
    Git({"update-index", "--add", "--cacheinfo", "100644," + HashObject(bytes) + "," + file});
  }
  const std::string commit = CommitTree(Git({"write-tree"}), parents, message);
  Git({"update-ref", "-m", "merge", "HEAD", commit});
  if (!bare_) Git({"reset", "-q", "--hard"});
  return commit;
}

void RepoBuilder::CrissCross(const std::string& left, const std::string& right) {
  const std::string base = Git({"rev-parse", "HEAD"});
  const auto change = [&](const std::string& name, const std::string& file, const std::string& bytes) {
    Git({"checkout", "-q", "-B", name, base});
    return CommitFiles({{file, bytes}}, "change " + file);
  };
  const std::string first_left = change(left, "left.txt", "left 1\n");
  const std::string first_right = change(right, "right.txt", "right 1\n");
  Merge({first_left}, {}, "right takes left");
  CommitFiles({{"left.txt", "left 2, from the right\n"}});
  Checkout(left);
  Merge({first_right}, {}, "left takes right");
  CommitFiles({{"right.txt", "right 2, from the left\n"}});
}

void RepoBuilder::Branch(const std::string& name, const std::string& at) const { Git({"branch", "-f", name, at}); }
void RepoBuilder::Checkout(const std::string& name) const { Git({"checkout", "-q", "-f", name}); }
void RepoBuilder::DeleteBranch(const std::string& name) const { Git({"branch", "-D", "-q", name}); }

std::string RepoBuilder::HashObject(std::string_view bytes, const std::string& type) const {
  return Git({"hash-object", "-w", "-t", type, "--literally", "--stdin"}, bytes);
}

std::string RepoBuilder::MakeTree(const std::map<std::string, std::pair<std::string, std::string>>& entries) const {
  std::string lines;
  for (const auto& [name, entry] : entries) {
    const auto& [mode, id] = entry;
    const char* type = mode == "040000" ? "tree" : mode == "160000" ? "commit" : "blob";
    lines += fmt::format("{} {} {}\t{}{}", mode, type, id, name, '\0');
  }
  return Git({"mktree", "-z", "--missing"}, lines);
}

std::string RepoBuilder::Tag(const std::string& name, const std::string& target, const std::string& message) {
  Tick();
  Git({"tag", "-a", "--cleanup=verbatim", "-F", "-", name, target}, message);
  return Git({"rev-parse", "refs/tags/" + name});
}

void RepoBuilder::Note(const std::string& target, const std::string& text) {
  Tick();
  Git({"notes", "add", "-f", "-F", "-", target}, text);
}

std::string RepoBuilder::Stash(bool untracked) {
  Tick();
  std::vector<std::string> arguments = {"stash", "push", "-q"};
  if (untracked) arguments.push_back("--include-untracked");
  Git(arguments);
  return Git({"rev-parse", "refs/stash"});
}

std::string RepoBuilder::ReflogOnlyCommit(const Files& files) {
  const std::string before = Git({"rev-parse", "HEAD"});
  std::string commit = CommitFiles(files, "soon undone");
  Git({"reset", "-q", "--hard", before});
  return commit;
}

void RepoBuilder::Replace(const std::string& object, const std::string& by) const {
  Git({"replace", "-f", object, by});
}

void RepoBuilder::Gitlink(const std::string& file, const std::string& commit) const {
  Git({"update-index", "--add", "--cacheinfo", "160000," + commit + "," + file});
  fs::create_directories(path_ / file);
}

std::string RepoBuilder::LfsPointer(std::uint64_t seed) {
  return fmt::format("version https://git-lfs.github.com/spec/v1\noid sha256:{:064x}\nsize {}\n", seed, 1000 + seed);
}

std::string RepoBuilder::StageOnly(const std::string& file, std::string_view bytes) const {
  Write(file, bytes);
  Git({"add", "-f", file});
  Remove(file);
  std::string line = Git({"ls-files", "-s", "--", file});
  return line.substr(7, line.find(' ', 7) - 7);
}

void RepoBuilder::Repack() const {
  Git({"repack", "-q", "-a", "-d", "-f", "-k", "--window=10", "--depth=10"});
  // What nothing reaches stays loose with -k alone: put it into a second pack.
  std::string loose;
  std::istringstream lines(Git({"cat-file", "--batch-all-objects", "--batch-check=%(objectname)"}));
  for (std::string id; std::getline(lines, id);) {
    if (fs::exists(LooseFile(id))) loose += id + "\n";
  }
  if (loose.empty()) return;
  Git({"pack-objects", "-q", (git_dir() / "objects/pack/pack").string()}, loose);
  Git({"prune-packed", "-q"});
}

void RepoBuilder::UnpackAll() const {
  const fs::path packs = git_dir() / "objects/pack";
  const fs::path aside = folder_.path() / "packs-aside";
  fs::create_directories(aside);
  std::vector<fs::path> moved;
  for (const auto& entry : fs::directory_iterator(packs)) moved.push_back(entry.path());
  for (const fs::path& file : moved) fs::rename(file, aside / file.filename());
  for (const auto& entry : fs::directory_iterator(aside)) {
    if (entry.path().extension() == ".pack") Git({"unpack-objects", "-q"}, ReadTestFile(entry.path()));
  }
  fs::remove_all(aside);
}

fs::path RepoBuilder::LooseFile(const std::string& id) const {
  return git_dir() / "objects" / id.substr(0, 2) / id.substr(2);
}

void RepoBuilder::DeleteLoose(const std::string& id) const {
  if (!fs::remove(LooseFile(id))) throw std::runtime_error(id + " is not loose");
}

void RepoBuilder::CorruptLoose(const std::string& id) const {
  const fs::path file = LooseFile(id);
  std::string bytes = ReadTestFile(file);
  for (std::size_t i = bytes.size() / 2; i < bytes.size(); ++i) bytes[i] = static_cast<char>(~bytes[i]);
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  WriteTestFile(file, bytes);
}

void RepoBuilder::AddAlternate(const std::string& line) const {
  fs::create_directories(git_dir() / "objects/info");
  std::ofstream(git_dir() / "objects/info/alternates", std::ios::app) << line << '\n';
}

void RepoBuilder::Configure(const std::string& key, const std::string& value) const { Git({"config", key, value}); }

std::vector<std::string> RepoBuilder::AllObjects() const {
  std::vector<std::string> all;
  std::istringstream lines(Git({"cat-file", "--batch-all-objects", "--batch-check"}));
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace packrake
