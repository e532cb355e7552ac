#ifndef PACKRAKE_CREDENTIAL_FLOW_H_
#define PACKRAKE_CREDENTIAL_FLOW_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "credential/gram_set.h"
#include "credential/lexer.h"

/// Where a value comes from, within one file: scopes, assignments, imports and functions, and the literals that an
/// expression may evaluate to. No types, no other files; of a parameter, what the callers in the file give for it.
namespace packrake::code {

/// Tokens [begin, end).
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
};

enum class RegionKind : std::uint8_t { kFile, kClass, kFunction, kCondition };

/// A stretch of tokens with names of its own, or (kCondition) one that may not run.
struct Region {
  RegionKind kind = RegionKind::kFile;
  Range body;  ///< without the brackets
  std::uint32_t parent = 0;
  std::string name;                     ///< of the class or function; "" for a lambda
  std::vector<std::string> parameters;  ///< of a function, or of the constructor that a class's header is
  std::uint32_t header = 0;             ///< the token where its header begins
};

/// `target = value`, however the language writes it.
struct Binding {
  std::string target;        ///< "secret", "config.jwt.secret"; without this., self., @ and $
  Range value;               ///< empty: something that is not known
  Range added;               ///< of `target += added`, whose value is not known
  std::string member;        ///< "jwt.secret" of `const { jwt: { secret } } = value`: which entry of the value it is
  std::uint32_t at = 0;      ///< token of the sign that assigns
  std::uint32_t region = 0;  ///< innermost function, class or file
  bool conditional = false;  ///< inside a condition within its region, or from another function
  bool is_default = false;   ///< of a parameter, or of a setting that the environment can replace
  bool is_global = false;    ///< in a function that says `global target`: the file's name is assigned too
  /// A default inside a string ("${jwt.secret:changeit}"): its bytes in the text; 0, 0 otherwise.
  std::uint32_t inner_begin = 0;
  std::uint32_t inner_end = 0;
};

/// One argument of a call, or one entry of an object.
struct Argument {
  std::string name;  ///< of a named argument or key; "" for a positional one
  std::uint32_t name_token = kNone;
  Range value;
};

/// A call: `path(arguments)`.
struct Call {
  std::vector<std::string>
      path;  ///< {"jwt", "encode"}, aliases of imports resolved; of a chain: {"Jwts", "builder", "signWith"}
  std::uint32_t begin = 0;     ///< first token of the path
  std::uint32_t name = 0;      ///< token of its last name
  std::uint32_t open = kNone;  ///< the opening bracket; kNone for a call without any (Ruby)
  Range inner;                 ///< the tokens of its arguments
  bool is_new = false;
  bool is_braced = false;    ///< `Type{…}`: entries rather than arguments
  bool is_imported = false;  ///< the path's head is an import's name
  const std::string& method() const { return path.back(); }
};

/// A literal that reaches an expression.
struct Literal {
  std::uint32_t begin = 0;  ///< of the contents, in the text
  std::uint32_t end = 0;
  std::string value;
  bool interpolated = false;
  bool through_name = false;  ///< by way of an assignment
  bool fallback = false;      ///< the default of a lookup
  bool uncertain = false;     ///< another assignment may win
  bool base64 = false;        ///< decoded from base64 before use
};

/// What an expression may evaluate to.
struct Evaluation {
  std::vector<Literal> literals;
  std::vector<std::uint32_t> nulls;        ///< tokens: None, null, nil
  std::vector<std::uint32_t> predictable;  ///< tokens of calls whose result can be guessed: time, Math.random
  bool lookup = false;                     ///< the environment, a vault, a file
  bool unknown = false;                    ///< something else
};

/// A file, read for its flow. What it answers depends on the text alone and on the order of questions once a hostile
/// text has used up its budget. One thread.
class Program {
 public:
  Program(std::string_view text, LanguageId language);

  const Tokens& tokens() const { return tokens_; }
  const Language& language() const { return *tokens_.language; }
  std::string_view text() const { return tokens_.text; }
  const std::vector<Call>& calls() const { return calls_; }
  /// The calls whose name stands in `range`.
  std::span<const Call> CallsIn(Range range) const;
  const std::vector<Binding>& bindings() const { return bindings_; }
  const std::vector<Region>& regions() const { return regions_; }

  /// The arguments of a call, or the entries of an object, in order; at most 200.
  std::vector<Argument> Arguments(Range inner) const;
  std::vector<Argument> EntriesOf(std::uint32_t open) const;

  /// The expression that begins at `first` and ends where its statement, argument or entry does.
  Range Expression(std::uint32_t first) const;

