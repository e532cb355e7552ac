#include "cli/help.h"

#include <string_view>
#include <vector>

#include "report/terminal.h"

namespace packrake::cli {
namespace {

constexpr std::size_t kNameColumns = 30;
constexpr std::size_t kColumns = 100;

void AddRow(std::string left, std::string_view right, std::string& help) {
  left = "  " + left;
  if (left.size() + 2 > kNameColumns) {
    help += left + "\n";
    left.clear();
  }
  left.resize(kNameColumns, ' ');
  for (const std::string& line : Wrapped(right, kColumns - kNameColumns)) {
    help += left + line + "\n";
    left.assign(kNameColumns, ' ');
  }
}

std::string SpellingOf(const CLI::Option& option) {
  std::string text;
  for (const std::string& name : option.get_snames()) text += "-" + name + ", ";
  if (text.empty()) text = "    ";
  if (!option.get_lnames().empty()) text += "--" + option.get_lnames().front();
  const std::string value = option.get_type_name();
  return value.empty() || value.front() == '[' ? text + value : text + " " + value;
}

std::string UsageOf(const CLI::App* app, const std::vector<const CLI::App*>& subcommands) {
  std::string usage = "Usage: " + WordsOf(app);
  if (!subcommands.empty()) return usage + " COMMAND [OPTION...]\n";
  usage += " [OPTION...]";
  for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    const std::string name = option->get_name() + (option->get_expected_max() > 1 ? "..." : "");
    usage += option->get_required() ? " " + name : " [" + name + "]";
  }
  return usage + "\n";
}

}  // namespace

std::string WordsOf(const CLI::App* app) {
  return app->get_parent() == nullptr ? app->get_name() : WordsOf(app->get_parent()) + " " + app->get_name();
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  const auto subcommands = app->get_subcommands([](const CLI::App*) { return true; });
  std::string help = UsageOf(app, subcommands) + "\n" + app->get_description() + "\n";
  if (!subcommands.empty()) {
    help += "\nCommands:\n";
    for (const CLI::App* command : subcommands) AddRow(command->get_name(), command->get_description(), help);
  }
  for (const std::string& group : app->get_groups()) {
    const auto options =
        app->get_options([&group](const CLI::Option* o) { return o->get_group() == group && o->nonpositional(); });
    if (options.empty()) continue;
    help += "\n" + group + ":\n";
    for (const CLI::Option* option : options) AddRow(SpellingOf(*option), option->get_description(), help);
  }
  return help + "\n" + app->get_footer() + "\n";
}

}  // namespace packrake::cli
