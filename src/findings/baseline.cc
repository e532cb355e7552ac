#include "findings/baseline.h"

#include <fmt/format.h>

#include <utility>

#include "base/file.h"
#include "base/json.h"
#include "findings/fingerprint.h"

namespace packrake {
namespace {

Error NotAReport(std::string_view name, std::string_view reason) {
  return {ErrorCode::kInvalidConfig,
          fmt::format("{}: {}; a baseline is a report written by packrake as json or jsonl", name, reason)};
}

/// What one JSON value of either format adds to a baseline.
struct Taken {
  std::unordered_set<std::string>* fingerprints;
  std::string* key;
  bool summary = false;

  void TakeFinding(const Json& finding) {
    const Json* fingerprint = finding.Find("fingerprint");
    if (fingerprint != nullptr && IsFingerprint(fingerprint->AsString())) fingerprints->insert(fingerprint->AsString());
  }
  void TakeSummary(const Json& value) {
    summary = true;
    if (const Json* kind = value.Find("fingerprint_key")) *key = kind->AsString();
  }
  /// A line of jsonl, or the document of json.
  void Take(const Json& value) {
    const Json* type = value.Find("type");
    const std::string_view name = type == nullptr ? std::string_view() : type->AsString();
    if (name == "finding" || name == "suppressed-finding") {
      TakeFinding(value);
    } else if (name == "summary") {
      TakeSummary(value);
    } else if (name == "report") {
      for (const char* list : {"findings", "suppressed_findings"}) {
        if (const Json* findings = value.Find(list)) {
          for (const Json& finding : findings->items()) TakeFinding(finding);
        }
      }
      if (const Json* last = value.Find("summary")) TakeSummary(*last);
    }
  }
};

}  // namespace

Result<std::unique_ptr<Baseline>> Baseline::Parse(std::string_view text, std::string name) {
  std::unique_ptr<Baseline> baseline(new Baseline(std::move(name)));
  Taken taken{&baseline->fingerprints_, &baseline->fingerprint_key_};
  // Both formats begin with '{'. The line of jsonl is a whole value; the document of json is one value over all lines.
  const std::string_view first_line = text.substr(0, text.find('\n'));
  if (ParseJson(first_line)) {
    int number = 0;
    while (!text.empty()) {
      ++number;
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto value = ParseJson(line);
      if (!value) return NotAReport(baseline->name_, fmt::format("line {}: {}", number, value.error().message));
      taken.Take(*value);
    }
  } else {
    auto value = ParseJson(text);
    if (!value) return NotAReport(baseline->name_, value.error().message);
    taken.Take(*value);
  }
  if (!taken.summary) return NotAReport(baseline->name_, "it has no summary");
  return baseline;
}

Result<std::unique_ptr<Baseline>> Baseline::Load(const std::filesystem::path& path) {
  auto text = ReadFile(path);
  if (!text) return std::move(text).error();
  return Parse(*text, path.string());
}

std::string Baseline::Suppresses(const Finding& finding, const Location&) const {
  return fingerprints_.contains(finding.fingerprint) ? "baseline " + name_ : std::string();
}

}  // namespace packrake
