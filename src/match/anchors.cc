#include "match/anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "text/regex_syntax.h"

namespace packrake {
namespace {

using Kind = RegexNode::Kind;

constexpr std::size_t kMaxSpellings = 32;  // of one stretch of a pattern, and
constexpr std::size_t kMaxLiterals = 96;   // of all branches together: beyond, the classes are too wide to be literals
constexpr std::size_t kMaxLiteralBytes = 32;   // longer ones are found no faster, and confirmed slower
constexpr std::size_t kMaxClassSpellings = 4;  // `[_-]` is two literals; `[0-9]` is none
constexpr std::size_t kMaxSelectiveClass = 128;
constexpr int kExtendRight = 8;  // classes and small things that Hyperscan checks beside the literal
constexpr int kExtendLeft = 2;
constexpr int kSpan = 16;  // times that a class repeats, and what it keeps away is still looked for
constexpr std::uint64_t kMaxBesideWidth = 24;
constexpr int kMaxDepth = 210;  // ParseRegex nests at most 200 levels

/// All the strings that a piece of a pattern can be; none when they are too many.
using Spellings = std::optional<std::vector<Literal>>;

/// A part of the pattern that every match holds, and its literals.
struct Choice {
  double score = 0;
  RegexNode expression;
  std::vector<Literal> literals;
};

RegexNode Concat(std::vector<RegexNode> children) {
  std::erase_if(children, [](const RegexNode& child) { return child.kind == Kind::kEmpty; });
  if (children.size() == 1) return std::move(children.front());
  RegexNode node;
  node.kind = children.empty() ? Kind::kEmpty : Kind::kConcat;
  node.children = std::move(children);
  return node;
}

RegexNode Alternate(std::vector<RegexNode> children) {
  if (children.size() == 1) return std::move(children.front());
  RegexNode node;
  node.kind = Kind::kAlternate;
  node.children = std::move(children);
  return node;
}

// A line holds no '\n' but may hold '\r' anywhere before its end, so only '\n' leaves the classes: an anchor without
// '\r' would miss what RE2 finds across a lone one. False when the node cannot match within a line at all.
bool KeepWithinLine(RegexNode& node) {
  switch (node.kind) {
    case Kind::kBytes:
      node.bytes.reset('\n');
      return node.bytes.any();
    case Kind::kConcat:
    case Kind::kGroup:
      return std::all_of(node.children.begin(), node.children.end(), KeepWithinLine);
    case Kind::kAlternate:
      std::erase_if(node.children, [](RegexNode& child) { return !KeepWithinLine(child); });
      return !node.children.empty();
    case Kind::kRepeat:
      if (node.max == 0 || !KeepWithinLine(node.children[0])) {
        const bool can_be_empty = node.min == 0;
        node = RegexNode{};
        return can_be_empty;
      }
      return true;
    case Kind::kEmpty:
    case Kind::kAssert:
      return true;
  }
  return true;
}

/// Takes line assertions out, and word boundaries where `boundaries` is false.
void DropAssertions(RegexNode& node, bool boundaries) {
  if (node.kind == Kind::kAssert) {
    if (!boundaries || (node.assertion != 'b' && node.assertion != 'B')) node = RegexNode{};
    return;
  }
  for (RegexNode& child : node.children) DropAssertions(child, boundaries);
}

std::optional<Literal> FoldedPair(const std::bitset<256>& bytes) {
  if (bytes.count() != 2) return std::nullopt;
  for (char upper = 'A'; upper <= 'Z'; ++upper) {
    const char lower = static_cast<char>(upper + 32);
    if (bytes.test(static_cast<unsigned char>(upper)) && bytes.test(static_cast<unsigned char>(lower))) {
      return Literal{std::string(1, lower), std::string(1, upper), ""};
    }
  }
  return std::nullopt;
}

Spellings SpellingsOfClass(std::bitset<256> bytes) {
  std::vector<Literal> spellings;
  for (char upper = 'A'; upper <= 'Z'; ++upper) {
    std::bitset<256> pair;
    pair.set(static_cast<unsigned char>(upper));
    pair.set(static_cast<unsigned char>(upper + 32));
    if ((bytes & pair) != pair) continue;
    spellings.push_back(*FoldedPair(pair));
    bytes &= ~pair;
    if (spellings.size() > kMaxClassSpellings) return std::nullopt;
  }
  if (spellings.size() + bytes.count() > kMaxClassSpellings) return std::nullopt;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (!bytes.test(byte)) continue;
    const std::string text(1, static_cast<char>(byte));
    spellings.push_back({text, text, ""});
  }
  return spellings;
}

Spellings Product(const Spellings& left, const Spellings& right) {
  if (!left || !right || left->size() * right->size() > kMaxSpellings) return std::nullopt;
  std::vector<Literal> product;
  for (const Literal& a : *left) {
    for (const Literal& b : *right) {
      if (a.lower.size() + b.lower.size() > kMaxLiteralBytes) return std::nullopt;
      Literal joined{a.lower + b.lower, a.upper + b.upper, ""};
      if (std::find(product.begin(), product.end(), joined) == product.end()) product.push_back(std::move(joined));
    }
  }
  return product;
}

Spellings Nothing() { return std::vector<Literal>{Literal{}}; }

Spellings SpellingsOf(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kEmpty:
    case Kind::kAssert:
      return Nothing();
    case Kind::kBytes:
      return SpellingsOfClass(node.bytes);
    case Kind::kGroup:
      return SpellingsOf(node.children[0]);
    case Kind::kConcat: {
      Spellings all = Nothing();
      for (const RegexNode& child : node.children) {
        all = Product(all, SpellingsOf(child));
        if (!all) return std::nullopt;
      }
      return all;
    }
    case Kind::kAlternate: {
      std::vector<Literal> all;
      for (const RegexNode& child : node.children) {
        Spellings more = SpellingsOf(child);
        if (!more || all.size() + more->size() > kMaxSpellings) return std::nullopt;
        all.insert(all.end(), more->begin(), more->end());
      }
      return all;
    }
    case Kind::kRepeat: {
      if (node.max == RegexNode::kUnbounded || node.max > static_cast<int>(kMaxLiteralBytes)) return std::nullopt;
      const Spellings once = SpellingsOf(node.children[0]);
      if (!once) return std::nullopt;
      Spellings power = Nothing();
      std::vector<Literal> all;
      for (int times = 0; times <= node.max; ++times) {
        if (times > 0) power = Product(power, once);
        if (!power || all.size() + power->size() > kMaxSpellings) return std::nullopt;
        if (times >= node.min) all.insert(all.end(), power->begin(), power->end());
      }
      return all;
    }
  }
  return std::nullopt;
}

