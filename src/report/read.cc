#include "report/read.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "base/json.h"
#include "findings/date.h"

namespace packrake {
namespace {

const Json& Member(const Json& object, std::string_view name) {
  static const Json null;
  const Json* member = object.Find(name);
  return member == nullptr ? null : *member;
}

std::string Text(const Json& object, std::string_view name) { return Member(object, name).AsString(); }
bool Flag(const Json& object, std::string_view name) { return Member(object, name).AsBool().value_or(false); }

std::uint64_t Count(const Json& object, std::string_view name, std::uint64_t missing = 0) {
  const auto number = Member(object, name).AsInteger();
  return number && *number >= 0 ? static_cast<std::uint64_t>(*number) : missing;
}

std::vector<std::string> Texts(const Json& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const Json& item : Member(object, name).items()) texts.push_back(item.AsString());
  return texts;
}

ObjectId Object(const Json& object, std::string_view name) {
  return ObjectId::FromHex(Text(object, name)).value_or(ObjectId());
}

/// The time that TimestampOf wrote.
std::optional<std::int64_t> Time(const Json& object, std::string_view name) {
  const std::string& text = Member(object, name).AsString();
  const auto day = DayNamed(std::string_view(text).substr(0, 10));
  if (!day || text.size() != 20) return std::nullopt;
  const auto two_digits = [&text](std::size_t at) {
    int number = 0;
    std::from_chars(text.data() + at, text.data() + at + 2, number);
    return number;
  };
  return *day + two_digits(11) * 3600 + two_digits(14) * 60 + two_digits(17);
}

std::optional<CommitSummary> Commit(const Json& location, const char* id, const char* date, bool introduces) {
  CommitSummary commit;
  commit.id = Object(location, id);
  if (commit.id.empty()) return std::nullopt;
  commit.committer_time = Time(location, date).value_or(0);
  if (introduces) {  // of a removing commit the report tells the date alone
    commit.author_name = Text(location, "author");
    commit.author_email = Text(location, "author_email");
    commit.subject = Text(location, "subject");
  }
  return commit;
}

template <class Enum>
Enum Named(const std::string& name, std::initializer_list<Enum> values, Enum otherwise) {
  for (const Enum value : values) {
    if (Name(value) == name) return value;
  }
  return otherwise;
}

Location ReadLocation(const Json& record) {
  Location location;
  location.where = Named(Text(record, "where"),
                         {Where::kBlob, Where::kCommitMessage, Where::kCommitHeader, Where::kTagMessage,
                          Where::kTagHeader, Where::kRefName, Where::kPath},
                         Where::kBlob);
  location.object = Object(record, "blob");
  location.path = Text(record, "path");
  location.line = Count(record, "line", 1);
  location.end_line = Count(record, "end_line", 1);
  location.column = Count(record, "column", 1);
  location.commit = Commit(record, "commit", "commit_date", /*introduces=*/true);
  location.removed_in = Commit(record, "removed_in", "removed_date", /*introduces=*/false);
  location.reach =
      Named(Text(record, "reach"), {Reach::kHead, Reach::kRef, Reach::kReflog, Reach::kUnreachable}, Reach::kHead);
  location.at_tips = Flag(record, "at_tips");
  location.at_head = Flag(record, "at_head");
  location.decoded_from = Texts(record, "decoded_from");
  location.context = Text(record, "context");
  for (const Json& related : Member(record, "related").items()) {
    location.related.push_back({Count(related, "line", 1), Count(related, "column", 1), Text(related, "note")});
  }
  location.suppressed_by = Text(record, "suppressed_by");
  return location;
}

Finding ReadFindingRecord(const Json& record) {
  Finding finding;
  finding.rule = Text(record, "rule");
  finding.family = Text(record, "family");
  finding.name = Text(record, "name");
  finding.severity = SeverityNamed(Text(record, "severity")).value_or(Severity::kHigh);
  finding.confidence = ConfidenceNamed(Text(record, "confidence")).value_or(Confidence::kHigh);
  finding.score = Member(record, "score").AsNumber().value_or(0);
  for (const Json& reason : Member(record, "reasons").items()) {
    finding.reasons.push_back({Text(reason, "what"), Member(reason, "points").AsNumber().value_or(0)});
  }
  finding.fingerprint = Text(record, "fingerprint");
  finding.secret = Secret(Text(record, "secret"));
  finding.entropy_bits_per_byte = Member(record, "entropy").AsNumber().value_or(0);
  for (const auto& [name, value] : Member(record, "facts").members()) finding.facts.push_back({name, value.AsString()});
  finding.tags = Texts(record, "tags");
  for (const Json& proof : Member(record, "evidence").items())
    finding.evidence.push_back({Text(proof, "kind"), Text(proof, "text")});
  for (const Json& location : Member(record, "locations").items()) finding.locations.push_back(ReadLocation(location));
  finding.at_head = Flag(record, "at_head");
  finding.at_tips = Flag(record, "at_tips");
  finding.first_seen = Time(record, "first_seen").value_or(0);
  finding.last_removed = Time(record, "last_removed");
  finding.lifetime_days = Member(record, "lifetime_days").AsNumber();
  finding.ref_count = Count(record, "ref_count");
  finding.refs = Texts(record, "refs");
  finding.suppressed_by = Text(record, "suppressed_by");
  return finding;
}

class Reader {
 public:
  explicit Reader(std::string_view fingerprint) : fingerprint_(fingerprint) {}

