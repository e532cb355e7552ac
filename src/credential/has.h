#ifndef PACKRAKE_CREDENTIAL_HAS_H_
#define PACKRAKE_CREDENTIAL_HAS_H_

#include <string_view>

namespace packrake::code {

/// Whether `part` stands in `text`, in this case.
inline bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_HAS_H_
