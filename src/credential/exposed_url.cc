#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Tokens in addresses, and tokens sent without TLS.
namespace packrake::code {
namespace {

// "{{ user.jwt }}" of Jinja, Handlebars and their like, "<%= access_token %>" of ERB and EJS: what the page is filled
// with. A bare `token` is a mailed link's, mostly.
bool IsFilledByTemplate(std::string_view rest) {
  for (const std::string_view open : {"{{", "<%="}) {
    if (!rest.starts_with(open)) continue;
    const std::size_t begin = SkipBlanks(rest, open.size());
    std::size_t end = begin;
    while (IsNameByte(At(rest, end)) || At(rest, end) == '.') ++end;
    return TokenName(rest.substr(begin, end - begin)) == 2;
  }
  return false;
}

// What all requests of a client begin with.
bool IsBaseUrl(std::string_view name) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"baseurl", "base_url", "base_uri", "baseuri", "baseaddress"});
  return OneOf(Lower(name), kNames);
}

}  // namespace

bool ExposedFinder::IsLocalHost(std::string_view url) {
  std::string_view host = url.substr(7);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.empty() || host.front() == '$' || host.front() == '{' || host.front() == '%') return true;
  if (host.find('.') == std::string_view::npos) return true;  // a container's or a service's name
  for (const std::string_view local : {"127.", "10.", "192.168.", "172.", "0.0.0.0", "169.254."}) {
    if (host.starts_with(local)) return true;
  }
  return host.ends_with(".local") || host.ends_with(".internal") || host.ends_with(".localhost") ||
         host.ends_with(".test") || host.ends_with(".svc") || host.ends_with(".lan");
}

std::string ExposedFinder::UrlOfExpression(Range expression) const {
  if (expression.empty()) return "";
  Range value = p_.Resolve(expression);
  if (value.empty()) return "";
  if (t_.IsName(value.begin) && value.size() > 1) {
    std::uint32_t end = value.begin + 1;
    while (end + 1 < value.end && t_.Is(end, ".") && t_.IsName(end + 1)) end += 2;  // self.base + "/me"
    if (!t_.Is(end, "+")) end = value.begin + 1;
    const Range head = p_.Resolve({value.begin, end});
    if (head.begin != value.begin) value = head;
  }
  // Uri.parse('http://…'), new URL('http://…'), URL(string: "http://…")
  if (!value.empty() && t_.IsName(value.begin)) {
    for (std::uint32_t i = value.begin + 1; i < value.end && i < value.begin + 6; ++i) {
      if (!t_.Is(i, "(")) continue;
      const std::vector<Argument> inner =
          t_[i].pair == kNone ? std::vector<Argument>() : p_.Arguments({i + 1, t_[i].pair});
      if (inner.size() == 1) value = p_.Resolve(inner[0].value);
      break;
    }
  }
  if (value.empty() || !t_.IsString(value.begin)) return "";
  const StringLiteral& literal = t_.StringAt(value.begin);
  if (!literal.interpolated && !r_.Is(LanguageId::kRust)) return WithHost(literal.value, value);
  const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
  std::string base;
  Holes(raw, [&](std::string_view name, std::size_t mark) {
    if (mark > 1 || !base.empty()) return;
    for (const Binding* binding : p_.BindingsOf(std::string(name))) {
      if (binding->value.size() == 1 && t_.IsString(binding->value.begin))
        base = t_.StringAt(binding->value.begin).value;
    }
  });
  return base.empty() ? WithHost(literal.value, value) : base;
}

// const api = axios.create({ baseURL: … }); api.interceptors.request.use(…): what it sends is made below.
bool ExposedFinder::IsSentWithEach(const Call& call) const {
  const Binding* made = r_.Is(LanguageId::kJavaScript) ? BoundTo(call.begin) : nullptr;
  if (made == nullptr) return false;
  const std::string& text = FunctionText(call.begin);
  return Has(text, made->target + ".interceptors.request") || Has(text, made->target + ".defaults.headers");
}

