#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "credential/code.h"
#include "credential/pem_text.h"
#include "credential/private_key.h"
#include "credential/signals.h"
#include "credential/sinks.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

constexpr double kStrongBits = 64;          // below, one value may be many people's
constexpr std::size_t kHs256KeyBytes = 32;  // RFC 7518 section 3.2

// Words of a file that signs JWTs with its framework's secret.
constexpr std::string_view kJwtOnFramework =
    "simplejwt|SIMPLE_JWT|rest_framework_jwt|flask_jwt_extended|JWTManager|ninja_jwt|NINJA_JWT|jwt.encode|JWT.encode";

// "name.rest"; `name` alone when there is no rest.
std::string Joined(const std::string& name, const std::string& rest) {
  return rest.empty() ? name : fmt::format("{}.{}", name, rest);
}

class SecretFinder {
 public:
  SecretFinder(const Program& program, bool in_comment, std::vector<CodeEvent>& events)
      : p_(program), t_(program.tokens()), in_comment_(in_comment), events_(events) {}

  void Run() {
    for (const SinkUse& use : FindSinks(p_)) AtSink(use);
    for (const SettingRow& row : SettingRows()) {
      if ((row.languages & Only(p_.language().id)) != 0) settings_.emplace(row.name, &row);
    }
    for (const Binding& binding : p_.bindings()) {
      if (binding.value.empty() && binding.inner_end == 0) continue;
      if (binding.inner_end != 0) AtName(PropertyOf(binding), "", binding.value, binding.at, &binding);
      const std::size_t dot = binding.target.rfind('.');
      if (!MayNameSecret(dot == std::string::npos ? binding.target : binding.target.substr(dot + 1))) continue;
      AtName(binding.target, Holder(binding), binding.value, binding.at, &binding);
    }
    for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) AtEntry(i);
    for (std::uint32_t i = 1; i + 1 < t_.size(); ++i) AtChoice(i);
    if (p_.language().id == LanguageId::kSql) {
      for (std::uint32_t i = 1; i + 2 < t_.size(); ++i) AtSqlSetting(i);
    }
    if (p_.language().id == LanguageId::kGo) {
      for (std::uint32_t i = 2; i < t_.size(); ++i) AtFieldTag(i);
    }
    for (const Call& call : p_.calls()) {
      AtLookup(call);
      AtSetter(call);
    }
  }

 private:
  // Before anything dear is asked: whether the last name may be a secret's.
  bool MayNameSecret(const std::string& leaf) const {
    return settings_.contains(leaf) || leaf == "Token" || leaf == "TOKEN_SECRET_VALUE" ||
           KindOfName(leaf) != NameKind::kOther || leaf == "value" || leaf == "Value" || leaf == "default" ||
           leaf == "dev";
  }

  // "jwt.secret" of @Value("${jwt.secret:…}"): the setting that the default is for.
  std::string PropertyOf(const Binding& binding) const {
    const std::size_t open = p_.text().rfind("${", binding.inner_begin);
    if (open == std::string_view::npos || open + 80 < binding.inner_begin || open + 3 > binding.inner_begin) return "";
    return std::string(p_.text().substr(open + 2, binding.inner_begin - 1 - (open + 2)));
  }

  // The classes that hold an assignment, outermost first.
  std::string Holder(const Binding& binding) const {
    std::string path;
    for (std::uint32_t region = binding.region; region != 0; region = p_.regions()[region].parent) {
      const Region& r = p_.regions()[region];
      if (r.kind == RegionKind::kClass && !r.name.empty()) path = Joined(r.name, path);
    }
    return path;
  }

  // The keys and calls whose brackets hold token `i`, outermost first: jwt: {secret: …} is "jwt".
  std::string HolderOfEntry(std::uint32_t i) const {
    std::string path;
    std::uint32_t open = t_[i].inside;
    for (int level = 0; open != kNone && level < 4; ++level, open = t_[open].inside) {
      if (open < 1) break;
      std::uint32_t k = open - 1;
      if (t_.Is(k, "(") && k > 0) continue;  // foo({ : the call is the next bracket out
      if ((t_.Is(k, ":") || t_.Is(k, "=") || t_.Is(k, "=>") || t_.Is(k, ":=")) && k > 0) --k;
      std::string name;
      if (t_.IsString(k))
        name = t_.StringAt(k).value;
      else if (t_.IsName(k))
        name = std::string(t_.Text(k));
      else if (t_.Is(k, "]") && k > 1 && t_.IsString(k - 1))
        name = t_.StringAt(k - 1).value;
      if (t_.Is(open, "(") && t_.IsName(open - 1)) name = std::string(t_.Text(open - 1));
      if (!name.empty() && name.size() < 60) path = Joined(name, path);
    }
    return path;
  }

  void AtSink(const SinkUse& use) {
    if (use.key.empty()) return;
    const Evaluation evaluation = p_.Evaluate(use.key);
    const Call& call = p_.calls()[use.call];
    const bool unsigned_call = MentionsNone(call) || FindsKeyOtherwise(call);
    for (const Literal& literal : evaluation.literals)
      Emit(literal, &use, use.key.begin, use.row->framework, RuleAtSink(literal, use));
    if (!evaluation.predictable.empty() && evaluation.literals.empty()) {
      CodeEvent event;
      event.rule = "jwt.secret.weak";
      event.begin = t_[use.key.begin].begin;
      event.end = t_[use.key.end - 1].end;
      event.identity = NormalisedText(p_, {call.begin, std::min(call.inner.end + 1, t_.size())});
      event.identity_needs_path = true;
      event.severity = Severity::kHigh;
      event.signals = {"sink", "predictable"};
      event.related.push_back({t_[use.at].begin, "reaches " + use.name + " here"});
      Add(std::move(event));
    }
    if (!evaluation.nulls.empty() && evaluation.literals.empty() && !evaluation.lookup && !evaluation.unknown &&
        !unsigned_call && use.sole && !use.row->framework) {
      EmitEmpty(use, t_[evaluation.nulls.front()].begin, t_[evaluation.nulls.front()].end, Confidence::kHigh);
    }
  }

  // Whether the arguments ask for no signature: then an empty key is what the misuse rules speak of.
  bool MentionsNone(const Call& call) const {
    const Range inner = call.inner;
    // Options that this file does not show may ask for it too.
    for (const Argument& argument : p_.Arguments(inner)) {
      if (argument.name != "options") continue;
      if (p_.ObjectOf(argument.value) == kNone || !p_.MembersOf(argument.value, "verify_signature").empty())
        return true;
    }
    for (std::uint32_t i = inner.begin; i < inner.end; ++i) {
      if (t_.IsString(i)) {
        std::string value = t_.StringAt(i).value;
        for (char& c : value) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (value == "none" || value == "verify_signature") return true;
      }
      if (t_.IsName(i) &&
          (t_.Text(i) == "False" || t_.Text(i) == "false" || t_.Text(i) == "verify_signature" || t_.Text(i) == "NONE"))
        return true;
    }
    return false;
  }

  // Whether the key comes by another way: a key set, a callback.
  bool FindsKeyOtherwise(const Call& call) const {
    for (std::uint32_t i = call.inner.begin; i < call.inner.end + 4 && i < t_.size(); ++i) {
      const std::string_view word = t_.Text(i);
      if (t_.IsName(i) &&
          (word == "jwks" || word == "jwk" || word == "keyfinder" || word == "getKey" || word == "jwks_loader"))
        return true;
      if (i >= call.inner.end && (word == "do" || (word == "{" && p_.language().id == LanguageId::kRuby))) return true;
    }
    return false;
  }

  std::string_view RuleAtSink(const Literal& literal, const SinkUse& use) const {
    if (use.row->framework) return "framework.secret-key";
    if (literal.fallback) return "jwt.secret.fallback";
    return literal.through_name ? "jwt.secret.flow" : "jwt.secret.call";
  }

  void EmitEmpty(const SinkUse& use, std::size_t begin, std::size_t end, Confidence confidence) {
    const Call& call = p_.calls()[use.call];
    CodeEvent event;
    event.rule = "jwt.secret.empty";
    event.begin = begin;
    event.end = end;
    event.identity = NormalisedText(p_, {call.begin, std::min(call.inner.end + 1, t_.size())});
    event.identity_needs_path = true;
    event.confidence = confidence;
    event.related.push_back({t_[use.at].begin, "reaches " + use.name + " here"});
    Add(std::move(event));
  }

  void Emit(const Literal& literal, const SinkUse* use, std::uint32_t at, bool framework, std::string_view rule) {
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
        if (use == nullptr || framework || IsAlgorithm(literal.value)) return;
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
    if (use != nullptr) event.signals.emplace_back("sink");
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
    if (framework && p_.Holds(kJwtOnFramework)) event.severity = Severity::kCritical;
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

  bool LinesApart(std::size_t a, std::size_t b) const {
    return p_.text().substr(std::min(a, b), std::max(a, b) - std::min(a, b)).find('\n') != std::string_view::npos;
  }

  static bool IsAlgorithm(std::string_view value) {
    static constexpr auto kPrefixes = std::to_array<std::string_view>(
        {"HS",  "RS",   "ES",  "PS",   "Ed",     "none",  "hs",   "rs",    "es",    "ps",  "sha",
         "SHA", "Hmac", "RSA", "true", "false",  "None",  "NONE", "A128",  "A256",  "dir", "utf",
         "UTF", "null", "AES", "aes",  "base64", "ascii", "hex",  "latin", "binary"});
    return std::ranges::any_of(kPrefixes, [value](std::string_view prefix) { return value.starts_with(prefix); });
  }

  bool Asymmetric(const SinkUse& use) const {
    const Call& call = p_.calls()[use.call];
    for (std::uint32_t i = call.inner.begin; i < call.inner.end && i < call.inner.begin + 200; ++i) {
      const std::string_view word = t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
      if (word.size() == 5 && (word.starts_with("RS") || word.starts_with("ES") || word.starts_with("PS")) &&
          std::isdigit(static_cast<unsigned char>(word[2])))
        return true;
      if (word == "EdDSA") return true;
    }
    return false;
  }

  // PEM text as a key. A whole one is the PEM rule's; one that is cut short, as documents print them, only a sink
  // tells.
  void EmitKey(const Literal& literal, const SinkUse* use) {
    std::string body;
    const std::size_t begin = literal.value.find("KEY-----");
    const std::size_t end = literal.value.rfind("-----END");
    const bool closed = end != std::string::npos && begin != std::string::npos && end > begin;
    for (std::size_t i = begin == std::string::npos ? 0 : begin + 8; i < (closed ? end : literal.value.size()); ++i) {
      if (!std::isspace(static_cast<unsigned char>(literal.value[i]))) body += literal.value[i];
    }
    if (body.empty()) return;
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

  void AtEntry(std::uint32_t i) {
    const bool name = t_.IsName(i);
    if (!name && !t_.IsString(i)) return;
    const std::string_view sign = t_.Text(i + 1);
    if (t_[i + 1].kind != TokenKind::kSign) return;
    const std::uint32_t inside = t_[i].inside;
    const bool entry =
        sign == ":" || sign == "=>" || (sign == "=" && inside != kNone && (t_.Is(inside, "(") || t_.Is(inside, "{")));
    if (!entry) return;
    if (sign == "=" && t_.Is(inside, "{") && p_.language().id != LanguageId::kCSharp &&
        p_.language().id != LanguageId::kLua && p_.language().id != LanguageId::kCpp)
      return;
    std::string key = name ? std::string(t_.Text(i)) : t_.StringAt(i).value;
    if (key.empty() || key.size() > 80) return;
    while (!key.empty() && (key[0] == '$' || key[0] == '@')) key.erase(0, 1);
    if (!MayNameSecret(key)) return;
    if (key == "value" || key == "Value") {
      if (std::string pair = NameOfPair(i); KindOfName(pair) == NameKind::kJwtSecret) key = std::move(pair);
    }
    AtName(key, HolderOfEntry(i), p_.Expression(i + 2), i, nullptr);
  }

  // ALTER DATABASE … SET "app.jwt_secret" TO '…'
  void AtSqlSetting(std::uint32_t i) {
    if (!t_.IsString(i) || !t_.IsString(i + 2)) return;
    if (!t_.Is(i + 1, "TO") && !t_.Is(i + 1, "to") && !t_.Is(i + 1, "=")) return;
    const std::string& name = t_.StringAt(i).value;
    if (name.size() <= 80) AtName(name, "", {i + 2, i + 3}, i, nullptr);
  }

  // The other half of a pair, { "name": "JWT_SECRET", "value": "…" }: what `value` at token `i` is the value of.
  std::string NameOfPair(std::uint32_t i) const {
    const std::uint32_t open = t_[i].inside;
    if (open == kNone || t_[open].pair == kNone) return "";
    const std::uint32_t from = std::max(open + 1, i > 12 ? i - 12 : 0);
    for (std::uint32_t k = from; k < std::min(t_[open].pair, i + 12); ++k) {
      const std::string_view word = t_.IsString(k) ? std::string_view(t_.StringAt(k).value) : t_.Text(k);
      if ((word == "name" || word == "Name" || word == "key") && t_[k].inside == open &&
          (t_.Is(k + 1, ":") || t_.Is(k + 1, "=")) && t_.IsString(k + 2))
        return t_.StringAt(k + 2).value;
    }
    return "";
  }

  // JWTSecret string `env:"JWT_SECRET" envDefault:"…"`
  void AtFieldTag(std::uint32_t i) {
    if (!t_.IsString(i) || !t_.IsName(i - 1) || !t_.IsName(i - 2)) return;
    const StringLiteral& tag = t_.StringAt(i);
    const std::string_view raw = t_.text.substr(tag.begin, tag.end - tag.begin);
    if (raw.size() > 400) return;
    for (const std::string_view key : {"envDefault:\"", "default:\"", "env-default:\""}) {
      const std::size_t at = raw.find(key);
      if (at == std::string_view::npos || (at > 0 && raw[at - 1] != ' ')) continue;
      const std::size_t begin = at + key.size();
      const std::size_t end = raw.find('"', begin);
      if (end == std::string_view::npos || KindOfName(t_.Text(i - 2)) != NameKind::kJwtSecret) continue;
      Literal literal;
      literal.begin = tag.begin + static_cast<std::uint32_t>(begin);
      literal.end = tag.begin + static_cast<std::uint32_t>(end);
      literal.value = std::string(raw.substr(begin, end - begin));
      literal.fallback = true;
      if (PlausibleUnderName(literal.value, false)) Emit(literal, nullptr, i - 2, false, "jwt.secret.fallback");
    }
  }

  // NAME || 'default', whatever the result is called: the left side names what it is.
  void AtChoice(std::uint32_t i) {
    const std::string_view sign = t_.Text(i);
    if (sign != "||" && sign != "\?\?" && sign != "?:" && sign != "or") return;
    if (t_.IsString(i)) return;
    std::uint32_t k = i - 1;
    if ((t_.Is(k, "]") || t_.Is(k, ")")) && k > 1) --k;
    std::string name;
    if (t_.IsString(k) && k + 1 < i)
      name = t_.StringAt(k).value;
    else if (t_.IsName(k))
      name = std::string(t_.Text(k));
    if (KindOfName(name) != NameKind::kJwtSecret) return;
    EmitFallbacks(p_.Evaluate(p_.Expression(i + 1)), i);
  }

  // env('JWT_SECRET', 'default'), env::var("JWT_SECRET").unwrap_or("default")
  void AtLookup(const Call& call) {
    const std::uint32_t last = std::min(call.inner.end, call.begin + 60);
    bool named = false;
    const bool unwraps =
        call.method().starts_with("unwrap_or") || call.method().starts_with("orElse") || call.method() == "getOrElse";
    if (unwraps) {
      for (std::uint32_t k = call.begin; k < call.name; ++k)
        named |= t_.IsString(k) && KindOfPath(t_.StringAt(k).value) == NameKind::kJwtSecret;
    } else if (call.inner.begin < last && t_.IsString(call.inner.begin) && t_.Is(call.inner.begin + 1, ",")) {
      named = KindOfPath(t_.StringAt(call.inner.begin).value) == NameKind::kJwtSecret;
    }
    if (!named) return;
    Evaluation evaluation = p_.Evaluate({call.begin, std::min(call.inner.end + 1, t_.size())});
    if (evaluation.lookup) EmitFallbacks(std::move(evaluation), call.begin);
  }

  // app.config.setdefault("JWT_SECRET_KEY", "…"), viper.Set("jwt.secret", "…")
  void AtSetter(const Call& call) {
    static constexpr auto kSetters = std::to_array<std::string_view>(
        {"setdefault", "set", "Set", "put", "Put", "setProperty", "SetDefault", "set_config", "setenv", "Setenv",
         "putenv", "define", "setItem", "store", "Add", "add"});
    if (std::ranges::find(kSetters, call.method()) == kSetters.end() || call.inner.size() < 3) return;
    if (!t_.IsString(call.inner.begin) || !t_.Is(call.inner.begin + 1, ",")) return;
    const std::string& name = t_.StringAt(call.inner.begin).value;
    const std::size_t dot = name.rfind('.');
    if (name.size() > 80 || !MayNameSecret(dot == std::string::npos ? name : name.substr(dot + 1))) return;
    if (call.method() == "setItem" && KindOfPath(name) != NameKind::kJwtSecret) return;
    AtName(name, "", p_.Expression(call.inner.begin + 2), call.inner.begin, nullptr);
  }

  void EmitFallbacks(Evaluation evaluation, std::uint32_t at) {
    for (Literal& literal : evaluation.literals) {
      literal.fallback = true;
      if (PlausibleUnderName(literal.value, false)) Emit(literal, nullptr, at, false, "jwt.secret.fallback");
    }
  }

  void AtName(const std::string& target, const std::string& holder, Range value, std::uint32_t at,
              const Binding* binding) {
    const std::string leaf = target.substr(target.rfind('.') == std::string::npos ? 0 : target.rfind('.') + 1);
    const SettingRow* setting = nullptr;
    for (const std::string& name : {target, leaf}) {
      const auto found = settings_.find(name);
      if (found != settings_.end() && p_.Holds(found->second->hint)) setting = found->second;
    }
    NameKind kind = NameKind::kOther;
    bool generic = false;
    if (setting == nullptr) {
      const std::string path = holder.empty() ? target : holder + "." + target;
      kind = IsProductSetting(path, p_.text()) ? NameKind::kJwtSecret : KindOfPath(path);
      if (kind == NameKind::kJwtSecret && IsOauth1(path, p_.text())) return;
      generic = binding != nullptr && kind == NameKind::kGenericSecret && leaf != "key" && leaf != "keys" &&
                SignsTokens() && WordsOf(leaf).size() <= 2 && !in_comment_;
      if (kind != NameKind::kJwtSecret && kind != NameKind::kFrameworkSecret && !generic) return;
      // In code, only names that say whose secret it is.
      const bool shouted = std::ranges::none_of(leaf, [](char c) { return c >= 'a' && c <= 'z'; });
      const std::vector<std::string> words = WordsOf(holder + "." + leaf);
      const auto says = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
      if (kind == NameKind::kFrameworkSecret && leaf != "secret_key_base" && !shouted && !says("session") &&
          !says("cookie") && !says("app"))
        return;
      if (kind == NameKind::kFrameworkSecret && leaf != "secret_key_base" &&
          !p_.Holds("jwt|JWT|Jwt|session|cookie|flask|Flask|django"))
        return;
    }
    // `VERIFYING_KEY` and the like are public where the algorithm has a public half.
    const bool framework = setting != nullptr ? setting->framework : kind == NameKind::kFrameworkSecret;
    Evaluation evaluation;
    if (binding != nullptr && binding->inner_end != 0) {
      Literal literal;
      literal.begin = binding->inner_begin;
      literal.end = binding->inner_end;
      literal.value = std::string(p_.text().substr(literal.begin, literal.end - literal.begin));
      literal.fallback = true;
      evaluation.literals.push_back(std::move(literal));
    } else if (!value.empty()) {
      evaluation = p_.Evaluate(value);
    }
    for (Literal& literal : evaluation.literals) {
      if (binding != nullptr && binding->is_default) literal.fallback = true;
      if (setting == nullptr && !PlausibleUnderName(literal.value, framework)) continue;
      if (framework && literal.value.size() < 4) continue;
      std::string_view rule = setting != nullptr ? "jwt.secret.framework-setting" : "jwt.secret.config";
      if (framework)
        rule = "framework.secret-key";
      else if (literal.fallback)
        rule = "jwt.secret.fallback";
      const std::size_t before = events_.size();
      Emit(literal, nullptr, at, framework, rule);
      if (events_.size() > before && rule == "jwt.secret.config" && !events_.back().severity &&
          LooksLive(literal.value)) {
        events_.back().severity = Severity::kCritical;
      }
      if (events_.size() > before && generic) {
        events_.back().signals.emplace_back("generic-name");
        events_.back().confidence = Confidence::kLow;
        if (events_.back().severity == Severity::kCritical) events_.back().severity = Severity::kHigh;
      }
    }
  }

  // Whether the file takes in a library that signs or checks tokens: then "secret" is likely to be for that.
  bool SignsTokens() const {
    return p_.Holds(
        "jsonwebtoken|import jwt|from jwt|from "
        "jose|com.auth0.jwt|io.jsonwebtoken|nimbusds|golang-jwt|dgrijalva/"
        "jwt-go|System.IdentityModel.Tokens|Microsoft.IdentityModel|Firebase\\JWT|require "
        "'jwt'|passport-jwt|express-jwt|pdi.jwt|jwt-simple|koa-jwt");
  }

  // A value under a name alone, without a sink: the name may be that of a message, a metadata key or a variable.
  static bool PlausibleUnderName(const std::string& value, bool framework) {
    if (value.size() < 3 || value.size() > 1024) return false;
    if (IsExpression(value)) return false;
    const auto spaces = std::ranges::count(value, ' ');
    // Sentences are messages, but for those that tutorials shout in a secret's place.
    const bool shouts = value.size() >= 8 && std::ranges::none_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool sentence = spaces >= 3 || value.ends_with('.') || value.ends_with('!') || value.ends_with(':');
    if (spaces > 0 && ((sentence && !shouts) || value.find('\n') != std::string::npos)) return false;
    const bool shouting = std::ranges::all_of(value, [](char c) {
      return std::isupper(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_';
    });
    if (shouting && value.find('_') != std::string::npos && (KindOfName(value) != NameKind::kOther || framework))
      return false;
    // "jwt.secret", "jwtSecret": where to look, not what is there.
    if (value.find('.') != std::string::npos && KindOfPath(value) != NameKind::kOther) return false;
    if (value.find(':') != std::string::npos && KindOfName(value.substr(value.rfind(':') + 1)) != NameKind::kOther)
      return false;
    return true;
  }

  static bool LooksLive(const std::string& value) {
    return value.size() >= 16 && TotalEntropyBits(value) >= 48 && KindOfValue(value) == ValueKind::kSecret;
  }

  void Add(CodeEvent event) { events_.push_back(std::move(event)); }

  const Program& p_;
  const Tokens& t_;
  bool in_comment_;
  std::vector<CodeEvent>& events_;
  std::unordered_map<std::string_view, const SettingRow*> settings_;
};

}  // namespace

void FindSecrets(const Program& program, bool in_comment, std::vector<CodeEvent>& events) {
  SecretFinder(program, in_comment, events).Run();
}

std::string NormalisedText(const Program& program, Range range) {
  std::string out;
  const Tokens& tokens = program.tokens();
  constexpr std::size_t kMost = 400;
  for (std::uint32_t i = range.begin; i < range.end && out.size() < kMost; ++i) {
    if (tokens.IsString(i)) {
      out += '"' + tokens.StringAt(i).value.substr(0, 24) + '"';
    } else {
      const bool spaced = i > range.begin && tokens.IsName(i) && (tokens.IsName(i - 1));
      if (spaced) out += ' ';
      out += tokens.Text(i);
    }
  }
  return out;
}

}  // namespace packrake::code
