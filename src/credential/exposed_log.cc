#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Logs and errors.
namespace packrake::code {
namespace {

// rich.print(token), warnings.warn(token), logger.bind(token=token) of loguru and structlog, sentry_sdk.set_extra(…)
bool LogsInPython(std::string_view receiver, std::string_view method) {
  if (receiver == "rich." || receiver == "pprint." || receiver == "warnings.")
    return method == "print" || method == "pprint" || method == "warn";
  if (Has(receiver, "sentry")) return method == "capture_message" || method == "set_extra" || method == "set_tag";
  return (receiver.ends_with("log.") || receiver.ends_with("logger.")) &&
         (method == "bind" || method == "contextualize" || method == "success");
}

// IO.println of Cats Effect, Console.printLine and ZIO.logInfo of ZIO
bool LogsInScala(std::string_view receiver, std::string_view method) {
  if (receiver == "io.") return method == "println";
  return (receiver == "console." && method == "printLine") || (receiver == "zio." && method.starts_with("log"));
}

}  // namespace

bool ExposedFinder::IsLog(const Call& call) const {
  const std::string& method = call.method();
  std::string receiver;
  for (std::size_t k = 0; k + 1 < call.path.size(); ++k) receiver += Lower(call.path[k]) + ".";
  static constexpr auto kPrinters = std::to_array<std::string_view>(
      {"print",     "println",    "printf",       "puts",    "pp",       "error_log",  "var_dump",
       "print_r",   "NSLog",      "eprintln",     "dbg",     "Println",  "Printf",     "Print",
       "WriteLine", "Write-Host", "Write-Output", "echo",    "os_log",   "debugPrint", "console_log",
       "Debugln",   "syslog",     "pprint",       "printfn", "eprintfn", "printk"});
  static constexpr auto kLevels = std::to_array<std::string_view>(
      {"log",      "debug",     "info",        "warn",   "warning", "error",          "trace",    "fatal",
       "critical", "exception", "verbose",     "notice", "Debug",   "Info",           "Warn",     "Error",
       "Trace",    "Debugf",    "Infof",       "Warnf",  "Errorf",  "LogInformation", "LogDebug", "LogWarning",
       "LogError", "LogTrace",  "Information", "Fatal",  "Fatalf",  "Println",        "Printf",   "Print",
       "d",        "e",         "i",           "w",      "v",       "fine",           "severe",   "dir",      "table",
       "silly",    "http",      "msg",         "Infow",  "Debugw",  "WriteLine",      "Write",    "captureMessage",
       "setExtra"});
  if (receiver.empty()) {
    if (IsOwnMask(call)) return false;
    if (std::ranges::find(kPrinters, method) != kPrinters.end()) return true;
    // log("…", token), debug("…", token): functions that a module brings.
    static constexpr auto kLoggers =
        std::to_array<std::string_view>({"log", "debug", "logger", "trace", "warn", "info"});
    if (call.open != kNone && OneOf(method, kLoggers) && !IsDeclaration(call)) return true;
    // fprintf(stderr, "…", token)
    if (r_.Is(LanguageId::kCpp) && method == "fprintf")
      return t_.Is(call.inner.begin, "stderr") || t_.Is(call.inner.begin, "stdout");
    // warn "… $token", carp: of Perl and Ruby
    if (method == "carp" || method == "warn") return r_.Is(LanguageId::kPerl) || r_.Is(LanguageId::kRuby);
    // SPDLOG_DEBUG("…", token), LOG_INFO, __android_log_print
    if (r_.Is(LanguageId::kCpp) && call.open != kNone &&
        (Has(Lower(method), "log_") || (method.size() == 8 && method.starts_with("ESP_LOG"))))
      return true;
    return p_.language().id == LanguageId::kRust && std::ranges::find(kLevels, method) != kLevels.end() &&
           method.size() > 3 && call.open != kNone && call.open > 0 && t_.Is(call.open - 1, "!");
  }
  if (r_.Is(LanguageId::kDart) && method == "log" && (receiver == "dev." || receiver == "developer.")) return true;
  if (r_.Is(LanguageId::kElixir) && receiver == "io." && (method == "inspect" || method == "puts")) return true;
  if (r_.Is(LanguageId::kScala) && LogsInScala(receiver, method)) return true;
  if (r_.Is(LanguageId::kCpp) && receiver == "serial.") return method.starts_with("print");  // of Arduino
  if (r_.Is(LanguageId::kErlang) && (receiver == "lager." || (receiver == "io." && method == "format"))) return true;
  if (r_.Is(LanguageId::kPython) && method == "write" && (receiver == "sys.stderr." || receiver == "sys.stdout."))
    return true;
  // What a trace is told of a request goes where logs go: span.set_attribute("token", token) of OpenTelemetry.
  if (Has(receiver, "span") && (method == "set_attribute" || method == "setAttribute" || method == "SetAttribute"))
    return true;
  if (r_.Is(LanguageId::kPython) && LogsInPython(receiver, method)) return true;
  const bool logs = Has(receiver, "console.") || Has(receiver, "log") || Has(receiver, "fmt.") ||
                    Has(receiver, "system.out") || Has(receiver, "system.err") || Has(receiver, "timber") ||
                    Has(receiver, "debug.") || Has(receiver, "winston") || Has(receiver, "sentry") ||
                    Has(receiver, "tracing") || Has(receiver, "sugar") || receiver == "ngx.";
  // A script inside another format is cut by that format's rules.
  const bool script = call.path.size() > 1 && call.path[call.path.size() - 2] == "console";
  if (!logs || (script && !r_.Is(LanguageId::kJavaScript))) return false;
  if (Has(receiver, "fmt.")) {
    const bool to_console = t_.Is(call.inner.begin, "os") && method.starts_with("Fprint");  // os.Stderr
    return method.starts_with("Print") || to_console;
  }
  return std::ranges::find(kLevels, method) != kLevels.end() || std::ranges::find(kPrinters, method) != kPrinters.end();
}

bool ExposedFinder::IsPiped(const Call& call) const {
  if (call.method() != "echo") return false;
  const std::uint32_t after = call.open == kNone ? call.inner.end : call.inner.end + 1;
  // … | curl, … > ~/.npmrc; some languages take what follows for an operand
  for (std::uint32_t k = call.inner.begin; k < std::min(after + 2, t_.size()); ++k) {
    if (!t_[k].first_on_line && (t_.Is(k, "|") || t_.Is(k, ">"))) return true;
  }
  return false;
}

void ExposedFinder::Logged(const Call& call) {
  if (!IsLog(call) || IsPiped(call)) return;
  bool literal = false;
  bool of_form = false;  // "error validating CSRF token %q": a form's, which its page has anyway
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (!t_.IsString(i)) continue;
    const std::string& value = t_.StringAt(i).value;
    literal |= Has(value, "eyJ") && Dots(value) >= 2;
    of_form |= Has(value, "CSRF");
  }
  if (literal) return r_.Tell(kInLog, call, Severity::kCritical);
  if (of_form) return;
  // What a tool for the command line prints is its result.
  std::optional<Confidence> confidence;
  if (call.path.size() == 1 && r_.Holds("argparse|sys.argv|import click|optparse|getopt|OptionParser|docopt|typer"))
    confidence = Confidence::kLow;
  // Rust's and Go's, which ask whether somebody sees it.
  if (r_.Holds("atty::is(|is_terminal()|isatty.IsTerminal(|term.IsTerminal(") && PrintsResult(call))
    confidence = Confidence::kLow;
  // A step of GSS-API's handshake is called so too.
  if (r_.Holds("erberos|GSSContext|gssapi|SPNEGO|Spnego") && !r_.Holds("jwt|JWT|Jwt")) confidence = Confidence::kLow;
  // read -p 'Token: ' TOKEN, and echo $TOKEN below: what somebody typed is shown to them.
  if (call.method() == "echo" && r_.Holds("read -p |read -r |read -s |read -rsp ")) confidence = Confidence::kLow;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  in_log_ = call.method() != "echo";  // a secret that signs tokens is shown; shells hand it on so, mostly
  bool shown = false;
  for (std::size_t i = 0; i < arguments.size() && !shown; ++i)
    shown = HoldsToken(arguments[i].value) && !ShowsTypeOnly(arguments, i);
  in_log_ = false;
  if (shown) r_.Tell(kInLog, call, {}, IsOfLink(call) ? Confidence::kLow : confidence);
}