bool ExposedFinder::SpeaksOfBearer(std::string_view text) {
  // bearerAuth(token) of Ktor, setBearerAuth(token) of Spring, bearer_auth(token) of reqwest, auth: { bearer } of
  // request
  if (Has(text, "earerAuth(") || Has(text, "bearer_auth(") || Has(text, "auth:{bearer:") ||
      Has(text, "bearerToken:"))  // Alamofire
    return true;
  if (Has(text, "uthorization") && (Has(text, "\"JWT ") || Has(text, "'JWT "))) return true;
  return Has(text, "Bearer") && (Has(text, "uthorization") || Has(text, "eaders") || Has(text, "etHeader"));
}

// plug Tesla.Middleware.BaseUrl, "http://…", Faraday.new(url: …): what the address is, no name says.
bool ExposedFinder::IsBaseOfClient(const Call& call) const {
  if (r_.Is(LanguageId::kJavaScript)) return IsLink(call);
  if (r_.Is(LanguageId::kRuby)) return call.method() == "Faraday";
  return r_.Is(LanguageId::kElixir) && call.method() == "plug" && Has(r_.TextOf(call.inner), "BaseUrl");
}

void ExposedFinder::ClearText(const Call& call) {
  if (!r_.Holds("http:")) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (arguments.empty()) return;
  for (const Argument& argument : arguments) {
    std::string url;
    url = UrlOfExpression(argument.value);
    bool base = IsBaseUrl(argument.name) || IsBaseUrl(call.method()) || IsBaseOfClient(call);
    // axios.create({ baseURL: … })
    for (const std::string_view name :
         {"baseURL", "baseUrl", "url", "uri", "base_url", "base_uri", "prefixUrl"}) {
      const auto inner = url.empty() ? r_.Option(argument.value, name) : std::nullopt;
      if (!inner) continue;
      url = UrlOfExpression(*inner);
      base |= IsBaseUrl(name);
    }
    if (!url.starts_with("http://") || IsLocalHost(url)) continue;
    std::string inner;
    for (std::uint32_t i = call.inner.begin; i < call.inner.end && inner.size() < 4000; ++i) inner += t_.Text(i);
    bool bearer = SpeaksOfBearer(inner);
    for (const Argument& other : arguments) {
      const std::uint32_t object = p_.ObjectOf(other.value);
      if (object != kNone && t_[object].pair != kNone && !bearer)
        bearer = SpeaksOfBearer(r_.TextOf({object, t_[object].pair}) + "headers");
    }
    const std::string method = Lower(call.method());
    // Where a license can be read, in a service's description of itself.
    if ((method == "url" || method == "uri") && r_.Holds("new License(|new Contact(|OpenApiInfo|ApiInfo")) continue;
    const bool request = Has(method, "request") || method == "curl_easy_setopt" || method == "open" ||
                         Has(method, "get") || Has(method, "post") || method == "url" || method == "uri" ||
                         (method == "create" && call.path.front() == "URI");
    if (!bearer && request) bearer = SpeaksOfBearer(FunctionText(call.begin));
    if (!bearer && method == "create") bearer = IsSentWithEach(call) && SpeaksOfBearer(FunctionText(call.begin));
    if (bearer) return r_.Tell(kPlainHttp, call);
    if (SendsWithHeaders(call) && SpeaksOfBearer(p_.text())) return r_.Tell(kPlainHttp, call, {}, Confidence::kMedium);
    // What a client is set up with is asked for by all its requests; in JavaScript, the client of that name.
    const bool named = r_.Is(LanguageId::kJavaScript) && BoundTo(call.begin) != nullptr;
    if (base && (!named || IsLink(call)) && SpeaksOfBearer(p_.text()))
      return r_.Tell(kPlainHttp, call, {}, Confidence::kMedium);
  }
}