/// The pieces of `node` in order: groups and inner concatenations opened, `-{5}` as five pieces.
void Flatten(RegexNode node, std::vector<RegexNode>& pieces) {
  if (node.kind == Kind::kGroup || node.kind == Kind::kConcat) {
    for (RegexNode& child : node.children) Flatten(std::move(child), pieces);
  } else if (node.kind == Kind::kRepeat && node.min == node.max && node.min <= static_cast<int>(kMaxLiteralBytes) &&
             node.children[0].kind == Kind::kBytes) {
    for (int times = 0; times < node.min; ++times) pieces.push_back(node.children[0]);
  } else if (node.kind != Kind::kEmpty) {
    pieces.push_back(std::move(node));
  }
}

/// The score of looking for any of `literals`: the rarity of the least rare, up to 12 (beyond, longer is no better),
/// less a little for each doubling of their number. 0 when one of them is too common.
double Score(const std::vector<Literal>& literals) {
  double least = 12;
  for (const Literal& literal : literals) least = std::min(least, Rarity(literal.lower));
  if (literals.empty() || least < kLeastRarity) return 0;
  return least - 0.35 * std::log2(static_cast<double>(literals.size()));
}

bool IsSelective(const RegexNode& node) {
  return node.kind == Kind::kBytes && node.bytes.count() <= kMaxSelectiveClass;
}

