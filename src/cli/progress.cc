#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "report/terminal.h"

namespace packrake::cli {
namespace {

constexpr std::chrono::milliseconds kInterval(100);
constexpr std::string_view kClearLine = "\r\x1b[K";
constexpr double kShortestEstimate = 1;  // seconds: before that, time left is a guess

std::string Bytes(double bytes) {
  static constexpr std::string_view kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < std::size(kUnits)) {
    bytes /= 1000;
    ++unit;
  }
  return unit == 0 ? fmt::format("{:.0f} B", bytes) : fmt::format("{:.1f} {}", bytes, kUnits[unit]);
}

std::string Clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::string ProgressLine(const ProgressState& state) {
  std::string line(state.stage);
  const std::uint64_t done =
      state.objects_total > 0 ? std::min(state.objects_done, state.objects_total) : state.objects_done;
  if (state.objects_total > 0) {
    line += fmt::format("  {} of {} objects  {}%", Grouped(done), Grouped(state.objects_total),
                        static_cast<int>(100.0 * static_cast<double>(done) / static_cast<double>(state.objects_total)));
  } else if (done > 0) {
    line += fmt::format("  {} objects", Grouped(done));
  }
  if (state.bytes_done > 0) {
    line += "  " + Bytes(static_cast<double>(state.bytes_done));
    if (state.seconds > 0) line += fmt::format("  {}/s", Bytes(static_cast<double>(state.bytes_done) / state.seconds));
  }
  if (done > 0 && done < state.objects_total && state.seconds >= kShortestEstimate) {
    const double share = static_cast<double>(done) / static_cast<double>(state.objects_total);
    line += fmt::format("  {} left", Clock(state.seconds / share - state.seconds));
  }
  return line;
}

Progress::Progress(const ScanControl& control, std::ostream& err)
    : control_(control), err_(err), thread_([this] { Run(); }) {}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  wake_.notify_one();
  thread_.join();
  err_ << kClearLine << std::flush;
}

void Progress::Run() {
  const auto start = std::chrono::steady_clock::now();
  auto stage_start = start;
  const char* stage = nullptr;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kInterval, [this] { return done_; })) {
    const auto now = std::chrono::steady_clock::now();
    const char* const current = control_.stage;
    if (current != stage) stage_start = now;  // the rate of one stage says nothing of the next
    stage = current;
    err_ << kClearLine
         << ProgressLine({stage, control_.objects_done, control_.objects_total, control_.bytes_done,
                          std::chrono::duration<double>(now - stage_start).count()})
         << std::flush;
  }
}

}  // namespace packrake::cli
