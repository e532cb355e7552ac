#ifndef PACKRAKE_SOURCE_LIST_FILES_H_
#define PACKRAKE_SOURCE_LIST_FILES_H_

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "source/problems.h"

namespace packrake {

/// A file or symbolic link below a folder.
struct ListedFile {
  std::string path;  ///< relative to the folder, with '/'
  bool symlink = false;
};

/// What is below a folder, links not followed.
struct FileList {
  std::vector<ListedFile> files;       ///< by path
  std::vector<std::string> folders;    ///< their paths, in order
  std::map<std::string, std::uint64_t> skipped;  ///< reason -> number: `.git` folders, pipes and devices
  std::vector<std::string> repositories;  ///< `.git` and bare repositories, in order: their history is not read here
};
inline constexpr const char* kSkippedGitDir = "git directory";
inline constexpr const char* kSkippedSpecial = "not a regular file";

/// Lists `root` to any depth without recursion. Folders that cannot be listed go to `unreadable`.
FileList ListFiles(const std::filesystem::path& root, ProblemCollector& unreadable, const std::atomic<bool>& stop);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_LIST_FILES_H_
