#include "credential/pem.h"

#include <algorithm>
#include <string>

#include "credential/openssh.h"
#include "credential/pem_text.h"
#include "credential/pgp.h"
#include "credential/private_key.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::size_t kServiceAccountReach = 2048;  // Google's JSON puts the address next to the key

/// The domain of a service account's address, when the key stands in Google's JSON; "" otherwise.
std::string ServiceAccountDomain(const PemBlock& block, Window& window) {
  const std::size_t before = std::min<std::size_t>(block.begin, 40);
  if (window.Read(block.begin - before, block.begin).find("private_key") == std::string_view::npos) return "";
  const std::size_t begin = block.begin - std::min(block.begin, kServiceAccountReach);
  const std::string_view around = window.Read(begin, block.end + kServiceAccountReach);
  const std::size_t name = around.find("client_email");
  if (name == std::string_view::npos) return "";
  const std::size_t at = around.find('@', name);
  if (at == std::string_view::npos || at - name > 200) return "";
  const std::size_t end = around.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.", at + 1);
  return std::string(around.substr(at + 1, std::min(end - at - 1, std::size_t{100})));
}

void DescribePgp(const PemBlock& block, Draft& draft) {
  const auto key = block.plausible ? ReadPgpKey(block.bytes) : std::nullopt;
  if (!key) {
    draft.signals.emplace_back(signal::kStructureOnly);
    draft.confidence = Confidence::kMedium;
    return;
  }
  DescribePgpKey(*key, draft);
  if (!key->has_secret) draft.severity = Severity::kInfo;
}

/// For a body that does not decode: what it may be instead; false when it is nothing worth telling.
bool DescribeUndecoded(const PemBlock& block, Draft& draft) {
  if (!LooksLikeKeyMaterial(block.body)) return false;
  if (block.elided) {
    draft.signals.emplace_back(signal::kFiller);
    draft.confidence = Confidence::kLow;
    return true;
  }
  if (!block.closed) draft.signals.emplace_back(signal::kTruncated);
  draft.signals.emplace_back(signal::kStructureOnly);
  draft.confidence = Confidence::kMedium;
  return true;
}

class Pem : public Examiner {
 public:
  std::string_view name() const override { return "pem"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const auto block = ReadPemBlock(window, match.secret_begin, match.secret_end);
    if (!block || block->body.empty()) return;
    Draft draft;
    draft.begin = block->begin;
    draft.end = block->end;
    draft.secret = window.Read(block->begin, block->end);
    draft.identity = block->body;  // a decoded key puts its public half here
    draft.facts.push_back({"label", block->label});
    if (block->label.starts_with("PGP ")) {
      if (block->body.size() < 64) return;
      DescribePgp(*block, draft);
    } else if (block->label.starts_with("SSH2 ") && block->plausible) {
      if (const auto ssh2 = ReadSsh2Key(block->bytes)) {
        DescribeKey(*ssh2, draft);
      } else {
        draft.signals.emplace_back(signal::kEncrypted);
      }
    } else if (block->label.starts_with("TSS2 ") && block->plausible) {
      draft.severity = Severity::kLow;  // only the TPM that wrapped it can use it
      draft.facts.push_back({"encrypted", "TPM"});
    } else if (const auto key = ReadPemKey(*block)) {
      DescribeKey(*key, draft);
      if (key->type == "FIDO") draft.severity = Severity::kLow;
    } else if (!DescribeUndecoded(*block, draft)) {
      return;
    }
    if (std::string domain = ServiceAccountDomain(*block, window); !domain.empty()) {
      draft.facts.push_back({"service-account", std::move(domain)});
    }
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

const Examiner& PemExaminer() {
  static const Pem examiner;
  return examiner;
}

}  // namespace packrake
