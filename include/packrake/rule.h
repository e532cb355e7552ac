#ifndef PACKRAKE_RULE_H_
#define PACKRAKE_RULE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/result.h"

namespace packrake {

/// Ascending: a larger one is worse.
enum class Severity : std::uint8_t { kInfo, kLow, kMedium, kHigh, kCritical };
/// "info", "low", "medium", "high", "critical".
std::string_view Name(Severity severity);
std::optional<Severity> SeverityNamed(std::string_view name);

/// How sure one file can make us. Ascending. kLow findings are hints: shown with `--hints`, counted otherwise.
enum class Confidence : std::uint8_t { kLow, kMedium, kHigh };
/// "low", "medium", "high".
std::string_view Name(Confidence confidence);
std::optional<Confidence> ConfidenceNamed(std::string_view name);

/// Unsafe calls, which are findings without a secret.
inline constexpr std::string_view kMisuseFamily = "jwt-misuse";
/// The families that are never reported: what private keys and tokens are held against, what may open locked keys, and
/// what tells that a framework's secret signs JWTs.
inline constexpr std::string_view kPublicKeyFamily = "public-key";
inline constexpr std::string_view kPassphraseFamily = "passphrase";
inline constexpr std::string_view kJwtUseFamily = "jwt-use";
/// Whether `family` is one of them.
constexpr bool OnlyHelps(std::string_view family) {
  return family == kPublicKeyFamily || family == kPassphraseFamily || family == kJwtUseFamily;
}
/// Whether what rules of `family` see is a secret; else it is shown as it stands.
constexpr bool IsSecret(std::string_view family) { return family != kJwtUseFamily && family != kMisuseFamily; }

/// The closed list of things that rules see. Rules that see the same thing share one family, so that one secret is
/// one finding whichever rule saw it. "custom" is for rules that users bring.
inline constexpr std::string_view kFamilies[] = {
    "jwt-token",    // compact JWS and JWE
    "hmac-secret",  // what signs or checks an HMAC token: literals at sinks, settings, oct JWKs, framework secrets
    "private-key",  // asymmetric private keys in every wrapping
    "keystore",     // PKCS#12, JKS, JCEKS, BKS
    kMisuseFamily,  // unsafe calls; findings without a secret
    "public-key",   // no findings: what private keys and tokens are held against
    "passphrase",   // no findings: what encrypted keys and keystores are opened with
    "jwt-use",      // no findings: libraries that sign tokens with their framework's secret
    "custom",
};

/// The least entropy a secret must have, and the alphabet it is measured against.
struct EntropyRule {
  double min_bits_per_byte = 0;  ///< 0: not asked for
  std::string charset;           ///< "", "hex", "base64", "base64url", "alnum" or "ascii"; "" tells it from the value
};

/// Values that a rule, or every rule, lets pass.
struct AllowRule {
  std::vector<std::string> values;      ///< exact secrets
  std::vector<std::string> patterns;    ///< RE2, searched in the secret
  std::vector<std::string> stop_words;  ///< substrings of the secret, ASCII case ignored
};

/// A condition on the text round a candidate.
struct ContextRule {
  enum class Kind : std::uint8_t { kRequire, kUnless };
  enum class Within : std::uint8_t { kLine, kLines, kCall };
  Kind kind = Kind::kRequire;
  std::string pattern;            ///< RE2, searched line by line
  Within within = Within::kLine;  ///< the line, `lines` lines either side, or up to the bracket that closes the call
  int lines = 0;                  ///< for kLines, 1 to 50
};

/// One rule as its author wrote it, checked: what docs/RULES.md describes, key by key. A plain value.
struct Rule {
  std::string id;      ///< dotted lower case, unique: "jwt.token.signed"
  std::string family;  ///< one of kFamilies
  std::string name;
  std::string description;
  Severity severity = Severity::kHigh;
  Confidence confidence = Confidence::kHigh;
  std::string pattern;              ///< RE2 over bytes (Latin-1), one line at a time; the group `secret` is the secret
  std::string anchor;               ///< what Hyperscan looks for; empty: derived from `pattern`
  std::vector<std::string> keywords;  ///< one of these, ASCII case ignored, must be on the line
  EntropyRule entropy;
  int min_length = 0;  ///< of the secret, bytes
  int max_line = 0;    ///< lines longer than this many bytes are not looked at; 0: no bound
  std::vector<std::string> paths;          ///< globs; empty: every path
  std::vector<std::string> exclude_paths;  ///< globs
  AllowRule allow;
  std::vector<std::string> decode;  ///< decoders that the rule's anchors are sought under; empty: all; {"none"}: none
  std::string examine;              ///< name of an examiner, or empty
  std::vector<ContextRule> context;
  std::vector<std::string> tags;
  std::vector<std::string> cwe;         ///< "CWE-798"
  std::vector<std::string> references;  ///< addresses, RFC sections
  std::string remediation;
  std::vector<std::string> examples;
  std::vector<std::string> counterexamples;
  std::string origin;  ///< "patterns/jwt.yaml:14": file and line, for messages
};

/// A rule that could not be used, named in every report.
struct SkippedRule {
  std::string id;      ///< or "" where even that could not be read
  std::string origin;  ///< file and line
  std::string reason;
};

/// The rules of a scan. Ids are unique. `rules[i]` keeps its place: its index names it everywhere below the report.
struct RuleSet {
  std::vector<Rule> rules;
  AllowRule allow;  ///< for every rule
  std::vector<SkippedRule> skipped;
};

}  // namespace packrake

#endif  // PACKRAKE_RULE_H_
