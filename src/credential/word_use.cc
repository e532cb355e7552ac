#include "credential/word_use.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "credential/config_command.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/secret_line.h"
#include "credential/setting_use.h"
#include "credential/word_import.h"
#include "credential/word_mention.h"
#include "match/search.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongestName = 100;  // what is longer is encoded
constexpr std::size_t kReach = 160;        // of a name, and of what is looked at before it on a line

bool IsLetter(char c) { return IsAlpha(c) || c == '_' || c == '$'; }

template <std::size_t N>
bool HoldsAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return ContainsWord(text, word); });
}

// One past the name that goes on at `at`, with its members: jwt-secret, jwt.verify, JWT::decode, $jwt->sign.
std::size_t EndOfName(std::string_view line, std::size_t at) {
  const std::size_t limit = std::min(line.size(), at + kReach);
  while (at < limit) {
    if (IsNameByte(line[at])) {
      ++at;
    } else if ((line[at] == '.' && IsLetter(At(line, at + 1))) ||
               (line[at] == '\\' && IsUpper(At(line, at + 1)))) {  // a namespace, no escape
      at += 2;
    } else if ((line.substr(at, 2) == "?." || line.substr(at, 2) == "::") && IsLetter(At(line, at + 2))) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

// Whether what is assigned at `at` may be more than a number or a version: "^8.5.1", ~> 2.0, 1039.
bool IsAssigned(std::string_view line, std::size_t at) {
  at = SkipBlanks(line, at);
  if (IsQuote(At(line, at))) ++at;
  const char c = At(line, at);
  if (c == '\0') return true;
  if (std::string_view("=~^<>*:").find(c) != std::string_view::npos) return false;
  const std::size_t end = std::min(line.find_first_not_of("0123456789.", at), line.size());
  return end == at || IsLetter(At(line, end));
}

// Whether a name of which "jwt" is but a part may be given something to look into at `at`: an object, a literal, a
// function. What it is called or made by says by itself that it has to do with JWTs.
bool MayBeOptions(std::string_view line, std::size_t at) {
  at = SkipBlanks(line, at);
  if (at >= line.size() || !IsLetter(line[at])) return true;
  static constexpr auto kOpening = std::to_array<std::string_view>(
      {"new ", "function", "async ", "lambda", "dict(", "Object.assign", "array(", "proc", "->", "fn", "func"});
  const std::string_view value = line.substr(at);
  if (std::ranges::any_of(kOpening, [value](std::string_view word) { return value.starts_with(word); })) return true;
  return value.find("=>") != std::string_view::npos;
}

// Whether nothing but a dotted name is given at `at`: jwt := answer.IDToken, "JWT": c.JWT,
bool IsPassedOn(std::string_view line, std::size_t at) {
  const bool of_program = At(line, at - 2) == ':';  // no configuration is written with :=
  at = SkipBlanks(line, at);
  const std::size_t end = EndOfName(line, at);
  if (end == at || !IsLetter(line[at])) return false;
  const std::size_t after = line.find_first_not_of(" \t\r,;", end);
  return after == std::string_view::npos &&
         (of_program || line.substr(at, end - at).find('.') != std::string_view::npos);
}

// auth_header(jwt=jwt, claims=c), JWT_TYPE: String: a name that is given itself, or a type.
bool IsGivenItself(std::string_view line, std::string_view name, std::size_t at) {
  at = SkipBlanks(line, at);
  std::size_t end = at;
  while (IsNameByte(At(line, end))) ++end;
  const std::string_view value = line.substr(at, end - at);
  if (At(line, end) == '!') ++end;
  const std::size_t after = SkipBlanks(line, end);
  if (after < line.size() && std::string_view(",)\r").find(line[after]) == std::string_view::npos) return false;
  static constexpr auto kTypes = std::to_array<std::string_view>({"String", "Int", "Boolean", "string", "boolean"});
  return !value.empty() && (value == name || std::ranges::find(kTypes, value) != kTypes.end());
}

// package org.example.jwt; and <artifactId>jose4j</artifactId>, and a method of an interface of Go, which has no body.
bool IsNamedOnly(std::string_view line) {
  const std::string_view head = line.substr(SkipBlanks(line, 0));
  for (const std::string_view begin : {"package ", "<artifactId>", "<groupId>", "<dependency>"}) {
    if (head.starts_with(begin)) return true;
  }
  return head.find("(ctx context.Context") != std::string_view::npos && !head.starts_with("func ") &&
         !head.ends_with('{');
}

// URLSafeTimedSerializer(CONFIG.KEY): what another file has.
bool IsGivenConstant(std::string_view line, std::size_t open) {
  const std::size_t begin = SkipBlanks(line, open + 1);
  const std::size_t end = EndOfName(line, begin);
  return end > begin && line.substr(begin, end - begin).find('.') != std::string_view::npos &&
         (At(line, end) == ')' || At(line, end) == ',');
}

// "https://…", whatever it is called.
bool IsAddress(std::string_view line, std::size_t at) {
  at = SkipBlanks(line, at);
  return IsQuote(At(line, at)) && line.substr(at + 1).starts_with("http");
}

// What follows "jwt" in the name of a thing that handles JWTs: userJwtService.sign(…), not dropJwtResults.store(…).
bool IsTool(std::string_view rest) {
  static constexpr auto kTools = std::to_array<std::string_view>(
      {"service", "util",    "helper", "provider", "manager", "factory",  "client",    "handler", "coder",
       "parser",  "auth",    "token",  "config",   "option",  "builder",  "sign",      "verif",   "valid",
       "lib",     "generat", "issuer", "bearer",   "module",  "strategy", "middlewar", "tool",    "processor",
       "adapter", "key",     "secret", "setting",  "claims",  "payload",  "header",    "rule"});
  return HoldsAny(rest, kTools);
}

// What may be done with the members of anything whose name has "jwt" in it: legacyJwtThing.verify(…).
bool IsDoneWithTokens(std::string_view member) {
  static constexpr auto kDone =
      std::to_array<std::string_view>({"sign", "verif", "valid", "cod", "pars", "issue", "claim", "secret", "key"});
  return HoldsAny(member, kDone);
}

// class JwtUtil, module JWT, func jwtKey
bool IsDeclared(std::string_view line, std::size_t start) {
  const std::string_view before = line.substr(0, start);
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"class ", "object ", "module ", "struct ", "namespace ", "interface ", "trait ", "defmodule ", "def ", "fn "});
  return std::ranges::any_of(kWords, [before](std::string_view word) {
    if (!before.ends_with(word)) return false;
    const std::size_t rest = before.size() - word.size();
    return rest == 0 || !IsNameByte(before[rest - 1]);
  });
}

