#include "credential/product_keys.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/base64.h"
#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr std::size_t kScalarText = 43;
constexpr std::size_t kPointText = 87;
constexpr std::size_t kCallReach = 600;
constexpr std::size_t kComponentReach = 2048;  // Keycloak's export puts a component's settings behind its provider
constexpr std::size_t kGhostReach = 4096;
constexpr std::size_t kGhostId = 24, kGhostSecret = 64;  // hex digits
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Where a quoted text of 43 characters begins among the arguments of a call.
std::optional<std::size_t> ScalarIn(std::string_view arguments) {
  for (std::size_t open = arguments.find_first_of("\"'`"); open != std::string_view::npos;) {
    const std::size_t close = arguments.find(arguments[open], open + 1);
    if (close == std::string_view::npos) break;
    const std::string_view inside = arguments.substr(open + 1, close - open - 1);
    if (inside.size() == kScalarText && inside.find_first_not_of(kBase64Url) == std::string_view::npos) return open + 1;
    open = arguments.find_first_of("\"'`", close + 1);
  }
  return std::nullopt;
}

class Vapid : public Examiner {
 public:
  std::string_view name() const override { return "vapid"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    Draft draft = DraftOf(window, match.secret_begin, match.secret_end);
    if (draft.secret == "(") {
      const std::string_view call = window.Read(draft.begin, draft.begin + kCallReach);
      const auto argument = ScalarIn(call.substr(0, call.find(')')));
      if (!argument) return;
      draft.begin += *argument;
      draft.end = draft.begin + kScalarText;
      draft.secret = window.Read(draft.begin, draft.end);
    }
    const auto key = LooksLikeKeyMaterial(draft.secret) ? ReadVapidPrivate(draft.secret) : std::nullopt;
    if (!key) return;
    DescribeKey(*key, draft);
    drafts.push_back(std::move(draft));
  }
};

class KeycloakHmac : public Examiner {
 public:
  std::string_view name() const override { return "keycloak-hmac"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view text = window.Read(match.secret_end, match.secret_end + kComponentReach);
    // The next component's provider ends this one.
    const std::string_view component = text.substr(0, text.find("\"providerId\""));
    const std::size_t name = component.find("\"secret\"");
    if (name == std::string_view::npos) return;
    const std::size_t begin = component.find_first_not_of(": \t\r\n[\"", name + 8);
    if (begin == std::string_view::npos) return;
    const std::string_view value =
        component.substr(begin, std::min(component.find_first_not_of(kBase64Url, begin), component.size()) - begin);
    const auto secret = Base64UrlDecode(value);
    if (!secret || secret->size() < 16) return;
    Draft draft;
    draft.begin = match.secret_end + begin;
    draft.end = draft.begin + value.size();
    draft.secret = value;
    draft.identity = *secret;
    draft.facts.push_back({"bytes", std::to_string(secret->size())});
    drafts.push_back(std::move(draft));
  }
};

class GhostAdmin : public Examiner {
 public:
  std::string_view name() const override { return "ghost-admin"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::size_t begin = match.begin - std::min(match.begin, kGhostReach);
    const std::string_view text = window.Read(begin, match.end + kGhostReach);
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
      if (HexDigitsBefore(text, colon) != kGhostId || HexDigitsAt(text, colon + 1) != kGhostSecret) continue;
      Draft draft = DraftOf(window, begin + colon + 1, begin + colon + 1 + kGhostSecret);
      drafts.push_back(std::move(draft));
    }
  }

 private:
  static bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
  /// How many stand there in a row, where no other letter or digit goes on; 0 otherwise.
  static std::size_t HexDigitsBefore(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && end - begin <= kGhostId && IsHexDigit(text[begin - 1])) --begin;
    return begin > 0 && IsAlnum(text[begin - 1]) ? 0 : end - begin;
  }
  static std::size_t HexDigitsAt(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && end - begin <= kGhostSecret && IsHexDigit(text[end])) ++end;
    return end < text.size() && IsAlnum(text[end]) ? 0 : end - begin;
  }
};

}  // namespace

std::optional<KeyInfo> ReadVapidPrivate(std::string_view text) {
  if (text.size() != kScalarText) return std::nullopt;
  const auto scalar = Base64UrlDecode(text);
  return scalar ? EcKey("P-256", *scalar, "") : std::nullopt;
}

std::optional<KeyInfo> ReadVapidPublic(std::string_view text) {
  if (text.size() != kPointText || text.front() != 'B') return std::nullopt;
  const auto point = Base64UrlDecode(text);
  return point ? EcKey("P-256", "", *point) : std::nullopt;
}

const Examiner& VapidExaminer() {
  static const Vapid examiner;
  return examiner;
}

const Examiner& GhostAdminExaminer() {
  static const GhostAdmin examiner;
  return examiner;
}

const Examiner& KeycloakHmacExaminer() {
  static const KeycloakHmac examiner;
  return examiner;
}

}  // namespace packrake
