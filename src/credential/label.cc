#include "credential/label.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLeastBesideSeveral = 3, kLeastBesideOne = 8;

bool IsOtherScript(char c) { return static_cast<std::uint8_t>(c) >= 0x80; }
bool IsEscapedLetter(std::string_view text) { return text.size() >= 6 && text.starts_with("\\u"); }

bool BeginsLikeText(std::string_view value) {
  return !value.empty() && (IsUpper(value[0]) || IsOtherScript(value[0]) || IsEscapedLetter(value));
}

bool IsMessageText(std::string_view value) {
  return std::ranges::count(value, ' ') >= 2 && value.find_first_of("/=$") == std::string_view::npos;
}

bool HasSeveralWords(std::string_view value) {
  return value.find_first_of(" -") != std::string_view::npos || std::ranges::any_of(value, IsOtherScript);
}

}  // namespace

bool LooksLikeLabel(std::string_view value) {
  if (!BeginsLikeText(value)) return false;
  bool small = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (IsEscapedLetter(value.substr(i))) {
      small = true;
      i += 5;
      continue;
    }
    if (!IsAlpha(c) && !IsOtherScript(c) && c != ' ' && c != '-' && c != '\'') return false;
    if (i > 0 && IsUpper(c) && IsLower(value[i - 1])) return false;
    small |= IsLower(c) || IsOtherScript(c);
  }
  static constexpr auto kShowing =
      std::to_array<std::string_view>({" my ", " super ", " this is ", " very ", " change "});
  const std::string lower = " " + Lower(value) + " ";
  return small && std::ranges::none_of(kShowing, [&lower](std::string_view word) { return Has(lower, word); });
}

void ValueCount::Add(std::string_view value) {
  const bool message = IsMessageText(value);
  ++values_;
  messages_ += message ? 1 : 0;
  for_people_ += message || LooksLikeLabel(value) || (BeginsLikeText(value) && Has(value, " ")) ? 1 : 0;
}

bool ValueCount::IsLabel(std::string_view value) const {
  return LooksLikeLabel(value) && for_people_ * 10 >= values_ * 9 &&
         for_people_ >= (HasSeveralWords(value) ? kLeastBesideSeveral : kLeastBesideOne);
}

}  // namespace packrake::code
