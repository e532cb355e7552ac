#include <algorithm>

#include "credential/code.h"
#include "credential/config_reader.h"
#include "credential/flow.h"
#include "credential/lexer.h"
#include "fuzz.h"

// The first byte chooses the language that the rest is read in; then the whole analysis guesses for itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  using namespace packrake::code;
  if (size == 0) return 0;
  const std::string_view text = TextOf(data + 1, size - 1);
  const auto id = static_cast<LanguageId>(data[0] % kLanguages);

  const Tokens tokens = Lex(text, LanguageOf(id));
  std::uint32_t end = 0;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    Require(token.begin >= end && token.begin < token.end && token.end <= text.size());
    end = token.end;
    Require((token.kind == TokenKind::kString) == (token.literal != kNone));
    if (token.literal != kNone) {
      const StringLiteral& literal = tokens.StringAt(i);
      Require(literal.begin <= literal.end && literal.end <= text.size());
    }
    if (token.pair != kNone) Require(token.pair < tokens.size() && tokens[token.pair].pair == i && token.pair != i);
    if (token.inside != kNone) Require(token.inside < i);
  }

  const Program program(text, id);
  std::vector<CodeEvent> events;
  FindSecrets(program, false, events);
  TextReading reading(text);
  for (const CodeEvent& event : reading.Events()) events.push_back(event);
  for (const CodeEvent& event : events) {
    Require(event.begin <= event.end && event.end <= text.size());
    for (const CodeEvent::Related& related : event.related) Require(related.offset <= text.size());
    Require(!event.secret.empty() || !event.identity.empty());
  }
  for (const ConfigEntry& entry : ReadConfig(text)) Require(entry.begin <= entry.end && entry.end <= text.size());
  return 0;
}
