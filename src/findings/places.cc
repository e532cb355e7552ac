#include "findings/places.h"

#include <algorithm>

#include "credential/place_name.h"

namespace packrake {
namespace {

constexpr std::size_t kMostOfOne = 3;
constexpr std::size_t kMostPlaces = 1000;

/// The first place of `group` in an object; the first of all where it has none there.
const HitPlace* PlaceIn(const Group& group, const ObjectId& object) {
  if (group.places.empty()) return nullptr;
  const auto found = std::lower_bound(group.places.begin(), group.places.end(), object,
                                      [](const HitPlace& place, const ObjectId& id) { return place.object < id; });
  return found != group.places.end() && found->object == object ? &*found : &group.places.front();
}

std::string PlaceOf(const Group& group, std::span<const Sighting> sightings) {
  const Sighting* best = nullptr;
  const auto rank = [](const Sighting& s) {
    return (s.at_head ? 4 : 0) + (s.at_tips ? 2 : 0) + (s.path.empty() ? 0 : 1);
  };
  for (const Sighting& sighting : sightings) {
    if (best == nullptr || rank(sighting) > rank(*best)) best = &sighting;
  }
  const HitPlace* place = PlaceIn(group, best != nullptr ? best->object : ObjectId());
  if (place == nullptr) return {};
  if (best == nullptr) return PlaceName(place->where, place->object, group.hits[place->hit].path, place->line);
  return PlaceName(best->where, best->object, best->ref.empty() ? best->path : best->ref, place->line);
}

std::int64_t TimeOf(const Sighting& sighting, const Attribution& attribution) {
  return sighting.commit && *sighting.commit < attribution.commits.size()
             ? attribution.commits[*sighting.commit].committer_time
             : 0;
}

}  // namespace

std::span<const Sighting> SightingsOf(std::uint32_t group, const Attribution& attribution) {
  const auto& all = attribution.sightings;
  const auto first = std::lower_bound(all.begin(), all.end(), group,
                                      [](const Sighting& sighting, std::uint32_t id) { return sighting.finding < id; });
  auto last = first;
  while (last != all.end() && last->finding == group) ++last;
  return {first, last};
}

std::vector<std::string> PlacesOf(const std::vector<Group>& groups, const Attribution& attribution) {
  std::vector<std::string> places;
  places.reserve(groups.size());
  for (std::uint32_t i = 0; i < groups.size(); ++i) places.push_back(PlaceOf(groups[i], SightingsOf(i, attribution)));
  return places;
}

std::vector<TextPlace> TextPlacesOf(std::span<const std::uint32_t> findings, const std::vector<Group>& groups,
                                    const Attribution& attribution) {
  struct Dated {
    TextPlace place;
    std::int64_t time = 0;
  };
  std::vector<Dated> all;
  for (const std::uint32_t finding : findings) {
    std::vector<const Sighting*> newest;
    for (const Sighting& sighting : SightingsOf(finding, attribution)) {
      if (sighting.where != Where::kPath && sighting.where != Where::kRefName) newest.push_back(&sighting);
    }
    std::stable_sort(newest.begin(), newest.end(), [&](const Sighting* a, const Sighting* b) {
      return TimeOf(*a, attribution) > TimeOf(*b, attribution);
    });
    if (newest.size() > kMostOfOne) newest.resize(kMostOfOne);
    for (const Sighting* sighting : newest) {
      const bool dated = sighting->commit && *sighting->commit < attribution.commits.size();
      all.push_back({{sighting->object, sighting->path, dated ? attribution.commits[*sighting->commit].id : ObjectId()},
                     TimeOf(*sighting, attribution)});
    }
    if (!newest.empty() || groups[finding].places.empty()) continue;
    const HitPlace& place = groups[finding].places.front();
    all.push_back({{place.object, groups[finding].hits[place.hit].path, {}}, 0});
  }
  std::stable_sort(all.begin(), all.end(), [](const Dated& a, const Dated& b) { return a.time > b.time; });
  if (all.size() > kMostPlaces) all.resize(kMostPlaces);
  std::vector<TextPlace> places;
  places.reserve(all.size());
  for (Dated& dated : all) places.push_back(std::move(dated.place));
  return places;
}

}  // namespace packrake
