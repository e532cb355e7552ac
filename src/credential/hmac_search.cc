#include "credential/hmac_search.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "base/parallel.h"
#include "credential/jwt.h"
#include "credential/word_blocks.h"
#include "credential/wordlist.h"

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

void HmacSearch::Try(std::string_view literal, std::size_t origin, Forms forms) {
  if (left_ == 0) return;
  waiting_.Add(literal, origin, forms);
  if (waiting_.size() >= (left_ <= kFewTokens ? kMostWaiting : kMostWaitingOfMany) ||
      waiting_.byte_count() >= kMostBytes)
    Flush();
}

bool HmacSearch::MarkDone(std::size_t target) {
  if (done_[target]->exchange(true)) return false;
  --left_;
  return true;
}

void HmacSearch::Tell(std::size_t target, const CandidateBatch::Candidate& candidate) {
  if (MarkDone(target)) on_match_({target, candidate.literal, candidate.secret, candidate.form, candidate.origin});
}

void HmacSearch::Flush() {
  const std::span<const std::string_view> candidates = waiting_.Secrets();
  const std::size_t shares = (candidates.size() + kShare - 1) / kShare;
  // (candidate, target), a list for each share, so that their order owes nothing to the threads.
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> matches(shares);
  ParallelFor(threads_, shares, [&](int, std::size_t share) {
    const std::size_t first = share * kShare;
    HmacGuesser guesser(targets_);
    guesser.Try(candidates.subspan(first, std::min(kShare, candidates.size() - first)),
                [&](std::size_t secret, std::size_t target) { matches[share].emplace_back(first + secret, target); });
  });
  tried_ += candidates.size();
  for (auto& share : matches) {
    std::sort(share.begin(), share.end());
    for (const auto& [candidate, target] : share) Tell(target, waiting_[candidate]);
  }
  waiting_.Clear();
}

/// The search of TryFile. Blocks are tried in any order and told in theirs, by the thread that owns the search.
class HmacSearch::FileSearch {
 public:
  FileSearch(HmacSearch& search, WordBlocks& blocks, std::size_t origin, Forms forms)
      : search_(search), blocks_(blocks), origin_(origin), forms_(forms) {}

  void Run(const std::function<bool(std::uint64_t)>& goes_on) {
    // The owner always gets one of as many items as there are threads: the others leave theirs when all is done.
    const auto threads = static_cast<std::size_t>(std::max(1, search_.threads_));
    ParallelFor(search_.threads_, threads, [&](int worker, std::size_t) { Work(worker == 0 ? &goes_on : nullptr); });
    TellFinished();
  }

 private:
  struct Match {
    std::size_t target = 0;
    std::string literal, secret;
    std::string_view form;
  };
  struct Finished {
    std::uint64_t tried = 0;
    std::vector<Match> matches;
  };

  void Work(const std::function<bool(std::uint64_t)>* goes_on) {
    HmacGuesser guesser(search_.targets_);
    WordBlocks::Block block;
    CandidateBatch batch;
    while (!stop_.load(std::memory_order_relaxed) && blocks_.Next(block)) {
      Finished finished;
      ForEachWord(block.bytes, [&](std::string_view word) {
        batch.Add(word, origin_, forms_);
        if (batch.size() >= kShare) TryBatch(guesser, batch, finished);
        return true;
      });
      TryBatch(guesser, batch, finished);
      {
        const std::lock_guard lock(mutex_);
        finished_.emplace(block.number, std::move(finished));
      }
      if (goes_on == nullptr) continue;
      TellFinished();
      if (search_.left_ == 0 || !(*goes_on)(block.bytes_done)) stop_ = true;
    }
  }

  static void TryBatch(HmacGuesser& guesser, CandidateBatch& batch, Finished& finished) {
    std::vector<std::pair<std::size_t, std::size_t>> matches;
    guesser.Try(batch.Secrets(),
                [&](std::size_t candidate, std::size_t target) { matches.emplace_back(candidate, target); });
    std::sort(matches.begin(), matches.end());
    for (const auto& [index, target] : matches) {
      const CandidateBatch::Candidate candidate = batch[index];
      finished.matches.push_back(
          {target, std::string(candidate.literal), std::string(candidate.secret), candidate.form});
    }
    finished.tried += batch.size();
    batch.Clear();
  }

  /// Tells what was found in blocks that have no unfinished one before them. What comes behind the last match does not
  /// count: so neither matches nor counts depend on the threads.
  void TellFinished() {
    while (search_.left_ != 0) {
      Finished finished;
      {
        const std::lock_guard lock(mutex_);
        const auto first = finished_.find(next_);
        if (first == finished_.end()) return;
        finished = std::move(first->second);
        finished_.erase(first);
      }
      ++next_;
      search_.tried_ += finished.tried;
      for (const Match& match : finished.matches)
        search_.Tell(match.target, {match.literal, match.secret, match.form, origin_});
    }
  }

  HmacSearch& search_;
  WordBlocks& blocks_;
  const std::size_t origin_;
  const Forms forms_;
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::map<std::uint64_t, Finished> finished_;  // by number of the block
  std::uint64_t next_ = 0;                      // the first that was not told; the owner's
};

Status HmacSearch::TryFile(const std::string& path, std::size_t origin, Forms forms,
                           const std::function<bool(std::uint64_t bytes_done)>& goes_on) {
  Flush();
  auto blocks = WordBlocks::Open(path);
  if (!blocks) return std::move(blocks).error();
  if (left_ != 0) FileSearch(*this, **blocks, origin, forms).Run(goes_on);
  return (*blocks)->status();
}

}  // namespace packrake
