#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "credential/flow_read.h"
#include "credential/flow_read_words.h"
#include "credential/one_of.h"

// What Java's kin write in ways of their own: functions that are one expression, classes that are their constructor,
// and settings that an annotation brings.
namespace packrake::code {

// fun key(tenant: String): Key = Keys.hmacShaKeyFor(…) of Kotlin, def key(tenant: String): Key = … of Scala. What
// stands in braces behind the sign is found with them.
void FlowReader::FindExpressionFunctions() {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kKotlin && id != LanguageId::kScala) return;
  const std::string_view word = id == LanguageId::kKotlin ? "fun" : "def";
  std::vector<Argument> unused;
  for (std::uint32_t i = 0; i + 4 < t_.size(); ++i) {
    if (!t_.Is(i, word)) continue;
    const std::uint32_t stop = std::min(t_.size(), i + kLookBack);
    std::uint32_t open = i + 1;
    while (open < stop && !t_.Is(open, "(") && !t_.Is(open, "=") && !t_.Is(open, "{")) ++open;
    if (open >= stop || !t_.Is(open, "(") || t_[open].pair == kNone || !t_.IsName(open - 1)) continue;
    std::uint32_t sign = t_[open].pair + 1;  // behind what it gives back: Map<String, String>?
    const std::uint32_t end = std::min(t_.size(), sign + kLookBack);
    while (sign < end && !t_.Is(sign, "=") && !t_.Is(sign, "{") && !t_.Is(sign, ";") && !t_.Is(sign, "}") &&
           !(t_[sign].first_on_line && t_.IsName(sign)))
      sign = t_[sign].pair != kNone && t_[sign].pair > sign ? t_[sign].pair + 1 : sign + 1;
    if (sign >= end || !t_.Is(sign, "=") || t_.Is(sign + 1, "{")) continue;
    std::vector<std::string> parameters;
    ReadParameters(open, parameters, unused);
    const Range body = p_.Expression(sign + 1);
    if (!body.empty()) AddRegion(RegionKind::kFunction, body, i, Clean(t_.Text(open - 1)), std::move(parameters));
  }
}

// The bracket of the primary constructor in the header of the class that the word at `i` begins; kNone for none.
std::uint32_t FlowReader::PrimaryConstructor(std::uint32_t i) const {
  if (!t_.Is(i, "class") || !t_.IsName(i + 1) || (i > 0 && t_.Is(i - 1, "."))) return kNone;
  // Type parameters, annotations, private, constructor
  const std::uint32_t stop = std::min(t_.size(), i + kLookBack);
  std::uint32_t open = i + 2;
  while (open < stop && (t_.IsName(open) || t_.Is(open, "<") || t_.Is(open, ">") || t_.Is(open, "[") ||
                         t_.Is(open, "]") || (t_.Is(open, "(") && t_[open].pair == open + 1)))
    open += t_.Is(open, "(") ? 2 : 1;
  return open < stop && t_.Is(open, "(") && t_[open].pair != kNone ? open : kNone;
}

// data class Settings(val issuer: String, val phrase: String = "…"): a class without braces has a constructor, too.
void FlowReader::FindBodilessClasses() {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kKotlin && id != LanguageId::kScala) return;
  for (std::uint32_t i = 0; i + 3 < t_.size(); ++i) {
    const std::uint32_t open = PrimaryConstructor(i);
    if (open == kNone) continue;
    const std::uint32_t close = t_[open].pair;
    const std::uint32_t stop = std::min(t_.size(), close + kLookBack);
    std::uint32_t k = close + 1;  // over what it extends
    while (k < stop && !t_.Is(k, "{") && !t_[k].first_on_line)
      k = t_[k].pair != kNone && t_[k].pair > k ? t_[k].pair + 1 : k + 1;
    if (!t_.Is(k, "{")) AddRegion(RegionKind::kClass, {close, close}, i, Clean(t_.Text(i + 1)), {});
  }
}

// What the parameters of a class's header are when nothing is given for them.
void FlowReader::BindPrimaryDefaults() {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kKotlin && id != LanguageId::kScala) return;
  for (std::uint32_t i = 0; i + 3 < t_.size(); ++i) {
    const std::uint32_t open = PrimaryConstructor(i);
    const auto known = open == kNone ? p_.classes_.end() : p_.classes_.find(Clean(t_.Text(i + 1)));
    if (known == p_.classes_.end()) continue;
    std::vector<std::string> names;
    std::vector<Argument> defaults;
    ReadParameters(open, names, defaults);
    for (Argument& argument : defaults) {
      Bind(argument.name, argument.value, argument.name_token, true, false, true);
      p_.bindings_.back().region = known->second;
      p_.bindings_.back().conditional = false;
    }
  }
}

