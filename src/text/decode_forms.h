#ifndef PACKRAKE_TEXT_DECODE_FORMS_H_
#define PACKRAKE_TEXT_DECODE_FORMS_H_

#include <string>
#include <string_view>
#include <vector>

#include "text/decode.h"

/// What the decoders share.
namespace packrake {

/// The rows of Decoders(), each in its own file.
const Decoder& Base64Decoder();
const Decoder& HexDecoder();
const Decoder& PercentDecoder();
const Decoder& UnicodeDecoder();
const Decoder& EscapesDecoder();
const Decoder& Utf16Decoder();

/// A form shorter than this is no anchor; decoded text shorter than this holds no secret. Bytes.
inline constexpr std::size_t kMinFormBytes = 3;
inline constexpr std::size_t kMinDecodedBytes = 4;

/// `forms` without repeats, `literal` itself and forms below kMinFormBytes; order kept.
std::vector<std::string> UsefulForms(std::vector<std::string> forms, std::string_view literal);

/// Half-open range of offsets.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The stretch round `offset` of bytes for which `belongs` holds, at most `reach` bytes to either side; empty when the
/// byte at `offset` does not belong.
template <class Belongs>
Run RunAround(std::string_view text, std::size_t offset, std::size_t reach, Belongs&& belongs) {
  Run run{offset, offset};
  if (offset >= text.size()) return run;
  while (run.end < text.size() && run.end - offset < reach && belongs(text[run.end])) ++run.end;
  if (run.end == offset) return run;
  while (run.begin > 0 && offset - run.begin < reach && belongs(text[run.begin - 1])) --run.begin;
  return run;
}

/// The inside of the string literal round `offset`, or of the line where there is none: bounded by quotes that no
/// backslash precedes, by line ends and other control characters, and by `reach` bytes to either side.
Run QuotedRunAround(std::string_view text, std::size_t offset, std::size_t reach);

/// How much of `bytes` could be text: the share of printable ASCII, tabs, line ends and NULs (UTF-16), 0 to 1.
double TextShare(std::string_view bytes);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_DECODE_FORMS_H_
