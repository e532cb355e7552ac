#ifndef PACKRAKE_CREDENTIAL_HMAC_SEARCH_H_
#define PACKRAKE_CREDENTIAL_HMAC_SEARCH_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/candidate_batch.h"
#include "credential/hmac.h"
#include "packrake/result.h"

namespace packrake {

/// Which secrets make the MACs of a set of tokens. Takes candidates one by one, in every form of literal_forms.h, or a
/// whole file of them, tries them in batches on several threads, and tells each match. Memory is bounded by a batch of
/// 65,536 candidates. Used by one thread, which uses more inside; several threads bring candidates through HmacLanes.
class HmacSearch {
 public:
  /// A candidate that made a token's MAC.
  struct Match {
    std::size_t token = 0;     ///< as Add returned it
    std::string_view literal;  ///< as it was given
    std::string_view secret;   ///< the bytes that made the MAC
    std::string_view form;     ///< how they come from the literal; "" as written
    std::size_t origin = 0;    ///< what the candidate's giver called it
  };
  using OnMatch = std::function<void(const Match&)>;

  /// `on_match` is called on this thread, in the order of candidates, once a token: a matched one is not tried again.
  HmacSearch(int threads, OnMatch on_match);

  /// Adds a token; nothing when `token` is no HMAC token with a MAC of the right length. Before the first candidate.
  std::optional<std::size_t> Add(std::string_view token);

  /// Tries `literal` in `forms`, in the course of this or a later call.
  void Try(std::string_view literal, std::size_t origin, Forms forms = Forms::kAll);
  /// Tries what is waiting, and tells every match.
  void Flush();
  /// Tries each line of a file, after what is waiting, in `forms`. Threads read and try blocks of it in turn and wait
  /// for no one. `goes_on` is called on this thread several times a second with the bytes read so far;
  /// false ends the search. Matches are those of a search from the first line to the last. Errors: WordBlocks::Open's
  /// and kUnreadable.
  Status TryFile(const std::string& path, std::size_t origin, Forms forms,
                 const std::function<bool(std::uint64_t bytes_done)>& goes_on);

  std::size_t token_count() const { return targets_.size(); }
  /// Whether the secret of the token that Add called `token` has been found.
  bool found(std::size_t token) const { return done_[token]->load(std::memory_order_relaxed); }
  /// Tokens without a secret so far. Any thread.
  std::size_t left() const { return left_.load(std::memory_order_relaxed); }
  /// Candidates tried, each form one. Any thread.
  std::uint64_t tried() const { return tried_.load(std::memory_order_relaxed); }

 private:
  friend class HmacLanes;
  class FileSearch;
  /// Tells that `target`'s secret is `candidate`, unless an earlier one was told.
  void Tell(std::size_t target, const CandidateBatch::Candidate& candidate);
  /// From now on `target` is not tried any more. False when that was so before.
  bool MarkDone(std::size_t target);

  int threads_;
  OnMatch on_match_;
  std::vector<HmacTarget> targets_;
  std::vector<std::unique_ptr<std::atomic<bool>>> done_;
  CandidateBatch waiting_;
  std::atomic<std::size_t> left_ = 0;
  std::atomic<std::uint64_t> tried_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_HMAC_SEARCH_H_
