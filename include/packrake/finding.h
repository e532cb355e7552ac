#ifndef PACKRAKE_FINDING_H_
#define PACKRAKE_FINDING_H_

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/blob.h"
#include "packrake/rule.h"

namespace packrake {

/// The bytes of a secret, copied and kept. Prints itself redacted everywhere; `Reveal` is the one door, and only
/// proof, identity and a report asked to `--show-secrets` go through it.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }
  std::string_view Reveal() const { return bytes_; }

  /// The first characters, `…` and the length: "ghp_…(40 bytes)". At most four characters, and at most a quarter
  /// of the secret, show; `hidden_percent` (0 to 100) only hides more. Bytes outside printable ASCII show as '?'.
  std::string Redacted(int hidden_percent = 0) const;

  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  std::string bytes_;
};

/// A decoded property: {"alg", "HS256"}, {"bits", "2048"}. Never holds secret material.
struct Fact {
  std::string name;
  std::string value;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// A second line that belongs to a hit: the sink of a literal, the verify call of a token.
struct RelatedLine {
  std::uint64_t line = 0;  ///< from 1
  std::uint64_t column = 0;  ///< from 1, bytes
  std::string note;  ///< "reaches jwt.encode here"
  friend bool operator==(const RelatedLine&, const RelatedLine&) = default;
};

/// One place in one object where a rule saw something. Owned and rare: everything worth knowing has been taken from
/// the bytes, which are gone by the time anyone reads this.
struct Hit {
  std::uint32_t rule = 0;  ///< index in the RuleSet
  ObjectId object;         ///< empty for files and pipes
  Where where = Where::kBlob;
  std::string path;          ///< of a file or pipe; empty in history, where attribution finds the paths
  std::uint64_t begin = 0;   ///< first byte of the secret in the object's text; in decoded text: of its encoded form
  std::uint64_t end = 0;     ///< one past the last
  std::uint64_t line = 1;    ///< of `begin`, from 1
  std::uint64_t column = 1;  ///< of `begin`, from 1, in bytes
  std::uint64_t end_line = 1;
  std::string context;   ///< the line (at most 200 bytes round the secret), the secret replaced by its redacted form
  Secret secret;         ///< as it stands in the innermost decoded text; empty for a finding without a secret
  std::string identity;  ///< canonical secret or normalised call text (DESIGN 3); as sensitive as the secret
  bool identity_needs_path = false;  ///< a call; or a value too weak to be one thing wherever it stands
  std::vector<std::string> decoded_from;  ///< decoders, outermost first: {"base64"}
  std::optional<Severity> severity;       ///< in place of the rule's
  std::optional<Confidence> confidence;   ///< in place of the rule's
  double entropy_bits_per_byte = 0;
  std::vector<Fact> facts;
  std::vector<std::string> signals;  ///< names from the table in findings/rank.h: "sink", "expired", "placeholder"
  std::vector<RelatedLine> related;
  std::string allowed_by;  ///< inline comment that allows it, "packrake:allow"; empty: none
};

/// How the commit that introduced a location can be reached. The first that holds.
enum class Reach : std::uint8_t { kHead, kRef, kReflog, kUnreachable };
/// "head", "ref", "reflog" or "unreachable".
std::string_view Name(Reach reach);

/// What a report tells of a commit.
struct CommitSummary {
  ObjectId id;
  std::string author_name;
  std::string author_email;
  std::string subject;               ///< first line of the message
  std::int64_t author_time = 0;      ///< seconds since 1970-01-01 UTC
  std::int64_t committer_time = 0;   ///< seconds since 1970-01-01 UTC
  int author_offset_minutes = 0;     ///< east of UTC
};

/// One place where a finding stands: a path as the commit that introduced it there has it, at the hit's line.
struct Location {
  Where where = Where::kBlob;
  ObjectId object;   ///< the blob, commit or tag; empty for files and pipes
  std::string path;  ///< relative to the target; empty when no tree names the object
  std::uint64_t line = 1;
  std::uint64_t end_line = 1;
  std::uint64_t column = 1;
  std::optional<CommitSummary> commit;      ///< introduced it; none for objects outside every commit
  std::optional<CommitSummary> removed_in;  ///< the first removal that descends from `commit`
  Reach reach = Reach::kHead;
  bool at_tips = false;  ///< a tip's tree has the finding at this path
  bool at_head = false;  ///< HEAD's tree has the finding at this path
  std::vector<std::string> decoded_from;
  std::string context;
  std::vector<RelatedLine> related;
  std::string suppressed_by;  ///< what suppresses this location, with its place: ".packrakeignore:3"; empty: nothing
};

/// A reason for the score: what was seen and how many points it gave or took.
struct ScoreReason {
  std::string what;
  double points = 0;
};

/// What makes a finding a fact: a proof by signature or key pair, with both places.
struct Evidence {
  std::string kind;  ///< "signature", "key-pair", "dictionary", "passphrase", "public-key-as-hmac"
  std::string text;  ///< a sentence, redacted
};

/// One secret (or one unsafe call) with everything known of it. What a report lists.
struct Finding {
  std::string rule;
  std::string family;
  std::string name;  ///< of the rule
  Severity severity = Severity::kHigh;
  Confidence confidence = Confidence::kHigh;
  double score = 0;  ///< 0 to 100
  std::vector<ScoreReason> reasons;
  std::string fingerprint;  ///< "pr1:" and 32 hex digits (DESIGN 7)
  Secret secret;
  double entropy_bits_per_byte = 0;
  std::vector<Fact> facts;
  std::vector<std::string> tags;
  std::vector<Evidence> evidence;
  std::vector<Location> locations;  ///< best first; never empty
  bool at_head = false;
  bool at_tips = false;
  std::int64_t first_seen = 0;           ///< committer date of the first introduction, seconds; 0: unknown
  std::optional<std::int64_t> last_removed;  ///< none while the secret is at a tip
  std::optional<double> lifetime_days;   ///< first introduction to last removal, or to now while it is at a tip
  std::uint64_t ref_count = 0;           ///< refs from which an introducing commit is reachable
  std::vector<std::string> refs;         ///< the first few of them
  std::string suppressed_by;  ///< not empty when every location is suppressed
};

}  // namespace packrake

/// Secrets print themselves redacted.
template <>
struct fmt::formatter<packrake::Secret> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const packrake::Secret& secret, Context& context) const {
    return fmt::formatter<std::string_view>::format(secret.Redacted(), context);
  }
};

#endif  // PACKRAKE_FINDING_H_
