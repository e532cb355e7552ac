#include "git/reftable.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "git/run_git.h"

namespace packrake {
namespace {

Error TooOld(const Repository& repository, const Error& why) {
  return {ErrorCode::kUnsupported,
          fmt::format("{}: refs are stored as reftable, and git here cannot list them ({}); git 2.45 or later can",
                      repository.git_dir.string(), why.message)};
}

}  // namespace

Result<RefList> ReadReftable(const Repository& repository) {
  const std::string git_dir = "--git-dir=" + repository.git_dir.string();
  const auto git = [&](std::vector<std::string> arguments) {
    // A safe.directory of the command line is honoured; the user's files are not read at all.
    arguments.insert(arguments.begin(), {"-c", "safe.directory=*", git_dir});
    return RunGit(arguments);
  };
  RefList list;
  // %(objectname) alone: anything that opens the object could make a partial clone fetch it.
  const auto refs = git({"for-each-ref", "--format=%(objectname) %(refname)"});
  if (!refs) return TooOld(repository, refs.error());
  std::size_t broken = 0;
  list.refs = ParsePackedRefs(*refs, repository.id_size, broken);
  if (broken != 0) list.broken.push_back(fmt::format("{} lines of git for-each-ref are no refs", broken));

  list.head.name = "HEAD";
  if (const auto head = git({"rev-parse", "--verify", "-q", "HEAD"})) {
    if (auto id = ObjectId::FromHex(std::string_view(*head).substr(0, head->find('\n')))) list.head.target = *id;
  }
  if (const auto branch = git({"symbolic-ref", "-q", "HEAD"})) list.head_branch = branch->substr(0, branch->find('\n'));
  // Reflogs hold what the refs no longer do. `reflog list` came with 2.45 too; each log is read without a walk.
  const auto logs = git({"reflog", "list"});
  if (!logs) return TooOld(repository, logs.error());
  for (std::string_view rest = *logs; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string name(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto ids = git({"rev-list", "--walk-reflogs", "--ignore-missing", name, "--"});
    if (!ids) {
      list.broken.push_back(fmt::format("reflog of {}: {}", name, ids.error().message));
      continue;
    }
    for (std::string_view lines = *ids; !lines.empty();) {
      const std::size_t stop = std::min(lines.find('\n'), lines.size());
      if (auto id = ObjectId::FromHex(lines.substr(0, stop))) list.reflog.push_back(*id);
      lines.remove_prefix(std::min(stop + 1, lines.size()));
    }
  }
  std::sort(list.reflog.begin(), list.reflog.end());
  list.reflog.erase(std::unique(list.reflog.begin(), list.reflog.end()), list.reflog.end());
  return list;
}

}  // namespace packrake
