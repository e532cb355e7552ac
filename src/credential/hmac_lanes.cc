#include "credential/hmac_lanes.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "credential/candidate_batch.h"
#include "credential/hmac.h"
#include "credential/literal_places.h"
#include "credential/wordlist.h"

namespace packrake {
namespace {

constexpr std::size_t kBatch = 512;  // candidates: one batch of HmacGuesser

bool IsBetter(const HmacLanes::Match& a, const HmacLanes::Match& b) {
  const auto key = [](const HmacLanes::Match& match) {
    return std::tuple(match.standing, !match.form.empty(), match.literal.size(), std::string_view(match.literal),
                      match.form);
  };
  return key(a) < key(b);
}

}  // namespace

class HmacLanes::Lane {
 public:
  explicit Lane(HmacLanes& lanes) : lanes_(lanes), guesser_(lanes.search_.targets_) {}

  void Try(const LiteralText& literal) {
    const bool worth_all = literal.standing != Standing::kOther;
    batch_.Add(literal.text, standings_.size(), worth_all ? Forms::kAll : Forms::kDecoded);
    places_.Add(literal);
    standings_.push_back(literal.standing);
    if (batch_.size() >= kBatch) Flush();
  }

  void Flush() {
    const auto secrets = batch_.Secrets();
    if (lanes_.search_.left() != 0)
      guesser_.Try(secrets, [this](std::size_t i, std::size_t token) { lanes_.Record(MatchOf(i, token)); });
    // A token that was done was not hashed for; what is known to have signed it can be read off the bytes.
    {
      const std::lock_guard lock(lanes_.mutex_);
      if (known_.size() != lanes_.tokens_of_.size()) {
        for (const auto& [secret, tokens] : lanes_.tokens_of_) known_.insert(secret);
      }
    }
    for (std::size_t i = 0; !known_.empty() && i < secrets.size(); ++i) {
      if (known_.contains(std::string(secrets[i]))) lanes_.RecordKnown(MatchOf(i, 0));
    }
    lanes_.search_.tried_ += secrets.size();
    batch_.Clear();
    places_.Clear();
    standings_.clear();
  }

 private:
  Match MatchOf(std::size_t i, std::size_t token) const {
    const CandidateBatch::Candidate found = batch_[i];
    return {token,
            standings_[found.origin],
            found.form,
            std::string(found.literal),
            std::string(found.secret),
            places_.Name(found.origin),
            places_.NamelessBlob(found.origin),
            places_.Line(found.origin)};
  }

  HmacLanes& lanes_;
  HmacGuesser guesser_;
  CandidateBatch batch_;
  LiteralPlaces places_;             // of the literals in batch_, as are
  std::vector<Standing> standings_;  // these
  std::unordered_set<std::string> known_;
};

HmacLanes::HmacLanes(HmacSearch& search, int lanes) : search_(search), best_(search.token_count()) {
  for (int i = 0; i < lanes; ++i) lanes_.push_back(std::make_unique<Lane>(*this));
}

HmacLanes::~HmacLanes() = default;

void HmacLanes::Try(int lane, const LiteralText& literal) {
  if (literal.text.size() <= kMaxWord) lanes_[static_cast<std::size_t>(lane)]->Try(literal);
}

void HmacLanes::Flush() {
  for (const auto& lane : lanes_) lane->Flush();
}

bool HmacLanes::Lacks(Standing standing) {
  Flush();
  const std::lock_guard lock(mutex_);
  for (std::size_t token = 0; token < best_.size(); ++token) {
    const bool found_before = !best_[token] && search_.found(token);
    if (!found_before && (!best_[token] || best_[token]->standing > standing)) return true;
  }
  return false;
}

std::vector<HmacLanes::Match> HmacLanes::Take() {
  Flush();
  std::vector<Match> matches;
  for (auto& best : best_) {
    if (best) matches.push_back(*std::exchange(best, std::nullopt));
  }
  return matches;
}

void HmacLanes::Record(Match match) {
  const std::lock_guard lock(mutex_);
  const std::size_t token = match.token;
  std::vector<std::size_t>& tokens = tokens_of_[match.secret];
  if (std::find(tokens.begin(), tokens.end(), token) == tokens.end()) tokens.push_back(token);
  if (!best_[token] || IsBetter(match, *best_[token])) best_[token] = std::move(match);
  search_.MarkDone(token);  // last: who skips the token finds its secret in tokens_of_
}

void HmacLanes::RecordKnown(const Match& match) {
  const std::lock_guard lock(mutex_);
  for (const std::size_t token : tokens_of_[match.secret]) {
    if (IsBetter(match, *best_[token])) {
      best_[token] = match;
      best_[token]->token = token;
    }
  }
}

}  // namespace packrake
