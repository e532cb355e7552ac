#ifndef PACKRAKE_CREDENTIAL_CODE_H_
#define PACKRAKE_CREDENTIAL_CODE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credential/flow.h"
#include "packrake/finding.h"
#include "packrake/rule.h"

/// What a text tells of JWT secrets and of JWTs used unsafely. The examiners "jwt-code" and "jwt-exposure" hand each
/// rule the events that bear its id.
namespace packrake::code {

/// Something seen, before any rule asked for it.
struct CodeEvent {
  std::string_view rule;  ///< "jwt.secret.call"; a literal
  std::size_t begin = 0;  ///< of the literal or the call, in the text
  std::size_t end = 0;
  std::string secret;    ///< "" for an unsafe call
  std::string identity;  ///< "" means the secret itself
  bool identity_needs_path = false;
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  std::vector<std::string> signals;
  std::vector<Fact> facts;
  struct Related {
    std::size_t offset = 0;
    std::string note;
  };
  std::vector<Related> related;
};

/// Reads one text in each language that it may be in, and as configuration. A text above kLongText is read in slices
/// (SlicesOf), which are kept: its next version has most of them. What cannot be cut up is read whole, and once. Linear
/// in the text's size but for bounded evaluations at sinks. One thread.
class TextReading {
 public:
  /// `text` is borrowed.
  explicit TextReading(std::string_view text);
  /// What the text tells, ordered by (begin, rule) and distinct; of a text in slices what those round `places`, offsets
  /// of what led here, tell. Lives as long as the reading.
  const std::vector<CodeEvent>& Events(std::span<const std::size_t> places = {});

 private:
  const std::string_view text_;
  const bool sliced_;
  std::map<std::vector<std::size_t>, std::optional<std::vector<CodeEvent>>> by_places_;  ///< none: not cut up after all
  std::optional<std::vector<CodeEvent>> whole_;
};
inline constexpr std::size_t kLongText = 64U << 10;

/// Reads `text`, some lines of a program, in each language that it may be in, for tokens shown where others read them
/// (FindExposed). In no order.
std::vector<CodeEvent> AnalyzeStretch(std::string_view text);

/// Appends what `program` tells of secrets (secret_finder.h). `in_comment`: the text is a comment's.
void FindSecrets(const Program& program, bool in_comment, std::vector<CodeEvent>& events);

/// A call's text with white space folded and string contents cut to 24 bytes: what identifies an unsafe call.
std::string NormalisedText(const Program& program, Range range);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CODE_H_
