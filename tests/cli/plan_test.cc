#include "cli/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace packrake::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ParseCommandLine, ReadsEveryOptionIntoItsPlace) {
  auto plan = ParseCommandLine({"scan",
                                "a",
                                "--max-blob-size",
                                "10M",
                                "--skip-binary",
                                "--no-unreachable",
                                "--tips",
                                "--verify-objects",
                                "--no-delta",
                                "--no-pack",
                                "-j",
                                "3",
                                "--rules",
                                "r1",
                                "--rules",
                                "r2",
                                "--no-builtin-rules",
                                "--enable-rule",
                                "x",
                                "--disable-rule",
                                "y",
                                "--min-severity",
                                "high",
                                "--min-confidence",
                                "medium",
                                "--hints",
                                "-b",
                                "old.json",
                                "-i",
                                "ig",
                                "--no-inline-allow",
                                "--no-target-config",
                                "--wordlist",
                                "w",
                                "--prove-budget",
                                "1.5",
                                "-f",
                                "jsonl",
                                "-o",
                                "out",
                                "--show-secrets",
                                "--redact=50",
                                "--fingerprint-key",
                                "k",
                                "--exit-code",
                                "9",
                                "--stats",
                                "-v",
                                "--no-color",
                                "--progress",
                                "never",
                                "-q",
                                "--log-level",
                                "debug",
                                "-c",
                                "conf",
                                "b"});
  ASSERT_TRUE(plan) << plan.error().message;
  const Settings& s = plan->settings;
  EXPECT_EQ(plan->command, "scan");
  EXPECT_THAT(plan->arguments, ElementsAre("a", "b"));
  EXPECT_EQ(s.max_blob_size, 10u << 20);
  EXPECT_TRUE(s.skip_binary && s.no_unreachable && s.tips && s.verify_objects && s.no_delta && s.no_pack);
  EXPECT_EQ(s.threads, 3);
  EXPECT_THAT(s.rules, ElementsAre("r1", "r2"));
  EXPECT_TRUE(s.no_builtin_rules && s.hints && s.no_inline_allow && s.no_target_config);
  EXPECT_THAT(s.enable_rule, ElementsAre("x"));
  EXPECT_THAT(s.disable_rule, ElementsAre("y"));
  EXPECT_EQ(s.min_severity, Severity::kHigh);
  EXPECT_EQ(s.min_confidence, Confidence::kMedium);
  EXPECT_THAT(s.baseline, ElementsAre("old.json"));
  EXPECT_THAT(s.ignore_path, ElementsAre("ig"));
  EXPECT_EQ(s.wordlist, "w");
  EXPECT_EQ(s.prove_budget, 1.5);
  EXPECT_EQ(s.format, "jsonl");
  EXPECT_EQ(s.report_path, "out");
  EXPECT_TRUE(s.show_secrets && s.stats && s.verbose && s.no_color && s.quiet);
  EXPECT_EQ(s.redact, 50);
  EXPECT_EQ(s.fingerprint_key, "k");
  EXPECT_EQ(s.exit_code, 9);
  EXPECT_EQ(s.progress, "never");
  EXPECT_EQ(s.log_level, "debug");
  EXPECT_EQ(s.config, "conf");
}

TEST(ParseCommandLine, KeepsWhatItDoesNotSayAndAddsToLists) {
  Settings base;
  base.threads = 7;
  base.disable_rule = {"a"};
  auto plan = ParseCommandLine({"git", "--disable-rule", "b"}, base);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->settings.threads, 7);
  EXPECT_THAT(plan->settings.disable_rule, ElementsAre("a", "b"));
}

TEST(ParseCommandLine, DoesNotTakeATargetForThePercentage) {
  auto plan = ParseCommandLine({"scan", "--redact", "."});
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_EQ(plan->settings.redact, 100);
  EXPECT_THAT(plan->arguments, ElementsAre("."));
}

TEST(ParseCommandLine, KnowsEveryCommand) {
  const std::pair<std::vector<std::string>, const char*> lines[] = {
      {{"scan"}, "scan"},
      {{"scan", "-"}, "scan"},
      {{"git", "."}, "git"},
      {{"dir", "."}, "dir"},
      {{"stdin"}, "stdin"},
      {{"rules", "list"}, "rules list"},
      {{"rules", "show", "x"}, "rules show"},
      {{"rules", "check", "a", "b"}, "rules check"},
      {{"explain", "pr1:1", "r.json"}, "explain"},
      {{"crack", "-", "--from", "."}, "crack"},
      {{"version"}, "version"},
  };
  for (const auto& [words, command] : lines) {
    auto plan = ParseCommandLine(words);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->command, command);
  }
  EXPECT_THAT(ParseCommandLine({"explain", "pr1:1", "r.json"})->arguments, ElementsAre("pr1:1", "r.json"));
}

