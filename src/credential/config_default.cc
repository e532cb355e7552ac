#include "credential/config_default.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

// ${ssm:/path}, ${file:secrets.yml}: where to look, of Serverless, log4j and others; no name before a default.
bool IsResolver(std::string_view name) {
  static constexpr auto kResolvers = std::to_array<std::string_view>(
      {"ssm", "file",   "self",   "cf",    "s3",   "opt",     "param",   "sm",  "secretsmanager",
       "aws", "vault",  "sys",    "git",   "env",  "secrets", "azurekv", "gcp", "kms",
       "op",  "base64", "script", "const", "java", "url"});
  return OneOf(name, kResolvers);
}

// What opens and closes a template that a program fills in, longest first.
struct Marks {
  std::string_view open, close;
};
constexpr auto kTemplates =
    std::to_array<Marks>({{"${{", "}}"}, {"{{", "}}"}, {"<%=", "%>"}, {"<?=", "?>"}, {"{!!", "!!}"}});

// Where the literal begins that `expression` falls back on: 'x' in "secret | default('x')", "ENV['X'] || 'x'",
// "ENV.fetch('X', 'x')", "default "x" .Values.y"; its quote. npos where there is none.
std::size_t FallbackQuote(std::string_view expression) {
  const auto quote_after = [expression](std::size_t at, std::string_view between) {
    at = std::min(expression.find_first_not_of(between, at), expression.size());
    return at < expression.size() && IsQuote(expression[at]) ? at : std::string_view::npos;
  };
  for (const std::string_view sign : {"||", "??", "?:", " or ", "default(", "default ", "d("}) {
    const std::size_t at = expression.find(sign);
    if (at == std::string_view::npos || (sign == "d(" && expression.find('|') > at)) continue;
    const std::size_t quote = quote_after(at + sign.size(), sign.starts_with('d') ? " \t(" : " \t");
    if (quote != std::string_view::npos || sign != " or ") return quote;
  }
  // fetch("NAME", "x"), fetch("NAME") { "x" }, getenv("NAME", "x"); or (env "NAME") "x" of Consul's templates
  for (const std::string_view call :
       {"fetch(", "getenv(", "env(", "Getenv ", "or (env ", "envOrDefault ", "keyOrDefault "}) {
    const std::size_t at = expression.find(call);
    const std::size_t name = at == std::string_view::npos ? at : quote_after(at + call.size(), " \t");
    if (name == std::string_view::npos) continue;
    const std::size_t end = expression.find(expression[name], name + 1);
    return end == std::string_view::npos ? end : quote_after(end + 1, " \t,){");
  }
  return std::string_view::npos;
}

std::optional<Default> DefaultInTemplate(const ConfigEntry& entry) {
  const std::string_view v = entry.value;
  for (const Marks& marks : kTemplates) {
    if (!v.starts_with(marks.open) || !v.ends_with(marks.close) || v.size() < marks.open.size() + marks.close.size())
      continue;
    const std::size_t quote = FallbackQuote(v.substr(0, v.size() - marks.close.size()));
    const std::size_t close = quote == std::string_view::npos ? quote : v.find(v[quote], quote + 1);
    if (close == std::string_view::npos) return std::nullopt;
    Default found{std::string(v.substr(quote + 1, close - quote - 1)), entry.begin, entry.end};
    if (entry.end - entry.begin == v.size()) found.begin = entry.begin + quote + 1, found.end = entry.begin + close;
    return found;
  }
  return std::nullopt;
}

