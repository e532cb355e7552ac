#include "match/anchored_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/log.h"
#include "base/sampled_timer.h"
#include "match/encoded_forms.h"
#include "match/inherit.h"
#include "match/make_hits.h"
#include "packrake/source.h"

namespace packrake {
namespace {

// Offsets inside a text are 32 bits wide in memos and in hs_scan.
constexpr std::uint64_t kMaxText = kSliceSize + kSliceOverlap;

}  // namespace

AnchoredScanner::AnchoredScanner(const void* owner, const CompiledRules& rules, const Database& database,
                                 const Matcher::ScannerOptions& options)
    : TextScanner(rules, options.decode),
      owner_(owner),
      database_(database),
      options_(options),
      scratch_(database),
      last_line_(rules.size()) {}

void AnchoredScanner::Scan(const Blob& blob, HitSink& sink) {
  if (blob.bytes.size() <= kMaxText) {
    ScanSlice(blob, sink);
    return;
  }
  // Sources cut what is larger; one that does not gets the same slices here.
  Blob slice = blob;
  slice.derivation = nullptr;
  slice.memo = nullptr;
  for (std::uint64_t at = 0; at < blob.bytes.size(); at += kSliceSize) {
    slice.bytes = blob.bytes.substr(at, kMaxText);
    slice.offset = blob.offset + at;
    ScanSlice(slice, sink);
    const std::string_view passed = blob.bytes.substr(at, kSliceSize);
    slice.first_line += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  }
}

void AnchoredScanner::ScanSlice(const Blob& blob, HitSink& sink) {
  timer_weight_ = SampledTimer::WeightOf(stats_.blobs, blob.bytes.size());
  ++stats_.blobs;
  stats_.bytes += blob.bytes.size();
  found_.clear();
  contents_.lines.clear();
  contents_.runs.clear();
  contents_.texts.clear();
  Memo::Contents* contents = blob.memo != nullptr ? &contents_ : nullptr;

  const Memo* base = nullptr;
  if (options_.inherit && blob.derivation != nullptr) base = dynamic_cast<const Memo*>(blob.derivation->base);
  const bool derived = base != nullptr && base->IsFor(owner_, decodes()) && ScanDerived(blob, base->contents());
  if (!derived) {
    StartBlob();
    ScanText({blob.bytes}, found_, contents);
  }
  if (exhausted()) {
    const std::string_view name = blob.path;
    stats_.decoding_stopped.push_back(fmt::format("{} {}", Name(blob.where), name.empty() ? blob.id.hex() : name));
    log::Warn("{}: decoding stopped after {} MiB of encoded text; the rest of it was matched as it stands",
              stats_.decoding_stopped.back(), kDecodeBudget >> 20);
  }
  if (blob.memo != nullptr) {
    // Where decoding stopped depends on all that came before: nothing derived may rest on that.
    *blob.memo = exhausted() ? nullptr : std::make_unique<Memo>(owner_, decodes(), contents_);
  }
  if (found_.empty()) return;
  OrderAndUnite(found_);
  MakeHits(blob, options_.inline_allow, found_, sink);
}

bool AnchoredScanner::ScanDerived(const Blob& blob, const Memo::Contents& base) {
  const Derivation& derivation = *blob.derivation;
  Candidates& candidates = candidates_of_layer(0);
  candidates.Clear();
  {
    const SampledTimer timer(stats_.match_seconds, timer_weight_);
    if (!dirty_lines_.Find(blob.bytes, derivation, database_.max_width())) return false;
    stats_.derived_bytes += blob.bytes.size();
    stats_.dirty_bytes += dirty_lines_.buffer().size();
    FindCandidatesIn(blob.bytes, dirty_lines_.buffer(), &dirty_lines_, candidates);
  }
  StartBlob();
  stats_.inherited += InheritCandidates(base, derivation, dirty_lines_, blob.bytes.size(), candidates, contents_);
  Memo::Contents* contents = blob.memo != nullptr ? &contents_ : nullptr;
  Examine({blob.bytes}, candidates, {&base, &derivation}, found_, contents);
  if (!exhausted()) return true;
  found_.clear();  // a full scan may stop elsewhere, and it is the one that counts
  contents_.lines.clear();
  contents_.runs.clear();
  contents_.texts.clear();
  return false;
}

void AnchoredScanner::FindCandidates(const Text& text, Candidates& candidates) {
  // What decoding yields is part of the examination that decoded it.
  const SampledTimer timer(stats_.match_seconds, text.layer == 0 ? timer_weight_ : 0);
  FindCandidatesIn(text.bytes, text.bytes, nullptr, candidates);
}

void AnchoredScanner::FindCandidatesIn(std::string_view text, std::string_view bytes, const DirtyLines* dirty,
                                       Candidates& candidates) {
  text_ = text;
  dirty_ = dirty;
  candidates_ = &candidates;
  if (++epoch_ == 0) {  // after four thousand million texts: start afresh
    std::fill(last_line_.begin(), last_line_.end(), LastLine{});
    epoch_ = 1;
  }
  line_ = {};
  stats_.matched_bytes += bytes.size();
  database_.Scan(bytes, scratch_, *this);
}

void AnchoredScanner::OnEvent(std::uint32_t id, std::uint64_t end) noexcept {
  std::uint64_t last = end - 1;  // the match's last byte; it stands on the match's line, '\n' never being part of one
  if (dirty_ != nullptr) {
    const DirtyLines::Place place = dirty_->PlaceOf(last);
    last = place.offset;
    if (place.line_end != 0) line_ = {epoch_, place.line_begin, place.line_end};
  }
  const auto offset = static_cast<std::uint32_t>(last);
  if (id >= rules().size()) {
    const std::uint32_t decoder = DecoderOfEventId(rules().size(), id);
    auto& places = candidates_->places;
    if (!places.empty() && places.back().offset == offset && places.back().decoder == decoder) return;
    places.push_back({offset, decoder, std::nullopt});
    return;
  }
  // Thousands of events of one rule on one line cost one candidate.
  LastLine& known = last_line_[id];
  if (known.epoch == epoch_ && offset >= known.begin && offset < known.end) return;
  if (line_.epoch != epoch_ || offset < line_.begin || offset >= line_.end) {
    const char* data = text_.data();
    const void* before = memrchr(data, '\n', offset);
    const void* after = std::memchr(data + offset, '\n', text_.size() - offset);
    line_.epoch = epoch_;
    line_.begin = before == nullptr ? 0 : static_cast<std::uint32_t>(static_cast<const char*>(before) - data) + 1;
    line_.end = static_cast<std::uint32_t>(after == nullptr ? text_.size() : static_cast<const char*>(after) - data);
  }
  known = line_;
  candidates_->lines.push_back({line_.begin, line_.end, id, 0, 0});
}

}  // namespace packrake
