#include "text/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace packrake {
namespace {

struct GlobCase {
  std::string_view glob;
  std::string_view path;
  bool matches;
};

TEST(Glob, MatchesAsGitignoreDoes) {
  constexpr GlobCase kCases[] = {
      {"*.py", "a.py", true},
      {"*.py", "src/deep/a.py", true},
      {"*.py", "a.pyc", false},
      {"a", "x/a/y", true},  // a folder, and what it holds
      {"a", "xa", false},
      {"/a.txt", "a.txt", true},
      {"/a.txt", "x/a.txt", false},
      {"src/*.c", "src/a.c", true},
      {"src/*.c", "src/x/a.c", false},
      {"src/*.c", "top/src/a.c", false},  // a slash in the middle anchors
      {"src/*", "src/x/a.c", true},       // "src/x" matches
      {"src/", "src/a.c", true},
      {"src/", "x/src/a.c", true},
      {"src/", "src", false},  // only what is below
      {"src/x/", "src/x/a", true},
      {"**/test/**", "a/b/test/c/d", true},
      {"**/test/**", "test/c", true},
      {"**/test/**", "test", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "ab", false},
      {"a/**/b", "a/xb", false},
      {"**/foo", "foo", true},
      {"**/foo", "x/y/foo", true},
      {"**", "any/thing", true},
      {"*", "x", true},
      {"a/**", "a/x/y", true},
      {"a/**", "a", false},
      {"a**b/c", "axxb/c", true},
      {"a**b/c", "ax/xb/c", false},
      {"a?c", "abc", true},
      {"x/a?c", "x/a/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[!a-c]x", "dx", true},
      {"[]]x", "]x", true},
      {"[[:digit:]]x", "7x", true},
      {"[a-", "a", false},
      {"a[/]b", "a/b", false},
      {"\\*x", "*x", true},
      {"\\*x", "ax", false},
      {"A", "a", false},
      {"", "a", false},
      {"/", "a", false},
  };
  for (const GlobCase& row : kCases)
    EXPECT_EQ(GlobMatches(row.glob, row.path), row.matches) << row.glob << " " << row.path;
}

TEST(Glob, ManyStarsDoNotTakeForever) {
  std::string glob;
  for (int i = 0; i < 1000; ++i) glob += "*a";
  EXPECT_FALSE(GlobMatches(glob + "*b", std::string(4000, 'a')));
  EXPECT_FALSE(GlobMatches(std::string(5000, '*'), "a"));  // longer than any path
}

}  // namespace
}  // namespace packrake
