#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fuzz.h"
#include "git/tree_hits.h"

namespace packrake {
namespace {

using Found = std::set<std::pair<std::string, std::uint32_t>>;

/// What a reading of a base and a child tells, whole or with the child as a derivation.
struct Told {
  Found base, child;
  std::vector<ObjectProblem> missing, unreadable;
  std::uint64_t submodules = 0;
  friend bool operator==(const Told&, const Told&) = default;
};

Told Read(std::string_view base, std::string_view child, const std::vector<CopiedRange>* copies) {
  const ObjectId base_id = ObjectId::FromRaw(std::string(20, 'B'));
  const ObjectId child_id = ObjectId::FromRaw(std::string(20, 'C'));
  const Wanted wanted{{ObjectId::FromRaw(std::string(20, 'w')), {3}},
                      {ObjectId::FromRaw(std::string(20, '0')), {1, 2}}};
  TreeHits::Options options;
  options.wanted = &wanted;
  options.exists = [](const ObjectId& id) { return (id.data()[0] & 1) == 0; };
  options.scan_name = [](const Blob& name) {
    return name.bytes.find('n') != std::string_view::npos ? std::vector<std::uint32_t>{7}
                                                          : std::vector<std::uint32_t>();
  };
  const auto hits = TreeHits::New(std::move(options));
  std::unique_ptr<BlobMemo> memo;
  hits->Accept(0, base_id, base, nullptr, &memo);
  if (copies != nullptr) {
    const Derivation derivation{memo.get(), base, *copies};
    hits->Accept(0, child_id, child, &derivation, nullptr);
  } else {
    hits->Accept(0, child_id, child, nullptr, nullptr);
  }
  hits->Finish();
  Told told{{}, {}, hits->missing(), hits->unreadable(), hits->submodules()};
  const auto into = [](Found& found) {
    return [&found](const std::string& path, std::uint32_t finding) { found.emplace(path, finding); };
  };
  hits->ForEach(hits->HitsOf(base_id), into(told.base));
  hits->ForEach(hits->HitsOf(child_id), into(told.child));
  for (const auto& [path, finding] : told.child) {
    Require(hits->Has(hits->HitsOf(child_id), path, finding));
    const TreeHits::Place place = hits->PlaceOf(child_id, path, finding);
    Require(!place.object.empty() || !place.named_by.empty());
  }
  return told;
}

}  // namespace
}  // namespace packrake

// Input: two bytes that give the size of a base tree, the tree, and instructions that make a child of it: a byte below
// 128 copies that many bytes from where the next two say, another inserts that many, less 127, of what follows. Whole
// and as a derivation the child tells the same, whatever it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size < 2 || size > (1U << 16)) return 0;
  std::string_view rest = TextOf(data + 2, size - 2);
  const std::size_t base_size = std::min<std::size_t>(rest.size(), data[0] << 8U | data[1]);
  const std::string base(rest.substr(0, base_size));
  rest.remove_prefix(base_size);
  std::string child;
  std::vector<CopiedRange> copies;
  const auto take = [&rest] {
    const auto byte = static_cast<std::uint8_t>(rest.front());
    rest.remove_prefix(1);
    return byte;
  };
  while (!rest.empty()) {
    const std::uint8_t code = take();
    if (code >= 128) {
      const std::size_t count = std::min<std::size_t>(rest.size(), code - 127U);
      child += rest.substr(0, count);
      rest.remove_prefix(count);
      continue;
    }
    if (rest.size() < 2) break;
    const std::size_t high = take();
    const std::size_t from = high << 8 | take();
    if (from >= base.size() || code == 0) continue;
    const std::size_t count = std::min<std::size_t>(code, base.size() - from);
    const bool goes_on = !copies.empty() && copies.back().begin + copies.back().size == child.size() &&
                         copies.back().base_begin + copies.back().size == from;
    if (goes_on) {
      copies.back().size += count;
    } else {
      copies.push_back({from, child.size(), count});
    }
    child += base.substr(from, count);
  }
  Require(Read(base, child, nullptr) == Read(base, child, &copies));
  return 0;
}
