#include "match/documented.h"

#include <gtest/gtest.h>

#include <string_view>

namespace packrake {
namespace {

struct LineCase {
  std::string_view before;
  std::string_view signal;
};

TEST(DocumentSignal, KnowsTheLinesOfDocumentationCommentsAndDoctests) {
  for (const LineCase& line : {LineCase{" * const jwt = '", "doc-comment"},
                               {"\t* ", "doc-comment"},
                               {"/** the key: ", "doc-comment"},
                               {"    /// let key = \"", "doc-comment"},
                               {"//! ", "doc-comment"},
                               {">>> jwt.encode({}, '", "doc-comment"},
                               {"    ... key='", "doc-comment"},
                               {"const jwt = '", ""},
                               {"// const jwt = '", ""},
                               {"*p = \"", ""},
                               {"", ""}}) {
    EXPECT_EQ(DocumentSignal(line.before), line.signal) << line.before;
  }
}

TEST(DocumentSignal, KnowsEntriesCalledExample) {
  for (const LineCase& line : {LineCase{"      example: ", "doc-example"},
                               {"  \"example\": \"", "doc-example"},
                               {"@ApiProperty({ example: '", "doc-example"},
                               {"@Schema(example = \"", "doc-example"},
                               {"Field(examples='", "doc-example"},
                               {"<pre><code data-lang=\"java\">props.set(\"", "doc-example"},
                               {"<span class='comment'># ", "doc-example"},
                               {"    iex> JOSE.JWS.peek(\"", "doc-comment"},
                               {"counterexample: ", ""},
                               {"example_token = '", ""},
                               {"example token '", ""},
                               {"jwt_example: ", ""}}) {
    EXPECT_EQ(DocumentSignal(line.before), line.signal) << line.before;
  }
}

TEST(DocumentSignal, KnowsWhatADoctestYields) {
  EXPECT_EQ(DocumentSignal("    \"", "    iex> JOSE.JWS.compact(signed)\n"), "doc-comment");
  EXPECT_EQ(DocumentSignal("'", ">>> jwt.encode({}, key)\n"), "doc-comment");
  EXPECT_EQ(DocumentSignal("token = '", "iexact = 1\n"), "");
}

TEST(TestModule, BeginsWhereRustSaysSo) {
  const std::string code = "fn f() {}\n";
  const std::string tests = "\n#[cfg(test)]\nmod tests {\n    fn g() {}\n}\n";
  EXPECT_EQ(TestModuleOf(code), std::string::npos);
  EXPECT_EQ(TestModuleOf(code + tests), code.size());
  EXPECT_EQ(TestModuleOf(code + "\n#[cfg(test)]\nuse std::fmt;\n"), std::string::npos);
}

}  // namespace
}  // namespace packrake
