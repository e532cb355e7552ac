#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <utility>

#include "credential/misuse_reader.h"
#include "credential/sinks.h"
#include "credential/value.h"

// Tokens where others read them: logs, errors, URLs, storage, cookies, clear text; and tokens used for what they are
// not.
namespace packrake::code {
namespace {

constexpr std::string_view kInLog = "jwt.misuse.token-in-log";
constexpr std::string_view kInError = "jwt.misuse.token-in-error";
constexpr std::string_view kInUrl = "jwt.misuse.token-in-url";
constexpr std::string_view kWebStorage = "jwt.misuse.web-storage";
constexpr std::string_view kMobileStorage = "jwt.misuse.mobile-storage";
constexpr std::string_view kCookie = "jwt.misuse.cookie-flags";
constexpr std::string_view kPlainHttp = "jwt.misuse.plain-http";
constexpr std::string_view kIdToken = "jwt.misuse.id-token-bearer";
constexpr std::string_view kForwarded = "jwt.misuse.token-forwarded";
constexpr std::string_view kBroadScope = "jwt.misuse.broad-scope";
constexpr std::string_view kKeyFromToken = "jwt.misuse.key-from-token";

// A file that says one of these speaks of people's tokens, not of a parser's.
constexpr std::string_view kAuthWords =
    "jwt|JWT|Jwt|Bearer|bearer|Authorization|authorization|access_token|accessToken|id_token|idToken|auth_token|"
    "authToken|login|Login|logout|Logout|signIn|SignIn|sign_in";

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// How surely a name is that of a token: 2 by itself, 1 in a file that speaks of log-ins, 0 not.
int TokenName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) name = name.substr(dot + 1);
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty() || words.size() > 5) return 0;
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"csrf",   "xsrf",     "cancel",  "cancellation", "page",     "next",     "continuation", "sync",
       "push",   "device",   "fcm",     "apns",         "syntax",   "design",   "lexer",        "parser",
       "type",   "count",    "name",    "expiry",       "expires",  "exp",      "expiration",   "url",
       "uri",    "endpoint", "header",  "service",      "provider", "valid",    "is",           "has",
       "no",     "missing",  "invalid", "length",       "hash",     "hashed",   "masked",       "id_hash",
       "info",   "error",    "reset",   "verification", "invite",   "limit",    "max",          "num",
       "secret", "key",      "prefix",  "kind",         "pos",      "position", "index",        "start",
       "end"});
  if (std::ranges::any_of(kOthers, has)) return 0;
  const std::string& last = words.back();
  if (last == "jwt" || last == "jws" || last == "bearer" || last == "accesstoken" || last == "idtoken" ||
      last == "jwttoken")
    return 2;
  if (has("jwt") && (last == "token" || last == "value" || last == "string")) return 2;
  if (last != "token") return 0;
  if (has("access") || has("id") || has("refresh") || has("auth") || has("bearer") || has("user") || has("session") ||
      has("signed") || has("jwt"))
    return 2;
  return words.size() <= 2 ? 1 : 0;
}

class ExposedFinder {
 public:
  explicit ExposedFinder(MisuseReader& reader)
      : r_(reader), p_(reader.p), t_(reader.t), auth_(reader.Holds(kAuthWords)) {}

  void Run() {
    for (const Call& call : p_.calls()) {
      Logged(call);
      InError(call);
      Stored(call);
      Cookie(call);
      ClearText(call);
      Parameters(call);
    }
    for (std::uint32_t i = 0; i < t_.size(); ++i) {
      if (t_.IsString(i)) OfString(i);
    }
    for (const Binding& binding : p_.bindings()) OfBinding(binding);
    Scopes();
    Headers();
  }

 private:
  bool IsToken(std::string_view name) const {
    const int sure = TokenName(name);
    return sure == 2 || (sure == 1 && auth_);
  }

  // --- Expressions that hold a whole token.

