#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <streambuf>

#include "base/base64.h"
#include "base/json.h"
#include "packrake/report.h"
#include "report/record.h"
#include "report/sample_report.h"
#include "report/terminal.h"
#include "support/fake_secrets.h"
#include "support/source_folder.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

struct GoldenCase {
  const char* file;
  const char* format;
  ReportOptions options;
};

ReportOptions Verbose() {
  ReportOptions options;
  options.verbose = options.stats = true;
  return options;
}

ReportOptions Colored() {
  ReportOptions options;
  options.color = true;
  return options;
}

// PACKRAKE_UPDATE_GOLDEN=1 writes them anew; read the difference before you commit it.
TEST(WriteReport, WritesWhatTheGoldenFilesHold) {
  const GoldenCase cases[] = {
      {"report.txt", "text", {}},
      {"report-verbose.txt", "text", Verbose()},
      {"report-color.txt", "text", Colored()},
      {"report.json", "json", {}},
      {"report.jsonl", "jsonl", {}},
      {"report-verbose.jsonl", "jsonl", Verbose()},
  };
  for (const GoldenCase& c : cases) {
    const auto path = SourceFolder() / "tests" / "golden" / c.file;
    const std::string written = Written(c.format, SampleReport(), c.options);
    if (std::getenv("PACKRAKE_UPDATE_GOLDEN") != nullptr) WriteTestFile(path, written);
    EXPECT_EQ(written, ReadTestFile(path)) << c.file;
  }
}

TEST(WriteReport, KnowsItsFormatsAndNamesThemWhenAskedForAnother) {
  EXPECT_THAT(ReportFormats(), ElementsAre("text", "json", "jsonl"));
  std::ostringstream out;
  const Status status = WriteReport("xml", SampleReport(), {}, out);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kUsage);
  EXPECT_THAT(status.error().message, HasSubstr("text, json, jsonl"));
}

TEST(WriteReport, SaysSoWhenTheOutputIsFull) {
  class Full : public std::streambuf {
   protected:
    int_type overflow(int_type) override { return traits_type::eof(); }
  };
  Full full;
  for (const std::string_view format : ReportFormats()) {
    std::ostream out(&full);
    const Status status = WriteReport(format, SampleReport(), {}, out);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::kUnreadable);
  }
}

TEST(WriteReport, FitsAHundredColumns) {
  for (const bool verbose : {false, true}) {
    ReportOptions options;
    options.verbose = verbose;
    for (const std::string& line : Lines(Written("text", SampleReport(), options)))
      EXPECT_LE(ColumnsOf(line), 100u) << line;
  }
}

TEST(WriteReport, EndsJsonLinesWithTheSummary) {
  const auto lines = Lines(Written("jsonl", SampleReport()));
  ASSERT_EQ(lines.size(), 5u);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto record = ParseJson(lines[i]);
    ASSERT_TRUE(record) << lines[i];
    EXPECT_EQ(record->Find("type")->AsString(), i + 1 == lines.size() ? "summary" : "finding");
  }
  auto summary = ParseJson(lines.back());
  EXPECT_EQ(summary->Find("complete")->AsBool(), false);
  EXPECT_EQ(summary->Find("findings")->AsInteger(), 4);
  EXPECT_EQ(summary->Find("suppressed")->AsInteger(), 1);
  EXPECT_EQ(summary->Find("objects")->Find("blob")->Find("listed")->AsInteger(), 12345);
  EXPECT_EQ(summary->Find("missing")->Find("first")->items().size(), 1u);
}

TEST(WriteReport, SumsTheStatementsOfItsTargets) {
  Report report = SampleReport();
  report.targets.push_back(report.targets[0]);
  report.targets[1].target = "https://user:word@host.example/b.git";
  report.failed_targets = {"/srv/c.git: not there"};
  const auto lines = Lines(Written("jsonl", report));
  auto summary = ParseJson(lines.back());
  EXPECT_EQ(summary->Find("findings")->AsInteger(), 8);
  EXPECT_EQ(summary->Find("objects")->Find("tree")->Find("read")->AsInteger(), 11356);
  EXPECT_EQ(summary->Find("missing")->Find("count")->AsInteger(), 2);
  EXPECT_EQ(summary->Find("targets")->items().size(), 2u);
  EXPECT_EQ(summary->Find("targets")->items()[1].Find("target")->AsString(), "https://…@host.example/b.git");
}

TEST(Report, IsCompleteOnlyWhenEveryTargetIs) {
  Report report = SampleReport();
  EXPECT_FALSE(report.complete());
  report.targets[0].completeness = Completeness();
  EXPECT_TRUE(report.complete());
  EXPECT_THAT(Written("text", report), HasSubstr("complete     yes"));
  report.failed_targets = {"x"};
  EXPECT_FALSE(report.complete());
  EXPECT_THAT(Written("text", report), HasSubstr("INCOMPLETE"));
}

