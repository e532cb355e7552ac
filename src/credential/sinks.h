#ifndef PACKRAKE_CREDENTIAL_SINKS_H_
#define PACKRAKE_CREDENTIAL_SINKS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credential/flow.h"

/// Calls and settings that take a JWT key: one row each in sinks_table.cc, for all languages.
namespace packrake::code {

/// A call that takes a key.
struct SinkRow {
  LanguageSet languages = 0;
  std::string_view method;  ///< last name of the callee, exact
  /// What stands before the method, joined by '.', import names resolved: alternatives by '|'. "~jwt" holds it,
  /// whatever the case; "=" equals; "" anything.
  std::string_view receiver;
  /// One of these words (by '|') is in the text, or with "near:" within 500 bytes; "": none is asked for.
  std::string_view hint;
  /// Where the key is: alternatives by '|'. "1" the second positional argument; "key=" a named one; "1.secret" an entry
  /// of the object there; "*.secret" of any argument; "deep.secret" an entry anywhere inside the brackets; "<2" the
  /// third positional argument, or the last where there are fewer; "0/2" the first of two at most; "jwt@1" the second
  /// where the first is :jwt or 'jwt'.
  std::string_view where;
  bool base64 = false;     ///< the library decodes a string from base64
  bool framework = false;  ///< a framework's secret rather than a JWT key
};
std::span<const SinkRow> SinkRows();

/// A setting whose value is a JWT key wherever it is set: an assignment, an entry, an attribute, a named argument.
struct SettingRow {
  LanguageSet languages = 0;
  std::string_view name;  ///< exact
  std::string_view hint;
  bool framework = false;
};
std::span<const SettingRow> SettingRows();
/// The first row of one of `languages` that bears this name; null when there is none.
const SettingRow* SettingCalled(std::string_view name, LanguageSet languages = kAnyLanguage);

/// A place where a key goes in.
struct SinkUse {
  Range key;             ///< the expression
  std::uint32_t at = 0;  ///< token that names the sink
  std::string name;      ///< "jwt.encode"
  const SinkRow* row = nullptr;
  std::uint32_t call = kNone;  ///< index in Program::calls()
  bool sole = true;            ///< the one place where this call takes its key
};

/// Every key argument of every known call in `program`, in order.
std::vector<SinkUse> FindSinks(const Program& program);

/// Whether `text` holds one of the words in `list` ("a|b|c"); true for an empty list.
bool HoldsOne(std::string_view text, std::string_view list);

/// Whether the receiver (`path` without its last name) meets a row's condition.
bool ReceiverMatches(const std::vector<std::string>& path, std::string_view condition);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SINKS_H_
