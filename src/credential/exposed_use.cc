#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "credential/letter_case.h"
#include "credential/misuse_rules.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// ID tokens as bearers, the caller's token passed on, broad scopes, keys that a header brings.
namespace packrake::code {

void ExposedFinder::BearerOf(std::uint32_t i, std::string_view raw) {
  const std::size_t at = raw.find("Bearer ");
  if (at == std::string_view::npos) return;
  std::string name;
  Holes(raw, [&](std::string_view hole, std::size_t mark) {
    if (mark >= at + 6 && name.empty()) name = std::string(hole);
  });
  if (name.empty() && raw.size() <= at + 9) {
    std::uint32_t k = i + 1;
    if (t_.Is(k, "+") || t_.Is(k, ".") || t_.Is(k, "&") || t_.Is(k, "<>") || t_.Is(k, "%") || t_.Is(k, ",") ||
        t_.Is(k, "..")) {
      const Range value = p_.Expression(k + 1);
      for (std::uint32_t j = value.begin; j < value.end && j < value.begin + 8; ++j) {
        if (t_.IsName(j))
          name = std::string(t_.Text(j));
        else if (!t_.Is(j, ".") && !t_.Is(j, "->") && !t_.Is(j, "?."))
          break;
      }
    } else if (t_.Is(k, ".") && t_.Is(k + 1, "format") && t_.Is(k + 2, "(")) {
      name = p_.PathOf(p_.Expression(k + 3));
    }
  }
  if (name.empty()) return;
  const std::vector<std::string> words =
      WordsOf(name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1));
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  const Range whole{i, std::min(i + 1, t_.size())};
  if ((has("id") && has("token")) || has("idtoken"))
    r_.Tell(kIdToken, whole);
  else if ((has("user") || has("incoming") || has("caller") || has("client") || has("original") || has("received")) &&
           (has("token") || has("jwt")))
    r_.Tell(kForwarded, whole, {}, Confidence::kLow);
}

void ExposedFinder::Scopes() {
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool named = (t_.IsName(i) && (t_.Is(i, "scope") || t_.Is(i, "scopes"))) ||
                       (t_.IsString(i) && (t_.StringAt(i).value == "scope" || t_.StringAt(i).value == "scopes"));
    if (!named || !(t_.Is(i + 1, ":") || t_.Is(i + 1, "=") || t_.Is(i + 1, "=>"))) continue;
    const Range value = p_.Expression(i + 2);
    if (value.size() > 12) continue;
    int grants = 0;
    bool all = false;
    for (const std::string& text : r_.Strings(value)) {
      std::string word;
      for (const char c : text + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '*') {
          word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
          continue;
        }
        if (word == "*" || word == "all" || word == "full" || word == "superuser" || word == "root") all = true;
        if (word == "read" || word == "write" || word == "admin" || word == "delete" || word == "manage" ||
            word == "owner")
          ++grants;
        if (word == "admin") ++grants;
        word.clear();
      }
    }
    if ((all || grants >= 3) && r_.Holds("token|jwt|JWT|oauth|OAuth"))
      r_.Tell(kBroadScope, {i, value.end}, {}, Confidence::kLow);
  }
  // authorization=user_token, headers={'Authorization': request.headers['Authorization']}
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool named = (t_.IsName(i) && Lower(t_.Text(i)) == "authorization") ||
                       (t_.IsString(i) && Lower(t_.StringAt(i).value) == "authorization");
    if (!named || !(t_.Is(i + 1, ":") || t_.Is(i + 1, "=") || t_.Is(i + 1, "=>") || t_.Is(i + 1, ","))) continue;
    const std::uint32_t inside = t_[i].inside;
    if (inside == kNone || t_.Is(i + 1, ",")) continue;
    const Range value = p_.Expression(i + 2);
    const std::string text = Lower(r_.TextOf(value));
    const bool passed = (Has(text, "req.headers") || Has(text, "request.headers") || Has(text, "req.get(") ||
                         Has(text, "ctx.headers")) &&
                        Has(text, "authorization");
    std::string name = p_.PathOf(value);
    const std::vector<std::string> words = WordsOf(name);
    const bool users =
        std::ranges::find(words, "user") != words.end() &&
        (std::ranges::find(words, "token") != words.end() || std::ranges::find(words, "jwt") != words.end());
    if (passed || users) r_.Tell(kForwarded, {i, value.end}, {}, Confidence::kLow);
  }
}

void ExposedFinder::Headers() {
  if (!r_.Holds("jwt|JWT|jose|jws")) return;
  for (std::uint32_t i = 2; i < t_.size(); ++i) {
    if (t_.IsName(i) && (t_.Is(i - 1, ".") || t_.Is(i - 1, "?.")) &&
        (t_.Is(i, "jku") || t_.Is(i, "x5u") || t_.Is(i, "jwk")) && t_.IsName(i - 2) &&
        Has(Lower(t_.Text(i - 2)), "header")) {
      if (!t_.Is(i + 1, "=") && !t_.Is(i + 1, "===") && !t_.Is(i + 1, "!=="))
        r_.Tell(kKeyFromToken, {i - 2, i + 1}, {}, Confidence::kLow);
    }
    if (!t_.IsString(i) || !t_.StringAt(i).interpolated) continue;
    const std::string_view raw = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
    bool by_kid = false;
    Holes(raw, [&](std::string_view name, std::size_t) { by_kid |= name == "kid" || name.ends_with(".kid"); });
    const bool reads = Has(raw, "/") || Has(Lower(raw), "select ") || Has(raw, ".pem") || Has(raw, ".key");
    if (by_kid && reads && !raw.starts_with("http")) r_.Tell(kKeyFromToken, {i, i + 1}, {}, Confidence::kMedium);
  }
}

}  // namespace packrake::code