// Every string of a report that comes from the target, with every secret in it.
Report ReportFullOfSecrets() {
  Report report = SampleReport();
  const std::vector<std::string> secrets = SecretsOf(report);
  std::string all;
  for (const std::string& secret : secrets) all += secret + " ";
  for (Finding& finding : report.targets[0].findings) {
    finding.facts.push_back({"note", all});
    finding.evidence.push_back({"signature", "seen in " + all});
    finding.refs = {"refs/heads/" + secrets[0], all};
    for (Location& location : finding.locations) {
      location.path += "/" + secrets[1] + "/" + all;
      location.context = secrets[2].substr(5) + " and " + all + secrets[0].substr(0, 20);
      location.related.push_back({1, 1, all});
      if (location.commit)
        location.commit->subject = location.commit->author_name = location.commit->author_email = all;
      if (location.removed_in) location.removed_in->subject = all;
      if (!location.decoded_from.empty()) location.context += Base64Encode("ab" + secrets[1]);
    }
  }
  ScanResult& target = report.targets[0];
  target.target += "/" + secrets[0];
  target.completeness.notes.push_back(all);
  target.completeness.failures.push_back(all);
  target.completeness.missing.first.push_back({secrets[1], all});
  report.notes.push_back(all);
  report.failed_targets.push_back(all);
  return report;
}

TEST(WriteReport, ShowsAtMostFourCharactersOfAnySecretInAnyString) {
  const Report report = ReportFullOfSecrets();
  for (const std::string_view format : ReportFormats()) {
    for (const int hidden_percent : {0, 50, 100}) {
      ReportOptions options = Verbose();
      options.hidden_percent = hidden_percent;
      const std::string written = Written(format, report, options);
      for (const std::string& secret : SecretsOf(report)) {
        for (std::size_t i = 0; i + 5 <= secret.size(); ++i) {
          ASSERT_THAT(written, Not(HasSubstr(secret.substr(i, 5)))) << format << " at " << i;
        }
      }
      EXPECT_THAT(written, Not(HasSubstr(Base64Encode("ab" + SecretsOf(report)[1]).substr(8, 20))));
    }
  }
}

TEST(WriteReport, ShowsSecretsWhenAskedTo) {
  ReportOptions options;
  options.show_secrets = true;
  const Report report = SampleReport();
  const std::string written = Written("jsonl", report, options);
  for (const Finding& finding : report.targets[0].findings)
    EXPECT_THAT(written, HasSubstr(std::string(finding.secret.Reveal())));
}

TEST(WriteReport, StandsHostileStrings) {
  Report report = SampleReport();
  const std::string evil = "\x1b[2J\x1b]0;owned\x07\xFF\xE2\x80\xAE</script>\"\n'" + std::string(5000, 'x');
  for (Finding& finding : report.targets[0].findings) {
    finding.facts.push_back({evil, evil});
    for (Location& location : finding.locations) {
      location.path = location.context = evil;
      if (location.commit) location.commit->subject = location.commit->author_name = evil;
    }
    finding.refs = {evil};
  }
  report.targets[0].target = evil;
  const std::string text = Written("text", report, Verbose());
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
  for (const std::string& line : Lines(text)) EXPECT_LE(ColumnsOf(line), 100u) << line;
  for (const std::string& line : Lines(Written("jsonl", report))) EXPECT_TRUE(ParseJson(line)) << line.substr(0, 200);
  EXPECT_TRUE(ParseJson(Written("json", report)));
}

TEST(TargetName, HidesWhatAUrlIsLoggedInWith) {
  EXPECT_EQ(TargetName("https://me:word@example.org/a@b"), "https://…@example.org/a@b");
  EXPECT_EQ(TargetName("https://example.org/a@b"), "https://example.org/a@b");
  EXPECT_EQ(TargetName("git@example.org:a/b"), "git@example.org:a/b");
  EXPECT_EQ(TargetName("/srv/a"), "/srv/a");
}

TEST(WriteReport, TellsOneValueAtManyPathsOnceAndLosesNoPlace) {
  Report report = SampleReport();
  report.targets.resize(1);
  ScanResult& target = report.targets[0];
  target.findings.clear();
  for (int i = 0; i < 42; ++i) {
    target.findings.push_back(SampleFinding(Severity::kCritical, "weak-value", "src/file" + std::to_string(i) + ".py"));
    target.findings.back().fingerprint = "pr1:" + std::to_string(i);
  }
  target.findings.push_back(SampleFinding(Severity::kCritical, "another-value", "src/other.py"));
  const std::string brief = Written("text", report);
  EXPECT_THAT(brief, HasSubstr("CRITICAL 43 findings"));
  EXPECT_THAT(brief, HasSubstr("value at 41 more paths, findings 2 to 42"));
  EXPECT_THAT(brief, HasSubstr("and 38 more paths (-v lists them)"));
  EXPECT_THAT(brief, HasSubstr(" 43  "));
  EXPECT_LT(Lines(brief).size(), 70U);
  const std::string all = Written("text", report, Verbose());
  const std::string records = Written("jsonl", report);
  for (int i = 0; i < 42; ++i) {
    const std::string path = "src/file" + std::to_string(i) + ".py";
    EXPECT_THAT(all, HasSubstr(path));
    EXPECT_THAT(all, HasSubstr("pr1:" + std::to_string(i)));
    EXPECT_THAT(records, HasSubstr(path));
  }
}

