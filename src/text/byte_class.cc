#include "text/byte_class.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace packrake {
namespace {

const ByteSet kDigit = ByteRange('0', '9');
const ByteSet kUpper = ByteRange('A', 'Z');
const ByteSet kLower = ByteRange('a', 'z');
const ByteSet kAlnum = kDigit | kUpper | kLower;
const ByteSet kWord = kAlnum | ByteRange('_', '_');
const ByteSet kBlank = ByteRange('\t', '\t') | ByteRange(' ', ' ');
const ByteSet kGraph = ByteRange('!', '~');

// https://github.com/google/re2/wiki/Syntax, "ASCII character classes"
const std::array<std::pair<std::string_view, ByteSet>, 14> kPosixClasses = {{
    {"alnum", kAlnum},
    {"alpha", kUpper | kLower},
    {"ascii", ByteRange(0, 0x7F)},
    {"blank", kBlank},
    {"cntrl", ByteRange(0, 0x1F) | ByteRange(0x7F, 0x7F)},
    {"digit", kDigit},
    {"graph", kGraph},
    {"lower", kLower},
    {"print", ByteRange(' ', '~')},
    {"punct", kGraph & ~kAlnum},
    {"space", ByteRange('\t', '\r') | ByteRange(' ', ' ')},
    {"upper", kUpper},
    {"word", kWord},
    {"xdigit", kDigit | ByteRange('A', 'F') | ByteRange('a', 'f')},
}};

}  // namespace

ByteSet ByteRange(int first, int last) {
  ByteSet set;
  for (int byte = first; byte <= last; ++byte) set.set(static_cast<std::size_t>(byte));
  return set;
}

std::optional<ByteSet> PosixClass(std::string_view name) {
  for (const auto& [known, set] : kPosixClasses) {
    if (known == name) return set;
  }
  return std::nullopt;
}

std::optional<ByteSet> PerlClass(char letter) {
  switch (letter) {
    case 'd':
      return kDigit;
    case 'D':
      return ~kDigit;
    case 's':
      return *PosixClass("space") & ~ByteRange('\v', '\v');
    case 'S':
      return ~*PosixClass("space") | ByteRange('\v', '\v');
    case 'w':
      return kWord;
    case 'W':
      return ~kWord;
    case 'h':
      return kBlank;
    case 'H':
      return ~kBlank;
    default:
      return std::nullopt;
  }
}

// RE2 is asked about each byte: its tables are the ones that the pattern will meet.
std::optional<ByteSet> UnicodeClass(std::string_view name, bool fold) {
  const bool is_name =
      std::all_of(name.begin(), name.end(), [](char c) { return kWord.test(static_cast<unsigned char>(c)); });
  if (name.empty() || !is_name) return std::nullopt;
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  const RE2 regex((fold ? "(?i)\\p{" : "\\p{") + std::string(name) + "}", options);
  if (!regex.ok()) return std::nullopt;
  ByteSet set;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const char text = static_cast<char>(byte);
    set.set(byte, RE2::FullMatch(re2::StringPiece(&text, 1), regex));
  }
  return set;
}

ByteSet FoldCase(ByteSet set) {
  const auto pair_up = [&set](int first, int last, int except) {
    for (int upper = first; upper <= last; ++upper) {
      if (upper == except) continue;
      const auto large = static_cast<std::size_t>(upper);
      const std::size_t small = large + 0x20;
      const bool either = set.test(large) || set.test(small);
      set.set(large, either);
      set.set(small, either);
    }
  };
  pair_up('A', 'Z', -1);
  pair_up(0xC0, 0xDE, 0xD7);  // U+00D7 is the multiplication sign
  return set;
}

}  // namespace packrake
