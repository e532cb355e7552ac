#ifndef PACKRAKE_CREDENTIAL_LITERAL_SOURCE_H_
#define PACKRAKE_CREDENTIAL_LITERAL_SOURCE_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "packrake/blob.h"

/// Texts of the target that may be secrets, for proof: who asks, what is given, and where it stands.
namespace packrake {

/// Where a literal stands, the best first.
enum class Standing {
  kBeside,  ///< in a text asked for, or in a file beside it
  kLikely,  ///< on a line that speaks of secrets: worth every form
  kOther,
};

/// A literal and where it stands; views are borrowed for the call.
struct LiteralText {
  std::string_view text;
  Where where = Where::kBlob;
  ObjectId object = {};        ///< empty for a file or a pipe
  std::string_view path = {};  ///< empty where it is not known
  std::uint64_t line = 1;
  Standing standing = Standing::kBeside;
};

/// What is wanted. Its functions may be called from any thread.
struct LiteralRequest {
  std::vector<std::uint32_t> around;  ///< findings not proved yet: begin with their texts and the files beside them
  bool everywhere = false;            ///< and go on with everything else
  /// Asked between texts, so that one without literals cannot run over the budget; may be empty.
  std::function<bool()> goes_on;
  /// Asked when all literals of the first two standings were given and nobody is being given one: whether the others
  /// are wanted; may be empty. Some of them may have been given before, where there were too many to keep.
  std::function<bool()> wants_others;
};

/// Takes a literal; false when no more are wanted.
using TryLiteral = std::function<bool(const LiteralText& literal)>;

/// Gives literals (ForEachLiteral, literals.h) until TryLiteral returns false or there are no more: those beside what
/// was asked for to the first of `attempts`, repeated ones repeatedly, then all the others, each to any one of them, on
/// as many threads; each text once, as likely if it stands on any likely line. False when something that was asked for
/// could not be read. REQUIRES: at least one of `attempts`.
using LiteralSource = std::function<bool(const LiteralRequest& request, std::span<const TryLiteral> attempts)>;

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_LITERAL_SOURCE_H_
