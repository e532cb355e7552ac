#ifndef PACKRAKE_CREDENTIAL_LITERAL_PLACES_H_
#define PACKRAKE_CREDENTIAL_LITERAL_PLACES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "credential/literal_source.h"
#include "credential/place_name.h"

namespace packrake {

inline std::string PlaceName(const LiteralText& literal) {
  return PlaceName(literal.where, literal.object, literal.path, literal.line);
}

/// Where literals stand that are being tried: names are made only for the few that sign something. 80 bytes each.
class LiteralPlaces {
 public:
  void Add(const LiteralText& literal) {
    places_.push_back({literal.where, literal.object, std::string(literal.path), literal.line});
  }
  std::size_t size() const { return places_.size(); }
  /// As PlaceName. REQUIRES: i < size().
  std::string Name(std::size_t i) const {
    const Place& place = places_[i];
    return PlaceName(place.where, place.object, place.path, place.line);
  }
  /// The blob of a place that has no path. REQUIRES: i < size().
  ObjectId NamelessBlob(std::size_t i) const {
    const Place& place = places_[i];
    return place.where == Where::kBlob && place.path.empty() ? place.object : ObjectId();
  }
  std::uint64_t Line(std::size_t i) const { return places_[i].line; }
  void Clear() { places_.clear(); }

 private:
  struct Place {
    Where where;
    ObjectId object;
    std::string path;
    std::uint64_t line;
  };
  std::vector<Place> places_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_LITERAL_PLACES_H_
