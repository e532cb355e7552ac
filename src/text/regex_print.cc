#include <fmt/format.h>

#include "text/byte_class.h"
#include "text/regex_syntax.h"

namespace packrake {
namespace {

bool IsAlnum(std::size_t byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

// Hexadecimal for all but letters and digits: what needs a backslash differs between RE2, Hyperscan and (?x).
void PrintByte(std::size_t byte, std::string& out) {
  if (IsAlnum(byte)) {
    out += static_cast<char>(byte);
  } else {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
  }
}

void PrintRanges(const ByteSet& set, std::string& out) {
  for (std::size_t first = 0; first < set.size(); ++first) {
    if (!set.test(first)) continue;
    std::size_t last = first;
    while (last + 1 < set.size() && set.test(last + 1)) ++last;
    PrintByte(first, out);
    if (last > first + 1) out += '-';
    if (last > first) PrintByte(last, out);
    first = last;
  }
}

// RE2 has no empty class; the complement of all bytes is one (in Latin-1 nothing is above 0xff).
void PrintBytes(const ByteSet& set, std::string& out) {
  if (set.count() == 1) {
    PrintByte(set._Find_first(), out);
    return;
  }
  const bool negated = set.none() || (set.count() > 128 && !set.all());
  out += negated ? "[^" : "[";
  PrintRanges(negated ? ~set : set, out);
  out += ']';
}

void PrintAssertion(char assertion, std::string& out) {
  if (assertion == '^' || assertion == '$') {
    out += assertion == '^' ? "(?m:^)" : "(?m:$)";
  } else {
    out += '\\';
    out += assertion;
  }
}

void PrintCounts(const RegexNode& repeat, std::string& out) {
  if (repeat.min == 0 && repeat.max == 1) {
    out += '?';
  } else if (repeat.max == RegexNode::kUnbounded && repeat.min <= 1) {
    out += repeat.min == 0 ? '*' : '+';
  } else if (repeat.max == RegexNode::kUnbounded) {
    fmt::format_to(std::back_inserter(out), "{{{},}}", repeat.min);
  } else if (repeat.min == repeat.max) {
    fmt::format_to(std::back_inserter(out), "{{{}}}", repeat.min);
  } else {
    fmt::format_to(std::back_inserter(out), "{{{},{}}}", repeat.min, repeat.max);
  }
  if (!repeat.greedy) out += '?';
}

class Printer {
 public:
  explicit Printer(bool keep_groups) : keep_groups_(keep_groups) {}

  void Print(const RegexNode& node) {
    switch (node.kind) {
      case RegexNode::Kind::kEmpty:
        out_ += "(?:)";
        break;
      case RegexNode::Kind::kBytes:
        PrintBytes(node.bytes, out_);
        break;
      case RegexNode::Kind::kConcat:
        for (const RegexNode& child : node.children) {
          Wrapped(child, child.kind == RegexNode::Kind::kAlternate);
        }
        break;
      case RegexNode::Kind::kAlternate:
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          if (i > 0) out_ += '|';
          Print(node.children[i]);
        }
        break;
      case RegexNode::Kind::kRepeat:
        if (node.max == 0 && !keep_groups_) {
          out_ += "(?:)";  // Hyperscan 5.4 refuses {0}
          break;
        }
        Wrapped(node.children[0], NeedsGroup(node.children[0]));
        PrintCounts(node, out_);
        break;
      case RegexNode::Kind::kGroup:
        Group(node);
        break;
      case RegexNode::Kind::kAssert:
        PrintAssertion(node.assertion, out_);
        break;
    }
  }

  std::string text() && { return std::move(out_); }

 private:
  // Before a repeat: all but what is a group or one byte already.
  static bool NeedsGroup(const RegexNode& node) {
    return node.kind != RegexNode::Kind::kBytes && node.kind != RegexNode::Kind::kGroup &&
           node.kind != RegexNode::Kind::kEmpty;
  }

  void Wrapped(const RegexNode& node, bool wrap) {
    if (wrap) out_ += "(?:";
    Print(node);
    if (wrap) out_ += ')';
  }

  void Group(const RegexNode& node) {
    if (!keep_groups_ || !node.capturing) {
      out_ += "(?:";
    } else if (node.name.empty()) {
      out_ += '(';
    } else {
      out_ += "(?P<" + node.name + '>';
    }
    Print(node.children[0]);
    out_ += ')';
  }

  bool keep_groups_;
  std::string out_;
};

}  // namespace

std::string PrintRegex(const RegexNode& node, bool keep_groups) {
  Printer printer(keep_groups);
  printer.Print(node);
  return std::move(printer).text();
}

}  // namespace packrake
