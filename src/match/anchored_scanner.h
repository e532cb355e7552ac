#ifndef PACKRAKE_MATCH_ANCHORED_SCANNER_H_
#define PACKRAKE_MATCH_ANCHORED_SCANNER_H_

#include <cstdint>
#include <vector>

#include "match/database.h"
#include "match/dirty_lines.h"
#include "match/text_scanner.h"

namespace packrake {

/// The fast scanner: candidates come from Hyperscan's anchors, and from the base text where there is one. One per
/// thread.
class AnchoredScanner : public Matcher::Scanner, private TextScanner, private EventSink {
 public:
  /// All are borrowed and outlive the scanner. `owner` tells memos of one matcher from another's.
  AnchoredScanner(const void* owner, const CompiledRules& rules, const Database& database,
                  const Matcher::ScannerOptions& options);

  void Scan(const Blob& blob, HitSink& sink) override;
  const ScannerStats& stats() const override { return stats_; }

 private:
  /// The line of a rule's last event.
  struct LastLine {
    std::uint32_t epoch = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  void ScanSlice(const Blob& blob, HitSink& sink);
  bool ScanDerived(const Blob& blob, const Memo::Contents& base);
  void FindCandidates(const Text& text, Candidates& candidates) override;
  void FindCandidatesIn(std::string_view text, std::string_view bytes, const DirtyLines* dirty, Candidates& candidates);
  void OnEvent(std::uint32_t id, std::uint64_t end) noexcept override;

  const void* owner_;
  const Database& database_;
  Matcher::ScannerOptions options_;
  Scratch scratch_;
  DirtyLines dirty_lines_;
  Memo::Contents contents_;
  std::vector<Found> found_;

  // Of the scan that is running.
  std::string_view text_;
  const DirtyLines* dirty_ = nullptr;
  Candidates* candidates_ = nullptr;
  std::uint32_t epoch_ = 0;
  std::vector<LastLine> last_line_;  // by rule
  LastLine line_;                    // of the last event of all; epoch 0: none
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_ANCHORED_SCANNER_H_
