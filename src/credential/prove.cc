#include "credential/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/metrics.h"
#include "credential/hmac_lanes.h"
#include "credential/hmac_search.h"
#include "credential/jwt.h"
#include "credential/key_text.h"
#include "credential/known_samples.h"
#include "credential/literal_places.h"
#include "credential/prove_keys.h"
#include "credential/signals.h"
#include "credential/wordlist.h"

namespace packrake {
namespace {

// Origins of candidates below the number of inputs are those inputs; these are the others.
constexpr std::size_t kFromDictionary = SIZE_MAX, kFromWordlist = SIZE_MAX - 1, kFromClaims = SIZE_MAX - 2,
                      kFromPublicKey = SIZE_MAX - 3;

constexpr std::string_view kAbpSuffix = "_C421AAEE0D114E9C";  // see known_samples.cc

// With more tokens than this, dictionary words are tried as they stand: all forms are six times the work.
constexpr std::size_t kFewTokens = 500;

/// One run of Prove.
class Prover {
 public:
  Prover(std::span<const ProofInput> inputs, const ProveOptions& options, ProofSummary& summary)
      : inputs_(inputs.begin(), inputs.end()),
        options_(options),
        summary_(summary),
        search_(options.threads, [this](const HmacSearch::Match& match) { OnMatch(match); }) {}

  std::vector<Proof> Run(const LiteralSource& literals) {
    Read();
    TryFindings();
    TryDictionary();
    TryWordlist();
    TryKeys();
    if (literals && options_.budget_seconds > 0 && !Stopped()) TryLiterals(literals);
    summary_.proved = search_.token_count() - search_.left();
    if (search_.left() != 0 && (!literals || options_.budget_seconds <= 0 || Stopped())) summary_.exhausted = false;
    Order();
    return std::move(proofs_);
  }

 private:
  bool Stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  void Read() {
    std::unordered_set<std::string_view> distinct;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      ProofInput& input = inputs_[i];
      if (input.family == "jwt-token") {
        if (!distinct.insert(input.secret).second) continue;
        if (search_.Add(input.secret)) {
          tokens_.push_back(i);
        } else {
          signed_tokens_.push_back(i);
        }
      } else if (input.family == "private-key") {
        keys_.AddKey(input);
        passphrases_.AddLocked(input);
      } else if (input.family == "keystore") {
        passphrases_.AddLocked(input);
      } else if (input.family == "hmac-secret" && !input.secret.empty()) {
        secrets_.push_back(i);
      } else if (input.family == kPassphraseFamily) {
        said_passphrases_.push_back(i);
      } else if (input.family == kPublicKeyFamily) {
        publics_.push_back(i);
      }
    }
    summary_.tokens = search_.token_count();
  }

  void TryFindings() {
    search_.Try("", kFromDictionary, Forms::kAsWritten);
    for (const std::size_t i : secrets_) search_.Try(inputs_[i].secret, i);
    // What stands in the token itself, and what ABP's template makes of a project's name.
    for (const std::size_t i : tokens_) {
      const auto jws = ParseCompactJws(inputs_[i].secret);
      if (!jws) continue;
      for (const Json* object : {&jws->header, jws->claims ? &*jws->claims : nullptr}) {
        if (object == nullptr) continue;
        for (const char* name : {"kid", "iss", "aud", "sub", "client_id", "azp"}) {
          const Json* value = object->Find(name);
          if (value == nullptr || value->AsString().empty() || value->AsString().size() > kMaxWord) continue;
          search_.Try(value->AsString(), kFromClaims);
          search_.Try(value->AsString() + std::string(kAbpSuffix), kFromClaims, Forms::kAsWritten);
        }
      }
    }
    search_.Flush();
  }

  void TryDictionary() {
    std::unordered_map<std::string_view, std::vector<std::size_t>> secrets;
    for (const std::size_t i : secrets_) secrets[inputs_[i].secret].push_back(i);
    const Forms forms = search_.left() <= kFewTokens ? Forms::kAll : Forms::kAsWritten;
    ForEachWord(options_.dictionary, [&](std::string_view word) {
      search_.Try(word, kFromDictionary, forms);
      if (const auto found = secrets.find(word); found != secrets.end()) {
        for (const std::size_t i : found->second) AddDictionaryWord(inputs_[i]);
      }
      return !Stopped();
    });
    search_.Flush();
  }