// &JWTConfig{, = JwtOptions{, return jwt.Config{: a value that is made of its fields.
bool IsMade(std::string_view line, std::size_t start) {
  while (start > 0 && (IsNameByte(line[start - 1]) || line[start - 1] == '.')) --start;
  std::string_view before = line.substr(0, start);
  while (!before.empty() && (before.back() == ' ' || before.back() == '\t')) before.remove_suffix(1);
  return before.ends_with('&') || before.ends_with('=') || before.ends_with('(') || before.ends_with("return");
}

// { "alg": "HS256", "typ": "JWT" }, ['typ' => 'JWT']: the header of a token, which a program puts together by hand.
// `start` is where the value begins.
bool IsTypeOfHeader(std::string_view line, std::size_t start) {
  if (start == 0 || !IsQuote(line[start - 1])) return false;
  std::string_view before = line.substr(0, start - 1);
  const auto skip = [&before](std::string_view signs) {
    const std::size_t kept = before.find_last_not_of(signs);
    before = before.substr(0, kept == std::string_view::npos ? 0 : kept + 1);
  };
  skip(" \t");
  if (!before.ends_with(':') && !before.ends_with("=>")) return false;
  skip(" \t:=>");
  skip("\"'");
  return before.ends_with("typ") && (before.size() == 3 || !IsNameByte(before[before.size() - 4]));
}

// Whether the quotes that close behind the name hold nothing but it and what leads to it: 'app.jwt', not "Forge a JWT".
bool IsQuotedAlone(std::string_view line, std::size_t start, char quote) {
  start = BeginOfPath(line, start, ".:");
  return start > 0 && line[start - 1] == quote;
}

// get("app.jwt", …: a name that something is asked for, before a default.
bool IsLookedUp(std::string_view line, std::size_t start) {
  start = BeginOfPath(line, start, ".:");
  return start > 1 && (line[start - 2] == '(' || line[start - 2] == '[');
}

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";

constexpr std::size_t kLineReach = 256;  // of a line, either side of a match
constexpr std::size_t kLongestSetting = 60;
constexpr std::size_t kLongestCommon = 24;

// Words that prose, lists and other people's names are full of; the rest of the rules' words speak for themselves.
bool IsCommonWord(std::string_view word) {
  std::array<char, kLongestCommon> plain;
  std::size_t size = 0;
  for (const char c : word) {
    if (c != '_' && c != '-' && c != '.') plain[size++] = ToLower(c);
  }
  static constexpr auto kCommon = std::to_array<std::string_view>(
      {"jwt", "jws", "jose", "jsonwebtoken", "expressjwt", "guardian", "joken", "bearer"});
  return std::ranges::find(kCommon, std::string_view(plain.data(), size)) != kCommon.end();
}

