#include "cli/signals.h"

#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>

namespace packrake::cli {
namespace {

constexpr int kInterruptedStatus = 130;

std::atomic<std::atomic<bool>*> stop_flag{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free, "a signal handler may not take a lock");

/// /dev/null, open while a scan runs.
std::atomic<int> nothing{-1};

extern "C" void HandleStop(int) noexcept {
  std::atomic<bool>* const stop = stop_flag.load();
  if (stop == nullptr || stop->exchange(true)) _exit(kInterruptedStatus);
  // A read of stdin that waits for somebody to type starts again after the signal, and then finds the end.
  if (nothing >= 0) dup2(nothing, STDIN_FILENO);
}

void Handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

StopOnSignal::StopOnSignal(ScanControl& control) {
  nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  stop_flag = &control.stop;
  Handle(SIGINT, HandleStop);
  Handle(SIGTERM, HandleStop);
}

StopOnSignal::~StopOnSignal() {
  Handle(SIGINT, SIG_DFL);
  Handle(SIGTERM, SIG_DFL);
  stop_flag = nullptr;
  if (nothing >= 0) close(nothing.exchange(-1));
}

void HardenProcess() {
  Handle(SIGPIPE, SIG_IGN);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace packrake::cli
