#include "credential/exposed_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Keys that a token's own header brings, or names by a path.
namespace packrake::code {
namespace {

bool BringsKey(std::string_view member) { return member == "jku" || member == "x5u" || member == "jwk"; }

}  // namespace

bool ExposedFinder::IsHeader(std::uint32_t name) const {
  if (!t_.IsName(name)) return false;
  if (Has(Lower(t_.Text(name)), "header")) return true;
  // h = jwt.get_unverified_header(token), const h = decoded.header, h := token.Header
  const Range value = p_.Resolve({name, name + 1});
  if (value.begin == name) return false;
  const std::string text = Lower(r_.TextOf({value.begin, std::min(value.end, value.begin + 40)}));
  return text.ends_with("header") || Has(text, "header(") || Has(text, "header)") || Has(text, "header.(");
}

std::string_view ExposedFinder::MemberOfHeader(std::uint32_t i) const {
  const bool name = t_.IsName(i);
  if (i < 2 || (!name && !t_.IsString(i))) return "";
  if (t_.Is(i, "getJWKURL") || t_.Is(i, "getX509CertURL")) return "jku";
  const std::string_view member = name ? t_.Text(i) : std::string_view(t_.StringAt(i).value);
  if (!BringsKey(member) && member != "kid") return "";
  if (name) return (t_.Is(i - 1, ".") || t_.Is(i - 1, "?.")) && IsHeader(i - 2) ? member : "";
  if (t_.Is(i - 1, "[")) {
    std::uint32_t holder = i - 2;  // get_unverified_header(token)["jku"]
    if (t_.Is(holder, ")") && t_[holder].pair != kNone && t_[holder].pair > 0) holder = t_[holder].pair - 1;
    return t_.Is(i + 1, "]") && IsHeader(holder) ? member : "";
  }
  if (!t_.Is(i - 1, "(") || !t_.IsName(i - 2)) return "";
  // header.get("jku"), jws.getHeader("jku")
  const std::string method = Lower(t_.Text(i - 2));
  const bool reads = Has(method, "header") || ((method.starts_with("get") || method.starts_with("tryget")) && i > 3 &&
                                               (t_.Is(i - 3, ".") || t_.Is(i - 3, "?.")) && IsHeader(i - 4));
  return reads ? member : "";
}

const Binding* ExposedFinder::BoundTo(std::uint32_t token) const {
  for (const Binding& binding : p_.bindings()) {
    if (!binding.member.empty() || binding.value.size() > 20) continue;
    if (binding.value.begin <= token && token < binding.value.end) return &binding;
  }
  return nullptr;
}

bool ExposedFinder::IsFetched(std::uint32_t token) const {
  static constexpr auto kFetchers = std::to_array<std::string_view>(
      {"fetch", "urlopen", "pyjwkclient", "createremotejwkset", "getforobject", "getforentity", "remotejwkset",
       "urljwkprovider", "jwkproviderbuilder", "jwksclient", "jwksrsa", "urlretrieve", "getstringasync", "getasync",
       "getfromjsonasync", "file_get_contents", "curl_init", "axios", "got"});
  static constexpr auto kVerbs = std::to_array<std::string_view>(
      {"get", "load", "request", "newrequest", "newrequestwithcontext", "fetch", "open"});
  std::uint32_t open = t_[token].inside;
  for (int level = 0; open != kNone && open > 0 && level < 5; ++level, open = t_[open].inside) {
    if (!t_.Is(open, "(") || !t_.IsName(open - 1)) continue;
    const std::string method = Lower(t_.Text(open - 1));
    if (OneOf(method, kFetchers)) return true;
    if (!OneOf(method, kVerbs) || open < 3) continue;
    const std::string receiver = Lower(t_.Text(open - 3));
    for (const std::string_view part : {"request", "http", "axios", "client", "session", "jwk", "urllib", "uri"}) {
      if (Has(receiver, part)) return true;
    }
  }
  return false;
}

// importJWK(header.jwk), createPublicKey({ key: header.jwk, format: 'jwk' }), where nothing speaks of proofs that are
// made that way, DPoP's and ACME's, or of a thumbprint that the key is held against.
bool ExposedFinder::IsMadeKey(std::uint32_t token) const {
  static constexpr auto kMakers =
      std::to_array<std::string_view>({"importjwk", "jwktopem", "createpublickey", "askey"});
  if (r_.Holds("dpop|DPoP|DPOP|acme|ACME|humbprint")) return false;
  std::uint32_t open = t_[token].inside;
  for (int level = 0; open != kNone && open > 0 && level < 2; ++level, open = t_[open].inside) {
    if (t_.Is(open, "(") && OneOf(Lower(t_.Text(open - 1)), kMakers)) return true;
  }
  return false;
}

bool ExposedFinder::IsFetchedByName(std::uint32_t token) const {
  const Binding* binding = BoundTo(token);
  if (binding == nullptr || binding->target.find('.') != std::string::npos) return false;
  return IsFetchedBelow(binding->target, binding->value.end);
}

// Whether `name` is fetched from behind `token` in the same function, and held against nothing.
bool ExposedFinder::IsFetchedBelow(std::string_view name, std::uint32_t token) const {
  bool fetched = false;
  const Range body = r_.FunctionRound(token);
  for (std::uint32_t k = token; k < body.end && k < token + 1000; ++k) {
    if (!t_.IsName(k) || t_.Text(k) != name) continue;
    static constexpr auto kChecks = std::to_array<std::string_view>({"in", "not", "==", "!=", "===", "!=="});
    if (OneOf(t_.Text(k + 1), kChecks)) return false;
    static constexpr auto kLists =
        std::to_array<std::string_view>({"includes", "has", "contains", "Contains", "indexOf"});
    if (k > 1 && t_.Is(k - 1, "(") && OneOf(t_.Text(k - 2), kLists)) return false;
    fetched |= IsFetched(k);
  }
  return fetched;
}

void ExposedFinder::Headers() {
  if (!r_.Holds("jwt|JWT|Jwt|jose|jws|Jws|jsonwebtoken")) return;
  for (std::uint32_t i = 2; i < t_.size(); ++i) {
    const std::string_view member = MemberOfHeader(i);
    const std::uint32_t after = t_.IsString(i) ? i + 2 : i + 1;
    const bool only_compared = t_.Is(after, "===") || t_.Is(after, "!==");
    if (BringsKey(member) && !t_.Is(after, "=") && !only_compared) {
      const bool fetched = IsFetched(i) || IsFetchedByName(i) || (member == "jwk" && IsMadeKey(i));
      r_.Tell(kKeyFromToken, {i - 2, after}, {}, fetched ? Confidence::kMedium : Confidence::kLow);
    }
    if (member == "kid") {
      const Binding* binding = BoundTo(i);
      if (binding != nullptr && binding->target.find('.') == std::string::npos && binding->target != "kid")
        kid_names_.emplace(binding->target, i);
    }
    if (t_.Is(i, "{")) Destructured(i);
    if (!t_.IsString(i) || !t_.StringAt(i).interpolated) continue;
    const std::string_view raw = t_.text.substr(t_.StringAt(i).begin, t_.StringAt(i).end - t_.StringAt(i).begin);
    bool by_kid = false;
    std::uint32_t read = kNone;
    Holes(raw, [&](std::string_view name, std::size_t) {
      by_kid |= name == "kid" || name.ends_with(".kid");
      if (const auto known = kid_names_.find(std::string(name)); known != kid_names_.end()) read = known->second;
    });
    // {header['kid']}
    by_kid |= Has(raw, "['kid']") || Has(raw, "[\"kid\"]") || Has(raw, "[:kid]");
    const bool reads = Has(raw, "/") || Has(Lower(raw), "select ") || Has(raw, ".pem") || Has(raw, ".key");
    if (!reads || raw.starts_with("http")) continue;
    if (by_kid) r_.Tell(kKeyFromToken, {i, i + 1}, {}, Confidence::kMedium);
    if (!by_kid && read != kNone) r_.Tell(kKeyFromToken, {read, read + 1}, {}, Confidence::kMedium, i);
  }
  for (const Call& call : p_.calls()) KeyReadBy(call);
}

// const { jku } = decodeProtectedHeader(token)
void ExposedFinder::Destructured(std::uint32_t open) {
  const std::uint32_t close = t_[open].pair;
  if (close == kNone || close > open + 40 || !t_.Is(close + 1, "=")) return;
  const std::string source = Lower(r_.TextOf(p_.Expression(close + 2)));
  if (!Has(source, "header")) return;
  for (std::uint32_t k = open + 1; k < close; ++k) {
    if (!t_.IsName(k) || !BringsKey(t_.Text(k)) || !(t_.Is(k - 1, "{") || t_.Is(k - 1, ","))) continue;
    const std::uint32_t name = t_.Is(k + 1, ":") && t_.IsName(k + 2) ? k + 2 : k;
    const bool fetched = IsFetchedBelow(t_.Text(name), close + 1);
    r_.Tell(kKeyFromToken, {open, close}, {}, fetched ? Confidence::kMedium : Confidence::kLow);
    return;
  }
}

// open("/keys/" + kid), path.join(dir, header.kid), Sprintf("keys/%s.pem", t.Header["kid"])
void ExposedFinder::KeyReadBy(const Call& call) {
  static constexpr auto kReaders = std::to_array<std::string_view>(
      {"open", "fopen", "readfile", "readfilesync", "readallbytes", "readalltext", "readstring", "file_get_contents",
       "read_to_string", "fileinputstream", "filereader", "file", "read_text", "read_bytes", "sprintf"});
  const std::string method = Lower(call.method());
  const bool joins =
      (method == "join" || method == "get" || method == "of" || method == "combine" || method == "resolve") &&
      ReceiverMatches(call.path, "~path");
  const bool reads = joins || std::ranges::find(kReaders, method) != kReaders.end() ||
                     (method == "read" && ReceiverMatches(call.path, "=File|=IO"));
  const bool asks = method == "execute" || method == "query" || method == "exec" || method == "raw";
  if (!reads && !asks) return;
  bool path = method != "sprintf";
  for (const Argument& argument : p_.Arguments(call.inner)) {
    bool by_kid = false;
    bool pieced = false;
    std::uint32_t named = kNone;
    for (std::uint32_t i = argument.value.begin; i < argument.value.end; ++i) {
      if (t_.IsString(i)) {
        const std::string& value = t_.StringAt(i).value;
        by_kid |= value == "kid" && i > argument.value.begin;
        path |= (asks && Has(Lower(value), "select ")) || Has(value, "/") || Has(value, ".pem") || Has(value, ".key");
        pieced |= value.size() > 8;
        continue;
      }
      by_kid |= t_.Is(i, "kid") || t_.Is(i, "getKeyId");
      // apiKey.KeyID is a key's own, and no header's.
      by_kid |= t_.Is(i, "KeyID") && !(t_.Is(i - 1, ".") && Lower(t_.Text(i - 2)).ends_with("key"));
      if (!t_.IsName(i) || t_.Is(i - 1, ".")) continue;
      if (const auto known = kid_names_.find(std::string(t_.Text(i))); known != kid_names_.end()) named = known->second;
    }
    if (!path || !(reads || pieced)) continue;
    if (by_kid) return r_.Tell(kKeyFromToken, call, {}, Confidence::kMedium);
    // The event is where the header is read: that line says kid.
    if (named != kNone) return r_.Tell(kKeyFromToken, {named, named + 1}, {}, Confidence::kMedium, call.begin);
  }
}

}  // namespace packrake::code
