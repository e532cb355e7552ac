#ifndef PACKRAKE_FINDINGS_DATE_H_
#define PACKRAKE_FINDINGS_DATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Dates of the Gregorian calendar, UTC, without the C library's locale or time zone.
namespace packrake {

/// Midnight UTC that begins the day "2026-11-22", in seconds since 1970-01-01; nothing when it is no such day.
std::optional<std::int64_t> DayNamed(std::string_view text);

/// "2026-11-22", UTC. Times outside the years 1 to 9999 are written as the nearest day within.
std::string DayOf(std::int64_t seconds);

/// RFC 3339, UTC, whole seconds: "2026-11-22T16:20:13Z".
std::string TimestampOf(std::int64_t seconds);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_DATE_H_
