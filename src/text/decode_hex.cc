#include "base/hex.h"

#include <algorithm>

#include "text/decode_forms.h"

namespace packrake {
namespace {

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Hex : public Decoder {
 public:
  std::string_view name() const override { return "hex"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    const std::string lower = HexEncode(literal);
    std::string upper = lower;
    for (char& c : upper) {
      if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    }
    return UsefulForms({lower, upper}, literal);
  }

  // A digit that only happens to stand before the run shifts every pair by one. Where text comes out of one of the two
  // readings and not of the other, that one is right; else the run starts where it starts.
  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    const Run run = RunAround(text, offset, max_bytes, IsHexDigit);
    const std::string_view digits = text.substr(run.begin, run.end - run.begin);
    Decoded first = Pairs(digits, 0, run.begin);
    if (first.bytes.size() < kMinDecodedBytes) return std::nullopt;
    Decoded second = Pairs(digits, 1, run.begin);
    const std::size_t near = (offset - run.begin) / 2;
    const double first_share = TextShare(std::string_view(first.bytes).substr(near, kWindow));
    const double second_share =
        TextShare(std::string_view(second.bytes).substr(std::min(near, second.bytes.size()), kWindow));
    return offset > run.begin && second_share > 0.9 && first_share < 0.75 ? second : first;
  }

 private:
  static constexpr std::size_t kWindow = 48;

  static Decoded Pairs(std::string_view digits, std::size_t skip, std::size_t begin) {
    const std::size_t size = (digits.size() - std::min(skip, digits.size())) / 2 * 2;
    return {*HexDecode(digits.substr(std::min(skip, digits.size()), size)), begin + skip, begin + skip + size};
  }
};

}  // namespace

const Decoder& HexDecoder() {
  static const Hex decoder;
  return decoder;
}

}  // namespace packrake
