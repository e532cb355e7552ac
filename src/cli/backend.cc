#include "cli/backend.h"

#include <utility>

#include "rules/builtin.h"
#include "source/open.h"

namespace packrake::cli {
namespace {

class Real : public Backend {
 public:
  Result<std::unique_ptr<Source>> Open(const std::string& verb, const std::string& target, std::istream& in) override {
    if (verb == "git") return OpenHistory(target);
    if (verb == "dir") return OpenDirectory(target);
    if (verb == "stdin") return OpenStream(in, "-");
    auto kind = KindOfTarget(target);
    if (!kind) return std::move(kind).error();
    switch (*kind) {
      case TargetKind::kRepository:
        return OpenHistory(target);
      case TargetKind::kDirectory:
      case TargetKind::kFile:
        return OpenDirectory(target);
      case TargetKind::kStdin:
        return OpenStream(in, "-");
      case TargetKind::kUrl:
        break;
    }
    return OpenUrl(target);
  }

  Result<std::unique_ptr<Engine>> CreateEngine(RuleSet rules) override { return Engine::Create(std::move(rules)); }

  Result<ScanResult> Scan(Source& source, const Engine& engine, const ScanOptions& options,
                          ScanControl& control) override {
    return packrake::Scan(source, engine, options, control);
  }

  Result<RuleSet> BuiltinRules() override { return packrake::BuiltinRules(); }

  std::string_view WeakSecrets() override { return BuiltinWeakSecrets(); }
};

}  // namespace

Backend& RealBackend() {
  static Real backend;
  return backend;
}

}  // namespace packrake::cli
