#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Which expressions hold a whole token.
namespace packrake::code {

namespace {

// Classes of C# and Java whose members are names.
constexpr auto kNameHolders = std::to_array<std::string_view>(
    {"Parameters", "ParameterNames", "Claims", "ClaimTypes", "GrantTypes", "TokenTypes", "TokenTypeHints",
     "TokenTypeIdentifiers", "ResponseTypes", "Constants", "Scopes", "Headers", "HeaderNames", "Keys", "Names"});

constexpr auto kAddressHolders =
    std::to_array<std::string_view>({"endpoints", "routes", "paths", "urls", "uris", "routenames"});

bool IsShouted(std::string_view name) {
  return std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

// CoreConstants.EndPoints.Jws: where something is, not what it is.
bool ExposedFinder::IsMemberOfNames(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  std::string_view holder = path.substr(0, dot);
  holder.remove_prefix(holder.rfind('.') + 1);
  return IsUpper(holder[0]) && (OneOf(holder, kNameHolders) || OneOf(Lower(holder), kAddressHolders));
}

void ExposedFinder::Run() {
  for (const Call& call : p_.calls()) {
    Logged(call);
    InError(call);
    Stored(call);
    Persisted(call);
    Cookie(call);
    ClearText(call);
    Parameters(call);
    KeptByNet(call);
    LoggedField(call);
    GoSession(call);
    BearerOfNet(call);
    Jvm(call);
  }
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_.IsString(i)) OfString(i);
    if (r_.Is(LanguageId::kJavaScript) && t_.Is(i, "sessionToken")) SessionCookie(i);
    if (r_.Is(LanguageId::kKotlin) && t_.Is(i, "{")) LoggedLazily(i);
    if (IsRaiseWord(i)) Raised(i);
    if (r_.Is(LanguageId::kPython) && t_.Is(i, "return")) Returned(i);
    if (r_.Is(LanguageId::kPython) && t_.Is(i, "assert")) Asserted(i);
    if (r_.Is(LanguageId::kPython) && (t_.IsName(i) || t_.IsString(i))) PythonSetting(i);
    if (r_.Is(LanguageId::kCpp) && t_.Is(i, "<") && t_.Is(i + 1, "<")) Streamed(i);
    if (r_.Is(LanguageId::kCpp) && t_.Is(i, "setObject")) SetInDefaults(i);
  }
  for (const Binding& binding : p_.bindings()) OfBinding(binding);
  Scopes();
  Headers();
}

bool ExposedFinder::IsToken(std::string_view name) const {
  if (in_log_ && KindOfName(name.substr(name.rfind('.') + 1)) == NameKind::kJwtSecret) return true;
  const int sure = TokenName(name);
  return sure == 2 || (sure == 1 && auth_);
}

bool ExposedFinder::HoldsToken(Range range, bool literals) const {
  bool in_template = false;  // of another language: `missing access token`
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 400; ++i) {
    // raise Denied, "…" unless token
    if (r_.Is(LanguageId::kRuby) && i > range.begin && (t_.Is(i, "unless") || t_.Is(i, "if"))) return false;
    in_template ^= t_.Is(i, "`");
    if (in_template) continue;
    if (t_.IsString(i)) {
      const StringLiteral& literal = t_.StringAt(i);
      // Rust's println!("{token}") is a string like any other until the macro reads it.
      if ((literal.interpolated || r_.Is(LanguageId::kRust)) &&
          HoleHoldsToken(t_.text.substr(literal.begin, literal.end - literal.begin), i))
        return true;
      if (ReadsTokenOf(i, range) || (literal.interpolated && HoleReadsToken(t_.text.substr(
                                         literal.begin, literal.end - literal.begin))))
        return true;
      if (literals && literal.value.find("eyJ") != std::string::npos && Dots(literal.value) >= 2) return true;
      continue;
    }
    // console.log(req.headers.authorization)
    if (t_.IsName(i) && i > range.begin + 1 && Lower(t_.Text(i)) == "authorization" && t_.Is(i - 1, ".") &&
        t_.Is(i - 2, "headers") && (i + 1 == range.end || t_.Is(i + 1, ",")))
      return true;
    if (t_.Is(i, "http_authorization") && (i + 1 == range.end || t_.Is(i + 1, ",") || t_.Is(i + 1, ")"))) return true;
    if (!t_.IsName(i) || (!IsToken(t_.Text(i)) && !IsGivenToken(i) && !ReadsAuthorization(i))) continue;
    if (t_.Is(i + 1, "`")) continue;  // the end of another language's template
    const std::string_view next = t_.Text(i + 1);
    const bool dots_join = r_.Is(LanguageId::kPhp) || r_.Is(LanguageId::kPerl);
    const bool joined = next == "." && dots_join && t_.Text(i).starts_with('$');
    if (i + 1 < range.end && !joined && t_[i + 1].kind == TokenKind::kSign &&
        (next == "." || next == "?." || next == "[" || next == "(" || next == "=" || next == "==" || next == "!=" ||
         next == "===" || next == "!==" || next == "?" || next == "&&" || next == "->" || next == "::")) {
      static constexpr auto kWhole = std::to_array<std::string_view>(
          {"to_string", "toString", "ToString", "as_str", "as_ref", "as_deref", "c_str", "clone", "to_owned", "utf8",
           "toStdString", "toUtf8", "UTF8String", "getTokenValue"});
      const bool held = next == "." && t_.Is(i + 2, "value") && IsReference(t_.Text(i)) &&
                        (i + 3 >= range.end || t_.Is(i + 3, ",") || t_.Is(i + 3, ")") || t_.Is(i + 3, "}"));
      const bool in_text = held || (next == "." && OneOf(t_.Text(i + 2), kWhole));
      if (!in_text && !GivesToken(i, range.end)) continue;
    }
    if (i + 1 < range.end && (next == ":" || next == "=>") && !t_.IsString(i)) {
      continue;  // a key
    }
    if (IsCompared(i, range.begin) || IsEmptyHere(i) || IsDeclaredPlain(i) || IsSlot(i) || IsRow(i) ||
        IsWordOfText(i) ||
        (!(i > 0 && t_.Is(i - 1, ".")) && IsClaims(t_.Text(i), i)))
      continue;
    // A class's constant, NotLogin.NOT_TOKEN or Failure::EXPIRED_TOKEN, says which error it is.
    if (i > range.begin + 1 && (t_.Is(i - 1, "::") || t_.Is(i - 1, ".")) && t_.IsName(i - 2) && IsShouted(t_.Text(i)) &&
        IsUpper(t_.Text(i - 2)[0]) && !IsShouted(t_.Text(i - 2)))
      continue;
    if (HasNamedConstants() && IsShouted(t_.Text(i))) continue;  // REFRESH_TOKEN: what something is called
    // Parameters.RefreshToken, GrantTypes.RefreshToken of C#: what the protocol calls it.
    if (i > range.begin + 1 && t_.Is(i - 1, ".") && IsUpper(t_.Text(i)[0]) && OneOf(t_.Text(i - 2), kNameHolders))
      continue;
    // token.RefreshToken of Go: what a package called token defines.
    if (r_.Is(LanguageId::kGo) && i > range.begin + 1 && t_.Is(i - 1, ".") && IsUpper(t_.Text(i)[0]) &&
        !p_.ImportOf(t_.Text(i - 2)).empty())
      continue;
    if (IsTested(i, range.begin)) continue;
    // Inside another call the token may be masked, hashed or counted; inside an index it is a key.
    const std::uint32_t open = t_[i].inside;
    if (open != kNone && open > range.begin && t_.Is(open, "[") && (t_.IsName(open - 1) || t_.Is(open - 1, "]")))
      continue;
    if (open != kNone && open >= range.begin && t_.Is(open, "(") && open > range.begin && t_.IsName(open - 1)) {
      const std::string callee = Lower(t_.Text(open - 1));
      static constexpr auto kPlain =
          std::to_array<std::string_view>({"str", "string", "format", "sprintf", "stringify", "json", "repr", "valueof",
                                           "concat", "tostring", "dumps", "bytes"});
      if (std::ranges::find(kPlain, callee) == kPlain.end()) continue;
    }
    return true;
  }
  return false;
}

