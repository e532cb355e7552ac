#ifndef PACKRAKE_GIT_RUN_GIT_H_
#define PACKRAKE_GIT_RUN_GIT_H_

#include <atomic>
#include <string>
#include <vector>

#include "packrake/result.h"

namespace packrake {

/// The standard output of `git <arguments>`, run without a shell, without prompts and without any configuration of the
/// user or the system, for the two jobs that git does better: cloning a URL and reading reftable. Protocols that run
/// programs (`ext::`) are refused by git itself. A credential helper of the user is not asked; SSH's agent and
/// configuration work as ever. git runs in "/", so paths are absolute. `stop` ends git early.
/// Errors: kNotFound when git is not installed, kUnreadable with the last line of what git said, kLimit when the output
/// has more than `max_output` bytes.
Result<std::string> RunGit(const std::vector<std::string>& arguments, std::size_t max_output = 1U << 30,
                           const std::atomic<bool>* stop = nullptr);

}  // namespace packrake

#endif  // PACKRAKE_GIT_RUN_GIT_H_
