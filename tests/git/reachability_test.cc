#include "git/reachability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "git/ref_counts.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ObjectId IdOf(std::uint32_t number) {
  std::string raw(20, '\0');
  for (int i = 0; i < 4; ++i) raw[static_cast<std::size_t>(i)] = static_cast<char>(number >> (8 * i));
  return ObjectId::FromRaw(raw);
}

/// Commits by number; parents may be missing.
struct Graph {
  std::vector<ObjectId> ids;
  std::vector<std::vector<ObjectId>> parents;

  void Add(std::uint32_t id, const std::vector<std::uint32_t>& of) {
    ids.push_back(IdOf(id));
    parents.emplace_back();
    for (const std::uint32_t parent : of) parents.back().push_back(IdOf(parent));
  }
  CommitOrder Order() const {
    return CommitOrder(ids.size(), [this](std::size_t i) { return CommitOrder::Node{&ids[i], parents[i]}; });
  }
};

Graph RandomGraph(std::uint32_t seed, std::uint32_t size) {
  std::mt19937 random(seed);
  std::vector<std::uint32_t> numbers(size);
  for (std::uint32_t i = 0; i < size; ++i) numbers[i] = i;
  std::shuffle(numbers.begin(), numbers.end(), random);
  std::map<std::uint32_t, std::vector<std::uint32_t>> parents;
  for (std::uint32_t i = 0; i < size; ++i) {
    for (auto n = i == 0 ? 0 : random() % 4; n > 0; --n) parents[i].push_back(static_cast<std::uint32_t>(random() % i));
  }
  Graph graph;
  for (const std::uint32_t number : numbers) graph.Add(number, parents[number]);
  return graph;
}

TEST(CommitOrder, PutsParentsFirst) {
  const Graph graph = RandomGraph(1, 300);
  const CommitOrder order = graph.Order();
  ASSERT_EQ(order.size(), 300U);
  for (std::uint32_t position = 0; position < order.size(); ++position) {
    EXPECT_EQ(order.PositionOf(order.id_at(position)), position);
    const auto& parents = graph.parents[order.index_at(position)];
    ASSERT_EQ(order.ParentsOf(position).size(), parents.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
      const std::uint32_t parent = order.ParentsOf(position)[i];
      EXPECT_LT(parent, position);
      EXPECT_EQ(order.id_at(parent), parents[i]);
      EXPECT_LT(order.generation(parent), order.generation(position));
    }
  }
}

TEST(CommitOrder, LeavesOutMissingParentsRepeatedCommitsAndCircles) {
  Graph graph;
  graph.Add(1, {2, 99});
  graph.Add(2, {3});
  graph.Add(3, {1});
  graph.Add(2, {});
  graph.Add(5, {5});
  const CommitOrder order = graph.Order();
  EXPECT_EQ(order.size(), 4U);
  EXPECT_EQ(order.PositionOf(IdOf(99)), CommitOrder::kNone);
  EXPECT_THAT(order.ParentsOf(order.PositionOf(IdOf(5))), IsEmpty());
  std::size_t edges = 0;
  for (std::uint32_t position = 0; position < order.size(); ++position) edges += order.ParentsOf(position).size();
  EXPECT_EQ(edges, 2U);
  EXPECT_THAT(order.missing_parents(), ElementsAre(std::pair(0U, 1U)));
}

TEST(CommitOrder, HandsBitsDownToDescendants) {
  const Graph graph = RandomGraph(2, 200);
  const CommitOrder order = graph.Order();
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> seeds{{10, 0}, {10, 255}, {77, 64}, {150, 64}, {0, 3}};
  std::vector<ReachSet> reached;
  order.Reach(seeds, reached);
  std::vector<std::set<std::uint32_t>> expected(order.size());
  for (std::uint32_t position = 0; position < order.size(); ++position) {
    for (const std::uint32_t parent : order.ParentsOf(position)) {
      expected[position].insert(expected[parent].begin(), expected[parent].end());
    }
    for (const auto& [at, bit] : seeds) {
      if (at == position) expected[position].insert(bit);
    }
    for (std::uint32_t bit = 0; bit < ReachSet::kBits; ++bit) {
      ASSERT_EQ(reached[position].Has(bit), expected[position].contains(bit)) << position << " " << bit;
    }
  }
}

TEST(CountRefs, EqualsCountingOneByOne) {
  const Graph graph = RandomGraph(3, 150);
  const CommitOrder order = graph.Order();
  std::mt19937 random(3);
  std::vector<std::string> names;
  for (int i = 0; i < 400; ++i) names.push_back("refs/heads/" + std::to_string(i));
  std::vector<RefRow> rows;
  for (const std::string& name : names) {
    RefRow row{name, random() % 10 == 0 ? CommitOrder::kNone : static_cast<std::uint32_t>(random() % order.size()), {}};
    if (random() % 5 == 0) row.findings = {static_cast<std::uint32_t>(random() % 600), 599};
    rows.push_back(row);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> introduced;
  for (std::uint32_t finding = 0; finding < 600; ++finding) {
    for (auto n = random() % 3; n > 0; --n)
      introduced.emplace_back(finding, static_cast<std::uint32_t>(random() % order.size()));
  }
  std::shuffle(introduced.begin(), introduced.end(), random);
  const std::vector<RefsOfFinding> counted = CountRefs(order, rows, introduced, 600);

  std::vector<ReachSet> reached;
  for (std::uint32_t finding = 0; finding < 600; ++finding) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> seeds;
    for (const auto& [of, position] : introduced) {
      if (of == finding) seeds.emplace_back(position, 0);
    }
    order.Reach(seeds, reached);
    std::vector<std::string> having;
    for (const RefRow& row : rows) {
      const bool own = std::find(row.findings.begin(), row.findings.end(), finding) != row.findings.end();
      if (own || (row.position != CommitOrder::kNone && reached[row.position].Has(0))) having.emplace_back(row.name);
    }
    EXPECT_EQ(counted[finding].count, having.size());
    having.resize(std::min<std::size_t>(having.size(), 5));
    EXPECT_EQ(counted[finding].first, having);
  }
}

TEST(CountRefs, OfNoFindingIsEmpty) {
  const Graph graph = RandomGraph(4, 3);
  EXPECT_THAT(CountRefs(graph.Order(), {}, {}, 0), IsEmpty());
}

}  // namespace
}  // namespace packrake
