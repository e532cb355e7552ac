#include "git/run_git.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

extern char** environ;

namespace packrake {
namespace {

/// Ours to give to git; everything else of the environment (PATH, HOME for SSH, proxies, SSH_AUTH_SOCK) passes through.
constexpr std::string_view kIsolation[] = {
    "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
    "GIT_ASKPASS=true",            "SSH_ASKPASS=true",            "GIT_OPTIONAL_LOCKS=0",  "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=https:http:ssh:git:file", "GIT_SSH_COMMAND=ssh -oBatchMode=yes", "LC_ALL=C",
};

std::vector<std::string> Environment() {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (text.starts_with("GIT_") || text.starts_with("SSH_ASKPASS") || text.starts_with("LC_")) continue;
    all.emplace_back(text);
  }
  all.insert(all.end(), std::begin(kIsolation), std::end(kIsolation));
  return all;
}

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    CloseRead();
    CloseWrite();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  explicit operator bool() const { return ends_[0] >= 0; }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void CloseRead() { Close(ends_[0]); }
  void CloseWrite() { Close(ends_[1]); }

 private:
  static void Close(int& end) {
    if (end >= 0) ::close(std::exchange(end, -1));
  }
  std::array<int, 2> ends_{-1, -1};
};

/// Appends what can be read now; false at the end of the stream.
bool Drain(int end, std::string& text) {
  char buffer[1 << 16];
  const ssize_t got = ::read(end, buffer, sizeof buffer);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  text.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

int Wait(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// The first line in which git says what was fatal: advice and consequences follow it. Else the last line.
std::string WhatWasFatal(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  constexpr std::string_view kFatal = "fatal: ";
  std::size_t begin = text.starts_with(kFatal) ? 0 : text.find("\nfatal: ");
  if (begin == std::string_view::npos) {
    const std::size_t newline = text.rfind('\n');
    return std::string(newline == std::string_view::npos ? text : text.substr(newline + 1));
  }
  if (text[begin] == '\n') ++begin;
  text.remove_prefix(begin + kFatal.size());
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

Result<std::string> RunGit(const std::vector<std::string>& arguments, std::size_t max_output,
                           const std::atomic<bool>* stop) {
  Pipe out;
  Pipe err;
  if (!out || !err) return Error{ErrorCode::kInternal, fmt::format("git cannot be started: {}", std::strerror(errno))};
  // In our own process group: Ctrl-C ends git too. Not in our folder: it may be a repository with a configuration.
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);

  posix_spawn_file_actions_addchdir_np(&actions, "/");
  std::vector<std::string> words = {"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = Environment();
  const std::vector<char*> argv = Pointers(words);
  const std::vector<char*> environment = Pointers(variables);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return Error{failed == ENOENT ? ErrorCode::kNotFound : ErrorCode::kInternal,
                 fmt::format("git cannot be started: {}", std::strerror(failed))};
  }
  out.CloseWrite();
  err.CloseWrite();

  std::string output;
  std::string messages;
  bool stopped = false;
  std::array<pollfd, 2> streams = {{{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if ((stop != nullptr && stop->load()) || output.size() > max_output) {
      ::kill(child, SIGTERM);  // git ends its own children
      stopped = true;
      break;
    }
    if (::poll(streams.data(), streams.size(), 200) < 0 && errno != EINTR) break;
    if (streams[0].revents != 0 && !Drain(streams[0].fd, output)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !Drain(streams[1].fd, messages)) streams[1].fd = -1;
    if (messages.size() > (1U << 20)) messages.erase(0, messages.size() / 2);  // progress bars
  }
  const int status = Wait(child);
  if (output.size() > max_output) {
    return Error{ErrorCode::kLimit, fmt::format("git {} wrote more than {} bytes", arguments.front(), max_output)};
  }
  if (stopped) return Error{ErrorCode::kUnreadable, fmt::format("git {} was interrupted", arguments.front())};
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Error{ErrorCode::kUnreadable, fmt::format("git: {}", WhatWasFatal(messages))};
  }
  return output;
}

}  // namespace packrake
