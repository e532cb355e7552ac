#ifndef PACKRAKE_CREDENTIAL_SECRET_FINDER_H_
#define PACKRAKE_CREDENTIAL_SECRET_FINDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "credential/code.h"
#include "credential/label.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/value.h"

namespace packrake::code {

/// Looks for secrets in one program, once: at the calls that take them (secrets_at_sinks.cc), under names that say what
/// they are (secrets_by_name.cc, secrets_by_call.cc, secrets_by_declaration.cc), and makes events of what it found
/// (secret_events.cc).
class SecretFinder {
 public:
  SecretFinder(const Program& program, bool in_comment, std::vector<CodeEvent>& events)
      : p_(program), t_(program.tokens()), in_comment_(in_comment), events_(events) {}

  void Run();

 private:
  // secrets_at_sinks.cc
  void AtSink(const SinkUse& use);
  /// Functions whose result is a token's key, because of what they take or what they are called.
  void AtKeyFunctions();
  bool IsKeyFunctionOfGo(const Region& region) const;
  bool IsKeyFunctionOfPython(const Region& region) const;
  bool IsKeyFunctionOfJjwt(const Region& region) const;
  void EmitReturned(Range value, std::uint32_t at);
  /// JWT.decode(token, nil, true, options) { |header| key }, of Ruby: what the block gives is the key.
  void AtKeyBlocks();
  /// What stands in the block that follows the call, without its parameters; empty where none does.
  Range BlockAfter(const Call& call) const;
  /// Whether the arguments ask for no signature: then an empty key is what the misuse rules speak of.
  bool IsOtherHalf(const Call& call) const;
  bool MentionsNone(const Call& call) const;
  /// Whether a program of Rust reads tokens without a look at their signature, and makes none.
  bool ChecksNoSignature() const;
  /// Whether the key comes by another way: a key set, a callback.
  bool FindsKeyOtherwise(const Call& call) const;
  bool OptionsHaveKeys(const Call& call) const;
  std::string_view RuleAtSink(const Literal& literal, const SinkUse& use) const;

  // secrets_by_name.cc
  /// Before anything dear is asked: whether the last name may be a secret's.
  bool MayNameSecret(std::string_view leaf) const;
  /// "jwt.secret" of @Value("${jwt.secret:…}"): the setting that the default is for.
  std::string PropertyOf(const Binding& binding) const;
  /// The classes that hold an assignment, outermost first.
  std::string Holder(const Binding& binding) const;
  /// "app.jwt" of @ConfigurationProperties("app.jwt"): what Spring fills the fields of the class from.
  std::string PropertiesPrefix(const Region& region) const;
  /// The keys and calls whose brackets hold token `i`, outermost first: jwt: {secret: …} is "jwt".
  std::string HolderOfEntry(std::uint32_t i) const;
  void AtEntry(std::uint32_t i);
  /// The other half of a pair, { "name": "JWT_SECRET", "value": "…" }: what `value` at token `i` is the value of.
  std::string NameOfPair(std::uint32_t i) const;
  /// NAME || 'default', whatever the result is called: the left side names what it is.
  void AtChoice(std::uint32_t i);
  /// env('JWT_SECRET', 'default'), env::var("JWT_SECRET").unwrap_or("default")
  void AtLookup(const Call& call);
  /// app.config.setdefault("JWT_SECRET_KEY", "…"), viper.Set("jwt.secret", "…")
  void AtSetter(const Call& call);
  void AtNamedSetter(const Call& call);
  void AtEnumConstant(const Call& call);
  bool SpeaksOfTokens(const Call& call) const;
  /// Whether the entry `key` at `i` has a `value`, `get` or `set` beside it: one of a table of names, such as Babel
  /// makes of a class's methods.
  bool NamesMember(std::uint32_t i) const;
  /// Whether the entry at `i` stands beside one called `name`: a `key` beside a secret is what koa-jwt calls the
  /// claims, or the name of a consumer that Kong knows the secret by.
  bool IsBeside(std::uint32_t i, std::string_view name) const;
  /// module.exports = { secret: "…" } and { "secret": "…" }, the second name of the pair at `i`: told by the file's
  /// name.
  void AtExport(std::uint32_t i);
  void AtName(const std::string& target, const std::string& holder, Range value, std::uint32_t at,
              const Binding* binding);
  /// What can be guessed, given at `at`: told once, at the call it reaches or else under a name.
  void EmitPredictable(const Evaluation& evaluation, Range value, Range statement, const SinkUse* use);
  /// Whether the file takes in a library that signs or checks tokens: then "secret" is likely to be for that.
  bool SignsTokens() const;
  /// Whether the value is one of a file of labels, such as a translation (label.h).
  bool IsWordForPeople(std::string_view value);
  /// Whether the value of the setting `leaf` speaks of it to people.
  bool ShowsSetting(std::string_view leaf, std::string_view value);
  /// Whether the program holds a table whose rows have an entry called key.
  bool IsTableOfKeys();
  /// Whether `value` is what `leaf` is called, in a text that gives names their own words more than thrice.
  bool IsNameInTable(std::string_view leaf, std::string_view value);
  /// A value under a name alone, without a sink: the name may be that of a message, a metadata key or a variable.
  static bool PlausibleUnderName(const std::string& value, bool framework);

