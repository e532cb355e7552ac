#ifndef PACKRAKE_CREDENTIAL_UNCHECKED_FINDER_H_
#define PACKRAKE_CREDENTIAL_UNCHECKED_FINDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "credential/claim_checks.h"
#include "credential/misuse_reader.h"
#include "credential/misuse_table.h"

/// Signatures, algorithms and claims that are not checked (facts 3.1).
namespace packrake::code {

/// Looks for them in one program, once. unchecked_finder.cc asks the tables for what a name alone tells,
/// unchecked_any.cc has what several languages share, unchecked_claims.cc audiences, lives and claims, and
/// unchecked_<language>.cc what takes a look at the arguments.
class UncheckedFinder {
 public:
  explicit UncheckedFinder(MisuseReader& reader)
      : r_(reader), p_(reader.p), t_(reader.t), own_(Only(reader.p.language().id)), checks_(reader) {}

  void Run();

 private:
  using Arguments = std::vector<Argument>;

  // By name: unchecked_finder.cc.
  void ByTable();
  // Tell of a call, a setting and a name that fit a row; whether they do.
  bool TellsCall(const UnsafeCall& row, const Call& call);
  bool TellsSetting(const UnsafeSetting& row, std::uint32_t i);
  bool TellsName(const UnsafeName& row, std::uint32_t i);
  /// The tokens of a call; of one in a chain that has a line of its own, that link.
  Range LinkOf(const Call& call) const;
  /// Whether the innermost bracket round the token is a call's: set_default("verify_exp", False) is a library's own
  /// code.
  bool InCall(std::uint32_t i) const;
  /// Whether the call is where Go defines a method of that name: func (t *Token) UnsafeClaims(…).
  bool IsMethodOfGo(const Call& call) const;
  /// Whether the parser that the token is an option's of does nothing in this function but ParseUnverified.
  bool OnlyParsesUnverified(std::uint32_t option) const;
  /// Whether a comment beside the token says that what it switches off is checked by other means.
  bool SaidToBeChecked(std::uint32_t i) const;
  /// Whether a function round the token is called as the setting is: its callers choose.
  bool IsNamedFor(std::uint32_t setting) const;
  bool Compared(std::uint32_t i) const;
  bool IsBetweenWords(std::uint32_t i) const;
  /// Whether the expression is what a row of settings names: false, true, null or what is written there.
  bool HasValue(Range expression, std::string_view value) const;
  /// Whether the entry at `i` stands where the row's name says something of checks: exp does in `verify: { … }` alone.
  bool IsOfChecks(const UnsafeSetting& row, std::uint32_t i) const;
  bool InsideVerify(std::uint32_t i) const;
  /// Whether the function round the token says that an expired token is what it takes, to be made anew, or looks at the
  /// expiry itself.
  bool ReadsExpired(std::uint32_t i) const;
  /// Whether the option is of a call that looks into a store: Grant.find(id, { ignoreExpiration: true }) of
  /// oidc-provider.
  bool FindsRecord(std::uint32_t i) const;

  // Checks of claims that are switched off: unchecked_switch.cc.
  static bool IsOfClaims(std::string_view rule);
  /// Keeps what stands at `place` and switches a check off, unless the program makes that check by hand. `begin` is
  /// where the call or the setting begins.
  void SwitchedOff(std::string_view rule, std::uint32_t begin, Range place, std::optional<Confidence> confidence);
  /// Tells of what was kept: not of what a call switches off that checks no signature either, nor of one on an object
  /// that is told for a setting.
  void TellSwitchedOff();
  /// The name, and the function, of the object that the member at `begin` is of; "" where it is none's.
  std::string ObjectSet(std::uint32_t begin) const;

  // Algorithms that were held against something before they are used: unchecked_algorithm.cc.
  /// Whether a name in the expression is held against a list, or a value, above the token `before`.
  bool ComparedBefore(Range value, std::uint32_t before) const;
  /// What the name at `i` is asked for: `alg` of header.alg, ["alg"] of header["alg"], up to `end`.
  Range Asked(std::uint32_t i, std::uint32_t end) const;
  bool IsHeldAgainst(Range algorithm, std::uint32_t before) const;
  /// Whether the algorithm is an argument, or an index, of what refuses those that it does not know.
  bool IsLookedUp(Range algorithm, std::uint32_t before) const;
  /// Whether the condition, or the choice, at the token refuses something below itself.
  bool Refuses(std::uint32_t i, std::uint32_t before) const;
  /// Whether the token stands between `if` and what that guards.
  bool InCondition(std::uint32_t i) const;

