#include "git/parent_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace packrake {
namespace {

TEST(ParentIds, HoldAnyNumberInOrder) {
  std::vector<ObjectId> expected;
  ParentIds ids;
  EXPECT_TRUE(ids.empty());
  for (char number = 1; number < 6; ++number) {
    expected.push_back(ObjectId::FromRaw(std::string(20, number)));
    ids.push_back(expected.back());
    EXPECT_THAT(ids, testing::ElementsAreArray(expected));
    EXPECT_EQ(ids[ids.size() - 1], expected.back());
    const ParentIds copy = ids;
    ParentIds moved = std::move(ids);
    EXPECT_THAT(copy, testing::ElementsAreArray(expected));
    EXPECT_THAT(moved, testing::ElementsAreArray(expected));
    ids = std::move(moved);
    EXPECT_THAT(ids, testing::ElementsAreArray(expected));
  }
}

}  // namespace
}  // namespace packrake
