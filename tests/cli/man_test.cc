#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "cli/config.h"
#include "cli/plan.h"
#include "support/source_folder.h"
#include "support/temp_folder.h"

namespace packrake::cli {
namespace {

using testing::IsSubsetOf;

std::string Page(const std::string& name) {
  const std::string roff = ReadTestFile(SourceFolder() / "docs/man" / name);
  std::string text;
  for (std::size_t i = 0; i < roff.size(); ++i) {
    if (roff[i] == '\\' && i + 1 < roff.size() && roff[i + 1] == '-') {
      text += '-';
      ++i;
    } else if (roff[i] == '\\' && i + 2 < roff.size() && roff[i + 1] == 'f') {
      text += ' ';
      i += 2;
    } else {
      text += roff[i];
    }
  }
  return text;
}

/// Every "-x" and "--long-name" that stands in `text` as a word of its own.
std::set<std::string> OptionsIn(const std::string& text) {
  const auto in_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9'); };
  std::set<std::string> options;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '-' || (i > 0 && std::string_view(" \n\"").find(text[i - 1]) == std::string_view::npos)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && in_name(text[end])) ++end;
    const std::string word = text.substr(i, end - i);
    if (word.size() == 2 || (word.starts_with("--") && word.size() > 3)) options.insert(word);
    i = std::max(end, i + 1);
  }
  options.erase("--");
  return options;
}

std::set<std::string> OptionsOf(const std::set<std::string>& commands) {
  std::set<std::string> options;
  for (const CommandHelp& command : AllCommandHelp()) {
    if (commands.contains(command.command)) options.insert(command.options.begin(), command.options.end());
  }
  return options;
}

TEST(ManPages, HaveEveryOptionOfTheirCommandsAndNoOther) {
  const std::pair<const char*, std::set<std::string>> pages[] = {
      {"packrake-scan.1", {"scan", "git", "dir", "stdin"}},
      {"packrake-rules.1", {"rules", "rules list", "rules show", "rules check"}},
  };
  for (const auto& [name, commands] : pages) EXPECT_EQ(OptionsIn(Page(name)), OptionsOf(commands)) << name;
  const std::set<std::string> own = OptionsOf({"", "explain", "crack", "version"});
  const std::set<std::string> told = OptionsIn(Page("packrake.1"));
  EXPECT_THAT(own, IsSubsetOf(told));
  std::set<std::string> every;
  for (const CommandHelp& command : AllCommandHelp()) every.insert(command.options.begin(), command.options.end());
  for (const char* page : {"packrake.1", "packrake-config.5"})
    EXPECT_THAT(OptionsIn(Page(page)), IsSubsetOf(every)) << page;
}

TEST(ManPages, NameEveryCommand) {
  const std::string page = Page("packrake.1");
  for (const CommandHelp& command : AllCommandHelp()) {
    const std::string word = command.command.substr(0, command.command.find(' '));
    EXPECT_NE(page.find(word), std::string::npos) << command.command;
  }
}

TEST(ManPages, ShowAConfigurationThatIsRight) {
  const std::string page = Page("packrake-config.5");
  const std::size_t begin = page.find("format: jsonl");
  const std::string example = page.substr(begin, page.find(".RE", begin) - begin);
  auto config = ParseConfig(example, "example", "");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->ignore.size(), 1u);
}

TEST(ManPages, ShowAnIgnoreFileThatIsRight) {
  const std::string page = Page("packrake-config.5");
  const std::size_t begin = page.find("# rotated on");
  auto list = IgnoreList::Parse(page.substr(begin, page.find(".RE", begin) - begin), "example", 0);
  EXPECT_TRUE(list) << list.error().message;
}

}  // namespace
}  // namespace packrake::cli
