#include "credential/setting_use.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/config_command.h"
#include "credential/guessable.h"
#include "credential/line_bytes.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "match/search.h"

namespace packrake::code {
namespace {

constexpr std::string_view kRandom = "rand";

bool IsLetter(char c) { return IsAlpha(c) || c == '_'; }
bool IsOneOf(char c, std::string_view set) { return c != '\0' && set.find(c) != std::string_view::npos; }

// One past the dotted name that goes on at `at`.
std::size_t EndOfName(std::string_view line, std::size_t at) {
  while (at < line.size() && (IsNameByte(line[at]) || (line[at] == '.' && IsLetter(At(line, at + 1))))) ++at;
  return at;
}

// A product's name for its JWT key that no word of it gives away (IsProductSetting).
bool IsProductLeaf(std::string_view leaf) {
  static constexpr auto kLeaves = std::to_array<std::string_view>(
      {"AccessSecret", "AudienceSecret", "secretkey", "secretKey", "token_secret", "TokenKey", "_APP_OPENSSL_KEY_V1"});
  return std::ranges::find(kLeaves, leaf) != kLeaves.end();
}

bool NamesSecret(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::string_view leaf = dot == std::string_view::npos ? name : name.substr(dot + 1);
  return KindOfName(leaf) != NameKind::kOther || SettingCalled(leaf) != nullptr || IsProductLeaf(leaf) ||
         MayNameKey(leaf);
}

// regexp.MustCompile(`…`), new RegExp("…"), re.compile(r'…'): a text that looks for secrets.
bool MakesPattern(std::string_view value) {
  for (const std::string_view maker : {"regexp.", "re.", "Regex", "new Reg", "Pattern.", "RegExp", "new Regex"}) {
    if (value.starts_with(maker)) return true;
  }
  return false;
}

// os.environ["SECRET_KEY"], config('SECRET_KEY'): nothing is quoted but the name under which a value is kept, and no
// other value is named.
bool IsOnlyLookedUp(std::string_view value) {
  const std::size_t open = kQuotes.FindIn(value);
  if (open == 0 || open == std::string_view::npos || !IsOneOf(value[open - 1], "([")) return false;
  const std::string_view asked = value.substr(0, open - 1);
  static constexpr auto kKept = std::to_array<std::string_view>({"env", "config", "setting", "cfg", ".key"});
  if (std::ranges::none_of(kKept, [asked](std::string_view word) { return ContainsWord(asked, word); })) return false;
  const std::size_t close = value.find(value[open], open + 1);
  if (close == std::string_view::npos || close == open + 1 || !IsOneOf(At(value, close + 1), ")]")) return false;
  const std::string_view name = value.substr(open + 1, close - open - 1);
  if (!std::ranges::all_of(name, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; })) return false;
  const std::string_view rest = value.substr(close + 2);
  static constexpr auto kOther = std::to_array<std::string_view>({"|", "?", " or ", " if ", ":", "or_"});
  return !HasQuote(rest) && std::ranges::none_of(kOther, [rest](std::string_view sign) {
    return rest.find(sign) != std::string_view::npos;
  });
}

// Whether one of the quotes of `value` holds a letter or digit: not "/" between two names.
bool QuotesSomething(std::string_view value) {
  for (std::size_t open = kQuotes.FindIn(value); open != std::string_view::npos;) {
    const std::size_t close = value.find(value[open], open + 1);
    if (close == std::string_view::npos) return true;  // it goes on below
    if (std::ranges::any_of(value.substr(open, close - open), IsAlnum)) return true;
    const std::size_t next = kQuotes.FindIn(value.substr(close + 1));
    open = next == std::string_view::npos ? next : close + 1 + next;
  }
  return false;
}

// "xxxxxxxxxxxx", '********': nothing but one sign.
bool IsFiller(std::string_view value) {
  constexpr std::size_t kShortest = 4;
  const std::size_t close = value.find(value.front(), 1);
  if (close == std::string_view::npos || close < kShortest + 1) return false;
  const char sign = value[1];
  return (sign == 'x' || sign == 'X' || sign == '*' || sign == '.') && value.find_first_not_of(sign, 1) == close;
}

// 99ae8af...snip...ec0f262ac: what a document leaves out
bool IsCutShort(std::string_view value) {
  value = value.substr(0, value.find_first_of(" \t\"',;", 1));
  const std::size_t dots = value.find("...");
  return dots != std::string_view::npos && dots > 1 && IsAlnum(value[dots - 1]) && IsAlnum(At(value, dots + 3));
}

// random_string(64), "%064x" % Kernel.rand(2**256), format('%x', rand(9)): what is made anew each time.
bool IsMadeAtRandom(std::string_view value) {
  const auto begin = std::search(value.begin(), value.end(), kRandom.begin(), kRandom.end(),
                                 [](char c, char r) { return ToLower(c) == r; });
  if (begin == value.end()) return false;
  auto at = static_cast<std::size_t>(begin - value.begin());
  while (IsNameByte(At(value, at)) || At(value, at) == '.') ++at;
  if (At(value, at) != '(') return false;
  const std::size_t open = kQuotes.FindIn(value);
  return open == std::string_view::npos || At(value, open + 1) == '%';
}

// class Pair(val token: String, val tokenSecret: String): a parameter, with a type behind the colon at `sign`. Fields
// on lines of their own may be given something by what stands above them.
bool IsTypedParameter(std::string_view line, std::size_t start, std::size_t sign) {
  static constexpr auto kTypes = std::to_array<std::string_view>({"String", "string", "str", "bytes", "ByteArray"});
  const std::string_view before = line.substr(0, start);
  const std::size_t bracket = before.find_last_of("()");
  if (bracket == std::string_view::npos || before[bracket] == ')' || HasQuote(before)) return false;
  const std::size_t begin = SkipBlanks(line, sign + 1);
  const std::size_t end = EndOfName(line, begin);
  return std::ranges::find(kTypes, line.substr(begin, end - begin)) != kTypes.end() && IsOneOf(At(line, end), ",)");
}

// if not app.secret_key: of Python
bool IsAsked(std::string_view line) {
  const std::string_view head = line.substr(SkipBlanks(line, 0));
  return head.starts_with("if ") || head.starts_with("elif ") || head.starts_with("while ");
}

// Whether what is given at `at` may be a literal or lead to one.
bool MayLeadToLiteral(std::string_view line, std::size_t at) {
  at = SkipBlanks(line, at);
  if (at >= line.size()) return true;  // it stands on the next line
  const std::string_view value = line.substr(at);
  // A number of an enumeration or a table; what has more digits may be somebody's key.
  constexpr std::size_t kNumber = 6;
  const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
  if (digits > 0 && digits < kNumber && digits < value.size() && IsOneOf(value[digits], ",;)}")) return false;
  if (value.front() == '%') return false;  // "secretKey:%s"
  if (value.front() == '<' && IsLetter(At(value, 1))) {
    // <your-key-id>, also in a documentation's brackets: [ secret_key: <secret> ]
    const std::size_t close = value.find('>');
    if (close != value.npos && value.find_first_not_of(" ]>", close) == value.npos) return false;
  }
  if (IsCutShort(value)) return false;
  const std::string_view bare = value.substr(IsQuote(value.front()) ? 1 : 0);
  if (bare.starts_with("${{") && bare.find("||") == std::string_view::npos) return false;  // GitHub's secrets
  if (IsQuote(value.front()) && IsFiller(value)) return false;
  if (!IsLetter(value.front())) return true;
  if (MakesPattern(value) || IsOnlyLookedUp(value) || IsMadeAtRandom(value)) return false;
  if (HasQuote(value)) return QuotesSomething(value);
  const std::size_t end = EndOfName(value, 0);
  if (At(value, end) == '[' && IsDigit(At(value, end + 1))) return false;  // parts[4]
  constexpr std::string_view kNothing[] = {"nil", "null", "None", "undefined", "true", "false"};
  if (std::ranges::find(kNothing, value.substr(0, end)) != std::end(kNothing)) return false;
  const std::size_t after = SkipBlanks(value, end);
  if (MayBeGuessable(value)) return true;
  if (At(value, after) == '(') return value.ends_with('(');  // its arguments stand below
  // LOG=info,JWT_SECRET=…,JWT_TTL=600: a list of variables, whose values are words.
  if (At(value, after) == ',' && IsUpper(At(value, after + 1))) return true;
  // In a program: a name that speaks of the secret itself is set somewhere, and that line is looked at.
  const bool of_program =
      after >= value.size() ? value.substr(0, end).find('.') != std::string_view::npos : IsOneOf(value[after], ",;)}");
  if (!of_program) return true;
  constexpr std::string_view kTelling[] = {"secret", "key", "token", "salt", "jwt"};
  return std::ranges::none_of(kTelling,
                              [&](std::string_view word) { return ContainsWord(value.substr(0, end), word); });
}

// name: SECRET_KEY, "key": "SECRET_KEY": one half of a pair, whose other half is the value.
bool IsNameOfPair(std::string_view line, std::size_t start) {
  std::string_view before = line.substr(0, start);
  const auto trim = [&before](std::string_view what) {
    while (!before.empty() && IsOneOf(before.back(), what)) before.remove_suffix(1);
  };
  if (before.ends_with('/')) before = before.substr(0, before.find_last_of("\"' \t") + 1);  // "/prod/jwt-secret"
  const bool bare = !before.empty() && !IsQuote(before.back());
  trim("\"'`");
  trim(" \t");
  if (before.empty() || !IsOneOf(before.back(), ":=")) return false;
  // Key = authSecretKey: a variable of a program.
  const std::string_view name = line.substr(start, EndOfName(line, start) - start);
  if (bare && (before.back() == '=' || At(line, start + name.size()) == ',')) {
    for (std::size_t i = 1; i < name.size(); ++i) {
      if (IsLower(name[i - 1]) && IsUpper(name[i])) return false;
    }
  }
  trim(":= \t\"'`");
  for (const std::string_view word : {"name", "Name", "key", "Key"}) {
    if (before.ends_with(word) &&
        (before.size() == word.size() || !IsNameByte(before[before.size() - word.size() - 1])))
      return true;
  }
  return false;
}

// Whether the bracket at `open` closes at once and nothing but what a call's value goes to follows: get_key();
bool IsCalledWithNothing(std::string_view line, std::size_t open) {
  std::size_t at = SkipBlanks(line, open + 1);
  if (line.substr(at).starts_with("void)")) at += 4;
  return At(line, at) == ')' && IsOneOf(At(line, SkipBlanks(line, at + 1)), ";),.");
}

// Whether the call at `open` is one of C's functions: declared with a parameter, a getter's, or given no more than a
// name. What a getter gives back is set elsewhere.
bool IsOfC(std::string_view line, std::size_t start, std::size_t open) {
  const std::size_t first = SkipBlanks(line, open + 1);
  const std::string_view name = line.substr(start, open - start);
  if (line.substr(first).starts_with("const ")) return true;
  if (name.starts_with("get_") && line.substr(first).starts_with("void)")) return true;
  if (!name.starts_with("set_") || std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
  if (start > 0 && IsOneOf(line[start - 1], ".>:")) return false;
  const std::size_t end = EndOfName(line, first);
  return end > first && line.substr(end).starts_with(");");
}

// loadSecretKeys(client, name): what is got, not given.
bool IsGetter(std::string_view name) {
  static constexpr auto kVerbs = std::to_array<std::string_view>(
      {"get", "load", "read", "fetch", "find", "validate", "check", "verify", "parse", "has", "is", "generate"});
  return std::ranges::any_of(kVerbs, [name](std::string_view verb) {
    if (name.size() <= verb.size()) return false;
    const char next = name[verb.size()];
    return name.starts_with(verb) && (IsUpper(next) || next == '_');
  });
}

// Whether the quoted name at `start`, with the path that leads to it, is the first argument of a call.
bool IsFirstArgument(std::string_view line, std::size_t start) {
  start = BeginOfPath(line, start, ".");
  if (start == 0 || !IsQuote(line[start - 1])) return false;
  std::size_t before = start - 1;
  while (before > 0 && (line[before - 1] == ' ' || line[before - 1] == '\t')) --before;
  return before > 0 && line[before - 1] == '(';
}

// key := os.Getenv("JWT_SECRET"): where there is none, the next lines may give the name something else.
bool IsAskedOfEnvironment(std::string_view before, char closer) {
  return closer == ')' && before.find('=') != std::string_view::npos && ContainsWord(before, "env");
}

}  // namespace

bool IsSettingWord(std::string_view word) {
  std::string plain;
  for (const char c : word) {
    if (!IsOneOf(c, "_-.")) plain += ToLower(c);
  }
  static constexpr auto kHeads =
      std::to_array<std::string_view>({"secret", "session", "cookie", "app", "hmac", "token", "sign", "access",
                                       "refresh", "auth", "reset", "forgot", "verif", "confirm", "activation"});
  const std::string_view rest = plain;
  for (const std::string_view head : kHeads) {
    if (!rest.starts_with(head)) continue;
    if (head == "hmac" && !rest.starts_with("hmacsecret")) return false;
    if (rest.starts_with("secretor") || rest.starts_with("signwith") || rest.starts_with("secretsig") ||
        rest.starts_with("verifysignature"))
      return false;
    for (const std::string_view tail : {"key", "secret", "salt", "sign", "token"}) {
      if (rest.find(tail, head.size()) != std::string_view::npos) return true;
    }
  }
  return false;
}

bool MaySetLiteral(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t start = begin;
  while (start > 0 && IsNameByte(line[start - 1])) --start;
  std::size_t at = EndOfName(line, end);
  std::string_view name = line.substr(start, at - start);
  if (name.starts_with("--")) return true;  // an option of a command line
  if (name.starts_with('-') && IsLetter(At(name, 1)) && line.find_first_of(" \t=", at) == at) return true;
  for (const std::string_view setter : {"set", "Set", "with", "With"}) {
    if (name.starts_with(setter)) name.remove_prefix(setter.size());
  }
  if (!NamesSecret(name)) return false;
  if (line.substr(0, start).ends_with("trailer.")) return false;  // git's: what it puts below a message
  if (ContainsWord(name, "aws_secret")) return false;  // of a cloud

  // INSERT INTO tenants (name, jwt_secret) VALUES (…): what a column is given may stand on the next line.
  const std::string_view before = line.substr(0, start);
  const bool into = before.find("INTO ") != std::string_view::npos || before.find("into ") != std::string_view::npos;
  const bool column = At(line, at) == ',' || At(line, at) == ')' || IsQuote(At(line, at));
  if (into && column && before.find('(') != std::string_view::npos) return true;

  // echo … > /run/jwtsecret
  if (before.find("echo ") != std::string_view::npos && before.find('>') != std::string_view::npos) return true;

  bool quoted = false;
  bool cast = false;  // (*Secret)(nil)
  for (int closers = 0; closers < 4 && IsOneOf(At(line, at), "\"'`])}?!"); ++closers, ++at) {
    quoted |= IsQuote(line[at]);
    cast |= line[at] == ')';
  }
  const std::size_t sign = SkipBlanks(line, at);
  const char c = At(line, sign);
  // certificates[secretKey] = x: an entry that a variable names
  if (start > 1 && line[start - 1] == '[' && IsNameByte(line[start - 2]) && std::ranges::any_of(name, IsLower))
    return false;
  // `app.secret_key` (or …), | `ACME_SECRET_KEY` |: words of a document
  const std::size_t path = BeginOfPath(line, start, ".");
  if (IsOneOf(c, "(|,") && at > 0 && line[at - 1] == '`' && path > 0 && line[path - 1] == '`') return false;
  // open('/etc/app/SECRET_KEY'): a path, unless something is given to it.
  const bool in_path = quoted && start > 1 && line[start - 1] == '/' && line[start - 2] != '/';
  if (in_path && !HasQuote(line.substr(sign)) && !IsNameOfPair(line, start)) return false;
  const bool ends = c == '\0' || c == ',' || c == '}' || line.substr(sign).starts_with("value");
  if (ends && IsNameOfPair(line, start)) return true;
  switch (c) {
    case ';':
    case '\0':
      if (quoted && IsAskedOfEnvironment(line.substr(0, start), At(line, at - 1))) return true;
      // `SECRET_KEY` on a line of its own: an argument or an entry of a list. After a key's closing bracket, a section.
      return c == '\0' && at > 0 && line[at - 1] == ']' && line[SkipBlanks(line, 0)] == '[';
    case '=':
      if (At(line, sign + 1) == '=' && At(line, sign + 2) != '"' && line.substr(sign, 4) != "====")
        return false;  // compared
      return MayLeadToLiteral(line, sign + (At(line, sign + 1) == '>' ? 2 : 1));
    case ':': {
      if (SkipBlanks(line, sign + 1) >= line.size() && IsAsked(line)) return false;
      if (At(line, sign + 1) == '=') return MayLeadToLiteral(line, sign + 2);
      // A term in a list of AsciiDoc.
      if (At(line, sign + 1) == ':') return SkipBlanks(line, sign + 2) < line.size();
      if (IsTypedParameter(line, start, sign)) return false;
      // A type, in the languages that write it behind the name: only what follows its own sign counts.
      const std::size_t type = SkipBlanks(line, sign + 1);
      const std::size_t equals = line.find('=', type);
      const std::string_view between = line.substr(type, equals == std::string_view::npos ? 0 : equals - type);
      if (equals != std::string_view::npos && !HasQuote(between)) return MayLeadToLiteral(line, equals + 1);
      return MayLeadToLiteral(line, sign + 1);
    }
    case '(':
      return !cast && (HasQuote(line.substr(sign)) || (!IsGetter(name) && !IsCalledWithNothing(line, sign) &&
                                                       !IsOfC(line, start, sign) && MayLeadToLiteral(line, sign + 1)));
    case ',':
      // set("SECRET_KEY", …), get('app.secret', 'default'), define( 'SECRET_KEY', '…' )
      if (quoted && IsFirstArgument(line, start) && SkipBlanks(line, sign + 1) < line.size() &&
          MayLeadToLiteral(line, sign + 1))
        return true;
      // An argument on a line of its own.
      if (quoted && SkipBlanks(line, sign + 1) >= line.size() && SkipBlanks(line, 0) + 1 == start) return true;
      // {jwt_secret, "…"} of Erlang
      if (start > 0 && line[start - 1] == '{' && HasQuote(line.substr(sign))) return true;
      // StringVar(&key, "secret-key", "…"), buildConfigField "String", "SECRET_KEY", "…", set :session_secret, '…'
      return (quoted || (start > 0 && line[start - 1] == ':')) && HasQuote(line.substr(sign)) &&
             !IsMadeAtRandom(line.substr(sign));
    case '|':
      if (sign == at && At(line, sign + 1) != '|') return false;  // (?:password|secret_key|token)
      return start == 0 || line[start - 1] != '!';  // if (!secret_key || …
    case '?':
      return true;
    case '>':  // not len(c.SecretKey) > 0
      return sign == at || quoted;
    case '<':  // <key>JWTSecret</key>, whose value stands in the next element
      return path > 0 && line[path - 1] == '>' && At(line, sign + 1) == '/';
    case '.':  // env::var("SECRET_KEY").unwrap_or("…")
      return quoted && HasQuote(line.substr(sign));
    case '{':  // variable "secret_key" {, and C#'s { get; set; } = "…"
      return quoted || line.find("= \"", sign) != std::string_view::npos;
    default:
      break;
  }
  if (sign > at && line.substr(SkipBlanks(line, 0)).starts_with("param ")) return HasQuote(line.substr(sign));  // Bicep
  const std::string_view next = line.substr(sign, 6);
  for (const std::string_view word : {"or ", "value=", "Value=", "As ", "as ", "to ", "TO "}) {
    if (next.starts_with(word)) return true;
  }
  if (sign > at && (c == '"' || c == '\'')) return true;  // secret_key "…" in Ruby
  // if s := os.Getenv("SECRET_KEY"); s != "" { return s }: what else is returned stands below.
  if (quoted && line.substr(SkipBlanks(line, 0)).starts_with("if ") && ContainsWord(before, "env")) return true;
  // A directive and its one value: AuthJWTSignatureSharedSecret c2VjcmV0…
  constexpr std::size_t kShortestValue = 16;
  if (sign > at && SkipBlanks(line, 0) == start && line.size() - sign >= kShortestValue &&
      line.find_first_of(" \t(", sign) == std::string_view::npos)
    return true;
  if (line.find("efault:\"", sign) != std::string_view::npos) return true;  // a field's tag in Go
  if (HasValueFlag(line.substr(std::min(sign, line.size())))) return true;
  // <column name="key" value="jwt.secret"/>, whose value stands in the next element
  if (quoted && c == '/' && line.substr(SkipBlanks(line, 0)).starts_with("<column ")) return true;
  // <string name="jwt_secret" translatable="false">…</string>
  if (quoted && line[SkipBlanks(line, 0)] == '<' && line.find("</", sign) != std::string_view::npos) return true;
  return sign > at && SetsBehindBlank(line.substr(SkipBlanks(line, 0)));
}

}  // namespace packrake::code
