#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "credential/exposed_finder.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// What Python's programs read tokens out of, answer with, and ask by: dictionaries, responses and queries.
namespace packrake::code {
namespace {

bool NamesHeader(std::string_view key) { return key == "HTTP_AUTHORIZATION" || Lower(key) == "authorization"; }

// "access_token" of {tokens['access_token']!r}, what a hole of an f-string reads out of a dictionary and shows whole;
// "" for any other hole.
std::string_view KeyInHole(std::string_view hole) {
  if (const std::size_t conversion = hole.rfind('!'); conversion != std::string_view::npos) {
    if (hole.size() - conversion == 2) hole = hole.substr(0, conversion);
  }
  if (hole.size() < 5 || (!hole.ends_with("]") && !hole.ends_with(")"))) return {};
  const char quote = hole[hole.size() - 2];
  if (quote != '\'' && quote != '"') return {};
  const std::size_t open = hole.rfind(quote, hole.size() - 3);
  if (open == std::string_view::npos || open < 2) return {};
  const std::string_view before = hole.substr(0, open);
  if (!before.ends_with("[") && !before.ends_with(".get(")) return {};
  const std::string_view holder = before.substr(0, before.ends_with("[") ? open - 1 : open - 5);
  if (!std::ranges::all_of(holder, [](char c) { return IsNameByte(c) || c == '.'; })) return {};
  return hole.substr(open + 1, hole.size() - 3 - open);
}

}  // namespace

// tokens["access_token"], data.get("id_token", ""), request.headers["Authorization"]
bool ExposedFinder::IsKeyOfToken(std::uint32_t i) const {
  if (!r_.Is(LanguageId::kPython) || !t_.IsString(i) || i < 3 || t_[i - 1].pair == kNone) return false;
  const bool index = t_.Is(i - 1, "[") && t_.Is(i + 1, "]") && !t_.Is(i - 2, "=") && !t_.Is(i - 2, ",");
  const bool asked = t_.Is(i - 1, "(") && t_.Is(i - 2, "get") && t_.Is(i - 3, ".");
  const bool holds = index && (t_.IsName(i - 2) || t_.Is(i - 2, "]") || t_.Is(i - 2, ")"));
  if (!holds && !asked) return false;
  const std::string& key = t_.StringAt(i).value;
  if (TokenName(key) == 2) return true;
  const std::uint32_t holder = index ? i - 2 : i - 4;
  return NamesHeader(key) && (t_.Is(holder, "headers") || t_.Is(holder, "META") || t_.Is(holder, "environ"));
}

bool ExposedFinder::ReadsTokenOf(std::uint32_t i, Range range) const {
  if (!IsKeyOfToken(i)) return false;
  const std::uint32_t after = t_[i - 1].pair + 1;
  static constexpr auto kParts = std::to_array<std::string_view>({".", "[", "(", "==", "!=", "is", "in", "not"});
  if (after < range.end && OneOf(t_.Text(after), kParts)) return false;
  std::uint32_t head = t_.Is(i - 1, "[") ? i - 2 : i - 4;
  while (head > range.begin) {
    if ((t_.Is(head, "]") || t_.Is(head, ")")) && t_[head].pair != kNone && t_[head].pair > range.begin)
      head = t_[head].pair - 1;
    else if (t_.IsName(head) && t_.Is(head - 1, ".") && head - 1 > range.begin)
      head -= 2;
    else
      break;
  }
  if (head > range.begin && (t_.Is(head - 1, "not") || t_.Is(head - 1, "in") || IsCompared(head, range.begin)))
    return false;
  // Inside another call it may be masked, hashed or counted.
  const std::uint32_t open = t_[head].inside;
  if (open == kNone || open <= range.begin || !t_.Is(open, "(") || !t_.IsName(open - 1)) return true;
  static constexpr auto kPlain = std::to_array<std::string_view>({"str", "format", "repr", "dumps", "dict"});
  return OneOf(t_.Text(open - 1), kPlain);
}

bool ExposedFinder::HoleReadsToken(std::string_view raw) const {
  if (!r_.Is(LanguageId::kPython)) return false;
  for (std::size_t open = raw.find('{'); open != std::string_view::npos; open = raw.find('{', open + 1)) {
    const std::size_t close = raw.find('}', open);
    if (close == std::string_view::npos) return false;
    const std::string_view key = KeyInHole(raw.substr(open + 1, close - open - 1));
    if (!key.empty() && (TokenName(key) == 2 || NamesHeader(key))) return true;
  }
  return false;
}

std::string_view ExposedFinder::KeyOfHole(std::string_view raw) const {
  const std::size_t open = raw.find('{');
  const std::size_t close = open == std::string_view::npos ? open : raw.find('}', open);
  if (!r_.Is(LanguageId::kPython) || close == std::string_view::npos) return {};
  return KeyInHole(raw.substr(open + 1, close - open - 1));
}

// access = resp.json()["access_token"]; raw = request.META.get("HTTP_AUTHORIZATION", "")[7:]
bool ExposedFinder::IsGivenByKey(Range value) const {
  if (!r_.Is(LanguageId::kPython)) return false;
  for (std::uint32_t i = value.begin; i < value.end; ++i) {
    if (!IsKeyOfToken(i)) continue;
    const std::uint32_t after = t_[i - 1].pair + 1;
    if (after == value.end) return true;
    // Behind the word "Bearer".
    if (NamesHeader(t_.StringAt(i).value) && t_.Is(after, "[") && t_.Is(after + 2, ":")) return true;
  }
  return false;
}

// JsonResponse({…}, status=401), JSONResponse({…}, 403), abort(401, description=…)
bool ExposedFinder::AnswersInPython(const Call& call) const {
  static constexpr auto kAnswers = std::to_array<std::string_view>(
      {"JsonResponse", "HttpResponse", "JSONResponse", "ORJSONResponse", "PlainTextResponse", "HTMLResponse",
       "Response", "make_response", "json_response", "json", "text", "abort", "HTTPException"});
  static constexpr auto kErrors = std::to_array<std::string_view>(
      {"HttpResponseForbidden", "HttpResponseBadRequest", "HTTPUnauthorized", "HTTPForbidden", "HTTPBadRequest"});
  if (!r_.Is(LanguageId::kPython)) return false;
  if (OneOf(call.method(), kErrors)) return true;
  if (!OneOf(call.method(), kAnswers)) return false;
  const auto is_error = [this](Range value) {
    const std::string text = r_.TextOf(value);
    const std::string_view status = text.starts_with("status.HTTP_") ? std::string_view(text).substr(12) : text;
    return status.size() >= 3 && (status[0] == '4' || status[0] == '5') && IsDigit(status[1]) && IsDigit(status[2]) &&
           (status.size() == 3 || status[3] == '_');
  };
  return std::ranges::any_of(p_.Arguments(call.inner), [&](const Argument& argument) {
    const bool named = argument.name == "status" || argument.name == "status_code";
    return (named || argument.name.empty()) && is_error(argument.value);
  });
}

// URL(…).with_query(access_token=t), request.url.include_query_params(jwt=t), url.copy_add_param("access_token", t)
bool ExposedFinder::QueryOfPython(const Call& call) const {
  static constexpr auto kSetters = std::to_array<std::string_view>(
      {"with_query", "update_query", "extend_query", "include_query_params", "replace_query_params",
       "copy_merge_params", "copy_set_param", "copy_add_param", "set_query_params", "experimental_set_query_params"});
  if (!r_.Is(LanguageId::kPython)) return false;
  const bool encodes = call.method() == "urlencode" && (IsOfQuery(call) || IsFormattedIntoQuery(call));
  const bool route = call.method() == "url_for";  // what a mailed link is made with, too
  if (!encodes && !route && !OneOf(call.method(), kSetters)) return false;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  const auto shows = [&](std::string_view name, Range value) {
    const bool may = TokenName(name) > (route ? 1 : 0) || (TokenName(name) > 0 && TokenName(p_.PathOf(value)) == 2);
    return may && (HoldsToken(value, true) || TokenName(name) == 2) && !t_.IsString(value.begin);
  };
  for (const Argument& argument : arguments) {
    if (!argument.name.empty() && shows(argument.name, argument.value)) return true;
    if (route || !argument.name.empty()) continue;
    const std::uint32_t object = p_.ObjectOf(argument.value);
    if (object == kNone) continue;
    for (const Argument& entry : p_.EntriesOf(object)) {
      if (shows(entry.name, entry.value)) return true;
    }
  }
  if (arguments.size() != 2 || !call.method().starts_with("copy_")) return false;
  const std::string name = p_.ConstantOf(arguments[0].value);
  return name.starts_with('"') && shows(name.substr(1), arguments[1].value);
}

// query = urlencode(…); f"{base}?{query}", "%s?%s" % (base, query), "{}?{}".format(base, query)
bool ExposedFinder::IsFormattedIntoQuery(const Call& call) const {
  const Binding* bound = BoundTo(call.begin);
  const std::string& text = FunctionText(call.begin);
  if (bound == nullptr) return Has(text, "?{urlencode(") || Has(text, "?%s\"%urlencode(");
  return Has(text, "?{" + bound->target + "}") ||
         ((Has(text, "?%s") || Has(text, "?{}")) &&
          (Has(text, "," + bound->target + ")") || Has(text, "%" + bound->target)));
}

// params=dict(fields, access_token=t), params=[("jwt", t)], p["access_token"] = t and params=p
std::optional<Range> ExposedFinder::ParametersHold(Range params) const {
  if (!r_.Is(LanguageId::kPython)) return std::nullopt;
  for (const std::string_view name : {"token", "jwt", "access_token", "id_token", "auth_token"}) {
    const auto value = r_.Option(params, name);
    if (value && (HoldsToken(*value, true) || (TokenName(name) == 2 && !t_.IsString(value->begin)))) return value;
  }
  return std::nullopt;
}

// "http://{}/me".format(HOST), "http://%s/me" % HOST, f"http://{HOST}/me": with the host that the file says.
std::string ExposedFinder::WithHost(std::string url, Range value) const {
  // "http://" + HOST + "/me": a constant of the file
  if (url == "http://" && value.size() > 2 && t_[value.begin + 1].kind == TokenKind::kSign) {
    const std::string constant = p_.ConstantOf({value.begin + 2, value.begin + 3});
    return constant.starts_with('"') ? url + constant.substr(1) : url;
  }
  if (!r_.Is(LanguageId::kPython) || !url.starts_with("http://")) return url;
  const std::size_t end = std::min(url.find('/', 7), url.size());
  Range host;
  if (url.compare(7, 2, "{}") == 0 && t_.Is(value.begin + 2, "format")) {
    host = p_.Expression(value.begin + 4);
  } else if (url.compare(7, 2, "%s") == 0 && t_.Is(value.begin + 1, "%")) {
    host = p_.Expression(value.begin + (t_.Is(value.begin + 2, "(") ? 3 : 2));
  } else if (url[7] == '{' && t_.StringAt(value.begin).interpolated) {
    const std::string name = url.substr(8, url.find_first_of("}:", 8) - 8);
    for (const Binding* binding : p_.BindingsOf(name)) host = binding->value;
  }
  const std::string constant = host.empty() ? "" : p_.ConstantOf(host);
  return constant.starts_with('"') ? "http://" + constant.substr(1) + url.substr(end) : url;
}

// client.post(…) of `with httpx.Client(headers=…) as client`, session.get(…) of session.headers.update(…): the object
// that sends has been given headers.
bool ExposedFinder::SendsWithHeaders(const Call& call) const {
  static constexpr auto kVerbs =
      std::to_array<std::string_view>({"get", "post", "put", "patch", "delete", "head", "request", "stream"});
  if (!r_.Is(LanguageId::kPython) || !OneOf(call.method(), kVerbs) || call.path.size() < 2 || call.is_imported)
    return false;
  const std::string& client = call.path[call.path.size() - 2];
  for (const Call& other : p_.calls()) {
    if (other.path.size() > 2 && other.method() == "update" && other.path[other.path.size() - 2] == "headers" &&
        other.path[other.path.size() - 3] == client)
      return true;
    if (!r_.Named(p_.Arguments(other.inner), "headers")) continue;
    if (t_.Is(other.inner.end + 1, "as") && t_.Text(other.inner.end + 2) == client) return true;
    const Binding* made = BoundTo(other.begin);
    if (made != nullptr && (made->target == client || made->target.ends_with("." + client))) return true;
  }
  return std::ranges::any_of(p_.bindings(), [&client](const Binding& binding) {
    return binding.target.ends_with(client + ".headers.Authorization");
  });
}

}  // namespace packrake::code
