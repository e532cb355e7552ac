#ifndef PACKRAKE_BASE_LOG_H_
#define PACKRAKE_BASE_LOG_H_

#include <fmt/format.h>

#include <string_view>
#include <utility>

/// The library's one voice, on stderr. error: you must act; warn: something was skipped; info: a few lines per scan;
/// debug: per object, free when off. Any thread. No secret may be passed except as a Secret.
namespace packrake::log {

enum class Level { kDebug, kInfo, kWarn, kError, kOff };

/// Sets the least level that is written; kWarn at start.
void SetLevel(Level level);
bool Enabled(Level level);
void Write(Level level, std::string_view message);

template <class... Args>
void Debug(fmt::format_string<Args...> format, Args&&... args) {
  if (Enabled(Level::kDebug)) Write(Level::kDebug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void Info(fmt::format_string<Args...> format, Args&&... args) {
  if (Enabled(Level::kInfo)) Write(Level::kInfo, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void Warn(fmt::format_string<Args...> format, Args&&... args) {
  if (Enabled(Level::kWarn)) Write(Level::kWarn, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void Error(fmt::format_string<Args...> format, Args&&... args) {
  if (Enabled(Level::kError)) Write(Level::kError, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace packrake::log

#endif  // PACKRAKE_BASE_LOG_H_
