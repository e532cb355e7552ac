#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/language_sets.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"

// What a call gives: its argument in another form, a default, or something known to others.
namespace packrake::code {
namespace {

constexpr auto kEnvironments = std::to_array<std::string_view>({"env", "environ", "Env", "config"});

// beego.AppConfig.String("jwtSecret"), settings.str("…"), c.String("jwt-secret") of a command line: what is asked of
// settings is found there.
bool AsksSettings(const std::vector<std::string>& path) {
  static constexpr auto kMethods = std::to_array<std::string_view>({"String", "string", "str", "Str"});
  if (path.size() < 2 || !OneOf(path.back(), kMethods)) return false;
  static constexpr auto kHolders =
      std::to_array<std::string_view>({"config", "configuration", "conf", "cfg", "settings", "viper", "properties", "c",
                                       "ctx", "cctx", "cmd", "command", "cli", "context", "flags", "ko", "koanf"});
  const std::vector<std::string> words = WordsOf(path[path.size() - 2]);
  return !words.empty() && OneOf(words.back(), kHolders);
}

// hash('sha256', $data), :crypto.hash(:sha256, data)
bool HashesByName(LanguageId id) { return id == LanguageId::kPhp || id == LanguageId::kElixir; }

// kwargs.pop("key", "…"), options.setdefault("key", "…") of Python
bool TakesFromDictionary(std::string_view method) { return method == "pop" || method == "setdefault"; }

// "utf-8" of text.encode("utf-8")
bool IsCharset(const Tokens& tokens, Range value) {
  static constexpr auto kCharsets = std::to_array<std::string_view>(
      {"utf-8", "utf8", "UTF-8", "UTF8", "ascii", "ASCII", "us-ascii", "latin-1", "latin1", "iso-8859-1", "utf-16"});
  return value.size() == 1 && tokens.IsString(value.begin) && OneOf(tokens.StringAt(value.begin).value, kCharsets);
}

// new Promise((resolve, reject) => …): what its function calls the first parameter; "" when it has none.
std::string_view FirstParameter(const Tokens& tokens, Range function) {
  static constexpr auto kWords = std::to_array<std::string_view>({"async", "function"});
  for (std::uint32_t i = function.begin; i < function.end; ++i) {
    if (tokens.Is(i, ")") || tokens.Is(i, "{") || tokens.Is(i, "=>")) break;
    if (tokens.IsName(i) && !OneOf(tokens.Text(i), kWords)) return tokens.Text(i);
  }
  return {};
}

}  // namespace

void Program::EvalCall(Range range, const Call& call, Context& context, Evaluation& out) const {
  const std::vector<Argument> arguments = Arguments(call.inner);
  const std::string& method = call.method();
  // The receiver's tokens, when the call is on a value: everything before the connector and the name.
  Range receiver{};
  if (call.name > range.begin + 1 && tokens_[call.name - 1].kind == TokenKind::kSign && call.name >= 2) {
    receiver = {std::max(range.begin, call.begin), call.name - 1};
    // ("%s-%d" % (host, port)).encode(): all that stands in the brackets
    const std::uint32_t open = tokens_.Is(call.name - 2, ")") ? tokens_[call.name - 2].pair : kNone;
    if (open != kNone && open < receiver.begin && open >= range.begin) receiver.begin = open;
  }
  const bool names_setting =
      !arguments.empty() && arguments[0].value.size() == 1 && tokens_.IsString(arguments[0].value.begin);
  if (method.starts_with("unwrap_or") || method == "getOrElse" || method == "orElse" || method == "orElseGet" ||
      method == "ifEmpty" || method == "ifBlank" || method == "or_else" || method == "withDefault" ||
      (method == "default" && language().id == LanguageId::kJavaScript && !receiver.empty())) {
    Evaluation left;
    if (!receiver.empty()) Eval(receiver, context, left);
    // sys.env.getOrElse(name, default): the first says what is asked for.
    const std::size_t first = method == "getOrElse" && arguments.size() == 2 ? 1 : 0;
    for (const Argument& argument : std::span(arguments).subspan(first)) {
      Range value = argument.value;
      for (std::uint32_t k = value.begin; k + 1 < value.end; ++k) {  // |_| "…".into()
        if (tokens_.Is(k, "||") && k == value.begin) value.begin = k + 1;
        if (tokens_.Is(k, "|") && k > value.begin) {
          value.begin = k + 1;
          break;
        }
      }
      Evaluation right;
      Eval(value, context, right);
      Merge(std::move(right), out, true);
    }
    if (left.literals.empty())
      out.lookup = true;
    else
      Merge(std::move(left), out, false);
    return;
  }
  if (EvalChosen(call, arguments, context, out)) return;
  if (names_setting && arguments.size() >= 3 && (method == "String" || method == "StringP")) {
    Evaluation inner;
    Eval(arguments[method == "StringP" ? 2 : 1].value, context, inner);
    Merge(std::move(inner), out, true);
    out.lookup = true;
    return;
  }
  if (names_setting && arguments.size() <= 2 && AsksSettings(call.path)) {
    if (arguments.size() == 2) {
      Evaluation fallback;
      Eval(arguments[1].value, context, fallback);
      Merge(std::move(fallback), out, true);
    }
    out.lookup = true;
    return;
  }
  if (method == "get" && !receiver.empty() && !arguments.empty()) {
    if (const std::vector<Range> entries = AnyEntryOf(range, 0); !entries.empty()) {
      EvalEach(entries, context, out);
      return;
    }
    if (names_setting && EvalKept(receiver, arguments, context, out)) return;
  }
  const bool looks_up = IsLookup(call.path) || TakesFromDictionary(method);
  if (names_setting && looks_up && !(receiver.size() == 1 && tokens_.IsString(receiver.begin))) {
    bool has_default = false;
    for (std::size_t k = 1; k < arguments.size(); ++k) {
      if ((k == 1 && arguments[k].name.empty()) || IsDefaultName(arguments[k].name)) {
        Evaluation inner;
        Eval(arguments[k].value, context, inner);
        inner.nulls.clear();
        Merge(std::move(inner), out, true);
        has_default = true;
      }
    }
    // str("…") and secret("…") without a default may be plain wrappers, which env.str("…") is not; then what follows
    // decides.
    const bool of_environment = call.path.size() > 1 && OneOf(call.path[call.path.size() - 2], kEnvironments);
    if (has_default || of_environment || WrappersOf(method).empty()) {
      out.lookup = true;
      return;
    }
  }
  if (EvalElixirLookup(call, arguments, false, context, out)) return;
  // getattr(settings, "JWT_SECRET", "…")
  if (method == "getattr" && arguments.size() == 3 && language().id == LanguageId::kPython) {
    Evaluation inner;
    Eval(arguments[2].value, context, inner);
    inner.nulls.clear();
    Merge(std::move(inner), out, true);
    out.lookup = true;
    return;
  }
  if (IsGuessableSource(call)) {
    out.predictable.push_back(call.begin);
    out.unknown = true;
    return;
  }
  if (IsNameBased(call, arguments, context)) {
    out.predictable.push_back(call.begin);
    out.unknown = true;
    return;
  }
  if (method == "Promise" && call.is_new && arguments.size() == 1) {
    const std::string_view resolve = FirstParameter(tokens_, arguments[0].value);
    for (const Call& one : CallsIn(FunctionOf(arguments[0].value))) {
      if (!Spend(1) || one.path.size() != 1 || one.method() != resolve) continue;
      for (const Argument& argument : Arguments(one.inner)) Eval(argument.value, context, out);
    }
    if (out.literals.empty()) out.unknown = true;
    return;
  }
  // A function of this file.
  if (const Range body = FunctionOf({call.begin, call.name + 1}); !body.empty()) {
    context.entered.push_back({FunctionOfToken(body.begin), &call});
    EvalFunctionResult(body, context, out);
    context.entered.pop_back();
    return;
  }
  if (method == "hash" && arguments.size() > 1 && HashesByName(language().id)) {
    Evaluation inner;
    Eval(arguments[1].value, context, inner);
    return AddDigest(std::move(inner), arguments[1].value, call, context, out);
  }
  for (const Wrapper& wrapper : WrappersOf(method)) {
    Evaluation inner;
    if (wrapper.argument == Wrapper::kReceiver) {
      if (receiver.empty()) continue;
      Eval(receiver, context, inner);
      if (inner.literals.empty() && inner.predictable.empty() && !inner.lookup) continue;
    } else {
      if (arguments.size() <= static_cast<std::size_t>(wrapper.argument)) continue;
      if (method == "bytes" && call.path.size() > 1) continue;  // reader.bytes("jwt")
      // Promise.resolve("…") of JavaScript gives what it is given; any other resolver looks it up.
      if (method == "resolve" && call.path.size() > 1 && language().id != LanguageId::kJavaScript) continue;
      // keys.of(tenant): a look-up, unlike Optional.of(key)
      if (method == "of" && call.path.size() > 1 && IsLower(call.path[call.path.size() - 2][0])) continue;
      const Argument& argument = arguments[static_cast<std::size_t>(wrapper.argument)];
      // JWK(kid='…'), Field(env='…')
      static constexpr auto kOthers = std::to_array<std::string_view>(
          {"kid", "kty", "alg", "env", "alias", "validation_alias", "title", "description"});
      if (std::ranges::find(kOthers, argument.name) != kOthers.end()) continue;
      if (!receiver.empty() && IsCharset(tokens_, argument.value)) continue;
      Eval(argument.value, context, inner);
      bool base64 = wrapper.base64;
      // Buffer.from(x, 'base64'), data(base64Encoded:)
      for (const Argument& other : arguments) {
        if (other.value.size() == 1 && tokens_.IsString(other.value.begin) && &other != &argument) {
          const std::string& coding = tokens_.StringAt(other.value.begin).value;
          if (coding == "base64" || coding == "base64url") base64 = true;
        }
        if (other.name == "base64Encoded") base64 = true;
      }
      for (Literal& literal : inner.literals) literal.base64 |= base64;
    }
    if (IsDigest(call.path) && wrapper.argument >= 0 && !arguments.empty() &&
        IsOfKnown(inner, arguments[0].value, context))
      return AddDigest(std::move(inner), arguments[0].value, call, context, out);
    if (!inner.literals.empty() || inner.lookup || !inner.predictable.empty() || !inner.nulls.empty()) {
      Merge(std::move(inner), out, false);
      return;
    }
  }
  if (IsDigest(call.path) && !arguments.empty()) {
    Evaluation inner;
    Eval(arguments[0].value, context, inner);
    if (IsOfKnown(inner, arguments[0].value, context))
      return AddDigest(std::move(inner), arguments[0].value, call, context, out);
    // MessageDigest.getInstance("SHA-256").digest("…".getBytes()): of a constant, a constant.
    if (method == "digest" && !inner.literals.empty() && (kJvm & Only(language().id)) != 0)
      return Merge(std::move(inner), out, false);
  }
  if (method == "join" && !receiver.empty() && EvalJoined(receiver, arguments, context, out)) return;
  if (EvalPem(receiver, arguments, context, out)) return;
  out.unknown = true;
  if (IsGuessableForm(call, receiver, arguments, context)) {
    out.predictable.push_back(call.begin);
    return;
  }
  if (IsLookup(call.path)) out.lookup = true;
  EvalDefaults(arguments, context, out);
}

// Objects.requireNonNullElse(given, "…"), StringUtils.defaultIfBlank(given, "…"), and behind a look-up
// cmp.Or(os.Getenv("KEY"), "…"): the first that is there.
bool Program::EvalChosen(const Call& call, const std::vector<Argument>& arguments, Context& context,
                         Evaluation& out) const {
  if (arguments.size() < 2 || !ChoosesFirst(call.method())) return false;
  Evaluation first;
  Eval(arguments[0].value, context, first);
  const bool open = first.literals.empty();
  if (!AlwaysChooses(call.method()) && !(open && first.lookup)) return false;
  out.lookup |= open;
  Merge(std::move(first), out, false);
  for (std::size_t k = 1; k < arguments.size(); ++k) {
    Evaluation other;
    Eval(arguments[k].value, context, other);
    other.nulls.clear();
    Merge(std::move(other), out, open);
  }
  return true;
}

// Whatever a function is called that takes a key's text, what it gives is that key.
bool Program::EvalPem(Range receiver, const std::vector<Argument>& arguments, Context& context, Evaluation& out) const {
  if (!Holds("-----BEGIN") || arguments.size() > 4) return false;
  const auto take = [&](Range value) {
    Evaluation inner;
    Eval(value, context, inner);
    if (inner.literals.empty() || inner.literals[0].value.find("-----BEGIN") == std::string::npos) return false;
    Merge(std::move(inner), out, false);
    return true;
  };
  if (!receiver.empty() && !(receiver.size() == 1 && tokens_.IsName(receiver.begin) && arguments.size() > 1) &&
      take(receiver))
    return true;
  return !arguments.empty() && take(arguments[0].value);
}

// ['-----BEGIN …', '…'].join('\n'), "".join(["…", "…"]) of Python
bool Program::EvalJoined(Range receiver, const std::vector<Argument>& arguments, Context& context,
                         Evaluation& out) const {
  const bool python = language().id == LanguageId::kPython && receiver.size() == 1 && arguments.size() == 1 &&
                      tokens_.IsString(receiver.begin);
  const Range list = python ? arguments[0].value : Strip(receiver);
  const Range between = python ? receiver : arguments.empty() ? Range{} : arguments[0].value;
  const bool listed = tokens_.Is(list.begin, "[") || (python && tokens_.Is(list.begin, "("));
  if (list.empty() || !listed || tokens_[list.begin].pair + 1 != list.end) return false;
  const bool separated = !between.empty() && tokens_.IsString(between.begin);
  const std::string separator = separated ? tokens_.StringAt(between.begin).value : "";
  Literal whole;
  bool first = true;
  for (const Argument& item : Arguments({list.begin + 1, list.end - 1})) {
    Evaluation one;
    Eval(item.value, context, one);
    if (one.literals.size() != 1 || one.unknown || one.lookup) return false;
    if (first)
      whole = one.literals[0];
    else
      whole.value += separator + one.literals[0].value;
    if (!one.literals[0].through_name) whole.end = std::max(whole.end, one.literals[0].end);
    first = false;
    if (whole.value.size() > kMaxLiteralBytes) return false;
  }
  if (first) return false;
  out.literals.push_back(std::move(whole));
  return true;
}

// field(default="…"), str({ default: '…' }): what a declaration falls back to.
void Program::EvalDefaults(const std::vector<Argument>& arguments, Context& context, Evaluation& out) const {
  if (arguments.size() > 8) return;
  const auto take = [&](const Argument& entry) {
    if (!IsDefaultName(entry.name)) return;
    Evaluation inner;
    Eval(entry.value, context, inner);
    inner.nulls.clear();
    Merge(std::move(inner), out, true);
  };
  for (const Argument& argument : arguments) {
    take(argument);
    if (!argument.name.empty() || !tokens_.Is(argument.value.begin, "{")) continue;
    for (const Argument& entry : EntriesOf(argument.value.begin)) take(entry);
  }
}

}  // namespace packrake::code