// println!("{jwt}"), println!("{}", jwt), fmt.Println(jwt): the token, and no word about it.
bool ExposedFinder::PrintsResult(const Call& call) const {
  static constexpr auto kPrinters = std::to_array<std::string_view>({"println", "print", "Println", "Print"});
  if (!OneOf(call.method(), kPrinters)) return false;
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (!t_.IsString(i)) continue;
    const std::string& text = t_.StringAt(i).value;
    if (!text.starts_with('{') || !text.ends_with('}') || Has(text, " ")) return false;
  }
  return p_.Arguments(call.inner).size() <= 2;
}

// Errorf("the token (%T) has no …", token) of Go; printf("token %d of %s", token, name) of C, whose token is a number
bool ExposedFinder::ShowsTypeOnly(const std::vector<Argument>& arguments, std::size_t index) const {
  const bool c = r_.Is(LanguageId::kCpp);
  if (!c && !r_.Is(LanguageId::kGo)) return false;
  const auto is_text = [this](const Argument& one) { return t_.IsString(one.value.begin); };
  const auto first = c ? std::ranges::find_if(arguments, is_text) : arguments.begin();
  const auto place = static_cast<std::size_t>(first - arguments.begin());
  if (place >= index || !is_text(*first)) return false;
  const std::string& format = t_.StringAt(first->value.begin).value;
  const std::size_t wanted = index - place;
  std::size_t verbs = 0;
  for (std::size_t at = format.find('%'); at != std::string::npos; at = format.find('%', at + 1)) {
    const std::string_view flags = c ? "+-# 0123456789.*hlLqjzt" : "+-# 0123456789.*[]";
    const std::size_t verb = std::min(format.find_first_not_of(flags, at + 1), format.size());
    if (verb == format.size()) return false;
    // "%.*s" takes its width from the argument before.
    if (c) verbs += static_cast<std::size_t>(std::ranges::count(std::string_view(format).substr(at, verb - at), '*'));
    at = verb;
    if (format[at] != '%' && ++verbs == wanted) return c ? !Has("sS@", format.substr(at, 1)) : format[at] == 'T';
  }
  return false;
}

