#ifndef PACKRAKE_CREDENTIAL_TEXT_USE_H_
#define PACKRAKE_CREDENTIAL_TEXT_USE_H_

#include <cstddef>
#include <optional>
#include <string_view>

/// Before a text is read as a program: whether a match that is worth it by its line (word_use.h) can come to anything
/// in this text. What a finder asks of the whole text before it tells is asked here too, where reading has cost nothing
/// yet.
namespace packrake::code {

/// A text, and what is found out about it once. Not for several threads.
class TextUse {
 public:
  /// `text` outlives it.
  explicit TextUse(std::string_view text) : text_(text) {}

  /// Whether reading the text may tell something of `rule` because of its match [begin, end).
  bool MayTell(std::string_view rule, std::size_t begin, std::size_t end);

 private:
  bool IsGo();
  bool MaySignSessions();
  bool SpeaksOfJwts();
  bool SpeaksOfConsumers();
  bool IsGivenUnknown(std::size_t end);

  std::string_view text_;
  std::optional<bool> go_;
  std::optional<bool> sessions_;
  std::optional<bool> jwts_;
  std::optional<bool> consumers_;
  int asked_ = 0;
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TEXT_USE_H_