void ExposedFinder::BaseAddress(const Binding& binding) {
  const std::size_t dot = binding.target.rfind('.');
  if (dot == std::string::npos || !r_.Holds("http:") || !IsBaseUrl(std::string_view(binding.target).substr(dot + 1)))
    return;
  const std::string url = UrlOfExpression(binding.value);
  if (!url.starts_with("http://") || IsLocalHost(url) || !SpeaksOfBearer(p_.text())) return;
  r_.Tell(kPlainHttp, binding.value, {}, Confidence::kMedium);
}

bool ExposedFinder::IsOfReset(std::uint32_t i) const {
  // '…?token=%s' % user.generate_reset_token()
  for (std::uint32_t k = i + 1; k < i + 6 && k < t_.size() && !t_[k].first_on_line && !t_.Is(k, ";"); ++k) {
    if (t_.IsName(k) && Has(Lower(t_.Text(k)), "reset")) return true;
  }
  // getResetPasswordURL(user) + "?token=" + token
  for (std::uint32_t k = i; k > 0 && i - k < 8 && !t_.Is(k, ";"); --k) {
    if (t_.IsName(k - 1) && Has(Lower(t_.Text(k - 1)), "resetpassword")) return true;
  }
  return false;
}

// const { token } = router.query, and `?token=${token}` for the page's other links.
bool ExposedFinder::IsOfOwnQuery(std::string_view name) const {
  static constexpr auto kQueries = std::to_array<std::string_view>(
      {"router.query", "route.query", "useRouter().query", "searchParams.get(", "useSearchParams()", "useParams("});
  if (!r_.Is(LanguageId::kJavaScript)) return false;
  return std::ranges::any_of(p_.BindingsOf(std::string(name)), [this](const Binding* binding) {
    const std::string text = r_.TextOf(binding->value);
    return std::ranges::any_of(kQueries, [&text](std::string_view query) { return Has(text, query); });
  });
}

// buildResetLink(token), _invitation_path(token): a mail carries what the function makes, and it is good for one use.
bool ExposedFinder::IsOfMailedLink(std::uint32_t i) const {
  static constexpr auto kMailed =
      std::to_array<std::string_view>({"link", "invit", "reset", "confirm", "activat", "unsubscribe"});
  const std::string name = Lower(p_.regions()[p_.FunctionOfToken(i)].name);
  return std::ranges::any_of(kMailed, [&name](std::string_view word) { return Has(name, word); });
}

// A socket's opening request has no headers that a page could set: a ticket for it is what one asks for first.
bool ExposedFinder::IsTicketOfSocket(std::uint32_t i, std::string_view address) const {
  const std::uint32_t open = t_[i].inside;
  const bool opens = address.starts_with("ws") || (open != kNone && open > 0 && t_.Is(open - 1, "WebSocket"));
  if (!opens) return false;
  std::uint32_t function = p_.FunctionOfToken(i);
  constexpr int kCallbacks = 3;
  for (int step = 0; step < kCallbacks && function != 0; ++step) {
    constexpr std::size_t kNear = 2000;  // bytes
    const Region& region = p_.regions()[function];
    const std::size_t end = t_[i].begin;
    const std::size_t begin = std::max<std::size_t>(t_[region.body.begin].begin, end < kNear ? 0 : end - kNear);
    if (Has(Lower(t_.text.substr(begin, end - begin)), "ticket")) return true;
    function = p_.FunctionOfToken(region.header);
  }
  return false;
}

bool ExposedFinder::BeginsQuery(std::uint32_t i) const {
  static constexpr auto kQueries =
      std::to_array<std::string_view>({"query", "Query", "search", "fragment", "RawQuery"});
  for (std::uint32_t k = i; k > 2 && i - k < 6 && !t_.Is(k, ",") && !t_.Is(k, ";"); --k) {
    if (!t_.Is(k - 1, "=") && !t_.Is(k - 1, ":")) continue;
    const bool member = t_.Is(k - 1, "=") && t_.Is(k - 3, ".") && OneOf(t_.Text(k - 2), kQueries);
    return member || t_.Is(k - 2, "RawQuery");
  }
  return false;
}

