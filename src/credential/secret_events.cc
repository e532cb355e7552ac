#include "credential/secret_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/misuse.h"
#include "credential/pem_text.h"
#include "credential/private_key.h"
#include "credential/signals.h"

// What a literal is worth: the event that tells of it.
namespace packrake::code {

namespace {

constexpr double kStrongBits = 64;          // below, one value may be many people's
constexpr std::size_t kHs256KeyBytes = 32;  // RFC 7518 section 3.2
// Words of a file that signs JWTs with its framework's secret.
constexpr std::string_view kJwtOnFramework =
    "simplejwt|SIMPLE_JWT|rest_framework_jwt|flask_jwt_extended|JWTManager|ninja_jwt|NINJA_JWT|jwt.encode|JWT.encode";

}  // namespace

void SecretFinder::Emit(const Literal& literal, const SinkUse* use, std::uint32_t at, bool framework,
                        std::string_view rule) {
  if (literal.interpolated || literal.end <= literal.begin) {
    if (literal.value.empty() && use != nullptr && !framework && !literal.uncertain && !literal.interpolated) {
      // A default of "" is often there to please a type checker, and most libraries refuse it.
      const bool ruby = p_.language().id == LanguageId::kRuby;
      EmitEmpty(*use, literal.begin, literal.end, literal.fallback && !ruby ? Confidence::kLow : Confidence::kHigh);
    }
    return;
  }
  const ValueKind kind = KindOfValue(literal.value);
  switch (kind) {
    case ValueKind::kSecret:
    case ValueKind::kPlaceholder:
      break;
    case ValueKind::kWord:
      if (use == nullptr || framework || IsOptionWord(literal.value)) return;
      break;
    case ValueKind::kPrivateKey: {
      if (use != nullptr || rule == "jwt.secret.framework-setting") EmitKey(literal, use);
      return;
    }
    default:
      return;
  }
  CodeEvent event;
  event.rule = rule;
  event.begin = literal.begin;
  event.end = literal.end;
  event.secret = literal.value;
  event.identity_needs_path = TotalEntropyBits(literal.value) < kStrongBits;
  // What Express and its like take besides: those who sign tokens give their library a key of its own.
  const bool of_cookies = use != nullptr && framework && p_.language().id == LanguageId::kJavaScript;
  if (use != nullptr) event.signals.emplace_back(of_cookies ? signal::kCookieKey : "sink");
  if (literal.fallback) event.signals.emplace_back("fallback");
  if (literal.uncertain) {
    event.signals.emplace_back("uncertain");
    event.severity = Severity::kHigh;
  }
  if (literal.base64 || (use != nullptr && use->row->base64)) event.signals.emplace_back("b64");
  if (kind == ValueKind::kPlaceholder) event.signals.emplace_back(signal::kPlaceholder);
  const bool weak_word = IsWeakWord(literal.value);
  if (weak_word) event.signals.emplace_back(signal::kDictionaryWord);
  if (in_comment_) event.signals.emplace_back("in-comment");
  const bool too_short = use != nullptr && !framework && literal.value.size() < kHs256KeyBytes && !Asymmetric(*use);
  if (too_short) event.signals.emplace_back("short-for-algorithm");
  if (IsProductDefault(literal.value)) event.signals.emplace_back(signal::kShippedDefault);
  if (framework && p_.Holds(kJwtOnFramework)) event.signals.emplace_back(signal::kSignsTokens);
  if (use != nullptr) {
    // The name of the call is where people look for it; the argument may be lines below.
    event.related.push_back({t_[use->at].begin, "reaches " + use->name + " here"});
    if (LinesApart(t_[use->at].begin, t_[at].begin)) event.related.push_back({t_[at].begin, "as this argument"});
  } else if (t_[at].begin > literal.end || literal.begin - t_[at].begin > 200) {
    event.related.push_back({t_[at].begin, "set here"});
  }
  if (in_comment_) event.rule = "jwt.secret.comment";
  if (use != nullptr && !framework && !in_comment_ && (too_short || weak_word) && !literal.fallback) {
    CodeEvent weak = event;
    weak.rule = "jwt.secret.weak";
    Add(std::move(weak));
  }
  if (IsProductDefault(literal.value) && !in_comment_ && !framework) {
    CodeEvent shipped = event;
    shipped.rule = "jwt.secret.default";
    shipped.severity = Severity::kCritical;
    Add(std::move(shipped));
  }
  Add(std::move(event));
}

void SecretFinder::EmitEmpty(const SinkUse& use, std::size_t begin, std::size_t end, Confidence confidence) {
  const Call& call = p_.calls()[use.call];
  CodeEvent event;
  event.rule = "jwt.secret.empty";
  event.begin = begin;
  event.end = end;
  event.identity = NormalisedText(p_, {call.begin, std::min(call.inner.end + 1, t_.size())});
  event.identity_needs_path = true;
  event.confidence = IsJwtLibrary(p_) ? Confidence::kLow : confidence;
  event.related.push_back({t_[use.at].begin, "reaches " + use.name + " here"});
  Add(std::move(event));
}

void SecretFinder::EmitPredictable(const Evaluation& evaluation, Range value, Range statement, const SinkUse* use) {
  const std::uint32_t source = evaluation.predictable.front();
  if (use == nullptr && std::ranges::find(predictable_, source) != predictable_.end()) return;
  predictable_.push_back(source);
  CodeEvent event;
  event.rule = "jwt.secret.weak";
  event.begin = t_[value.begin].begin;
  event.end = t_[value.end - 1].end;
  event.identity = NormalisedText(p_, statement);
  event.identity_needs_path = true;
  event.severity = Severity::kHigh;
  event.signals = {"predictable"};
  if (use != nullptr) {
    event.signals.emplace_back("sink");
    event.related.push_back({t_[use->at].begin, "reaches " + use->name + " here"});
  }
  Add(std::move(event));
}

void SecretFinder::EmitKey(const Literal& literal, const SinkUse* use) {
  std::string body;
  const std::size_t begin = literal.value.find("KEY-----");
  const std::size_t end = literal.value.rfind("-----END");
  const bool closed = end != std::string::npos && begin != std::string::npos && end > begin;
  for (std::size_t i = begin == std::string::npos ? 0 : begin + 8; i < (closed ? end : literal.value.size()); ++i) {
    if (!std::isspace(static_cast<unsigned char>(literal.value[i]))) body += literal.value[i];
  }
  if (body.empty()) return;
  // "…\\nYOUR_PRIVATE_KEY\\n…" in a file of settings to be filled in; a call that takes it is somebody's program.
  if (use == nullptr && KindOfValue(body) == ValueKind::kPlaceholder) return;
  CodeEvent event;
  event.rule = "jwt.key.sink";
  event.begin = literal.begin;
  event.end = literal.end;
  event.secret = literal.value;
  event.identity = body;
  event.identity_needs_path = true;
  event.signals = {"sink"};
  if (const auto block = ReadPemBlock(std::string_view(literal.value).substr(literal.value.find("-----BEGIN")))) {
    // A key that decodes is the same finding as the PEM rule's, and knows its sink besides.
    if (const auto key = ReadPemKey(*block)) {
      Draft draft;
      DescribeKey(*key, draft);
      if (!draft.identity.empty()) event.identity = draft.identity;
      event.identity_needs_path = draft.identity_needs_path;
      event.facts = draft.facts;
      event.severity = draft.severity;
      for (std::string& one : draft.signals) event.signals.push_back(std::move(one));
    }
  }
  if (use != nullptr) event.related.push_back({t_[use->at].begin, "reaches " + use->name + " here"});
  Add(std::move(event));
}

void SecretFinder::EmitFallbacks(Evaluation evaluation, std::uint32_t at) {
  for (Literal& literal : evaluation.literals) {
    literal.fallback = true;
    if (PlausibleUnderName(literal.value, false)) Emit(literal, nullptr, at, false, "jwt.secret.fallback");
  }
}

bool SecretFinder::LinesApart(std::size_t a, std::size_t b) const {
  return p_.text().substr(std::min(a, b), std::max(a, b) - std::min(a, b)).find('\n') != std::string_view::npos;
}

bool SecretFinder::IsOptionWord(std::string_view value) {
  static constexpr auto kPrefixes = std::to_array<std::string_view>(
      {"HS",  "RS",   "ES",  "PS",   "Ed",     "none",  "hs",   "rs",    "es",    "ps",  "sha",
       "SHA", "Hmac", "HMAC", "RSA", "true", "false",  "None",  "NONE", "A128",  "A256",  "dir", "utf",
       "UTF", "null", "AES", "aes",  "base64", "ascii", "hex",  "latin", "binary", "ECDH", "A192", "default"});
  return std::ranges::any_of(kPrefixes, [value](std::string_view prefix) { return value.starts_with(prefix); });
}

bool SecretFinder::Asymmetric(const SinkUse& use) const {
  const Call& call = p_.calls()[use.call];
  for (std::uint32_t i = call.inner.begin; i < call.inner.end && i < call.inner.begin + 200; ++i) {
    const std::string_view word = t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
    if (word.size() == 5 && (word.starts_with("RS") || word.starts_with("ES") || word.starts_with("PS")) &&
        IsDigit(word[2]))
      return true;
    if (word == "EdDSA") return true;
  }
  return false;
}

bool SecretFinder::LooksLive(const std::string& value) {
  return value.size() >= 16 && TotalEntropyBits(value) >= 48 && KindOfValue(value) == ValueKind::kSecret;
}

void SecretFinder::Add(CodeEvent event) { events_.push_back(std::move(event)); }

}  // namespace packrake::code
