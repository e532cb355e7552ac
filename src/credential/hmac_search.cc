#include "credential/hmac_search.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "credential/jwt.h"
#include "credential/literal_forms.h"

namespace packrake {
namespace {

// A batch costs the start of a few threads: with one token some milliseconds of work are worth that, with thousands a
// small batch is long enough, and the sooner it tells what it found.
constexpr std::size_t kMostWaiting = 65536, kMostWaitingOfMany = 8192;
constexpr std::size_t kFewTokens = 8;
constexpr std::size_t kMostBytes = 4U << 20;
constexpr std::size_t kShare = 512;  // candidates a thread takes at once: one batch of HmacGuesser

}  // namespace

HmacSearch::HmacSearch(int threads, OnMatch on_match) : threads_(threads), on_match_(std::move(on_match)) {}
HmacSearch::~HmacSearch() = default;

std::optional<std::size_t> HmacSearch::Add(std::string_view token) {
  auto jws = ParseCompactJws(token);
  if (!jws) return std::nullopt;
  const auto hash = HmacHashOf(jws->alg);
  if (!hash || jws->signature.size() != DigestSize(*hash)) return std::nullopt;
  done_.push_back(std::make_unique<std::atomic<bool>>(false));
  targets_.push_back({*hash, std::string(jws->signing_input), std::move(jws->signature), done_.back().get()});
  ++left_;
  return targets_.size() - 1;
}

void HmacSearch::Try(std::string_view literal, std::size_t origin, bool all_forms) {
  if (left_ == 0) return;
  const std::size_t begin = bytes_.size();
  bytes_ += literal;
  literals_.push_back({begin, literal.size(), origin});
  if (all_forms) {
    ForEachForm(literal, [&](std::string_view bytes, std::string_view form) {
      if (form.empty()) {
        waiting_.push_back({begin, literal.size(), literals_.size() - 1, form});
      } else {
        waiting_.push_back({bytes_.size(), bytes.size(), literals_.size() - 1, form});
        bytes_ += bytes;
      }
    });
  } else {
    waiting_.push_back({begin, literal.size(), literals_.size() - 1, ""});
  }
  const std::size_t most = left_ <= kFewTokens ? kMostWaiting : kMostWaitingOfMany;
  if (waiting_.size() >= most || bytes_.size() >= kMostBytes) Flush();
}

void HmacSearch::Flush() {
  std::vector<std::string_view> candidates;
  candidates.reserve(waiting_.size());
  for (const Waiting& waiting : waiting_) candidates.push_back(BytesOf(waiting.begin, waiting.size));

  // Each share keeps its own matches, so that their order does not depend on the threads.
  const std::size_t shares = (candidates.size() + kShare - 1) / kShare;
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> matches(shares);
  ParallelFor(threads_, shares, [&](int, std::size_t share) {
    const std::size_t first = share * kShare;
    HmacGuesser guesser(targets_);
    guesser.Try(std::span(candidates).subspan(first, std::min(kShare, candidates.size() - first)),
                [&](std::size_t secret, std::size_t target) { matches[share].emplace_back(first + secret, target); });
  });
  tried_ += candidates.size();

  for (auto& share : matches) {
    std::sort(share.begin(), share.end());
    for (const auto& [candidate, target] : share) {
      if (done_[target]->exchange(true)) continue;
      --left_;
      const Waiting& waiting = waiting_[candidate];
      const Literal& literal = literals_[waiting.literal];
      on_match_({target, BytesOf(literal.begin, literal.size), candidates[candidate], waiting.form, literal.origin});
    }
  }
  waiting_.clear();
  literals_.clear();
  bytes_.clear();
}

}  // namespace packrake