  // Whether the argument is a token, or text with one in it. Lengths, slices and digests of one are not.
  bool HoldsToken(Range range, bool literals = true) const {
    for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 400; ++i) {
      if (t_.IsString(i)) {
        const StringLiteral& literal = t_.StringAt(i);
        // Rust's println!("{token}") is a string like any other until the macro reads it.
        if ((literal.interpolated || r_.Is(LanguageId::kRust)) &&
            HoleHoldsToken(t_.text.substr(literal.begin, literal.end - literal.begin)))
          return true;
        if (literals && literal.value.find("eyJ") != std::string::npos && Dots(literal.value) >= 2) return true;
        continue;
      }
      if (!t_.IsName(i) || !IsToken(t_.Text(i))) continue;
      const std::string_view next = t_.Text(i + 1);
      if (i + 1 < range.end && t_[i + 1].kind == TokenKind::kSign &&
          (next == "." || next == "?." || next == "[" || next == "(" || next == "=" || next == "==" || next == "!=" ||
           next == "===" || next == "!==" || next == "?" || next == "&&" || next == "->" || next == "::")) {
        if (!(next == "." && (t_.Is(i + 2, "to_string") || t_.Is(i + 2, "toString") || t_.Is(i + 2, "ToString"))))
          continue;
      }
      if (i + 1 < range.end && (next == ":" || next == "=>") && !t_.IsString(i)) {
        continue;  // a key
      }
      if (i > range.begin && (t_.Is(i - 1, "!") || t_.Is(i - 1, "typeof") || t_.Is(i - 1, "!!") || t_.Is(i - 1, "not")))
        continue;
      // Inside another call the token may be masked, hashed or counted; inside an index it is a key.
      const std::uint32_t open = t_[i].inside;
      if (open != kNone && open > range.begin && t_.Is(open, "[") && (t_.IsName(open - 1) || t_.Is(open - 1, "]")))
        continue;
      if (open != kNone && open >= range.begin && t_.Is(open, "(") && open > range.begin && t_.IsName(open - 1)) {
        const std::string callee = Lower(t_.Text(open - 1));
        static constexpr auto kPlain =
            std::to_array<std::string_view>({"str", "string", "format", "sprintf", "stringify", "json", "repr",
                                             "valueof", "concat", "tostring", "dumps", "bytes"});
        if (std::ranges::find(kPlain, callee) == kPlain.end()) continue;
      }
      return true;
    }
    return false;
  }

  static long Dots(std::string_view text) { return std::ranges::count(text, '.'); }

  // The names in the holes of an interpolated string: ${a.b}, {a}, #{a}, \(a), $a.
  template <class Visit>
  static void Holes(std::string_view raw, Visit&& visit) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
      std::size_t begin = std::string_view::npos;
      std::size_t end = std::string_view::npos;
      const std::size_t mark = i;
      if (raw[i] == '{' || (raw[i] == '(' && i > 0 && raw[i - 1] == '\\')) {
        begin = i + 1;
        end = raw.find_first_of("})", begin);
      } else if (raw[i] == '$' && i + 1 < raw.size() && std::isalpha(static_cast<unsigned char>(raw[i + 1]))) {
        begin = i + 1;
        end = begin;
        while (end < raw.size() && (std::isalnum(static_cast<unsigned char>(raw[end])) || raw[end] == '_')) ++end;
      }
      if (begin == std::string_view::npos || end == std::string_view::npos) continue;
      std::string_view name = raw.substr(begin, end - begin);
      while (!name.empty() && (name.front() == '$' || name.front() == '@' || name.front() == ' '))
        name.remove_prefix(1);
      while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
      if (name.starts_with('{')) continue;  // ${{ … }} of a build service
      const std::size_t format = name.find(':');
      if (format != std::string_view::npos) name = name.substr(0, format);
      const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
      });
      if (plain) visit(name, mark);
      i = end > i ? end - 1 : i;
    }
  }

  bool HoleHoldsToken(std::string_view raw) const {
    bool found = false;
    Holes(raw, [&](std::string_view name, std::size_t) { found |= IsToken(name) && !name.ends_with(".length"); });
    return found;
  }

  // --- Logs and errors.

  bool IsLog(const Call& call) const {
    const std::string& method = call.method();
    std::string receiver;
    for (std::size_t k = 0; k + 1 < call.path.size(); ++k) receiver += Lower(call.path[k]) + ".";
    static constexpr auto kPrinters = std::to_array<std::string_view>(
        {"print",        "println",  "printf", "puts",       "pp",          "error_log", "var_dump",  "print_r",
         "NSLog",        "eprintln", "dbg",    "Println",    "Printf",      "Print",     "WriteLine", "Write-Host",
         "Write-Output", "echo",     "os_log", "debugPrint", "console_log", "Debugln",   "syslog"});
    static constexpr auto kLevels = std::to_array<std::string_view>(
        {"log",      "debug",     "info",        "warn",   "warning", "error",          "trace",    "fatal",
         "critical", "exception", "verbose",     "notice", "Debug",   "Info",           "Warn",     "Error",
         "Trace",    "Debugf",    "Infof",       "Warnf",  "Errorf",  "LogInformation", "LogDebug", "LogWarning",
         "LogError", "LogTrace",  "Information", "Fatal",  "Fatalf",  "Println",        "Printf",   "Print",
         "d",        "e",         "i",           "w",      "v",       "fine",           "severe",   "dir",
         "silly",    "http",      "msg",         "Infow",  "Debugw",  "WriteLine",      "Write"});
    if (receiver.empty()) {
      if (std::ranges::find(kPrinters, method) != kPrinters.end()) return true;
      return p_.language().id == LanguageId::kRust && std::ranges::find(kLevels, method) != kLevels.end() &&
             method.size() > 3 && call.open != kNone && call.open > 0 && t_.Is(call.open - 1, "!");
    }
    const bool logs = Has(receiver, "console.") || Has(receiver, "log") || Has(receiver, "fmt.") ||
                      Has(receiver, "system.out") || Has(receiver, "system.err") || Has(receiver, "timber") ||
                      Has(receiver, "debug.") || Has(receiver, "winston") || Has(receiver, "sentry");
    // A script inside another format is cut by that format's rules.
    const bool script = call.path.size() > 1 && call.path[call.path.size() - 2] == "console";
    if (!logs || (script && !r_.Is(LanguageId::kJavaScript))) return false;
    if (Has(receiver, "fmt.")) return method.starts_with("Print");
    return std::ranges::find(kLevels, method) != kLevels.end() ||
           std::ranges::find(kPrinters, method) != kPrinters.end();
  }

  // echo "$TOKEN" | docker login --password-stdin
  bool IsPiped(const Call& call) const {
    const std::uint32_t after = call.open == kNone ? call.inner.end : call.inner.end + 1;
    return call.method() == "echo" && (t_.Is(after, "|") || t_.Is(after + 1, "|"));
  }

  void Logged(const Call& call) {
    if (!IsLog(call) || IsPiped(call)) return;
    bool literal = false;
    for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
      literal |=
          t_.IsString(i) && t_.StringAt(i).value.find("eyJ") != std::string::npos && Dots(t_.StringAt(i).value) >= 2;
    }
    if (literal) return r_.Tell(kInLog, call, Severity::kCritical);
    // What a tool for the command line prints is its result.
    std::optional<Confidence> confidence;
    if (call.path.size() == 1 && r_.Holds("argparse|sys.argv|import click|optparse|getopt|OptionParser|docopt|typer"))
      confidence = Confidence::kLow;
    for (const Argument& argument : p_.Arguments(call.inner)) {
      if (HoldsToken(argument.value)) return r_.Tell(kInLog, call, {}, confidence);
    }
  }

  void InError(const Call& call) {
    const std::string& method = call.method();
    bool raises = false;
    std::uint32_t before = call.begin;
    if (before > 0 && (t_.Is(before - 1, "new") || t_.Is(before - 1, "New"))) --before;
    if (before > 0) raises = t_.Is(before - 1, "throw") || t_.Is(before - 1, "raise") || t_.Is(before - 1, "Throw");
    raises |= method == "Errorf" || (method == "New" && call.path.front() == "errors") || method == "panic" ||
              method == "bail" || method == "anyhow" || method == "fatalError";
    raises |= method == "raise" && call.open == kNone;
    if (!raises && (method == "json" || method == "send" || method == "end")) {
      // res.status(401).json({ error: …, token })
      const auto status = std::ranges::find(call.path, "status");
      if (status != call.path.end()) {
        for (std::uint32_t i = call.begin; i < call.name; ++i) {
          if (t_.Is(i, "status") && t_.Is(i + 1, "(") && !t_.Text(i + 2).empty() &&
              (t_.Text(i + 2)[0] == '4' || t_.Text(i + 2)[0] == '5'))
            raises = true;
        }
      }
    }
    if (!raises) return ErrorEntry(call);
    for (const Argument& argument : p_.Arguments(call.inner)) {
      if (HoldsToken(argument.value, false)) return r_.Tell(kInError, call);
      const std::uint32_t object = p_.ObjectOf(argument.value);
      if (object == kNone || object < call.inner.begin) continue;
      for (const Argument& entry : p_.EntriesOf(object)) {
        if (HoldsToken(entry.value, false)) return r_.Tell(kInError, call);
      }
    }
  }

  // jsonify({"error": "… " + token}), HTTPException(detail=f"… {token}")
  void ErrorEntry(const Call& call) {
    const auto tells = [this, &call](const Argument& entry) {
      if (entry.name != "error" && entry.name != "detail" && entry.name != "err") return false;
      if (!HoldsToken(entry.value, false)) return false;
      r_.Tell(kInError, call);
      return true;
    };
    for (const Argument& argument : p_.Arguments(call.inner)) {
      if (tells(argument)) return;
      const std::uint32_t object = p_.ObjectOf(argument.value);
      if (object == kNone || object < call.inner.begin) continue;
      for (const Argument& entry : p_.EntriesOf(object)) {
        if (tells(entry)) return;
      }
    }
  }

  // --- Storage.

  bool KeyNamesToken(Range value) const {
    const std::string constant = p_.ConstantOf(value);
    if (constant.starts_with('"')) return TokenName(std::string_view(constant).substr(1)) > 0;
    // A key by the name of a constant: TOKEN_KEY
    const std::vector<std::string> words = WordsOf(p_.PathOf(value));
    const bool token =
        std::ranges::find(words, "token") != words.end() || std::ranges::find(words, "jwt") != words.end();
    return token && std::ranges::find(words, "expiry") == words.end() &&
           std::ranges::find(words, "expires") == words.end();
  }

  bool TellsExpiry(Range value) const {
    const std::string text = Lower(r_.TextOf(value));
    return text.ends_with(".exp") || Has(text, "expir") || text == "null" || text == "''" || text == "\"\"" ||
           text == "true" || text == "false" || text == "undefined";
  }

  void Stored(const Call& call) {
    const std::string& method = call.method();
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (method == "setItem" && arguments.size() >= 2) {
      const bool named = KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false);
      if (!named || TellsExpiry(arguments[1].value)) return;
      const std::string receiver = Lower(call.path.size() > 1 ? call.path[call.path.size() - 2] : "");
      if ((Has(receiver, "asyncstorage") || Has(receiver, "async-storage"))) return r_.Tell(kMobileStorage, call);
      if (Has(receiver, "securestore") || Has(receiver, "keychain") || Has(receiver, "encrypted") ||
          Has(receiver, "secure"))
        return;
      if (Has(receiver, "localstorage") || Has(receiver, "sessionstorage") || Has(receiver, "storage"))
        r_.Tell(kWebStorage, call);
      return;
    }
    const bool mobile = p_.language().id == LanguageId::kKotlin || p_.language().id == LanguageId::kJava ||
                        p_.language().id == LanguageId::kDart;
    if (mobile && (method == "putString" || method == "setString") && arguments.size() >= 2) {
      if (r_.Holds("EncryptedSharedPreferences|flutter_secure_storage|FlutterSecureStorage") ||
          !r_.Holds("SharedPreferences|sharedPreferences|prefs"))
        return;
      if (KeyNamesToken(arguments[0].value) || HoldsToken(arguments[1].value, false)) r_.Tell(kMobileStorage, call);
      return;
    }
    if (p_.language().id == LanguageId::kSwift && (method == "set" || method == "setValue") &&
        ReceiverMatches(call.path, "~userdefaults|~defaults") && !arguments.empty()) {
      bool named = HoldsToken(arguments[0].value, false);
      if (const auto key = r_.Named(arguments, "forKey")) named |= KeyNamesToken(*key);
      if (named) r_.Tell(kMobileStorage, call);
      return;
    }
    if ((method == "writeFileSync" || method == "writeFile" || method == "writeText" || method == "file_put_contents" ||
         method == "WriteAllText" || method == "writeToFile" || method == "write_text" || method == "openFileOutput" ||
         method == "WriteFile") &&
        !arguments.empty()) {
      for (const Argument& argument : arguments) {
        if (argument.value.size() <= 4 && HoldsToken(argument.value, false))
          return r_.Tell(kMobileStorage, call, {}, Confidence::kMedium);
      }
    }
  }

  void OfBinding(const Binding& binding) {
    const std::string& target = binding.target;
    if (binding.value.empty()) return;
    const std::string lower = Lower(target);
    for (const std::string_view storage : {"localstorage.", "sessionstorage."}) {
      const std::size_t at = lower.find(storage);
      if (at == std::string::npos) continue;
      if (TokenName(target.substr(at + storage.size())) > 0 && !TellsExpiry(binding.value))
        r_.Tell(kWebStorage, {binding.value.begin, binding.value.end});
    }
    if (lower == "document.cookie" || lower.ends_with(".document.cookie")) {
      const std::string text = Lower(r_.TextOf(binding.value));
      // A script cannot set HttpOnly, whatever it writes.
      const bool clears =
          Has(text, "max-age=0") || Has(text, "expires=thu,01jan1970") || Has(text, "expires=thu, 01 jan 1970");
      if (NamesTokenCookie(text) && !clears) r_.Tell(kCookie, {binding.value.begin, binding.value.end});
    }
    // Ruby: cookies[:jwt] = …
    if (p_.language().id == LanguageId::kRuby && lower.starts_with("cookies.")) {
      if (TokenName(target.substr(8)) == 0) return;
      const std::string text = Lower(r_.TextOf(binding.value));
      if (!(Has(text, "httponly:true") && Has(text, "secure:true")))
        r_.Tell(kCookie, {binding.value.begin, binding.value.end});
    }
  }

  // --- Cookies.

  static bool NamesTokenCookie(std::string_view text) {
    for (const std::string_view name : {"token=", "jwt=", "access_token=", "auth=", "bearer=", "accesstoken=",
                                        "id_token=", "sessionid=", "session="}) {
      const std::size_t at = text.find(name);
      if (at == std::string_view::npos) continue;
      if (at == 0 || (!std::isalnum(static_cast<unsigned char>(text[at - 1])) || name == "token=")) {
        if (name == "token=" && at >= 4 && (text.substr(at - 4, 4) == "csrf" || text.substr(at - 4, 4) == "xsrf"))
          continue;
        return true;
      }
    }
    return false;
  }

  bool CookieOfToken(const std::vector<Argument>& arguments) const {
    // An empty value takes the cookie away.
    if (const auto emptied = r_.Positional(arguments, 1); emptied && p_.ConstantOf(*emptied) == "\"") return false;
    const auto name = r_.Positional(arguments, 0);
    if (name) {
      const std::string constant = p_.ConstantOf(*name);
      if (constant.starts_with('"') && TokenName(std::string_view(constant).substr(1)) > 0) return true;
    }
    for (const std::string_view key : {"key", "name", "Name"}) {
      const auto named = r_.Named(arguments, key);
      if (named && p_.ConstantOf(*named).size() > 1 && TokenName(std::string_view(p_.ConstantOf(*named)).substr(1)) > 0)
        return true;
    }
    const auto value = r_.Positional(arguments, 1);
    return value && HoldsToken(*value, false);
  }

  // Whether an option is there and on. An options argument that this file does not show may have it.
  bool OptionOn(const std::vector<Argument>& arguments, std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      const auto value = r_.OptionOfCall(arguments, name);
      // Anything but false may be true: `secure: isProduction`.
      if (value && !r_.IsFalse(*value)) return true;
    }
    return false;
  }

  bool OptionsUnknown(const std::vector<Argument>& arguments, std::size_t place) const {
    const auto options = r_.Positional(arguments, place);
    return options && p_.ObjectOf(*options) == kNone;
  }

  bool SpreadsIn(Range range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (t_.Is(i, "...") || (t_.Is(i, "*") && t_.Is(i + 1, "*"))) return true;
    }
    return false;
  }

  void Cookie(const Call& call) {
    const std::string& method = call.method();
    const LanguageId id = p_.language().id;
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (id == LanguageId::kJavaScript &&
        (method == "cookie" || method == "setCookie" || (method == "set" && ReceiverMatches(call.path, "~cookie")))) {
      if (arguments.size() < 2 || !CookieOfToken(arguments) || SpreadsIn(call.inner)) return;
      if (arguments.size() >= 3 && OptionsUnknown(arguments, 2)) return;
      const bool browser = ReceiverMatches(call.path, "~js-cookie|=Cookies|=cookies|~universal-cookie") &&
                           !OptionOn(arguments, {"httpOnly"});
      if (!OptionOn(arguments, {"httpOnly", "httponly", "HttpOnly"}) || !OptionOn(arguments, {"secure", "Secure"}))
        r_.Tell(kCookie, call, {}, browser ? Confidence::kMedium : Confidence::kHigh);
    } else if (id == LanguageId::kPython && method == "set_cookie") {
      if (!CookieOfToken(arguments) || SpreadsIn(call.inner)) return;
      if (!OptionOn(arguments, {"httponly"}) || !OptionOn(arguments, {"secure"})) r_.Tell(kCookie, call);
    } else if (id == LanguageId::kPhp && method == "setcookie") {
      if (!CookieOfToken(arguments)) return;
      const auto secure = r_.Positional(arguments, 5);
      const auto http_only = r_.Positional(arguments, 6);
      const bool by_place = secure && http_only && !r_.IsFalse(*secure) && !r_.IsFalse(*http_only);
      if (!by_place && !(OptionOn(arguments, {"httponly"}) && OptionOn(arguments, {"secure"}))) r_.Tell(kCookie, call);
    } else if (id == LanguageId::kCSharp && method == "Append" && ReceiverMatches(call.path, "~cookies")) {
      if (!CookieOfToken(arguments)) return;
      if (arguments.size() >= 3 && OptionsUnknown(arguments, 2)) return;
      if (!OptionOn(arguments, {"HttpOnly"}) || !OptionOn(arguments, {"Secure"})) r_.Tell(kCookie, call);
    } else if (id == LanguageId::kGo && method == "SetCookie" && arguments.size() == 7) {
      // gin: name, value, age, path, domain, secure, http only
      if (!CookieOfToken(arguments)) return;
      if (r_.IsFalse(arguments[5].value) || r_.IsFalse(arguments[6].value)) r_.Tell(kCookie, call);
    } else if (id == LanguageId::kGo && method == "Cookie" && call.is_braced) {
      const auto name = r_.Named(arguments, "Name");
      if (!name || TokenName(std::string_view(p_.ConstantOf(*name)).substr(p_.ConstantOf(*name).empty() ? 0 : 1)) == 0)
        return;
      const auto on = [&](std::string_view option) {
        const auto value = r_.Named(arguments, option);
        return value && !r_.IsFalse(*value);
      };
      if (!on("HttpOnly") || !on("Secure")) r_.Tell(kCookie, call);
    } else if ((id == LanguageId::kJava || id == LanguageId::kKotlin) && method == "Cookie") {
      if (!CookieOfToken(arguments)) return;
      const std::string& body = FunctionText(call.begin);
      const bool http_only = Has(body, "setHttpOnly(true)") || Has(body, "isHttpOnly=true");
      const bool secure = Has(body, "setSecure(true)") || Has(body, "secure=true");
      if (!http_only || !secure) r_.Tell(kCookie, call);
    }
  }

  // The text of the function round `token`, without white space; kept, for one function holds many calls.
  const std::string& FunctionText(std::uint32_t token) const {
    const Range body = r_.FunctionRound(token);
    const auto [found, fresh] = function_texts_.try_emplace(body.begin);
    if (!fresh) return found->second;
    std::string& out = found->second;
    for (std::uint32_t i = body.begin; i < body.end && out.size() < 20'000; ++i) out += t_.Text(i);
    return out;
  }

  // --- The wire.

  static bool IsLocalHost(std::string_view url) {
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

  // How an address begins: a string, a name of one, `BASE + "/me"` or f"{BASE}/me".
  std::string UrlOfExpression(Range expression) const {
    if (expression.empty()) return "";
    Range value = p_.Resolve(expression);
    if (value.empty()) return "";
    if (t_.IsName(value.begin) && value.size() > 1) value = p_.Resolve({value.begin, value.begin + 1});
    if (value.empty() || !t_.IsString(value.begin)) return "";
    const StringLiteral& literal = t_.StringAt(value.begin);
    if (!literal.interpolated) return literal.value;
    const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
    std::string base;
    Holes(raw, [&](std::string_view name, std::size_t mark) {
      if (mark > 1 || !base.empty()) return;
      for (const Binding* binding : p_.BindingsOf(std::string(name))) {
        if (binding->value.size() == 1 && t_.IsString(binding->value.begin))
          base = t_.StringAt(binding->value.begin).value;
      }
    });
    return base.empty() ? literal.value : base;
  }

  void ClearText(const Call& call) {
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (arguments.empty()) return;
    for (const Argument& argument : arguments) {
      std::string url;
      url = UrlOfExpression(argument.value);
      for (const std::string_view name : {"baseURL", "url", "uri", "base_url"}) {  // axios.create({ baseURL: … })
        if (const auto inner = url.empty() ? r_.Option(argument.value, name) : std::nullopt)
          url = UrlOfExpression(*inner);
      }
      if (!url.starts_with("http://") || IsLocalHost(url)) continue;
      const auto speaks = [](std::string_view text) {
        return Has(text, "Bearer") && (Has(text, "uthorization") || Has(text, "eaders") || Has(text, "etHeader"));
      };
      std::string inner;
      for (std::uint32_t i = call.inner.begin; i < call.inner.end && inner.size() < 4000; ++i) inner += t_.Text(i);
      bool bearer = speaks(inner);
      for (const Argument& other : arguments) {
        const std::uint32_t object = p_.ObjectOf(other.value);
        if (object != kNone && t_[object].pair != kNone && !bearer)
          bearer = speaks(r_.TextOf({object, t_[object].pair}) + "headers");
      }
      const std::string method = Lower(call.method());
      const bool request = Has(method, "request") || method == "open" || Has(method, "get") || Has(method, "post") ||
                           method == "url" || method == "uri" || (method == "create" && call.path.front() == "URI");
      if (!bearer && request) bearer = speaks(FunctionText(call.begin));
      if (bearer) return r_.Tell(kPlainHttp, call);
    }
  }

  // Query parameters by name: params={'access_token': t}, searchParams.append('token', t)
  void Parameters(const Call& call) {
    const std::string& method = call.method();
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    const auto is_query_name = [](const std::string& name) {
      return name == "token" || name == "jwt" || name == "access_token" || name == "id_token" || name == "auth_token" ||
             name == "accessToken";
    };
    if ((method == "append" || method == "set" || method == "Add" || method == "Set" || method == "queryParam" ||
         method == "addQueryParameter") &&
        arguments.size() == 2 &&
        (ReceiverMatches(call.path, "~searchparams|~urlsearch|~query|~uribuilder|~uricomponents|~httpurl") ||
         method == "queryParam" || method == "addQueryParameter")) {
      const std::string constant = p_.ConstantOf(arguments[0].value);
      std::optional<Severity> severity;
      if (constant == "\"token" && !auth_) severity = Severity::kMedium;  // any service's, as in UrlOf
      if (constant.starts_with('"') && is_query_name(constant.substr(1)) && !t_.IsString(arguments[1].value.begin))
        r_.Tell(kInUrl, call, severity);
      return;
    }
    for (const Argument& argument : arguments) {
      Range params = argument.value;
      if (argument.name != "params") {
        const auto inner = argument.name.empty() && p_.ObjectOf(argument.value) != kNone &&
                                   p_.ObjectOf(argument.value) >= call.inner.begin
                               ? r_.Option(argument.value, "params")
                               : std::nullopt;
        if (!inner) continue;
        params = *inner;
      }
      const std::uint32_t object = p_.ObjectOf(params);
      if (object == kNone) continue;
      for (const Argument& entry : p_.EntriesOf(object)) {
        const std::string name = entry.name.empty() ? std::string(t_.Text(entry.value.begin)) : entry.name;
        if (is_query_name(name) && (HoldsToken(entry.value, true) || TokenName(name) == 2))
          return r_.Tell(kInUrl, call);
      }
    }
  }

  // --- Strings.

  void OfString(std::uint32_t i) {
    const StringLiteral& literal = t_.StringAt(i);
    if (literal.end - literal.begin > 4000) return;
    const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
    BearerOf(i, raw);
    UrlOf(i, raw, literal.interpolated);
    if (Has(raw, "Set-Cookie") || (i > 1 && t_.IsString(i - 2) && Lower(t_.StringAt(i - 2).value) == "set-cookie"))
      SetCookieOf(i, raw);
  }

  void SetCookieOf(std::uint32_t i, std::string_view raw) {
    std::string text = Lower(raw);
    // What is joined to it counts.
    const Range whole = p_.Expression(i);
    text += Lower(r_.TextOf(whole));
    if (!NamesTokenCookie(text)) return;
    if (!Has(text, "httponly") || !Has(text, "secure")) r_.Tell(kCookie, {i, i + 1});
  }

  // The name that follows text: in the hole after it, or joined to it.
  void BearerOf(std::uint32_t i, std::string_view raw) {
    const std::size_t at = raw.find("Bearer ");
    if (at == std::string_view::npos) return;
    std::string name;
    Holes(raw, [&](std::string_view hole, std::size_t mark) {
      if (mark >= at + 6 && name.empty()) name = std::string(hole);
    });
    if (name.empty() && raw.size() <= at + 9) {
      std::uint32_t k = i + 1;
      if (t_.Is(k, "+") || t_.Is(k, ".") || t_.Is(k, "&") || t_.Is(k, "<>") || t_.Is(k, "%") || t_.Is(k, ",") ||
          t_.Is(k, "..")) {
        const Range value = p_.Expression(k + 1);
        for (std::uint32_t j = value.begin; j < value.end && j < value.begin + 8; ++j) {
          if (t_.IsName(j))
            name = std::string(t_.Text(j));
          else if (!t_.Is(j, ".") && !t_.Is(j, "->") && !t_.Is(j, "?."))
            break;
        }
      } else if (t_.Is(k, ".") && t_.Is(k + 1, "format") && t_.Is(k + 2, "(")) {
        name = p_.PathOf(p_.Expression(k + 3));
      }
    }
    if (name.empty()) return;
    const std::vector<std::string> words =
        WordsOf(name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1));
    const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    const Range whole{i, std::min(i + 1, t_.size())};
    if ((has("id") && has("token")) || has("idtoken"))
      r_.Tell(kIdToken, whole);
    else if ((has("user") || has("incoming") || has("caller") || has("client") || has("original") || has("received")) &&
             (has("token") || has("jwt")))
      r_.Tell(kForwarded, whole, {}, Confidence::kLow);
  }

  void UrlOf(std::uint32_t i, std::string_view raw, bool interpolated) {
    static constexpr auto kNames =
        std::to_array<std::string_view>({"token=", "jwt=", "access_token=", "id_token=", "auth_token=", "bearer=",
                                         "accesstoken=", "authtoken=", "auth="});
    const std::string lower = Lower(raw);
    // Links that a mail carries hold tokens of one use.
    const bool mailed = Has(lower, "reset") || Has(lower, "verif") || Has(lower, "confirm") || Has(lower, "invit") ||
                        Has(lower, "unsubscribe") || Has(lower, "activate");
    for (const std::string_view name : kNames) {
      for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
        if (at == 0 || (lower[at - 1] != '?' && lower[at - 1] != '&' && lower[at - 1] != '#')) continue;
        // project=x&token=y, without a question mark, is a form's body.
        const std::string_view head = std::string_view(lower).substr(0, at);
        if (lower[at - 1] == '&' && Has(head, "=") && !Has(head, "?") && !Has(head, "://")) continue;
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
          filled = (interpolated && (rest.starts_with("${") || rest.starts_with("{") || rest.starts_with("#{") ||
                                     rest.starts_with("\\(") || rest.starts_with("$"))) ||
                   rest.starts_with("%s") || rest.starts_with("%v") ||
                   (rest.starts_with("{}") || rest.starts_with("{0}")) || (rest.starts_with("eyJ"));
        }
        if (!filled) continue;
        // Services of all kinds take a `token`; whose it is, a file that never speaks of JWTs or log-ins leaves open.
        std::optional<Severity> severity;
        if ((name == "token=" || name == "auth=") && !auth_) severity = Severity::kMedium;
        return r_.Tell(kInUrl, {i, i + 1}, severity, mailed ? Confidence::kLow : Confidence::kHigh);
      }
    }
    if (!interpolated) {
      // "https://host/x/" + jwt
      const bool url = lower.starts_with("http") || lower.starts_with("/") || lower.starts_with("ws");
      if (url && raw.ends_with('/') &&
          (t_.Is(i + 1, "+") || (t_.Is(i + 1, ".") && p_.language().id == LanguageId::kPhp)) && t_.IsName(i + 2) &&
          TokenName(t_.Text(i + 2)) == 2 && !mailed && !t_.Is(i + 3, ".") && !t_.Is(i + 3, "(")) {
        r_.Tell(kInUrl, {i, i + 3});
      }
      return;
    }
    bool told = false;
    Holes(raw, [&](std::string_view name, std::size_t mark) {
      // The mark is `{`; before it may be `$` or `#`.
      std::size_t before = mark;
      while (before > 0 && (raw[before - 1] == '$' || raw[before - 1] == '#' || raw[before - 1] == '\\')) --before;
      if (told || before == 0 || raw[before - 1] != '/' || mailed) return;
      const bool url = lower.starts_with("http") || lower.starts_with("/") || lower.starts_with("ws") ||
                       raw.starts_with("${") || raw.starts_with("{");
      if (!url || TokenName(name) == 0) return;
      if (TokenName(name) == 2 || (auth_ && r_.Holds("jwt|JWT|Jwt"))) {
        told = true;
        r_.Tell(kInUrl, {i, i + 1}, {}, TokenName(name) == 2 ? Confidence::kHigh : Confidence::kMedium);
      }
    });
  }

  // --- Scopes, and the caller's token passed on.

  void Scopes() {
    for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
      const bool named = (t_.IsName(i) && (t_.Is(i, "scope") || t_.Is(i, "scopes"))) ||
                         (t_.IsString(i) && (t_.StringAt(i).value == "scope" || t_.StringAt(i).value == "scopes"));
      if (!named || !(t_.Is(i + 1, ":") || t_.Is(i + 1, "=") || t_.Is(i + 1, "=>"))) continue;
      const Range value = p_.Expression(i + 2);
      if (value.size() > 12) continue;
      int grants = 0;
      bool all = false;
      for (const std::string& text : r_.Strings(value)) {
        std::string word;
        for (const char c : text + " ") {
          if (std::isalnum(static_cast<unsigned char>(c)) || c == '*') {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            continue;
          }
          if (word == "*" || word == "all" || word == "full" || word == "superuser" || word == "root") all = true;
          if (word == "read" || word == "write" || word == "admin" || word == "delete" || word == "manage" ||
              word == "owner")
            ++grants;
          if (word == "admin") ++grants;
          word.clear();
        }
      }
      if ((all || grants >= 3) && r_.Holds("token|jwt|JWT|oauth|OAuth"))
        r_.Tell(kBroadScope, {i, value.end}, {}, Confidence::kLow);
    }
    // authorization=user_token, headers={'Authorization': request.headers['Authorization']}
    for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
      const bool named = (t_.IsName(i) && Lower(t_.Text(i)) == "authorization") ||
                         (t_.IsString(i) && Lower(t_.StringAt(i).value) == "authorization");
      if (!named || !(t_.Is(i + 1, ":") || t_.Is(i + 1, "=") || t_.Is(i + 1, "=>") || t_.Is(i + 1, ","))) continue;
      const std::uint32_t inside = t_[i].inside;
      if (inside == kNone || t_.Is(i + 1, ",")) continue;
      const Range value = p_.Expression(i + 2);
      const std::string text = Lower(r_.TextOf(value));
      const bool passed = (Has(text, "req.headers") || Has(text, "request.headers") || Has(text, "req.get(") ||
                           Has(text, "ctx.headers")) &&
                          Has(text, "authorization");
      std::string name = p_.PathOf(value);
      const std::vector<std::string> words = WordsOf(name);
      const bool users =
          std::ranges::find(words, "user") != words.end() &&
          (std::ranges::find(words, "token") != words.end() || std::ranges::find(words, "jwt") != words.end());
      if (passed || users) r_.Tell(kForwarded, {i, value.end}, {}, Confidence::kLow);
    }
  }

  // header.jku, header['x5u'], a path made of kid
  void Headers() {
    if (!r_.Holds("jwt|JWT|jose|jws")) return;
    for (std::uint32_t i = 2; i < t_.size(); ++i) {
      if (t_.IsName(i) && (t_.Is(i - 1, ".") || t_.Is(i - 1, "?.")) &&
          (t_.Is(i, "jku") || t_.Is(i, "x5u") || t_.Is(i, "jwk")) && t_.IsName(i - 2) &&
          Has(Lower(t_.Text(i - 2)), "header")) {
        if (!t_.Is(i + 1, "=") && !t_.Is(i + 1, "===") && !t_.Is(i + 1, "!=="))
          r_.Tell(kKeyFromToken, {i - 2, i + 1}, {}, Confidence::kLow);
      }
      if (!t_.IsString(i) || !t_.StringAt(i).interpolated) continue;
      const std::string_view raw = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
      bool by_kid = false;
      Holes(raw, [&](std::string_view name, std::size_t) { by_kid |= name == "kid" || name.ends_with(".kid"); });
      const bool reads = Has(raw, "/") || Has(Lower(raw), "select ") || Has(raw, ".pem") || Has(raw, ".key");
      if (by_kid && reads && !raw.starts_with("http")) r_.Tell(kKeyFromToken, {i, i + 1}, {}, Confidence::kMedium);
    }
  }

  MisuseReader& r_;
  const Program& p_;
  const Tokens& t_;
  bool auth_;
  mutable std::unordered_map<std::uint32_t, std::string> function_texts_;
};

}  // namespace

void FindExposedTokens(MisuseReader& reader) { ExposedFinder(reader).Run(); }

}  // namespace packrake::code
