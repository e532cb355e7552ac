#include <algorithm>
#include <string>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/guessable.h"
#include "credential/one_of.h"

// What others can guess, on its way through an expression: written out, cut, hashed, added to what is known.
namespace packrake::code {

// One of these stands in the text of whatever guessable.cc has rows for; most texts are told so at once.
bool Program::SpeaksOfGuessable() const {
  return Holds(
      "time|Time|now|Now|Date|date|rand|Rand|uuid|Uuid|UUID|uniqid|hostname|Hostname|HostName|uname|pid|Pid|login|user|"
      "node|Environment|Stopwatch|process|md5|MD5|sha1|SHA1|sha2|SHA2");
}

// random.choice(key_set['keys']): which of several keys it is may be guessed, not what it is.
bool Program::PicksSecret(const Call& call) const {
  if (call.method() != "choice" && call.method() != "choices" && call.method() != "sample") return false;
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    const bool string = tokens_.IsString(i);
    if (!string && !tokens_.IsName(i)) continue;
    std::string name(string ? std::string_view(tokens_.StringAt(i).value) : tokens_.Text(i));
    if (name.ends_with('s') || name.ends_with('S')) name.pop_back();
    if (SoundsSecret(name)) return true;
  }
  return false;
}

// Whether a call gives what can be guessed, also of an object that was made for that: rnd = new Random(), rnd.next().
bool Program::IsGuessableSource(const Call& call) const {
  if (!SpeaksOfGuessable()) return false;
  const auto says = [&](const std::vector<std::string>& path) {
    const GuessableRow* row = GuessableCall(path, language().id);
    return row != nullptr && (row->unless.empty() || !Holds(row->unless)) && !PicksSecret(call);
  };
  if (says(call.path)) return true;
  const std::vector<std::string> path = PathOfMade(call, false);
  return !path.empty() && says(path);
}

bool Program::IsGuessable(Range range, Context& context) const {
  if (range.empty() || !SpeaksOfGuessable()) return false;
  Evaluation value;
  Eval(range, context, value);
  return !value.predictable.empty() && !value.lookup;
}

// Whether one part can be guessed and none of the others sounds like a secret or comes from outside.
bool Program::IsGuessableTogether(std::span<const Range> parts, Context& context) const {
  if (!SpeaksOfGuessable() || parts.size() > 16) return false;
  bool any = false;
  for (const Range part : parts) {
    Evaluation value;
    Eval(part, context, value);
    if (value.lookup) return false;
    if (!value.predictable.empty()) {
      any = true;
      continue;
    }
    if (part.size() == 1 && tokens_.IsString(part.begin)) continue;
    for (std::uint32_t i = part.begin; i < part.end; ++i) {
      const bool string = tokens_.IsString(i);  // config["Jwt:Key"]
      if (!string && !tokens_.IsName(i)) continue;
      if (SoundsSecret(string ? std::string_view(tokens_.StringAt(i).value) : tokens_.Text(i))) return false;
    }
  }
  return any;
}

// uuid5(NAMESPACE_DNS, domain): a digest of a name in a space that everybody knows, as RFC 9562 sections 5.3 and 5.5
// have it. In a space of one's own, whose UUID came from outside, it is as secret as that.
bool Program::IsNameBased(const Call& call, const std::vector<Argument>& arguments, Context& context) const {
  static constexpr auto kOfPython = std::to_array<std::string_view>({"uuid3", "uuid5"});
  static constexpr auto kOfGo = std::to_array<std::string_view>({"NewMD5", "NewSHA1"});
  const bool named = language().id == LanguageId::kPython ? OneOf(call.method(), kOfPython)
                     : language().id == LanguageId::kGo   ? OneOf(call.method(), kOfGo) && Holds("uuid")
                                                          : false;
  if (!named || arguments.size() != 2) return false;
  const std::string space = PathOf(Resolve(arguments[0].value));
  if (space.find("NAMESPACE_") == std::string::npos && space.find("NameSpace") == std::string::npos) return false;
  Evaluation name;
  Eval(arguments[1].value, context, name);
  for (std::uint32_t i = arguments[1].value.begin; i < arguments[1].value.end; ++i) {
    if (tokens_.IsName(i) && SoundsSecret(tokens_.Text(i))) return false;
  }
  return !name.lookup && (!name.literals.empty() || NamesSomebody(arguments[1].value));
}

// Whether a call gives in another form what can be guessed, its receiver's value or its arguments'.
bool Program::IsGuessableForm(const Call& call, Range receiver, const std::vector<Argument>& arguments,
                              Context& context) const {
  if (!SpeaksOfGuessable()) return false;
  const std::string& method = call.method();
  if (!receiver.empty() && IsFormOfReceiver(method) && IsGuessable(receiver, context)) return true;
  if (arguments.empty() || arguments.size() > 6) return false;
  // Enumerable.Repeat(letters, 32).Select(s => s[random.Next(s.Length)])
  if ((method == "Select" || method == "map") && arguments.size() == 1) {
    const Range body = FunctionOf(arguments[0].value);
    return !body.empty() && !tokens_.Is(body.begin, "return") && IsGuessable(body, context);
  }
  if (PicksFromReceiver(method)) return !receiver.empty() && IsGuessable(arguments[0].value, context);
  if (!IsFormOfArguments(method)) return false;
  std::vector<Range> values;
  values.reserve(arguments.size());
  for (const Argument& argument : arguments) values.push_back(argument.value);
  return IsGuessableTogether(values, context);
}

}  // namespace packrake::code
