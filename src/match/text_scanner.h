#ifndef PACKRAKE_MATCH_TEXT_SCANNER_H_
#define PACKRAKE_MATCH_TEXT_SCANNER_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/candidates.h"
#include "match/compiled_rules.h"
#include "match/found.h"
#include "match/line_matches.h"
#include "match/memo.h"
#include "match/scanner.h"
#include "text/decode.h"

namespace packrake {

/// How many decoders a text may have passed (DESIGN 4).
inline constexpr int kMaxDecodeLayers = 3;
/// Bytes of decoding that one blob may cost; beyond, the rest of it is not decoded, and a warning says so.
inline constexpr std::uint64_t kDecodeBudget = 64ULL << 20;

/// Lines that each pattern is asked of before its filter is made ready (line_filters.h).
inline constexpr std::uint32_t kUnaskedLines = 256;

/// Examines the candidates of a text, and those of what its encoded runs decode to. Where candidates are comes from a
/// subclass: from anchors, or (the reference) from everywhere. One per thread; buffers are kept from text to text.
class TextScanner {
 public:
  TextScanner(const CompiledRules& rules, bool decode);
  virtual ~TextScanner() = default;
  TextScanner(const TextScanner&) = delete;
  TextScanner& operator=(const TextScanner&) = delete;

 protected:
  /// A text and how it came about.
  struct Text {
    std::string_view bytes;
    int layer = 0;            ///< decoders passed
    std::uint32_t chain = 0;  ///< one bit for each of them
  };
  /// What is carried over from a base text; null in a full scan.
  struct Base {
    const Memo::Contents* contents = nullptr;
    const Derivation* derivation = nullptr;
  };

  /// Appends every line and encoded place of `text` that must be looked at.
  virtual void FindCandidates(const Text& text, Candidates& candidates) = 0;

  /// Begins a blob: its decoding budget is whole again.
  void StartBlob() {
    cost_ = 0;
    exhausted_ = false;
  }
  /// Whether the blob's decoding budget ran out: then no memo may be kept of it.
  bool exhausted() const { return exhausted_; }

  /// Finds candidates and examines them.
  void ScanText(const Text& text, std::vector<Found>& found, Memo::Contents* contents);

  /// Examines `candidates` (left in another order), appends what comes of them to `found` and, where `contents` is
  /// given, adds every verdict to it, in order. `contents` may hold lines that stay rejected already.
  void Examine(const Text& text, Candidates& candidates, const Base& base, std::vector<Found>& found,
               Memo::Contents* contents);

  Candidates& candidates_of_layer(int layer) { return layers_[static_cast<std::size_t>(layer)].candidates; }
  const CompiledRules& rules() const { return rules_; }
  bool decodes() const { return decode_; }

  ScannerStats stats_;
  double timer_weight_ = 0;  ///< of the blob in hand, for SampledTimer

 private:
  struct Layer {
    Candidates candidates;
    TextCache cache;
    std::vector<PatternMatch> matches;
    LineMatches known;
  };

  void ExamineLines(const Text& text, Candidates& candidates, std::vector<Found>& found, Memo::Contents* contents);
  void ExamineTextRules(const Text& text, std::vector<TextLine>& lines, const Base& base, std::vector<Found>& found,
                        Memo::Contents* contents);
  bool TextVerdictStands(const std::vector<TextLine>& lines, std::size_t first, std::size_t last, const Base& base,
                         std::uint64_t text_size, Memo::Contents* contents) const;
  void DecodePlaces(const Text& text, std::vector<EncodedPlace>& places, std::vector<Found>& found,
                    Memo::Contents* contents);
  bool ScanDecoded(const Text& text, std::uint32_t decoder, const Decoded& decoded, std::vector<Found>& found);

  const CompiledRules& rules_;
  bool decode_;
  LineSieve sieve_{kUnaskedLines};
  std::array<Layer, kMaxDecodeLayers + 1> layers_;
  std::uint64_t cost_ = 0;
  bool exhausted_ = false;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_TEXT_SCANNER_H_
