#include "credential/far_name.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "credential/code_text.h"

namespace packrake::code {
namespace {

struct CallCase {
  std::string_view line;
  std::string_view name;
};

constexpr CallCase kCalls[] = {
    {"localStorage.setItem(KEY, value);", "KEY"},
    {"prefs.edit().putString( Keys.TOKEN , token)", ""},  // edit() comes first, and has no argument
    {"putString( Keys.TOKEN , token)", "Keys.TOKEN"},
    {"setItem('token', value)", ""},
    {"setItem(key(), value)", ""},
    {"setItem(KEY)", ""},
    {"setItem(0, value)", ""},
    {"no call", ""},
};

TEST(FirstArgumentName, IsAPlainNameBeforeAComma) {
  for (const CallCase& one : kCalls) EXPECT_EQ(FirstArgumentName(one.line, 0), one.name) << one.line;
}

struct DefinitionCase {
  std::string_view name;
  std::string_view text;
  std::string_view literal;  // "" for none
};

constexpr DefinitionCase kDefinitions[] = {
    {"KEY", "const KEY = 'token';", "token"},
    {"Keys.TOKEN", "object Keys { const val TOKEN = \"jwt\" }", "jwt"},
    {"KEY", "val KEY: String = \"jwt\"", "jwt"},
    {"KEY", "export const STORAGE_KEY = 'theme'; const KEY = `jwt`", "jwt"},
    {"KEY", "if (KEY == 'jwt') {}", ""},
    {"KEY", "const KEY = prefix + 'jwt'", ""},
    {"KEY", "const KEY = `${app}-jwt`", ""},
    {"KEY", "const KEY = 'unclosed\n'", ""},
    {"", "= 'x'", ""},
};

TEST(LiteralOf, IsWhatTheTextSetsTheNameTo) {
  for (const DefinitionCase& one : kDefinitions)
    EXPECT_EQ(LiteralOf(one.name, one.text).value_or(""), one.literal) << one.text;
}

std::string Far(std::string_view first, std::string_view last) {
  std::string text(first);
  for (int line = 0; line < 90; ++line) text += "export function f" + std::to_string(line) + "() { return 1; }\n";
  return text + std::string(last);
}

TEST(FarName, TellsWhatIsKeptUnderAConstantFarAbove) {
  const std::string_view call = "function save(v) { localStorage.setItem(KEY, v); }\n";
  EXPECT_TRUE(Sees(RulesIn(Far("const KEY = 'token';\n", call)), "jwt.misuse.web-storage"));
  EXPECT_FALSE(Sees(RulesIn(Far("const KEY = 'theme';\n", call)), "jwt.misuse.web-storage"));
  EXPECT_FALSE(Sees(RulesIn(Far("", call)), "jwt.misuse.web-storage"));
}

}  // namespace
}  // namespace packrake::code