// The class in whose header the token stands, among the parameters; 0 for none.
std::uint32_t FlowReader::ClassOfHeader(std::uint32_t token) const {
  const std::uint32_t open = t_[token].inside;
  if (open == kNone || !t_.Is(open, "(")) return 0;
  for (std::uint32_t i = open; i > 0 && open - i < 16; --i) {
    if (!t_.Is(i - 1, "class") || PrimaryConstructor(i - 1) != open) continue;
    const auto known = p_.classes_.find(Clean(t_.Text(i)));
    return known == p_.classes_.end() ? 0 : known->second;
  }
  return 0;
}

// val phrase by lazy { "…" } of Kotlin, where the braces hold nothing else.
void FlowReader::BindLazy(std::uint32_t i) {
  if (p_.language().id != LanguageId::kKotlin || !t_.Is(i, "by") || !t_.Is(i + 1, "lazy") || i == 0) return;
  std::uint32_t open = i + 2;
  if (t_.Is(open, "(") && t_[open].pair != kNone) open = t_[open].pair + 1;  // LazyThreadSafetyMode.NONE
  if (!t_.Is(open, "{") || t_[open].pair == kNone) return;
  std::uint32_t name = i - 1;
  for (std::uint32_t k = name; k > 0 && i - k < 8 && !t_[k].first_on_line; --k) {
    if (t_.Is(k, ":")) name = k - 1;
  }
  const Range value = p_.Expression(open + 1);
  if (t_.IsName(name) && value.end == t_[open].pair) Bind(Clean(t_.Text(name)), value, i, true, false);
}

// The name of the field or parameter that the annotation whose bracket closes at `close` stands before; kNone for none.
std::uint32_t FlowReader::AnnotatedName(std::uint32_t close) const {
  std::uint32_t name = kNone;
  for (std::uint32_t k = close + 1; k < t_.size() && k < close + 22; ++k) {
    if (t_.Is(k, ";") || t_.Is(k, "=") || t_.Is(k, ",") || t_.Is(k, ")") || t_.Is(k, ":")) break;
    if (!t_.IsName(k)) continue;
    const bool last = k + 1 < t_.size() && t_[k + 1].first_on_line && name != kNone;
    name = k;
    if (last) break;
  }
  return name;
}

void FlowReader::BindAnnotated(std::uint32_t i) {
  const std::size_t bound = p_.bindings_.size();
  BindAnnotation(i);
  if (p_.bindings_.size() == bound) return;
  if (const std::uint32_t owner = ClassOfHeader(i); owner != 0) p_.bindings_.back().region = owner;
}

void FlowReader::BindAnnotation(std::uint32_t i) {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kJava && id != LanguageId::kKotlin && id != LanguageId::kGroovy && id != LanguageId::kScala)
    return;
  if (!t_.Is(i + 1, "(") || t_[i + 1].pair == kNone) return;
  const std::string word = Clean(t_.Text(i));
  if (word == "Value" && t_.Text(i).starts_with('@') && t_.IsString(i + 2)) return BindValue(i);
  // @ConfigProperty(name = "jwt.secret", defaultValue = "changeit") String secret; of MicroProfile, @Property of
  // Micronaut
  if (word != "ConfigProperty" && word != "Property") return;
  const std::uint32_t name = AnnotatedName(t_[i + 1].pair);
  if (name == kNone) return;
  const std::vector<Argument> arguments = p_.Arguments({i + 2, t_[i + 1].pair});
  const auto given = std::ranges::find(arguments, "defaultValue", &Argument::name);
  Bind(Clean(t_.Text(name)), given == arguments.end() ? Range{} : given->value, i, true, false, true);
}

// @Value("${jwt.secret:changeit}") private String secret;
void FlowReader::BindValue(std::uint32_t i) {
  const StringLiteral& literal = t_.StringAt(i + 2);
  const std::uint32_t name = AnnotatedName(t_[i + 1].pair);
  if (name == kNone) return;
  Bind(Clean(t_.Text(name)), {i + 2, i + 3}, i, true, false, true);
  const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
  // @Value("#{environment.JWT_SECRET ?: 'changeit'}")
  if (const std::size_t elvis = raw.find("?: '"); elvis != std::string_view::npos && raw.starts_with("#{")) {
    const std::size_t end = raw.find('\'', elvis + 4);
    if (end == std::string_view::npos || end == elvis + 4) return;
    p_.bindings_.back().value = {};
    p_.bindings_.back().inner_begin = literal.begin + static_cast<std::uint32_t>(elvis + 4);
    p_.bindings_.back().inner_end = literal.begin + static_cast<std::uint32_t>(end);
    return;
  }
  const std::size_t open = raw.find("${");
  const std::size_t inner = open == std::string_view::npos ? open : raw.find(':', open);
  const std::size_t close = raw.rfind('}');
  Binding& binding = p_.bindings_.back();
  binding.value = {};
  if (inner != std::string_view::npos && close != std::string_view::npos && close > inner + 1 &&
      raw.substr(inner + 1, 2) != "${" && raw[inner + 1] != '#') {
    binding.inner_begin = literal.begin + static_cast<std::uint32_t>(inner + 1);
    binding.inner_end = literal.begin + static_cast<std::uint32_t>(close);
  }
}

}  // namespace packrake::code