bool ExposedFinder::IsOfLink(const Call& call) const {
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (t_.IsName(i) && TokenName(t_.Text(i)) == 2) return false;
  }
  static constexpr auto kOfLinks = std::to_array<std::string_view>(
      {"invite", "invitation", "verification token", "verification link", "reset token", "password reset",
       "reset_password", "email change", "change_email", "activation", "activatetoken", "confirm-email",
       "confirm_email", "fcm token", "resetpassword", "forgotpassword", "verifyemail", "confirmemail",
       "device registered", "onregistered", "pushnotification", "push notification", "acme", "http01",
       "dns01", "certificate challenge", "emailconfirmationtoken", "passwordresettoken"});
  const std::string text =
      Lower(p_.regions()[p_.FunctionOfToken(call.begin)].name) + " " + Lower(FunctionText(call.begin));
  return std::ranges::any_of(kOfLinks, [&text](std::string_view word) { return Has(text, word); });
}

void ExposedFinder::LoggedLazily(std::uint32_t brace) {
  static constexpr auto kLevels = std::to_array<std::string_view>({"trace", "debug", "info", "warn", "error"});
  if (brace < 3 || t_[brace].pair == kNone || !t_.Is(brace - 2, ".")) return;
  if (std::ranges::find(kLevels, t_.Text(brace - 1)) == kLevels.end() || !Has(Lower(t_.Text(brace - 3)), "log")) return;
  const Range body{brace + 1, t_[brace].pair};
  if (HoldsToken(body)) r_.Tell(kInLog, {brace - 3, body.end + 1});
}

