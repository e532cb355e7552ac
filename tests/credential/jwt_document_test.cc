#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "credential/examine_text.h"
#include "support/source_folder.h"

namespace packrake {
namespace {

using ::testing::ElementsAreArray;

// Rules that docs/JWT.md answers for: all of the built-in pack.
std::set<std::string> RulesOfThePack() {
  std::set<std::string> ids;
  for (const Rule& rule : RepositoryRules().rules) ids.insert(rule.id);
  return ids;
}

std::string Document() {
  std::ifstream file(SourceFolder() / "docs/JWT.md");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::set<std::string> RulesOfTheDocument() {
  const std::string text = Document();
  static const std::regex kId("`((?:jwt|framework|key|keystore|passphrase)\\.[a-z0-9.-]+)`");
  std::set<std::string> ids;
  for (std::sregex_iterator match(text.begin(), text.end(), kId), end; match != end; ++match) ids.insert((*match)[1]);
  return ids;
}

TEST(JwtDocument, TellsOfEveryRuleAndOfNoOther) {
  EXPECT_THAT(RulesOfTheDocument(), ElementsAreArray(RulesOfThePack()));
}

TEST(JwtDocument, GivesEachRuleItsSeverity) {
  const std::string text = Document();
  for (const Rule& rule : RepositoryRules().rules) {
    bool given = false;
    for (std::size_t at = text.find('`' + rule.id + '`'); at != std::string::npos && !given;
         at = text.find('`' + rule.id + '`', at + 1)) {
      const std::size_t cell = text.find("| ", at);
      const std::size_t end = text.find(" |", cell + 2);
      // A row of several rules has as many severities, or one for all.
      given = end != std::string::npos &&
              text.substr(cell, end - cell).find(std::string(Name(rule.severity))) != std::string::npos;
    }
    EXPECT_TRUE(given) << rule.id << " is " << Name(rule.severity);
  }
}

}  // namespace
}  // namespace packrake