/// Words and signs of which there are few: (?:_?key|orkey)?, ["']?
bool IsSmall(const RegexNode& node) {
  if (node.kind != Kind::kRepeat && node.kind != Kind::kAlternate) return false;
  return MaxWidth(node).value_or(kMaxBesideWidth + 1) <= kMaxBesideWidth && SpellingsOf(node).has_value();
}

RegexNode Repeat(const RegexNode& once, int min, int max) {
  RegexNode node;
  node.kind = Kind::kRepeat;
  node.children.push_back(once);
  node.min = min;
  node.max = max;
  return node;
}

/// Up to `room` classes and small things next to a literal, from `pieces` walking by `step` from `at`. What a repeat
/// keeps away is looked for too: `[ \t]*:` is up to kSpan blanks and a colon, or more blanks than that.
RegexNode Beside(const std::vector<RegexNode>& pieces, std::ptrdiff_t at, int step, int room) {
  std::vector<RegexNode> parts;  // nearest first
  for (; at >= 0 && at < std::ssize(pieces) && room > 0; at += step) {
    const RegexNode& piece = pieces[static_cast<std::size_t>(at)];
    if (IsSelective(piece) || IsSmall(piece)) {
      parts.push_back(piece);
      --room;
      continue;
    }
    if (piece.kind != Kind::kRepeat || !IsSelective(piece.children[0])) break;
    const RegexNode& once = piece.children[0];
    for (int times = 0; times < std::min(piece.min, room); ++times) parts.push_back(once);
    room -= piece.min;
    RegexNode rest = Beside(pieces, at + step, step, room);
    if (rest.kind == Kind::kEmpty) break;
    const bool narrow = piece.max != RegexNode::kUnbounded && piece.max - piece.min <= kSpan;
    RegexNode gap = Repeat(once, 0, narrow ? piece.max - piece.min : kSpan);
    RegexNode near = step > 0 ? Concat({std::move(gap), std::move(rest)}) : Concat({std::move(rest), std::move(gap)});
    parts.push_back(narrow ? std::move(near) : Alternate({std::move(near), Repeat(once, kSpan + 1, kSpan + 1)}));
    break;
  }
  while (!parts.empty() && MinWidth(parts.back()) == 0) parts.pop_back();  // says nothing
  if (step < 0) std::reverse(parts.begin(), parts.end());
  return Concat(std::move(parts));
}

std::optional<Choice> Best(const RegexNode& node, int depth);

std::optional<Choice> BestOfBranches(const RegexNode& node, int depth) {
  Choice all;
  all.score = 100;
  std::vector<RegexNode> expressions;
  for (const RegexNode& child : node.children) {
    auto choice = Best(child, depth + 1);
    if (!choice) return std::nullopt;
    all.score = std::min(all.score, choice->score);
    for (Literal& literal : choice->literals) {
      if (std::find(all.literals.begin(), all.literals.end(), literal) == all.literals.end()) {
        all.literals.push_back(std::move(literal));
      }
    }
    if (all.literals.size() > kMaxLiterals) return std::nullopt;
    expressions.push_back(std::move(choice->expression));
  }
  all.score -= 0.35 * std::log2(static_cast<double>(node.children.size()));
  all.expression = Alternate(std::move(expressions));
  return all;
}

