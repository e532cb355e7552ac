#ifndef PACKRAKE_CREDENTIAL_CONFIG_MISUSE_TABLE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_MISUSE_TABLE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "packrake/rule.h"

/// What products' settings do with JWTs that is unsafe: one row each, from the products' own references.
namespace packrake::code {

/// What a row's value must be, capitals or not.
enum class Setting : std::uint8_t {
  kOff,              ///< false, no, off, 0
  kOn,               ///< true, yes, on, 1
  kAny,              ///< "any"
  kStar,             ///< "*", alone or as an item of a list
  kKeep,             ///< "keep"
  kEmpty,            ///< an empty list
  kSome,             ///< anything but nothing: a name, a list with an item
  kNoneAtAll,        ///< "none"
  kMonths,           ///< a number of seconds that is more than thirty days
  kMonthsOfMinutes,  ///< the same in minutes
};

/// A setting `key: value` in any format.
struct UnsafeEntry {
  /// The last words of its path, in lower case (WordsOf): "check issuer" is checkIssuer, oauth.check.issuer,
  /// OAUTH_CHECK_ISSUER and `check: issuer:`.
  std::string_view path;
  Setting value;
  std::string_view text;  ///< the text holds one of these ("a|b"); "": any text
  std::string_view rule;
  std::optional<Confidence> confidence = std::nullopt;  ///< the rule's own where none is said
  /// Another word that the path holds before those, as it stands there; the finding begins with it.
  std::string_view inside = {};
  /// "providerId oidc": the last line above that holds the first word holds the second.
  std::string_view beside = {};
};
std::span<const UnsafeEntry> UnsafeEntries();

/// A line that begins with a word, and holds another: a directive. Comments, behind a `#`, are none.
struct UnsafeDirective {
  std::string_view first;  ///< "" where the line may begin with anything
  std::string_view part;   ///< one of these ("a|b") on the line; "": any line; the finding begins there
  std::string_view text;   ///< as UnsafeEntry::text
  std::string_view rule;
  bool statement = false;                               ///< it goes on to the next semicolon, over lines
  std::optional<Confidence> confidence = std::nullopt;  ///< the rule's own where none is said
  std::string_view lacks = {};                          ///< the line has none of these, in small letters
  std::string_view text_lacks = {};                     ///< nor the text any of these
};
std::span<const UnsafeDirective> UnsafeDirectives();

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_MISUSE_TABLE_H_
