#ifndef PACKRAKE_CREDENTIAL_MISUSE_READER_H_
#define PACKRAKE_CREDENTIAL_MISUSE_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/code.h"
#include "credential/flow.h"

namespace packrake::code {

/// What the searches for unsafe uses share: questions about calls and their arguments, and a way to tell of one. Used
/// for one program, by one thread.
class MisuseReader {
 public:
  MisuseReader(const Program& program, std::vector<CodeEvent>& events);

  const Program& p;
  const Tokens& t;

  /// Tells of the call, or of the tokens, under `rule`; `related` is a token that it rests on. In a library's own code
  /// with confidence low.
  void Tell(std::string_view rule, const Call& call, std::optional<Severity> severity = {},
            std::optional<Confidence> confidence = {}, std::uint32_t related = kNone);
  void Tell(std::string_view rule, Range range, std::optional<Severity> severity = {},
            std::optional<Confidence> confidence = {}, std::uint32_t related = kNone);

  /// Where what is told under `rule` by now begins in the text, in order.
  std::vector<std::size_t> ToldOf(std::string_view rule) const;
  /// The same, with where it ends.
  std::vector<std::pair<std::size_t, std::size_t>> PlacesOf(std::string_view rule) const;

  std::optional<Range> Positional(const std::vector<Argument>& arguments, std::size_t place) const;
  std::optional<Range> Named(const std::vector<Argument>& arguments, std::string_view name) const;

  /// Whether the expression is the constant false or true, in any language's way, through names.
  bool IsFalse(Range expression) const;
  bool IsTrue(Range expression) const;
  /// Whether a string constant says "none", in any case.
  bool IsNoneAlgorithm(Range expression) const;

  /// The value of the entry `name` in the options that `expression` is: an object in place or by name, a list of pairs,
  /// or assignments to its entries.
  std::optional<Range> Option(Range expression, std::string_view name) const;
  /// The entry `name` of any argument that is an object, or a named argument.
  std::optional<Range> OptionOfCall(const std::vector<Argument>& arguments, std::string_view name) const;

  /// The string constants in a list, or the one that the expression is; through names.
  std::vector<std::string> Strings(Range expression) const;

  /// The text of an expression without white space.
  std::string TextOf(Range range) const;

  /// The tokens of the innermost function (or file) round `token`.
  Range FunctionRound(std::uint32_t token) const;

  /// Whether the file is part of a library of JWTs, by its package: what such code leaves to its callers is no misuse.
  bool OfLibrary() const { return of_library_; }

  /// Whether `token` stands in a condition on one of the parameters of the function round it: what happens is then its
  /// callers' choice.
  bool CallersChoice(std::uint32_t token) const;

  bool Is(LanguageId id) const { return p.language().id == id; }
  bool Holds(std::string_view list) const;

 private:
  std::vector<CodeEvent>& events_;
  bool of_library_ = false;
};

/// Signatures, algorithms and claims that are not checked: unchecked_finder.h.
void FindUncheckedTokens(MisuseReader& reader);
/// Tokens in logs, URLs, storage, cookies, on the wire: exposed_finder.h.
void FindExposedTokens(MisuseReader& reader);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_MISUSE_READER_H_
