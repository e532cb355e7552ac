#include "report/record.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "findings/date.h"

namespace packrake {
namespace {

using Text = Redactor::Text;

Json HexOrNull(const ObjectId& id) { return id.empty() ? Json() : Json(id.hex()); }

Json Strings(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Append(text);
  return list;
}

/// Dates travel as whole seconds, UTC; what is not known is null.
Json Time(const std::optional<std::int64_t>& seconds) { return seconds ? Json(TimestampOf(*seconds)) : Json(); }

Json RelatedRecord(const RelatedLine& related, const Redactor& redactor) {
  Json record = Json::Object();
  record.Set("line", related.line);
  record.Set("column", related.column);
  record.Set("note", redactor.Apply(related.note, Text::kName));
  return record;
}

Json LocationRecord(const Location& location, const Redactor& redactor) {
  const auto& commit = location.commit;
  const auto& removed = location.removed_in;
  Json record = Json::Object();
  record.Set("where", Name(location.where));
  record.Set("blob", HexOrNull(location.object));
  record.Set("path", location.path.empty() ? Json() : Json(redactor.Apply(location.path, Text::kName)));
  record.Set("line", location.line);
  record.Set("end_line", location.end_line);
  record.Set("column", location.column);
  record.Set("commit", commit ? HexOrNull(commit->id) : Json());
  record.Set("removed_in", removed ? HexOrNull(removed->id) : Json());
  record.Set("reach", Name(location.reach));
  record.Set("at_tips", location.at_tips);
  record.Set("decoded_from", Strings(location.decoded_from));
  record.Set("at_head", location.at_head);
  record.Set("commit_date", commit ? Time(commit->committer_time) : Json());
  record.Set("author", commit ? Json(redactor.Apply(commit->author_name, Text::kProse)) : Json());
  record.Set("author_email", commit ? Json(redactor.Apply(commit->author_email, Text::kProse)) : Json());
  record.Set("subject", commit ? Json(redactor.Apply(commit->subject, Text::kProse)) : Json());
  record.Set("removed_date", removed ? Time(removed->committer_time) : Json());
  record.Set("context", redactor.Apply(location.context, Text::kExcerpt));
  Json& lines = record.Set("related", Json::Array());
  for (const RelatedLine& related : location.related) lines.Append(RelatedRecord(related, redactor));
  record.Set("suppressed_by", location.suppressed_by.empty() ? Json() : Json(location.suppressed_by));
  return record;
}

Json FactsRecord(const std::vector<Fact>& facts, const Redactor& redactor) {
  Json record = Json::Object();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    // A name that comes again adds to its first value: an object's keys are distinct.
    const auto same = [&](const Fact& f) { return f.name == facts[i].name; };
    if (std::any_of(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    std::string value;
    for (const Fact& fact : facts) {
      if (same(fact)) value += (value.empty() ? "" : ", ") + redactor.Apply(fact.value, Text::kProse);
    }
    record.Set(redactor.Apply(facts[i].name, Text::kProse), std::move(value));
  }
  return record;
}

std::string ShownSecret(const Finding& finding, const ReportOptions& options) {
  if (finding.secret.empty()) return {};
  return options.show_secrets ? std::string(finding.secret.Reveal()) : finding.secret.Redacted(options.hidden_percent);
}

/// Everything of a finding but its locations.
Json FindingRecord(const WriterInput& input, std::string_view type, const ScanResult& target, const Finding& finding) {
  const Redactor& redactor = input.redactor;
  Json record = Json::Object();
  record.Set("type", type);
  record.Set("rule", finding.rule);
  record.Set("family", finding.family);
  record.Set("severity", Name(finding.severity));
  record.Set("confidence", Name(finding.confidence));
  record.Set("score", finding.score);
  record.Set("fingerprint", finding.fingerprint);
  record.Set("secret", ShownSecret(finding, input.options));
  record.Set("at_head", finding.at_head);
  record.Set("at_tips", finding.at_tips);
  Json& evidence = record.Set("evidence", Json::Array());
  for (const Evidence& proof : finding.evidence) {
    Json entry = Json::Object();
    entry.Set("kind", proof.kind);
    entry.Set("text", redactor.Apply(proof.text, Text::kName));
    evidence.Append(std::move(entry));
  }
  record.Set("target", redactor.Apply(TargetName(target.target), Text::kName));
  record.Set("name", finding.name);
  record.Set("tags", Strings(finding.tags));
  record.Set("secret_bytes", static_cast<std::uint64_t>(finding.secret.size()));
  record.Set("entropy", std::round(finding.entropy_bits_per_byte * 100) / 100);
  record.Set("facts", FactsRecord(finding.facts, redactor));
  Json& reasons = record.Set("reasons", Json::Array());
  for (const ScoreReason& reason : finding.reasons) {
    Json entry = Json::Object();
    entry.Set("what", reason.what);
    entry.Set("points", std::round(reason.points * 10) / 10);
    reasons.Append(std::move(entry));
  }
  record.Set("first_seen", finding.first_seen == 0 ? Json() : Time(finding.first_seen));
  record.Set("last_removed", Time(finding.last_removed));
  record.Set("lifetime_days", finding.lifetime_days ? Json(static_cast<std::int64_t>(*finding.lifetime_days)) : Json());
  record.Set("ref_count", finding.ref_count);
  Json& refs = record.Set("refs", Json::Array());
  for (const std::string& ref : finding.refs) refs.Append(redactor.Apply(ref, Text::kName));
  record.Set("suppressed_by", finding.suppressed_by.empty() ? Json() : Json(finding.suppressed_by));
  return record;
}

}  // namespace

void WriteFindingRecord(const WriterInput& input, std::string_view type, const ScanResult& target,
                        const Finding& finding, std::ostream& out) {
  std::string head = FindingRecord(input, type, target, finding).Dump();
  head.pop_back();  // the object goes on
  out << head << ",\"locations\":[";
  bool first = true;
  for (const Location& location : finding.locations) {
    if (!std::exchange(first, false)) out << ',';
    out << LocationRecord(location, input.redactor).Dump();
  }
  out << "]}";
}

std::string TargetName(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return std::string(target);
  const std::size_t begin = scheme + 3;
  const std::size_t at = target.substr(begin, target.find_first_of("/?#", begin) - begin).rfind('@');
  if (at == std::string_view::npos) return std::string(target);
  return std::string(target.substr(0, begin)) + "…" + std::string(target.substr(begin + at));
}

}  // namespace packrake
