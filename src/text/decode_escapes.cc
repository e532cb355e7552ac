#include "text/decode_forms.h"

namespace packrake {
namespace {

// What the escape's second character means, in C, Java, JavaScript, Python and JSON alike.
constexpr std::string_view kLetters = "nrtbf\"'/\\0";
constexpr std::string_view kMeanings("\n\r\t\b\f\"'/\\\0", 10);
static_assert(kLetters.size() == kMeanings.size());

std::string Escape(std::string_view literal, std::string_view escaped) {
  std::string out;
  for (const char c : literal) {
    if (escaped.find(c) != std::string_view::npos) {
      out += '\\';
      out += kLetters[kMeanings.find(c)];
    } else {
      out += c;
    }
  }
  return out;
}

class Escapes : public Decoder {
 public:
  std::string_view name() const override { return "escapes"; }

  std::vector<std::string> FormsOf(std::string_view literal) const override {
    constexpr std::string_view kControls = "\n\r\t\b\f\\";
    std::vector<std::string> forms;
    for (const std::string_view quotes : {"\"", "'", "\"/", "'/", "/", ""}) {
      forms.push_back(Escape(literal, std::string(kControls) + std::string(quotes)));
    }
    return UsefulForms(std::move(forms), literal);
  }

  std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const override {
    const Run run = QuotedRunAround(text, offset, max_bytes / 2);
    const std::string_view encoded = text.substr(run.begin, run.end - run.begin);
    Decoded decoded{"", run.begin, run.end};
    bool any = false;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      const std::size_t meaning =
          encoded[i] == '\\' && i + 1 < encoded.size() ? kLetters.find(encoded[i + 1]) : std::string_view::npos;
      if (meaning == std::string_view::npos) {
        decoded.bytes += encoded[i];
        continue;
      }
      decoded.bytes += kMeanings[meaning];
      any = true;
      ++i;
    }
    if (!any || decoded.bytes.size() < kMinDecodedBytes) return std::nullopt;
    return decoded;
  }
};

}  // namespace

const Decoder& EscapesDecoder() {
  static const Escapes decoder;
  return decoder;
}

}  // namespace packrake
