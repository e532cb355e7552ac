#include "git/id_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace packrake {
namespace {

TEST(IdTable, FindsManyAsItFindsOne) {
  for (const std::size_t size : {20U, 32U}) {
    std::mt19937 random(static_cast<unsigned>(size));
    std::vector<std::string> ids;
    for (int i = 0; i < 5000; ++i) {
      std::string id(size, '\0');
      for (char& c : id) c = static_cast<char>(random());
      ids.push_back(std::move(id));
    }
    IdTable table(size);
    for (std::size_t i = 0; i < ids.size(); i += 2) table.Update(ids[i], [](IdTable::Record&) {});
    ids.insert(ids.end(), {"", std::string(size - 1, 'a'), std::string(size + 1, 'a')});

    const std::vector<std::string_view> asked(ids.begin(), ids.end());
    std::vector<IdTable::Ref> refs(asked.size());
    table.FindAll(asked, refs);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      EXPECT_EQ(refs[i], table.Find(asked[i]).value_or(IdTable::kNone));
      EXPECT_EQ(refs[i] != IdTable::kNone, i % 2 == 0 && i < 5000) << i;
    }
  }
}

TEST(IdTable, FindsNothingInAnEmptyOne) {
  const IdTable table(20);
  const std::string id(20, 'x');
  const std::vector<std::string_view> asked{id};
  std::vector<IdTable::Ref> refs(1);
  table.FindAll(asked, refs);
  EXPECT_EQ(refs[0], IdTable::kNone);
}

}  // namespace
}  // namespace packrake