// What HCL falls back on: coalesce(var.x, "y"), try(var.x, "y"), lookup(m, "k", "y"), var.x != "" ? var.x : "y".
std::optional<Default> DefaultInHcl(const ConfigEntry& entry) {
  const std::string_view v = entry.value;
  if (entry.end - entry.begin != v.size()) return std::nullopt;
  const bool lookup = v.starts_with("lookup(");
  const bool call = lookup || v.starts_with("coalesce(") || v.starts_with("try(");
  const bool choice = (v.starts_with("var.") || v.starts_with("local.")) && Has(v, " ? ");
  const std::string_view closes = call ? "\")" : "\"";
  if (!(call || choice) || !v.ends_with(closes)) return std::nullopt;
  const std::size_t close = v.size() - closes.size();
  const std::size_t open = close == 0 ? std::string_view::npos : v.rfind('"', close - 1);
  if (open == std::string_view::npos) return std::nullopt;
  std::size_t sign = open;
  while (sign > 0 && IsBlank(v[sign - 1])) --sign;
  if (At(v, sign - 1) != (call ? ',' : ':')) return std::nullopt;
  if (lookup && std::ranges::count(v, ',') < 2) return std::nullopt;  // the key that is looked up
  return Default{std::string(v.substr(open + 1, close - open - 1)), entry.begin + open + 1, entry.begin + close};
}

}  // namespace

std::string_view NameOfDefault(std::string_view value) {
  if (!value.starts_with("${")) return "";
  std::size_t end = 2;
  while (end < value.size() && (IsAlnum(value[end]) || value[end] == '_')) ++end;
  const std::string_view rest = value.substr(end);
  return rest.starts_with(":-") || rest.starts_with('-') ? value.substr(2, end - 2) : "";
}

std::optional<Default> DefaultIn(const ConfigEntry& entry) {
  std::string_view v = entry.value;
  // '"${NAME:value}"': YAML's quotes round those of what reads it.
  if (v.size() > 4 && v.front() == '"' && v.back() == '"' && entry.end - entry.begin == v.size()) {
    ConfigEntry inner = entry;
    inner.value = std::string(v.substr(1, v.size() - 2));
    ++inner.begin, --inner.end;
    return DefaultIn(inner);
  }
  if (v.starts_with("${env:") && v.ends_with('}')) {
    const std::size_t comma = v.find(',');
    const std::size_t open = comma == std::string_view::npos ? comma : v.find_first_not_of(" \t", comma + 1);
    if (open == std::string_view::npos || (v[open] != '\'' && v[open] != '"')) return std::nullopt;
    const std::size_t close = v.find(v[open], open + 1);
    if (close == std::string_view::npos || entry.end - entry.begin != v.size()) return std::nullopt;
    return Default{std::string(v.substr(open + 1, close - open - 1)), entry.begin + open + 1, entry.begin + close};
  }
  if (auto found = DefaultInTemplate(entry)) return found;
  if (auto found = DefaultInHcl(entry)) return found;
  if (!v.starts_with("${") || !v.ends_with('}')) return std::nullopt;
  std::size_t at = 2;
  bool shouted = true;  // ${NAME-x}: a variable of the shell's; ${jwt.secret-key:x} is a property
  while (at < v.size() && IsKeyByte(v[at]) &&
         !(v[at] == '-' && at + 1 < v.size() && ((shouted && at > 2) || !IsAlnum(v[at + 1])))) {
    shouted &= !IsLower(v[at]) && v[at] != '.';
    ++at;
  }
  if (at >= v.size() || (v[at] != ':' && v[at] != '-')) return std::nullopt;
  if (v[at] == ':' && IsResolver(v.substr(2, at - 2))) return std::nullopt;
  ++at;
  if (at < v.size() && (v[at] == '-' || v[at] == '=')) ++at;
  if (at < v.size() && v[at] == '?') return std::nullopt;  // an error message
  std::size_t end = v.size() - 1;
  if (end > at + 1 && (v[at] == '"' || v[at] == '\'') && v[end - 1] == v[at]) ++at, --end;
  if (end <= at) return std::nullopt;
  if (entry.end - entry.begin != v.size()) return Default{std::string(v.substr(at, end - at)), entry.begin, entry.end};
  return Default{std::string(v.substr(at, end - at)), entry.begin + at, entry.begin + end};
}

}  // namespace packrake::code
