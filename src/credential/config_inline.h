#ifndef PACKRAKE_CREDENTIAL_CONFIG_INLINE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_INLINE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "credential/config_line.h"

/// Several settings on one line.
namespace packrake::code {

/// The entries of the braces that open at `at`: { key: "…", alg = HS256 }. Of a pair, { name: JWT_SECRET, value: "…" },
/// the value goes by the name.
std::vector<LineSetting> SettingsInBraces(std::string_view line, std::size_t at);

/// The entries of Erlang's maps: <<"alg">> => <<"HS256">>, …, or the tuple that the line begins with, {jwt_alg, "…"}.
std::vector<LineSetting> SettingsOfErlang(std::string_view line);

/// Whether `braces`, which are not closed yet, hold one string and nothing else: { "*", a list of Lua's.
bool IsLoneItem(std::string_view braces);

/// What an entry of a list of pairs calls the name of what it sets, and the value of that.
inline bool IsNameOfPair(std::string_view key) { return key == "name" || key == "Name"; }
inline bool IsValueOfPair(std::string_view key) { return key == "value" || key == "Value"; }

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_INLINE_H_
