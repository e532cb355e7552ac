#include "credential/jwk_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/base64.h"

namespace packrake {
namespace {

constexpr std::size_t kFirstReach = 2048;
constexpr std::size_t kMostReach = 32U << 10;

constexpr std::string_view kAnchor = "kty";

bool OpensListItem(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '-';
}
std::size_t IndentOf(std::string_view line) { return std::min(line.find_first_not_of(" \t-"), line.size()); }

/// Offsets of the first and one past the last of the lines round `at` that are indented as its line is.
std::pair<std::size_t, std::size_t> LinesOfOneIndent(std::string_view text, std::size_t at) {
  std::size_t begin = LineBegin(text, at), end = LineEnd(text, at);
  const std::size_t indent = IndentOf(text.substr(begin, end - begin));
  while (begin > 0 && !OpensListItem(text.substr(begin, end - begin))) {
    const std::size_t before = LineBegin(text, begin - 1);
    const std::string_view line = text.substr(before, begin - 1 - before);
    if (IndentOf(line) != indent || line.empty() || line.find(kAnchor) != std::string_view::npos) break;
    begin = before;
  }
  while (end < text.size()) {
    const std::size_t next = LineEnd(text, end + 1);
    const std::string_view line = text.substr(end + 1, next - end - 1);
    if (line.empty() || IndentOf(line) != indent || OpensListItem(line)) break;
    if (line.find(kAnchor) != std::string_view::npos) break;
    end = next;
  }
  return {begin, end};
}

std::string Decoded(const JwkObject& object, std::string_view name) {
  const std::string& text = object.Get(name);
  auto bytes = Base64UrlDecode(text);
  if (!bytes) bytes = Base64Decode(text);  // common mistake
  return bytes.value_or("");
}

std::optional<KeyInfo> ReadJwk(const JwkObject& object, bool with_private) {
  const std::string& kty = object.Get("kty");
  const auto number = [&](std::string_view name) { return Decoded(object, name); };
  const std::string d = with_private ? number("d") : "";
  if (with_private && kty != "AKP" && d.empty()) return std::nullopt;
  if (kty == "RSA") {
    return RsaKey(number("n"), number("e"), with_private ? number("p") : "", with_private ? number("q") : "");
  }
  if (kty == "EC") {
    const std::string x = number("x"), y = number("y");
    return EcKey(object.Get("crv"), d, x.empty() || y.empty() ? "" : "\x04" + x + y);
  }
  if (kty == "OKP") return OkpKey(object.Get("crv"), d, number("x"));
  if (kty == "AKP" && with_private && number("priv").size() >= 32) {
    KeyInfo key;  // draft-ietf-cose-dilithium: the seed of an ML-DSA key
    key.type = object.Get("alg").empty() ? "AKP" : object.Get("alg").substr(0, 20);
    return key;
  }
  return std::nullopt;
}

}  // namespace

const std::string& JwkObject::Get(std::string_view name) const { return ValueOf(members, name); }

std::optional<JwkObject> ReadJwkObject(Window& window, std::size_t offset) {
  for (std::size_t reach = kFirstReach;; reach *= 4) {
    const std::size_t base = offset - std::min(offset, reach);
    const std::string_view text = window.Read(base, offset + reach);
    const std::size_t at = offset - base;
    const Brackets brackets = FindBrackets(text, at, at + 1, kAnchor);
    const bool whole = base == 0 && text.size() - at < reach;
    JwkObject object;
    if (brackets.open != std::string_view::npos && brackets.close != std::string_view::npos) {
      object.begin = base + brackets.open;
      object.end = base + brackets.close + 1;
      object.members = ReadMembers(text.substr(brackets.open + 1, brackets.close - brackets.open - 1));
      return object;
    }
    if (!whole && !brackets.crowded && reach < kMostReach) continue;
    const auto [begin, end] = LinesOfOneIndent(text, at);
    object.begin = base + begin;
    object.end = base + end;
    object.members = ReadMembers(text.substr(begin, end - begin));
    return object;
  }
}

std::optional<KeyInfo> ReadPrivateJwk(const JwkObject& object) { return ReadJwk(object, true); }
std::optional<KeyInfo> ReadPublicJwk(const JwkObject& object) { return ReadJwk(object, false); }

}  // namespace packrake
