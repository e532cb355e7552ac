#ifndef PACKRAKE_CLI_OUTPUT_H_
#define PACKRAKE_CLI_OUTPUT_H_

#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>

#include "packrake/result.h"

namespace packrake::cli {

/// Where a report goes: a stream that is there, or a file that takes the place of an older one only when the report is
/// whole. A pipe or device is written as it is.
class Output {
 public:
  /// To `path`, or to `standard` when it is "" or "-". The file is made at once, so that a folder that cannot be
  /// written is known before the scan; `is_private`: readable by its owner alone. Errors: kUsage.
  static Result<std::unique_ptr<Output>> Open(const std::string& path, bool is_private, std::ostream& standard);
  /// An unfinished file is removed.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::ostream& stream() { return file_.is_open() ? file_ : standard_; }
  bool is_standard() const { return path_.empty(); }

  /// Puts the file in its place. Errors: kUnreadable when something was not written.
  Status Finish();

 private:
  explicit Output(std::ostream& standard) : standard_(standard) {}

  std::ostream& standard_;
  std::ofstream file_;
  std::filesystem::path path_;       ///< empty for the standard stream
  std::filesystem::path temporary_;  ///< empty once it is in place, and for pipes
};

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_OUTPUT_H_