bool ExposedFinder::IsRaiseWord(std::uint32_t i) const {
  static constexpr auto kOfRuby = std::to_array<std::string_view>({"raise", "fail", "halt", "abort"});
  static constexpr auto kOfPerl = std::to_array<std::string_view>({"die", "croak", "confess"});
  static constexpr auto kBefore = std::to_array<std::string_view>({".", "->", "def", "sub", "defp"});
  static constexpr auto kAfter = std::to_array<std::string_view>({":", "=", "=>", ")", ","});
  if (!t_.IsName(i) || (i > 0 && OneOf(t_.Text(i - 1), kBefore)) || OneOf(t_.Text(i + 1), kAfter)) return false;
  if (i > 0 && t_.Is(i - 1, ":") && t_[i - 1].end == t_[i].begin) return false;  // a symbol
  switch (p_.language().id) {
    case LanguageId::kRuby:
      return OneOf(t_.Text(i), kOfRuby);
    case LanguageId::kElixir:
      return t_.Is(i, "raise");
    case LanguageId::kPerl:
      return OneOf(t_.Text(i), kOfPerl);
    default:
      return false;
  }
}

void ExposedFinder::Raised(std::uint32_t word) {
  std::uint32_t end = word + 1;
  while (end < t_.size() && !t_[end].first_on_line && end < word + 40) ++end;
  std::uint32_t first = word + 1;
  if (t_.Is(first, "(") && t_[first].pair != kNone) {
    end = t_[first].pair;
    ++first;
  }
  // raise UnverifiedJWT, "…": the class is no token.
  while (first + 2 < end && t_.IsName(first) && IsUpper(t_.Text(first)[0]) &&
         (t_.Is(first + 1, "::") || t_.Is(first + 1, ".")))
    first += 2;
  if (first < end && t_.IsName(first) && IsUpper(t_.Text(first)[0])) ++first;
  if (HoldsToken({first, end}, false)) r_.Tell(kInError, {word, end});
}

// return {"error": …, "token": token}, 401 and return jsonify({…}), 401 of Flask
void ExposedFinder::Returned(std::uint32_t word) {
  const Range value = p_.Expression(word + 1);
  if (value.empty() || !t_.Is(value.end, ",")) return;
  const std::string_view status = t_.Text(value.end + 1);
  if (status.size() != 3 || (status[0] != '4' && status[0] != '5')) return;
  Range object = value;
  if (t_.Is(value.begin, "jsonify") && t_.Is(value.begin + 1, "(") && t_[value.begin + 1].pair != kNone)
    object = {value.begin + 2, t_[value.begin + 1].pair};
  if (!t_.Is(object.begin, "{")) return;
  for (const Argument& entry : p_.EntriesOf(object.begin)) {
    if (HoldsToken(entry.value, false)) return r_.Tell(kInError, {word, value.end});
  }
}

// assert token.count(".") == 2, f"malformed: {token}" of Python
void ExposedFinder::Asserted(std::uint32_t word) {
  const Range condition = p_.Expression(word + 1);
  if (condition.empty() || !t_.Is(condition.end, ",")) return;
  const Range text = p_.Expression(condition.end + 1);
  if (HoldsToken(text, false)) r_.Tell(kInError, {word, text.end});
}

void ExposedFinder::Streamed(std::uint32_t sign) {
  if (sign == 0) return;
  std::uint32_t head = sign - 1;
  if (t_.Is(head, ")") && t_[head].pair != kNone && t_[head].pair > 0) head = t_[head].pair - 1;  // LOG(INFO) <<
  static constexpr auto kStreams = std::to_array<std::string_view>(
      {"cout", "cerr", "clog", "LOG", "VLOG", "DLOG", "qDebug", "qInfo", "qWarning", "qCritical", "qCDebug", "qCInfo",
       "qCWarning", "qCCritical", "BOOST_LOG_TRIVIAL"});
  if (!t_.IsName(head) || std::ranges::find(kStreams, t_.Text(head)) == kStreams.end()) return;
  for (std::uint32_t i = sign; i < t_.size() && i < sign + 60 && !t_.Is(i, ";"); ++i) {
    if (t_.IsName(i) && IsToken(t_.Text(i)) && !IsWordOfText(i) && t_.Is(i - 1, "<") &&
        (t_.Is(i + 1, "<") || t_.Is(i + 1, ";")))
      return r_.Tell(kInLog, {head, i + 1});
  }
}

