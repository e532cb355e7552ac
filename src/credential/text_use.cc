#include "credential/text_use.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/setting_name.h"
#include "match/search.h"
#include "text/lines.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

constexpr std::size_t kHead = 8U << 10;   // in which a program of Go says its package
constexpr std::size_t kBlock = 2U << 10;  // of what a setting holds
constexpr std::size_t kLongestName = 64;

// secretKey and SecretKey, which say nothing of tokens, sessions or an application; SECRET_KEY and secret_key_base are
// settings.
bool IsSomeonesKey(std::string_view name) {
  static constexpr auto kTelling = std::to_array<std::string_view>({"session", "cookie", "app", "_base", "passport"});
  if (KindOfName(name) != NameKind::kFrameworkSecret || std::ranges::none_of(name, IsLower)) return false;
  return std::ranges::none_of(kTelling, [name](std::string_view one) { return ContainsWord(name, one); });
}

// One past the block that "{" opens at `open`, or as much as is looked at.
std::size_t EndOfBlock(std::string_view text, std::size_t open) {
  const std::size_t limit = std::min(text.size(), open + kBlock);
  int depth = 0;
  for (std::size_t i = open; i < limit; ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return limit;
}

// One past the lines below `at`, the end of a line, that are indented more than the line is.
std::size_t EndOfIndented(std::string_view text, std::size_t at) {
  const auto indent = [text](std::size_t line) { return SkipBlanks(text, line) - line; };
  const std::size_t own = indent(LineBegin(text, at));
  const std::size_t limit = std::min(text.size(), at + kBlock);
  while (at < limit) {
    const std::size_t line = at + 1;
    const std::size_t end = LineEnd(text.substr(0, limit), std::min(line, limit));
    const bool blank = line + indent(line) >= end;
    if (!blank && indent(line) <= own) return at;
    at = std::max(end, line);
  }
  return limit;
}

// Whether what `"token": {` or `token:` holds has a secret or a key in it.
bool HoldsSecret(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr WordSet kWords(std::to_array<std::string_view>({"secret", "key", "priv", "sign", "salt", "hmac"}));
  const std::size_t line_end = LineEnd(text, end);
  const std::size_t open = text.substr(begin, line_end - begin).find('{');
  const std::size_t block =
      open == std::string_view::npos ? EndOfIndented(text, line_end) : EndOfBlock(text, begin + open);
  return kWords.StandsIn(text.substr(line_end, std::max(block, line_end) - line_end));
}

// token:, "tokens": {, "bearer" : { and nothing else on the line.
bool OpensBlock(std::string_view match) {
  const std::size_t word = match.find_first_not_of(" \t\"'");
  if (word == std::string_view::npos) return false;
  const std::string_view rest = match.substr(word);
  return (ContainsWord(rest.substr(0, 5), "token") || ContainsWord(rest.substr(0, 6), "bearer")) &&
         rest.find(':') != std::string_view::npos &&
         rest.find_first_not_of(" \t\r:{\"'", rest.find(':')) == std::string_view::npos;
}

// The name that [begin, end) is a part of.
std::string_view NameRound(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t limit = std::min(text.size(), end + kLongestName);
  while (end > begin && !IsNameByte(text[end - 1])) --end;
  while (end < limit && IsNameByte(text[end])) ++end;
  const std::size_t first = begin > kLongestName ? begin - kLongestName : 0;
  while (begin > first && IsNameByte(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

}  // namespace

bool TextUse::IsGo() {
  if (!go_) {
    const std::string_view head = text_.substr(0, kHead);
    std::size_t at = head.starts_with("package ") ? 0 : head.find("\npackage ");
    bool named = at != std::string_view::npos;
    if (named) {
      at = head.find(' ', at) + 1;
      const std::size_t end = std::min(head.find_first_of(" \r\n", at), at + kLongestName);
      named = end > at && std::ranges::all_of(head.substr(at, end - at), IsNameByte);
    }
    go_ =
        named && (Has(text_, "\nfunc ") || Has(text_, "\nvar ") || Has(text_, "\nconst (") || Has(text_, " struct {"));
  }
  return *go_;
}

bool TextUse::MaySignSessions() {
  static constexpr WordSet kWords(std::to_array<std::string_view>({"jwt", "jose", "session", "cookie", "csrf"}));
  if (!sessions_) sessions_ = kWords.StandsIn(text_);
  return *sessions_;
}

bool TextUse::SpeaksOfJwts() {
  static constexpr WordSet kWords(std::to_array<std::string_view>(
      {"jwt", "jose", "jsonwebtoken", "tokenvalidationparameters", "securitytokendescriptor", "authorizationserver",
       "authorization.settings", "identityserver", "openiddict"}));
  if (!jwts_) jwts_ = kWords.StandsIn(text_);
  return *jwts_;
}

bool TextUse::SpeaksOfConsumers() {
  if (!consumers_) consumers_ = IsOauth1("token", text_);
  return *consumers_;
}

// id.AuthTokenSecret = v, where nothing in the text gives v a value.
bool TextUse::IsGivenUnknown(std::size_t end) {
  constexpr std::size_t kReach = 256;  // bytes of the line
  constexpr int kMostAsked = 32;       // names looked for in the whole text
  const std::string_view rest = text_.substr(end, kReach);
  const std::size_t newline = rest.find('\n');
  if (newline == std::string_view::npos || asked_ >= kMostAsked) return false;
  const std::string_view line = rest.substr(0, newline);
  std::size_t at = 0;
  while (IsNameByte(At(line, at))) ++at;
  at = SkipBlanks(line, at);
  if (At(line, at) != '=' || At(line, at + 1) == '=') return false;
  const std::size_t begin = SkipBlanks(line, at + 1);
  for (at = begin; IsNameByte(At(line, at));) ++at;
  if (at == begin || at < line.size()) return false;
  ++asked_;
  const std::string_view name = line.substr(begin, at - begin);
  for (std::size_t i = text_.find(name); i != std::string_view::npos; i = text_.find(name, i + 1)) {
    const std::size_t after = SkipBlanks(text_, i + name.size());
    if (i == end + begin || (i > 0 && IsNameByte(text_[i - 1])) || IsNameByte(At(text_, i + name.size()))) continue;
    if (At(text_, after) == ',' || At(text_, after) == '=' || (At(text_, after) == ':' && At(text_, after + 1) == '='))
      return false;
  }
  return true;
}

bool TextUse::MayTell(std::string_view rule, std::size_t begin, std::size_t end) {
  const std::string_view match = text_.substr(begin, end - begin);
  // What Go's programs call so is a cloud's, unless sessions are spoken of.
  if (ContainsWord(match, "secret") && IsGo() && !MaySignSessions() && IsSomeonesKey(NameRound(text_, begin, end)))
    return false;
  if (ContainsWord(match, "secret") && IsGo() && IsGivenUnknown(end)) return false;
  if (ContainsWord(match, "token") && ContainsWord(match, "secret")) {
    const std::string_view name = NameRound(text_, begin, end);
    if (IsOauth1(name, "") || (SpeaksOfConsumers() && IsOauth1(name, "onsumerKey"))) return false;
  }
  if (rule == "jwt.secret.file") return !IsGo();  // an object that is exported, or JSON
  if (rule == kLongLife) return SpeaksOfJwts();
  if (rule == "jwt.secret.config") return !OpensBlock(match) || HoldsSecret(text_, begin, end);
  return true;
}

}  // namespace packrake::code
