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
#include <vector>

#include "credential/hmac.h"

namespace packrake {

/// Which secrets make the MACs of a set of tokens. Takes candidates one by one, in every form of literal_forms.h, tries
/// them in batches on several threads, and tells each match. Memory is bounded by the batch, 65,536 candidates. Used by
/// one thread, which uses more inside.
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
  ~HmacSearch();

  /// Adds a token; nothing when `token` is no HMAC token with a MAC of the right length. Before the first candidate.
  std::optional<std::size_t> Add(std::string_view token);

  /// Tries `literal` in all forms, or as it stands, in the course of this or a later call.
  void Try(std::string_view literal, std::size_t origin, bool all_forms = true);
  /// Tries what is waiting.
  void Flush();

  std::size_t token_count() const { return targets_.size(); }
  /// Whether the secret of the token that Add called `token` has been found.
  bool found(std::size_t token) const { return done_[token]->load(std::memory_order_relaxed); }
  std::size_t left() const { return left_; }      ///< tokens without a secret so far
  std::uint64_t tried() const { return tried_; }  ///< candidates, each form one

 private:
  struct Waiting {
    std::size_t begin = 0, size = 0;  // in bytes_
    std::size_t literal = 0;          // index in literals_
    std::string_view form;            // names are static
  };
  struct Literal {
    std::size_t begin = 0, size = 0;  // in bytes_
    std::size_t origin = 0;
  };
  std::string_view BytesOf(std::size_t begin, std::size_t size) const {
    return std::string_view(bytes_).substr(begin, size);
  }

  int threads_;
  OnMatch on_match_;
  std::vector<HmacTarget> targets_;
  std::vector<std::unique_ptr<std::atomic<bool>>> done_;
  std::string bytes_;
  std::vector<Waiting> waiting_;
  std::vector<Literal> literals_;
  std::size_t left_ = 0;
  std::uint64_t tried_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_HMAC_SEARCH_H_
