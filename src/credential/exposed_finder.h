#ifndef PACKRAKE_CREDENTIAL_EXPOSED_FINDER_H_
#define PACKRAKE_CREDENTIAL_EXPOSED_FINDER_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "credential/misuse_reader.h"
#include "credential/token_name.h"

/// Tokens where others read them: logs, errors, URLs, storage, cookies, clear text; and tokens used for what they are
/// not.
namespace packrake::code {

/// Looks for them in one program, once. exposed_finder.cc knows which expressions hold a token, exposed_origin.cc which
/// names do by what they were given, exposed_log.cc logs and errors, exposed_storage.cc what keeps a token,
/// exposed_persisted.cc stores of state, exposed_cookie.cc cookies, exposed_url.cc addresses and clear text,
/// exposed_query.cc parameters of addresses, exposed_use.cc tokens passed on and used for what they are not,
/// exposed_header.cc keys that a header brings, exposed_net.cc, exposed_go.cc and exposed_script.cc what .NET, Go and
/// JavaScript have of their own, exposed_jvm.cc what frameworks of Java and its kin do with tokens.
class ExposedFinder {
 public:
  explicit ExposedFinder(MisuseReader& reader)
      : r_(reader), p_(reader.p), t_(reader.t), auth_(reader.Holds(kAuthWords) && !reader.Holds(kMessageWords)) {}

  void Run();

  /// Whether an http:// address is this machine's or of a network that names itself private (exposed_url.cc).
  static bool IsLocalHost(std::string_view url);

