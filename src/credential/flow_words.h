#ifndef PACKRAKE_CREDENTIAL_FLOW_WORDS_H_
#define PACKRAKE_CREDENTIAL_FLOW_WORDS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the flow knows of functions by name: one row each in flow_words.cc.
namespace packrake::code {

/// A function whose result is its argument, or its receiver, in another form.
struct Wrapper {
  static constexpr int kReceiver = -1;
  int argument = 0;     ///< from 0, or kReceiver
  bool base64 = false;  ///< the string is decoded from base64
};

/// How `method` passes its input on: wrappers of the receiver first ("x".encode()), then of an argument. Empty for
/// functions that are not known.
std::vector<Wrapper> WrappersOf(std::string_view method);

/// The names under which a look-up takes its default, besides its second argument.
bool IsDefaultName(std::string_view name);

/// Whether a function of this name gives the first of its arguments that is there, or may: what is called `first` or
/// `Or` does other things as well.
bool AlwaysChooses(std::string_view method);
bool ChoosesFirst(std::string_view method);

/// Whether the call looks up a setting: the environment, a configuration, a vault.
bool IsLookup(const std::vector<std::string>& path);
/// Whether a dotted name is one: process.env.X, os.environ, ENV.
bool IsLookupName(std::string_view path);

/// Whether a function's result is a digest of what it takes.
bool IsDigest(const std::vector<std::string>& path);
/// Whether a word of a name says that its value is known to others (name, host, email, date), or that it is not
/// (secret, random, salt).
bool IsKnownWord(std::string_view word);
bool IsSecretWord(std::string_view word);

/// Words for "nothing": None, null, nil.
bool IsNullWord(std::string_view word);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FLOW_WORDS_H_
