#include "findings/collect.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <utility>

#include "base/digest.h"

namespace packrake {
namespace {

/// Appends texts and numbers so that no two different lists give the same bytes.
class KeyWriter {
 public:
  void Add(std::string_view text) {
    Add(text.size());
    bytes_ += text;
  }
  void Add(std::uint64_t number) { bytes_.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void Add(const std::vector<std::string>& texts) {
    Add(texts.size());
    for (const std::string& text : texts) Add(text);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// The same for two hits that differ only in their object and in how far down the text they stand. A digest, because a
/// repository may try to make two kinds collide.
std::uint64_t KindOf(const Hit& hit) {
  KeyWriter key;
  key.Add(hit.rule);
  key.Add(static_cast<std::uint64_t>(hit.where));
  key.Add(hit.path);
  key.Add(hit.context);
  key.Add(hit.secret.Reveal());
  key.Add(hit.identity_needs_path);
  key.Add(hit.decoded_from);
  key.Add(hit.severity ? static_cast<std::uint64_t>(*hit.severity) + 1 : 0);
  key.Add(hit.confidence ? static_cast<std::uint64_t>(*hit.confidence) + 1 : 0);
  key.Add(hit.facts.size());
  for (const Fact& fact : hit.facts) {
    key.Add(fact.name);
    key.Add(fact.value);
  }
  key.Add(hit.signals);
  key.Add(hit.related.size());
  for (const RelatedLine& related : hit.related) {
    key.Add(related.line - hit.line);  // wraps for a line above: still one number for one distance
    key.Add(related.column);
    key.Add(related.note);
  }
  key.Add(hit.allowed_by);
  const Sha256Digest digest = Sha256(key.bytes());
  std::uint64_t kind = 0;
  std::memcpy(&kind, digest.data(), sizeof kind);
  return kind;
}

/// Where a group's hits of one kind were first seen decides which of them stands for the kind.
auto OrderOf(const Hit& hit) { return std::tie(hit.rule, hit.object, hit.path, hit.begin, hit.end, hit.column); }

}  // namespace

/// One group while it grows. Used under the collector's lock.
class Collector::Gathered {
 public:
  Gathered(std::string family, std::string identity) : family_(std::move(family)), identity_(std::move(identity)) {}

  void Add(Hit hit, std::uint64_t kind) {
    places_.push_back(
        {{hit.object, hit.where, 0, hit.begin, hit.end, hit.line, hit.column, hit.end_line}, hit.rule, kind});
    hit.identity.clear();  // the group has it
    KeepKind(std::move(hit), kind);
    if (places_.size() >= compact_at_) Compact();
  }

  const std::string& family() const { return family_; }

  void AddObjects(std::vector<ObjectId>& objects) const {
    for (const Place& place : places_) {
      if (!place.at.object.empty()) objects.push_back(place.at.object);
    }
  }

  Group Take() {
    Compact();
    Group group{std::move(family_), std::move(identity_), {}, {}};
    std::map<std::uint64_t, std::uint32_t> index;  // kind -> index in group.hits
    std::vector<std::pair<std::uint64_t, Hit*>> ordered;
    for (auto& [kind, hit] : kinds_) ordered.emplace_back(kind, &hit);
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
      return OrderOf(*a.second) != OrderOf(*b.second) ? OrderOf(*a.second) < OrderOf(*b.second) : a.first < b.first;
    });
    for (const auto& [kind, hit] : ordered) {
      index[kind] = static_cast<std::uint32_t>(group.hits.size());
      hit->identity = group.identity;
      group.hits.push_back(std::move(*hit));
    }
    std::map<std::uint32_t, std::uint32_t> plain;  // rule -> its hit without context
    group.places.reserve(places_.size());
    for (Place& place : places_) {
      const auto found = index.find(place.kind);
      place.at.hit = found != index.end() ? found->second : PlainHit(place.rule, plain, group.hits);
      group.places.push_back(place.at);
    }
    const auto order = [&group](const HitPlace& p) {
      const Hit& hit = group.hits[p.hit];
      return std::tie(p.object, p.where, hit.path, p.begin, hit.rule, p.end);
    };
    std::stable_sort(group.places.begin(), group.places.end(),
                     [&order](const HitPlace& a, const HitPlace& b) { return order(a) < order(b); });
    return group;
  }

 private:
  struct Place {
    HitPlace at;
    std::uint32_t rule = 0;
    std::uint64_t kind = 0;
  };

  /// Keeps the kinds with the smallest digests: a set that does not depend on the order of arrival.
  void KeepKind(Hit hit, std::uint64_t kind) {
    const auto found = kinds_.find(kind);
    if (found != kinds_.end()) {
      if (OrderOf(hit) < OrderOf(found->second)) found->second = std::move(hit);
      return;
    }
    if (kinds_.size() >= Group::kMostKinds && std::prev(kinds_.end())->first < kind) return;
    kinds_.emplace(kind, std::move(hit));
    if (kinds_.size() > Group::kMostKinds) kinds_.erase(std::prev(kinds_.end()));
  }

