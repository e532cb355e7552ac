#include "cli/main.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/signals.h"

namespace packrake::cli {
namespace {

std::optional<std::string> FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

/// The report is made for 100 columns; a narrower terminal gets what fits it.
int Columns() {
  constexpr int kMost = 100;
  constexpr int kLeast = 60;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kMost;
  return std::clamp<int>(size.ws_col, kLeast, kMost);
}

}  // namespace

int Main(int argc, char** argv) {
  HardenProcess();
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Surroundings surroundings{
      std::cin,  std::cout,      std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1,
      Columns(), FromEnvironment};
  return Run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), RealBackend(), surroundings);
}

}  // namespace packrake::cli
