#include "credential/misuse.h"

#include <algorithm>

#include "base/ascii.h"
#include "credential/misuse_reader.h"
#include "credential/sinks.h"

namespace packrake::code {
namespace {

constexpr std::uint32_t kHead = 400;  // tokens in which a file says of which package it is
constexpr std::uint32_t kLongestCondition = 40;

// The dotted name behind the word that declares a package.
std::string PackageOf(const Tokens& t, const Language& language) {
  for (std::uint32_t i = 0; i + 1 < std::min(t.size(), kHead); ++i) {
    const bool declares =
        (i == 0 || t[i].first_on_line) && (t.Is(i, "package") || t.Is(i, "namespace") || t.Is(i, "defmodule"));
    const bool module = language.id == LanguageId::kRuby && i == 0 && t.Is(i, "module");
    if (!declares && !module) continue;
    std::string name;
    for (std::uint32_t k = i + 1; k < i + 16 && (t.IsName(k) || t.Is(k, ".") || t.Is(k, "\\")); ++k) name += t.Text(k);
    return name;
  }
  return "";
}

}  // namespace

bool IsJwtLibrary(const Program& p) {
  const std::string package = PackageOf(p.tokens(), p.language());
  switch (p.language().id) {
    case LanguageId::kGo: {
      // Programs call their own package jwt too; they take in a library.
      const bool named = package == "jwt" || package == "jws" || package == "jwk" || package == "jose";
      return named && std::ranges::none_of(p.calls(), [](const Call& call) {
               return call.is_imported && (call.path.front().find("jwt") != std::string::npos ||
                                           call.path.front().find("jose") != std::string::npos ||
                                           call.path.front().find("jwx") != std::string::npos);
             });
    }
    case LanguageId::kRuby:
      return package == "JWT";
    case LanguageId::kJavaScript:
      // node-jsonwebtoken of old; jose, whose errors others take from the package
      return (p.Holds("require('jws')") && p.Holds("exports.verify =") && p.Holds("exports.decode =")) ||
             (p.Holds("JWTInvalid|JWTMalformed") && p.Holds("'../util/errors|'../errors|\"../util/errors"));
    case LanguageId::kPython:
      return p.Holds("def get_unverified_claims(|def decode_complete(");
    case LanguageId::kElixir: {
      const std::string_view head = std::string_view(package).substr(0, package.find('.'));
      return head == "Guardian" || head == "Joken" || head == "JOSE";
    }
    default:
      break;
  }
  for (const std::string_view library :
       {"io.jsonwebtoken", "com.auth0.jwt", "com.nimbusds.jose", "com.nimbusds.jwt", "org.jose4j", "io.fusionauth.jwt",
        "io.smallrye.jwt", "pdi.jwt", "Lcobucci\\JWT", "Firebase\\JWT", "Jose\\", "JWT.Builder", "JWT.Algorithms",
        "Microsoft.IdentityModel", "System.IdentityModel.Tokens"}) {
    if (package.starts_with(library)) return true;
  }
  return package == "JWT" && p.language().id == LanguageId::kCSharp;
}

MisuseReader::MisuseReader(const Program& program, std::vector<CodeEvent>& events)
    : p(program), t(program.tokens()), events_(events), of_library_(IsJwtLibrary(program)) {}

bool MisuseReader::CallersChoice(std::uint32_t token) const {
  const std::vector<std::string>& parameters = p.regions()[p.FunctionOfToken(token)].parameters;
  if (parameters.empty()) return false;
  for (std::uint32_t region = p.RegionOf(token); region != 0; region = p.regions()[region].parent) {
    const Region& r = p.regions()[region];
    if (r.kind != RegionKind::kCondition) break;
    std::uint32_t begin = r.header;
    std::uint32_t end = std::min(r.body.begin, r.header + kLongestCondition);
    // } else {: what was asked stands before the first branch.
    if (t.Is(begin, "else") && begin > 0 && t.Is(begin - 1, "}") && t[begin - 1].pair != kNone) {
      end = t[begin - 1].pair;
      begin = end;
      while (begin > 0 && end - begin < kLongestCondition && !t.Is(begin, ";") && !t.Is(begin, "}")) --begin;
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      if (t.IsName(i) && std::ranges::find(parameters, t.Text(i)) != parameters.end()) return true;
    }
  }
  return false;
}

void MisuseReader::Tell(std::string_view rule, const Call& call, std::optional<Severity> severity,
                        std::optional<Confidence> confidence, std::uint32_t related) {
  Tell(rule, {call.begin, std::min<std::uint32_t>(call.open == kNone ? call.inner.end : call.inner.end + 1, t.size())},
       severity, confidence, related);
}

void MisuseReader::Tell(std::string_view rule, Range range, std::optional<Severity> severity,
                        std::optional<Confidence> confidence, std::uint32_t related) {
  if (range.empty()) return;
  CodeEvent event;
  event.rule = rule;
  event.begin = t[range.begin].begin;
  event.end = t[range.end - 1].end;
  event.identity = std::string(rule) + " " + NormalisedText(p, range);
  event.identity_needs_path = true;
  event.severity = severity;
  event.confidence = of_library_ ? Confidence::kLow : confidence;
  if (related != kNone && related < t.size()) event.related.push_back({t[related].begin, "read here"});
  events_.push_back(std::move(event));
}

std::vector<std::size_t> MisuseReader::ToldOf(std::string_view rule) const {
  std::vector<std::size_t> begins;
  for (const CodeEvent& event : events_) {
    if (event.rule == rule) begins.push_back(event.begin);
  }
  std::ranges::sort(begins);
  return begins;
}

std::vector<std::pair<std::size_t, std::size_t>> MisuseReader::PlacesOf(std::string_view rule) const {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const CodeEvent& event : events_) {
    if (event.rule == rule) places.emplace_back(event.begin, event.end);
  }
  std::ranges::sort(places);
  return places;
}