  void Take(const Json& record) {
    const std::string type = Text(record, "type");
    if (type == "finding" || type == "suppressed-finding") {
      TakeFinding(record);
    } else if (type == "summary") {
      TakeSummary(record);
    } else if (type == "report") {
      for (const char* list : {"findings", "suppressed_findings"}) {
        for (const Json& finding : Member(record, list).items()) TakeFinding(finding);
      }
      TakeSummary(Member(record, "summary"));
    }
  }

  bool saw_summary() const { return saw_summary_; }
  ReadReport report;

 private:
  void TakeFinding(const Json& record) {
    if (!Text(record, "fingerprint").starts_with(fingerprint_)) return;
    Finding finding = ReadFindingRecord(record);
    if (!finding.locations.empty()) report.findings.push_back({std::move(finding), Text(record, "target")});
  }

  void TakeSummary(const Json& record) {
    saw_summary_ = record.is_object();
    for (const Json& entry : Member(record, "rules").items()) {
      Rule rule;
      rule.id = Text(entry, "id");
      rule.name = Text(entry, "name");
      rule.description = Text(entry, "description");
      rule.remediation = Text(entry, "remediation");
      rule.cwe = Texts(entry, "cwe");
      rule.references = Texts(entry, "references");
      report.rules.push_back(std::move(rule));
    }
  }

  std::string_view fingerprint_;
  bool saw_summary_ = false;
};

}  // namespace

Result<ReadReport> ReadFindings(std::string_view text, std::string_view name, std::string_view fingerprint) {
  Reader reader(fingerprint);
  const auto wrong = [name](std::string_view reason) {
    return Error{ErrorCode::kInvalidConfig,
                 fmt::format("{}: {}; a report of packrake as json or jsonl is needed", name, reason)};
  };
  if (!ParseJson(text.substr(0, text.find('\n')))) {  // the document of json goes over many lines
    auto document = ParseJson(text);
    if (!document) return wrong(document.error().message);
    reader.Take(*document);
  } else {
    for (int number = 1; !text.empty(); ++number) {
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto record = ParseJson(line);
      if (!record) return wrong(fmt::format("line {}: {}", number, record.error().message));
      reader.Take(*record);
    }
  }
  if (!reader.saw_summary()) return wrong("it has no summary");
  return std::move(reader.report);
}

}  // namespace packrake
