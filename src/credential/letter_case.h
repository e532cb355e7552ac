#ifndef PACKRAKE_CREDENTIAL_LETTER_CASE_H_
#define PACKRAKE_CREDENTIAL_LETTER_CASE_H_

#include <cctype>
#include <string>
#include <string_view>

namespace packrake::code {

/// `text` with its capitals (of ASCII) made small.
inline std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Whether `part` stands in `text`, in this case.
inline bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LETTER_CASE_H_