std::uint32_t ExposedFinder::HeadOf(std::uint32_t i, std::uint32_t begin) const {
  while (i > begin + 1 && t_.IsName(i - 2) && (t_.Is(i - 1, ".") || t_.Is(i - 1, "->") || t_.Is(i - 1, "?."))) i -= 2;
  return i;
}

// !token, typeof user.accessToken
bool ExposedFinder::IsTested(std::uint32_t i, std::uint32_t begin) const {
  static constexpr auto kTests = std::to_array<std::string_view>({"!", "!!", "typeof", "not", "delete"});
  // len(token) if token else 0
  if (r_.Is(LanguageId::kPython) && t_.Is(i + 1, "else")) {
    const std::uint32_t head = HeadOf(i, begin);
    if (head > begin && t_.Is(head - 1, "if")) return true;
  }
  i = HeadOf(i, begin);
  return i > begin && OneOf(t_.Text(i - 1), kTests);
}

bool ExposedFinder::IsCompared(std::uint32_t i, std::uint32_t begin) const {
  i = HeadOf(i, begin);
  if (i <= begin) return false;
  const std::string_view sign = t_.Text(i - 1);
  return sign == "!=" || sign == "==" || sign == "!==" || sign == "===";
}

bool ExposedFinder::IsSlot(std::uint32_t i) const {
  if (!r_.Is(LanguageId::kJavaScript) || !IsShouted(t_.Text(i)) || (i > 0 && t_.Is(i - 1, "."))) return false;
  if (!p_.Spend(t_.size())) return false;
  for (std::uint32_t k = 2; k + 1 < t_.size(); ++k) {
    if (!t_.IsName(k) || t_.Text(k) != t_.Text(i) || !t_.Is(k - 1, "(") || !t_.IsName(k - 2)) continue;
    const std::string callee = Lower(t_.Text(k - 2));
    const bool keeps = Has(callee, "item") || Has(callee, "storage");
    if (keeps && (callee.starts_with("get") || callee.starts_with("set") || callee.starts_with("remove"))) return true;
  }
  return false;
}

