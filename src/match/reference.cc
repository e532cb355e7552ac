// The slow reference: what the fast scanner must agree with, written without any of what makes that one fast.
#include <algorithm>
#include <memory>
#include <utility>

#include "base/log.h"
#include "match/anchors.h"
#include "match/compiled_rules.h"
#include "match/encoded_forms.h"
#include "match/make_hits.h"
#include "match/scanner.h"
#include "match/text_scanner.h"

namespace packrake {
namespace {

/// Every line is a candidate of every rule, and a plain search finds the encoded forms.
class PlainScanner : public TextScanner {
 public:
  explicit PlainScanner(const CompiledRules& rules) : TextScanner(rules, true) {
    for (const Rule& rule : rules.set().rules) {
      auto anchor = AnchorOf(rule);
      auto decoders = DecodersOf(rule);
      if (!anchor || !decoders) continue;
      std::vector<EncodedForm> more = EncodedFormsOf(*anchor, *decoders);
      forms_.insert(forms_.end(), more.begin(), more.end());
    }
    std::sort(forms_.begin(), forms_.end());
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
  }

  void Scan(const Blob& blob, HitSink& sink) {
    std::vector<Found> found;
    StartBlob();
    ScanText({blob.bytes}, found, nullptr);
    OrderAndUnite(found);
    MakeHits(blob, /*inline_allow=*/true, found, sink);
  }

 private:
  void FindCandidates(const Text& text, Candidates& candidates) override {
    for (std::size_t begin = 0; begin < text.bytes.size();) {
      const std::size_t end = std::min(text.bytes.find('\n', begin), text.bytes.size());
      for (std::uint32_t rule = 0; rule < rules().size(); ++rule) candidates.lines.push_back({begin, end, rule, 0, 0});
      begin = end + 1;
    }
    for (const EncodedForm& form : forms_) {
      std::size_t at = text.bytes.find(form.bytes);
      for (; at != std::string_view::npos; at = text.bytes.find(form.bytes, at + 1)) {
        const auto last = static_cast<std::uint32_t>(at + form.bytes.size() - 1);
        candidates.places.push_back({last, form.decoder, std::nullopt});
      }
    }
  }

  std::vector<EncodedForm> forms_;
};

}  // namespace

struct ReferenceScanner::Impl {
  explicit Impl(std::unique_ptr<CompiledRules> compiled) : rules(std::move(compiled)), scanner(*rules) {}
  std::unique_ptr<CompiledRules> rules;
  PlainScanner scanner;
};

ReferenceScanner::ReferenceScanner(const RuleSet& rules, const ExaminerTable& examiners) {
  auto compiled = CompiledRules::Create(rules, examiners);
  if (compiled) {
    impl_ = std::make_unique<Impl>(*std::move(compiled));
  } else {
    log::Error("the reference cannot run: {}", compiled.error().message);
  }
}

ReferenceScanner::~ReferenceScanner() = default;

void ReferenceScanner::Scan(const Blob& blob, HitSink& sink) {
  if (impl_) impl_->scanner.Scan(blob, sink);
}

}  // namespace packrake
