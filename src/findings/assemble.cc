#include "findings/assemble.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "findings/fingerprint.h"
#include "findings/life.h"
#include "findings/locate.h"
#include "findings/rank.h"

namespace packrake {
namespace {

/// What the proofs say of one group.
struct Proved {
  std::vector<Evidence> evidence;
  std::vector<std::string> signals;
};

/// A finding with what it is ordered by.
struct Ordered {
  Finding finding;
  ObjectId object;
  std::uint64_t begin = 0;
};

/// A location with its verdict, while its finding is made.
struct Ranked {
  Placed placed;
  Rank rank;
};

std::vector<Proved> ProofsByGroup(const AssembleInput& input, std::size_t groups) {
  std::vector<Proved> proved(groups);
  for (const Proof& proof : *input.proofs) {
    if (proof.finding >= groups) continue;
    Proved& entry = proved[proof.finding];
    entry.evidence.push_back(proof.evidence);
    entry.signals.insert(entry.signals.end(), proof.signals.begin(), proof.signals.end());
  }
  const auto key = [](const Evidence& e) { return std::tie(e.kind, e.text); };
  for (Proved& entry : proved) {
    std::sort(entry.evidence.begin(), entry.evidence.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto last = std::unique(entry.evidence.begin(), entry.evidence.end(),
                                  [&](const auto& a, const auto& b) { return key(a) == key(b); });
    entry.evidence.erase(last, entry.evidence.end());
  }
  return proved;
}

/// The sightings of each group, as ranges: attribution orders them by finding.
std::vector<std::span<const Sighting>> SightingsByGroup(const Attribution& attribution, std::size_t groups) {
  std::vector<std::span<const Sighting>> ranges(groups);
  const auto& all = attribution.sightings;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].finding == all[i].finding) ++end;
    if (all[i].finding < groups) ranges[all[i].finding] = std::span(all).subspan(i, end - i);
    i = end;
  }
  return ranges;
}

class Assembler {
 public:
  explicit Assembler(const AssembleInput& input) : input_(input), options_(*input.options) {}

  void Add(const Group& group, std::uint32_t number, std::span<const Sighting> sightings, const Proved& proved) {
    std::vector<Placed> placed = Locate(group, sightings, *input_.attribution, *input_.rules);
    // A call, or a value too weak to be one thing everywhere, is one finding for each path it stands at.
    std::map<std::pair<std::string, int>, std::vector<Placed>> parts;
    for (Placed& place : placed) {
      const bool call = place.hit->secret.empty();
      const bool split = call || place.hit->identity_needs_path;
      parts[{split ? PlaceName(place.location) : std::string(), call ? place.ordinal : 1}].push_back(std::move(place));
    }
    for (auto& [part, places] : parts) {
      const bool split = places.front().hit->secret.empty() || places.front().hit->identity_needs_path;
      const std::string identity = split ? IdentityAt(group.identity, part.first, part.second) : group.identity;
      AddFinding(std::move(places), group.family, identity, number, split, proved);
    }
  }

  Assembled Finish() && { return {Sorted(std::move(findings_)), Sorted(std::move(suppressed_)), std::move(counts_)}; }

 private:
  /// The path, or what stands for it in texts that have none.
  static std::string PlaceName(const Location& location) {
    if (!location.path.empty() || location.where == Where::kBlob) return location.path;
    return std::string(Name(location.where));
  }

  void AddFinding(std::vector<Placed> places, const std::string& family, const std::string& identity,
                  std::uint32_t group, bool part_of_group, const Proved& proved) {
    if (!options_.unreachable) {
      std::erase_if(places,
                    [](const Placed& p) { return p.location.reach == Reach::kUnreachable && !p.location.at_tips; });
      if (places.empty()) return Count(kUnreachableOnly);
    }
    std::vector<Ranked> ranked;
    ranked.reserve(places.size());
    for (Placed& place : places) {
      Rank rank = RankOf(place, proved);
      ranked.push_back({std::move(place), std::move(rank)});
    }
    Order(ranked);

    Ordered made;
    Finding& finding = made.finding;
    finding.family = family;
    finding.fingerprint = FingerprintOf(options_.fingerprint_key, family, identity);
    finding.evidence = proved.evidence;
    FillFrom(ranked.front(), made);
    const std::size_t suppressed = Suppress(finding, ranked);
    if (suppressed == ranked.size()) {
      finding.suppressed_by = ranked.front().placed.location.suppressed_by;
    } else if (!ranked.front().placed.location.suppressed_by.empty()) {
      // The best location is out of the question: the best of the others speaks for the finding.
      std::stable_partition(ranked.begin(), ranked.end(),
                            [](const Ranked& r) { return r.placed.location.suppressed_by.empty(); });
      FillFrom(ranked.front(), made);
    }
    FillConfidence(ranked, std::find(proved.signals.begin(), proved.signals.end(), "proved") != proved.signals.end(),
                   finding);
    const bool all = suppressed == ranked.size();
    for (Ranked& r : ranked) {
      const bool counts = all || r.placed.location.suppressed_by.empty();
      finding.at_head |= counts && r.placed.location.at_head;
      finding.at_tips |= counts && r.placed.location.at_tips;
      finding.locations.push_back(std::move(r.placed.location));
    }
    const Attribution& attribution = *input_.attribution;
    const bool known = !part_of_group && group < attribution.last_removed.size();
    FillLife(known ? attribution.last_removed[group] : std::nullopt, input_.now, finding);
    if (group < attribution.refs.size()) {
      finding.ref_count = attribution.refs[group].count;
      finding.refs = attribution.refs[group].first;
    }
    File(std::move(made), all);
  }

