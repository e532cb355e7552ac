#ifndef PACKRAKE_MATCH_EXAMINER_H_
#define PACKRAKE_MATCH_EXAMINER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/window.h"
#include "packrake/finding.h"
#include "packrake/rule.h"

namespace packrake {

/// Where a rule's pattern matched: offsets in the text that the Window shows.
struct PatternMatch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t secret_begin = 0;
  std::size_t secret_end = 0;
};

/// What an examiner makes of a match: a hit before it knows its object, line and context.
struct Draft {
  std::size_t begin = 0;  ///< of the secret (or call) in the Window's text
  std::size_t end = 0;
  std::string secret;    ///< "" for a finding without a secret
  std::string identity;  ///< canonical secret; "" means `secret` itself
  bool identity_needs_path = false;
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  std::vector<Fact> facts;
  std::vector<std::string> signals;
  struct Related {
    std::size_t offset = 0;
    std::string note;
  };
  std::vector<Related> related;
};

/// A draft whose secret is what stands at [begin, end).
inline Draft DraftOf(Window& window, std::size_t begin, std::size_t end) {
  Draft draft;
  draft.begin = begin;
  draft.end = end;
  draft.secret = window.Read(begin, end);
  return draft;
}

/// Things that examiners compute once per text and share: the tokens of a source file. Emptied for each text.
class TextCache {
 public:
  /// The value stored under `key` (an address unique to the caller), made by `make()` on the first call.
  template <class T, class Make>
  T& Get(const void* key, Make&& make) {
    auto& slot = slots_[key];
    if (!slot) slot = std::make_shared<T>(std::forward<Make>(make)());
    return *static_cast<T*>(slot.get());
  }
  void Clear() { slots_.clear(); }

 private:
  std::unordered_map<const void*, std::shared_ptr<void>> slots_;
};

/// Reads on from a rule's one-line match, through a Window, and decides what it is. Immutable; shared by threads.
/// Its verdict may rest on nothing but the rule, the matches and what it read through the Window.
class Examiner {
 public:
  enum class Scope {
    kMatch,  ///< called once for each match
    kText,   ///< called once for each text and rule, with every match in it
  };
  virtual ~Examiner() = default;
  /// As rules' `examine` key names it: "jws", "pem", "jwt-code".
  virtual std::string_view name() const = 0;
  virtual Scope scope() const { return Scope::kMatch; }
  /// Whether a match of `rule` at [begin, end) of `line` is worth a closer look; the others are as if the pattern had
  /// not matched. Asked of every match, so it must be cheap; rests on the line and the rule alone, so that a copied
  /// line keeps its answer, and of the rule on nothing but its pattern: rules with the same one are asked once.
  virtual bool Concerns(const Rule& /*rule*/, std::string_view /*line*/, std::size_t /*begin*/,
                        std::size_t /*end*/) const {
    return true;
  }
  /// Appends what it finds to `drafts`; nothing when the match is not what the rule seeks.
  /// REQUIRES: one match for kMatch, at least one for kText.
  virtual void Examine(const Rule& rule, std::span<const PatternMatch> matches, Window& window, TextCache& cache,
                       std::vector<Draft>& drafts) const = 0;
};

/// All examiners by name; filled by credential/ and handed to match/, which never sees credential/.
using ExaminerTable = std::unordered_map<std::string_view, const Examiner*>;

}  // namespace packrake

#endif  // PACKRAKE_MATCH_EXAMINER_H_