  void TryWordlist() {
    if (options_.wordlist.empty() || search_.left() == 0 || options_.budget_seconds <= 0) return;
    const double deadline = ProcessCpuSeconds() + options_.budget_seconds;
    const auto goes_on = [&](std::uint64_t) {
      if (Stopped() || ProcessCpuSeconds() > deadline) summary_.exhausted = false;
      return summary_.exhausted;
    };
    const auto read = search_.TryFile(std::string(options_.wordlist), kFromWordlist, Forms::kAsWritten, goes_on);
    if (!read) summary_.notes.push_back(read.error().message);
  }

  void TryKeys() {
    const double deadline = ProcessCpuSeconds() + std::max(options_.budget_seconds, 1.0);
    for (const std::size_t i : signed_tokens_) {
      if (keys_.empty() || Stopped()) break;
      if (ProcessCpuSeconds() > deadline) {
        summary_.exhausted = false;
        break;
      }
      keys_.TryToken(inputs_[i], proofs_);
    }
    for (const auto& [pem, place] : keys_.PublicPems()) TryAsConfusion(pem, place);
    for (const std::size_t i : publics_) {
      if ((keys_.empty() && search_.left() == 0) || Stopped()) break;
      if (ProcessCpuSeconds() > deadline) {
        summary_.exhausted = summary_.exhausted && search_.left() == 0;
        break;
      }
      TryPublicText(inputs_[i].secret, inputs_[i].place);
    }
    Flush();
    if (options_.budget_seconds <= 0) return;  // a passphrase is made to be slow to try
    std::vector<ProofInput> secrets;
    for (const auto* some : {&said_passphrases_, &secrets_}) {
      for (const std::size_t i : *some) secrets.push_back(inputs_[i]);
    }
    const double slow_deadline = ProcessCpuSeconds() + options_.budget_seconds;
    std::atomic<bool> in_time{true};
    const auto goes_on = [&] {
      if (ProcessCpuSeconds() > slow_deadline) in_time = false;
      return in_time && !Stopped();
    };
    passphrases_.TryKnown(secrets, options_.threads, goes_on, proofs_);
    if (!in_time) summary_.notes.emplace_back("the time for proofs was up before all known passphrases were tried");
  }

  /// A public key's text as the HMAC secret: a verifier that lets the token choose HS256 takes it for that.
  void TryAsConfusion(std::string_view pem, std::string_view place) {
    public_places_.emplace(pem, place);
    search_.Try(pem, kFromPublicKey, Forms::kAsWritten);
  }

