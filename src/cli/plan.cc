#include "cli/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/help.h"
#include "rules/nearest.h"

namespace packrake::cli {
namespace {

/// Thrown to CLI11, which hands it to ParseCommandLine: the reason stands in the Error.
class WrongValue : public CLI::ValidationError {
 public:
  WrongValue(const std::string& name, const std::string& reason) : CLI::ValidationError(name, reason) {}
};

void AddOption(CLI::App& app, const Option& option, const char* group, Plan& plan) {
  const std::string name = LongName(option);
  const auto assign = [&plan, &option, name](const std::string& value) {
    if (auto status = option.assign(plan.settings, value); !status)
      throw WrongValue("--" + name, status.error().message);
  };
  // CLI11 puts the name before what a flag's value throws.
  const auto assign_flag_value = [&plan, &option](const std::string& value) {
    if (auto status = option.assign(plan.settings, value); !status) throw CLI::ValidationError(status.error().message);
  };
  CLI::Option* added = nullptr;
  switch (option.takes) {
    case Option::Takes::kNothing:
      added = app.add_flag_callback(option.names, [assign] { assign("true"); }, option.help);
      break;
    case Option::Takes::kPercent:
      // A flag with a value: `--redact PATH` must not take PATH for the percentage.
      added = app.add_flag(std::string(option.names) + "{100}", plan.flag_value, option.help)->each(assign_flag_value);
      added->type_name("[=PERCENT]");
      break;
    case Option::Takes::kValue:
      added = app.add_option(
          option.names,
          [assign](const CLI::results_t& results) {
            for (const std::string& value : results) assign(value);
            return true;
          },
          option.help);
      added->type_name(option.value);
      added->expected(1);
      if (option.is_list) {
        added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      } else {
        added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      }
      break;
  }
  added->group(group);
}

void AddOptions(CLI::App& app, Plan& plan) {
  for (const OptionGroup& group : ScanOptionGroups()) {
    for (const Option& option : group.options) AddOption(app, option, group.title, plan);
  }
}

/// The options of a scan with these long names.
void AddSome(CLI::App& app, Plan& plan, std::initializer_list<std::string_view> names) {
  for (const OptionGroup& group : ScanOptionGroups()) {
    for (const Option& option : group.options) {
      if (std::find(names.begin(), names.end(), LongName(option)) != names.end())
        AddOption(app, option, group.title, plan);
    }
  }
}

/// The options of a scan that choose rules, for the commands about rules.
void AddRuleOptions(CLI::App& app, Plan& plan) {
  AddSome(app, plan, {"config", "rules", "no-builtin-rules", "enable-rule", "disable-rule"});
}

/// One way to write `packrake ...`, and how it fills a Plan.
struct Tree {
  explicit Tree(Plan& plan)
      : app("Finds leaked secrets in git history, above all those that break JSON Web Tokens.", "packrake") {
    app.require_subcommand(1);
    app.set_version_flag("--version", "packrake " PACKRAKE_VERSION, "print the version");
    app.formatter(std::make_shared<HelpFormatter>());  // commands made from here on have it, too
    app.set_help_flag("-h,--help", "print this help");
    app.failure_message(CLI::FailureMessage::simple);
    app.footer(
        "Exit status: 0 nothing found, 1 findings, 2 usage or configuration, 3 incomplete, 130 interrupted.\n"
        "More: packrake COMMAND --help, man packrake.");

    Scan(plan, "scan", "TARGET", "Scan repositories (whole history), URLs, directories, files, or - (stdin)", -1);
    Scan(plan, "git", "PATH", "Scan the whole history of a repository", -1);
    Scan(plan, "dir", "PATH", "Scan the files below a directory", -1);
    Scan(plan, "stdin", "", "Scan what comes on stdin", 0);

    CLI::App* rules = app.add_subcommand("rules", "List, show and check rules");
    rules->require_subcommand(1);
    CLI::App* list = Sub(*rules, plan, "list", "List the rules in force");
    AddRuleOptions(*list, plan);
    CLI::App* show = Sub(*rules, plan, "show", "Show one rule: what it finds, why that matters, what to do");
    show->add_option("ID", plan.arguments, "the rule")->required()->expected(1);
    AddRuleOptions(*show, plan);
    CLI::App* check = Sub(*rules, plan, "check", "Check rule files: the contract, the examples, the style");
    check->add_option("PATH", plan.arguments, "files or folders")->required();

    CLI::App* explain = app.add_subcommand("explain", "Tell one finding's whole story from a json or jsonl report");
    for (const auto& [name, help] : {std::pair("FINGERPRINT", "of the finding, or its beginning"),
                                     std::pair("REPORT", "a json or jsonl report")}) {
      explain
          ->add_option(
              name,
              [&plan](const CLI::results_t& results) {
                plan.arguments.push_back(results.front());
                return true;
              },
              help)
          ->required()
          ->type_name("")
          ->expected(1);
    }
    explain->callback([&plan] { plan.command = "explain"; });
    AddSome(*explain, plan, {"no-color"});

    CLI::App* crack = app.add_subcommand("crack", "Find the secrets of HMAC tokens, offline");
    crack->add_option("TOKEN", plan.arguments, "a token, a file with tokens, or - (stdin)")->required()->expected(1);
    crack->add_option("--from", plan.from, "try the literals of this repository, too")
        ->type_name("REPO")
        ->group("Words");
    crack->add_flag("--all-forms", plan.all_forms, "try each word of the list decoded and encoded, too")
        ->group("Words");
    crack->callback([&plan] { plan.command = "crack"; });
    AddSome(*crack, plan, {"wordlist", "threads", "show-secrets", "progress", "quiet"});

    CLI::App* version = app.add_subcommand("version", "Print the versions of packrake, its libraries and its matcher");
    version->callback([&plan] { plan.command = "version"; });
  }