// Three letters as nobody writes the name, but every fourth line of base64 does: jWt.
bool IsByChance(std::string_view word) {
  return word.size() == 3 && (IsUpper(word[1]) != IsUpper(word[2]) || (IsUpper(word[1]) && !IsUpper(word[0])));
}

// Words that are names by themselves only: Guardian, not SIGGUARDIAN or guardianapi.
bool IsPartOfAnother(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string_view word = line.substr(begin, end - begin);
  if (!word.ends_with("uardian") && !word.ends_with("UARDIAN") && !word.ends_with("oken")) return false;
  if (begin > 0 && (IsAlpha(line[begin - 1]) || line[begin - 1] == '-')) return true;  // brand-guardian
  if (word == "guardian") {  // in this case, a library of Python for permissions
    const std::string_view before = line.substr(0, begin);
    if (At(line, end) == '.' || before.ends_with("from ") || before.ends_with("import ")) return true;
  }
  return IsAlpha(At(line, end));
}

// ASSIGNWITHINCONDITION, not signWith: letters of the same case go on before the word.
bool GoesOnBefore(std::string_view line, std::size_t begin) {
  const char before = At(line, begin - 1);
  const char first = At(line, begin);
  return (IsLower(before) && IsLower(first)) || (IsUpper(before) && IsUpper(first) && IsUpper(At(line, begin + 1)));
}

// Whether a text on `line` is cut at dots, as tokens are: token.split('.'), explode(".", $jwt), /\./
bool CutsAtDots(std::string_view line) {
  for (std::size_t dot = line.find('.'); dot != std::string_view::npos; dot = line.find('.', dot + 1)) {
    const char before = At(line, dot - 1);
    const char after = At(line, dot + 1);
    if ((IsQuote(before) || before == '\\' || before == '[') &&
        (IsQuote(after) || after == '/' || after == ']' || after == '\\'))
      return true;
  }
  return false;
}

// [JWT decodeMessage:token …] of Objective-C, at the message's name
bool IsMessage(std::string_view line, std::size_t at) {
  const std::size_t begin = at;
  while (IsNameByte(At(line, at))) ++at;
  return at > begin && At(line, at) == ':';
}

// case "bearer": names what a program goes by, and sets nothing.
bool IsCase(std::string_view line, std::size_t end) {
  if (!line.substr(SkipBlanks(line, 0)).starts_with("case ")) return false;
  while (IsNameByte(At(line, end)) || IsQuote(At(line, end))) ++end;
  return At(line, end) == ':';
}

// clock_skew = -1, leeway: 30: by itself, whatever it counts, no more than a day.
bool IsShortSpan(std::string_view line, std::size_t end) {
  while (IsNameByte(At(line, end)) || IsQuote(At(line, end))) ++end;
  std::size_t at = SkipBlanks(line, end);
  if (At(line, at) != '=' && At(line, at) != ':') return false;
  at = SkipBlanks(line, at + 1);
  if (At(line, at) == '-') ++at;
  const std::size_t first = at;
  while (IsDigit(At(line, at))) ++at;
  constexpr std::size_t kMostDigits = 3;
  return at > first && at - first <= kMostDigits && line.find_first_not_of(" \t\r,;)}", at) == std::string_view::npos;
}

// app.use(session({ store: memory })): all that it is given stands here, and no secret.
bool IsCalledWithoutSecret(std::string_view line, std::size_t end) {
  const std::size_t close = line.find("})", end);
  return close != std::string_view::npos && !ContainsWord(line.substr(end, close - end), "secret") &&
         !ContainsWord(line.substr(end, close - end), "key") && line.substr(end, close - end).find("...") == line.npos;
}

}  // namespace