  Rank RankOf(const Placed& place, const Proved& proved) const {
    const Rule& rule = input_.rules->rules[place.hit->rule];
    std::vector<std::string> signals = place.signals;
    signals.insert(signals.end(), proved.signals.begin(), proved.signals.end());
    return RankLocation({.rule = rule.id,
                         .severity = place.hit->severity.value_or(rule.severity),
                         .signals = signals,
                         .path = place.location.path,
                         .reach = place.location.reach,
                         .at_head = place.location.at_head,
                         .at_tips = place.location.at_tips});
  }

  /// Best first; then as the reader of the history meets them.
  static void Order(std::vector<Ranked>& ranked) {
    const auto key = [](const Ranked& r) {
      const Location& l = r.placed.location;
      return std::tuple(-r.rank.score, !l.at_head, !l.at_tips, l.commit ? l.commit->committer_time : 0,
                        std::string_view(l.path), l.line, l.column, static_cast<int>(l.where), l.object,
                        l.commit ? l.commit->id : ObjectId());
    };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) { return key(a) < key(b); });
  }

  /// What the finding takes from its best location.
  void FillFrom(const Ranked& best, Ordered& made) const {
    const Hit& hit = *best.placed.hit;
    const Rule& rule = input_.rules->rules[hit.rule];
    Finding& finding = made.finding;
    finding.rule = rule.id;
    finding.name = rule.name;
    finding.tags = rule.tags;
    finding.severity = best.rank.severity;
    finding.score = best.rank.score;
    finding.reasons = best.rank.reasons;
    finding.secret = hit.secret;
    finding.entropy_bits_per_byte = hit.entropy_bits_per_byte;
    finding.facts = hit.facts;
    made.object = best.placed.location.object;
    made.begin = best.placed.begin;
  }

  /// As sure as the surest location that is not suppressed; a proof leaves no doubt.
  void FillConfidence(const std::vector<Ranked>& ranked, bool proved, Finding& finding) const {
    finding.confidence = Confidence::kLow;
    const bool some_left = finding.suppressed_by.empty();
    for (const Ranked& r : ranked) {
      if (some_left && !r.placed.location.suppressed_by.empty()) continue;
      const Hit& hit = *r.placed.hit;
      finding.confidence =
          std::max(finding.confidence, hit.confidence.value_or(input_.rules->rules[hit.rule].confidence));
    }
    if (proved) finding.confidence = Confidence::kHigh;
  }

  /// Marks what is suppressed, counts it, and returns how many locations are.
  std::size_t Suppress(const Finding& finding, std::vector<Ranked>& ranked) {
    std::size_t suppressed = 0;
    for (Ranked& r : ranked) {
      Location& location = r.placed.location;
      if (options_.inline_allow) location.suppressed_by = r.placed.hit->allowed_by;
      for (const Suppressor* suppressor : options_.suppressors) {
        if (!location.suppressed_by.empty()) break;
        location.suppressed_by = suppressor->Suppresses(finding, location);
      }
      if (location.suppressed_by.empty()) continue;
      ++suppressed;
      Count(location.suppressed_by);
    }
    return suppressed;
  }

  void File(Ordered made, bool suppressed) {
    const Finding& finding = made.finding;
    if (suppressed) {
      suppressed_.push_back(std::move(made));
    } else if (finding.family == kMisuseFamily && !finding.at_tips && !options_.hints) {
      Count(kUnsafeUseNotAtTips);
    } else if (finding.confidence == Confidence::kLow && !options_.hints) {
      Count(kHint);
    } else if (finding.severity < options_.min_severity) {
      Count(kBelowSeverity);
    } else if (finding.confidence < options_.min_confidence) {
      Count(kBelowConfidence);
    } else {
      findings_.push_back(std::move(made));
    }
  }

  void Count(std::string_view reason) { ++counts_[std::string(reason)]; }

  static std::vector<Finding> Sorted(std::vector<Ordered> made) {
    const auto key = [](const Ordered& o) {
      const Location& best = o.finding.locations.front();
      return std::tuple(-o.finding.score, std::string_view(o.finding.rule), o.object, std::string_view(best.path),
                        o.begin, std::string_view(o.finding.fingerprint));
    };
    std::sort(made.begin(), made.end(), [&](const Ordered& a, const Ordered& b) { return key(a) < key(b); });
    std::vector<Finding> findings;
    findings.reserve(made.size());
    for (Ordered& o : made) findings.push_back(std::move(o.finding));
    return findings;
  }

  const AssembleInput& input_;
  const ScanOptions& options_;
  std::vector<Ordered> findings_;
  std::vector<Ordered> suppressed_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace

Assembled AssembleFindings(std::vector<Group> groups, const AssembleInput& input) {
  const std::vector<Proved> proofs = ProofsByGroup(input, groups.size());
  const auto sightings = SightingsByGroup(*input.attribution, groups.size());
  Assembler assembler(input);
  for (std::uint32_t number = 0; number < groups.size(); ++number) {
    assembler.Add(groups[number], number, sightings[number], proofs[number]);
    groups[number] = Group();  // its texts live on in the findings
  }
  return std::move(assembler).Finish();
}

}  // namespace packrake