std::optional<Choice> BestOfPieces(const std::vector<RegexNode>& pieces, int depth) {
  std::optional<Choice> best;
  std::vector<Spellings> spellings;
  spellings.reserve(pieces.size());
  for (const RegexNode& piece : pieces) spellings.push_back(SpellingsOf(piece));
  std::size_t best_begin = 0;
  std::size_t best_end = 0;
  for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
    Spellings run = Nothing();
    for (std::size_t end = begin; end < pieces.size(); ++end) {
      run = Product(run, spellings[end]);
      if (!run) break;
      const double score = Score(*run);
      if (score > 0 && (!best || score > best->score)) {
        best = Choice{score, {}, *run};
        best_begin = begin;
        best_end = end + 1;
      }
    }
  }
  if (best) {
    std::vector<RegexNode> parts{Beside(pieces, static_cast<std::ptrdiff_t>(best_begin) - 1, -1, kExtendLeft)};
    parts.insert(parts.end(), pieces.begin() + static_cast<std::ptrdiff_t>(best_begin),
                 pieces.begin() + static_cast<std::ptrdiff_t>(best_end));
    parts.push_back(Beside(pieces, static_cast<std::ptrdiff_t>(best_end), 1, kExtendRight));
    best->expression = Concat(std::move(parts));
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (spellings[i] && spellings[i]->size() == 1) continue;  // a single literal: already part of the runs above
    if (pieces[i].kind != Kind::kAlternate && pieces[i].kind != Kind::kRepeat) continue;
    auto inner = Best(pieces[i], depth + 1);
    if (inner && (!best || inner->score > best->score)) best = std::move(inner);
  }
  return best;
}

/// The part of `node` to look for; none when some way through it holds no literal that is rare enough.
std::optional<Choice> Best(const RegexNode& node, int depth) {
  if (depth > kMaxDepth) return std::nullopt;
  if (node.kind == Kind::kRepeat) {
    return node.min > 0 ? Best(node.children[0], depth + 1) : std::nullopt;
  }
  if (node.kind == Kind::kAlternate) return BestOfBranches(node, depth);
  std::vector<RegexNode> pieces;
  Flatten(node, pieces);
  return BestOfPieces(pieces, depth);
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Gives each caseless literal the spelling that stands in the pattern's own text.
void FindWrittenForms(const std::string& pattern, std::vector<Literal>& literals) {
  std::string lower(pattern);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  for (Literal& literal : literals) {
    literal.written = literal.lower;
    if (!literal.caseless()) continue;
    std::string folded(literal.lower);
    std::transform(folded.begin(), folded.end(), folded.begin(), Lower);
    const std::size_t at = lower.find(folded);
    if (at == std::string::npos) continue;
    const std::string candidate = pattern.substr(at, folded.size());
    bool fits = true;
    for (std::size_t i = 0; i < candidate.size(); ++i) {
      fits = fits && (candidate[i] == literal.lower[i] || candidate[i] == literal.upper[i]);
    }
    if (fits) literal.written = candidate;
  }
}

Error Refusal(const Rule& rule, std::string_view key, std::string_view reason) {
  return Error{ErrorCode::kInvalidRule, fmt::format("{}: rule {}: '{}' {}", rule.origin, rule.id, key, reason)};
}

}  // namespace

Result<Anchor> AnchorOf(const Rule& rule) {
  const bool written = !rule.anchor.empty();
  const std::string_view key = written ? "anchor" : "pattern";
  const std::string& text = written ? rule.anchor : rule.pattern;
  auto parsed = ParseRegex(text);
  if (!parsed) return Refusal(rule, key, parsed.error().message);
  RegexNode node = *std::move(parsed);
  if (!KeepWithinLine(node)) return Refusal(rule, key, "cannot match within one line");
  DropAssertions(node, written);

  auto best = Best(node, 0);
  if (!best) {
    return Refusal(rule, key,
                   written ? "has a branch without a literal of three rare bytes"
                           : "has a branch without a literal of three rare bytes; write an 'anchor' that has one, and "
                             "that stands in every match");
  }
  Anchor anchor;
  anchor.literals = std::move(best->literals);
  FindWrittenForms(text, anchor.literals);
  const RegexNode& expression = written ? node : best->expression;
  const auto width = MaxWidth(expression);
  if (!width) return Refusal(rule, key, "repeats something without bound");
  if (*width > kMaxAnchorWidth) {
    return Refusal(rule, key, fmt::format("can be {} bytes wide; {} are allowed", *width, kMaxAnchorWidth));
  }
  anchor.max_width = static_cast<std::size_t>(*width);
  anchor.expression = PrintRegex(expression, /*keep_groups=*/false);
  return anchor;
}

}  // namespace packrake
