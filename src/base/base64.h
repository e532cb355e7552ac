#ifndef PACKRAKE_BASE_BASE64_H_
#define PACKRAKE_BASE_BASE64_H_

#include <optional>
#include <string>
#include <string_view>

/// Base 64 of RFC 4648: section 4 (`+/`, padded) and section 5 (`-_`, JOSE's, unpadded per RFC 7515 section 2).
namespace packrake {

std::string Base64Encode(std::string_view bytes);
std::string Base64UrlEncode(std::string_view bytes);

/// Strict: the given alphabet only, padding absent or right, no white space; bits left over may be anything, as all
/// JOSE libraries accept. Nothing when `text` is not that, or has a length that no encoding has.
std::optional<std::string> Base64Decode(std::string_view text);
std::optional<std::string> Base64UrlDecode(std::string_view text);

/// As forgiving libraries read it (Node's Buffer, commons-codec): either alphabet, everything outside it skipped,
/// decoding ends at the first `=`. Never fails; may return "".
std::string Base64DecodeLenient(std::string_view text);

/// As Java's DatatypeConverter.parseBase64Binary reads it, and with it jjwt before 0.10: `-` and `_` are skipped like
/// everything outside the standard alphabet, and a last group of fewer than four is dropped where no `=` fills it up:
/// "my-secret" is "mysecret", and "secret" is "secr". Never fails; may return "".
/// Source: com.sun.xml.bind.DatatypeConverterImpl, _parseBase64Binary.
std::string Base64DecodeByFours(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_BASE_BASE64_H_
