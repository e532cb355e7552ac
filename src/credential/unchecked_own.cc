#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/unchecked_finder.h"

// Whose token it is that is read unchecked: the program's own, its user's, or one that callers have seen to.
namespace packrake::code {
namespace {

// Whether a comment on a function says that it verifies nothing.
bool SaysNothingIsVerified(std::string_view comment) {
  static constexpr auto kSays = std::to_array<std::string_view>(
      {"without verif", "without full verif", "without checking", "without validat", "without signature", "not verif",
       "n't verif", "n't check the sig", "not check the sig", "no verification", "no signature", "unverified"});
  const std::string text = Lower(comment);
  return std::ranges::any_of(kSays, [&text](std::string_view one) { return Has(text, one); });
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n*/") == std::string_view::npos; }

}  // namespace

std::optional<Range> UncheckedFinder::TokenOf(const Call& call) const {
  std::uint32_t open = call.begin;
  while (open < call.inner.begin && !t_.Is(open, "(")) ++open;
  const bool chain = call.inner.empty() && open < call.inner.begin && t_[open].pair != kNone;
  return r_.Positional(p_.Arguments(chain ? Range{open + 1, t_[open].pair} : call.inner), 0);
}

bool UncheckedFinder::IsOfOwnSettings(const Call& call) const {
  static constexpr auto kSettings = std::to_array<std::string_view>({"config", "settings", "env"});
  static constexpr auto kGivers = std::to_array<std::string_view>(
      {"process.env", "os.environ", "getenv(", "requireEnv(", "import.meta.env", "GetEnvironmentVariable("});
  const auto token = TokenOf(call);
  if (!token || token->empty() || !t_.IsName(token->end - 1)) return false;
  const std::vector<std::string> words = WordsOf(t_.Text(token->end - 1));
  if (std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kSettings); })) return true;
  std::string origin = r_.TextOf(*token) + " " + r_.TextOf(p_.Resolve(*token));
  for (const Binding* binding : p_.BindingsOf(r_.TextOf(*token))) {  // const { ADMIN_JWT } = process.env
    if (!binding->member.empty()) origin += " " + r_.TextOf(binding->value);
  }
  return std::ranges::any_of(kGivers, [&origin](std::string_view giver) { return Has(origin, giver); });
}

bool UncheckedFinder::IsOfScript(const Call& call) const {
  const bool python = r_.Is(LanguageId::kPython);
  if (!p_.text().starts_with("#!") && !(python && r_.Holds("__main__"))) return false;
  // A worker is started so, too: it shows nobody what it reads, and asks no server for it.
  static constexpr auto kShows = std::to_array<std::string_view>({"print", "pprint", "echo", "log", "puts"});
  const auto shows = [](const Call& one) { return OneOf(one.method(), kShows); };
  if (!r_.Holds("import requests|import httpx|from requests|from httpx|urllib.request") &&
      std::ranges::none_of(p_.CallsIn(r_.FunctionRound(call.begin)), shows))
    return false;
  return !r_.Holds(
      "lask|astapi|astAPI|jango|tarlette|ornado|anic|ottle|alcon|aiohttp import web|aiohttp.web|uvicorn|gunicorn|grpc|"
      "lambda_handler|http.server|HTTPServer|socketserver|websockets|express|fastify|koa|createServer|listen(|inatra|"
      "Rack|request.headers|req.headers|HTTP_AUTHORIZATION|$_SERVER|CGI");
}

bool UncheckedFinder::IsOfUserInterface() const {
  static constexpr auto kParts = std::to_array<std::string_view>(
      {"ui", "wasm", "blazor", "maui", "xamarin", "wpf", "winforms", "android", "mobile", "desktop"});
  constexpr std::uint32_t kHead = 400;  // tokens: imports stand before it, sometimes
  for (std::uint32_t k = 0; k < std::min(kHead, t_.size()); ++k) {
    if (!t_.Is(k, "namespace") && !t_.Is(k, "package")) continue;
    for (std::uint32_t part = k + 1; t_.IsName(part); part += 2) {
      if (OneOf(Lower(t_.Text(part)), kParts)) return true;
      if (!t_.Is(part + 1, ".")) break;
    }
    return false;
  }
  return false;
}

bool UncheckedFinder::IsCalledHere(std::uint32_t token) const {
  const std::uint32_t function = p_.FunctionOfToken(token);
  const std::string& name = p_.regions()[function].name;
  if (name.empty() || !p_.Spend(p_.calls().size())) return true;
  return std::ranges::any_of(p_.calls(), [&](const Call& call) {
    return call.method() == name && p_.FunctionOfToken(call.begin) != function;
  });
}

bool UncheckedFinder::IsParameter(Range token) const {
  if (token.size() != 1) return false;
  const std::vector<std::string>& parameters = p_.regions()[p_.FunctionOfToken(token.begin)].parameters;
  return std::ranges::find(parameters, t_.Text(token.begin)) != parameters.end();
}

bool UncheckedFinder::IsSaidToVerifyNothing(const Call& call) const {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"unverified", "withoutverif", "withoutsignature", "withoutvalidat", "noverify", "parseonly", "decodeonly"});
  const Region& function = p_.regions()[p_.FunctionOfToken(call.begin)];
  if (function.name.empty()) return false;
  std::string name = Lower(function.name);
  std::erase(name, '_');
  bool said = std::ranges::any_of(kNames, [&name](std::string_view one) { return Has(name, one); });
  std::uint32_t line = function.header;
  while (line > 0 && !t_[line].first_on_line) --line;
  std::size_t below = t_[line].begin;
  for (auto comment = t_.comments.rbegin(); !said && comment != t_.comments.rend() && p_.Spend(1); ++comment) {
    if (comment->begin >= below) continue;
    if (comment->end > below || !IsBlank(t_.text.substr(comment->end, below - comment->end))) break;
    said = SaysNothingIsVerified(t_.text.substr(comment->begin, comment->end - comment->begin));
    below = comment->begin;
  }
  const std::uint32_t first = function.body.begin;
  if (r_.Is(LanguageId::kPython) && t_.IsString(first)) said |= SaysNothingIsVerified(t_.StringAt(first).value);
  return said && !IsCalledHere(call.begin);
}

}  // namespace packrake::code