void ExposedFinder::InError(const Call& call) {
  const std::string& method = call.method();
  bool raises = false;
  std::uint32_t before = call.begin;
  if (before > 0 && t_.Is(before - 1, "\\")) --before;  // PHP's root of names
  if (before > 0 && (t_.Is(before - 1, "new") || t_.Is(before - 1, "New"))) --before;
  if (before > 0) raises = t_.Is(before - 1, "throw") || t_.Is(before - 1, "raise") || t_.Is(before - 1, "Throw");
  // throw new E(message).setToken(token): the token is no part of the text.
  if (call.name > call.begin + 2 && t_.Is(call.name - 2, ")")) raises = false;
  raises |= (method == "Errorf" && !IsLog(call)) || (method == "New" && call.path.front() == "errors") ||
            method == "panic" || method == "bail" || method == "anyhow" || method == "fatalError" ||
            method == "failwithf" ||  // of F#
            (method == "Error" && call.path.front() == "net/http") || RaisesByName(call);
  raises |= (method == "raise" && call.open == kNone) || AnswersWithError(call) || AnswersInPython(call) ||
            MakesError(call);
  if (!raises && (method == "json" || method == "send" || method == "end")) {
    // res.status(401).json({ error: …, token }), reply.code(401).send(…)
    for (std::uint32_t i = call.begin; i < call.name; ++i) {
      if ((t_.Is(i, "status") || t_.Is(i, "code")) && t_.Is(i + 1, "(") && !t_.Text(i + 2).empty() &&
          (t_.Text(i + 2)[0] == '4' || t_.Text(i + 2)[0] == '5'))
        raises = true;
    }
  }
  if (method == "super" || IsInitOfSuper(call)) return InErrorClass(call);
  if (!raises) return ErrorEntry(call);
  if (IsOfParser(call)) return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  for (std::size_t k = IsAssertion(call) ? 1 : 0; k < arguments.size(); ++k) {
    const Argument& argument = arguments[k];
    if (HoldsToken(argument.value, false) && !ShowsTypeOnly(arguments, k))
      return r_.Tell(kInError, call, {}, IsOfLink(call) ? std::optional(Confidence::kLow) : std::nullopt);
    const std::uint32_t object = p_.ObjectOf(argument.value);
    if (object == kNone || object < call.inner.begin) continue;
    for (const Argument& entry : p_.EntriesOf(object)) {
      if (HoldsToken(entry.value, false)) return r_.Tell(kInError, call);
    }
  }
}

// What libraries and languages have to refuse with a text: abort_if(true, 403, "…"), NewHTTPError(401, "…").
bool ExposedFinder::RaisesByName(const Call& call) const {
  static constexpr auto kOfPhp =
      std::to_array<std::string_view>({"abort", "abort_if", "abort_unless", "die", "exit", "trigger_error"});
  static constexpr auto kOfSwift =
      std::to_array<std::string_view>({"NSError", "preconditionFailure", "assertionFailure"});
  static constexpr auto kAnswers =
      std::to_array<std::string_view>({"JSON", "String", "IndentedJSON", "AbortWithStatusJSON"});
  const std::string& method = call.method();
  switch (p_.language().id) {
    case LanguageId::kPhp:
      return call.path.size() == 1 && OneOf(method, kOfPhp);
    case LanguageId::kSwift:
      return OneOf(method, kOfSwift);
    case LanguageId::kLua:
      return call.path.size() == 1 && method == "error";
    case LanguageId::kRust:
      return method == "Err" && t_.Is(call.inner.begin, "format");
    case LanguageId::kGo:
      return method == "NewHTTPError" || (method == "NewError" && ReceiverMatches(call.path, "~fiber")) ||
             (method == "Error" && ReceiverMatches(call.path, "~grpc/status")) ||
             (OneOf(method, kAnswers) && IsStatusOfError(call.inner.begin));
    default:
      return false;
  }
}

