#ifndef PACKRAKE_TESTS_SUPPORT_PROCESS_H_
#define PACKRAKE_TESTS_SUPPORT_PROCESS_H_

#include <string>
#include <string_view>
#include <vector>

namespace packrake {

/// How a program ended and what it wrote.
struct ProcessResult {
  int exit_status = -1;  ///< 128 + the signal when one ended it
  std::string out;
  std::string err;
};

/// What a program is started with, besides its arguments.
struct ProcessOptions {
  std::string folder;                    ///< where it runs; empty: here
  std::string input;                     ///< what it reads on stdin
  std::vector<std::string> environment;  ///< "NAME=value": all of its environment
};

/// Runs `arguments` (the program first, looked up in PATH), without a shell, to its end. Throws std::runtime_error
/// when it cannot be started.
ProcessResult RunProcess(const std::vector<std::string>& arguments, const ProcessOptions& options);

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_PROCESS_H_
