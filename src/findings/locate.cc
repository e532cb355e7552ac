#include "findings/locate.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "text/glob.h"

namespace packrake {
namespace {

constexpr std::size_t kMostCommitText = 200;  // bytes of a subject or name: a hostile one may have megabytes

/// Where a location is, before any hit is put there.
struct Spot {
  Where where = Where::kBlob;
  ObjectId object;
  std::string path;
  std::optional<CommitSummary> commit;
  std::optional<CommitSummary> removed_in;
  Reach reach = Reach::kHead;
  bool at_tips = false;
  bool at_head = false;
};

std::optional<CommitSummary> SummaryOf(const Attribution& attribution, const std::optional<std::uint32_t>& index) {
  if (!index || *index >= attribution.commits.size()) return std::nullopt;
  CommitSummary summary = attribution.commits[*index];
  for (std::string* text : {&summary.subject, &summary.author_name, &summary.author_email}) {
    if (text->size() <= kMostCommitText) continue;
    text->resize(kMostCommitText);
    *text += "…";
  }
  return summary;
}

/// Whether `a` tells more of a place than `b`: the worse rule, then the surer, then the more particular pattern.
bool TellsMore(const Hit& a, const Hit& b, const RuleSet& rules) {
  const auto key = [&rules](const Hit& hit) {
    const Rule& rule = rules.rules[hit.rule];
    return std::tuple(hit.severity.value_or(rule.severity), hit.confidence.value_or(rule.confidence),
                      hit.signals.size(), rule.pattern.size());
  };
  if (key(a) != key(b)) return key(a) > key(b);
  return rules.rules[a.rule].id < rules.rules[b.rule].id;
}

class Locator {
 public:
  Locator(const Group& group, const Attribution& attribution, const RuleSet& rules)
      : group_(group), attribution_(attribution), rules_(rules) {
    for (const HitPlace& place : group.places) {
      const HitPlace*& first = first_[static_cast<std::size_t>(place.where)];
      if (first == nullptr) first = &place;
    }
  }

  std::vector<Placed> Run(std::span<const Sighting> sightings) && {
    for (const Sighting& sighting : sightings) AddSighting(sighting);
    AddUnsighted(sightings);
    return std::move(placed_);
  }

 private:
  void AddSighting(const Sighting& sighting) {
    Spot spot{sighting.where,
              sighting.object,
              sighting.path,
              SummaryOf(attribution_, sighting.commit),
              SummaryOf(attribution_, sighting.removed_in),
              sighting.reach,
              sighting.at_tips,
              sighting.at_head};
    std::vector<const HitPlace*> here;
    // A name is scanned once for every tree and path that has it, so its hits carry no object.
    const bool name = sighting.where == Where::kPath || sighting.where == Where::kRefName;
    if (!name) {
      const auto [first, last] =
          std::equal_range(group_.places.begin(), group_.places.end(), HitPlace{sighting.object},
                           [](const HitPlace& a, const HitPlace& b) { return a.object < b.object; });
      for (auto place = first; place != last; ++place) {
        if (place->where == sighting.where) here.push_back(&*place);
      }
      for (auto place = first; here.empty() && place != last; ++place) here.push_back(&*place);
    }
    const HitPlace* stand_in = first_[static_cast<std::size_t>(sighting.where)];
    if (here.empty() && stand_in != nullptr) here.push_back(stand_in);
    Place(here, spot);
  }

  /// Files and pipes; and objects that hit and that attribution, cut short perhaps, says nothing of.
  void AddUnsighted(std::span<const Sighting> sightings) {
    bool blobs = false;
    bool names = false;
    std::vector<ObjectId> objects;
    for (const Sighting& sighting : sightings) {
      blobs |= sighting.where == Where::kBlob;
      names |= sighting.where == Where::kPath || sighting.where == Where::kRefName;
      objects.push_back(sighting.object);
    }
    std::sort(objects.begin(), objects.end());
    for (auto place = group_.places.begin(); place != group_.places.end();) {
      // Places in one text stand together; of files, one path has one text.
      auto next = place;
      std::vector<const HitPlace*> here;
      while (next != group_.places.end() && SameText(*place, *next)) here.push_back(&*next++);
      const bool name = place->where == Where::kPath || place->where == Where::kRefName;
      // A later version of a file that was sighted is no news; a commit that was not sighted is.
      const bool seen = name                    ? names
                        : place->object.empty() ? false
                        : place->where == Where::kBlob
                            ? blobs
                            : std::binary_search(objects.begin(), objects.end(), place->object);
      if (!seen) Place(here, UnsightedSpot(*place));
      place = next;
    }
  }