 private:
  // exposed_finder.cc
  bool IsToken(std::string_view name) const;
  /// Whether the language's programs write the names of constants in capitals, and no others.
  bool HasNamedConstants() const {
    return r_.Is(LanguageId::kJava) || r_.Is(LanguageId::kKotlin) || r_.Is(LanguageId::kScala);
  }
  /// Whether the argument is a token, or text with one in it. Lengths, slices and digests of one are not.
  bool HoldsToken(Range range, bool literals = true) const;
  /// Where what the name at `i` is a member of begins, no further back than `begin`.
  std::uint32_t HeadOf(std::uint32_t i, std::uint32_t begin) const;
  /// Whether the name at `i`, with what it is a member of, stands behind a comparison: `old != pair.token` is no token.
  bool IsCompared(std::uint32_t i, std::uint32_t begin) const;
  /// Whether only whether there is such a token, or of what kind, is asked of the name at `i`, with what it is a member
  /// of: `typeof user.token`.
  bool IsTested(std::uint32_t i, std::uint32_t begin) const;
  /// Whether the name at `i` is empty where it stands: `if token == "" { log(token) }`.
  bool IsEmptyHere(std::uint32_t i) const;
  bool IsOfFailedAssertion(std::uint32_t i) const;
  /// Whether the name in capitals at `i` says where a token is kept: `removeItem(USER_TOKEN)` stands beside.
  bool IsSlot(std::uint32_t i) const;
  bool IsWordOfText(std::uint32_t i) const;
  /// Whether `token`, the name at token `at` or in its holes, is what one holds, decoded: its function gives it a
  /// claim, `token.sub = user.id`, or asks it for one.
  bool IsClaims(std::string_view name, std::uint32_t at) const;
  /// Whether the name at `i` goes through the rows of a table.
  bool IsRow(std::uint32_t i) const;
  bool IsDeclaredPlain(std::uint32_t i) const;
  /// The text of the function round `token`, without white space; kept, for one function holds many calls.
  const std::string& FunctionText(std::uint32_t token) const;
  void OfString(std::uint32_t i);
  void OfBinding(const Binding& binding);
  static long Dots(std::string_view text) { return std::ranges::count(text, '.'); }
  /// Whether `format`, behind the colon of ${TOKEN:0:8}, leaves but a part of what the shell's variable holds.
  static bool IsSlice(std::string_view format) {
    return !format.empty() && (IsDigit(format[0]) || format.starts_with(" -"));
  }
  /// The names in the holes of an interpolated string: ${a.b}, {a}, #{a}, \(a), $a.
  template <class Visit>
  static void Holes(std::string_view raw, Visit&& visit) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
      std::size_t begin = std::string_view::npos;
      std::size_t end = std::string_view::npos;
      const std::size_t mark = i;
      if (raw[i] == '{' || (raw[i] == '(' && i > 0 && raw[i - 1] == '\\')) {
        begin = i + 1;
        end = raw.find(raw[i] == '{' ? '}' : ')', begin);
      } else if (raw.substr(i, 2) == "$(") {  // $($reply.access_token) of PowerShell; a command of the shell
        begin = i + 2;
        end = raw.find(')', begin);
      } else if (raw[i] == '$' && i + 1 < raw.size() && IsAlpha(raw[i + 1]) && (i == 0 || raw[i - 1] != '`')) {
        begin = i + 1;
        end = begin;
        while (end < raw.size() && (IsAlnum(raw[end]) || raw[end] == '_')) ++end;
      }
      if (begin == std::string_view::npos || end == std::string_view::npos) continue;
      std::string_view name = raw.substr(begin, end - begin);
      while (!name.empty() && (name.front() == '$' || name.front() == '@' || name.front() == ' '))
        name.remove_prefix(1);
      while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
      if (name.starts_with('{')) continue;  // ${{ … }} of a build service
      const std::size_t format = name.find(':');
      if (format != std::string_view::npos) {
        if (mark > 0 && raw[mark - 1] == '$' && IsSlice(name.substr(format + 1))) continue;
        name = name.substr(0, format);
      }
      if (const std::size_t option = name.find(", "); option != std::string_view::npos) name = name.substr(0, option);
      if (name.ends_with("=")) name.remove_suffix(1);  // {token=} of Python
      if (const std::size_t shown = name.rfind('!'); shown != std::string_view::npos && shown + 2 == name.size())
        name.remove_suffix(2);  // {token!r}
      if (name.ends_with("()")) name.remove_suffix(2);
      const bool plain =
          !name.empty() && std::ranges::all_of(name, [](char c) { return IsAlnum(c) || c == '_' || c == '.'; });
      if (plain) visit(name, mark);
      // ${signed ? "Bearer ${token}" : ""}: a string in a hole has holes of its own.
      const std::size_t nested = plain ? std::string_view::npos : raw.substr(begin, end - begin).find("${");
      if (nested != std::string_view::npos)
        i = begin + nested;
      else
        i = end > i ? end - 1 : i;
    }
  }

  /// Whether the last word of a path is a constant of a class that holds names or addresses.
  static bool IsMemberOfNames(std::string_view path);

  // exposed_origin.cc
  /// Whether the name was given a token, whatever it is called: by what signs one, or out of a request.
  bool IsGivenToken(std::uint32_t i) const;
  bool MakesToken(Range value) const;
  bool IsSigned(Range value) const;
  bool IsOfRequest(Range value) const;
  /// Whether what the name was last given above token `at`, in its function, is a token that is signed there.
  bool IsSignedHere(std::string_view name, std::uint32_t at) const;
  /// Whether the address in the string at `i` has, behind a parameter of whatever name, a token that was signed above.
  bool SignedInQuery(std::uint32_t i, std::string_view raw, bool interpolated) const;
  const Binding* LastAbove(std::string_view name, std::uint32_t at) const;
  /// Whether `raw`, of the string at that token, has a token in one of its holes.
  bool HoleHoldsToken(std::string_view raw, std::uint32_t string) const;

  // exposed_log.cc
  bool IsLog(const Call& call) const;
  bool IsOwnMask(const Call& call) const;
  /// Whether a method is declared there, and not called.
  bool IsDeclaration(const Call& call) const;
  /// echo "$TOKEN" | docker login --password-stdin
  bool IsPiped(const Call& call) const;
  void Logged(const Call& call);
  /// Whether the call prints a value and nothing round it.
  bool PrintsResult(const Call& call) const;
  /// Whether the call shows the `token` of a link that a mail carries, good for one use: an invitation's, a new
  /// address's. UrlOf has the same for addresses.
  bool IsOfLink(const Call& call) const;
  /// logger.info { "$token" }, at the brace
  void LoggedLazily(std::uint32_t brace);
  /// raise Denied, "#{token}" of Ruby and Elixir, die "$token" of Perl: words that are no calls
  bool IsRaiseWord(std::uint32_t i) const;
  void Raised(std::uint32_t word);
  bool RaisesByName(const Call& call) const;
  static bool IsErrorStatus(std::string_view number);
  bool IsStatusOfError(std::uint32_t i) const;
  /// Whether the format shows of the argument no more than its type, or a number.
  bool ShowsTypeOnly(const std::vector<Argument>& arguments, std::size_t index) const;
  void Returned(std::uint32_t word);
  void Asserted(std::uint32_t word);
  /// std::cout << token, at the first sign of a `<<`
  void Streamed(std::uint32_t sign);
  void InError(const Call& call);
  bool IsOfParser(const Call& call) const;
  bool IsInitOfSuper(const Call& call) const;
  void InErrorClass(const Call& call);
  /// jsonify({"error": "… " + token}), HTTPException(detail=f"… {token}")
  void ErrorEntry(const Call& call);

  // exposed_storage.cc
  bool KeyNamesToken(Range value) const;
  /// Whether the entry `key` is a token's by its name, or `value` is one.
  bool IsPairOfToken(Range key, Range value) const;
  bool TellsExpiry(Range value) const;
  bool IsEncrypted(Range value) const;
  bool StoredByModule(const Call& call, const std::vector<Argument>& arguments);
  /// webView.evaluateJavaScript("localStorage.setItem('token', '\(token)')"): a script in a string
  void StoredByScript(std::uint32_t string, std::string_view raw);
  /// QSettings, token.write(to: file)
  bool KeptByApp(const Call& call, const std::vector<Argument>& arguments) const;
  bool KeptByHook(const Call& call, const std::vector<Argument>& arguments);
  void StoredInPreferences(const Binding& binding);
  void SetInDefaults(std::uint32_t word);
  std::string StoreOf(const Call& call) const;
  bool StoredTogether(const Call& call, const std::vector<Argument>& arguments) const;
  bool EntriesHoldToken(const std::vector<Argument>& entries) const;
  bool StringifiesToken(Range value) const;
  bool IsOfTokenType(Range value) const;
  /// Swift: `store.set(…)` where store = UserDefaults.standard
  bool IsUserDefaults(const Call& call) const;
  bool WritesFile(const Call& call) const;
  void Stored(const Call& call);

  // exposed_net.cc: what programs of .NET keep, answer and send.
  bool OfNet() const;
  bool StoredByBlazor(const Call& call, const std::vector<Argument>& arguments) const;
  bool StoredInNetPreferences(const Call& call, const std::vector<Argument>& arguments) const;
  void StoredInNetSettings(const Binding& binding);
  bool SerializesToken(Range value) const;
  /// The type that the name was declared with, or made of; "" when this file does not tell.
  std::string TypeOf(Range name) const;
  /// Whether this file defines the type, and a member of it is called as a token is.
  bool HasTokenMember(std::string_view type) const;
  void KeptByNet(const Call& call);
  bool AnswersWithError(const Call& call) const;

  // exposed_python.cc
  /// Whether the string is the key by which a dictionary gives a token, or headers the one that brings it.
  bool IsKeyOfToken(std::uint32_t i) const;
  /// Whether what is read by that key is a part of the range as it is, and not masked, counted or compared.
  bool ReadsTokenOf(std::uint32_t i, Range range) const;
  bool HoleReadsToken(std::string_view raw) const;
  /// The key that the first hole of an f-string reads by, {tokens['id_token']}; "" where it reads by none.
  std::string_view KeyOfHole(std::string_view raw) const;
  bool IsGivenByKey(Range value) const;
  bool AnswersInPython(const Call& call) const;
  bool QueryOfPython(const Call& call) const;
  bool IsFormattedIntoQuery(const Call& call) const;
  std::optional<Range> ParametersHold(Range params) const;
  std::string WithHost(std::string url, Range value) const;
  bool SendsWithHeaders(const Call& call) const;
  // exposed_python_kept.cc
  void PythonCookie(const Call& call, const std::vector<Argument>& arguments);
  void CookieEntry(const Binding& binding);
  void PythonSetting(std::uint32_t i);
  bool KeptByPython(const Call& call, const std::vector<Argument>& arguments) const;
  bool KeptByDash(const Call& call, const std::vector<Argument>& arguments) const;
  void QueryEntry(const Binding& binding);
  void BearerOfNet(const Call& call);

  // exposed_persisted.cc
  /// Stores of state that a library keeps in the browser or on the device: zustand's persist, redux-persist.
  void Persisted(const Call& call);
  void PersistedState(const Call& call, const std::vector<Argument>& arguments);
  void PersistedReducer(const Call& call, const std::vector<Argument>& arguments);
  /// The rule for a token in the store that the expression names: the browser's, the device's; "" for another.
  std::string_view RuleOfStore(std::string_view store) const;

  // exposed_go.cc
  void LoggedField(const Call& call);
  /// Whether the field `key` of a log line holds a token.
  bool IsFieldOfToken(std::string_view key, Range value) const;
  /// Whether what the call adds to is encoded into an address.
  bool IsQueryOfGo(const Call& call) const;
  void GoCookie(const Binding& made);
  void GoSession(const Call& call);

  // exposed_script.cc: what programs of JavaScript answer, keep and send.
  /// Whether the call makes an error, or answers with one, without a `throw` before it: new TypeError(…),
  /// boom.unauthorized(…), createError(401, …), ctx.throw(403, …), assert(ok, …), c.json(…, 401).
  bool MakesError(const Call& call) const;
  /// Whether the first argument is the condition that an error depends on.
  bool IsAssertion(const Call& call) const;
  /// wx.setStorageSync('token', token), ApplicationSettings.setString('token', token)
  bool KeptByMiniProgram(const Call& call, const std::vector<Argument>& arguments) const;
  /// Whether the call makes the link by which Apollo's client reaches its server.
  bool IsLink(const Call& call) const;
  /// Whether the name is a reference of Vue or Nuxt, whose `.value` is what it holds.
  bool IsReference(std::string_view name) const;
  /// cookies: { sessionToken: { options: { httpOnly: false } } } of NextAuth, at the name of the cookie
  void SessionCookie(std::uint32_t i);

  // exposed_cookie.cc
  /// Whether a name in lower case is a form's token's, csrf or xsrf: programs must be able to read it.
  static bool IsOfForm(std::string_view lower);
  static bool NamesTokenCookie(std::string_view text);
  bool CookieOfToken(const std::vector<Argument>& arguments) const;
  /// Whether an option is there and on. An options argument that this file does not show may have it.
  bool OptionOn(const std::vector<Argument>& arguments, std::initializer_list<std::string_view> names) const;
  bool OptionsUnknown(const std::vector<Argument>& arguments, std::size_t place) const;
  bool SpreadsIn(Range range) const;
  void Cookie(const Call& call);
  bool TurnsCookieFlagOff(const Call& call, const std::vector<Argument>& arguments) const;
  void PlugCookie(const Call& call, std::vector<Argument> arguments);
  bool IsCookieMade(const Call& call) const;
  /// Whether both flags are set where the cookie is made.
  bool IsGuarded(const Call& call, const std::vector<Argument>& arguments) const;
  /// Whether a function's text, in lower case without blanks, sets the flag, secure(true) or secure=true: what is not
  /// false may be true.
  static bool FlagIsOn(std::string_view text, std::string_view flag);
  void CookieObject(const Call& call, const std::vector<Argument>& arguments);
  void ScriptCookie(const Call& call, std::vector<Argument> arguments);
  void RackCookie(const Call& call, const std::vector<Argument>& arguments);
  void PerlCookie(const Call& call, std::vector<Argument> arguments);
  bool SendsByMiddleware(const Call& call, const std::vector<Argument>& arguments) const;
  void MadeCookie(const std::vector<Argument>& arguments, const Call& call);
  /// Whether the first argument of a function that sets cookies is the request that it sets them on.
  bool OnRequest(const Call& call, Range value) const;
  /// `unknown` becomes true where this file does not tell.
  std::string AttributesBehind(std::string_view raw, bool& unknown) const;
  /// `where`: the string `raw`, last, and what names it before.
  void SetCookieOf(Range where, std::string_view raw);
  /// Whether the string at `i` is the value of that header.
  bool IsSetCookie(std::uint32_t i) const;

  // exposed_url.cc
  /// How an address begins: a string, a name of one, `BASE + "/me"` or f"{BASE}/me".
  std::string UrlOfExpression(Range expression) const;
  bool IsSentWithEach(const Call& call) const;
  void ClearText(const Call& call);
  static bool SpeaksOfBearer(std::string_view text);
  /// Whether the call gives a client the address that all its requests begin with.
  bool IsBaseOfClient(const Call& call) const;
  /// Query parameters by name: params={'access_token': t}, searchParams.append('token', t)
  void Parameters(const Call& call);
  /// client.BaseAddress = new Uri("http://…"), axios.defaults.baseURL = 'http://…'
  void BaseAddress(const Binding& binding);
  bool QueryOfDart(const Call& call) const;
  bool IsOfQuery(const Call& call) const;
  bool OpensSocket(const Call& call) const;
  bool QueryNamesToken(Range params) const;
  bool TakesQuery(const Call& call) const;
  /// Whether the object that the expression is has an entry of a query that is a token.
  bool QueryHoldsToken(Range params) const;
  /// config.params = { access_token: token }, config.params.token = token
  void ParametersSet(const Binding& binding);
  void UrlOf(std::uint32_t i, std::string_view raw, bool interpolated);
  /// Whether the name was read out of the address that the page itself was opened by.
  bool IsOfOwnQuery(std::string_view name) const;
  /// Whether the function round the token is called as what makes links for mails is.
  bool IsOfMailedLink(std::uint32_t i) const;
  /// Whether the string at `i`, `address` in lower case, opens a socket with a ticket got for that.
  bool IsTicketOfSocket(std::uint32_t i, std::string_view address) const;
  /// Whether the string at `i` begins the query of an address: uri.query = "token=…", url.URL{RawQuery: "token=…"}
  bool BeginsQuery(std::uint32_t i) const;
  /// Whether what stands beside the string at `i` says that a mail carries the address, to choose a new password.
  bool IsOfReset(std::uint32_t i) const;

  // exposed_use.cc
  /// The name that follows text: in the hole after it, or joined to it.
  static bool NamesCaller(const std::vector<std::string>& words);
  void BearerOf(std::uint32_t i, std::string_view raw);
  void Scopes();
  bool IsHeaderParameter(Range value) const;

  // exposed_header.cc
  /// Whether the name is a token's header: it says so, or what it was given does.
  bool IsHeader(std::uint32_t name) const;
  /// "jku", where the token at `i` reads that out of a header: header.jku, header["jku"], header.get("jku"); "" when
  /// it does not.
  std::string_view MemberOfHeader(std::uint32_t i) const;
  /// The assignment whose short value holds the token; null when there is none.
  const Binding* BoundTo(std::uint32_t token) const;
  /// Whether the token is an argument of what fetches keys from an address.
  bool IsFetched(std::uint32_t token) const;
  bool IsFetchedByName(std::uint32_t token) const;
  bool IsFetchedBelow(std::string_view name, std::uint32_t token) const;
  bool IsMadeKey(std::uint32_t token) const;
  /// header.jku, header['x5u'], a path made of kid
  void Headers();
  void Destructured(std::uint32_t open);
  void KeyReadBy(const Call& call);

  // exposed_jvm.cc
  void Jvm(const Call& call);
  bool GivesToken(std::uint32_t i, std::uint32_t end) const;
  bool ReadsAuthorization(std::uint32_t i) const;
  void JvmCookie(const Call& call, const std::vector<Argument>& arguments);
  bool IsSentOrConfigured(const Call& call) const;
  void Refused(const Call& call, const std::vector<Argument>& arguments);
  /// Whether the call answers a request with 4xx or 5xx.
  bool Refuses(const Call& call, const std::vector<Argument>& arguments) const;
  void BearerOfCall(const Call& call, const std::vector<Argument>& arguments);
  /// A script inside a string, which a view of a browser is given to run.
  void StoredByScript(const Call& call, const std::vector<Argument>& arguments);
  void AskedInQuery(const Call& call, const std::vector<Argument>& arguments);
  void WrittenToFile(const Call& call, const std::vector<Argument>& arguments);

  MisuseReader& r_;
  const Program& p_;
  const Tokens& t_;
  bool auth_;
  bool in_log_ = false;  ///< a log's arguments are read
  mutable std::unordered_map<std::uint32_t, std::string> function_texts_;
  std::unordered_map<std::string, std::uint32_t> kid_names_;  ///< other names of a header's kid, where each reads it
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_EXPOSED_FINDER_H_