TEST(WriteReport, CallsFilesFilesAndReadsNothingWithoutATarget) {
  Report report = SampleReport();
  report.targets.resize(1);
  report.targets[0].kind = "directory";
  report.targets[0].completeness = Completeness();
  EXPECT_THAT(Written("text", report), HasSubstr("read         nothing: there are no files\n"));
  report.targets[0].completeness.objects[0] = {.listed = 2, .read = 1, .skipped = {{"binary", 1}}};
  EXPECT_THAT(Written("text", report), HasSubstr("read         1 of 2 files\n  skipped      1 file (binary)\n"));
  report.targets.clear();
  EXPECT_THAT(Written("text", report), HasSubstr("read         nothing\n"));
}

TEST(WriteReport, TellsWhatToDoOnceAndThenWhereItStands) {
  Report report = SampleReport();
  report.targets.resize(1);
  report.rules.resize(1);
  ScanResult& target = report.targets[0];
  target.findings.clear();
  for (int i = 0; i < 3; ++i) {
    target.findings.push_back(
        SampleFinding(Severity::kCritical, "value-" + std::to_string(i), "src/file" + std::to_string(i) + ".py"));
    target.findings.back().rule = report.rules[0].id;
  }
  const std::string text = Written("text", report);
  const std::string help = report.rules[0].remediation.substr(0, 20);
  EXPECT_THAT(text, HasSubstr("to do    " + help));
  EXPECT_EQ(text.find(help), text.rfind(help));
  EXPECT_THAT(text, HasSubstr("to do    as for 1\n"));
}

TEST(WriteReport, TellsAPlaceOnceWhateverNumberOfCommitsBroughtItThere) {
  Report report = SampleReport();
  report.targets.resize(1);
  ScanResult& target = report.targets[0];
  target.findings = {SampleFinding(Severity::kCritical, "a-value", "src/a.py")};
  std::vector<Location>& locations = target.findings[0].locations;
  const Location place = locations[0];
  Location other = place;
  other.path = "src/b.py";
  locations = {place, place, other, place, other, place};
  const std::string text = Written("text", report);
  EXPECT_THAT(text, HasSubstr("also     brought to this place by 3 more commits (-v lists them)\n"));
  EXPECT_THAT(text, HasSubstr("src/b.py"));
  EXPECT_THAT(text, HasSubstr(", and by 1 more"));
  const std::string all = Written("text", report, Verbose());
  std::size_t places = 0;
  for (const std::string& line : Lines(all)) places += line.find("src/b.py") != std::string::npos ? 1 : 0;
  EXPECT_EQ(places, 2U);
}

TEST(WriteReport, SaysWhereALifeBeganWhenThePlaceItTellsIsYounger) {
  Report report = SampleReport();
  report.targets.resize(1);
  Finding finding = SampleFinding(Severity::kCritical, "a-value", "src/a.py");
  ASSERT_TRUE(finding.locations[0].commit);
  finding.lifetime_days = 400;
  finding.first_seen = finding.locations[0].commit->committer_time;
  report.targets[0].findings = {finding};
  EXPECT_THAT(Written("text", report), Not(HasSubstr("at another place")));
  constexpr std::int64_t kYear = 365 * 86400;
  report.targets[0].findings[0].first_seen -= kYear;
  EXPECT_THAT(Written("text", report), ContainsRegex("lived +400 days, since 20..-..-.. at another place, "));
}

TEST(WriteReport, StaysReadableWithThousandsOfFindings) {
  Report report = SampleReport();
  report.targets.resize(1);
  ScanResult& target = report.targets[0];
  target.findings.clear();
  for (int i = 0; i < 3000; ++i) {
    target.findings.push_back(SampleFinding(i < 2000 ? Severity::kCritical : Severity::kLow,
                                            "value-" + std::to_string(i), "src/file" + std::to_string(i) + ".py"));
    target.findings.back().fingerprint = "pr1:" + std::to_string(i);
    target.findings.back().rule = i % 4 == 0 ? "a.rule" : "b.rule";
  }
  const std::string text = Written("text", report);
  EXPECT_THAT(text, HasSubstr("CRITICAL 2,000 findings"));
  EXPECT_THAT(text, HasSubstr("more     1,700 critical findings: 1,275 b.rule, 425 a.rule. -v lists them"));
  EXPECT_THAT(text, HasSubstr("more     700 low findings: 525 b.rule, 175 a.rule. -v lists them"));
  EXPECT_THAT(text, HasSubstr("\n2001  ")) << "numbers go on after those that are not listed";
  EXPECT_THAT(text, HasSubstr("by rule      2,250 b.rule, 750 a.rule\n"));
  EXPECT_LT(Lines(text).size(), 4500U);
  const std::string all = Written("text", report, Verbose());
  for (const int i : {0, 299, 1999, 2999}) EXPECT_THAT(all, HasSubstr("pr1:" + std::to_string(i) + "\n"));
}

}  // namespace
}  // namespace packrake