// token.sub = user.id in JavaScript, token.get("email") or token["sub"] in Python: claims, which were verified.
bool ExposedFinder::IsClaims(std::string_view name, std::uint32_t at) const {
  const bool python = r_.Is(LanguageId::kPython);
  if (name != "token" || (!python && !r_.Is(LanguageId::kJavaScript))) return false;
  static constexpr auto kClaims = std::to_array<std::string_view>(
      {"sub", "id", "userId", "uid", "role", "roles", "email", "name", "picture", "user", "exp", "iat", "jti"});
  const Range body = r_.FunctionRound(at);
  for (std::uint32_t k = std::max(body.begin, 1U); k + 3 < body.end && p_.Spend(1); ++k) {
    if (!t_.Is(k, "token") || t_.Is(k - 1, ".")) continue;
    const std::uint32_t key = t_.Is(k + 1, "[") ? k + 2 : t_.Is(k + 2, "get") && t_.Is(k + 3, "(") ? k + 4 : kNone;
    if (python && key != kNone && t_.IsString(key) && OneOf(t_.StringAt(key).value, kClaims)) return true;
    if (!python && t_.Is(k + 1, ".") && OneOf(t_.Text(k + 2), kClaims) && t_.Is(k + 3, "=")) return true;
  }
  return false;
}

// for token in Revoked.query.all(): a row of a table, whose text is its class and its number.
bool ExposedFinder::IsRow(std::uint32_t i) const {
  const Range body = r_.FunctionRound(i);
  constexpr std::uint32_t kNear = 200;  // tokens
  for (std::uint32_t k = i; k > std::max(body.begin, 1U) && i - k < kNear; --k) {
    if (!t_.Is(k - 1, "for") || !t_.IsName(k) || t_.Text(k) != t_.Text(i) || !t_.Is(k + 1, "in")) continue;
    std::uint32_t end = k + 2;
    while (end < t_.size() && end < k + kNear && !t_[end].first_on_line) ++end;
    const std::string text = r_.TextOf({k + 2, end}) + " " + r_.TextOf(p_.Resolve({k + 2, k + 3}));
    return Has(text, ".query.") || Has(text, ".query(") || Has(text, ".objects.") || Has(text, ".scalars(");
  }
  return false;
}

