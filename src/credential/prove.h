#ifndef PACKRAKE_CREDENTIAL_PROVE_H_
#define PACKRAKE_CREDENTIAL_PROVE_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credential/literal_source.h"
#include "packrake/finding.h"

/// Proof instead of suspicion: which secret signed which token, which private key belongs to which public one. Offline.
namespace packrake {

/// One grouped finding as proof sees it; one of family "public-key" is none, and only helps. Views are borrowed for the
/// call.
struct ProofInput {
  std::uint32_t finding = 0;  ///< the caller's number
  std::string_view family;
  std::string_view secret;  ///< as found; a token in compact form, in whatever form it stands
  std::string_view place;   ///< "config/app.py:14", for the evidence text
  const std::vector<Fact>* facts = nullptr;
};

/// `finding` is proved; `other` is the second finding that the proof rests on, if it is one. A proof without the signal
/// "proved" only tells something: that a secret stands in the dictionary.
struct Proof {
  std::uint32_t finding = 0;
  std::optional<std::uint32_t> other;
  Evidence evidence;
  std::vector<std::string> signals;  ///< for rank: "proved", "dictionary-word", "known-public"
  Secret literal;                    ///< the text of the repository that a token rests on when it is no finding
  std::string form;                  ///< how the secret comes from `literal`; "" as written
};

struct ProveOptions {
  std::string_view dictionary;  ///< BuiltinWeakSecrets(), one a line
  std::string_view wordlist;    ///< path of the user's, one a line, CRLF tolerated; may be empty
  double budget_seconds = 60;   ///< CPU seconds each for literals, passphrases and the wordlist; 0: nothing slow
  int threads = 1;
  const std::atomic<bool>* stop = nullptr;
};

/// What was tried: the report says so.
struct ProofSummary {
  std::uint64_t tokens = 0;        ///< distinct HMAC tokens that could be tried
  std::uint64_t proved = 0;        ///< of them
  std::uint64_t literals = 0;      ///< distinct texts of the repository that were tried, each in several forms
  bool exhausted = true;           ///< no token is left that anything known was not tried on
  std::vector<std::string> notes;  ///< sentences: a wordlist that could not be read
};

/// Tries everything that can be decided offline. Never a false proof: a whole MAC, a signature, a public key or a
/// store's checksum must hold, over the token's original text. `literals` is asked for only when there is something
/// left to try on: everything where an HMAC token survived the dictionary and the other findings, and what stands
/// beside it for an encrypted key. Proofs are ordered by (finding, other, kind, text), whatever the number of threads.
std::vector<Proof> Prove(std::span<const ProofInput> inputs, const ProveOptions& options, const LiteralSource& literals,
                         ProofSummary& summary);

/// What a token's proof says when its secret stands at `place`, and what the secret's says of a token there.
std::string TokenProofText(std::string_view place, std::string_view form);
std::string SecretProofText(std::string_view token_place, std::string_view form);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PROVE_H_