bool IsWorthReading(std::string_view line, std::size_t begin, std::size_t end) {
  // Some patterns take in the sign behind the name.
  while (end > begin && std::string_view(" \t:=,(>|?\"'`])}").find(line[end - 1]) != std::string_view::npos) --end;
  if (IsDeepInJson(line, begin, end)) return false;
  const std::string_view word = line.substr(begin, end - begin);
  // What Nacos ships, and PocketBase's settings of its tokens.
  if (ContainsWord(word, "secretkey0123456789") || ContainsWord(word, "authtoken\"")) return true;
  if (ContainsWord(word, kAlphabet)) return SpeaksOfSecrets(line.substr(0, begin));  // some product's secret
  // authToken.split('.'), explode('.', $token: a token cut by hand
  if (word.ends_with(".split") || word.starts_with("split") || word.starts_with("explode")) return CutsAtDots(line);
  const std::size_t cut = begin > kLineReach ? begin - kLineReach : 0;
  line = line.substr(cut, end + kLineReach - cut);
  begin -= cut;
  end -= cut;
  const bool setting = word.size() <= kLongestSetting && IsSettingWord(word);
  if (IsRemark(line, begin, end)) return false;
  if ((ContainsWord(word, "skew") || ContainsWord(word, "leeway")) && IsShortSpan(line, end)) return false;
  if ((word.ends_with("Serializer") || word.ends_with("Signer")) && At(line, end) == '(' && IsGivenConstant(line, end))
    return false;
  if (word.ends_with('{') && ContainsWord(word, "session(") && IsCalledWithoutSecret(line, end)) return false;
  if (!setting && (word.size() > kLongestCommon || !IsCommonWord(word)))
    return begin == 0 || (!GoesOnBefore(line, begin) && !BeginsSentence(line, begin));
  if (IsByChance(word)) return false;
  if (IsCase(line, end) || IsInEncoded(line, begin, end)) return false;
  if (setting) return MaySetLiteral(line, begin, end);
  return !IsPartOfAnother(line, begin, end) && IsUsed(line, begin, end);
}