void ExposedFinder::UrlOf(std::uint32_t i, std::string_view raw, bool interpolated) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"token=", "jwt=", "access_token=", "id_token=", "auth_token=", "bearer=",
                                       "accesstoken=", "authtoken=", "auth="});
  if (raw.find_first_of("=/") == std::string_view::npos) return;  // most strings
  const std::string lower = Lower(raw);
  // Whether the address is meant to hold it: links that a mail carries have tokens of one use.
  bool meant = Has(lower, "reset") || Has(lower, "verif") || Has(lower, "confirm") || Has(lower, "invit") ||
               Has(lower, "unsubscribe") || Has(lower, "activate") || Has(lower, "callback/email") ||
               Has(lower, "unlock") ||
               Has(lower, "registration/") || IsTicketOfSocket(i, lower) ||
               Has(Lower(p_.regions()[p_.FunctionOfToken(i)].name), "link");
  // What says by its name alone whose token it is, a mail does not carry.
  const bool mailed = IsOfMailedLink(i);
  // example: '/files/cat.png?token=eyJ…', of a schema
  if (i > 1 && t_.Is(i - 1, ":") && t_.Is(i - 2, "example")) return;
  // The debugger of jwt.io, with what somebody shows there.
  if (Has(lower, "jwt.io/") || Has(lower, "jwt.ms/")) return;
  // https://${GH_TOKEN}@github.com/…: what git is logged in with.
  if (Has(lower, "}@") && Has(lower, "://")) meant = true;
  // The key of a chat's webhook is a part of its address, as the chat wants it.
  meant |= Has(lower, "webhook") || Has(lower, "robot/send");
  // link := fmt.Sprintf("%s?token=%s", …): what a mail is written with.
  for (std::uint32_t k = i; !meant && k > 0 && i - k < 10 && !t_.Is(k, ";"); --k)
    meant = (t_.Is(k, "=") || t_.Is(k, ":=")) && t_.IsName(k - 1) && Has(Lower(t_.Text(k - 1)), "link");
  const auto of_mail = [&] {
    if (IsOfReset(i)) return true;
    const std::string& text = FunctionText(i);
    return Has(text, "EmailConfirmationToken") || Has(text, "PasswordResetToken");
  };
  for (const std::string_view name : kNames) {
    for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
      const bool begins = at == 0 && BeginsQuery(i);
      if (!begins && (at == 0 || (lower[at - 1] != '?' && lower[at - 1] != '&' && lower[at - 1] != '#'))) continue;
      // project=x&token=y, without a question mark, is a form's body.
      const std::string_view head = std::string_view(lower).substr(0, at);
      if (at > 0 && lower[at - 1] == '&' && Has(head, "=") && !Has(head, "?") && !Has(head, "://")) continue;
      const std::size_t after = at + name.size();
      bool filled = false;
      if (after >= raw.size()) {
        filled = t_.Is(i + 1, "+") || t_.Is(i + 1, ".") || t_.Is(i + 1, "&") || t_.Is(i + 1, "<>") ||
                 t_.Is(i + 1, "..") || t_.Is(i + 1, ",");
        if (t_.Is(i + 1, ".") && p_.language().id != LanguageId::kPhp && p_.language().id != LanguageId::kPerl)
          filled = t_.Is(i + 2, "concat");
        if (t_.Is(i + 1, ",")) filled = false;
      } else {
        const std::string_view rest = raw.substr(after);
        // What Rust's format!("/app?token={token}") fills, its lexer leaves as it is.
        const bool holes = interpolated || r_.Is(LanguageId::kRust);
        filled = (holes && (rest.starts_with("${") || rest.starts_with("{") || rest.starts_with("#{") ||
                            rest.starts_with("\\(") || rest.starts_with("$"))) ||
                 IsFilledByTemplate(rest) || rest.starts_with("%s") || rest.starts_with("%v") ||
                 rest.starts_with("%@") || (rest.starts_with("{}") || rest.starts_with("{0}")) ||
                 (rest.starts_with("eyJ"));
      }
      if (!filled) continue;
      // ?token={alias.transfer_token}: the hole says whose it is.
      bool first = true;
      bool signed_above = false;
      Holes(raw.substr(std::min(after, raw.size())), [&](std::string_view hole, std::size_t mark) {
        meant |= first && mark <= 1 && Lower(hole).ends_with("token") && TokenName(hole) == 0;
        meant |= first && mark <= 1 && (hole == "code" || hole == "uuid");  // of OAuth, good for one use; none
        meant |= first && mark <= 1 && name == "token=" && IsOfOwnQuery(hole);
        // An access token is good for more than the one thing that a mail is sent for.
        signed_above |= first && mark <= 1 && IsSignedHere(hole, i);
        if (first && mark <= 1 && (name == "access_token=" || name == "id_token=") && IsSignedHere(hole, i))
          meant = false;
        first = false;
      });
      // Services of all kinds take a `token`; whose it is, a file that never speaks of JWTs or log-ins leaves open.
      std::optional<Severity> severity;
      if ((name == "token=" || name == "auth=") && !auth_ && !signed_above) severity = Severity::kMedium;
      const bool of_link = meant || (mailed && name == "token=") || of_mail();
      return r_.Tell(kInUrl, {i, i + 1}, severity, of_link ? Confidence::kLow : Confidence::kHigh);
    }
  }
  if (SignedInQuery(i, raw, interpolated)) {
    const bool of_link = meant || of_mail();
    const Range where{i, interpolated ? i + 1 : i + 3};
    return r_.Tell(kInUrl, where, {}, of_link ? Confidence::kLow : Confidence::kHigh);
  }
  if (!interpolated) {
    // "https://host/x/" + jwt
    const bool url = lower.starts_with("http") || lower.starts_with("/") || lower.starts_with("ws");
    if (url && raw.ends_with('/') &&
        (t_.Is(i + 1, "+") || (t_.Is(i + 1, ".") && p_.language().id == LanguageId::kPhp)) && t_.IsName(i + 2) &&
        !meant && !t_.Is(i + 3, ".") && !t_.Is(i + 3, "(") && !IsOfReset(i)) {
      const int sure = IsSignedHere(t_.Text(i + 2), i) ? 2 : TokenName(t_.Text(i + 2));
      if (sure == 2 || (sure == 1 && auth_ && !mailed && r_.Holds("jwt|JWT|Jwt")))
        r_.Tell(kInUrl, {i, i + 3}, {}, sure == 2 ? Confidence::kHigh : Confidence::kMedium);
    }
    return;
  }
  bool told = false;
  Holes(raw, [&](std::string_view name, std::size_t mark) {
    // The mark is `{`; before it may be `$` or `#`.
    std::size_t before = mark;
    while (before > 0 && (raw[before - 1] == '$' || raw[before - 1] == '#' || raw[before - 1] == '\\')) --before;
    if (told || before == 0 || raw[before - 1] != '/' || meant || IsMemberOfNames(name)) return;
    const bool url = lower.starts_with("http") || lower.starts_with("/") || lower.starts_with("ws") ||
                     raw.starts_with("${") || raw.starts_with("{");
    const bool signed_here = url && IsSignedHere(name, i);
    if (!url || (TokenName(name) == 0 && !signed_here)) return;
    if ((TokenName(name) == 2 || signed_here || (auth_ && !mailed && r_.Holds("jwt|JWT|Jwt"))) && !IsOfReset(i)) {
      told = true;
      const bool sure = TokenName(name) == 2 || signed_here;
      r_.Tell(kInUrl, {i, i + 1}, {}, sure ? Confidence::kHigh : Confidence::kMedium);
    }
  });
}

}  // namespace packrake::code
