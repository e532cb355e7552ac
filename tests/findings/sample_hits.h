#ifndef PACKRAKE_TESTS_FINDINGS_SAMPLE_HITS_H_
#define PACKRAKE_TESTS_FINDINGS_SAMPLE_HITS_H_

#include <string>

#include "base/digest.h"
#include "packrake/finding.h"
#include "packrake/rule.h"
#include "packrake/source.h"

/// What the tests of findings/ make their input from.
namespace packrake {

/// The id of an object that is called `name` here.
inline ObjectId IdOf(std::string_view name) {
  const Sha1Digest digest = Sha1(name);
  return ObjectId::FromRaw({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

inline Rule SampleRule(std::string id, std::string family, Severity severity) {
  Rule rule;
  rule.id = std::move(id);
  rule.family = std::move(family);
  rule.name = "the rule " + rule.id;
  rule.severity = severity;
  return rule;
}

/// Rules by index: 0 a secret in a call (critical), 1 a secret in a setting (high), 2 an unsafe call (high), 3 a token
/// (high, another family).
inline RuleSet SampleRules() {
  RuleSet set;
  set.rules = {SampleRule("secret.call", "hmac-secret", Severity::kCritical),
               SampleRule("secret.config", "hmac-secret", Severity::kHigh),
               SampleRule("misuse.unchecked", "jwt-misuse", Severity::kHigh),
               SampleRule("token", "jwt-token", Severity::kHigh)};
  return set;
}

/// A hit of `rule` on `secret` in the blob called `blob`, in line `line`; in a file of that name when `file`.
inline Hit SampleHit(std::uint32_t rule, std::string_view secret, std::string_view blob, std::uint64_t line = 1,
                     bool file = false) {
  Hit hit;
  hit.rule = rule;
  if (file) {
    hit.path = blob;
  } else {
    hit.object = IdOf(blob);
  }
  hit.begin = line * 100;
  hit.end = hit.begin + secret.size();
  hit.line = hit.end_line = line;
  hit.column = 5;
  hit.secret = Secret(secret);
  hit.context = "key = " + hit.secret.Redacted();
  return hit;
}

inline CommitSummary SampleCommit(std::string_view name, std::int64_t time) {
  CommitSummary commit;
  commit.id = IdOf(name);
  commit.author_name = "Jane Doe";
  commit.subject = name;
  commit.author_time = commit.committer_time = time;
  return commit;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_FINDINGS_SAMPLE_HITS_H_
