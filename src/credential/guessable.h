#ifndef PACKRAKE_CREDENTIAL_GUESSABLE_H_
#define PACKRAKE_CREDENTIAL_GUESSABLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "credential/language.h"

/// What others can guess: the time, the machine, random numbers that are made for games. One row each in guessable.cc;
/// how it passes through an expression, flow_guessable.cc tells.
namespace packrake::code {

struct GuessableRow {
  LanguageSet languages;
  std::string_view tail;    ///< the last names of a dotted path: "Random.nextInt"
  std::string_view unless;  ///< words of a file ("a|b") that has another thing of that name: "crypto/rand"
};

/// The row that says so of a call's path, {"java", "util", "Random", "nextInt"}; nullptr where none does.
const GuessableRow* GuessableCall(const std::vector<std::string>& path, LanguageId language);

/// Whether a dotted name stands for such a value, in another form too: DateTime.UtcNow.Ticks, Time.now.to_i.
bool IsGuessableName(std::string_view path, LanguageId language);

/// Whether the text has a word of what any row is about: a quick look at a line.
bool MayBeGuessable(std::string_view text);

/// Whether a hole of an interpolated string is filled with what can be guessed, and none with what sounds like a secret
/// or the environment's: `key-${Date.now()}`, f"{app}-{time.time()}". `raw` is the text between the quotes.
bool HoldsGuessableHole(std::string_view raw, LanguageId language);

/// Whether a word of a name or a string says that its value is kept from others: key, salt, password.
bool SoundsSecret(std::string_view text);

/// Whether a method gives its receiver in another form, whatever its arguments: toISOString, strftime, Format.
bool IsFormOfReceiver(std::string_view method);
/// Whether a function gives its arguments in another form, and nothing besides: Sprintf, hex, Itoa.
bool IsFormOfArguments(std::string_view method);
/// Whether a method gives the part of its receiver that its argument says: charAt.
bool PicksFromReceiver(std::string_view method);

/// Whether a method called `method` writes what it gives into its first argument: nextBytes, NextBytes, Go's Read.
bool FillsItsArgument(std::string_view method, LanguageId language);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_GUESSABLE_H_
