#ifndef PACKRAKE_CREDENTIAL_PEM_TEXT_H_
#define PACKRAKE_CREDENTIAL_PEM_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "match/window.h"

/// Finds the base64 of a PEM-like block (RFC 7468) in whatever people wrapped it: indentation, quotes and plus signs,
/// backslash-n, JSON arrays, HTML references, comment marks, diff marks, log prefixes, one long line.
namespace packrake {

struct PemBlock {
  std::string label;       ///< "RSA PRIVATE KEY"
  std::size_t begin = 0;   ///< of the opening dashes, in the Window's text
  std::size_t end = 0;     ///< one past the closing dashes, or past the last of the body where they are missing
  std::string body;        ///< base64 and nothing else
  std::string bytes;       ///< the body decoded
  std::string cipher;      ///< of DEK-Info (RFC 1421 section 4.6.1.3): "AES-128-CBC"; "" without
  std::string iv;          ///< of DEK-Info, decoded
  bool closed = false;     ///< the closing line was found
  bool elided = false;     ///< "..." or the like stands in the body
  bool plausible = false;  ///< the bytes begin as the label says, and nothing is missing at their end
};

/// A body longer than this is cut: 64 KiB of base64. ML-DSA keys take 10 KB.
inline constexpr std::size_t kMaxPemBody = 64U << 10;

/// The block whose opening line begins at `begin` ("-----BEGIN label-----" or "---- BEGIN label ----") and is over at
/// `marker_end`. It reads on up to the closing line, the next opening line, or 256 KiB. Several ways of unwrapping are
/// tried; the first whose bytes are plausible counts, else the one with the longest body. Nothing when no opening line
/// stands there.
std::optional<PemBlock> ReadPemBlock(Window& window, std::size_t begin, std::size_t marker_end);

/// The same for a text that begins with an opening line.
std::optional<PemBlock> ReadPemBlock(std::string_view text);

/// `text` with what stands for line ends, quotes, slashes, plus and equals signs in source code, JSON and HTML replaced
/// by them. '\r' becomes '\n'; backslashes that mean none of these become blanks.
std::string UnescapeText(std::string_view text);

/// The longest run of base64 characters in `line`, padding included, that is more than signs; "" when there is none.
std::string_view LongestBase64Run(std::string_view line);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PEM_TEXT_H_
