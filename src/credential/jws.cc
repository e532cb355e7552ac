#include "credential/jws.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>
#include <string>
#include <utility>

#include "base/base64.h"
#include "credential/claims.h"
#include "credential/jws_lines.h"
#include "credential/jwt.h"
#include "credential/known_samples.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr int kMostStarts = 8;

// base64url of `{` with what may follow it: `{"`, `{ "`, `{  `, `{\n `, `{\n\t`, `{\r\n`, `{\t"`.
constexpr std::string_view kStarts[] = {"eyJ", "eyAi", "eyAg", "ewog", "ewoJ", "ew0K", "ewki"};

/// One clock for the whole run, so that equal tokens get equal verdicts.
std::int64_t StartOfRun() {
  static const auto start = static_cast<std::int64_t>(std::time(nullptr));
  return start;
}

std::size_t NextStart(std::string_view text, std::size_t from) {
  std::size_t next = std::string_view::npos;
  for (const std::string_view start : kStarts) next = std::min(next, text.find(start, from));
  return next;
}

/// The token at the front of `text` or, where other base64url characters are glued to it, at a later start of its first
/// part: `begin` receives the offset.
std::optional<CompactJws> ParseSomewhere(std::string_view text, std::size_t* begin) {
  const std::size_t dot = text.find('.');
  std::size_t at = 0;
  for (int i = 0; i < kMostStarts && at < dot; ++i, at = NextStart(text, at + 1)) {
    if (auto jws = ParseCompactJws(text.substr(at))) {
      *begin = at;
      return jws;
    }
  }
  return std::nullopt;
}

bool MayHaveAnyPayload(const Json& header) {
  return header.Find("b64") != nullptr || header.Find("zip") != nullptr || header.Find("cty") != nullptr;
}

// A signed request of ACME (RFC 8555 section 6.2) is good once, at one address.
bool IsRequest(const Json& header) { return header.Find("nonce") != nullptr && header.Find("url") != nullptr; }

bool HasSignatureOfItsAlgorithm(const CompactJws& jws) {
  return !jws.signature.empty() && IsSignatureSize(jws.alg, jws.signature.size());
}

void AddSignatureSignals(const CompactJws& jws, Draft& draft) {
  std::string alg = jws.alg;
  for (char& c : alg) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (alg == "none" || jws.signature_text.empty()) {
    draft.signals.emplace_back(signal::kAlgNone);
  } else if (!HasSignatureOfItsAlgorithm(jws)) {
    draft.signals.emplace_back(signal::kTruncated);
  }
  if (const auto sample = KnownSignature(jws.signature_text)) {
    draft.signals.emplace_back(signal::kKnownPublic);
    draft.facts.push_back({"sample", std::string(sample->name)});
  }
}

/// A token in pieces: the secret is the text with what stands between them, the identity the token itself.
void AddJoined(JoinedToken joined, Draft draft, std::vector<Draft>& drafts, Window& window) {
  const auto jws = ParseCompactJws(joined.token);
  if (!jws) return;
  draft.end = joined.end;
  draft.secret = window.Read(draft.begin, draft.end);
  DescribeClaims(*jws, StartOfRun(), draft);
  AddSignatureSignals(*jws, draft);
  draft.identity = std::move(joined.token);
  drafts.push_back(std::move(draft));
}

class Jws : public Examiner {
 public:
  std::string_view name() const override { return "jws"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    std::string_view text = window.Read(match.secret_begin, match.secret_end);
    std::size_t begin = 0;
    const auto jws = ParseSomewhere(text, &begin);
    if (!jws || jws->header.Find("enc") != nullptr) return;  // `enc` makes it a JWE, for which another rule looks
    Draft draft;
    draft.begin = match.secret_begin + begin;
    draft.end = match.secret_end;
    draft.secret = text.substr(begin);
    if (!HasSignatureOfItsAlgorithm(*jws)) {
      if (auto joined = JoinTokenLines(window, draft.begin, draft.end)) {
        AddJoined(std::move(*joined), draft, drafts, window);
        return;
      }
    }
    if (DescribeToken(*jws, draft)) drafts.push_back(std::move(draft));
  }
};

class JwsLines : public Examiner {
 public:
  std::string_view name() const override { return "jws-lines"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view piece = window.Read(match.secret_begin, match.secret_end);
    if (std::count(piece.begin(), piece.end(), '.') > 1)
      return;  // one line holds header and claims: the other examiner's
    Draft draft;
    draft.begin = match.secret_begin;
    if (auto joined = JoinTokenLines(window, match.secret_begin, match.secret_end)) {
      AddJoined(std::move(*joined), std::move(draft), drafts, window);
    }
  }
};

class Jwe : public Examiner {
 public:
  std::string_view name() const override { return "jwe"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view text = window.Read(match.secret_begin, match.secret_end);
    Draft draft;
    draft.begin = match.secret_begin;
    draft.end = match.secret_end;
    draft.secret = text;
    if (DescribeEncryptedToken(text.substr(0, text.find('.')), draft)) drafts.push_back(std::move(draft));
  }
};

}  // namespace

bool DescribeToken(const CompactJws& jws, Draft& draft) {
  const bool any_payload = MayHaveAnyPayload(jws.header);
  if (!jws.claims && !any_payload && (jws.payload.empty() || jws.signature.empty())) return false;
  if ((!jws.claims && !any_payload) || IsRequest(jws.header)) {
    draft.signals.emplace_back(signal::kNotAToken);
    draft.confidence = Confidence::kLow;
  }
  DescribeClaims(jws, StartOfRun(), draft);
  AddSignatureSignals(jws, draft);
  return true;
}

bool DescribeEncryptedToken(std::string_view header, Draft& draft) {
  const auto text = Base64UrlDecode(header);
  if (!text) return false;
  const auto json = ParseJson(*text, 32);
  if (!json || !json->is_object()) return false;
  for (const char* name : {"alg", "enc"}) {
    const Json* value = json->Find(name);
    if (value == nullptr || value->AsString().empty()) return false;
    draft.facts.push_back({name, value->AsString().substr(0, 100)});
  }
  if (const Json* kid = json->Find("kid"); kid != nullptr && !kid->AsString().empty()) {
    draft.facts.push_back({"kid", kid->AsString().substr(0, 100)});
  }
  return true;
}

const Examiner& JwsExaminer() {
  static const Jws examiner;
  return examiner;
}

const Examiner& JwsLinesExaminer() {
  static const JwsLines examiner;
  return examiner;
}

const Examiner& JweExaminer() {
  static const Jwe examiner;
  return examiner;
}

}  // namespace packrake
