#ifndef PACKRAKE_TESTS_CLI_FAKE_BACKEND_H_
#define PACKRAKE_TESTS_CLI_FAKE_BACKEND_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/backend.h"
#include "cli/commands.h"

namespace packrake::cli {

/// A target in memory: it carries files, and what a scan of it finds is written down beforehand.
struct FakeTarget {
  std::map<std::string, std::string> files;
  std::vector<Finding> findings;
  Completeness completeness;
  std::optional<Error> open_error;
  std::optional<Error> scan_error;
  bool interrupt = false;  ///< as if a signal came during the scan
};

/// Opens FakeTargets by name and suppresses what the options say; remembers the options of the last scan.
class FakeBackend : public Backend {
 public:
  std::map<std::string, FakeTarget> targets;
  RuleSet builtin;
  ScanOptions last_options;
  std::vector<std::string> scanned_rules;  ///< ids, of the last engine
  std::vector<std::string> opened;         ///< "verb target"

  FakeBackend() {
    for (const char* id : {"jwt.token.signed", "jwt.secret.call", "key.pem"}) {
      Rule rule;
      rule.id = id;
      rule.family = "custom";
      rule.name = std::string("the rule ") + id;
      rule.description = "Why it matters.";
      rule.remediation = "Replace it. Then remove it.";
      rule.pattern = "(?P<secret>packrake_[a-z]{8})";
      rule.anchor = "packrake_";
      builtin.rules.push_back(rule);
    }
  }

  Result<std::unique_ptr<Source>> Open(const std::string& verb, const std::string& target, std::istream&) override {
    opened.push_back(verb + " " + target);
    const auto found = targets.find(target);
    if (found == targets.end()) return Error{ErrorCode::kNotFound, target + ": no such file or directory, and no URL"};
    if (found->second.open_error) return *found->second.open_error;
    return std::unique_ptr<Source>(std::make_unique<FakeSource>(target, found->second));
  }
  Result<std::unique_ptr<Engine>> CreateEngine(RuleSet rules) override {
    scanned_rules.clear();
    for (const Rule& rule : rules.rules) scanned_rules.push_back(rule.id);
    return std::unique_ptr<Engine>(std::make_unique<FakeEngine>(std::move(rules)));
  }
  Result<ScanResult> Scan(Source& source, const Engine&, const ScanOptions& options, ScanControl& control) override {
    last_options = options;
    const FakeTarget& target = static_cast<FakeSource&>(source).fake;
    if (target.interrupt) control.stop = true;
    if (target.scan_error) return *target.scan_error;
    ScanResult result;
    result.target = source.target();
    result.kind = "git";
    result.completeness = target.completeness;
    for (Finding finding : target.findings) {
      for (const Suppressor* suppressor : options.suppressors) {
        for (Location& location : finding.locations) {
          if (location.suppressed_by.empty()) location.suppressed_by = suppressor->Suppresses(finding, location);
        }
      }
      finding.suppressed_by = finding.locations.front().suppressed_by;
      if (!finding.suppressed_by.empty()) ++result.suppressed_counts[finding.suppressed_by];
      (finding.suppressed_by.empty() ? result.findings : result.suppressed).push_back(finding);
    }
    return result;
  }
  Result<RuleSet> BuiltinRules() override { return builtin; }
  std::string_view WeakSecrets() override { return "secret\nchangeme\n"; }

 private:
  struct FakeSource : Source {
    FakeSource(std::string target_name, const FakeTarget& target) : name(std::move(target_name)), fake(target) {}
    const std::string& target() const override { return name; }
    std::string_view kind() const override { return "git"; }
    std::optional<std::string> TargetFile(std::string_view path) const override {
      const auto found = fake.files.find(std::string(path));
      return found == fake.files.end() ? std::nullopt : std::optional(found->second);
    }
    Status Read(const ReadOptions&, std::span<BlobSink* const> sinks, ScanControl&) override {
      for (const auto& [path, text] : fake.files) {
        Blob blob;
        blob.path = path;
        blob.bytes = text;
        sinks.front()->Accept(blob);
      }
      return {};
    }
    Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                                 ScanControl& control) override {
      if (auto read = Read(options.read, sinks, control); !read) return std::move(read).error();
      return std::uint64_t{fake.completeness.unreadable.count};
    }
    Result<Attribution> Attribute(const Wanted&, const NameScan&, ScanControl&) override { return Attribution(); }
    const Completeness& completeness() const override { return fake.completeness; }
    std::string name;
    const FakeTarget& fake;
  };
  struct FakeEngine : Engine {
    explicit FakeEngine(RuleSet rule_set) : set(std::move(rule_set)) {}
    const RuleSet& rules() const override { return set; }
    RuleSet set;
  };
};

/// How a run of the program went.
struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};

inline Ran RunWith(FakeBackend& backend, const std::vector<std::string>& words,
                   std::map<std::string, std::string> environment = {}) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings{in, out, err, false, false, 100, [environment](const char* name) {
                              const auto found = environment.find(name);
                              return found == environment.end() ? std::nullopt : std::optional(found->second);
                            }};
  const int status = Run(words, backend, surroundings);
  return {status, out.str(), err.str()};
}

/// A finding of `rule` with `secret` in line 7 of `path`.
inline Finding FakeFinding(std::string rule, std::string_view secret, std::string path) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.family = "custom";
  finding.name = "a secret";
  finding.fingerprint = "pr1:" + std::string(31, '0') + std::to_string(secret.size() % 10);
  finding.secret = Secret(secret);
  Location location;
  location.path = std::move(path);
  location.line = location.end_line = 7;
  finding.locations = {location};
  return finding;
}

}  // namespace packrake::cli

#endif  // PACKRAKE_TESTS_CLI_FAKE_BACKEND_H_
