#ifndef PACKRAKE_CREDENTIAL_CONFIG_VALUE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_VALUE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace packrake::code {

/// The value of a setting as its line writes it.
struct ConfigValue {
  std::string text;       ///< without quotes, escapes undone
  std::size_t begin = 0;  ///< in the line
  std::size_t end = 0;
  bool quoted = false;
};

/// The value that begins at `at` or after blanks there: quoted, or bare up to a comment, the line's end or, with
/// `spaces_end`, a blank or quote. Nothing where there is none, or where its quote does not close.
std::optional<ConfigValue> ReadConfigValue(std::string_view line, std::size_t at, bool spaces_end);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_VALUE_H_
