#ifndef PACKRAKE_CREDENTIAL_CODE_SLICES_H_
#define PACKRAKE_CREDENTIAL_CODE_SLICES_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What of a long text is worth reading as a program: a history has thousands of versions of long files, of which each
/// changes a few lines. A slice holds one function, or the like, with what it rests on, so that it is the same in the
/// next version.
namespace packrake::code {

/// Pieces of a text, whole lines, in its order and one after the other.
struct TextSlice {
  struct Piece {
    std::size_t at = 0;      ///< in `bytes`
    std::size_t offset = 0;  ///< in the text
  };
  std::string bytes;
  std::vector<Piece> pieces;  ///< ascending in both; never empty

  /// Where byte `at` of the slice stands in the text. REQUIRES: at <= bytes.size().
  std::size_t OffsetOf(std::size_t at) const;
};

/// A slice for each statement, function or member that speaks of JWTs or secrets (SpeaksOfJwt), that stands at one of
/// `places` (offsets), or that uses a name imported at one of these: with the imports, the classes round it, and the
/// short statements and functions whose names it uses, up to three steps away. By indentation and brackets at line
/// beginnings alone. Nothing when the text cannot be cut up so, lines of a megabyte, say, or not with
/// profit. Some nanoseconds a byte.
std::optional<std::vector<TextSlice>> SlicesOf(std::string_view text, std::span<const std::size_t> places);

/// Whether `text` has one of the words that JWTs and their secrets go by, ASCII case ignored.
bool SpeaksOfJwt(std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CODE_SLICES_H_
