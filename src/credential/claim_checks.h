#ifndef PACKRAKE_CREDENTIAL_CLAIM_CHECKS_H_
#define PACKRAKE_CREDENTIAL_CLAIM_CHECKS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/misuse_reader.h"

namespace packrake::code {

/// Who checks a claim whose check a library was told to leave out.
enum class Checker : std::uint8_t {
  kNobody,     ///< nothing in the text does
  kElsewhere,  ///< who else does, one file does not decide: what is read is handed on, or another function compares it
  kHere        ///< the function itself, or one of this text that it calls
};

/// The places of one program where times, audiences and issuers of tokens are compared by hand. The text is read once,
/// when the first question comes. One thread.
class ClaimChecks {
 public:
  explicit ClaimChecks(const MisuseReader& reader) : r_(reader), p_(reader.p), t_(reader.t) {}

  /// Who checks what the setting or call at token `i`, told under `rule` (no-expiry, no-audience, no-issuer), switches
  /// off; kNobody for other rules.
  Checker Of(std::string_view rule, std::uint32_t i);

 private:
  enum Claim : std::uint8_t { kTimes, kAudience, kIssuer, kNoClaim };
  static constexpr std::size_t kClaims = kNoClaim;

  void Read();
  static Claim ClaimOf(std::string_view rule);
  /// The claim that the token names: exp, "aud", claims.ExpiresAt.
  Claim ClaimAt(std::uint32_t i) const;
  /// Whether it is taken out of something: claims.exp, claims["exp"], get(claims, "exp").
  bool IsMember(std::uint32_t i) const;
  /// Whether the claim at token `i`, or what was given it, is held against something there.
  bool IsCompared(std::uint32_t i, Claim claim) const;
  bool IsTimeCompared(std::uint32_t i, Range round) const;
  bool IsPartyCompared(std::uint32_t i, Range round) const;
  /// The tokens round `i` that belong to one comparison.
  Range ComparisonRound(std::uint32_t i) const;
  void AddPlace(std::uint32_t i, Claim claim);
  /// Whether the function round `i` calls one that checks the claim: of this text, or by its name.
  bool CallsCheck(std::uint32_t i, Claim claim, Range body) const;
  /// Whether tokens of the type that the function asks for above `i` have no such claim: `dpop+jwt` has no audience.
  bool TypeHasNone(std::uint32_t i, Claim claim, Range body) const;
  /// Whether the function is said, or called, to look at the signature alone.
  bool OnlyOfSignature(std::uint32_t i) const;

  const MisuseReader& r_;
  const Program& p_;
  const Tokens& t_;
  bool read_ = false;
  int asked_ = 0;
  std::array<std::vector<std::uint32_t>, kClaims> compared_;      ///< tokens, in order
  std::array<std::vector<std::uint32_t>, kClaims> taken_;         ///< where a claim is taken out of a token, in order
  std::array<std::set<std::string, std::less<>>, kClaims> by_;    ///< functions that compare
  std::array<bool, kClaims> given_{};                             ///< one that is given the claims compares
  std::map<std::pair<std::uint32_t, std::string>, Claim> names_;  ///< by function: what a claim was given to
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CLAIM_CHECKS_H_
