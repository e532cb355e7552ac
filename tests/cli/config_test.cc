#include "cli/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/fake_backend.h"
#include "cli/rule_choice.h"
#include "support/temp_folder.h"

namespace packrake::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(ParseConfig, ReadsEveryKindOfKey) {
  auto config = ParseConfig(R"(
format: jsonl
threads: 4
no_delta: true
min-severity: high
disable-rule: [a, b]
rules: [extra.yaml, /abs.yaml]
builtin_rules: false
allow:
  values: [one]
  patterns: '^x+$'
  stop_words: [example]
ignore:
  - docs/**
  - path: a b.py
    rule: jwt.*
    until: 2030-01-01
    reason: because
  - fingerprint: pr1:0123456789abcdef0123456789abcdef
)",
                            "conf.yaml", "/etc/packrake");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->settings.format, "jsonl");
  EXPECT_EQ(config->settings.threads, 4);
  EXPECT_TRUE(config->settings.no_delta);
  EXPECT_EQ(config->settings.min_severity, Severity::kHigh);
  EXPECT_THAT(config->settings.disable_rule, ElementsAre("a", "b"));
  EXPECT_THAT(config->settings.rules, ElementsAre("/etc/packrake/extra.yaml", "/abs.yaml"));
  EXPECT_TRUE(config->settings.no_builtin_rules);
  EXPECT_THAT(config->allow.values, ElementsAre("one"));
  EXPECT_THAT(config->allow.patterns, ElementsAre("^x+$"));
  ASSERT_THAT(config->ignore, SizeIs(3));
  EXPECT_EQ(config->ignore[1].path_glob, "a b.py");
  EXPECT_EQ(config->ignore[1].reason, "because");
  EXPECT_EQ(config->ignore[1].place, "conf.yaml:15");
}

TEST(ParseConfig, TakesAnEmptyFileForNoWish) {
  EXPECT_TRUE(ParseConfig("", "c", ""));
  EXPECT_TRUE(ParseConfig("# nothing\n", "c", ""));
}

TEST(ParseConfig, NamesFileAndLineOfEveryMistake) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"\nthread: 4\n", "c.yaml:2: there is no key 'thread'; did you mean 'threads'?"},
      {"threads: many\n", "c.yaml:1: 'threads': 'many' is not a number"},
      {"threads: [1]\n", "c.yaml:1: 'threads' takes a single value"},
      {"skip-binary: yes\n", "c.yaml:1: 'skip-binary': 'yes' is neither true nor false"},
      {"config: other.yaml\n", "c.yaml:1: there is no key 'config'"},
      {"- a\n", "c.yaml:1: a configuration is a list of"},
      {"rules: {a: b}\n", "c.yaml:1: 'rules' is a list"},
      {"rules:\n  - a.yaml\n  - id: x\n", "'rules' is a list of paths or a list of rules, not of both"},
      {"allow: [a]\n", "c.yaml:1: 'allow' has the keys"},
      {"allow:\n  vals: [a]\n", "c.yaml:2: 'allow' has no key 'vals'"},
      {"allow:\n  patterns: ['(']\n", "c.yaml:1: 'allow': not a regular expression"},
      {"ignore: docs/**\n", "c.yaml:1: 'ignore' is a list"},
      {"ignore:\n  - pr1:12\n", "c.yaml:2: a fingerprint is"},
      {"ignore:\n  - path: a\n    until: tomorrow\n", "c.yaml:2: 'until' is not a day"},
      {"ignore:\n  - path: a\n    why: x\n", "c.yaml:3: an entry of 'ignore' has no key 'why'"},
      {"ignore:\n  - path: a\n    fingerprint: b\n",
       "c.yaml:3: an entry of 'ignore' has a path or a fingerprint, not both"},
      {"builtin-rules: 0\n", "c.yaml:1: 'builtin-rules' is true or false"},
      {"a: [\n", "c.yaml:"},
  };
  for (const auto& [text, message] : mistakes) {
    auto config = ParseConfig(text, "c.yaml", "");
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, ErrorCode::kInvalidConfig) << text;
    EXPECT_THAT(config.error().message, HasSubstr(message));
  }
}

TEST(LoadUserConfig, PrefersTheOptionToTheEnvironment) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "a.yaml", "threads: 1\n");
  WriteTestFile(folder.path() / "b.yaml", "threads: 2\n");
  const std::string a = folder.path() / "a.yaml";
  const std::string b = folder.path() / "b.yaml";
  const auto none = [](const char*) { return std::optional<std::string>(); };
  const auto env = [b](const char* name) {
    return std::string_view(name) == "PACKRAKE_CONFIG" ? std::optional(b) : std::nullopt;
  };
  EXPECT_EQ((*LoadUserConfig(a, env))->settings.threads, 1);
  EXPECT_EQ((*LoadUserConfig("", env))->settings.threads, 2);
  EXPECT_FALSE(LoadUserConfig("", none)->has_value());
  auto missing = LoadUserConfig(folder.path() / "c.yaml", none);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kInvalidConfig);
}

TEST(RunScan, TakesTheCommandLineOverTheConfigurationOverTheDefaults) {
  const TempFolder folder;
  const std::string conf = folder.path() / "c.yaml";
  WriteTestFile(conf, "threads: 5\nmin-severity: high\n");
  FakeBackend backend;
  backend.targets["."] = {};
  RunWith(backend, {"scan", "-c", conf, "-j", "2"});
  EXPECT_EQ(backend.last_options.read.threads, 2);
  EXPECT_EQ(backend.last_options.min_severity, Severity::kHigh);
  RunWith(backend, {"scan"}, {{"PACKRAKE_CONFIG", conf}});
  EXPECT_EQ(backend.last_options.read.threads, 5);
  RunWith(backend, {"scan"});
  EXPECT_EQ(backend.last_options.min_severity, Severity::kInfo);
}

constexpr char kRule[] = R"(rules:
  - id: acme.key
    family: custom
    name: Acme key
    description: A key of Acme.
    severity: high
    confidence: high
    pattern: '(?P<secret>acme_[a-z0-9]{20})'
)";

TEST(ChooseRules, ExtendsTheBuiltInRulesUnlessTheConfigurationSaysOtherwise) {
  FakeBackend backend;
  auto config = ParseConfig(kRule, "c.yaml", "");
  ASSERT_TRUE(config);
  auto rules = ChooseRules(config->settings, &*config, backend);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_THAT(rules->rules, SizeIs(4));
  auto alone = ParseConfig("builtin_rules: false\n" + std::string(kRule), "c.yaml", "");
  ASSERT_TRUE(alone);
  rules = ChooseRules(alone->settings, &*alone, backend);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_THAT(rules->rules, SizeIs(1));
}

TEST(ChooseRules, NamesTheLineOfABadRuleInTheConfiguration) {
  FakeBackend backend;
  auto config = ParseConfig("threads: 2\n" + std::string(kRule) + "    patern: x\nformat: json\n", "c.yaml", "");
  ASSERT_TRUE(config) << config.error().message;
  auto rules = ChooseRules(config->settings, &*config, backend);
  ASSERT_FALSE(rules);
  EXPECT_THAT(rules.error().message, HasSubstr("c.yaml:10"));
}

TEST(ChooseRules, SkipsAndNamesABadRuleFromElsewhere) {
  const TempFolder folder;
  std::string text = kRule;
  text +=
      "  - id: acme.wide\n    family: custom\n    name: x\n    description: x\n    severity: low\n    confidence: "
      "low\n    pattern: '(?P<secret>[a-z]+)'\n";
  WriteTestFile(folder.path() / "r.yaml", text);
  FakeBackend backend;
  Settings settings;
  settings.rules = {folder.path() / "r.yaml"};
  auto rules = ChooseRules(settings, nullptr, backend);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_THAT(rules->rules, SizeIs(4));
  ASSERT_THAT(rules->skipped, SizeIs(1));
  EXPECT_EQ(rules->skipped[0].id, "acme.wide");
  EXPECT_FALSE(rules->skipped[0].reason.empty());
}

TEST(ChooseRules, EnablesAndDisablesByIdAndGlob) {
  FakeBackend backend;
  const auto ids = [&backend](std::vector<std::string> enable, std::vector<std::string> disable) {
    Settings settings;
    settings.enable_rule = std::move(enable);
    settings.disable_rule = std::move(disable);
    auto rules = ChooseRules(settings, nullptr, backend);
    std::vector<std::string> names;
    if (!rules) return std::vector{rules.error().message};
    for (const Rule& rule : rules->rules) names.push_back(rule.id);
    return names;
  };
  EXPECT_THAT(ids({"key.pem"}, {}), ElementsAre("key.pem"));
  EXPECT_THAT(ids({"jwt.*"}, {"jwt.secret.*"}), ElementsAre("jwt.token.signed"));
  EXPECT_THAT(ids({}, {"jwt.*"}), ElementsAre("key.pem"));
  EXPECT_THAT(ids({"key.pme"}, {}), ElementsAre("--enable-rule: there is no rule 'key.pme'; did you mean 'key.pem'?"));
  EXPECT_THAT(ids({}, {"*"}), ElementsAre("no rule is left to scan with"));
}

}  // namespace
}  // namespace packrake::cli
