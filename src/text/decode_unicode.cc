#include <fmt/format.h>

#include <charconv>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/decode_forms.h"

namespace packrake {
namespace {

/// `prefix` and the byte in hexadecimal, for each byte that `escapes` holds for.
template <class Escapes>
std::string Escape(std::string_view literal, std::string_view prefix, bool upper, Escapes&& escapes) {
  std::string out;
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    if (!escapes(c)) {
      out += c;
    } else if (upper) {
      fmt::format_to(std::back_inserter(out), "{}{:02X}", prefix, byte);
    } else {
      fmt::format_to(std::back_inserter(out), "{}{:02x}", prefix, byte);
    }
  }
  return out;
}

struct Unit {
  std::uint32_t value = 0;
  std::size_t size = 0;  // of the escape in the text; 0: none here
  bool is_byte = false;  // \xXX: a byte, not a code point
};

std::optional<std::uint32_t> Number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// \uXXXX (JSON, JavaScript, Java, Python), \u{X…} (JavaScript, Rust, Swift), \UXXXXXXXX (Python, C), \xXX.
Unit UnitAt(std::string_view text) {
  if (text.size() < 4 || text[0] != '\\') return {};
  const auto of_digits = [&](std::size_t count, bool is_byte) -> Unit {
    if (text.size() < 2 + count) return {};
    const auto value = Number(text.substr(2, count));
    return value ? Unit{*value, 2 + count, is_byte} : Unit{};
  };
  if (text[1] == 'x') return of_digits(2, true);
  if (text[1] == 'U') return of_digits(8, false);
  if (text[1] != 'u') return {};
  if (text[2] != '{') return of_digits(4, false);
  const std::size_t close = text.substr(0, 10).find('}');
  if (close == std::string_view::npos) return {};
  const auto value = Number(text.substr(3, close - 3));
  return value ? Unit{*value, close + 1, false} : Unit{};
}

class Unicode : public Decoder {
 public:
  std::string_view name() const override { return "unicode"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    const auto all = [](char) { return true; };
    const auto not_alnum = [](char c) { return !IsAlnum(c); };
    // What JSON writers escape so that the text is safe inside HTML.
    const auto unsafe_in_html = [](char c) { return std::string_view("<>&'\"=+").find(c) != std::string_view::npos; };
    std::vector<std::string> forms;
    for (const bool upper : {false, true}) {
      forms.push_back(Escape(literal, "\\u00", upper, all));
      forms.push_back(Escape(literal, "\\x", upper, all));
      forms.push_back(Escape(literal, "\\u00", upper, not_alnum));
      forms.push_back(Escape(literal, "\\x", upper, not_alnum));
      forms.push_back(Escape(literal, "\\u00", upper, unsafe_in_html));
    }
    return UsefulForms(std::move(forms), literal);
  }

  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    const Run run = QuotedRunAround(text, offset, max_bytes / 2);  // no escape is shorter than what it stands for
    const std::string_view encoded = text.substr(run.begin, run.end - run.begin);
    Decoded decoded{"", run.begin, run.end};
    bool any = false;
    for (std::size_t i = 0; i < encoded.size();) {
      Unit unit = UnitAt(encoded.substr(i));
      if (unit.size == 0) {
        decoded.bytes += encoded[i++];
        continue;
      }
      any = true;
      i += unit.size;
      if (unit.is_byte) {
        decoded.bytes += static_cast<char>(unit.value);
        continue;
      }
      if (unit.value >= 0xD800 && unit.value < 0xDC00) {
        const Unit low = UnitAt(encoded.substr(i));
        if (low.size > 0 && low.value >= 0xDC00 && low.value < 0xE000) {
          unit.value = 0x10000 + ((unit.value - 0xD800) << 10) + (low.value - 0xDC00);
          i += low.size;
        }
      }
      AppendUtf8(unit.value, decoded.bytes);
    }
    if (!any || decoded.bytes.size() < kMinDecodedBytes) return std::nullopt;
    return decoded;
  }
};

}  // namespace

const Decoder& UnicodeDecoder() {
  static const Unicode decoder;
  return decoder;
}

}  // namespace packrake
