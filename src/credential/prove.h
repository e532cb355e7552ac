#ifndef PACKRAKE_CREDENTIAL_PROVE_H_
#define PACKRAKE_CREDENTIAL_PROVE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/finding.h"

/// Proof instead of suspicion: which secret signed which token, which private key belongs to which public one. Offline.
namespace packrake {

/// One grouped finding as proof sees it. Views are borrowed for the call.
struct ProofInput {
  std::uint32_t finding = 0;  ///< the caller's number
  std::string_view family;
  std::string_view secret;  ///< as found; a token's original text
  std::string_view place;   ///< "config/app.py:14", for the evidence text
  const std::vector<Fact>* facts = nullptr;
};

/// `finding` is proved; `other` is the second finding that the proof rests on, if it is one.
struct Proof {
  std::uint32_t finding = 0;
  std::optional<std::uint32_t> other;
  Evidence evidence;
  std::vector<std::string> signals;  ///< for rank: "proved", "dictionary-word", "known-public"
};

/// Gives literals of the repository to try as HMAC secrets, best first, until it returns false from its callback or has
/// no more. `place` names where the literal stands.
using LiteralSource = std::function<void(const std::function<bool(std::string_view literal, std::string_view place)>&)>;

struct ProveOptions {
  std::string_view dictionary;  ///< BuiltinWeakSecrets(), one a line
  std::string_view wordlist;    ///< the user's, one a line, CRLF tolerated; may be empty
  double budget_seconds = 60;   ///< CPU seconds for literals
  int threads = 1;
  const std::atomic<bool>* stop = nullptr;
};

/// What was tried: the report says so.
struct ProofSummary {
  std::uint64_t tokens = 0;
  std::uint64_t proved = 0;
  std::uint64_t literals = 0;
  bool exhausted = true;  ///< every literal was tried on every token
};

/// Tries everything that can be decided offline. Never a false proof: a whole MAC or a public key must be equal.
/// `literals` is asked for only when an HMAC token survives the dictionary and the other findings.
std::vector<Proof> Prove(std::span<const ProofInput> inputs, const ProveOptions& options, const LiteralSource& literals,
                         ProofSummary& summary);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PROVE_H_