  // What several languages share: unchecked_any.cc.
  static bool OnJwt(const Call& call);
  static bool IsHmac(std::string_view algorithm);
  static bool IsAsymmetric(std::string_view a);
  /// Whether the token that `call` takes without a check is checked elsewhere in the same function.
  /// In Python a claim is often read first, to find the key: the result has a name then, and the check comes below.
  bool VerifiedNearby(const Call& call) const;
  /// Whether `token`, a parameter of `function`, is checked by each function of the text that calls it.
  bool VerifiedByCallers(std::uint32_t function, std::string_view token) const;
  bool IsGivenBetween(const std::string& name, const Call& call, const Call& other) const;
  bool Verifies(const Call& call) const;
  /// Whether a method that is called so, in lower case, checks a signature: hasValidSignature.
  static bool ChecksSignature(std::string_view method);
  /// Whether the program is written for Vert.x, whose decode checks the signature.
  bool ChecksOnDecode() const;
  /// Whether the token is a name that was given one which this program makes.
  bool IsMadeHere(Range token) const;
  bool Splats(const Call& call) const;
  /// Whether one of the strings in them says "none", in any case.
  bool NamesNone(const Arguments& arguments) const;
  /// What `algorithms` asks for: none, HMAC and asymmetric at once, anything, or what the token says.
  void Algorithms(const Call& call, Range value);
  /// Whether the expression takes `member` out of a token's header; `header` is where that was read.
  bool HeaderMember(Range value, std::string_view member, int depth, std::uint32_t& header) const;
  /// The algorithm that the token's header names, on its way into `call`.
  void AlgorithmOf(const Call& call, Range value);
  /// base64 of the middle of token.split('.'): what it says is taken for true unless something checks the rest.
  bool SpeaksOfVerifying();
  void ReadByHand(const Call& call);
  /// Whether the name at this token was given the second part of a text that was split: header, payload, signature.
  bool IsSecondOfSplit(std::uint32_t name) const;
  /// Whether the function that `call` decodes the claims in decodes the signature too.
  bool DecodesSignature(const Call& call) const;
  /// Reading claims in a browser is normal; deciding on them on a server is not.
  void BrowserOrServer(const Call& call, Confidence confidence);

  // What a token says: unchecked_claims.cc.
  void Audience(const Call& call, std::optional<Range> audience);
  /// builder.setAudience("*"), in every language
  void AudienceSet(const Call& call);
  /// Whether the expression holds a regular expression that every text matches, /.*/ or new RegExp('.+').
  bool MatchesAll(Range expression) const;
  void Audience(Range place, Range audience);
  /// How sure it is that the audience is too broad: high for a wildcard, medium for a bare domain; nothing for others.
  std::optional<Confidence> BreadthOf(Range audience) const;
  /// example.com: everything that a company runs, not one service of it.
  static bool BareDomain(std::string_view value);
  /// Claims that do not belong into a token that everyone can read.
  void Claims(const Call& call, Range claims);
  bool HasEntry(Range expression, std::string_view name) const;
  /// What the function of this file returns that the expression names or calls, where that is one expression; else the
  /// expression itself.
  Range Returned(Range expression) const;
  /// Seconds that a literal life lasts, or 0 where it is none: "365d", "2 years", timedelta(days=3650).
  static double SecondsOf(std::string_view text);
  /// Whether the line speaks of a token's life.
  bool LivesOnLine(std::uint32_t token) const;
  void Life(const Call& call, Range value);
  /// 60 * 60 * 24; 0 where the expression is no product of numbers.
  double ProductOf(Range value) const;

  // How long a token lives, in every language: unchecked_life.cc.
  void Lives();
  double SecondsIn(Range value, bool span) const;
  double ProductAt(std::uint32_t k, std::uint32_t end, bool& units, int depth) const;
  double SecondsOfProduct(std::uint32_t k, std::uint32_t end) const;
  bool OfCookie(std::uint32_t i) const;
  std::uint32_t CallOf(std::uint32_t open) const;

