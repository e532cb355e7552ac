#include "match/text_scanner.h"

#include <algorithm>
#include <tuple>

#include "base/sampled_timer.h"
#include "match/decode_run.h"
#include "match/dirty_lines.h"
#include "match/judge.h"

namespace packrake {
namespace {

bool LineBefore(const Candidate& a, const Candidate& b) {
  return std::tie(a.begin, a.rule) < std::tie(b.begin, b.rule);
}
bool SameLine(const Candidate& a, const Candidate& b) { return a.begin == b.begin && a.rule == b.rule; }

// Inherited lines before new ones, so that a line known both ways counts as inherited... by two copies, as two.
bool TextLineBefore(const TextLine& a, const TextLine& b) {
  return std::tie(a.rule, a.begin, a.copy) < std::tie(b.rule, b.begin, b.copy);
}
bool SameTextLine(const TextLine& a, const TextLine& b) { return a.rule == b.rule && a.begin == b.begin; }

// A place whose verdict stands before the same place without one.
bool PlaceBefore(const EncodedPlace& a, const EncodedPlace& b) {
  return std::make_tuple(a.offset, a.decoder, !a.stands) < std::make_tuple(b.offset, b.decoder, !b.stands);
}
bool SamePlace(const EncodedPlace& a, const EncodedPlace& b) { return a.offset == b.offset && a.decoder == b.decoder; }

MemoLine Remembered(const TextLine& line, Verdict verdict) { return {line.begin, line.end, line.rule, verdict, {}}; }

bool NeedsRemembering(const MemoLine& line) {
  return line.verdict != Verdict::kRejected || !line.reach.empty() || line.end - line.begin > kLongLine;
}

void Remember(const MemoLine& line, Memo::Contents* contents) {
  if (contents != nullptr && NeedsRemembering(line)) contents->lines.push_back(line);
}

}  // namespace

TextScanner::TextScanner(const CompiledRules& rules, bool decode) : rules_(rules), decode_(decode) {}

void TextScanner::ScanText(const Text& text, std::vector<Found>& found, Memo::Contents* contents) {
  Candidates& candidates = candidates_of_layer(text.layer);
  candidates.Clear();
  FindCandidates(text, candidates);
  Examine(text, candidates, {}, found, contents);
}

void TextScanner::Examine(const Text& text, Candidates& candidates, const Base& base, std::vector<Found>& found,
                          Memo::Contents* contents) {
  if (candidates.lines.empty() && candidates.text_lines.empty() && candidates.places.empty()) return;
  const SampledTimer timer(stats_.examine_seconds, text.layer == 0 ? timer_weight_ : 0);
  stats_.candidates += candidates.lines.size() + candidates.text_lines.size() + candidates.places.size();
  layers_[static_cast<std::size_t>(text.layer)].cache.Clear();
  layers_[static_cast<std::size_t>(text.layer)].known.Clear();

  ExamineLines(text, candidates, found, contents);
  ExamineTextRules(text, candidates.text_lines, base, found, contents);
  if (contents != nullptr) {
    std::sort(contents->lines.begin(), contents->lines.end(), [](const MemoLine& a, const MemoLine& b) {
      return std::tie(a.begin, a.rule) < std::tie(b.begin, b.rule);
    });
  }
  if (decode_ && text.layer < kMaxDecodeLayers) DecodePlaces(text, candidates.places, found, contents);
  layers_[static_cast<std::size_t>(text.layer)].cache.Clear();
  layers_[static_cast<std::size_t>(text.layer)].known.Clear();
}

void TextScanner::ExamineLines(const Text& text, Candidates& candidates, std::vector<Found>& found,
                               Memo::Contents* contents) {
  Layer& layer = layers_[static_cast<std::size_t>(text.layer)];
  std::sort(candidates.lines.begin(), candidates.lines.end(), LineBefore);
  candidates.lines.erase(std::unique(candidates.lines.begin(), candidates.lines.end(), SameLine),
                         candidates.lines.end());
  for (const Candidate& candidate : candidates.lines) {
    const CompiledRule& rule = rules_[candidate.rule];
    if ((rule.decoders & text.chain) != text.chain) continue;  // the rule is not sought in what these decoders yield
    const auto begin = static_cast<std::uint32_t>(candidate.begin);
    const auto end = static_cast<std::uint32_t>(candidate.end);
    if (rule.whole_text()) {
      candidates.text_lines.push_back({candidate.rule, begin, end, TextLine::kNew});
      continue;
    }
    ++stats_.examined;
    layer.matches.clear();
    MatchesOnLine(rule, text.bytes, {begin, end}, sieve_, layer.matches);
    MemoLine line{begin, end, candidate.rule, Verdict::kRejected, {}};
    DropByContext(rule, text.bytes, layer.matches, 0, line.reach);
    const std::size_t before = found.size();
    for (const PatternMatch& match : layer.matches) {
      ExamineMatches(rules_, candidate.rule, text.bytes, {&match, 1}, layer.cache, line.reach, found);
    }
    if (found.size() > before) line.verdict = Verdict::kAccepted;
    Remember(line, contents);
  }
}

void TextScanner::ExamineTextRules(const Text& text, std::vector<TextLine>& lines, const Base& base,
                                   std::vector<Found>& found, Memo::Contents* contents) {
  Layer& layer = layers_[static_cast<std::size_t>(text.layer)];
  std::sort(lines.begin(), lines.end(), TextLineBefore);
  lines.erase(std::unique(lines.begin(), lines.end(), SameTextLine), lines.end());
  // New lines without a match say nothing; they must not cost an inherited verdict.
  std::erase_if(lines, [&](const TextLine& line) {
    if (line.copy != TextLine::kNew) return false;
    layer.matches.clear();
    layer.known.Append(rules_[line.rule], text.bytes, {line.begin, line.end}, sieve_, layer.matches);
    if (!layer.matches.empty()) return false;
    Remember(Remembered(line, Verdict::kRejected), contents);
    return true;
  });
  for (std::size_t first = 0; first < lines.size();) {
    const std::uint32_t index = lines[first].rule;
    const CompiledRule& rule = rules_[index];
    std::size_t last = first;
    while (last < lines.size() && lines[last].rule == index) {
      if (contents != nullptr) contents->lines.push_back(Remembered(lines[last], Verdict::kDeferred));
      ++last;
    }
    if (!TextVerdictStands(lines, first, last, base, text.bytes.size(), contents)) {
      ++stats_.examined;
      MemoText verdict{index, static_cast<std::uint32_t>(last - first), false, {}};
      layer.matches.clear();
      for (std::size_t i = first; i < last; ++i) {
        const std::size_t before = layer.matches.size();
        layer.known.Append(rule, text.bytes, {lines[i].begin, lines[i].end}, sieve_, layer.matches);
        DropByContext(rule, text.bytes, layer.matches, before, verdict.reach);
      }
      const std::size_t before = found.size();
      ExamineMatches(rules_, index, text.bytes, layer.matches, layer.cache, verdict.reach, found);
      verdict.accepted = found.size() > before;
      if (contents != nullptr) contents->texts.push_back(verdict);
    }
    first = last;
  }
}

bool TextScanner::TextVerdictStands(const std::vector<TextLine>& lines, std::size_t first, std::size_t last,
                                    const Base& base, std::uint64_t text_size, Memo::Contents* contents) const {
  if (base.contents == nullptr || lines[first].copy == TextLine::kNew) return false;
  const std::uint32_t rule = lines[first].rule;
  const std::uint32_t copy = lines[first].copy;
  const auto& texts = base.contents->texts;
  const auto verdict = std::lower_bound(texts.begin(), texts.end(), rule,
                                        [](const MemoText& text, std::uint32_t value) { return text.rule < value; });
  if (verdict == texts.end() || verdict->rule != rule || verdict->accepted || verdict->lines != last - first)
    return false;
  for (std::size_t i = first; i < last; ++i) {
    if (lines[i].copy != copy) return false;
  }
  const CopiedRange& range = base.derivation->copies[copy];
  if (!verdict->reach.SurvivesIn(range, base.derivation->base_bytes.size(), text_size)) return false;
  if (contents != nullptr) {
    MemoText moved = *verdict;
    moved.reach =
        verdict->reach.Shifted(static_cast<std::int64_t>(range.begin) - static_cast<std::int64_t>(range.base_begin));
    contents->texts.push_back(moved);
  }
  return true;
}

void TextScanner::DecodePlaces(const Text& text, std::vector<EncodedPlace>& places, std::vector<Found>& found,
                               Memo::Contents* contents) {
  std::sort(places.begin(), places.end(), PlaceBefore);
  places.erase(std::unique(places.begin(), places.end(), SamePlace), places.end());
  std::array<std::uint32_t, 32> decoded_to{};  // by decoder: one past the last run, so that it is decoded once
  for (const EncodedPlace& place : places) {
    if (exhausted_) return;
    MemoRun run{place.offset, 0, place.decoder, 0, Verdict::kDeferred, {}};
    if (place.offset >= decoded_to[place.decoder]) {
      if (place.stands) {
        run = *place.stands;
        cost_ += run.cost;
      } else {
        ++stats_.examined;
        const std::uint64_t cost_before = cost_;
        const DecodeOutcome outcome = DecodeRun(*Decoders()[place.decoder], text.bytes, place.offset);
        cost_ += outcome.cost;
        run.reach = outcome.reach;
        run.verdict = Verdict::kRejected;
        if (outcome.decoded && cost_ <= kDecodeBudget) {
          stats_.decoded_bytes += outcome.decoded->bytes.size();
          run.run_end = static_cast<std::uint32_t>(outcome.decoded->end);
          if (ScanDecoded(text, place.decoder, *outcome.decoded, found)) run.verdict = Verdict::kAccepted;
        }
        run.cost = static_cast<std::uint32_t>(std::min<std::uint64_t>(cost_ - cost_before, UINT32_MAX));
      }
      decoded_to[place.decoder] = std::max(decoded_to[place.decoder], run.run_end);
    }
    if (cost_ > kDecodeBudget) exhausted_ = true;
    if (contents != nullptr) contents->runs.push_back(run);
  }
}

bool TextScanner::ScanDecoded(const Text& text, std::uint32_t decoder, const Decoded& decoded,
                              std::vector<Found>& found) {
  std::vector<Found> inner;
  ScanText({decoded.bytes, text.layer + 1, text.chain | std::uint32_t{1} << decoder}, inner, nullptr);
  if (inner.empty()) return false;
  OrderAndUnite(inner);
  const Decoder& by = *Decoders()[decoder];
  std::size_t from = decoded.begin;
  bool placed = true;  // once a part has no place of its own, looking for more would cost a pass over the run each
  for (Found& one : inner) {
    const auto place =
        placed ? PlaceOfPart(by, text.bytes, decoded, one.draft.begin, one.draft.end, from) : std::nullopt;
    placed = place.has_value();
    one.draft.begin = place ? static_cast<std::size_t>(place->begin) : decoded.begin;
    one.draft.end = place ? static_cast<std::size_t>(place->begin + place->size) : decoded.end;
    if (place) from = one.draft.begin;
    for (Draft::Related& related : one.draft.related) related.offset = decoded.begin;
    one.decoded_from.insert(one.decoded_from.begin(), by.name());
    found.push_back(std::move(one));
  }
  return true;
}

}  // namespace packrake
