#include "findings/date.h"

#include <fmt/format.h>

#include <chrono>

namespace packrake {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

// Beyond these std::chrono's years overflow; a commit may claim any 64-bit date.
constexpr std::int64_t kFirst = -62'135'596'800;  // 0001-01-01
constexpr std::int64_t kLast = 253'402'300'799;   // 9999-12-31T23:59:59

sys_seconds Clamped(std::int64_t time) {
  return sys_seconds(seconds(time < kFirst ? kFirst : time > kLast ? kLast : time));
}

std::string Day(sys_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// The number that the digits text[begin, begin + size) spell, or -1.
int Number(std::string_view text, std::size_t begin, std::size_t size) {
  int number = 0;
  for (const char c : text.substr(begin, size)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<std::int64_t> DayNamed(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = Number(text, 0, 4);
  const int month = Number(text, 5, 2);
  const int day = Number(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::duration_cast<seconds>(sys_days(date).time_since_epoch()).count();
}

std::string DayOf(std::int64_t time) { return Day(floor<days>(Clamped(time))); }

std::string TimestampOf(std::int64_t time) {
  const sys_seconds clamped = Clamped(time);
  const sys_days day = floor<days>(clamped);
  const auto rest = (clamped - day).count();
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Day(day), rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace packrake