  /// What the expression may evaluate to where it stands.
  Evaluation Evaluate(Range expression) const;

  /// The opening bracket of the object or dictionary that `expression` is, in place or by name; kNone when it is none.
  std::uint32_t ObjectOf(Range expression) const;

  /// The entry called `name` (or a dotted path) of the object that `expression` is, and of assignments to
  /// `expression.name` by name; nothing when there is none.
  std::vector<Range> MembersOf(Range expression, std::string_view name) const;

  /// The body of the function that `expression` is: a lambda in place, or a function of this file by name; else empty.
  Range FunctionOf(Range expression) const;

  /// The expression that a name stands for where it is used, by its last assignment; any other expression itself.
  Range Resolve(Range expression) const;

  /// The one word, number or string ("\"…") that the expression is, through names; "" when it is none or may be
  /// several.
  std::string ConstantOf(Range expression) const;

  /// What Elixir pipes into the call, `value |> call(…)`, as its first argument; empty where nothing is.
  Range PipedInto(const Call& call) const;

  /// The dotted path that a plain name expression is ("a.b.c"), or "".
  std::string PathOf(Range expression) const;

  /// The innermost function, class or file that `token` stands in.
  std::uint32_t ScopeOf(std::uint32_t token) const;
  /// The innermost region round `token`, conditions among them.
  std::uint32_t RegionOf(std::uint32_t token) const { return token < region_of_.size() ? region_of_[token] : 0; }
  /// The innermost function round `token`, or the file (0).
  std::uint32_t FunctionOfToken(std::uint32_t token) const;

  /// Whether an expression ends before token `i`.
  bool EndsBefore(std::uint32_t i) const {
    if (i >= ends_before_.size()) return true;
    std::uint8_t& known = ends_before_[i];
    if (known == kNotAsked) known = ComputeEndsBefore(i) ? kEnds : kGoesOn;
    return known == kEnds;
  }

  /// The path of a call on an object by its name, with what made the object in its place, {"jwt", "PyJWT", "encode"} of
  /// encoder.encode(…) after encoder = jwt.PyJWT(); empty where no call, or with `imported` none of an import, made it.
  std::vector<std::string> PathOfMade(const Call& call, bool imported) const;

  /// What `name` was imported as ("jsonwebtoken.sign"), or "".
  std::string ImportOf(std::string_view name) const;

  /// Whether the text holds one of the words in `list` ("a|b|c"), a literal: asked often, looked up once.
  bool Holds(std::string_view list) const;

  /// Takes `tokens` off what this text may cost; false when it is used up, and the answer then is "not known". A text
  /// of nothing but assignments and sinks would otherwise cost their product.
  bool Spend(std::uint64_t tokens) const;

  std::vector<const Binding*> BindingsOf(const std::string& target) const;

 private:
  bool ComputeEndsBefore(std::uint32_t i) const;
  struct Context;
  friend class FlowReader;

