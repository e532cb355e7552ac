#include "credential/code_holes.h"

#include <algorithm>
#include <string_view>

#include "credential/sinks.h"

namespace packrake::code {
namespace {

// What signs or checks a token, as it is written where it is called. Few strings hold one of these.
constexpr std::string_view kCalls =
    "sign(|signAsync(|signSync(|jwt.encode(|JWT.encode(|jwt_encode(|jwt.verify(|jwt.decode(|JWT.decode(|HMAC256(|"
    "HMAC384(|"
    "HMAC512(|hmacShaKeyFor(|signWith(|SignedString(|HmacSHA256(|HmacSHA512(|createHmac(";

// What opens a hole in the strings of a language; "" where its holes hold names only, or nothing.
std::string_view OpenerOf(LanguageId id) {
  switch (id) {
    case LanguageId::kPython:
    case LanguageId::kCSharp:
      return "{";
    case LanguageId::kRuby:
    case LanguageId::kElixir:
      return "#{";
    case LanguageId::kJavaScript:
    case LanguageId::kKotlin:
    case LanguageId::kGroovy:
    case LanguageId::kScala:
    case LanguageId::kDart:
      return "${";
    default:
      return "";
  }
}

// The brace that closes what stands at `i`; npos where none does.
std::size_t CloseOf(std::string_view text, std::size_t i) {
  int depth = 1;
  for (; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

bool OpenedHoles::Hold(std::size_t offset) const {
  return std::ranges::any_of(holes,
                             [offset](const auto& hole) { return offset >= hole.first && offset < hole.second; });
}

OpenedHoles OpenHoles(const Program& program) {
  constexpr std::size_t kLongest = 4096;
  constexpr std::size_t kMost = 64;  // holes of a text
  OpenedHoles opened;
  const std::string_view opener = OpenerOf(program.language().id);
  if (opener.empty() || !program.Holds(kCalls)) return opened;
  const std::string_view text = program.text();
  const Tokens& tokens = program.tokens();
  for (std::uint32_t i = 0; i < tokens.size() && opened.holes.size() < kMost; ++i) {
    if (!tokens.IsString(i) || !tokens.StringAt(i).interpolated) continue;
    const StringLiteral& literal = tokens.StringAt(i);
    const std::string_view raw = text.substr(literal.begin, literal.end - literal.begin);
    if (raw.size() > kLongest || !HoldsOne(raw, kCalls)) continue;
    if (opened.text.empty()) opened.text = text;
    std::fill(opened.text.begin() + tokens[i].begin, opened.text.begin() + tokens[i].end, ' ');
    bool first = true;
    for (std::size_t at = raw.find(opener); at != std::string_view::npos; at = raw.find(opener, at)) {
      const std::size_t begin = at + opener.size();
      const std::size_t end = CloseOf(raw, begin);
      if (end == std::string_view::npos) break;
      // "{a}{b}" is a + b.
      if (!first) opened.text[literal.begin + begin - 1] = '+';
      first = false;
      raw.copy(opened.text.data() + literal.begin + begin, end - begin, begin);
      opened.holes.emplace_back(literal.begin + begin, literal.begin + end);
      at = end + 1;
    }
  }
  return opened;
}

}  // namespace packrake::code
