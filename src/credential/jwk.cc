#include "credential/jwk.h"

#include <string>

#include "base/base64.h"
#include "credential/jwk_text.h"
#include "credential/known_samples.h"
#include "credential/private_key.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::size_t kLeastSecretForIdentity = 8;  // bytes; a weaker one is not one thing wherever it stands

void AddFact(const char* name, const std::string& value, Draft& draft) {
  if (!value.empty()) draft.facts.push_back({name, value.substr(0, 100)});
}

/// Offset of `value` in `object` where it stands by itself, or npos.
std::size_t FindValue(std::string_view object, std::string_view value) {
  constexpr std::string_view kBefore = "\"'` \t:=>\n", kAfter = "\"'`\\ \t\r\n,;}])";
  for (std::size_t at = object.find(value); at != std::string_view::npos; at = object.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    const bool begins = at > 0 && kBefore.find(object[at - 1]) != std::string_view::npos;
    if (begins && (end == object.size() || kAfter.find(object[end]) != std::string_view::npos)) return at;
  }
  return std::string_view::npos;
}

/// Bytes that RFC 7518 section 3.2 asks of the secret.
std::size_t LeastSecret(std::string_view alg) { return alg == "HS512" ? 64 : alg == "HS384" ? 48 : 32; }

/// `kty: oct`: the secret is what `k` decodes to.
bool DescribeOct(const JwkObject& object, Window& window, Draft& draft) {
  const std::string& text = object.Get("k");
  if (text == "string" || text == "base64" || text == "base64url") return false;  // a schema says what it will be
  const auto secret = Base64UrlDecode(text);
  if (!secret || secret->empty()) return false;
  const std::string_view whole = window.Read(object.begin, object.end);
  const std::size_t at = FindValue(whole, text);
  // A value in pieces has no one place: the object is.
  draft.begin = at == std::string_view::npos ? object.begin : object.begin + at;
  draft.end = at == std::string_view::npos ? object.end : draft.begin + text.size();
  draft.secret = window.Read(draft.begin, draft.end);
  draft.identity = *secret;
  draft.identity_needs_path = secret->size() < kLeastSecretForIdentity;
  draft.facts.push_back({"bytes", std::to_string(secret->size())});
  const std::string& alg = object.Get("alg");
  const bool signs = alg.empty() ? object.Get("use") != "enc" : alg.starts_with("HS");
  if (signs && secret->size() < LeastSecret(alg)) draft.signals.emplace_back(signal::kWeak);
  for (const std::string_view written : {std::string_view(*secret), std::string_view(text)}) {
    const auto sample = KnownSecret(written);
    if (!sample) continue;
    draft.signals.emplace_back(sample->kind == SampleKind::kPublic ? signal::kKnownPublic : signal::kShippedDefault);
    AddFact("sample", std::string(sample->name), draft);
    break;
  }
  return true;
}

bool DescribeAsymmetric(const JwkObject& object, Window& window, Draft& draft) {
  const std::string& d = object.Get(object.Get("kty") == "AKP" ? "priv" : "d");
  if (d.empty()) return false;
  draft.begin = object.begin;
  draft.end = object.end;
  draft.secret = window.Read(object.begin, object.end);
  draft.identity = d;
  if (const auto key = ReadPrivateJwk(object)) {
    DescribeKey(*key, draft);
    return true;
  }
  if (!LooksLikeKeyMaterial(d)) return false;
  draft.signals.emplace_back(signal::kStructureOnly);
  draft.confidence = Confidence::kMedium;
  return true;
}

class Jwk : public Examiner {
 public:
  std::string_view name() const override { return "jwk"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const auto object = ReadJwkObject(window, matches.front().secret_begin);
    if (!object) return;
    Draft draft;
    const bool found =
        object->Get("kty") == "oct" ? DescribeOct(*object, window, draft) : DescribeAsymmetric(*object, window, draft);
    if (!found) return;
    AddFact("alg", object->Get("alg"), draft);
    AddFact("kid", object->Get("kid"), draft);
    AddFact("use", object->Get("use"), draft);
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

const Examiner& JwkExaminer() {
  static const Jwk examiner;
  return examiner;
}

}  // namespace packrake