bool IsUsed(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t start = begin;
  while (start > 0 && begin - start < kReach && IsNameByte(line[start - 1])) --start;
  const std::size_t name_end = EndOfName(line, end);
  if (name_end - start > kLongestName || IsNamedOnly(line)) return false;
  const std::string_view rest = line.substr(end, name_end - end);
  static constexpr auto kTelling =
      std::to_array<std::string_view>({"secret", "key", "signing", "signature", "pass", "salt", "hmac"});
  std::size_t own_end = end;  // of the name without its members
  while (own_end < name_end && IsNameByte(line[own_end])) ++own_end;
  if (HoldsAny(line.substr(end, own_end - end), kTelling) || HoldsAny(line.substr(start, begin - start), kTelling)) {
    // Where it is called or passed on, the line that sets it or takes it as a key says so by itself.
    return MaySetLiteral(line, begin, end) || IsDeclared(line, start) || IsImported(line, start);
  }

  if (IsTypeOfHeader(line, start)) return true;
  if (IsOfJwtTool(line.substr(start)) && (Has(line.substr(end), "--secret") || Has(line.substr(end), " -S ")))
    return true;
  // mechanism = jwt (EMQX), konghq.com/credential: jwt: what the secret beside it is for
  std::string_view before = line.substr(0, start);
  if (before.ends_with('"')) before.remove_suffix(1);
  if (before.ends_with("mechanism = ") || before.ends_with("konghq.com/credential: ")) return true;
  if (start > 0 && line[start - 1] == ':' && (start < 2 || !IsNameByte(line[start - 2])) && At(line, name_end) == ',')
    return true;  // an atom or a symbol, and what belongs to it
  // <bean class="org.example.jwt.Signer">, resource "kong_consumer_jwt_auth" "web" {: what it is made of stands below.
  // <column name="key" value="auth.jwt.secret"/>: so does what it is given.
  const std::string_view head = line.substr(SkipBlanks(line, 0));
  if (head.starts_with("<bean ") || head.starts_with("<column ")) return true;
  if (head.starts_with("resource ") && line.ends_with('{')) return true;
  // <mpJwt issuer="…": its attributes stand on the line, or on the next ones.
  if (start > 0 && line[start - 1] == '<' && (name_end == line.size() || IsBlank(line[name_end]))) return true;
  const bool in_path = start > 0 && line[start - 1] == '/' && (start < 2 || line[start - 2] != '/');
  std::size_t at = name_end;
  if (!in_path) {
    const char next = At(line, at);
    const std::string_view own_rest = line.substr(end, own_end - end);
    // jwtChallenges, dropJwtResults: "jwt" is but a part of what it is called.
    const bool is_part = end < own_end && !IsTool(own_rest);
    if (is_part && start < begin && own_end < name_end && !IsDoneWithTokens(line.substr(own_end, name_end - own_end)))
      return false;
    if (next == '(' && At(line, at + 1) == ')' && end < own_end && start < begin) return false;  // x.GetJwtAccess()
    if (next == '(' || (next == '[' && !HasExtras(line, at))) return true;
    if (next == ' ' && start > 0 && line[start - 1] == '[' && IsMessage(line, at + 1)) return true;
    if (next == '?' && At(line, at + 1) == '.') return true;
    if (next == '!' && At(line, at + 1) == '(') return true;
    if ((line.substr(at, 2) == "->" || line.substr(at, 2) == "::") && At(line, at + 2) > ' ') return true;
    if (!IsQuote(next) && rest.find_first_of(".:\\") != std::string_view::npos && !rest.starts_with(".io"))
      return next != '{' || line.find_first_of("(=:") != std::string_view::npos;
    if (next == '>' && IsLetter(At(line, at + 1))) return true;  // markup
    if (next == '>' && start > 0 && line[start - 1] == '<' && at + 1 == line.size() && SkipBlanks(line, 0) + 1 == start)
      return true;  // <jwt>, opened
    if (next == '>' && At(line, at + 1) == '(') return true;  // Configure<JwtOptions>(…)
    if (next == '{' && IsUpper(line[start]) && IsMade(line, start)) return true;
    for (int closers = 0; closers < 3; ++closers) {
      const char c = At(line, at);
      if (c == '\0' || std::string_view("\"'`])}?!").find(c) == std::string_view::npos) break;
      ++at;
    }
    const bool closed = at > name_end;
    const bool quoted = closed && IsQuote(line[name_end]);
    if (quoted && !IsQuotedAlone(line, start, line[name_end])) return IsImported(line, start);
    const std::size_t sign = SkipBlanks(line, at);
    const char c = At(line, sign);
    const bool given = c == ':' || (c == '=' && At(line, sign + 1) != '>');
    const std::size_t value = sign + (At(line, sign + 1) == '=' ? 2 : 1);
    if (given && (IsPassedOn(line, value) || IsAddress(line, value))) return false;
    if (given && IsGivenItself(line, line.substr(start, name_end - start), value)) return false;
    if (c == ':' && At(line, sign + 1) == '=') return true;
    if (c == '=' && At(line, sign + 1) == '>') return true;
    if (c == '=' && begin + 1 < end && (start < begin || end < name_end) && !MayBeOptions(line, sign + 1)) return false;
    if ((c == '=' || c == ':') && IsAssigned(line, sign + 1)) {
      if (is_part && c == ':' && SkipBlanks(line, sign + 1) >= line.size()) return false;
      if (IsProse(line, begin, sign) || IsItemOfProse(line, name_end, sign)) return false;
      if (c == '=' && IsDependency(line, sign)) return false;
      // A line of base64 ends so too.
      return c == ':' || sign > name_end || SkipBlanks(line, sign + 1) < line.size();
    }
    if (c == '\0' && closed && line[at - 1] == ']') return true;  // [jwt]
    if (c == '{' && sign > at && SkipBlanks(line, sign + 1) >= line.size() && SkipBlanks(line, 0) == start) return true;
    if (c == ',' && quoted && !is_part && line.ends_with('{')) return true;  // strategy('name', 'jwt', {
    const bool somebody = line.substr(begin, end - begin) == "jose" && start > 1 && line[start - 2] == '[';
    if (c == ',' && quoted && !somebody && IsLookedUp(line, start) &&
        (end == own_end || std::ranges::none_of(line.substr(end, own_end - end), IsLower)))
      return true;
    const std::string_view next_word = line.substr(sign, 6);
    for (const std::string_view word : {"||", "??", "?:", "or ", "value=", "Value="}) {
      if (next_word.starts_with(word)) return true;
    }
    for (const std::string_view pair : {"to \"", "-> \""}) {  // mapOf("jwt.secret" to "…")
      if (quoted && next_word.starts_with(pair)) return true;
    }
    if (!closed && sign > at && sign < line.size() && line.substr(SkipBlanks(line, 0), 4) == "ENV ") return true;
  }
  return IsDeclared(line, start) || IsImported(line, start);
}

bool IsLockFile(std::string_view head) {
  // npm; Composer; yarn; pnpm; Cargo, Poetry, uv; dep; pub; Gradle; NuGet; Pipenv
  static constexpr auto kSigns = std::to_array<std::string_view>(
      {"\"lockfileVersion\"", "\"_readme\": [\n        \"This file locks", "# yarn lockfile v",
       "lockfileVersion:", "# This file is automatically @generated by", "by the next 'dep ensure'",
       "# Generated by pub\n", "\"dependencies\": {\n    \".NET", "\"pipfile-spec\""});
  head = head.substr(0, 600);
  if (std::ranges::any_of(kSigns, [head](std::string_view sign) { return head.find(sign) != head.npos; })) return true;
  // Go: module version h1:checksum
  const std::string_view line = head.substr(0, head.find('\n'));
  const std::size_t sum = line.find(" h1:");
  return sum != std::string_view::npos && line.find(" v") < sum;
}

}  // namespace packrake::code
