#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
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
        else if (t_.Is(j, "[") && t_.IsString(j + 1))  // tokens["id_token"]
          name = t_.StringAt(j + 1).value, j += 2;
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
    if (arguments.size() != 2 || Lower(p_.ConstantOf(arguments[0].value)) != "\"authorization") continue;
    const std::string text = Lower(r_.TextOf(arguments[1].value));
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
    if (t_.IsString(i) && t_.Is(i - 1, "[") && t_.Is(i + 1, "]") && t_.IsName(i - 2) &&
        Has(Lower(t_.Text(i - 2)), "header") && !t_.Is(i + 2, "=")) {
      const std::string& member = t_.StringAt(i).value;
      if (member == "jku" || member == "x5u" || member == "jwk")
        r_.Tell(kKeyFromToken, {i - 2, i + 2}, {}, Confidence::kLow);
    }
    if (!t_.IsString(i) || !t_.StringAt(i).interpolated) continue;
    const std::string_view raw = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
    bool by_kid = false;
    Holes(raw, [&](std::string_view name, std::size_t) { by_kid |= name == "kid" || name.ends_with(".kid"); });
    // {header['kid']}
    by_kid |= Has(raw, "['kid']") || Has(raw, "[\"kid\"]") || Has(raw, "[:kid]");
    const bool reads = Has(raw, "/") || Has(Lower(raw), "select ") || Has(raw, ".pem") || Has(raw, ".key");
    if (by_kid && reads && !raw.starts_with("http")) r_.Tell(kKeyFromToken, {i, i + 1}, {}, Confidence::kMedium);
  }
  for (const Call& call : p_.calls()) KeyReadBy(call);
}

// open("/keys/" + kid), path.join(dir, header.kid), Sprintf("keys/%s.pem", t.Header["kid"])
void ExposedFinder::KeyReadBy(const Call& call) {
  static constexpr auto kReaders = std::to_array<std::string_view>(
      {"open", "fopen", "readfile", "readfilesync", "readallbytes", "readalltext", "readstring", "file_get_contents",
       "read_to_string", "fileinputstream", "filereader", "file", "read_text", "read_bytes", "sprintf"});
  const std::string method = Lower(call.method());
  const bool joins =
      (method == "join" || method == "get" || method == "of" || method == "combine" || method == "resolve") &&
      ReceiverMatches(call.path, "~path");
  const bool reads = joins || std::ranges::find(kReaders, method) != kReaders.end() ||
                     (method == "read" && ReceiverMatches(call.path, "=File|=IO"));
  const bool asks = method == "execute" || method == "query" || method == "exec" || method == "raw";
  if (!reads && !asks) return;
  bool path = method != "sprintf";
  for (const Argument& argument : p_.Arguments(call.inner)) {
    bool by_kid = false;
    bool pieced = false;
    for (std::uint32_t i = argument.value.begin; i < argument.value.end; ++i) {
      if (t_.IsString(i)) {
        const std::string& value = t_.StringAt(i).value;
        by_kid |= value == "kid" && i > argument.value.begin;
        path |= (asks && Has(Lower(value), "select ")) || Has(value, "/") || Has(value, ".pem") || Has(value, ".key");
        pieced |= value.size() > 8;
        continue;
      }
      by_kid |= t_.Is(i, "kid") || t_.Is(i, "getKeyId") || t_.Is(i, "KeyID");
    }
    if (by_kid && path && (reads || pieced)) return r_.Tell(kKeyFromToken, call, {}, Confidence::kMedium);
  }
}

}  // namespace packrake::code
