#include "base/ascii.h"
#include "base/hex.h"
#include "text/decode_forms.h"

namespace packrake {
namespace {

bool IsOneOf(char c, std::string_view characters) { return characters.find(c) != std::string_view::npos; }

/// Percent-encodes all but what `keeps` holds for, with digits in upper case, as RFC 3986 section 2.1 wants, or lower.
template <class Keeps>
std::string Encode(std::string_view literal, bool upper, bool plus_for_space, Keeps&& keeps) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ' && plus_for_space) {
      out += '+';
    } else if (keeps(c)) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

// What a URL, a query or a form body consists of.
bool InRun(char c) { return IsAlnum(c) || IsOneOf(c, "%-._~:/?#[]@!$&()*+,;="); }

/// RFC 3986 percent-encoding and the form encoding of the WHATWG URL standard, section 5 ('+' for a space).
class Percent : public Decoder {
 public:
  std::string_view name() const override { return "percent"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    const auto unreserved = [](char c) { return IsAlnum(c) || IsOneOf(c, "-._~"); };
    const auto kept_by_script = [](char c) { return IsAlnum(c) || IsOneOf(c, "-._~!*'()"); };  // encodeURIComponent
    const auto nothing = [](char) { return false; };
    std::vector<std::string> forms;
    for (const bool upper : {true, false}) {
      forms.push_back(Encode(literal, upper, false, unreserved));
      forms.push_back(Encode(literal, upper, true, unreserved));
      forms.push_back(Encode(literal, upper, false, kept_by_script));
      forms.push_back(Encode(literal, upper, false, nothing));
    }
    return UsefulForms(std::move(forms), literal);
  }

  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    const Run run = RunAround(text, offset, max_bytes / 2, InRun);
    const std::string_view encoded = text.substr(run.begin, run.end - run.begin);
    // A form encodes its own '+'; an address that writes spaces as %20 means '+' when it says so.
    const bool plus_is_space = encoded.find("%20") == std::string_view::npos;
    Decoded decoded{"", run.begin, run.end};
    bool any = false;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      const auto byte = encoded[i] == '%' ? HexDecode(encoded.substr(i + 1, 2)) : std::nullopt;
      if (byte && byte->size() == 1) {
        decoded.bytes += *byte;
        any = true;
        i += 2;
      } else {
        decoded.bytes += encoded[i] == '+' && plus_is_space ? ' ' : encoded[i];
      }
    }
    if (!any || decoded.bytes.size() < kMinDecodedBytes) return std::nullopt;
    return decoded;
  }
};

}  // namespace

const Decoder& PercentDecoder() {
  static const Percent decoder;
  return decoder;
}

}  // namespace packrake