  void TryLiterals(const LiteralSource& literals) {
    LiteralRequest request;
    request.around = passphrases_.left_findings();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!search_.found(i)) request.around.push_back(inputs_[tokens_[i]].finding);
    }
    if (request.around.empty()) return;
    request.everywhere = search_.left() != 0;
    HmacLanes lanes(search_, options_.threads);
    const double deadline = ProcessCpuSeconds() + options_.budget_seconds;
    std::atomic<bool> in_time{true};
    request.goes_on = [&] {
      if (!Stopped() && ProcessCpuSeconds() <= deadline) return true;
      in_time = false;
      return false;
    };
    request.wants_others = [&lanes] { return lanes.Lacks(Standing::kLikely); };
    std::vector<std::uint64_t> given(static_cast<std::size_t>(options_.threads));
    std::vector<TryLiteral> attempts;
    attempts.reserve(static_cast<std::size_t>(options_.threads));
    for (int lane = 0; lane < options_.threads; ++lane) {
      attempts.emplace_back([&, lane](const LiteralText& literal) {
        if (++given[static_cast<std::size_t>(lane)] % 256 == 0 && !request.goes_on()) return false;
        const bool beside = literal.standing == Standing::kBeside;
        if (beside && passphrases_.any_left())
          passphrases_.Try(literal.text, PlaceName(literal), proofs_);
        if (request.everywhere) lanes.Try(lane, literal);
        return !beside || passphrases_.any_left() || search_.left() != 0;
      });
    }
    const bool whole = literals(request, attempts);
    for (const HmacLanes::Match& match : lanes.Take()) AddLiteral(match);
    summary_.literals = std::accumulate(given.begin(), given.end(), std::uint64_t{0});
    if (!in_time || (!whole && search_.left() != 0)) summary_.exhausted = false;
  }

  void TryPublicText(std::string_view text, std::string_view place) {
    const auto found = ReadPublicKeyText(text);
    if (!found) return;
    keys_.TryPublic(found->key, found->kind, place, proofs_);
    if (search_.left() == 0) return;
    for (const std::string& bytes : found->texts) TryAsConfusion(bytes, place);
    if (public_places_.size() >= kMostPublicTexts) Flush();
  }

  void Flush() {
    search_.Flush();
    public_places_.clear();
  }

  void AddDictionaryWord(const ProofInput& secret) {
    Proof proof{secret.finding,
                std::nullopt,
                {"dictionary", "it stands in the dictionary of weak secrets"},
                {signal::kDictionaryWord},
                {},
                {}};
    proofs_.push_back(std::move(proof));
  }

  void OnMatch(const HmacSearch::Match& match) {
    const ProofInput& token = inputs_[tokens_[match.token]];
    const std::string way = match.form.empty() ? "" : fmt::format(" ({})", match.form);
    Proof proof{token.finding, std::nullopt, {"signature", ""}, {signal::kProved}, {}, {}};
    if (match.origin < inputs_.size()) {
      const ProofInput& secret = inputs_[match.origin];
      proof.other = secret.finding;
      proof.evidence.text = TokenProofText(secret.place, match.form);
      proofs_.push_back({secret.finding,
                         token.finding,
                         {"signature", SecretProofText(token.place, match.form)},
                         {signal::kProved},
                         {},
                         {}});
    } else if (match.origin == kFromDictionary) {
      proof.evidence = {"dictionary", match.literal.empty()
                                          ? "an empty secret makes its signature"
                                          : fmt::format("the word {} of the dictionary{} makes its signature",
                                                        Secret(match.literal).Redacted(), way)};
      proof.signals.emplace_back(signal::kDictionaryWord);
    } else if (match.origin == kFromWordlist) {
      proof.evidence = {"dictionary", fmt::format("the word {} of the wordlist makes its signature",
                                                  Secret(match.literal).Redacted())};
      proof.signals.emplace_back(signal::kDictionaryWord);
    } else if (match.origin == kFromClaims) {
      proof.evidence = {"dictionary", fmt::format("what the token itself says{} makes its signature", way)};
      proof.signals.emplace_back(signal::kDictionaryWord);
    } else {
      const auto place = public_places_.find(std::string(match.literal));
      proof.evidence = {
          "public-key-as-hmac",
          fmt::format("the public key at {}, taken as an HMAC secret, makes its signature: algorithm confusion",
                      place == public_places_.end() ? "an unknown place" : place->second)};
    }
    Add(std::move(proof), match.literal);
  }

  void AddLiteral(const HmacLanes::Match& match) {
    const ProofInput& token = inputs_[tokens_[match.token]];
    Proof proof{token.finding, std::nullopt, {"signature", TokenProofText(match.place, match.form)},
                {signal::kProved}, Secret(match.literal), std::string(match.form)};
    Add(std::move(proof), match.literal);
  }

  void Add(Proof proof, std::string_view secret) {
    if (const auto sample = KnownSecret(secret)) {
      proof.signals.emplace_back(sample->kind == SampleKind::kPublic ? signal::kKnownPublic : signal::kShippedDefault);
    }
    proofs_.push_back(std::move(proof));
  }

  void Order() {
    const auto key = [](const Proof& proof) {
      return std::tie(proof.finding, proof.other, proof.evidence.kind, proof.evidence.text);
    };
    std::sort(proofs_.begin(), proofs_.end(), [&](const Proof& a, const Proof& b) { return key(a) < key(b); });
  }

  static constexpr std::size_t kMostPublicTexts = 256;

  std::vector<ProofInput> inputs_;
  const ProveOptions& options_;
  ProofSummary& summary_;
  HmacSearch search_;
  KeyProver keys_;
  PassphraseProver passphrases_;
  std::vector<std::size_t> tokens_;         // index in inputs_ of each of search_'s tokens
  std::vector<std::size_t> signed_tokens_;  // the others: asymmetric, unsigned, cut
  std::vector<std::size_t> secrets_;
  std::vector<std::size_t> publics_;
  std::vector<std::size_t> said_passphrases_;  // what a name says is one
  std::unordered_map<std::string, std::string> public_places_;
  std::vector<Proof> proofs_;
};

}  // namespace

std::string TokenProofText(std::string_view place, std::string_view form) {
  return fmt::format("the secret at {}{} makes its signature", place, form.empty() ? "" : fmt::format(" ({})", form));
}

std::string SecretProofText(std::string_view token_place, std::string_view form) {
  return fmt::format("it makes{} the signature of the token at {}", form.empty() ? "" : fmt::format(" ({})", form),
                     token_place);
}

std::vector<Proof> Prove(std::span<const ProofInput> inputs, const ProveOptions& options, const LiteralSource& literals,
                         ProofSummary& summary) {
  summary = {};
  return Prover(inputs, options, summary).Run(literals);
}

}  // namespace packrake
