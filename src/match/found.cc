#include "match/found.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace packrake {
namespace {

auto Content(const Found& found) { return std::tie(found.rule, found.draft.secret, found.draft.identity); }
auto Place(const Found& found) { return std::tie(found.draft.begin, found.draft.end); }
std::size_t Layers(const Found& found) { return found.decoded_from.size(); }

bool Before(const Found& a, const Found& b) {
  if (Place(a) != Place(b)) return Place(a) < Place(b);
  if (Content(a) != Content(b)) return Content(a) < Content(b);
  return std::forward_as_tuple(Layers(a), a.decoded_from) < std::forward_as_tuple(Layers(b), b.decoded_from);
}

}  // namespace

void OrderAndUnite(std::vector<Found>& found) {
  std::sort(found.begin(), found.end(), Before);
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return Content(found[a]) < Content(found[b]); });

  // Equal contents now stand together, ascending by place. Of those whose places overlap, the ones seen through the
  // fewest decoders stay, each place once.
  std::vector<bool> keep(found.size(), false);
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    std::size_t end = found[order[first]].draft.end;
    std::size_t least = Layers(found[order[first]]);
    while (last < order.size() && Content(found[order[last]]) == Content(found[order[first]]) &&
           (last == first || found[order[last]].draft.begin < end ||
            Place(found[order[last]]) == Place(found[order[last - 1]]))) {
      end = std::max(end, found[order[last]].draft.end);
      least = std::min(least, Layers(found[order[last]]));
      ++last;
    }
    const Found* kept = nullptr;
    for (std::size_t i = first; i < last; ++i) {
      const Found& one = found[order[i]];
      if (Layers(one) != least || (kept != nullptr && Place(*kept) == Place(one))) continue;
      keep[order[i]] = true;
      kept = &one;
    }
    first = last;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!keep[i]) continue;
    if (kept != i) found[kept] = std::move(found[i]);
    ++kept;
  }
  found.resize(kept);
}

}  // namespace packrake