TEST(ParseCommandLine, SaysWhatIsWrongAndWhatMayBeMeant) {
  const std::pair<std::vector<std::string>, const char*> mistakes[] = {
      {{"scan", "--formt", "json"}, "there is no option '--formt'; did you mean '--format'?"},
      {{"scan", "--treads=4"}, "there is no option '--treads=4'; did you mean '--threads'?"},
      {{"scann"}, "there is no command 'scann'; did you mean 'scan'?"},
      {{"scan", "-f", "xml"}, "'xml' is none of text, json, jsonl"},
      {{"scan", "-j", "0"}, "'0' is not a number from 1 to 1024"},
      {{"scan", "-j", "x"}, "'x' is not a number"},
      {{"scan", "--exit-code", "256"}, "'256' is not a number from 0 to 255"},
      {{"scan", "--redact=101"}, "'101' is not a number from 0 to 100"},
      {{"scan", "--max-blob-size", "ten"}, "'ten' is not a size"},
      {{"scan", "--min-severity", "grave"}, "'grave' is none of info"},
      {{"scan", "--progress", "maybe"}, "'maybe' is none of auto, always, never"},
      {{"scan", "-o", ""}, "the value is empty"},
      {{"stdin", "x"}, "there is no argument 'x'"},
      {{"rules"}, "packrake rules: a command is missing: list, show, check"},
      {{"rules", "show"}, "packrake rules show: ID is missing"},
      {{"rules", "check"}, "packrake rules check: PATH is missing"},
      {{"explain", "pr1:1"}, "packrake explain: REPORT is missing"},
      {{"crack"}, "packrake crack: TOKEN is missing"},
      {{"scan", "--threads"}, "--threads: its value is missing"},
      {{"scan", "-f"}, "--format: its value is missing"},
      {{}, "a command is missing"},
  };
  for (const auto& [words, message] : mistakes) {
    auto plan = ParseCommandLine(words);
    ASSERT_FALSE(plan) << testing::PrintToString(words);
    EXPECT_EQ(plan.error().code, ErrorCode::kUsage);
    EXPECT_THAT(plan.error().message, HasSubstr(message));
  }
}

TEST(ParseCommandLine, GivesHelpAndVersionAsText) {
  EXPECT_THAT(ParseCommandLine({"--help"})->text, HasSubstr("Exit status: 0"));
  EXPECT_THAT(ParseCommandLine({"scan", "--help"})->text, HasSubstr("--prove-budget SECONDS"));
  EXPECT_THAT(ParseCommandLine({"--version"})->text, HasSubstr("packrake " PACKRAKE_VERSION));
}

TEST(ParseCommandLine, WritesHelpThatFitsAHundredColumns) {
  for (const CommandHelp& command : AllCommandHelp()) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < command.command.size();) {
      const std::size_t end = std::min(command.command.find(' ', begin), command.command.size());
      words.push_back(command.command.substr(begin, end - begin));
      begin = end + 1;
    }
    words.push_back("--help");
    const std::string help = ParseCommandLine(words)->text;
    ASSERT_FALSE(help.empty()) << command.command;
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
  }
}

TEST(ParseSize, ReadsUnits) {
  EXPECT_EQ(*ParseSize("4096"), 4096u);
  EXPECT_EQ(*ParseSize("64K"), 65536u);
  EXPECT_EQ(*ParseSize("10m"), 10485760u);
  EXPECT_EQ(*ParseSize("1.5GiB"), 1610612736u);
  EXPECT_EQ(*ParseSize("2MB"), 2097152u);
  for (const char* wrong : {"", "K", "-1", "1X", "1KB2", "0", "1e30", "inf", "nan"})
    EXPECT_FALSE(ParseSize(wrong)) << wrong;
}

TEST(ScanOptionGroups, SpellNoOptionTwice) {
  std::set<std::string> names;
  for (const OptionGroup& group : ScanOptionGroups()) {
    for (const Option& option : group.options) EXPECT_TRUE(names.insert(LongName(option)).second) << option.names;
  }
}

}  // namespace
}  // namespace packrake::cli
