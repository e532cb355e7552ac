#include "match/call_extent.h"

#include <algorithm>
#include <string_view>

namespace packrake {
namespace {

constexpr std::size_t kStep = 256;

/// Bytes of a Window one at a time, read a little ahead so that the reach stays small.
class Bytes {
 public:
  Bytes(Window& window, std::size_t begin, std::size_t limit) : window_(window), begin_(begin), limit_(limit) {}

  /// The byte at `offset`, or -1 at the end of the text or the limit.
  int At(std::size_t offset) {
    while (offset >= begin_ + bytes_.size()) {
      const std::size_t have = bytes_.size();
      if (begin_ + have >= limit_ || (have > 0 && have < wanted_)) return -1;
      wanted_ = std::min(have + kStep, limit_ - begin_);
      bytes_ = window_.Read(begin_, begin_ + wanted_);
      if (bytes_.size() == have) return -1;
    }
    return static_cast<unsigned char>(bytes_[offset - begin_]);
  }

 private:
  Window& window_;
  std::size_t begin_;
  std::size_t limit_;
  std::size_t wanted_ = 0;
  std::string_view bytes_;
};

/// One past the quoted text that begins with the quote at `at`, or `at` + 1 when nothing closes it.
std::size_t SkipQuoted(Bytes& bytes, std::size_t at) {
  const int quote = bytes.At(at);
  const bool triple = quote != '`' && bytes.At(at + 1) == quote && bytes.At(at + 2) == quote;
  const bool many_lines = triple || quote == '`';
  for (std::size_t i = at + (triple ? 3 : 1);; ++i) {
    const int c = bytes.At(i);
    if (c < 0 || (c == '\n' && !many_lines)) return at + 1;
    if (c == '\\') {
      ++i;
    } else if (c == quote && !triple) {
      return i + 1;
    } else if (c == quote && bytes.At(i + 1) == quote && bytes.At(i + 2) == quote) {
      return i + 3;
    }
  }
}

}  // namespace

std::size_t EndOfCall(Window& window, std::size_t begin, std::size_t end, int max_lines, std::size_t max_bytes) {
  Bytes bytes(window, begin, end + max_bytes);
  int depth = 0;
  bool opened = false;  // the call's own bracket is open
  int lines = 0;
  std::size_t at = begin;
  for (;;) {
    const int c = bytes.At(at);
    if (c < 0) return at;
    if (at >= end && !opened) {
      if (depth > 0) opened = true;
      if (depth < 0) depth = 0;  // what the match itself closed was not its call
    }
    if (c == '\n' && at >= end && ++lines >= max_lines) return at;
    if (c == '"' || c == '\'' || c == '`') {
      at = SkipQuoted(bytes, at);
      continue;
    }
    if (c == '(' || c == '[' || c == '{') {
      // A bracket right behind the match is its call's.
      bool follows = at >= end && !opened && depth == 0;
      for (std::size_t i = end; follows && i < at; ++i) follows = bytes.At(i) == ' ' || bytes.At(i) == '\t';
      if (follows) opened = true;
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
      if (at >= end && (depth < 0 || (opened && depth == 0))) return at + 1;
    }
    ++at;
  }
}

}  // namespace packrake
