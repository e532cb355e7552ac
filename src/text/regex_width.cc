#include <algorithm>
#include <limits>

#include "text/regex_syntax.h"

namespace packrake {
namespace {

constexpr std::uint64_t kLargest = std::numeric_limits<std::uint64_t>::max();

// Saturating: nested repeats reach 1000 to the power of the nesting.
std::uint64_t Sum(std::uint64_t a, std::uint64_t b) { return a > kLargest - b ? kLargest : a + b; }
std::uint64_t Product(std::uint64_t a, std::uint64_t b) { return b != 0 && a > kLargest / b ? kLargest : a * b; }

}  // namespace

std::optional<std::uint64_t> MaxWidth(const RegexNode& node) {
  std::uint64_t width = node.kind == RegexNode::Kind::kBytes ? 1 : 0;
  for (const RegexNode& child : node.children) {
    const auto part = MaxWidth(child);
    if (!part) return std::nullopt;
    if (node.kind == RegexNode::Kind::kRepeat) {
      if (node.max == RegexNode::kUnbounded && *part > 0) return std::nullopt;
      width = *part == 0 ? 0 : Product(*part, static_cast<std::uint64_t>(node.max));
    } else if (node.kind == RegexNode::Kind::kAlternate) {
      width = std::max(width, *part);
    } else {
      width = Sum(width, *part);
    }
  }
  return width;
}

std::uint64_t MinWidth(const RegexNode& node) {
  switch (node.kind) {
    case RegexNode::Kind::kBytes:
      return 1;
    case RegexNode::Kind::kRepeat:
      return Product(MinWidth(node.children[0]), static_cast<std::uint64_t>(node.min));
    case RegexNode::Kind::kAlternate: {
      std::uint64_t width = kLargest;
      for (const RegexNode& child : node.children) width = std::min(width, MinWidth(child));
      return width;
    }
    default: {
      std::uint64_t width = 0;
      for (const RegexNode& child : node.children) width = Sum(width, MinWidth(child));
      return width;
    }
  }
}

RegexNode WithoutNewlines(RegexNode node) {
  node.bytes.reset('\n');
  node.bytes.reset('\r');
  for (RegexNode& child : node.children) child = WithoutNewlines(std::move(child));
  return node;
}

}  // namespace packrake
