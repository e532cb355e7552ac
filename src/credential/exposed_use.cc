#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/token_name.h"

// ID tokens as bearers, the caller's token passed on, broad scopes.
namespace packrake::code {

namespace {

// "tokens.idToken" of `${tokens.idToken?.toString()}`: what the hole asks for another form of.
std::string PathInHole(std::string_view hole) {
  std::string path;
  std::size_t i = 0;
  for (; i < hole.size() && (IsNameByte(hole[i]) || hole[i] == '.' || hole[i] == '?' || hole[i] == '!'); ++i) {
    if (hole[i] != '?' && hole[i] != '!') path += hole[i];
  }
  if (At(hole, i) == '(') path.resize(path.rfind('.') == std::string::npos ? 0 : path.rfind('.'));
  return path;
}

}  // namespace

// userToken, incoming_jwt
bool ExposedFinder::NamesCaller(const std::vector<std::string>& words) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"user", "incoming", "caller", "client", "original", "received"});
  return std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kWords); });
}

void ExposedFinder::BearerOf(std::uint32_t i, std::string_view raw) {
  // request :authorization, 'Bearer', id_token of Faraday, which joins them
  const bool alone = raw == "Bearer" && t_.Is(i + 1, ",");
  std::size_t at = alone ? 0 : raw.find("Bearer ");
  if (at == std::string_view::npos) at = raw.starts_with("bearer ") ? 0 : at;
  if (at == std::string_view::npos) return;
  std::string name;
  if (!alone && raw.substr(at + 7).starts_with("${")) name = PathInHole(raw.substr(at + 9));
  Holes(raw, [&](std::string_view hole, std::size_t mark) {
    if (mark >= at + 6 && name.empty()) name = std::string(hole);
  });
  if (const std::string_view key = KeyOfHole(raw.substr(at)); !key.empty()) name = key;
  if (name.empty() && raw.size() <= at + 9) {
    std::uint32_t k = i + 1;
    if (t_.Is(k, ".") && t_.Is(k + 1, "format") && t_.Is(k + 2, "(")) {
      name = p_.PathOf(p_.Expression(k + 3));
    } else if (t_.Is(k, "+") || t_.Is(k, ".") || t_.Is(k, "&") || t_.Is(k, "<>") || t_.Is(k, "%") || t_.Is(k, ",") ||
        t_.Is(k, "..")) {
      const Range value = p_.Expression(k + 1);
      for (std::uint32_t j = value.begin; j < value.end && j < value.begin + 8; ++j) {
        if (t_.Is(j, "get") && t_.IsString(j + 2))  // tokens.get("id_token")
          name = t_.StringAt(j + 2).value, j = value.end;
        else if (t_.IsName(j) && t_.Is(j + 1, "("))  // tokens.idToken.toString(), session.getIdToken().getJwtToken()
          break;
        else if (t_.IsName(j))
          name = std::string(t_.Text(j));
        else if (t_.Is(j, "[") && t_.IsString(j + 1))  // tokens["id_token"]
          name = t_.StringAt(j + 1).value, j += 2;
        else if (!t_.Is(j, ".") && !t_.Is(j, "->") && !t_.Is(j, "?."))
          break;
      }
    }
  }
  if (name.empty()) return;
  const std::vector<std::string> words =
      WordsOf(name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1));
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  const Range whole{i, std::min(i + 1, t_.size())};
  // What GitHub's actions ask for an ID token with is none.
  const bool asks = words.size() > 1 && words[words.size() - 2] == "request";
  if (((has("id") && has("token")) || has("idtoken")) && !asks)
    r_.Tell(kIdToken, whole);
  else if (NamesCaller(words) && (has("token") || has("jwt")))
    r_.Tell(kForwarded, whole, {}, Confidence::kLow);
}

