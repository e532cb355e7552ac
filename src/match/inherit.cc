#include "match/inherit.h"

#include <algorithm>

namespace packrake {
namespace {

/// One copied range and the two texts' sizes.
struct Passage {
  const CopiedRange* copy;
  std::uint32_t index;
  std::uint64_t base_size;
  std::uint64_t size;

  std::int64_t shift() const {
    return static_cast<std::int64_t>(copy->begin) - static_cast<std::int64_t>(copy->base_begin);
  }
  std::uint64_t ToBase(std::uint64_t offset) const { return offset - copy->begin + copy->base_begin; }
  std::uint32_t ToText(std::uint64_t base_offset) const {
    return static_cast<std::uint32_t>(base_offset - copy->base_begin + copy->begin);
  }
  bool Keeps(const Extent& reach) const { return reach.SurvivesIn(*copy, base_size, size); }
};

void InheritLine(const MemoLine& line, const Passage& passage, Candidates& candidates, Memo::Contents& standing) {
  MemoLine moved = line;
  moved.begin = passage.ToText(line.begin);
  moved.end = passage.ToText(line.end);
  if (line.verdict == Verdict::kDeferred) {
    candidates.text_lines.push_back({line.rule, moved.begin, moved.end, passage.index});
  } else if (line.verdict == Verdict::kRejected && passage.Keeps(line.reach)) {
    moved.reach = line.reach.Shifted(passage.shift());
    standing.lines.push_back(moved);
  } else {
    candidates.lines.push_back({moved.begin, moved.end, line.rule, 0, 0});
  }
}

EncodedPlace InheritedPlace(const MemoRun& run, const Passage& passage) {
  EncodedPlace place{passage.ToText(run.offset), run.decoder, std::nullopt};
  if (run.verdict == Verdict::kRejected && passage.Keeps(run.reach)) {
    place.stands = run;
    place.stands->offset = place.offset;
    place.stands->reach = run.reach.Shifted(passage.shift());
    // A run lies inside its reach, so it was copied whole.
    if (run.run_end != 0) place.stands->run_end = passage.ToText(run.run_end);
  }
  return place;
}

template <class Item>
auto FirstFrom(const std::vector<Item>& items, std::uint64_t offset, std::uint32_t Item::*key) {
  return std::lower_bound(items.begin(), items.end(), offset,
                          [key](const Item& item, std::uint64_t value) { return item.*key < value; });
}

}  // namespace

std::uint64_t InheritCandidates(const Memo::Contents& base, const Derivation& derivation, const DirtyLines& dirty,
                                std::uint64_t text_size, Candidates& candidates, Memo::Contents& standing) {
  if (base.empty()) return 0;
  std::uint64_t inherited = 0;
  const auto passage_of = [&](std::uint32_t copy) {
    return Passage{&derivation.copies[copy], copy, derivation.base_bytes.size(), text_size};
  };
  for (const CleanLines& clean : dirty.clean()) {
    const Passage passage = passage_of(clean.copy);
    const std::uint64_t begin = passage.ToBase(clean.begin);
    const std::uint64_t end = passage.ToBase(clean.end);
    for (auto line = FirstFrom(base.lines, begin, &MemoLine::begin); line != base.lines.end() && line->begin < end;
         ++line) {
      InheritLine(*line, passage, candidates, standing);
      ++inherited;
    }
    for (auto run = FirstFrom(base.runs, begin, &MemoRun::offset); run != base.runs.end() && run->offset < end; ++run) {
      candidates.places.push_back(InheritedPlace(*run, passage));
      ++inherited;
    }
  }
  for (const LongLinePart& part : dirty.long_parts()) {
    const Passage passage = passage_of(part.copy);
    const std::uint64_t begin = passage.ToBase(part.begin);
    const std::uint64_t end = passage.ToBase(part.end);
    // Lines are disjoint, so they ascend by their ends, too.
    for (auto line = FirstFrom(base.lines, begin + 1, &MemoLine::end); line != base.lines.end() && line->begin < end;
         ++line) {
      candidates.lines.push_back({part.line_begin, part.line_end, line->rule, 0, 0});
      ++inherited;
    }
    // A form that ends nearer to the part's begin may begin before it, and was looked for again.
    for (auto run = FirstFrom(base.runs, begin + dirty.margin(), &MemoRun::offset);
         run != base.runs.end() && run->offset < end; ++run) {
      candidates.places.push_back(InheritedPlace(*run, passage));
      ++inherited;
    }
  }
  return inherited;
}

}  // namespace packrake
