// A second reading gives the same texts, in an order of its own, and counts nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "source/open.h"
#include "support/faulty_source.h"
#include "support/repo_builder.h"
#include "support/source_reading.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// Keeps what it is given.
struct TextList : BlobSink {
  void Accept(const Blob& blob) override { texts.emplace_back(blob.path, blob.bytes); }
  std::vector<std::pair<std::string, std::string>> texts;  ///< path, bytes
  std::multiset<std::string> bytes() const {
    std::multiset<std::string> all;
    for (const auto& [path, text] : texts) all.insert(text);
    return all;
  }
};

/// On one thread.
Result<std::uint64_t> RereadInto(Source& source, const RereadOptions& options, BlobSink& sink, ScanControl& control) {
  BlobSink* const sinks[] = {&sink};
  return source.Reread(options, sinks, control);
}

ObjectId Id(const std::string& hex) { return *ObjectId::FromHex(hex); }

TEST(Reread, GivesEveryTextAgainAndCountsNothing) {
  RepoBuilder repo;
  repo.RandomHistory({.seed = 3, .commits = 12});
  repo.Tag("v1", "HEAD", "a release");
  repo.HashObject("dangling\n");
  for (const bool packed : {false, true}) {
    if (packed) repo.Repack();
    auto source = *OpenHistory(repo.path().string());
    const SourceReading first = SourceReader().Read(*source);
    TextList again;
    ScanControl control;
    const auto left_out = RereadInto(*source, {}, again, control);
    ASSERT_TRUE(left_out);
    EXPECT_EQ(*left_out, 0U);
    std::multiset<std::string> once;
    for (const auto& [key, bytes] : first.texts) {
      if (key.where != Name(Where::kRefName)) once.insert(bytes);
    }
    EXPECT_EQ(again.bytes(), once) << packed;
    for (int type = 0; type < kObjectTypes; ++type) {
      const auto i = static_cast<std::size_t>(type);
      EXPECT_EQ(source->completeness().objects[i].read, first.completeness.objects[i].read);
      EXPECT_EQ(source->completeness().objects[i].listed, first.completeness.objects[i].listed);
    }
    EXPECT_EQ(source->completeness().notes, first.completeness.notes);
  }
}

TEST(Reread, BeginsWithAFileAndWhatStoodBesideItThen) {
  RepoBuilder repo;
  const std::string commit = repo.CommitFiles(
      {{"conf/key.pem", "the key\n"}, {"conf/.env", "the phrase\n"}, {"conf/sub/x", "deeper\n"}, {"other/y", "y\n"}});
  const std::string blob = repo.Git({"rev-parse", "HEAD:conf/key.pem"});
  repo.Remove("conf/.env");
  repo.CommitFiles({{"conf/later", "later\n"}});
  auto source = *OpenHistory(repo.path().string());
  TextList beside;
  ScanControl control;
  const RereadOptions only{{}, {{Id(blob), "conf/key.pem", Id(commit)}}, false};
  ASSERT_TRUE(RereadInto(*source, only, beside, control));
  EXPECT_THAT(beside.texts,
              ElementsAre(std::pair("conf/key.pem", "the key\n"), std::pair("conf/.env", "the phrase\n")));
}

TEST(Reread, EndsWhenItIsToldTo) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "a\n"}, {"b", "b\n"}, {"c", "c\n"}});
  repo.Repack();
  auto source = *OpenHistory(repo.path().string());
  ScanControl control;
  struct Once : TextList {
    explicit Once(ScanControl& scan_control) : stop(scan_control) {}
    void Accept(const Blob& blob) override {
      TextList::Accept(blob);
      stop.stop = true;
    }
    ScanControl& stop;
  } sink(control);
  ASSERT_TRUE(RereadInto(*source, {}, sink, control));
  EXPECT_THAT(sink.texts, SizeIs(Le(2U))) << "a commit has two texts";
  EXPECT_FALSE(source->completeness().interrupted) << "the second look ended, and not the scan";
}

TEST(Reread, TellsHowManyTextsItCouldNotGive) {
  RepoBuilder repo;
  repo.CommitFiles({{"a", "a\n"}, {"b", "b\n"}});
  auto source = *OpenFaultyHistory(repo.path().string(), 1);
  TextList sink;
  ScanControl control;
  const auto left_out = RereadInto(*source, {}, sink, control);
  ASSERT_TRUE(left_out);
  EXPECT_EQ(*left_out, 3U);
  EXPECT_THAT(sink.texts, SizeIs(0));
}

TEST(Reread, ReadsADirectoryAgainAndItsNeighboursFirst) {
  TempFolder folder;
  WriteTestFile(folder.path() / "a" / "one", "1");
  WriteTestFile(folder.path() / "b" / "two", "2");
  auto source = *OpenDirectory(folder.path().string());
  SourceReader().Read(*source);
  TextList beside, all;
  ScanControl control;
  ASSERT_TRUE(RereadInto(*source, {{}, {{{}, "b/token", {}}}, false}, beside, control));
  EXPECT_THAT(beside.texts, ElementsAre(std::pair("b/two", "2")));
  ASSERT_TRUE(RereadInto(*source, {}, all, control));
  EXPECT_THAT(all.texts, UnorderedElementsAre(std::pair("a/one", "1"), std::pair("b/two", "2")));
  EXPECT_EQ(source->completeness().objects[0].read, 2U);
}

TEST(Reread, GivesAStreamOnceMore) {
  std::istringstream in("a text");
  auto source = OpenStream(in, "stdin");
  SourceReader().Read(*source);
  TextList again;
  ScanControl control;
  const auto left_out = RereadInto(*source, {}, again, control);
  ASSERT_TRUE(left_out);
  EXPECT_EQ(*left_out, 0U);
  EXPECT_THAT(again.texts, ElementsAre(std::pair("", "a text")));
}

}  // namespace
}  // namespace packrake
