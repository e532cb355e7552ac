#include "base/base64.h"
#include "text/decode_forms.h"
#include "text/wrapped_base64.h"

namespace packrake {
namespace {

// Bytes that another byte stands before share a character with it: only characters whose six bits all come from the
// literal are decided by it. With `before` bytes in front, mod 3, those are the ones in between.
std::string DecidedCharacters(std::string_view literal, std::size_t before, bool url) {
  const std::string bytes = std::string(before, '\0') + std::string(literal);
  const std::string encoded = url ? Base64UrlEncode(bytes) : Base64Encode(bytes);
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t last = bytes.size() * 8 / 6;
  return first < last ? encoded.substr(first, last - first) : "";
}

/// RFC 4648 sections 4 and 5, also wrapped over lines as in RFC 2045 section 6.8.
class Base64 : public Decoder {
 public:
  std::string_view name() const override { return "base64"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    std::vector<std::string> forms;
    for (const bool url : {false, true}) {
      for (std::size_t before = 0; before < 3; ++before) forms.push_back(DecidedCharacters(literal, before, url));
    }
    return UsefulForms(std::move(forms), literal);
  }

  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    const WrappedBase64 run = WrappedBase64Around(text, offset, max_bytes / 3 * 4);
    if (run.characters.size() < 2 * kMinDecodedBytes) return std::nullopt;
    const std::size_t skip = SkippedCharacters(run.characters, run.index_of_offset);
    Decoded decoded{Base64DecodeLenient(std::string_view(run.characters).substr(skip)), run.begin + skip, run.end};
    if (decoded.bytes.size() < kMinDecodedBytes) return std::nullopt;
    return decoded;
  }

 private:
  // "config/ZXlK" or "id_ZXlK" stand as one run, but the encoding starts later, and every group of four with it. Where
  // text comes out near the offset when up to three characters are left out, and none when they are not, they go.
  static std::size_t SkippedCharacters(std::string_view characters, std::size_t offset) {
    constexpr std::size_t kWindow = 64;  // characters
    const auto share = [&](std::size_t skip) {
      const std::size_t at = offset - (offset - skip) % 4;
      return TextShare(Base64DecodeLenient(characters.substr(at, kWindow)));
    };
    if (share(0) >= 0.75) return 0;
    for (const std::size_t skip : {1, 2, 3}) {
      if (skip <= offset && share(skip) > 0.9) return skip;  // what stands at the offset is wanted
    }
    return 0;
  }
};

}  // namespace

const Decoder& Base64Decoder() {
  static const Base64 decoder;
  return decoder;
}

}  // namespace packrake
