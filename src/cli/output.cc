#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace packrake::cli {
namespace {

Error CannotWrite(ErrorCode code, const std::filesystem::path& path, int error) {
  return {code, fmt::format("{}: cannot be written: {}", path.string(), std::generic_category().message(error))};
}

}  // namespace

Result<std::unique_ptr<Output>> Output::Open(const std::string& path, bool is_private, std::ostream& standard) {
  std::unique_ptr<Output> output(new Output(standard));
  if (path.empty() || path == "-") return output;
  std::error_code ignored;
  // A link is followed: its target is what the user means to replace.
  std::filesystem::path target = path;
  if (std::filesystem::exists(path, ignored)) target = std::filesystem::canonical(path, ignored);
  output->path_ = target;
  if (std::filesystem::exists(target, ignored) && !std::filesystem::is_regular_file(target, ignored)) {
    if (std::filesystem::is_directory(target, ignored)) return CannotWrite(ErrorCode::kUsage, target, EISDIR);
    output->file_.open(target, std::ios::binary);
    if (!output->file_.is_open()) return CannotWrite(ErrorCode::kUsage, target, errno);
    return output;
  }
  std::string name = target.string() + ".XXXXXX";
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return CannotWrite(ErrorCode::kUsage, target, errno);
  if (!is_private) {
    const mode_t mask = umask(0);
    umask(mask);
    static_cast<void>(fchmod(descriptor, 0666 & ~mask));  // without it the file is only more private than asked for
  }
  close(descriptor);
  output->temporary_ = name;
  output->file_.open(name, std::ios::binary);
  if (!output->file_.is_open()) return CannotWrite(ErrorCode::kUsage, target, errno);
  return output;
}

Output::~Output() {
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

Status Output::Finish() {
  stream().flush();
  if (!stream()) return CannotWrite(ErrorCode::kUnreadable, is_standard() ? "standard output" : path_, EIO);
  if (!file_.is_open()) return {};
  file_.close();
  if (file_.fail()) return CannotWrite(ErrorCode::kUnreadable, path_, EIO);
  if (temporary_.empty()) return {};
  std::error_code error;
  std::filesystem::rename(temporary_, path_, error);
  if (error) return CannotWrite(ErrorCode::kUnreadable, path_, error.value());
  temporary_.clear();
  return {};
}

}  // namespace packrake::cli
