#ifndef PACKRAKE_CREDENTIAL_HMAC_LANES_H_
#define PACKRAKE_CREDENTIAL_HMAC_LANES_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "credential/hmac_search.h"
#include "credential/literal_source.h"

namespace packrake {

/// Lanes on which several threads try literals on the tokens of one search, waiting for no one. A token whose secret
/// one lane found is not hashed for any more; yet other texts that mean that secret are still seen, by comparing bytes,
/// so that what is told in the end is the best of all, whichever lane was faster.
class HmacLanes {
 public:
  /// The literal that a token rests on.
  struct Match {
    std::size_t token = 0;  ///< as HmacSearch::Add returned it
    Standing standing = Standing::kBeside;
    std::string_view form;  ///< how the secret comes from the literal; "" as written; static
    std::string literal;
    std::string secret;  ///< the bytes that made the MAC
    std::string place;   ///< PlaceName; of a literal that stands at many places any one of them
    ObjectId blob;       ///< where the place has no path: of history a second reading knows none
    std::uint64_t line = 1;
  };

  /// `search` outlives them and is used by nobody else meanwhile. REQUIRES: lanes > 0.
  HmacLanes(HmacSearch& search, int lanes);
  ~HmacLanes();

  /// Tries `literal` on lane `lane`, in the course of this or a later call; one thread a lane. Literals longer than
  /// kMaxWord are passed over.
  void Try(int lane, const LiteralText& literal);
  /// Tries what waits on all lanes. None may be in use.
  void Flush();

  /// Tries what waits, and tells whether a token has no match of `standing` or a better one. As Flush.
  bool Lacks(Standing standing);

  /// Tries what waits, and gives the best match of each token that has one, by token: the one of the best standing,
  /// then the one as written, then the shortest, then the first by its bytes. As Flush.
  std::vector<Match> Take();

 private:
  class Lane;
  void Record(Match match);
  /// Records `match` for every token that its secret is known to have signed.
  void RecordKnown(const Match& match);

  HmacSearch& search_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  mutable std::mutex mutex_;                // of what follows
  std::vector<std::optional<Match>> best_;  // by token
  std::unordered_map<std::string, std::vector<std::size_t>> tokens_of_;  // by the secret that signed them
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_HMAC_LANES_H_
