#include "git/refs.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "base/file.h"
#include "git/reftable.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxRefFile = 64 << 10;     // a ref holds one line
constexpr std::uint64_t kMaxListFile = 2ULL << 30;  // packed-refs and reflogs
constexpr int kMaxSymbolicSteps = 5;                // as git: refs.h, SYMREF_MAXDEPTH
constexpr int kMaxFolderDepth = 100;

/// Calls `visit(line)` for each line without its '\n'.
template <class Visit>
void ForEachLine(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::optional<ObjectId> LeadingId(std::string_view line, std::size_t id_size) {
  if (line.size() < 2 * id_size) return std::nullopt;
  return ObjectId::FromHex(line.substr(0, 2 * id_size));
}

bool IsNull(const ObjectId& id) {
  return std::all_of(id.data(), id.data() + id.size(), [](std::uint8_t byte) { return byte == 0; });
}

/// What one loose ref file says: an id, or the name of another ref.
struct LooseRef {
  ObjectId id;
  std::string symbolic;
};

class RefReader {
 public:
  explicit RefReader(const Repository& repository) : repository_(repository) {}

  RefList Read() {
    ReadPacked();
    ReadFolder(repository_.common_dir / "refs", "refs/", 0);
    if (repository_.git_dir != repository_.common_dir) ReadFolder(repository_.git_dir / "refs", "refs/", 0);
    Resolve();
    ReadHeads();
    ReadReflogs();
    return std::move(list_);
  }

 private:
  void Broken(std::string sentence) { list_.broken.push_back(std::move(sentence)); }

  void ReadPacked() {
    const fs::path file = repository_.common_dir / "packed-refs";
    auto text = ReadFile(file, kMaxListFile);
    if (!text) {
      if (text.error().code != ErrorCode::kNotFound) Broken(text.error().message);
      return;
    }
    std::size_t broken = 0;
    list_.refs = ParsePackedRefs(*text, repository_.id_size, broken);
    if (broken != 0) Broken(fmt::format("{}: {} lines are no refs", file.string(), broken));
  }

  void ReadFolder(const fs::path& folder, const std::string& prefix, int depth) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      const std::string name = prefix + entry->path().filename().string();
      std::error_code unknown;  // what the folder itself tells of its entries: no system call for each of 20,000 refs
      const bool symlink = entry->is_symlink(unknown);
      if (!symlink && entry->is_directory(unknown)) {
        if (depth < kMaxFolderDepth) ReadFolder(entry->path(), name + "/", depth + 1);
      } else if (!name.ends_with(".lock")) {
        if (auto loose = ReadLoose(entry->path(), name, symlink)) loose_.emplace_back(name, std::move(*loose));
      }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
      Broken(fmt::format("{}: {}", folder.string(), error.message()));
    }
  }

  std::optional<LooseRef> ReadLoose(const fs::path& file, std::string_view name, bool symlink) {
    if (symlink) {  // how HEAD was written once
      std::error_code error;
      const std::string target = fs::read_symlink(file, error).string();
      if (target.starts_with("refs/")) return LooseRef{{}, target};
    }
    auto text = ReadFile(file, kMaxRefFile);
    if (!text) {
      Broken(fmt::format("ref {}: {}", name, text.error().message));
      return std::nullopt;
    }
    std::string_view line = std::string_view(*text).substr(0, text->find('\n'));
    constexpr std::string_view kSymbolic = "ref:";
    if (line.starts_with(kSymbolic)) {
      line.remove_prefix(kSymbolic.size());
      while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
      while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
      return LooseRef{{}, std::string(line)};
    }
    if (auto id = LeadingId(line, repository_.id_size)) return LooseRef{*id, {}};
    Broken(fmt::format("ref {}: holds no object id", name));
    return std::nullopt;
  }

  /// Puts the loose refs before packed ones of the same name, and follows the symbolic ones.
  void Resolve() {
    std::sort(loose_.begin(), loose_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Ref> all;
    for (auto& [name, loose] : loose_) all.push_back({name, loose.id});
    all.insert(all.end(), std::make_move_iterator(list_.refs.begin()), std::make_move_iterator(list_.refs.end()));
    std::stable_sort(all.begin(), all.end(), [](const Ref& a, const Ref& b) { return a.name < b.name; });
    all.erase(std::unique(all.begin(), all.end(), [](const Ref& a, const Ref& b) { return a.name == b.name; }),
              all.end());
    list_.refs = std::move(all);
    for (const auto& [name, loose] : loose_) {
      if (!loose.symbolic.empty()) symbolic_.emplace(name, loose.symbolic);
    }
    for (Ref& ref : list_.refs) {
      if (ref.target.empty()) ref.target = Follow(ref.name);
    }
  }

  ObjectId Follow(std::string name) {
    for (int step = 0; step <= kMaxSymbolicSteps; ++step) {
      const auto next = symbolic_.find(name);
      if (next == symbolic_.end()) {
        const auto ref = std::lower_bound(list_.refs.begin(), list_.refs.end(), name,
                                          [](const Ref& a, const std::string& b) { return a.name < b; });
        return ref != list_.refs.end() && ref->name == name ? ref->target : ObjectId();
      }
      name = next->second;
    }
    Broken(fmt::format("ref {}: symbolic refs go round in circles", name));
    return {};
  }

  Ref ReadHead(const fs::path& file, const std::string& name, std::string* branch) {
    std::error_code unknown;
    auto loose = ReadLoose(file, name, fs::is_symlink(fs::symlink_status(file, unknown)));
    if (!loose) return {name, {}};
    if (loose->symbolic.empty()) return {name, loose->id};
    if (branch != nullptr) *branch = loose->symbolic;
    return {name, Follow(loose->symbolic)};
  }

  /// HEAD and the other one-line files in a git directory that hold ids: ORIG_HEAD, MERGE_HEAD, AUTO_MERGE, …
  void ReadPseudoRefs(const fs::path& git_dir, const std::string& prefix) {
    std::error_code error;
    fs::directory_iterator entry(git_dir, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (!name.ends_with("_HEAD") && name != "AUTO_MERGE" && name != "HEAD") continue;
      if (prefix.empty() && name == "HEAD") continue;
      if (name == "HEAD") {
        list_.other_heads.push_back(ReadHead(entry->path(), prefix + name, nullptr));
        continue;
      }
      const auto text = ReadFile(entry->path(), kMaxListFile);  // FETCH_HEAD has a line for each branch
      if (!text) continue;
      ForEachLine(*text, [&](std::string_view line) {
        if (auto id = LeadingId(line, repository_.id_size)) list_.other_heads.push_back({prefix + name, *id});
      });
    }
  }

  void ReadHeads() {
    list_.head = ReadHead(repository_.git_dir / "HEAD", "HEAD", &list_.head_branch);
    ReadPseudoRefs(repository_.git_dir, "");
    if (repository_.git_dir != repository_.common_dir) ReadPseudoRefs(repository_.common_dir, "main-worktree/");
    std::error_code error;
    fs::directory_iterator entry(repository_.common_dir / "worktrees", error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      std::error_code same;
      if (fs::equivalent(entry->path(), repository_.git_dir, same)) continue;
      ReadPseudoRefs(entry->path(), "worktrees/" + entry->path().filename().string() + "/");
    }
    std::sort(list_.other_heads.begin(), list_.other_heads.end(), [](const Ref& a, const Ref& b) {
      return a.name != b.name ? a.name < b.name : a.target < b.target;
    });
  }

  void ReadReflogFolder(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
      std::error_code unknown;
      if (!fs::is_regular_file(entry->symlink_status(unknown))) continue;
      auto text = ReadFile(entry->path(), kMaxListFile);
      if (text) {
        ParseReflog(*text, repository_.id_size, list_.reflog);
      } else {
        Broken(text.error().message);
      }
    }
  }

  void ReadReflogs() {
    ReadReflogFolder(repository_.common_dir / "logs");
    std::error_code error;
    fs::directory_iterator entry(repository_.common_dir / "worktrees", error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      ReadReflogFolder(entry->path() / "logs");
    }
    std::sort(list_.reflog.begin(), list_.reflog.end());
    list_.reflog.erase(std::unique(list_.reflog.begin(), list_.reflog.end()), list_.reflog.end());
  }

  const Repository& repository_;
  RefList list_;
  std::vector<std::pair<std::string, LooseRef>> loose_;
  std::unordered_map<std::string, std::string> symbolic_;
};

}  // namespace