// 401 and its like, of clients' errors and servers'.
bool ExposedFinder::IsErrorStatus(std::string_view number) {
  return number.size() == 3 && (number[0] == '4' || number[0] == '5') && IsDigit(number[1]) && IsDigit(number[2]);
}

// 401, http.StatusForbidden: what the answer at token `i` begins with.
bool ExposedFinder::IsStatusOfError(std::uint32_t i) const {
  static constexpr auto kFine = std::to_array<std::string_view>(
      {"StatusOK", "StatusCreated", "StatusAccepted", "StatusNoContent", "StatusPartialContent", "StatusFound",
       "StatusSeeOther", "StatusTemporaryRedirect", "StatusPermanentRedirect", "StatusMovedPermanently"});
  if (IsErrorStatus(t_.Text(i))) return true;
  return t_.Is(i + 1, ".") && t_.Text(i + 2).starts_with("Status") && !OneOf(t_.Text(i + 2), kFine);
}

// "Unexpected token: " + token
bool ExposedFinder::IsOfParser(const Call& call) const {
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (t_.IsString(i) && Has(Lower(t_.StringAt(i).value), "unexpected token")) return true;
  }
  return false;
}

// super().__init__(…), Exception.__init__(self, …) of Python
bool ExposedFinder::IsInitOfSuper(const Call& call) const {
  return r_.Is(LanguageId::kPython) && call.method() == "__init__" && call.path.size() > 1;
}

// class TokenRejected extends Error { constructor(token) { super(`rejected ${token}`) … } }
// class TokenRejected(Exception): def __init__(self, token): super().__init__(f"rejected {token}")
void ExposedFinder::InErrorClass(const Call& call) {
  const bool python = r_.Is(LanguageId::kPython);
  if (!python && !r_.Is(LanguageId::kJavaScript)) return;
  std::uint32_t region = p_.FunctionOfToken(call.begin);
  while (region != 0 && p_.regions()[region].kind != RegionKind::kClass) region = p_.regions()[region].parent;
  const Region& holder = p_.regions()[region];
  const auto names_error = [](std::string_view name) { return name.ends_with("Error") || name.ends_with("Exception"); };
  bool of_error = false;
  for (std::uint32_t i = holder.header; i < holder.body.begin && region != 0; ++i) {
    of_error |=
        (python ? t_[i + 1].inside != kNone : t_.Is(i, "extends")) && t_.IsName(i + 1) && names_error(t_.Text(i + 1));
  }
  if (!of_error || IsOfParser(call)) return;
  // A parser has tokens and errors, too, but answers no requests.
  const bool answers = auth_ || r_.Holds("401|403|nauthorized|orbidden");
  for (const Argument& argument : p_.Arguments(call.inner)) {
    bool shown = HoldsToken(argument.value, false);
    if (!shown && answers && argument.value.size() == 1 && t_.IsString(argument.value.begin)) {
      const StringLiteral& text = t_.StringAt(argument.value.begin);
      if (!text.interpolated) continue;
      Holes(t_.text.substr(text.begin, text.end - text.begin),
            [&](std::string_view name, std::size_t) { shown |= TokenName(name) > 0; });
    }
    if (shown) return r_.Tell(kInError, call, {}, IsOfLink(call) ? std::optional(Confidence::kLow) : std::nullopt);
  }
}

void ExposedFinder::ErrorEntry(const Call& call) {
  const auto tells = [this, &call](const Argument& entry) {
    if (entry.name != "error" && entry.name != "detail" && entry.name != "err") return false;
    if (!HoldsToken(entry.value, false)) return false;
    r_.Tell(kInError, call);
    return true;
  };
  for (const Argument& argument : p_.Arguments(call.inner)) {
    if (tells(argument)) return;
    if (t_.Is(argument.value.begin, "func")) continue;  // of Go, whose `err := …` is no entry
    const std::uint32_t object = p_.ObjectOf(argument.value);
    if (object == kNone || object < call.inner.begin) continue;
    for (const Argument& entry : p_.EntriesOf(object)) {
      if (tells(entry)) return;
    }
  }
}

}  // namespace packrake::code