  void Eval(Range range, Context& context, Evaluation& out) const;
  bool EvalOperators(Range range, Context& context, Evaluation& out) const;
  void EvalOperand(Range range, Context& context, Evaluation& out) const;
  void EvalCall(Range range, const Call& call, Context& context, Evaluation& out) const;
  bool EvalPem(Range receiver, const std::vector<Argument>& arguments, Context& context, Evaluation& out) const;
  bool EvalJoined(Range receiver, const std::vector<Argument>& arguments, Context& context, Evaluation& out) const;
  void EvalDefaults(const std::vector<Argument>& arguments, Context& context, Evaluation& out) const;
  void EvalName(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const;
  bool EvalBindings(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const;
  void EvalParameter(const std::string& path, std::uint32_t region, Context& context, Evaluation& out) const;
  void EvalInitial(std::string_view parameter, std::string_view member, const Region& callee, Context& context,
                   Evaluation& out) const;
  bool EvalConstructed(const std::string& path, std::uint32_t region, Context& context, Evaluation& out) const;
  bool EvalMade(std::string_view member, std::string_view type, Context& context, Evaluation& out) const;
  std::string_view TypeOfField(std::string_view field) const;
  bool EvalImported(const std::string& path, Context& context, Evaluation& out) const;
  bool EvalChosen(const Call& call, const std::vector<Argument>& arguments, Context& context, Evaluation& out) const;
  bool EvalElsewhere(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const;
  bool EvalMemberOfEnum(std::uint32_t type, Context& context, Evaluation& out) const;
  bool EvalLooped(const std::string& name, std::uint32_t at, Context& context, Evaluation& out) const;
  bool EvalAlias(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const;
  bool EvalShared(const std::string& path, Context& context, Evaluation& out) const;
  bool EvalKept(Range receiver, const std::vector<Argument>& arguments, Context& context, Evaluation& out) const;
  void EvalEnvironment(const std::string& path, Context& context, Evaluation& out) const;
  bool EvalArgument(std::string_view member, Context& context, Evaluation& out) const;
  bool EvalCommand(std::string_view parameter, std::string_view member, const Region& function, Context& context,
                   Evaluation& out) const;
  void EvalEach(std::span<const Range> values, Context& context, Evaluation& out) const;
  void EvalGiven(Range value, std::string_view member, Context& context, Evaluation& out) const;
  std::string_view ClassOf(std::uint32_t function) const;
  bool Calls(const Call& call, std::uint32_t region) const;
  bool IsConstantOf(const Call& call, std::uint32_t enumeration) const;
  void EvalFunctionResult(Range body, Context& context, Evaluation& out) const;
  void AddMembersOf(Range expression, std::string_view name, int depth, std::vector<Range>& out) const;
  bool FillHoles(std::uint32_t string, Context& context, Literal& literal) const;
  std::optional<std::string> HoleValue(std::string_view hole, std::uint32_t string, Context& context) const;
  bool EvalBytes(std::uint32_t open, Evaluation& out) const;
  void AddUpdatesOf(const std::string& path, Range expression, std::string_view name, int depth,
                    std::vector<Range>& out) const;
  std::vector<Range> AnyEntryOf(Range expression, int depth) const;
  std::uint32_t ClassMadeBy(Range value) const;
  /// The call Type(…) of Python that `value` is; null when it is another expression.
  const Call* MadeByKeyword(Range value) const;
  bool NamesSomebody(Range range) const;
  bool IsGivenName(Range range, const Context& context) const;
  bool AsksForName(Range range) const;
  bool IsSubject(std::string_view name) const;
  /// Whether a digest of `made_of`, which is worth `value`, can be guessed.
  bool IsOfKnown(const Evaluation& value, Range made_of, Context& context) const;
  bool HoldsLookup(Range range, Context& context) const;
  void AddDigest(Evaluation&& value, Range made_of, const Call& call, Context& context, Evaluation& out) const;
  bool IsGuessableSource(const Call& call) const;
  bool PicksSecret(const Call& call) const;
  void EvalPiped(Range value, Range into, Context& context, Evaluation& out) const;
  bool EvalElixirLookup(const Call& call, const std::vector<Argument>& arguments, bool piped, Context& context,
                        Evaluation& out) const;
  bool IsGuessable(Range range, Context& context) const;
  bool IsGuessableForm(const Call& call, Range receiver, const std::vector<Argument>& arguments,
                       Context& context) const;
  bool IsNameBased(const Call& call, const std::vector<Argument>& arguments, Context& context) const;
  bool IsGuessableTogether(std::span<const Range> parts, Context& context) const;
  bool SpeaksOfGuessable() const;
  Range Strip(Range range) const;
  /// The colon of Python's `lambda a, b: …` at token `i`, whose commas part no arguments; `i` for anything else.
  std::uint32_t BehindLambda(std::uint32_t i, std::uint32_t end) const;
  const Call* CallAt(std::uint32_t open) const;
  const Call* MakerOf(const std::string& name, bool imported) const;
  std::uint32_t ObjectIn(Range expression, int depth) const;

  Tokens tokens_;
  std::vector<Region> regions_;
  std::vector<std::uint32_t> region_of_;  // innermost region, by token
  std::vector<Binding> bindings_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_target_;
  struct Import {
    std::string module;
    std::string member;
  };
  std::unordered_map<std::string, Import> imports_;
  std::vector<Call> calls_;
  std::unordered_map<std::uint32_t, std::uint32_t> call_by_open_;
  std::unordered_map<std::uint32_t, std::uint32_t> command_by_begin_;      // calls without brackets
  std::unordered_map<std::string, std::vector<std::uint32_t>> functions_;  // by name: regions
  std::unordered_map<std::string, std::uint32_t> classes_;  // 0: its fields are the file's, whose indentation was lost
  std::unordered_map<std::string, std::vector<std::string>> fields_;  // by type: in the order of its making
  enum : std::uint8_t { kNotAsked, kGoesOn, kEnds };
  mutable std::vector<std::uint8_t> ends_before_;  // by token; most are never asked
  mutable std::uint64_t spent_ = 0;
  mutable std::unordered_map<const void*, bool> held_;
  mutable std::array<std::unordered_map<std::string, const Call*>, 2> makers_;  ///< MakerOf by name, once asked for
  mutable std::unique_ptr<GramSet> grams_;  ///< of the text, once it is asked for words
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FLOW_H_
