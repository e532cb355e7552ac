#include "match/filter.h"

#include <algorithm>

#include "match/call_extent.h"
#include "match/search.h"
#include "text/charset.h"
#include "text/entropy.h"

namespace packrake {
namespace {

constexpr std::size_t kFullLength = 32;         // of a value that a rule's entropy is meant for
constexpr std::size_t kMaxLineBytes = 4 << 10;  // to either side; a minified file is one line of a megabyte
constexpr std::size_t kMaxLinesBytes = 16 << 10;
constexpr int kMaxCallLines = 64;
constexpr std::size_t kMaxCallBytes = 16 << 10;
constexpr std::size_t kStep = 256;  // bytes read at a time, so that the reach stays small

/// Where the line `lines` above the one that holds `offset` begins, or `max_bytes` before `offset`.
std::size_t BeginOfLines(Window& window, std::size_t offset, int lines, std::size_t max_bytes) {
  const std::size_t lowest = offset - std::min(offset, max_bytes);
  std::size_t at = offset;
  while (at > lowest) {
    const std::size_t from = at - std::min(at - lowest, kStep);
    const std::string_view bytes = window.Read(from, at);
    for (std::size_t i = bytes.size(); i > 0; --i) {
      if (bytes[i - 1] == '\n' && lines-- == 0) return from + i;
    }
    at = from;
  }
  if (lowest == 0) window.SeeBegin();
  return lowest;
}

/// One past the end of the line `lines` below the one that holds `offset`, its '\n' left out; or `max_bytes` on.
std::size_t EndOfLines(Window& window, std::size_t offset, int lines, std::size_t max_bytes) {
  const std::size_t highest = offset + max_bytes;
  std::size_t at = offset;
  while (at < highest) {
    const std::string_view bytes = window.Read(at, std::min(at + kStep, highest));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] == '\n' && lines-- == 0) return at + i;
    }
    if (bytes.size() < kStep) return at + bytes.size();
    at += bytes.size();
  }
  return highest;
}

bool AnyLineMatches(const Regex& pattern, std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (pattern.Contains(line)) return true;
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return false;
}

bool IsAllowed(const CompiledAllow& allow, std::string_view secret) {
  if (std::binary_search(allow.values.begin(), allow.values.end(), secret)) return true;
  for (const std::string& word : allow.stop_words) {
    if (ContainsWord(secret, word)) return true;
  }
  for (const LazyRegex& pattern : allow.patterns) {
    if (pattern.get() != nullptr && pattern.get()->Contains(secret)) return true;
  }
  return false;
}

}  // namespace

double RequiredEntropy(double min_bits_per_byte, std::string_view charset, std::size_t length) {
  if (length >= kFullLength) return min_bits_per_byte;
  const double full = ExpectedEntropy(charset, kFullLength);
  return full > 0 ? min_bits_per_byte * ExpectedEntropy(charset, length) / full : min_bits_per_byte;
}

bool PassesValueFilters(const CompiledRule& rule, const CompiledAllow& global, std::string_view secret) {
  const Rule& source = *rule.rule;
  if (source.min_length > 0 && secret.size() < static_cast<std::size_t>(source.min_length)) return false;
  if (source.entropy.min_bits_per_byte > 0) {
    const std::string_view charset = source.entropy.charset.empty() ? CharsetOf(secret) : source.entropy.charset;
    if (ShannonEntropy(secret) < RequiredEntropy(source.entropy.min_bits_per_byte, charset, secret.size()))
      return false;
  }
  return !IsAllowed(rule.allow, secret) && !IsAllowed(global, secret);
}

std::string_view ContextOf(const ContextRule& context, const PatternMatch& match, Window& window) {
  std::size_t begin = 0;
  std::size_t end = 0;
  switch (context.within) {
    case ContextRule::Within::kLine:
      begin = BeginOfLines(window, match.begin, 0, kMaxLineBytes);
      end = EndOfLines(window, match.end, 0, kMaxLineBytes);
      break;
    case ContextRule::Within::kLines:
      begin = BeginOfLines(window, match.begin, context.lines, kMaxLinesBytes);
      end = EndOfLines(window, match.end, context.lines, kMaxLinesBytes);
      break;
    case ContextRule::Within::kCall:
      begin = BeginOfLines(window, match.begin, 0, kMaxLineBytes);
      end = EndOfCall(window, match.begin, match.end, kMaxCallLines, kMaxCallBytes);
      break;
  }
  return window.Read(begin, end);
}

bool PassesContext(const CompiledRule& rule, const PatternMatch& match, Window& window) {
  for (const CompiledContext& context : rule.context) {
    const Regex* pattern = context.pattern.get();
    if (pattern == nullptr) continue;
    const bool seen = AnyLineMatches(*pattern, ContextOf(*context.rule, match, window));
    if (seen != (context.rule->kind == ContextRule::Kind::kRequire)) return false;
  }
  return true;
}

}  // namespace packrake
