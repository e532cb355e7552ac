#include "text/regex_syntax.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>

namespace packrake {
namespace {

using ::testing::HasSubstr;

std::string Printed(std::string_view pattern, bool keep_groups = true) {
  auto node = ParseRegex(pattern);
  EXPECT_TRUE(node) << pattern << ": " << (node ? "" : node.error().message);
  return node ? PrintRegex(*node, keep_groups) : "";
}

struct PrintCase {
  std::string_view pattern;
  std::string_view printed;
};

TEST(RegexSyntax, PrintsFlagsAway) {
  constexpr PrintCase kCases[] = {
      {"", "(?:)"},
      {"abc", "abc"},
      {"a|b|", "a|b|(?:)"},
      {"x(a|b)c", "x(a|b)c"},
      {"(?:a|b)c", "(?:a|b)c"},
      {"(?:ab)+", "(?:ab)+"},
      {"a+?b*?c??d{2}e{3,}f{4,5}?", "a+?b*?c??d{2}e{3,}f{4,5}?"},
      {"(?U)a+b+?", "a+?b+"},
      {"(?i)ab1", "[Aa][Bb]1"},
      {"a(?i)b(?-i)c", "a[Bb]c"},
      {"(?i:a)b", "[Aa]b"},
      {"((?i)a)b", "([Aa])b"},
      {"(?i)a|b", "[Aa]|[Bb]"},
      {"(?x) a b # comment\n c\\ d \\# [ #]", "abc\\x20d\\x23[\\x20\\x23]"},
      {"(?x: a b ) c", "ab\\x20c"},
      {"(?x) a {2} b", "a{2}b"},
      {".", "[^\\x0a]"},
      {"(?s).", "[\\x00-\\xff]"},
      {"^a$", "\\Aa\\z"},
      {"(?m)^a$", "(?m:^)a(?m:$)"},
      {"\\A\\b\\B\\z", "\\A\\b\\B\\z"},
      {"(?P<secret>x)(?<other>y)", "(?P<secret>x)(?P<other>y)"},
      {"\\x41\\x{42}\\103\\0\\t", "ABC\\x00\\x09"},
      {"\\Qa.b\\E+", "a\\x2eb+"},
      {"\\Qa.", "a\\x2e"},
      {"[a-c-]", "[\\x2da-c]"},
      {"[]a]", "[\\x5da]"},
      {"[^]a]", "[^\\x5da]"},
      {"[[:digit:]x]", "[0-9x]"},
      {"[[:^digit:]]", "[^0-9]"},
      {"[\\d\\-z]", "[\\x2d0-9z]"},
      {"\\d\\h", "[0-9][\\x09\\x20]"},
      {"\\s", "[\\x09\\x0a\\x0c\\x0d\\x20]"},
      {"\\D", "[^0-9]"},
      {"(?i)[^a]", "[^Aa]"},
      {"(?i)\\x{e9}", "[\\xc9\\xe9]"},
      {"\\pN", "[0-9\\xb2\\xb3\\xb9\\xbc-\\xbe]"},
      {"\\p{Greek}", "[^\\x00-\\xff]"},
      {"a{,2}", "a\\x7b\\x2c2\\x7d"},
      {"a{x", "a\\x7bx"},
      {"\\C", "[\\x00-\\xff]"},
      {"()", "((?:))"},
  };
  for (const PrintCase& row : kCases) EXPECT_EQ(Printed(row.pattern), row.printed) << row.pattern;
  EXPECT_EQ(Printed("(a)(?P<secret>b|c)d", false), "(?:a)(?:b|c)d");
  EXPECT_EQ(Printed("a(b){0}c", true), "a(b){0}c");
  EXPECT_EQ(Printed("a(b){0}c", false), "a(?:)c");
}

struct MistakeCase {
  std::string_view pattern;
  std::string_view reason;
};

TEST(RegexSyntax, SaysWhereAndWhy) {
  constexpr MistakeCase kCases[] = {
      {"a)", "at byte 2: a ')' too many"},
      {"(a", "a ')' is missing"},
      {"[a", "a ']' is missing"},
      {"*a", "at byte 1: a repeat with nothing to repeat"},
      {"a**", "at byte 3: a repeat of a repeat"},
      {"a{2}{3}", "a repeat of a repeat"},
      {"a{1001}", "above 1000"},
      {"a{99999999999}", "above 1000"},
      {"a{3,2}", "backwards"},
      {"[z-a]", "backwards"},
      {"a\\", "a backslash at the end"},
      {"\\8", "an escape"},
      {"\\1", "a back-reference"},
      {"\\q", "an escape"},
      {"(?=a)", "look-around"},
      {"(?<=a)", "look-around"},
      {"(?<!a)", "look-around"},
      {"(?>a)", "a group that RE2 does not know"},
      {"(?P<a-b>c)", "a bad group name"},
      {"(?P<>c)", "a bad group name"},
      {"(?P<c>a)|(?P<c>b)", "at byte 16: a group name that is there twice"},
      {"[[:foo:]]", "an unknown [:class:]"},
      {"\\p{Foo}", "a Unicode class"},
      {"\\p{", "a '}' is missing"},
      {"\\x{100}", "above \\xff"},
      {"\\777", "above \\377"},
      {"\\x4", "without two digits"},
      {"\\xzz", "no digit"},
      {"\\x{}", "without digits"},
      {"(?i", "a ')' is missing"},
  };
  for (const MistakeCase& row : kCases) {
    const auto node = ParseRegex(row.pattern);
    ASSERT_FALSE(node) << row.pattern;
    EXPECT_EQ(node.error().code, ErrorCode::kInvalidRule);
    EXPECT_THAT(node.error().message, HasSubstr(row.reason)) << row.pattern;
  }
}

TEST(RegexSyntax, NestingAndSizeAreBounded) {
  EXPECT_TRUE(ParseRegex(std::string(200, '(') + "a" + std::string(200, ')')));
  EXPECT_FALSE(ParseRegex(std::string(201, '(') + "a" + std::string(201, ')')));
  EXPECT_FALSE(ParseRegex(std::string(60'000, '(')));
  EXPECT_FALSE(ParseRegex(std::string(70'000, 'a')));
}

struct WidthCase {
  std::string_view pattern;
  std::uint64_t min;
  std::optional<std::uint64_t> max;
};

TEST(RegexSyntax, KnowsTheWidthOfMatches) {
  const WidthCase kCases[] = {
      {"", 0, 0},
      {"abc", 3, 3},
      {"a|bcd", 1, 3},
      {"a?b{2,5}", 2, 6},
      {"a*", 0, std::nullopt},
      {"(ab){3}c", 7, 7},
      {"^\\bx$", 1, 1},
      {"a{2,}", 2, std::nullopt},
      {"(?:^)*", 0, 0},
      {"[^\\x00-\\xff]", 1, 1},
      {"(a|b*)c", 1, std::nullopt},
      {"((((((((a{1000}){1000}){1000}){1000}){1000}){1000}){1000}){1000}){1000}", UINT64_MAX, UINT64_MAX},
  };
  for (const WidthCase& row : kCases) {
    const auto node = ParseRegex(row.pattern);
    ASSERT_TRUE(node) << row.pattern;
    EXPECT_EQ(MinWidth(*node), row.min) << row.pattern;
    EXPECT_EQ(MaxWidth(*node), row.max) << row.pattern;
  }
}

TEST(RegexSyntax, WithoutNewlinesNoClassCrossesALineEnd) {
  const auto node = ParseRegex("[^a]\\s+(?s).");
  ASSERT_TRUE(node);
  EXPECT_EQ(PrintRegex(WithoutNewlines(*node), true), "[^\\x0a\\x0da][\\x09\\x0c\\x20]+[^\\x0a\\x0d]");
}

/// Makes patterns out of everything that the syntax has.
class PatternMaker {
 public:
  explicit PatternMaker(unsigned seed) : random_(seed) {}

  std::string Pattern(int depth = 3) {
    std::string out = Sequence(depth);
    while (Below(4) == 0) out += "|" + Sequence(depth);
    return out;
  }

  std::string Text() {
    constexpr std::string_view kBytes = "aAbBcC01 _-\n\r\t\v.]^$\\\xe9\xc9\xff\xdf";
    std::string out;
    for (auto i = Below(14); i > 0; --i) out += kBytes[Below(kBytes.size())];
    return out;
  }

 private:
  std::size_t Below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  template <std::size_t kSize>
  std::string OneOf(const std::string_view (&choices)[kSize]) {
    return std::string(choices[Below(kSize)]);
  }

  std::string Sequence(int depth) {
    std::string out;
    for (auto i = Below(4); i > 0; --i) out += Repeated(depth);
    return out;
  }

  std::string Repeated(int depth) {
    static constexpr std::string_view kRepeats[] = {"*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?", "??", "{1,2}?"};
    std::string out = Atom(depth);
    if (Below(3) == 0 && out.back() != ')') out += OneOf(kRepeats);
    if (out.back() == ')' && !out.starts_with("(?i)") && !out.starts_with("(?s)") && Below(2) == 0)
      out += OneOf(kRepeats);
    return out;
  }

  std::string Atom(int depth) {
    static constexpr std::string_view kAtoms[] = {
        "a",
        "B",
        "0",
        " ",
        "-",
        "\\.",
        ".",
        "\\d",
        "\\D",
        "\\s",
        "\\S",
        "\\w",
        "\\W",
        "\\x41",
        "\\x{e9}",
        "\\101",
        "[a-c]",
        "[^a]",
        "[]a]",
        "[^]\\-^]",
        "[[:alpha:]]",
        "[[:^space:]_]",
        "[\\d\\s]",
        "[\\W0]",
        "[a-]",
        "\\pL",
        "\\PL",
        "\\p{Lu}",
        "\\p{^Lu}",
        "\\C",
        "\\n",
        "\\t",
        "\\b",
        "\\B",
        "^",
        "$",
        "\\A",
        "\\z",
        "\\Q.\\E",
        "\xe9",
        "[\xc0-\xdf]",
        "[^\\pL]",
        "\\v",
        "{",
        "{,1}",
        "]",
        "[[:^lower:]]",
    };
    static constexpr std::string_view kOpens[] = {"(", "(?:", "(?i:", "(?s:", "(?m:", "(?U:", "(?im-s:", "(?-i:"};
    if (depth > 0 && Below(4) == 0) return OneOf(kOpens) + Pattern(depth - 1) + ")";
    if (Below(20) == 0) return Below(2) == 0 ? "(?i)" : "(?s)";
    return OneOf(kAtoms);
  }

  std::mt19937 random_;
};

// RE2 itself judges: what it finds with a pattern and with its printed form is the same, groups included.
TEST(RegexSyntax, Re2FindsTheSameWithTheOriginalAndThePrintedPattern) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  PatternMaker maker(20261122);
  int compared = 0;
  int found = 0;
  for (int i = 0; i < 6000; ++i) {
    const std::string pattern = maker.Pattern();
    const RE2 original(pattern, options);
    const auto node = ParseRegex(pattern);
    ASSERT_EQ(node.operator bool(), original.ok())
        << pattern << " " << (node ? original.error() : node.error().message);
    if (!node) continue;
    const std::string text_form = PrintRegex(*node, true);
    const RE2 printed(text_form, options);
    ASSERT_TRUE(printed.ok()) << pattern << " -> " << text_form << ": " << printed.error();
    ASSERT_EQ(printed.NumberOfCapturingGroups(), original.NumberOfCapturingGroups()) << pattern;
    const auto again = ParseRegex(text_form);
    ASSERT_TRUE(again) << text_form;
    ASSERT_EQ(PrintRegex(*again, true), text_form) << pattern;
    const auto groups = static_cast<std::size_t>(original.NumberOfCapturingGroups()) + 1;
    for (int j = 0; j < 12; ++j) {
      const std::string text = maker.Text();
      std::vector<re2::StringPiece> ours(groups);
      std::vector<re2::StringPiece> theirs(groups);
      const bool there = original.Match(text, 0, text.size(), RE2::UNANCHORED, theirs.data(), static_cast<int>(groups));
      ASSERT_EQ(printed.Match(text, 0, text.size(), RE2::UNANCHORED, ours.data(), static_cast<int>(groups)), there)
          << pattern << " -> " << text_form << " on " << testing::PrintToString(text);
      ++compared;
      if (!there) continue;
      ++found;
      const auto width = theirs[0].size();
      ASSERT_GE(width, MinWidth(*node)) << pattern;
      ASSERT_LE(width, MaxWidth(*node).value_or(text.size())) << pattern;
      for (std::size_t group = 0; group < groups; ++group) {
        ASSERT_EQ(ours[group].data(), theirs[group].data()) << pattern << " -> " << text_form << " group " << group;
        ASSERT_EQ(ours[group].size(), theirs[group].size()) << pattern << " -> " << text_form << " group " << group;
      }
    }
  }
  EXPECT_GT(compared, 50'000);  // else the maker makes nothing worth comparing
  EXPECT_GT(found, 20'000);
}

}  // namespace
}  // namespace packrake