// @RequestHeader("Authorization") String token, [FromHeader(Name = "Authorization")] string token: a parameter of the
// function that holds `value` is filled with the caller's header.
bool ExposedFinder::IsHeaderParameter(Range value) const {
  static constexpr auto kMarks = std::to_array<std::string_view>(
      {"RequestHeader", "@RequestHeader", "HeaderParam", "@HeaderParam", "FromHeader", "Headers", "@Headers"});
  if (value.size() != 1 || !t_.IsName(value.begin)) return false;
  const Region& function = p_.regions()[p_.FunctionOfToken(value.begin)];
  if (function.kind != RegionKind::kFunction) return false;
  constexpr std::uint32_t kLongestHeader = 200;  // tokens
  const std::uint32_t stop = std::min(function.body.begin, function.header + kLongestHeader);
  for (std::uint32_t i = function.header; i < stop; ++i) {
    const std::uint32_t open = t_[i].inside;
    if (!t_.IsString(i) || open == kNone || open == 0 || t_[open].pair == kNone) continue;
    if (!OneOf(t_.Text(open - 1), kMarks) || Lower(t_.StringAt(i).value) != "authorization") continue;
    for (std::uint32_t k = t_[open].pair + 1; k < stop && k < t_[open].pair + 6 && !t_.Is(k, ","); ++k) {
      if (t_.IsName(k) && t_.Text(k) == t_.Text(value.begin)) return true;
    }
  }
  return false;
}

void ExposedFinder::Scopes() {
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool named = (t_.IsName(i) && (t_.Is(i, "scope") || t_.Is(i, "scopes") || t_.Is(i, "Scope"))) ||
                       (t_.IsString(i) && (t_.StringAt(i).value == "scope" || t_.StringAt(i).value == "scopes"));
    const std::uint32_t sign = t_.Is(i + 1, "]") ? i + 2 : i + 1;  // ["scope"] = "…" of C# and JavaScript
    if (!named || !(t_.Is(sign, ":") || t_.Is(sign, "=") || t_.Is(sign, "=>"))) continue;
    const Range value = p_.Expression(sign + 1);
    if (value.size() > 12) continue;
    int grants = 0;
    bool all = false;
    for (const std::string& text : r_.Strings(value)) {
      std::string word;
      for (const char c : text + " ") {
        if (IsAlnum(c) || c == '*') {
          word += ToLower(c);
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
  // req.Header.Set("Authorization", r.Header.Get("Authorization"))
  for (const Call& call : p_.calls()) {
    const std::string method = Lower(call.method());
    if (method != "set" && method != "add" && method != "setheader" && method != "header" && method != "append")
      continue;
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (arguments.size() != 2) continue;
    // HttpHeaders.AUTHORIZATION is a constant of Spring's.
    if (Lower(p_.ConstantOf(arguments[0].value)) != "\"authorization" &&
        !p_.PathOf(arguments[0].value).ends_with("Headers.AUTHORIZATION"))
      continue;
    const std::string text = Lower(r_.TextOf(p_.Resolve(arguments[1].value)));
    if (IsHeaderParameter(arguments[1].value)) r_.Tell(kForwarded, call, {}, Confidence::kLow);
    if (Has(text, "authorization") && (Has(text, "header.get(") || Has(text, "getheader(") || Has(text, "headers")))
      r_.Tell(kForwarded, call, {}, Confidence::kLow);
  }
  // authorization=user_token, headers={'Authorization': request.headers['Authorization']}
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    const bool named = (t_.IsName(i) && Lower(t_.Text(i)) == "authorization") ||
                       (t_.IsString(i) && Lower(t_.StringAt(i).value) == "authorization");
    if (!named || !(t_.Is(i + 1, ":") || t_.Is(i + 1, "=") || t_.Is(i + 1, "=>") || t_.Is(i + 1, ","))) continue;
    const std::uint32_t inside = t_[i].inside;
    if (inside == kNone || t_.Is(i + 1, ",")) continue;
    const Range value = p_.Expression(i + 2);
    const std::string text = Lower(r_.TextOf(p_.Resolve(value)));
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

}  // namespace packrake::code
