#ifndef PACKRAKE_FINDINGS_REDACT_H_
#define PACKRAKE_FINDINGS_REDACT_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/needles.h"
#include "packrake/finding.h"

namespace packrake {

/// Takes every secret of a report out of any text of it, in each form in which it was found: as it stands, encoded,
/// line by line where it spans lines, and cut off at the ends of a line's excerpt. Built once for a report; then
/// immutable, any thread.
///
/// A value of under eight bytes, or of under sixteen letters and nothing else, is left in names (paths, refs); one of
/// under eight is taken out of other text only where it stands as a word, one of under six only out of excerpts, one of
/// under four not at all. Such values are in every dictionary, and hiding each "test" or "hardcode" in each path would
/// hide where things are and nothing else.
class Redactor {
 public:
  /// What kind of text is redacted.
  enum class Text {
    kName,     ///< a path, a ref: something to be found by; and sentences of ours, which name such places
    kProse,    ///< a subject, an author, a fact: somebody else's words
    kExcerpt,  ///< a line of a blob, perhaps cut at both ends
  };

  /// `hidden_percent`: as Secret::Redacted takes it.
  explicit Redactor(int hidden_percent) : hidden_percent_(hidden_percent) {}

  /// Adds the secret of `finding` in its forms. Before Build().
  void Add(const Finding& finding);
  void Build();

  /// `text` with every secret replaced by its redacted form, and every other piece of one by "…".
  std::string Apply(std::string_view text, Text kind) const;

 private:
  void AddNeedle(std::string needle, const std::string& shown);

  int hidden_percent_;
  std::unordered_map<std::string, std::string> shown_;  ///< needle -> what stands in its place
  Needles needles_;
  Needles backwards_;  ///< the same, last byte first: what is cut off at its beginning
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_REDACT_H_
