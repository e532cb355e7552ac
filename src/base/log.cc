#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <exception>
#include <memory>
#include <string>

#include "base/utf8.h"

namespace packrake::log {
namespace {

std::atomic<Level> least_level{Level::kWarn};

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarn:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
    case Level::kOff:
      break;
  }
  return spdlog::level::off;
}

// Synchronous: a scan writes a few lines, and the last ones before a crash are the ones that matter. No source place
// and no arguments in the pattern, so that only the text that the caller composed can appear.
spdlog::logger& Logger() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("packrake", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    made->set_pattern("packrake: %^%l%$: %v");
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

// Paths and ref names come from hostile repositories: what a terminal would obey becomes '?'.
std::string WithoutControls(std::string_view message) {
  std::string clean;
  clean.reserve(message.size());
  for (std::size_t i = 0; i < message.size();) {
    const auto [code_point, size] = Utf8CharacterAt(message, i);
    const bool control = size == 0 || code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    clean += control ? std::string_view("?") : message.substr(i, size);
    i += size == 0 ? 1 : size;
  }
  return clean;
}

}  // namespace

void SetLevel(Level level) { least_level.store(level, std::memory_order_relaxed); }

bool Enabled(Level level) { return level >= least_level.load(std::memory_order_relaxed) && level != Level::kOff; }

void Write(Level level, std::string_view message) {
  if (!Enabled(level)) return;
  try {
    Logger().log(ToSpdlog(level), "{}", WithoutControls(message));
  } catch (const std::exception&) {
    // A log line that cannot be written is not worth a scan.
  }
}

}  // namespace packrake::log
