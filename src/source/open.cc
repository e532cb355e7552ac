#include "source/open.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "git/repository.h"
#include "source/url.h"

namespace packrake {

Result<TargetKind> KindOfTarget(const std::string& target) {
  namespace fs = std::filesystem;
  if (target == "-") return TargetKind::kStdin;
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) {  // a folder may be called "a@b:c"; what exists is no URL
    if (IsUrl(target)) return TargetKind::kUrl;
    if (target.empty()) return Error{ErrorCode::kUsage, "the name of the target is empty"};
    if (target.find("://") != std::string::npos) {
      return Error{ErrorCode::kNotFound,
                   fmt::format("{}: URLs that can be cloned begin with https, http, ssh, git or file",
                               WithoutCredentials(target))};
    }
    return Error{ErrorCode::kNotFound,
                 fmt::format("{}: no such file or directory, and no URL", WithoutCredentials(target))};
  }
  if (FindGitDir(target)) return TargetKind::kRepository;
  // Its files alone would be half of what was asked for, and look like all of it.
  if (auto broken = BrokenDotGit(target)) return Error{ErrorCode::kNotFound, *std::move(broken)};
  if (fs::is_directory(status)) return TargetKind::kDirectory;
  return TargetKind::kFile;
}

}  // namespace packrake