  /// A hit for places whose own kind was not kept: a kept one of the rule, without what belongs to its line alone.
  static std::uint32_t PlainHit(std::uint32_t rule, std::map<std::uint32_t, std::uint32_t>& plain,
                                std::vector<Hit>& hits) {
    const auto known = plain.find(rule);
    if (known != plain.end()) return known->second;
    const auto same = std::find_if(hits.begin(), hits.end(), [rule](const Hit& hit) { return hit.rule == rule; });
    Hit hit = same != hits.end() ? *same : hits.front();
    hit.rule = rule;
    hit.context.clear();
    hit.related.clear();
    hit.allowed_by.clear();
    hits.push_back(std::move(hit));
    return plain[rule] = static_cast<std::uint32_t>(hits.size() - 1);
  }

  /// Orders the places, drops repeated ones and those beyond kMostPlacesInObject. What is kept is the same however
  /// often it ran: the first places of each text are never dropped.
  void Compact() {
    const auto text = [](const Place& p) { return std::tie(p.at.object, p.at.where); };
    const auto key = [](const Place& p) { return std::tie(p.at.begin, p.rule, p.at.end, p.kind); };
    // Files have no object: the kind, which holds their path, keeps them apart.
    const auto file = [](const Place& p) { return p.at.object.empty() ? p.kind : 0; };
    std::sort(places_.begin(), places_.end(), [&](const Place& a, const Place& b) {
      if (text(a) != text(b)) return text(a) < text(b);
      if (file(a) != file(b)) return file(a) < file(b);
      return key(a) < key(b);
    });
    std::size_t kept = 0;
    std::size_t in_text = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const bool same_text =
          kept > 0 && text(places_[kept - 1]) == text(places_[i]) && file(places_[kept - 1]) == file(places_[i]);
      if (!same_text) in_text = 0;
      const bool repeated =
          same_text && places_[kept - 1].at.begin == places_[i].at.begin && places_[kept - 1].rule == places_[i].rule;
      if (repeated || in_text >= Group::kMostPlacesInObject) continue;
      ++in_text;
      places_[kept++] = places_[i];
    }
    places_.resize(kept);
    compact_at_ = std::max(kFirstCompaction, 2 * kept);
  }

  static constexpr std::size_t kFirstCompaction = 4096;

  std::string family_;
  std::string identity_;
  std::map<std::uint64_t, Hit> kinds_;
  std::vector<Place> places_;
  std::size_t compact_at_ = kFirstCompaction;
};

Collector::Collector(const RuleSet& rules) : rules_(rules) {}
Collector::~Collector() = default;

std::uint32_t Collector::Add(Hit hit) {
  const Rule& rule = rules_.rules[hit.rule];
  // A call is the same thing only under the same rule; a secret is, whichever rule of the family saw it.
  std::string identity = hit.secret.empty() ? rule.id + '\0' + hit.identity
                                            : (hit.identity.empty() ? std::string(hit.secret.Reveal()) : hit.identity);
  std::string key = rule.family + '\0' + identity;
  const std::uint64_t kind = KindOf(hit);

  const std::lock_guard lock(mutex_);
  const auto [entry, added] = index_.try_emplace(std::move(key), static_cast<std::uint32_t>(groups_.size()));
  if (added) groups_.push_back(std::make_unique<Gathered>(rule.family, std::move(identity)));
  groups_[entry->second]->Add(std::move(hit), kind);
  return entry->second;
}

Wanted Collector::WantedObjects() const {
  const std::lock_guard lock(mutex_);
  Wanted wanted;
  std::vector<ObjectId> objects;
  const auto holds = [this](std::string_view family) {
    return std::any_of(groups_.begin(), groups_.end(), [&](const auto& group) { return group->family() == family; });
  };
  const bool wants_keys = holds("private-key") || holds("jwt-token");
  const bool wants_passphrases = holds("private-key") || holds("keystore");
  const bool wants_uses = holds("hmac-secret");
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    if (!wants_keys && groups_[group]->family() == kPublicKeyFamily) continue;
    if (!wants_passphrases && groups_[group]->family() == kPassphraseFamily) continue;
    if (!wants_uses && groups_[group]->family() == kJwtUseFamily) continue;
    objects.clear();
    groups_[group]->AddObjects(objects);
    std::sort(objects.begin(), objects.end());
    objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
    for (const ObjectId& object : objects) wanted[object].push_back(group);  // ascending: groups are visited in order
  }
  return wanted;
}

std::vector<Group> Collector::Take() {
  const std::lock_guard lock(mutex_);
  std::vector<Group> groups;
  groups.reserve(groups_.size());
  for (auto& gathered : groups_) groups.push_back(gathered->Take());
  groups_.clear();
  index_.clear();
  return groups;
}

}  // namespace packrake