// raw, ok := extra.(string); if !ok { … raw … }
bool ExposedFinder::IsOfFailedAssertion(std::uint32_t i) const {
  if (!r_.Is(LanguageId::kGo)) return false;
  const std::uint32_t region = p_.RegionOf(i);
  const Region& condition = p_.regions()[region];
  if (condition.kind != RegionKind::kCondition) return false;
  std::uint32_t failed = condition.header;
  while (failed + 1 < condition.body.begin && !(t_.Is(failed, "!") && t_.IsName(failed + 1))) ++failed;
  if (failed + 1 >= condition.body.begin) return false;
  constexpr std::uint32_t kNear = 40;  // tokens
  for (std::uint32_t k = failed; k > 4 && failed - k < kNear; --k) {
    if (t_.Is(k, ":=") && t_.Text(k - 1) == t_.Text(failed + 1) && t_.Is(k - 2, ",") && t_.Text(k - 3) == t_.Text(i))
      return true;
  }
  return false;
}

// boolean bearer = …, (int token): what the function declares to be a truth or a number.
bool ExposedFinder::IsDeclaredPlain(std::uint32_t i) const {
  static constexpr auto kPlain = std::to_array<std::string_view>(
      {"bool", "boolean", "Boolean", "Bool", "int", "Int", "long", "Long", "Integer", "i32", "u32", "u64", "usize"});
  const Region& function = p_.regions()[p_.FunctionOfToken(i)];
  if (function.kind != RegionKind::kFunction) return false;
  for (std::uint32_t k = std::max(function.header, 1U); k < i && p_.Spend(1); ++k) {
    if (!t_.IsName(k) || t_.Text(k) != t_.Text(i)) continue;
    if (OneOf(t_.Text(k - 1), kPlain) || (t_.Is(k + 1, ":") && OneOf(t_.Text(k + 2), kPlain))) return true;
  }
  return false;
}

// for (std::string token; in >> token;), while (getline(in, token, ',')): a word of a text that is read piece by piece
bool ExposedFinder::IsWordOfText(std::uint32_t i) const {
  if (!r_.Is(LanguageId::kCpp)) return false;
  const Range body = r_.FunctionRound(i);
  for (std::uint32_t k = std::max(body.begin, 2U); k < i && p_.Spend(1); ++k) {
    const std::uint32_t open = t_[k].inside;
    if (!t_.IsName(k) || t_.Text(k) != t_.Text(i) || open == kNone || open == 0) continue;
    if (t_.Is(k - 1, ">") && t_.Is(k - 2, ">") && (t_.Is(open - 1, "for") || t_.Is(open - 1, "while"))) return true;
    if (t_.Is(open - 1, "getline") && t_.Is(k + 1, ",")) return true;
  }
  return false;
}

bool ExposedFinder::IsEmptyHere(std::uint32_t i) const {
  if (IsOfFailedAssertion(i)) return true;
  static constexpr auto kEmpty = std::to_array<std::string_view>({"null", "None", "nil", "undefined"});
  for (std::uint32_t region = p_.RegionOf(i); p_.regions()[region].kind == RegionKind::kCondition;
       region = p_.regions()[region].parent) {
    const Region& condition = p_.regions()[region];
    bool empty = false;
    for (std::uint32_t k = condition.header; k < condition.body.begin && k < condition.header + 60; ++k) {
      if (t_.Is(k, "||") || t_.Is(k, "or")) return false;
      if (!t_.IsName(k) || t_.Text(k) != t_.Text(i)) continue;
      const bool equals = t_.Is(k + 1, "==") || t_.Is(k + 1, "===") || t_.Is(k + 1, "is");
      empty |= equals && (OneOf(t_.Text(k + 2), kEmpty) ||
                          (t_.IsString(k + 2) && t_.StringAt(k + 2).begin == t_.StringAt(k + 2).end));
      empty |= (t_.Is(k - 1, "!") || t_.Is(k - 1, "not")) && (t_.Is(k + 1, ")") || k + 1 >= condition.body.begin - 1);
    }
    if (empty) return true;
  }
  return false;
}

