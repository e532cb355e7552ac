#include "match/encoded_forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/decode.h"

namespace packrake {
namespace {

constexpr std::size_t kLeastTwiceEncoded = 5;  // characters; shorter ones stand in any base64 by chance

/// `form` with each escape of one byte or character (`%41`, `\x41`, `\u0041`, a NUL beside a letter) as one sign, so
/// that Rarity counts what it stands for; two hex digits count as one.
double RarityOfForm(std::string_view decoder, std::string_view form) {
  if (decoder == "hex") return static_cast<double>(form.size()) / 2;  // a form is whole bytes
  std::string units;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    if (c == '\0') continue;
    units.push_back(c == '%' || c == '\\' ? 'X' : c);
    if (c == '%') i += 2;
    if (c == '\\' && i + 1 < form.size()) i += form[i + 1] == 'u' ? 5 : form[i + 1] == 'x' ? 3 : 1;
  }
  return Rarity(units);
}

void AddForms(const Decoder& decoder, std::uint32_t index, std::string_view literal, std::size_t least_size,
              std::vector<EncodedForm>& forms) {
  for (std::string& form : decoder.FormsOf(literal)) {
    const bool rare = form.size() >= least_size && RarityOfForm(decoder.name(), form) >= kLeastRarity;
    if (rare && form.find_first_of("\r\n") == std::string::npos && form.size() <= kMaxAnchorWidth) {
      forms.push_back({index, std::move(form)});
    }
  }
}

}  // namespace

Result<std::uint32_t> DecodersOf(const Rule& rule) {
  const auto& decoders = Decoders();
  if (rule.decode.empty()) return (std::uint32_t{1} << decoders.size()) - 1;
  std::uint32_t mask = 0;
  for (const std::string& name : rule.decode) {
    if (name == "none") continue;
    const auto named =
        std::find_if(decoders.begin(), decoders.end(), [&](const Decoder* d) { return d->name() == name; });
    if (named == decoders.end()) {
      return Error{ErrorCode::kInvalidRule,
                   fmt::format("{}: rule {}: there is no decoder '{}'", rule.origin, rule.id, name)};
    }
    mask |= std::uint32_t{1} << (named - decoders.begin());
  }
  return mask;
}

std::uint32_t EventIdOfForm(std::size_t rule_count, std::uint32_t index, std::uint32_t decoder) {
  return static_cast<std::uint32_t>(rule_count + index * Decoders().size() + decoder);
}

std::uint32_t DecoderOfEventId(std::size_t rule_count, std::uint32_t id) {
  return static_cast<std::uint32_t>((id - rule_count) % Decoders().size());
}

std::vector<EncodedForm> EncodedFormsOf(const Anchor& anchor, std::uint32_t decoders) {
  std::vector<EncodedForm> forms;
  const auto longest = std::max_element(anchor.literals.begin(), anchor.literals.end(),
                                        [](const auto& a, const auto& b) { return a.lower.size() < b.lower.size(); });
  for (std::uint32_t index = 0; index < Decoders().size(); ++index) {
    if ((decoders >> index & 1) == 0) continue;
    const Decoder& decoder = *Decoders()[index];
    for (const Literal& literal : anchor.literals) {
      for (const std::string& spelling : literal.Spellings()) AddForms(decoder, index, spelling, 3, forms);
    }
    if (decoder.name() != "base64" || longest == anchor.literals.end()) continue;
    for (const std::string& once : decoder.FormsOf(longest->Spellings().front())) {
      AddForms(decoder, index, once, kLeastTwiceEncoded, forms);
    }
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

}  // namespace packrake
