#include "git/tree_entries.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace packrake {
namespace {

const std::string kId = std::string("id \0 with any byte.", 19) + '\n';

std::string Entry(const std::string& start) { return start + '\0' + kId; }

struct Mode {
  const char* mode;
  EntryKind kind;
};
constexpr Mode kModes[] = {
    {"100644", EntryKind::kBlob},
    {"100755", EntryKind::kBlob},
    {"100664", EntryKind::kBlob},
    {"120000", EntryKind::kBlob},
    {"40000", EntryKind::kTree},
    {"040000", EntryKind::kTree},
    {"40755", EntryKind::kTree},
    {"160000", EntryKind::kGitlink},
    {"0", EntryKind::kBlob},
    {"20000", EntryKind::kBlob},
    {"00000000000000000040000", EntryKind::kTree},
};

TEST(ReadTreeEntry, TellsKindNameIdAndBytes) {
  for (const Mode& mode : kModes) {
    const std::string bytes = "before" + Entry(std::string(mode.mode) + " a b/\xff") + "after";
    TreeEntry entry;
    ASSERT_TRUE(ReadTreeEntry(bytes, 6, 20, entry)) << mode.mode;
    EXPECT_EQ(entry.kind, mode.kind) << mode.mode;
    EXPECT_EQ(entry.name, "a b/\xff");
    EXPECT_EQ(entry.id, kId);
    EXPECT_EQ(bytes.substr(6 + entry.bytes.size()), "after");
  }
}

TEST(ReadTreeEntry, RefusesEveryPrefixOfAnEntry) {
  const std::string whole = Entry("100644 name");
  TreeEntry entry;
  EXPECT_TRUE(ReadTreeEntry(whole, 0, 20, entry));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_FALSE(ReadTreeEntry(std::string_view(whole).substr(0, size), 0, 20, entry)) << size;
  }
  EXPECT_FALSE(ReadTreeEntry(whole, 0, 32, entry));
}

TEST(ReadTreeEntry, RefusesWhatIsNoEntry) {
  TreeEntry entry;
  for (const std::string& bytes : {Entry(" name"), Entry("100644 "), Entry("100644name"), Entry("10064x name"),
                                   Entry("-100644 name"), Entry("100648 name"), Entry("\t100644 name"), Entry("")}) {
    EXPECT_FALSE(ReadTreeEntry(bytes, 0, 20, entry)) << bytes;
  }
}

TEST(ReadTreeEntry, StaysInsideItsBytesWhateverTheyAre) {
  std::mt19937 random(1);
  const char alphabet[] = {'0', '1', '4', '6', ' ', '\0', 'a', '/'};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(1 + random() % 60, '\0');
    for (char& byte : bytes) byte = alphabet[random() % sizeof alphabet];
    const std::size_t at = random() % bytes.size();
    TreeEntry entry;
    if (!ReadTreeEntry(bytes, at, 20, entry)) continue;
    ASSERT_LE(at + entry.bytes.size(), bytes.size());
    ASSERT_EQ(entry.id.size(), 20U);
    ASSERT_FALSE(entry.name.empty());
  }
}

}  // namespace
}  // namespace packrake
