#include "findings/proved_texts.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/binary.h"
#include "base/log.h"
#include "base/utf8.h"
#include "credential/code_slices.h"
#include "credential/literals.h"
#include "credential/secret_line.h"
#include "findings/needles.h"
#include "findings/places.h"
#include "match/make_hits.h"
#include "text/lines.h"

namespace packrake {
namespace {

constexpr std::size_t kMostTexts = 1000;                // each is a finding
constexpr std::size_t kLeastText = Needles::kShortest;  // bytes: a shorter one stands everywhere by chance
constexpr std::size_t kLongText = 12;                   // bytes: from here on it is no word of a language
constexpr std::size_t kShortLine = 200;                 // bytes: a longer one speaks of many things
constexpr std::string_view kRule = "jwt.secret.call";
constexpr std::string_view kFamily = "hmac-secret";

std::optional<std::uint32_t> RuleForSecrets(const RuleSet& rules) {
  std::optional<std::uint32_t> first;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (rules.rules[i].id == kRule) return i;
    if (!first && rules.rules[i].family == kFamily) first = i;
  }
  return first;
}

/// Whether a short text between quotes may be the secret there: `safe` in a change log and {"safe": false} are other
/// uses of the word. What speaks of neither secrets on its line nor tokens anywhere uses no secret.
bool MayBeUsed(std::string_view literal, std::string_view line, std::string_view bytes) {
  const auto begin = static_cast<std::size_t>(literal.data() - bytes.data());
  const std::size_t end = begin + literal.size();
  if (begin > 0 && bytes[begin - 1] == '`') return false;
  if (begin > 0 && bytes[begin - 1] == '"' && bytes.substr(end, 2) == "\":") return false;
  return (line.size() <= kShortLine && SpeaksOfSecrets(line)) || code::SpeaksOfJwt(bytes);
}

/// Finds the texts wherever they stand as literals.
class TextSink : public BlobSink, public HitSink {
 public:
  TextSink(const Needles& texts, std::uint32_t rule, bool inline_allow, const ScanControl& control,
           ScanControl& reading, Collector& collector)
      : texts_(texts),
        rule_(rule),
        inline_allow_(inline_allow),
        control_(control),
        reading_(reading),
        collector_(collector) {}

  void Accept(const Blob& blob) override {
    if (control_.stop) reading_.stop = true;
    found_.clear();
    groups_.clear();
    if (const auto utf8 = Utf8OfUtf16(blob.bytes)) {  // as the literals were read
      return Look({blob.id, blob.where, *utf8, blob.path, blob.offset, blob.first_line, nullptr, nullptr});
    }
    Look(blob);
  }
  void Add(Hit hit) override { groups_.push_back(collector_.Add(std::move(hit))); }

  /// The groups that `blob` belongs to, ascending.
  std::vector<std::uint32_t> GroupsIn(const Blob& blob) {
    groups_.clear();
    Accept(blob);
    std::sort(groups_.begin(), groups_.end());
    groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
    return std::exchange(groups_, {});
  }

 private:
  void Look(const Blob& text) {
    Find(text.bytes);
    if (found_.empty()) return;
    OrderAndUnite(found_);
    MakeHits(text, inline_allow_, found_, *this);
  }

  /// A line on which a text stands is read for literals once, however many stand there.
  void Find(std::string_view bytes) {
    places_.clear();
    seen_.clear();
    const auto take = [&](std::string_view literal, std::string_view line) { return Take(literal, line, bytes); };
    for (std::size_t at = 0; at + kLeastText <= bytes.size(); ++at) {
      if (texts_.At(bytes, at).whole == Needles::kNone) continue;
      const std::size_t begin = LineBegin(bytes, at);
      const std::size_t end = LineEnd(bytes, at);
      ForEachLiteral(bytes.substr(begin, end - begin), take);
      if (begin > 0) {  // a word may be a literal by the line above it, which is told again where it has the text too
        const std::size_t above = LineBegin(bytes, begin - 1);
        ForEachLiteral(bytes.substr(above, end - above), take);
      }
      if (LooksBinary(bytes)) {
        const std::size_t before = begin == 0 ? 0 : begin - 1;  // a line end may be a string's length
        ForEachStringOfBinary(bytes.substr(before, end - before), take);
      }
      at = end;
    }
  }

