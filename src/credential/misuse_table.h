#ifndef PACKRAKE_CREDENTIAL_MISUSE_TABLE_H_
#define PACKRAKE_CREDENTIAL_MISUSE_TABLE_H_

#include <optional>
#include <span>
#include <string_view>

#include "credential/language.h"
#include "packrake/rule.h"

/// Unsafe calls and settings that need no more than a name (facts 3.1): one row each.
namespace packrake::code {

/// Calling this is unsafe, whatever the arguments.
struct UnsafeCall {
  LanguageSet languages = 0;
  std::string_view method;
  std::string_view receiver;  ///< as SinkRow::receiver
  std::string_view hint;      ///< as SinkRow::hint
  std::string_view rule;
  Confidence confidence = Confidence::kHigh;
  /// The argument of this number has this value, through names: "1=false"; "": any.
  std::string_view argument = {};
};
std::span<const UnsafeCall> UnsafeCalls();

/// A setting that must not have this value: an entry, a named argument, an assignment.
struct UnsafeSetting {
  LanguageSet languages = 0;
  std::string_view name;   ///< exact; the last name of a path
  std::string_view value;  ///< "false" or "true", however the language writes it, or what is written there
  std::string_view hint;
  std::string_view rule;
  std::optional<Confidence> confidence = std::nullopt;  ///< the rule's own where none is said
  std::string_view checked = {};  ///< where the text holds one of these, it checks the claim itself: a hint
};
std::span<const UnsafeSetting> UnsafeSettings();

/// A name whose very use is unsafe: SigningMethodNone.
struct UnsafeName {
  LanguageSet languages = 0;
  std::string_view name;
  std::string_view before;  ///< the name before the dot holds this, whatever the case; "": anything
  std::string_view rule;
};
std::span<const UnsafeName> UnsafeNames();

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_MISUSE_TABLE_H_
