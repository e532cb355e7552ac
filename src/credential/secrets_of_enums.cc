#include "credential/secret_finder.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace packrake::code {
namespace {

constexpr std::uint32_t kLongestHeader = 24;  // tokens between `enum` and its brace: a constructor, what it implements

}  // namespace

// enum JwtConstants { SECRET_KEY("…"), ISSUER("me"); … }: a constant of an enumeration, whose constructor takes it.
void SecretFinder::AtEnumConstant(const Call& call) {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kJava && id != LanguageId::kKotlin && id != LanguageId::kGroovy) return;
  if (call.path.size() != 1 || call.inner.size() == 0 || call.begin == 0) return;
  const std::string& name = call.path.front();
  if (!std::ranges::all_of(name, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; })) return;
  if (!t_.Is(call.begin - 1, "{") && !t_.Is(call.begin - 1, ",")) return;
  const std::uint32_t brace = t_[call.begin].inside;
  if (brace == kNone || !t_.Is(brace, "{")) return;
  std::string_view holder;
  for (std::uint32_t i = brace; i > 0 && brace - i < kLongestHeader; --i) {
    if (t_.Is(i - 1, ";") || t_.Is(i - 1, "}")) return;
    if (t_.IsName(i - 1) && t_.Text(i - 1) == "enum") {
      AtName(name, std::string(holder), p_.Expression(call.inner.begin), call.name, nullptr);
      return;
    }
    if (t_.IsName(i - 1) && t_.Text(i - 1) != "class") holder = t_.Text(i - 1);
  }
}

}  // namespace packrake::code