Result<RefList> ReadRefs(const Repository& repository) {
  RefList list = RefReader(repository).Read();
  if (!repository.reftable) return list;
  auto table = ReadReftable(repository);
  if (!table) return std::move(table).error();
  // HEAD is a dummy file with reftable; what the folders held of pseudo refs and worktrees stays.
  table->other_heads = std::move(list.other_heads);
  return std::move(*table);
}

std::vector<Ref> ParsePackedRefs(std::string_view text, std::size_t id_size, std::size_t& broken) {
  std::vector<Ref> refs;
  ForEachLine(text, [&](std::string_view line) {
    if (line.empty() || line.front() == '#' || line.front() == '^') return;  // '^': what the tag above peels to
    const auto id = LeadingId(line, id_size);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!id || line.size() < 2 * id_size + 2 || line[2 * id_size] != ' ') {
      ++broken;
      return;
    }
    line.remove_prefix(2 * id_size + 1);
    refs.push_back({std::string(line), *id});
  });
  return refs;
}

void ParseReflog(std::string_view text, std::size_t id_size, std::vector<ObjectId>& ids) {
  ForEachLine(text, [&](std::string_view line) {
    const auto before = LeadingId(line, id_size);
    if (!before || line.size() < 2 * (2 * id_size) + 1 || line[2 * id_size] != ' ') return;
    const auto after = LeadingId(line.substr(2 * id_size + 1), id_size);
    if (!IsNull(*before) && (ids.empty() || ids.back() != *before)) ids.push_back(*before);
    if (after && !IsNull(*after)) ids.push_back(*after);
  });
}

}  // namespace packrake
