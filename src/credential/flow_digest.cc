#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/line_bytes.h"
#include "credential/setting_name.h"

// Digests of what others know: names, addresses, dates, and what the token itself says.
namespace packrake::code {
namespace {

// "station.code" of "weather-#{@station.code}": what its holes hold, one after the other.
std::vector<std::string_view> HolesOf(std::string_view raw) {
  std::vector<std::string_view> holes;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::size_t end = std::string_view::npos;
    std::size_t begin = i + 1;
    if (raw[i] == '{' || (raw[i] == '(' && i > 0 && raw[i - 1] == '\\')) {
      end = raw.find_first_of("})", begin);
    } else if (raw[i] == '$' && IsAlpha(At(raw, begin))) {
      end = begin;
      while (IsNameByte(At(raw, end))) ++end;
    }
    if (end == std::string_view::npos) continue;
    while (begin < end && (raw[begin] == '$' || raw[begin] == '@' || raw[begin] == ' ')) ++begin;
    holes.push_back(raw.substr(begin, end - begin));
    i = end;
  }
  return holes;
}

bool IsConnector(std::string_view sign) { return sign == "." || sign == "->" || sign == "::"; }

struct Words {
  bool known = false;
  bool secret = false;
  void Add(std::string_view name) {
    for (const std::string& word : WordsOf(name)) {
      secret |= IsSecretWord(word);
      known |= IsKnownWord(word);
    }
  }
};

}  // namespace

// Whether the expression is made of names, addresses or dates, which others know: a digest of them is no secret.
bool Program::NamesSomebody(Range range) const {
  Words words;
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    if (tokens_.IsString(i) && tokens_.StringAt(i).interpolated) {
      const StringLiteral& literal = tokens_.StringAt(i);
      for (const std::string_view hole : HolesOf(text().substr(literal.begin, literal.end - literal.begin))) {
        words.Add(hole);
        words.known |= IsSubject(hole);
      }
    }
    if (!tokens_.IsName(i)) continue;
    words.Add(tokens_.Text(i));
    if (i > range.begin && IsConnector(tokens_.Text(i - 1))) continue;
    std::uint32_t last = i;
    while (last + 2 < range.end && IsConnector(tokens_.Text(last + 1)) && tokens_.IsName(last + 2)) last += 2;
    words.known |= IsSubject(text().substr(tokens_[i].begin, tokens_[last].end - tokens_[i].begin));
  }
  return words.known && !words.secret;
}

// Whether the name is a parameter that the call which is being evaluated gives such a name: digestOf(user.email) of
// function digestOf(text) { return sha256(text) }.
bool Program::IsGivenName(Range range, const Context& context) const {
  if (context.entered.empty() || range.size() != 1 || !tokens_.IsName(range.begin)) return false;
  const Context::Entered& entered = context.entered.back();
  const std::vector<std::string>& names = regions_[entered.region].parameters;
  const auto place = static_cast<std::size_t>(std::ranges::find(names, tokens_.Text(range.begin)) - names.begin());
  const std::vector<Argument> given = Arguments(entered.by->inner);
  return place < names.size() && place < given.size() && NamesSomebody(given[place].value);
}

// config('app.name'), $settings->get('site_name'): a setting that its users see.
bool Program::AsksForName(Range range) const {
  Words words;
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    if (tokens_.IsString(i)) {
      const std::string& value = tokens_.StringAt(i).value;
      const std::vector<std::string> all = WordsOf(value);
      Words asked;
      asked.Add(value);
      words.secret |= asked.secret;
      words.known |= !all.empty() && IsKnownWord(all.back());
    } else if (tokens_.IsName(i)) {
      Words said;
      said.Add(tokens_.Text(i));
      words.secret |= said.secret;
    }
  }
  return words.known && !words.secret;
}

// { sub: station.code }, "sub" => serial: what a token says of its subject, whoever has it reads.
bool Program::IsSubject(std::string_view name) const {
  while (!name.empty() && (name[0] == '@' || name[0] == '$')) name.remove_prefix(1);
  if (name.size() < 3 || !Spend(tokens_.size())) return false;
  for (std::uint32_t i = 0; i + 2 < tokens_.size(); ++i) {
    const bool subject = tokens_.Is(i, "sub") || (tokens_.IsString(i) && tokens_.StringAt(i).value == "sub");
    if (!subject || !(tokens_.Is(i + 1, ":") || tokens_.Is(i + 1, "=>") || tokens_.Is(i + 1, "="))) continue;
    const Range value = Expression(i + 2);
    if (value.empty()) continue;
    std::string_view said =
        text().substr(tokens_[value.begin].begin, tokens_[value.end - 1].end - tokens_[value.begin].begin);
    while (!said.empty() && (said[0] == '@' || said[0] == '$')) said.remove_prefix(1);
    if (said == name) return true;
  }
  return false;
}

// ROOT + email: whatever it is called, what comes from outside may be a secret.
bool Program::HoldsLookup(Range range, Context& context) const {
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    if (!tokens_.IsName(i) || tokens_.Is(i + 1, "(") || (i > range.begin && IsConnector(tokens_.Text(i - 1)))) continue;
    Evaluation one;
    Eval({i, i + 1}, context, one);
    if (one.lookup) return true;
  }
  return false;
}

bool Program::IsOfKnown(const Evaluation& value, Range made_of, Context& context) const {
  const bool open = std::ranges::all_of(value.literals, [](const Literal& literal) { return literal.interpolated; });
  if (!open || !value.predictable.empty() || tokens_.Is(made_of.begin, "{")) return false;
  if (value.lookup) return AsksForName(made_of);
  return (NamesSomebody(made_of) || IsGivenName(made_of, context)) && !HoldsLookup(made_of, context);
}

void Program::AddDigest(Evaluation&& value, Range made_of, const Call& call, Context& context,
                        Evaluation& out) const {
  if (!IsOfKnown(value, made_of, context)) return Merge(std::move(value), out, false);
  out.predictable.push_back(call.begin);
  out.unknown = true;
}

}  // namespace packrake::code
