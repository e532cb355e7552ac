#ifndef PACKRAKE_TEXT_REGEX_H_
#define PACKRAKE_TEXT_REGEX_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "packrake/result.h"

/// Regular expressions over bytes (Latin-1), with RE2: linear time, leftmost-first.
namespace packrake {

/// Half-open byte range.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// A compiled pattern. Immutable; shared by threads. Memory of the automaton is bounded (8 MiB).
class Regex {
 public:
  struct Match {
    Span whole;
    Span secret;  ///< the group `secret`, else group 1, else the whole match; the whole when the group took no part
  };

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// Errors: kInvalidRule with RE2's reason, without the pattern.
  static Result<Regex> Compile(std::string_view pattern);

  /// The leftmost match in `text` that begins at or after `from`; text before `from` is context for `^` and `\b`.
  /// False when there is none.
  bool Find(std::string_view text, std::size_t from, Match* match) const;
  bool Contains(std::string_view text) const;
  bool has_named_secret() const;
  int group_count() const;

 private:
  struct Impl;
  explicit Regex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace packrake

#endif  // PACKRAKE_TEXT_REGEX_H_
