#ifndef PACKRAKE_CREDENTIAL_UNESCAPE_H_
#define PACKRAKE_CREDENTIAL_UNESCAPE_H_

#include <string>
#include <string_view>

namespace packrake::code {

/// `raw` with the escapes undone that all the languages share (\n, \x41, \u00e9); what is none of them stands for
/// itself.
std::string Unescape(std::string_view raw);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_UNESCAPE_H_
