#include "cli/rule_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/vocabulary.h"
#include "match/scanner.h"
#include "rules/load.h"
#include "rules/nearest.h"
#include "text/glob.h"

namespace packrake::cli {
namespace {

/// Moves rules from `first` on whose anchors do not hold to `skipped`.
void SkipBadAnchors(std::size_t first, RuleSet& set) {
  std::vector<Rule> kept(std::make_move_iterator(set.rules.begin()),
                         std::make_move_iterator(set.rules.begin() + static_cast<std::ptrdiff_t>(first)));
  for (std::size_t i = first; i < set.rules.size(); ++i) {
    Rule& rule = set.rules[i];
    if (auto checked = CheckAnchor(rule); !checked) {
      set.skipped.push_back({rule.id, rule.origin, checked.error().message});
    } else {
      kept.push_back(std::move(rule));
    }
  }
  set.rules = std::move(kept);
}

/// Which rules `pattern`, an id or a glob, names. Errors: kUsage when it names none.
Result<std::vector<bool>> Named(const std::string& pattern, const RuleSet& set) {
  std::vector<bool> named(set.rules.size());
  bool any = false;
  for (std::size_t i = 0; i < set.rules.size(); ++i) {
    named[i] = GlobMatches(pattern, set.rules[i].id);
    any = any || named[i];
  }
  if (any) return named;
  std::vector<std::string_view> ids;
  for (const Rule& rule : set.rules) ids.push_back(rule.id);
  return Error{ErrorCode::kUsage, fmt::format("there is no rule '{}'{}", pattern, DidYouMean(pattern, ids))};
}

Status KeepChosen(const Settings& settings, RuleSet& set) {
  std::vector<bool> keep(set.rules.size(), settings.enable_rule.empty());
  for (const bool enable : {true, false}) {
    for (const std::string& pattern : enable ? settings.enable_rule : settings.disable_rule) {
      auto named = Named(pattern, set);
      if (!named) {
        return Error{ErrorCode::kUsage,
                     fmt::format("--{}-rule: {}", enable ? "enable" : "disable", named.error().message)};
      }
      for (std::size_t i = 0; i < keep.size(); ++i) keep[i] = (*named)[i] ? enable : keep[i];
    }
  }
  std::vector<Rule> rules;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (keep[i]) rules.push_back(std::move(set.rules[i]));
  }
  set.rules = std::move(rules);
  return {};
}

void Append(const std::vector<std::string>& from, std::vector<std::string>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Result<RuleSet> ChooseRules(const Settings& settings, const Config* config, Backend& backend) {
  RuleSet set;
  if (!settings.no_builtin_rules) {
    auto builtin = backend.BuiltinRules();
    if (!builtin) return std::move(builtin).error();
    set = std::move(*builtin);
  }
  const std::size_t ours = set.rules.size();
  if (config != nullptr && !config->rules_text.empty()) {
    if (auto added = AddRules(config->rules_text, config->name, Vocabulary(), OnBadRule::kFail, set); !added) {
      return std::move(added).error();
    }
    for (std::size_t i = ours; i < set.rules.size(); ++i) {
      if (auto checked = CheckAnchor(set.rules[i]); !checked) {
        return Error{ErrorCode::kInvalidRule, fmt::format("{}: {}", set.rules[i].origin, checked.error().message)};
      }
    }
  }
  const std::size_t checked = set.rules.size();
  for (const std::string& path : settings.rules) {
    if (auto added = AddRulesFrom(path, Vocabulary(), OnBadRule::kSkip, set); !added) {
      const bool absent = added.error().code == ErrorCode::kNotFound;
      return Error{ErrorCode::kInvalidRule, (absent ? "--rules: " : "") + std::move(added).error().message};
    }
  }
  SkipBadAnchors(checked, set);
  if (config != nullptr) {
    Append(config->allow.values, set.allow.values);
    Append(config->allow.patterns, set.allow.patterns);
    Append(config->allow.stop_words, set.allow.stop_words);
  }
  if (auto kept = KeepChosen(settings, set); !kept) return std::move(kept).error();
  if (set.rules.empty()) return Error{ErrorCode::kUsage, "no rule is left to scan with"};
  return set;
}

}  // namespace packrake::cli
