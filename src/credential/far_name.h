#ifndef PACKRAKE_CREDENTIAL_FAR_NAME_H_
#define PACKRAKE_CREDENTIAL_FAR_NAME_H_

#include <optional>
#include <string>
#include <string_view>

/// Names that some lines of a program use and that stand for a literal far away from them: const KEY = 'token', and two
/// hundred lines below localStorage.setItem(KEY, value).
namespace packrake::code {

/// The plain or dotted name that is the first argument of the first call at or after `at` in `line`; "" where it is
/// anything else.
std::string_view FirstArgumentName(std::string_view line, std::size_t at);

/// What stands between the quotes where `text` first sets the last part of `name`, as an assignment or an entry, to one
/// literal of at most 80 bytes; nothing where it never does. Linear in the text's size.
std::optional<std::string> LiteralOf(std::string_view name, std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FAR_NAME_H_