  // Claims read to choose a key: unchecked_choice.cc.
  /// Tells of `call`, which reads a token unchecked: with confidence low where that only chooses what the token is then
  /// checked with, which another function or file may do.
  void TellUnchecked(const Call& call, std::optional<Severity> severity = {},
                     std::optional<Confidence> confidence = {});
  /// The call that `call` is an option of, as in jwt.Parse(token, jwt.WithVerify(false)); else `call`.
  const Call& Whole(const Call& call) const;
  /// Whether the text, made of small functions as Elixir's are, verifies tokens in another of them.
  bool ModuleVerifies() const;
  /// Whether the text is a client's that gets tokens from the token endpoint itself, and takes none from a request: TLS
  /// stands in for the signature then. Source: OpenID Connect Core 1.0, section 3.1.3.7, item 6.
  bool IsOfClient() const;
  /// Whether all that was wrong with the token is its age: libraries check signatures first.
  bool IsExpired(const Call& call) const;
  /// Whether the function round the call is there to log: what it reads decides nothing.
  bool OnlyLogs(const Call& call) const;
  /// Whether the function shows what it reads in the log, and does nothing else with it.
  bool OnlyShown(const Call& call) const;
  /// Whether all that is read of the unverified claims is who issued them, for whom, for how long, and which key they
  /// name.
  bool OnlyChoosesKey(const Call& call) const;
  /// Whether the token comes from what this program keeps of a log-in, or from the answer to one: session.accessToken.
  bool IsOfOwnSession(const Call& call) const;
  enum class ReadOf : std::uint8_t {
    kChoice,  ///< an issuer, an audience, a key's name, an expiry
    kClaims,  ///< something else that the token says
    kTest,    ///< whether there is any
    kWhole    ///< all of it goes on to somewhere
  };
  struct Given {
    std::string_view name;
    std::uint32_t from = 0;  ///< the token from which on it may be read
  };
  /// Whether the name at `k` is asked for being there, and no more.
  bool IsTestedOnly(std::uint32_t k) const;
  /// Whether what is read of the whole at `k` is still to be seen: it gets a name, which is added, is parsed under one,
  /// or goes back to callers who only choose by it. `choices` counts what chooses at once.
  bool GoesOn(std::uint32_t k, std::vector<Given>& names, int& choices) const;
  /// Whether all that the file reads of what the function round token `k` gives back chooses, and nobody else calls it.
  bool CallersOnlyChoose(std::uint32_t k) const;
  bool IsPrivate(const Region& region) const;
  /// What is read of the decoded token that ends before token `k`.
  ReadOf ReadAfter(std::uint32_t k) const;
  /// Adds the name that the expression at `begin` is given to; false when it is given to none, or is taken apart into
  /// what tells more than a choice of key.
  bool NamesGiven(std::uint32_t begin, std::vector<Given>& names) const;

  // Whose token it is: unchecked_own.cc.
  /// What the call reads: its first argument, or that of the chain it ends, TokenVerifier.create(text).getToken().
  std::optional<Range> TokenOf(const Call& call) const;
  /// Whether the token is one of the program's settings, which nobody sends: by its name, or by what gave it.
  bool IsOfOwnSettings(const Call& call) const;
  /// Whether the program is started by hand and serves nobody, and the call is there to show a token, or one that a
  /// server gave it.
  bool IsOfScript(const Call& call) const;
  /// Whether the program is what a user looks at, by its namespace or package: it shows them their own token.
  bool IsOfUserInterface() const;
  /// Whether the function round the call says, by its name or by the comment on it, that it verifies nothing, and no
  /// function of the file calls it: who does so knows.
  bool IsSaidToVerifyNothing(const Call& call) const;
  /// Whether the file calls the function round the token.
  bool IsCalledHere(std::uint32_t token) const;
  /// Whether the token is a parameter of the function that reads it.
  bool IsParameter(Range token) const;

  // unchecked_python.cc: PyJWT, python-jose, authlib, python_jwt.
  void Python(const Call& call);
  /// The header may name the key (kid, x5t); it must not bring it. What it says of the algorithm is told where that is
  /// used.
  void UnverifiedHeader(const Call& call);

  // unchecked_python_parsed.cc: jwcrypto and joserfc, which parse first; what PyJWT and python-jose have for that.
  void Extracted(const Call& call);
  void ReadsObjects();
  void MadeUnchecked(const Call& call);
  void OfSimpleJwt(const Call& call);
  void OfGoogle(const Call& call);
  bool NamesEveryAlgorithm(Range value) const;
  void AudienceSettings();