  bool SameText(const HitPlace& a, const HitPlace& b) const {
    return a.object == b.object && a.where == b.where && group_.hits[a.hit].path == group_.hits[b.hit].path;
  }

  Spot UnsightedSpot(const HitPlace& place) const {
    const bool file = place.object.empty();
    return {place.where,  place.object, group_.hits[place.hit].path,
            std::nullopt, std::nullopt, file ? Reach::kHead : Reach::kUnreachable,
            file,         file};
  }

  /// Puts the hits of one text at `spot`. `here` is ordered by begin.
  void Place(std::vector<const HitPlace*> here, const Spot& spot) {
    std::erase_if(
        here, [&](const HitPlace* place) { return !AppliesTo(rules_.rules[group_.hits[place->hit].rule], spot.path); });
    std::sort(here.begin(), here.end(), [](const HitPlace* a, const HitPlace* b) {
      return std::tie(a->begin, a->end, a->hit) < std::tie(b->begin, b->end, b->hit);
    });
    int ordinal = 0;
    for (std::size_t i = 0; i < here.size();) {
      std::uint64_t end = std::max(here[i]->end, here[i]->begin + 1);
      std::size_t next = i + 1;
      const HitPlace* best = here[i];
      std::vector<std::string> signals = group_.hits[best->hit].signals;
      for (; next < here.size() && here[next]->begin < end; ++next) {
        const Hit& other = group_.hits[here[next]->hit];
        end = std::max(end, here[next]->end);
        signals.insert(signals.end(), other.signals.begin(), other.signals.end());
        if (TellsMore(other, group_.hits[best->hit], rules_)) best = here[next];
      }
      std::sort(signals.begin(), signals.end());
      signals.erase(std::unique(signals.begin(), signals.end()), signals.end());
      Location location = LocationOf(*best, spot);
      for (std::size_t k = i; k < next; ++k) {
        if (here[k] != best) AddRelated(*here[k], location);
      }
      placed_.push_back({&group_.hits[best->hit], best->begin, ++ordinal, std::move(signals), std::move(location)});
      i = next;
    }
  }

  /// What another rule knows of the same place, once each: a PEM block's rule tells the key, a call's rule where it
  /// goes.
  void AddRelated(const HitPlace& place, Location& location) const {
    const Hit& hit = group_.hits[place.hit];
    for (RelatedLine related : hit.related) {
      related.line = related.line - hit.line + place.line;
      const bool known = std::any_of(location.related.begin(), location.related.end(),
                                     [&](const RelatedLine& one) { return one.line == related.line; });
      if (!known) location.related.push_back(std::move(related));
    }
  }

  Location LocationOf(const HitPlace& place, const Spot& spot) const {
    const Hit& hit = group_.hits[place.hit];
    Location location;
    location.where = spot.where == Where::kBlob ? place.where : spot.where;
    location.object = spot.object;
    location.path = spot.path;
    location.line = place.line;
    location.end_line = place.end_line;
    location.column = place.column;
    location.commit = spot.commit;
    location.removed_in = spot.removed_in;
    location.reach = spot.reach;
    location.at_tips = spot.at_tips;
    location.at_head = spot.at_head;
    location.decoded_from = hit.decoded_from;
    location.context = hit.context;
    location.related = hit.related;
    // The hit stands for its kind: its related lines are as far from it as this place's are.
    for (RelatedLine& related : location.related) related.line = related.line - hit.line + place.line;
    return location;
  }

  const Group& group_;
  const Attribution& attribution_;
  const RuleSet& rules_;
  std::array<const HitPlace*, 7> first_{};  // by Where: one that stands in for names, and for a version out of reach
  std::vector<Placed> placed_;
};

}  // namespace

bool AppliesTo(const Rule& rule, std::string_view path) {
  if (path.empty()) return true;
  const auto matches = [path](const std::string& glob) { return GlobMatches(glob, path); };
  if (std::any_of(rule.exclude_paths.begin(), rule.exclude_paths.end(), matches)) return false;
  return rule.paths.empty() || std::any_of(rule.paths.begin(), rule.paths.end(), matches);
}

std::vector<Placed> Locate(const Group& group, std::span<const Sighting> sightings, const Attribution& attribution,
                           const RuleSet& rules) {
  return Locator(group, attribution, rules).Run(sightings);
}

}  // namespace packrake