const std::string& ExposedFinder::FunctionText(std::uint32_t token) const {
  const Range body = r_.FunctionRound(token);
  const auto [found, fresh] = function_texts_.try_emplace(body.begin);
  if (!fresh) return found->second;
  std::string& out = found->second;
  for (std::uint32_t i = body.begin; i < body.end && out.size() < 20'000; ++i) out += t_.Text(i);
  return out;
}

void ExposedFinder::OfString(std::uint32_t i) {
  const StringLiteral& literal = t_.StringAt(i);
  if (literal.end - literal.begin > 4000) return;
  const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
  BearerOf(i, raw);
  StoredByScript(i, raw);
  UrlOf(i, raw, literal.interpolated);
  // "Set-Cookie": { … } describes a header.
  if (raw == "Set-Cookie" && t_.Is(i + 1, ":") && t_.Is(i + 2, "{")) return;
  if (Has(raw, "Set-Cookie") || IsSetCookie(i)) return SetCookieOf({i, i + 1}, raw);
  // Behind a header's name: "set-cookie", format!("jwt={}", token)
  for (std::uint32_t k = i; k > 1 && i - k < 6 && !t_.Is(k, ";"); --k) {
    if (t_.IsString(k - 2) && t_.Is(k - 1, ",") && Lower(t_.StringAt(k - 2).value) == "set-cookie")
      return SetCookieOf({k - 2, i + 1}, raw);
  }
}

void ExposedFinder::OfBinding(const Binding& binding) {
  const std::string& target = binding.target;
  if (binding.value.empty() || !binding.member.empty()) return;
  const std::string lower = Lower(target);
  for (const std::string_view storage : {"localstorage", "sessionstorage"}) {
    const std::size_t at = lower.find(storage);
    if (at == std::string::npos || TellsExpiry(binding.value)) continue;
    const std::size_t end = at + storage.size();
    const bool member = end < lower.size() && lower[end] == '.' && TokenName(target.substr(end + 1)) > 0;
    // sessionStorage[TOKEN_KEY] = …: by a constant's name
    const std::uint32_t close = binding.at > 0 ? binding.at - 1 : 0;
    const bool indexed = end == lower.size() && t_.Is(close, "]") && t_[close].pair != kNone &&
                         KeyNamesToken({t_[close].pair + 1, close});
    if (member || indexed) r_.Tell(kWebStorage, {binding.value.begin, binding.value.end});
  }
  BaseAddress(binding);
  ParametersSet(binding);
  StoredInPreferences(binding);
  StoredInNetSettings(binding);
  CookieEntry(binding);
  QueryEntry(binding);
  if (lower == "document.cookie" || lower.ends_with(".document.cookie")) {
    const std::string text = Lower(r_.TextOf(binding.value));
    // A script cannot set HttpOnly, whatever it writes.
    const bool clears =
        Has(text, "max-age=0") || Has(text, "expires=thu,01jan1970") || Has(text, "expires=thu, 01 jan 1970");
    if (NamesTokenCookie(text) && !clears) r_.Tell(kCookie, {binding.value.begin, binding.value.end});
  }
  if (r_.Is(LanguageId::kGo) && target.find('.') == std::string::npos) GoCookie(binding);
  // Ruby: cookies[:jwt] = …
  if (p_.language().id == LanguageId::kRuby && lower.starts_with("cookies.")) {
    if (TokenName(target.substr(8)) == 0) return;
    const std::string text = Lower(r_.TextOf(binding.value));
    // secure: Rails.env.production?
    const auto sets = [&text](const std::string& flag) { return Has(text, flag) && !Has(text, flag + "false"); };
    if (!(sets("httponly:") && sets("secure:"))) r_.Tell(kCookie, {binding.value.begin, binding.value.end});
  }
}

void FindExposedTokens(MisuseReader& reader) { ExposedFinder(reader).Run(); }

}  // namespace packrake::code
