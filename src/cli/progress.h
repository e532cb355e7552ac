#ifndef PACKRAKE_CLI_PROGRESS_H_
#define PACKRAKE_CLI_PROGRESS_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>

#include "packrake/source.h"

namespace packrake::cli {

/// One look at a scan.
struct ProgressState {
  std::string_view stage;
  std::uint64_t objects_done = 0;
  std::uint64_t objects_total = 0;
  std::uint64_t bytes_done = 0;
  double seconds = 0;
};

/// "reading  12,345 of 56,789 objects  21%  81.2 MB  40.6 MB/s  0:07 left", under 80 columns; without what is not
/// known.
std::string ProgressLine(const ProgressState& state);

/// Draws a scan's progress on one line of `err`, ten times a second, from its own thread, until it goes away; then the
/// line is gone, too. `control` and `err` outlive it.
class Progress {
 public:
  Progress(const ScanControl& control, std::ostream& err);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void Run();

  const ScanControl& control_;
  std::ostream& err_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_PROGRESS_H_
