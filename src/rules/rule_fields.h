#ifndef PACKRAKE_RULES_RULE_FIELDS_H_
#define PACKRAKE_RULES_RULE_FIELDS_H_

#include "packrake/rule.h"

/// The fields of rules in one fixed order: what is written, read back and digested goes through here, so that a new
/// field is added in one place. `visit` is called with a reference to each.
namespace packrake {

template <class Allow, class Visit>
void VisitAllow(Allow& allow, Visit&& visit) {
  visit(allow.values);
  visit(allow.patterns);
  visit(allow.stop_words);
}

/// What decides which findings there are and how they are called.
template <class AnyRule, class Visit>
void VisitDecisiveFields(AnyRule& rule, Visit&& visit) {
  visit(rule.id);
  visit(rule.family);
  visit(rule.name);
  visit(rule.severity);
  visit(rule.confidence);
  visit(rule.pattern);
  visit(rule.anchor);
  visit(rule.keywords);
  visit(rule.entropy.min_bits_per_byte);
  visit(rule.entropy.charset);
  visit(rule.min_length);
  visit(rule.max_line);
  visit(rule.paths);
  visit(rule.exclude_paths);
  VisitAllow(rule.allow, visit);
  visit(rule.decode);
  visit(rule.examine);
  visit(rule.context);
  visit(rule.tags);
}

template <class AnyRule, class Visit>
void VisitOtherFields(AnyRule& rule, Visit&& visit) {
  visit(rule.description);
  visit(rule.cwe);
  visit(rule.references);
  visit(rule.remediation);
  visit(rule.examples);
  visit(rule.counterexamples);
  visit(rule.origin);
}

template <class Context, class Visit>
void VisitContext(Context& context, Visit&& visit) {
  visit(context.kind);
  visit(context.pattern);
  visit(context.within);
  visit(context.lines);
}

}  // namespace packrake

#endif  // PACKRAKE_RULES_RULE_FIELDS_H_