  void Scan(Plan& plan, const char* name, const char* argument, const char* help, int arguments) {
    CLI::App* verb = app.add_subcommand(name, help);
    if (arguments != 0) verb->add_option(argument, plan.arguments, "what to scan (.)");
    AddOptions(*verb, plan);
    verb->callback([&plan, name] { plan.command = name; });
  }

  static CLI::App* Sub(CLI::App& parent, Plan& plan, const char* name, const char* help) {
    CLI::App* sub = parent.add_subcommand(name, help);
    sub->callback([&plan, command = parent.get_name() + " " + name] { plan.command = command; });
    return sub;
  }

  CLI::App app;
};

/// The command that `words` chose as far as they could be read: for help and for suggestions.
const CLI::App* ChosenCommand(const CLI::App& app) {
  const CLI::App* chosen = &app;
  while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
  return chosen;
}

std::vector<std::string> SpellingsOf(const CLI::App& app) {
  std::vector<std::string> spellings;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_snames()) spellings.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) spellings.push_back("--" + name);
  }
  return spellings;
}

std::string Suggestion(std::string_view word, const CLI::App& command) {
  std::vector<std::string> names = word.starts_with('-') ? SpellingsOf(command) : std::vector<std::string>();
  if (names.empty()) {
    for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(sub->get_name());
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  return DidYouMean(word.substr(0, word.find('=')), known);
}

/// The first word that the command does not know.
std::string UnknownWord(const CLI::App& app) {
  for (const std::string& word : app.remaining(/*recurse=*/true)) {
    if (word != "--") return word;
  }
  return {};
}

/// "packrake rules show: ID is missing" for what CLI11 tells in words of its own; nothing for any other error.
std::string WhatIsMissing(const CLI::App& command, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
    std::vector<std::string> names;
    for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(sub->get_name());
    if (!names.empty()) return fmt::format("{}: a command is missing: {}", WordsOf(&command), fmt::join(names, ", "));
    for (const CLI::Option* option : command.get_options()) {
      if (option->get_required() && option->count() == 0)
        return fmt::format("{}: {} is missing", WordsOf(&command), option->get_name());
    }
  }
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch)) {
    const std::string what = error.what();
    if (what.find("At Most") != std::string::npos)
      return fmt::format("{}: there are too many of them", what.substr(0, what.find(':')));
    return fmt::format("{}: its value is missing", what.substr(0, what.find(':')));
  }
  return {};
}

Error UsageError(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* command = ChosenCommand(app);
  const std::string unknown = UnknownWord(app);
  if (!unknown.empty()) {
    const char* kind = unknown.front() == '-' ? "option" : command == &app ? "command" : "argument";
    return {ErrorCode::kUsage, fmt::format("there is no {} '{}'{}", kind, unknown, Suggestion(unknown, *command))};
  }
  const std::string missing = WhatIsMissing(*command, error);
  return {ErrorCode::kUsage, missing.empty() ? error.what() : missing};
}

}  // namespace

Result<Plan> ParseCommandLine(const std::vector<std::string>& words, const Settings& base) {
  Plan plan;
  plan.settings = base;
  plan.words = words;
  Tree tree(plan);
  // CLI11 takes a command it does not know for a missing one.
  if (!words.empty() && !words.front().starts_with('-')) {
    const auto commands = tree.app.get_subcommands([](const CLI::App*) { return true; });
    if (std::none_of(commands.begin(), commands.end(),
                     [&](const CLI::App* c) { return c->get_name() == words.front(); })) {
      return Error{ErrorCode::kUsage,
                   fmt::format("there is no command '{}'{}", words.front(), Suggestion(words.front(), tree.app))};
    }
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 takes them
    tree.app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    plan.text = ChosenCommand(tree.app)->help();
  } catch (const CLI::CallForVersion& version) {
    plan.text = std::string(version.what()) + "\n";
  } catch (const CLI::ParseError& error) {
    if (words.empty()) {
      return Error{ErrorCode::kUsage, fmt::format("a command is missing\n\n{}", tree.app.help())};
    }
    return UsageError(tree.app, error);
  }
  return plan;
}

std::vector<CommandHelp> AllCommandHelp() {
  Plan plan;
  Tree tree(plan);
  std::vector<CommandHelp> all;
  const std::function<void(const CLI::App&, const std::string&)> visit = [&](const CLI::App& app,
                                                                             const std::string& name) {
    all.push_back({name, SpellingsOf(app)});
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
      visit(*sub, name.empty() ? sub->get_name() : name + " " + sub->get_name());
    }
  };
  visit(tree.app, "");
  return all;
}

}  // namespace packrake::cli
