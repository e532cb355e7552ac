#include "base/utf8.h"
#include "text/decode_forms.h"

namespace packrake {
namespace {

std::string Widen(std::string_view literal, bool little_endian) {
  std::string out;
  for (const char c : literal) {
    if (!little_endian) out += '\0';
    out += c;
    if (little_endian) out += '\0';
  }
  return out;
}

/// UTF-16, either byte order. A run is of characters up to U+00FF, all that a secret is made of: of each pair of bytes
/// one is NUL and the other is not.
class Utf16 : public Decoder {
 public:
  std::string_view name() const override { return "utf16"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    return UsefulForms({Widen(literal, true), Widen(literal, false)}, literal);
  }

  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    if (offset >= text.size()) return std::nullopt;
    const std::size_t reach = max_bytes / 2;  // a character above U+007F takes two bytes in UTF-8
    const auto alternates = [&](std::size_t i) { return (text[i] == '\0') != (text[i + 1] == '\0'); };
    std::size_t begin = offset;
    std::size_t end = offset + 1;
    while (begin > 0 && offset - begin < reach && alternates(begin - 1)) --begin;
    while (end < text.size() && end - offset < reach && alternates(end - 1)) ++end;
    // Whether a NUL comes first or last in its pair makes no difference to what the other bytes say.
    const std::size_t first = text[begin] == '\0' ? begin + 1 : begin;  // the first byte that is not NUL
    Decoded decoded{"", begin, end};
    for (std::size_t i = first; i < end; i += 2) AppendUtf8(static_cast<unsigned char>(text[i]), decoded.bytes);
    if (end - begin < 2 * kMinDecodedBytes) return std::nullopt;
    return decoded;
  }
};

}  // namespace

const Decoder& Utf16Decoder() {
  static const Utf16 decoder;
  return decoder;
}

}  // namespace packrake
