#include "credential/secret_finder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/flow_words.h"
#include "credential/has.h"

// Secrets in declarations of settings: field tags, build fields, flags and options, a database's settings, functions.
namespace packrake::code {
namespace {

// JWT_SECRET of `env:"JWT_SECRET" envDefault:"…"`; "" where the tag has no such key.
std::string_view TagOf(std::string_view tag, std::string_view key) {
  for (std::size_t at = tag.find(key); at != std::string_view::npos; at = tag.find(key, at + 1)) {
    const std::size_t value = at + key.size() + 2;
    if ((at > 0 && tag[at - 1] != ' ') || tag.substr(at + key.size(), 2) != ":\"") continue;
    return tag.substr(value, tag.find_first_of("\",", value) - value);
  }
  return {};
}

}  // namespace

void SecretFinder::AtSqlSetting(std::uint32_t i) {
  if (!t_.IsString(i) || !t_.IsString(i + 2)) return;
  if (!t_.Is(i + 1, "TO") && !t_.Is(i + 1, "to") && !t_.Is(i + 1, "=")) return;
  const std::string& name = t_.StringAt(i).value;
  if (name.size() <= 80) AtName(name, "", {i + 2, i + 3}, i, nullptr);
}

// execute('ALTER DATABASE shop SET "app.jwt_secret" TO \'…\''): such a statement in a string of another language.
void SecretFinder::AtSqlText(std::uint32_t i) {
  constexpr std::size_t kLongest = 4000;
  if (!t_.IsString(i)) return;
  const StringLiteral& string = t_.StringAt(i);
  const std::string_view raw = t_.text.substr(string.begin, string.end - string.begin);
  if (raw.size() > kLongest) return;
  const std::string lower = Lower(raw);
  const std::size_t alter = lower.find("alter ");
  const std::size_t set = alter == std::string::npos ? alter : lower.find(" set ", alter);
  const std::size_t name = set == std::string::npos ? set : lower.find_first_not_of(" \"\\", set + 5);
  if (name == std::string::npos) return;
  const std::size_t name_end = std::min(lower.find_first_of(" \"\\=", name), lower.size());
  const std::size_t sign = std::min(lower.find_first_not_of(" \"\\", name_end), lower.size());
  const std::size_t after = lower.compare(sign, 1, "=") == 0     ? sign + 1
                            : lower.compare(sign, 3, "to ") == 0 ? sign + 3
                                                                 : 0;
  const std::size_t open = after == 0 ? std::string::npos : lower.find_first_not_of(" \\", after);
  if (open == std::string::npos || lower[open] != '\'') return;
  const std::size_t close = lower.find_first_of("'\\", open + 1);
  if (close == std::string::npos || KindOfPath(raw.substr(name, name_end - name)) != NameKind::kJwtSecret) return;
  Literal literal;
  literal.begin = string.begin + static_cast<std::uint32_t>(open) + 1;
  literal.end = string.begin + static_cast<std::uint32_t>(close);
  literal.value = std::string(raw.substr(open + 1, close - open - 1));
  if (!PlausibleUnderName(literal.value, false)) return;
  const std::size_t before = events_.size();
  Emit(literal, nullptr, i, false, "jwt.secret.config");
  if (events_.size() > before && LooksLive(literal.value)) events_.back().severity = Severity::kCritical;
}

std::string SecretFinder::ColumnAt(std::uint32_t i) const {
  if (t_.IsString(i)) return t_.StringAt(i).value;  // "jwt_secret", `jwt_secret`
  return t_.IsName(i) ? std::string(t_.Text(i)) : "";
}

void SecretFinder::AtSqlInsert(std::uint32_t open) {
  const auto is_word = [this](std::uint32_t at, std::string_view upper, std::string_view lower) {
    return t_.Is(at, upper) || t_.Is(at, lower);
  };
  if (!t_.Is(open, "(") || open < 2 || t_[open].pair == kNone) return;
  std::uint32_t into = open - 2;  // INTO shop.tenants (
  while (into > 0 && open - into < 5 && !is_word(into, "INTO", "into")) --into;
  const std::uint32_t values = t_[open].pair + 1;
  if (!is_word(into, "INTO", "into") || !is_word(values, "VALUES", "values")) return;
  const std::string table = ColumnAt(open - 1);
  std::vector<std::string> columns(1);
  for (std::uint32_t k = open + 1; k < t_[open].pair; ++k) {
    if (t_.Is(k, ","))
      columns.emplace_back();
    else
      columns.back() = ColumnAt(k);
  }
  for (std::uint32_t row = values + 1; t_.Is(row, "(") && t_[row].pair != kNone; row = t_[row].pair + 2) {
    std::size_t column = 0;
    for (std::uint32_t k = row + 1; k < t_[row].pair && column < columns.size(); ++k) {
      if (t_[k].inside != row) continue;
      if (t_.Is(k, ",")) ++column;
      const bool alone = t_.IsString(k) && (k + 1 == t_[row].pair || t_.Is(k + 1, ",")) &&
                         (k == row + 1 || t_.Is(k - 1, ","));
      if (!alone || columns[column] == "key" || KindOfPath(table + "." + columns[column]) != NameKind::kJwtSecret)
        continue;
      AtName(columns[column], table, {k, k + 1}, k, nullptr);
    }
  }
}

// { "Jwt:Key", "…" } of C#, VALUES ('jwt_secret', '…') of SQL, Map.of("jwt.secret", "…") of Java,
// mapOf("jwt.secret" to "…") of Kotlin, Map("jwt.secret" -> "…") of Scala, [("jwt_secret", "…")] and
// setattr(settings, "JWT_SECRET", "…") of Python
bool SecretFinder::IsPair(std::uint32_t i) const {
  const std::uint32_t open = t_[i].inside;
  if (!t_.IsString(i) || !t_.IsString(i + 2) || open == kNone) return false;
  if (p_.language().id == LanguageId::kKotlin) return t_.Is(i + 1, "to");
  if (p_.language().id == LanguageId::kScala) return t_.Is(i + 1, "->");
  if (!t_.Is(i + 1, ",")) return false;
  switch (p_.language().id) {
    case LanguageId::kCSharp:
      return open + 1 == i && t_.Is(open, "{") && t_[open].pair == i + 3;
    case LanguageId::kSql:
      return t_.Is(open, "(") && LooksRandom(t_.StringAt(i + 2).value);  // 'text' is the type of a column
    case LanguageId::kPython: {
      if (open + 1 == i && open > 0 && t_[open].pair == i + 3)
        return t_.Is(open, "(") && !t_.IsName(open - 1) && t_.StringAt(i + 2).value.find(' ') == std::string::npos;
      return t_.Is(open, "(") && open > 0 && t_.Is(open - 1, "setattr");
    }
    case LanguageId::kJava:
      return t_.Is(open, "(") && open > 0 && (t_.Is(open - 1, "of") || t_.Is(open - 1, "entry"));
    default:
      return false;
  }
}

void SecretFinder::AtPair(std::uint32_t i) {
  if (!IsPair(i)) return;
  std::string name = t_.StringAt(i).value;
  if (name.size() > 80 || name.find(' ') != std::string::npos) return;
  std::ranges::replace(name, ':', '.');
  // "jwtKey" to "jwt_key": names of one thing
  if (WordsOf(name) == WordsOf(t_.StringAt(i + 2).value)) return;
  if (KindOfPath(name) == NameKind::kJwtSecret) AtName(name, "", {i + 2, i + 3}, i, nullptr);
}

void SecretFinder::AtFieldTag(std::uint32_t i) {
  if (!t_.IsString(i) || !t_.IsName(i - 1) || !t_.IsName(i - 2)) return;
  const StringLiteral& tag = t_.StringAt(i);
  const std::string_view raw = t_.text.substr(tag.begin, tag.end - tag.begin);
  if (raw.size() > 400) return;
  for (const std::string_view key : {"envDefault:\"", "default:\"", "env-default:\""}) {
    const std::size_t at = raw.find(key);
    if (at == std::string_view::npos || (at > 0 && raw[at - 1] != ' ')) continue;
    const std::size_t begin = at + key.size();
    const std::size_t end = raw.find('"', begin);
    const NameKind kind = KindOfName(t_.Text(i - 2));
    const bool signs = kind == NameKind::kJwtSecret || KindOfName(TagOf(raw, "env")) == NameKind::kJwtSecret ||
                       (kind == NameKind::kGenericSecret && IsBesideIssuer(i - 2));
    if (end == std::string_view::npos || !signs) continue;
    Literal literal;
    literal.begin = tag.begin + static_cast<std::uint32_t>(begin);
    literal.end = tag.begin + static_cast<std::uint32_t>(end);
    literal.value = std::string(raw.substr(begin, end - begin));
    literal.fallback = true;
    if (PlausibleUnderName(literal.value, false)) Emit(literal, nullptr, i - 2, false, "jwt.secret.fallback");
  }
}

bool SecretFinder::IsBesideIssuer(std::uint32_t name) const {
  const auto has = [](const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
  };
  const std::vector<std::string> own = WordsOf(t_.Text(name));
  const std::uint32_t open = t_[name].inside;
  if (open == kNone || t_[open].pair == kNone || !(has(own, "signing") || has(own, "sign") || has(own, "hmac")))
    return false;
  for (std::uint32_t k = open + 1; k < t_[open].pair && k < open + 200; ++k) {
    if (!t_.IsName(k) || t_[k].inside != open || !t_[k].first_on_line) continue;
    const std::vector<std::string> words = WordsOf(t_.Text(k));
    const bool lives = has(words, "ttl") || has(words, "expiry") || has(words, "expires") || has(words, "lifetime");
    if (has(words, "issuer") || has(words, "audience") ||
        (lives && (has(words, "access") || has(words, "refresh") || has(words, "token"))))
      return true;
  }
  return false;
}

bool SecretFinder::IsSaidToBeOfJwts(std::uint32_t header) const {
  constexpr std::size_t kNear = 40;  // bytes between a comment's end and the function
  return std::ranges::any_of(t_.comments, [&](const Comment& comment) {
    if (comment.end > t_[header].begin || comment.end + kNear < t_[header].begin) return false;
    const std::string text = Lower(t_.text.substr(comment.begin, comment.end - comment.begin));
    return Has(text, "jwt") || Has(text, "token");
  });
}

// func JWTSecret() []byte { … } of the machine's name, a clock or random numbers for games
void SecretFinder::AtGuessableFunctions() {
  for (std::uint32_t r = 1; r < p_.regions().size(); ++r) {
    const Region& region = p_.regions()[r];
    if (region.kind != RegionKind::kFunction || region.body.size() > 200) continue;
    const NameKind kind = KindOfName(region.name);
    const bool named =
        kind == NameKind::kJwtSecret || (kind == NameKind::kGenericSecret && IsSaidToBeOfJwts(region.header));
    if (!named) continue;
    for (std::uint32_t i = region.body.begin; i < region.body.end; ++i) {
      if (!t_.Is(i, "return") || p_.FunctionOfToken(i) != r) continue;
      const Range value = p_.Expression(i + 1);
      if (value.empty()) continue;
      const Evaluation evaluation = p_.Evaluate(value);
      if (!evaluation.predictable.empty() && evaluation.literals.empty() && !evaluation.lookup)
        EmitPredictable(evaluation, value, {i, value.end}, nullptr);
    }
  }
}

// buildConfigField "String", "JWT_SECRET", "\"…\""; resValue("string", "jwt_secret", "…")
void SecretFinder::AtBuildField(std::uint32_t i) {
  if (!t_.Is(i, "buildConfigField") && !t_.Is(i, "resValue")) return;
  std::uint32_t k = i + 1;
  if (t_.Is(k, "(")) ++k;
  if (!t_.IsString(k) || !t_.Is(k + 1, ",") || !t_.IsString(k + 2) || !t_.Is(k + 3, ",") || !t_.IsString(k + 4)) return;
  const StringLiteral& value = t_.StringAt(k + 4);
  if (value.interpolated || KindOfName(t_.StringAt(k + 2).value) != NameKind::kJwtSecret) return;
  Literal literal;
  literal.begin = value.begin;
  literal.end = value.end;
  literal.value = value.value;
  const std::string_view raw = t_.text.substr(value.begin, value.end - value.begin);
  if (raw.size() > 4 && raw.starts_with("\\\"") && raw.ends_with("\\\"")) {  // the quotes of the constant itself
    literal.begin += 2;
    literal.end -= 2;
    literal.value = literal.value.substr(1, literal.value.size() - 2);
  }
  if (PlausibleUnderName(literal.value, false)) Emit(literal, nullptr, k + 2, false, "jwt.secret.config");
}

// #[serde(default = "default_secret")] pub jwt_secret: String, where this file has fn default_secret()
void SecretFinder::AtSerdeDefault(const Call& call) {
  if (p_.language().id != LanguageId::kRust || call.method() != "serde") return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto given = std::ranges::find(arguments, "default", &Argument::name);
  if (given == arguments.end() || !t_.IsString(given->value.begin)) return;
  std::uint32_t field = call.inner.end + 2;  // behind the attribute, and others
  while (t_.Is(field, "#") && t_.Is(field + 1, "[") && t_[field + 1].pair != kNone) field = t_[field + 1].pair + 1;
  if (t_.Is(field, "pub")) ++field;
  if (t_.Is(field, "(") && t_[field].pair != kNone) field = t_[field].pair + 1;
  if (!t_.IsName(field) || !t_.Is(field + 1, ":") || KindOfName(t_.Text(field)) != NameKind::kJwtSecret) return;
  const std::string& function = t_.StringAt(given->value.begin).value;
  for (const Region& region : p_.regions()) {
    if (region.kind == RegionKind::kFunction && region.name == function && region.body.size() < 40)
      EmitFallbacks(p_.Evaluate(region.body), region.body.begin);
  }
}

// add_argument("--jwt-secret", default="…"), StringVar(&secret, "jwt-secret", "…", "…"), #[arg(env = "JWT_SECRET",
// default_value = "…")], StringFlag{Name: "jwt-secret", Value: "…"}
void SecretFinder::AtOption(const Call& call) {
  if (call.inner.size() < 3 || call.inner.size() > 60) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto names_secret = [this](Range value) {
    if (value.size() != 1 || !t_.IsString(value.begin)) return false;
    std::string_view name = t_.StringAt(value.begin).value;
    name = name.substr(0, name.find_first_of(" <=,"));
    while (name.starts_with('-')) name.remove_prefix(1);
    return KindOfName(name) == NameKind::kJwtSecret;
  };
  std::size_t at = arguments.size();
  for (std::size_t k = 0; k < arguments.size() && k < 8; ++k) {
    const std::string& name = arguments[k].name;
    const bool may = name.empty() || name == "env" || name == "envvar" || name == "names" || name == "name" ||
                     name == "Name" || name == "long" || name == "option";
    if (may && names_secret(arguments[k].value)) at = std::min(at, k);
  }
  if (at == arguments.size()) return;
  for (const Argument& argument : arguments) {
    const bool is_default = IsDefaultName(argument.name) || (argument.name == "Value" && call.method() == "StringFlag");
    if (is_default) return EmitFallbacks(p_.Evaluate(argument.value), argument.value.begin);
  }
  // Go's flags: the name, a letter where the function's name ends in P, the default, what it is.
  const std::string& method = call.method();
  if (p_.language().id == LanguageId::kGo && (method == "StringVar" || method == "StringVarP")) {
    const std::size_t place = at + (method.ends_with('P') ? 2 : 1);
    if (place < arguments.size()) EmitFallbacks(p_.Evaluate(arguments[place].value), arguments[place].value.begin);
  }
  // commander's: .option('--jwt-secret <secret>', 'what it is', 'default')
  if (p_.language().id == LanguageId::kJavaScript && method == "option" && at == 0 && arguments.size() == 3 &&
      p_.ObjectOf(arguments[2].value) == kNone)
    EmitFallbacks(p_.Evaluate(arguments[2].value), arguments[2].value.begin);
}

}  // namespace packrake::code