  // unchecked_script.cc: JavaScript and TypeScript.
  void Script(const Call& call);
  void ScriptDecode(const Call& call);
  /// `plain`: of a library whose name says little by itself, verify(…).
  void ScriptVerify(const Call& call, bool plain);
  void ScriptSign(const Call& call);
  /// Where a library is given once what it then signs with and accepts: strategies, modules, fast-jwt's makers.
  void ScriptOptions(const Call& call);
  /// Whether the call is what a `catch` gives back instead of the claims that could not be verified.
  bool ReturnedFromCatch(const Call& call) const;
  /// fast-jwt's createDecoder(), whose result only reads.
  void ScriptDecoder(const Call& call);
  /// Whether `other` verifies what `call` gave, by the name of that: token.verify(artifacts, key) of @hapi/jwt, and
  /// hasValidSignature(decoded) of whatever language.
  bool VerifiesResult(const Call& other, const Call& call) const;
  /// const { alg } = decoded.header: whether the name at this token was so given `member` of a token's header.
  bool TakenFromHeader(std::uint32_t name, std::string_view member, std::uint32_t& header) const;
  /// Whether the call is the declaration of a method in TypeScript, jwtDecode<Claims>(token?: string): Claims.
  bool IsSignature(const Call& call) const;
  /// Whether all that is read of a decoded token is its header, which names the key to check it with.
  bool ReadsHeaderOnly(const Call& call) const;
  /// A file that only defines `decode` itself, or decodes a token that it made.
  bool JwtDefinedHere(const Call& call) const;

  // unchecked_script_libraries.cc: jws, njwt, headers that are made by hand.
  /// Tells of a call of jws; whether it is one.
  bool ScriptJws(const Call& call);
  /// The same for njwt's ways to ask for no signature.
  bool ScriptNjwt(const Call& call);
  /// { alg: 'none', typ: 'JWT' }, at the brace: the header of a token without a signature, which no library makes.
  void UnsignedHeader(std::uint32_t brace);

  // unchecked_jvm.cc: jjwt, java-jwt, nimbus.
  void Jvm(const Call& call);
  /// Whether Spring's validator in the expression accepts every token.
  bool SaysYes(Range value) const;
  /// Whether what the call parsed goes back as it is, to who may verify it, and nothing in the file calls for it.
  bool IsHandedOn(const Call& call) const;
  /// `parser.parse(…)` where the parser is one of this file's.
  bool JwtParserVariable(const Call& call) const;
  /// Whether the parser's type is a class of the program's own, AcmeJwtParser, which has its own ways.
  bool IsParserOfOwn(const Call& call) const;
  bool HandlesSignedOnly(const Call& call) const;
  /// A parser that gets its key only after it parsed is somebody's mistake of another kind: there is no key to get
  /// round.
  bool SignedLaterOnly(const Call& call) const;
  bool SignedBuilder(const Call& call) const;
  bool ResultUsed(const Call& call) const;
  /// Whether the class round the call has a method that verifies.
  bool ClassVerifies(const Call& call) const;
  /// Whether the function verifies something before the decode.
  bool VerifiedFirst(const Call& call) const;
  bool AsksForRights(const Call& call) const;

  // unchecked_jvm_libraries.cc: Nimbus' processors, Keycloak, Vert.x, jwt-scala.
  void JvmLibraries(const Call& call);
  /// What is no call: references to methods, exceptions that are caught, properties that are set.
  void JvmBesidesCalls();
  bool IsLongLeeway(Range value) const;
  /// What validates claims in a processor of Nimbus, and whether it refuses any.
  void ClaimsVerifier(Range place, Range value);
  /// Whether the expression, or the function of this file that it calls, takes the algorithm out of a token's header.
  bool IsAlgorithmOfHeader(Range value) const;
  void Keycloak(const Call& call);
  void MethodReference(std::uint32_t sign);
  void CaughtExpired(std::uint32_t type);

  // unchecked_net.cc: C# and Visual Basic.
  void Net(const Call& call);
  /// Whether the call is one of jose-jwt's.
  bool OnJose(const Call& call) const;
  /// ReadJwtToken and its like, which check nothing.
  void ReadUnchecked(const Call& call, const Arguments& arguments);
  void NetAlgorithms();
  /// Whether the program says that ASP.NET checks who calls before it asks.
  bool FrameworkChecksFirst() const;
  /// Whether the token comes out of a request in the same function.
  bool IsOfRequest(Range token) const;
  void ValidationResult(const Call& call);
  /// JwtBuilder chains: the last word on verification wins.
  bool BuilderChain(const Call& call) const;
  bool BuilderVerifies(const Call& call) const;

