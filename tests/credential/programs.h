#ifndef PACKRAKE_TESTS_CREDENTIAL_PROGRAMS_H_
#define PACKRAKE_TESTS_CREDENTIAL_PROGRAMS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "credential/code_text.h"

namespace packrake {

/// A small program as people write it, and what must be seen in it: "jwt.secret*|framework*", one of which is enough.
struct Program {
  const char* rules;
  const char* text;
};

inline bool SeesOneOf(std::string_view rules, const std::string& program) {
  const auto ids = RulesIn(program, true);
  while (!rules.empty()) {
    const std::size_t bar = rules.find('|');
    if (Sees(ids, rules.substr(0, bar))) return true;
    rules = bar == std::string_view::npos ? std::string_view() : rules.substr(bar + 1);
  }
  return false;
}

template <std::size_t N>
void ExpectSeen(const Program (&programs)[N]) {
  for (const Program& one : programs) EXPECT_TRUE(SeesOneOf(one.rules, one.text)) << one.rules << one.text;
}

template <std::size_t N>
void ExpectSeenFlat(const Program (&programs)[N]) {
  for (const Program& one : programs) {
    EXPECT_TRUE(SeesOneOf(one.rules, WithoutIndentation(one.text))) << one.rules << WithoutIndentation(one.text);
  }
}

/// Reads each program cut short behind each of its signs: brackets that have no other do no harm (under a sanitizer).
template <std::size_t N>
void ReadCutShort(const Program (&programs)[N]) {
  for (const Program& one : programs) {
    const std::string text = ExpandPlaceholders(one.text);
    for (std::size_t i = text.find_first_of("([{,:=."); i < text.size(); i = text.find_first_of("([{,:=.", i + 1)) {
      const std::string cut = text.substr(0, i + 1);
      code::TextReading(cut).Events();
      code::AnalyzeStretch(cut);
    }
  }
}

/// As findings, and not as hints only.
template <std::size_t N>
void ExpectTold(const Program (&programs)[N]) {
  for (const Program& one : programs) EXPECT_TRUE(Sees(RulesIn(one.text), one.rules)) << one.rules << one.text;
}

template <std::size_t N>
void ExpectQuiet(const Program (&programs)[N]) {
  for (const Program& one : programs) {
    EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
    EXPECT_THAT(RulesIn(WithoutIndentation(one.text)), ::testing::IsEmpty()) << one.text;
  }
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_CREDENTIAL_PROGRAMS_H_