  // secrets_by_fallback.cc
  /// What a function that looks up a JWT secret returns besides.
  void AtReturns(std::uint32_t function);
  /// What the name that a look-up of a JWT secret is given to is given instead, where the look-up gave nothing.
  void AtReplaced(const Call& lookup);
  std::string EntryOf(const Binding& binding) const;

  // secrets_by_declaration.cc
  /// ALTER DATABASE … SET "app.jwt_secret" TO '…'
  void AtSqlSetting(std::uint32_t i);
  /// The same inside a string of another language.
  void AtSqlText(std::uint32_t i);
  /// INSERT INTO tenants (name, jwt_secret) VALUES ('…', '…'): the columns open at `open`.
  void AtSqlInsert(std::uint32_t open);
  std::string ColumnAt(std::uint32_t i) const;
  bool IsPair(std::uint32_t i) const;
  void AtPair(std::uint32_t i);
  /// JWTSecret string `env:"JWT_SECRET" envDefault:"…"`
  void AtFieldTag(std::uint32_t i);
  /// Whether the field at `name`, which signs by its name, stands in a struct beside a token's issuer, audience or
  /// life.
  bool IsBesideIssuer(std::uint32_t name) const;
  /// What a function gives that is called as a JWT secret, or said to be one above it, and that others can guess.
  void AtGuessableFunctions();
  bool IsSaidToBeOfJwts(std::uint32_t header) const;
  void AtBuildField(std::uint32_t i);
  void AtSerdeDefault(const Call& call);
  void AtOption(const Call& call);

  // secret_events.cc
  void Emit(const Literal& literal, const SinkUse* use, std::uint32_t at, bool framework, std::string_view rule);
  void EmitEmpty(const SinkUse& use, std::size_t begin, std::size_t end, Confidence confidence);
  /// PEM text as a key. A whole one is the PEM rule's; one that is cut short, as documents print them, only a sink
  /// tells.
  void EmitKey(const Literal& literal, const SinkUse* use);
  void EmitFallbacks(Evaluation evaluation, std::uint32_t at);
  bool LinesApart(std::size_t a, std::size_t b) const;
  /// Whether a word at a sink is an algorithm, an encoding or another option of the call, and no key.
  static bool IsOptionWord(std::string_view value);
  bool Asymmetric(const SinkUse& use) const;
  static bool LooksLive(const std::string& value);
  void Add(CodeEvent event);

  const Program& p_;
  const Tokens& t_;
  bool in_comment_;
  std::optional<ValueCount> values_;  ///< of the whole program, once it was asked for
  std::optional<int> rows_of_names_;  ///< names that are given their own words
  std::optional<int> rows_of_keys_;  ///< entries called key
  std::vector<CodeEvent>& events_;
  std::vector<std::uint32_t> predictable_;  ///< tokens of what can be guessed and is told
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SECRET_FINDER_H_