  bool Take(std::string_view literal, std::string_view line, std::string_view bytes) {
    const std::uint32_t text = literal.size() < kLeastText ? Needles::kNone : texts_.At(literal, 0).whole;
    if (text == Needles::kNone || texts_[text].size() != literal.size()) return true;
    if (literal.size() < kLongText && !MayBeUsed(literal, line, bytes)) return true;
    Draft draft;
    draft.begin = static_cast<std::size_t>(literal.data() - bytes.data());
    if (!seen_.emplace(draft.begin, literal.size()).second) return true;  // a line is read alone and below another
    if (places_[text]++ >= Group::kMostPlacesInObject) return true;
    draft.end = draft.begin + literal.size();
    draft.secret = literal;
    found_.push_back({rule_, std::move(draft), {}});
    return true;
  }

  const Needles& texts_;
  const std::uint32_t rule_;
  const bool inline_allow_;
  const ScanControl& control_;
  ScanControl& reading_;
  Collector& collector_;
  std::vector<Found> found_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;     // begins and sizes of literals of the text in hand
  std::unordered_map<std::uint32_t, std::size_t> places_;  // in the text in hand, by index of what stands there
  std::vector<std::uint32_t> groups_;
};

/// Appends what attribution says of groups that are numbered from 0 to those numbered from `first`.
void Append(Attribution more, std::uint32_t first, Attribution& attribution) {
  const auto commits = static_cast<std::uint32_t>(attribution.commits.size());
  for (Sighting& sighting : more.sightings) {
    sighting.finding += first;
    if (sighting.commit) *sighting.commit += commits;
    if (sighting.removed_in) *sighting.removed_in += commits;
    attribution.sightings.push_back(std::move(sighting));
  }
  attribution.commits.insert(attribution.commits.end(), std::make_move_iterator(more.commits.begin()),
                             std::make_move_iterator(more.commits.end()));
  attribution.refs.resize(first);
  attribution.refs.insert(attribution.refs.end(), std::make_move_iterator(more.refs.begin()),
                          std::make_move_iterator(more.refs.end()));
  attribution.last_removed.resize(first);
  attribution.last_removed.insert(attribution.last_removed.end(), more.last_removed.begin(), more.last_removed.end());
}

/// The texts that proofs rest on, each once, in order.
std::vector<std::string> TextsOf(const std::vector<Proof>& proofs) {
  std::vector<std::string> texts;
  for (const Proof& proof : proofs) {
    if (proof.literal.size() >= kLeastText) texts.emplace_back(proof.literal.Reveal());
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.size() > kMostTexts) texts.resize(kMostTexts);
  return texts;
}

}  // namespace

void AddProvedTexts(Source& source, const ReadOptions& read, const RuleSet& rules, bool inline_allow,
                    ScanControl& control, std::vector<Group>& groups, Attribution& attribution,
                    std::vector<Proof>& proofs) {
  const Needles texts(TextsOf(proofs));
  const auto rule = RuleForSecrets(rules);
  if (texts.empty() || !rule) return;

  Collector collector(rules);
  ScanControl reading;
  std::vector<std::unique_ptr<TextSink>> sinks;
  std::vector<BlobSink*> pointers;
  for (int i = 0; i < read.threads; ++i) {
    sinks.push_back(std::make_unique<TextSink>(texts, *rule, inline_allow, control, reading, collector));
    pointers.push_back(sinks.back().get());
  }
  if (auto again = source.Reread({read, {}, true}, pointers, reading); !again)
    return log::Warn("{}", again.error().message);
  const NameScan scan_name = [&sinks](const Blob& name) { return sinks.front()->GroupsIn(name); };
  auto more = source.Attribute(collector.WantedObjects(), scan_name, control);
  if (!more) return log::Warn("{}", more.error().message);

  const auto first = static_cast<std::uint32_t>(groups.size());
  std::vector<Group> added = collector.Take();
  Append(std::move(*more), first, attribution);
  groups.insert(groups.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));

  const std::vector<std::string> places = PlacesOf(groups, attribution);
  for (std::size_t i = 0, count = proofs.size(); i < count; ++i) {
    const auto own = std::find_if(groups.begin() + first, groups.end(),
                                  [&](const Group& group) { return group.identity == proofs[i].literal.Reveal(); });
    if (proofs[i].literal.empty() || own == groups.end()) continue;
    const auto number = static_cast<std::uint32_t>(own - groups.begin());
    Proof& token = proofs[i];
    token.other = number;
    token.evidence.text = TokenProofText(places[number], token.form);
    Proof secret;
    secret.finding = number;
    secret.other = token.finding;
    secret.evidence = {"signature", SecretProofText(places[token.finding], token.form)};
    secret.signals = token.signals;
    proofs.push_back(std::move(secret));
  }
}

}  // namespace packrake
