#include "source/list_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "git/repository.h"

namespace packrake {
namespace fs = std::filesystem;

FileList ListFiles(const fs::path& root, ProblemCollector& unreadable, const std::atomic<bool>& stop) {
  FileList list;
  std::vector<std::string> pending = {""};  // relative; "" is the root itself
  while (!pending.empty() && !stop) {
    const std::string folder = std::move(pending.back());
    pending.pop_back();
    std::error_code error;
    fs::directory_iterator entry(root / folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      std::string path = folder.empty() ? name : fmt::format("{}/{}", folder, name);
      std::error_code unknown;
      const fs::file_status status = entry->symlink_status(unknown);
      if (unknown) {
        unreadable.Add(std::move(path), unknown.message());
      } else if (name == ".git") {  // a folder, or the file of a worktree or submodule
        ++list.skipped[kSkippedGitDir];
        list.repositories.push_back(std::move(path));
      } else if (fs::is_directory(status)) {
        // The files of a bare one are read as any others: it could be made up to hide something.
        if (FindGitDir(entry->path()) == entry->path()) list.repositories.push_back(path);
        list.folders.push_back(path);
        pending.push_back(std::move(path));
      } else if (fs::is_regular_file(status) || fs::is_symlink(status)) {
        list.files.push_back({std::move(path), fs::is_symlink(status)});
      } else {
        ++list.skipped[kSkippedSpecial];
      }
    }
    if (error) unreadable.Add(folder.empty() ? "." : folder, error.message());
  }
  std::sort(list.files.begin(), list.files.end(),
            [](const ListedFile& a, const ListedFile& b) { return a.path < b.path; });
  std::sort(list.folders.begin(), list.folders.end());
  std::sort(list.repositories.begin(), list.repositories.end());
  return list;
}

}  // namespace packrake
