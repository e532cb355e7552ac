#ifndef PACKRAKE_CREDENTIAL_CRACK_H_
#define PACKRAKE_CREDENTIAL_CRACK_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "credential/literal_source.h"
#include "packrake/blob.h"
#include "packrake/finding.h"
#include "packrake/result.h"

/// Finds the secrets of HMAC tokens that a person brings: what `packrake crack` does.
namespace packrake {

/// How far it is, a few times a second.
struct CrackProgress {
  std::string_view stage;         ///< "dictionary", "wordlist" or "repository"
  std::uint64_t bytes_done = 0;   ///< of the wordlist
  std::uint64_t bytes_total = 0;  ///< 0: unknown
  std::uint64_t tried = 0;        ///< secrets, every form one
  double seconds = 0;             ///< since the start, by the clock
  std::size_t tokens_left = 0;
};

struct CrackOptions {
  std::string_view dictionary;  ///< BuiltinWeakSecrets(); may be empty
  std::string wordlist;         ///< path; may be empty
  bool all_forms = false;  ///< try the forms of literal_forms.h for each word of the wordlist too: ten times the work
  LiteralSource literals;  ///< of a repository; may be empty
  /// A path that the repository has `blob` under, "" where there is none; may be empty. Asked for what signed a token.
  std::function<std::string(const ObjectId& blob)> path_of;
  int threads = 1;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const CrackProgress&)> progress;  ///< may be empty; called on the caller's thread
};

/// A token's secret. The bytes print themselves redacted unless revealed.
struct CrackedToken {
  std::size_t token = 0;  ///< index in the list given
  Secret secret;          ///< the bytes that make the MAC
  std::string form;       ///< how they come from the word: "base64 decoded"; "" as it stands
  std::string where;      ///< "dictionary", "wordlist", or the place in the repository
};

struct CrackResult {
  std::vector<CrackedToken> cracked;  ///< in the order they were found
  std::vector<std::size_t> not_hmac;  ///< tokens that cannot be tried: no HMAC, cut, or no token at all
  std::uint64_t tried = 0;
  double seconds = 0;
  bool exhausted = true;  ///< false when stopped
  bool whole = true;      ///< false when a part of the repository could not be read, and a token is left
};

/// Every compact token in `text`, a file's or an argument's, and behind them those written as JSON objects, in compact
/// form: distinct, in order.
std::vector<std::string> TokensIn(std::string_view text);

/// Tries the dictionary, the wordlist and the repository's literals, in this order, until every token is cracked.
/// `on_cracked` is called for each at once (may be empty). Memory does not depend on the wordlist's size. Errors: the
/// wordlist's, as HmacSearch::TryFile.
Result<CrackResult> Crack(const std::vector<std::string>& tokens, const CrackOptions& options,
                          const std::function<void(const CrackedToken&)>& on_cracked);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_CRACK_H_