std::optional<Range> MisuseReader::Positional(const std::vector<Argument>& arguments, std::size_t place) const {
  std::size_t at = 0;
  for (const Argument& argument : arguments) {
    if (!argument.name.empty()) continue;
    if (at++ == place) return argument.value;
  }
  return std::nullopt;
}

std::optional<Range> MisuseReader::Named(const std::vector<Argument>& arguments, std::string_view name) const {
  for (const Argument& argument : arguments) {
    if (argument.name == name) return argument.value;
  }
  return std::nullopt;
}

bool MisuseReader::IsFalse(Range expression) const {
  const auto is_false = [this](Range range) {
    const std::string constant = p.ConstantOf(range);
    return constant == "False" || constant == "false" || constant == "FALSE" || constant == "0";
  };
  if (is_false(expression)) return true;
  // bool(0), bool(), not True, !1
  const Range made = p.Resolve(expression);
  const std::uint32_t first = made.begin;
  if (made.size() == 2 && (t.Is(first, "not") || t.Is(first, "!"))) return IsTrue({first + 1, made.end});
  if (!t.Is(first, "bool") || !t.Is(first + 1, "(")) return false;
  return made.size() == 3 || (made.size() == 4 && is_false({first + 2, first + 3}));
}

bool MisuseReader::IsTrue(Range expression) const {
  const std::string constant = p.ConstantOf(expression);
  return constant == "True" || constant == "true" || constant == "TRUE" || constant == "1";
}

bool MisuseReader::IsNoneAlgorithm(Range expression) const {
  return Lower(p.ConstantOf(expression)) == "\"none";
}

std::optional<Range> MisuseReader::Option(Range expression, std::string_view name) const {
  // An assignment to one entry comes after the object that has it, and wins.
  const std::vector<Range> members = p.MembersOf(expression, name);
  if (!members.empty()) return members.back();
  // dict([("name", False)]), [("name", False)]
  const Range range = p.Resolve(expression);
  for (std::uint32_t i = range.begin; i + 2 < range.end; ++i) {
    const bool named = t.IsString(i) && t.StringAt(i).value == name;
    if (!named) continue;
    if (t.Is(i + 1, ":") || t.Is(i + 1, ",") || t.Is(i + 1, "=>") || t.Is(i + 1, "=")) return p.Expression(i + 2);
  }
  return std::nullopt;
}

std::optional<Range> MisuseReader::OptionOfCall(const std::vector<Argument>& arguments, std::string_view name) const {
  if (auto named = Named(arguments, name)) return named;
  for (const Argument& argument : arguments) {
    if (!argument.name.empty() && argument.name != "options") continue;
    const Range value = argument.value;
    if (p.ObjectOf(value) == kNone && argument.name != "options" && p.PathOf(value).empty()) continue;
    if (auto option = Option(value, name)) return option;
    // **arguments, whose "options" have it
    const auto options = t.Is(value.begin, "*") ? Option(value, "options") : std::nullopt;
    if (options) {
      if (auto option = Option(*options, name)) return option;
    }
  }
  return std::nullopt;
}

namespace {

// The string at token `i`; of %w[HS256 RS256] of Ruby and qw(HS256 RS256) of Perl, each of its words.
void AddWords(const Program& p, std::uint32_t i, std::vector<std::string>& out) {
  const Tokens& t = p.tokens();
  const std::string& value = t.StringAt(i).value;
  const std::string_view mark = p.text().substr(t[i].begin, 2);
  if (mark != "%w" && mark != "%W" && mark != "qw") return out.push_back(value);
  for (std::size_t begin = value.find_first_not_of(" \t\n"); begin != std::string::npos;) {
    const std::size_t end = std::min(value.find_first_of(" \t\n", begin), value.size());
    out.push_back(value.substr(begin, end - begin));
    begin = value.find_first_not_of(" \t\n", end);
  }
}

}  // namespace

std::vector<std::string> MisuseReader::Strings(Range expression) const {
  std::vector<std::string> out;
  const Range range = p.Resolve(expression);
  for (std::uint32_t i = range.begin; i < range.end && out.size() < 32; ++i) {
    if (t.IsString(i)) {
      AddWords(p, i, out);
    } else if (t.IsName(i) && range.size() > 1) {
      const std::string constant = p.ConstantOf({i, i + 1});
      if (constant.starts_with('"')) out.push_back(constant.substr(1));
    }
  }
  return out;
}

std::string MisuseReader::TextOf(Range range) const {
  std::string out;
  for (std::uint32_t i = range.begin; i < range.end && out.size() < 400; ++i) out += t.Text(i);
  return out;
}

Range MisuseReader::FunctionRound(std::uint32_t token) const { return p.regions()[p.FunctionOfToken(token)].body; }

bool MisuseReader::Holds(std::string_view list) const { return p.Holds(list); }

void FindUnchecked(const Program& program, std::vector<CodeEvent>& events) {
  MisuseReader reader(program, events);
  FindUncheckedTokens(reader);
}

void FindExposed(const Program& program, std::vector<CodeEvent>& events) {
  MisuseReader reader(program, events);
  FindExposedTokens(reader);
}

}  // namespace packrake::code