  // unchecked_delegate.cc: validators that .NET is given.
  /// Validators that say yes to everything: (…) => true, and a signature validator that only reads.
  void Delegates();
  void Delegate(std::string_view name, Range value, std::uint32_t at);
  /// Whether the call only writes something down, or names it.
  bool IsRemark(const Call& call) const;
  bool IsThrow(std::uint32_t i) const;
  /// Whether the `throw` at token `i` is for what is not there at all: if (token == null) throw …
  /// REQUIRES: i > 0.
  bool RefusesMissing(std::uint32_t i) const;
  /// Whether the function that is called may throw, as far as this file tells; true when it is another file's.
  bool MayThrow(const Call& call) const;
  /// Whether all that an issuer's validator (`value`, with its `body`) gives back is what the token says.
  bool ReturnsIssuer(Range value, Range body) const;
  /// Whether the body neither says no nor holds what it is given against anything.
  bool ComparesNothing(Range body) const;
  bool AlwaysTrue(Range body, int depth = 0) const;
  /// Whether the expression is true, or a call of a function of this file that always gives that.
  bool GivesTrue(Range value, int depth) const;
  bool OnlyReads(Range body) const;

  // unchecked_go.cc: golang-jwt, jwx.
  void Go(const Call& call);
  void GoParse(const Call& call, const Arguments& arguments);
  bool IgnoresError(const Call& call) const;
  /// Whether neither the token that the call gives nor its error is looked at.
  bool DropsResult(const Call& call) const;
  /// Whether the call is a Parse of jwx that checks no signature.
  bool ParsesOnly(const Call& call, const Arguments& arguments) const;
  /// Whether the algorithm is the one that a token's header names.
  bool IsHeadersAlgorithm(Range value) const;
  /// errors.Is(err, jwt.ErrTokenExpired) in a condition that lets the token pass.
  void ExpiredAccepted(const Call& call, Range error);
  /// Whether a function that returns it gives nothing: nil, "", false.
  bool IsNothing(Range value) const;
  void GoKeyFunctions();

  // unchecked_ruby.cc: ruby-jwt, json-jwt, rack-jwt.
  void Ruby(const Call& call);
  void RackJwt(const Call& call, const Arguments& arguments);
  /// The token at `name` may be the claims of a token that nothing has verified.
  void UnverifiedPayload(std::uint32_t name);

  // unchecked_php.cc: firebase/php-jwt, lcobucci/jwt, jumbojett/openid-connect-php.
  void Php(const Call& call);
  void PhpEncode(const Call& call);
  void PhpDecode(const Call& call);
  /// Whether nothing checks the signature of what lcobucci's parser takes apart.
  bool LeavesSignature(const Call& call) const;
  /// Whether what is parsed was put together here, its signature last.
  bool IsMadeHere(const Arguments& arguments) const;
  /// Whether every constraint that tokens are validated with stands in this file, and none is about the signature.
  bool ValidatesClaimsOnly() const;

  // unchecked_elixir.cc: JOSE, Joken, Guardian, Phoenix.Token.
  void Elixir(const Call& call);
  void Jose(const Call& call, const Arguments& arguments);
  void SkippedClaims(const Call& call, const Arguments& arguments);
  void EndlessToken(const Call& call, const Arguments& arguments);

  // unchecked_lua.cc: lua-resty-jwt.
  void Lua(const Call& call);

  // unchecked_perl.cc: Crypt::JWT, JSON::WebToken.
  void Perl(const Call& call);
  bool IgnoresSignature(const Call& call) const;
  /// Whether the function round the call decodes a second time, and checks the signature then.
  bool VerifiesAsWell(const Call& call) const;

  // unchecked_native.cc: Rust, C and C++, Swift, Dart.
  void Rust(const Call& call);
  void Cpp(const Call& call);
  bool IsNullPointer(Range value) const;
  /// Whether something in the function round the call says that it verifies.
  bool VerifiesInFunction(const Call& call) const;
  void Swift(const Call& call);
  void Dart(const Call& call);
  /// Algorithm::HS256 and Algorithm::RS256 in one list, of Rust's jsonwebtoken.
  void RustAlgorithms(Range list);

  static constexpr double kLong = 30.0 * 86400;
  /// A text made of nothing but unsafe calls in one function must not cost their square.
  static constexpr int kMaxSearches = 400;

  MisuseReader& r_;
  const Program& p_;
  const Tokens& t_;
  LanguageSet own_;
  struct Off {
    std::string_view rule;
    std::uint32_t begin = 0;
    Range place;
    std::optional<Confidence> confidence;
  };

  ClaimChecks checks_;
  std::vector<Off> off_;  ///< in the order of the tables
  mutable int searches_ = 0;
  mutable bool following_ = false;  ///< what a function gives back, to its callers
  std::optional<bool> verifying_;  ///< once it was asked for
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_UNCHECKED_FINDER_H_
