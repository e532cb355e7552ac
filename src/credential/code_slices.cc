#include "credential/code_slices.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "credential/lexer_bytes.h"
#include "credential/line_bytes.h"
#include "credential/text_items.h"
#include "text/byte_set.h"
#include "text/lines.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

// What is taken in because its name is used: a line, or a few that hold a literal.
constexpr std::size_t kLongestUsed = 160, kLongestWithLiteral = 400, kMostTakenIn = 4U << 10;
constexpr std::size_t kLargestImport = 2U << 10;
constexpr std::size_t kMostImports = 8U << 10;  // of a slice; a text of many programs has thousands
constexpr int kMostSteps = 3;
constexpr std::size_t kMostOfText = 4;  // slices of more than so many times the text are dearer than the whole of it
constexpr std::size_t kMostDefiners = 2;  // a name that more lines have tells nothing: err, self, test
constexpr std::size_t kMostImportedNames = 8;
constexpr std::size_t kHeadBytes = 240;  // of a line, for the names on it

constexpr ByteSet kNameBytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$");

template <class Visit>
void ForEachName(std::string_view text, Visit&& visit) {
  for (std::size_t i = kNameBytes.FindIn(text); i != std::string_view::npos; i = kNameBytes.FindIn(text, i)) {
    std::size_t end = i + 1;
    while (end < text.size() && kNameBytes.Has(text[end])) ++end;
    if (end - i > 1 && !IsDigit(text[i])) visit(text.substr(i, end - i));
    i = end;
  }
}

class Slicer {
 public:
  Slicer(std::string_view text, const TextItems& cut) : text_(text), items_(cut.items), frames_(cut.frames) {}

  std::optional<std::vector<TextSlice>> Slices(std::span<const std::size_t> places) {
    std::vector<bool> seeds(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) seeds[i] = SpeaksOfJwt(TextOf(items_[i]));
    for (const std::size_t place : places) seeds[ItemAt(place)] = true;
    if (HasLarge(seeds)) return std::nullopt;
    SeedUsers(seeds);
    if (HasLarge(seeds)) return std::nullopt;
    if (std::ranges::none_of(seeds, [](bool seed) { return seed; })) return std::vector<TextSlice>();
    Define();
    taken_in_.resize(items_.size());
    std::vector<TextSlice> slices;
    std::size_t bytes = 0;
    bool imports_seen = false;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      if (!seeds[i]) continue;
      if (items_[i].import && std::exchange(imports_seen, true)) continue;  // every slice has them all
      slices.push_back(SliceOf(i));
      bytes += slices.back().bytes.size();
      if (bytes > kMostOfText * text_.size()) return std::nullopt;
    }
    return slices;
  }

 private:
  std::string_view TextOf(const LineSpan& span) const { return text_.substr(span.begin, span.size()); }

  /// Whether one of them is a text of its own, as a bundle's line is.
  bool HasLarge(const std::vector<bool>& seeds) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (seeds[i] && items_[i].size() > 2 * TextItems::kLargest) return true;
    }
    return false;
  }

  std::size_t ItemAt(std::size_t place) const {
    const auto next = std::ranges::upper_bound(items_, place, {}, [](const TextItem& item) { return item.begin; });
    return next == items_.begin() ? 0 : static_cast<std::size_t>(next - items_.begin()) - 1;
  }

  /// What uses a name that a seed imports may do so without any word that led here: encode(payload, 'x').
  void SeedUsers(std::vector<bool>& seeds) const {
    std::unordered_set<std::string_view> names;
    std::bitset<kSlots> sieve;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!seeds[i] || !items_[i].import) continue;
      ForEachImported(TextOf(items_[i]).substr(0, kHeadBytes), [&](std::string_view name) {
        names.insert(name);
        sieve[SlotOf(name)] = true;
      });
    }
    if (names.empty()) return;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (seeds[i]) continue;
      ForEachName(TextOf(items_[i]), [&](std::string_view name) {
        if (sieve[SlotOf(name)] && names.contains(name)) seeds[i] = true;
      });
    }
  }

  /// The first few names that a line imports.
  template <class Visit>
  static void ForEachImported(std::string_view line, Visit&& visit) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"import", "from", "use", "using", "require", "const", "let", "var", "static", "package", "include",
         "namespace"});
    std::size_t names = 0;
    for (std::size_t at = 0; at < line.size();) {  // outside quotes: inside is a path
      const std::size_t open = std::min(kQuotes.FindIn(line, at), line.size());
      ForEachName(line.substr(at, open - at), [&](std::string_view name) {
        if (name.size() < 3 || std::ranges::find(kWords, name) != kWords.end() || SpeaksOfJwt(name)) return;
        if (++names <= kMostImportedNames) visit(name);
      });
      at = open < line.size() ? std::min(line.find(line[open], open + 1), line.size() - 1) + 1 : open;
    }
  }

  /// The line of an item that says what it is, its indentation taken off.
  std::string_view HeadOf(const TextItem& item) const {
    for (std::size_t at = item.begin; at < item.end;) {
      const std::size_t end = LineEnd(text_, at);
      const std::size_t begin = std::min(text_.find_first_not_of(" \t", at), end);
      const std::string_view line = text_.substr(begin, std::min(end - begin, kHeadBytes));
      if (!line.empty() && line != "\r" && !LeadsOn(line)) return line;
      at = end + 1;
    }
    return {};
  }

  /// By length and three bytes: most names of a program are defined elsewhere.
  static std::size_t SlotOf(std::string_view name) {
    const auto at = [name](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
    return (at(0) * 1031 + at(name.size() / 2) * 271 + at(name.size() - 1) * 67 + name.size()) % kSlots;
  }

  using ItemsByName = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;
  void Note(std::string_view names, std::uint32_t item, ItemsByName& by_name) {
    ForEachName(names, [&](std::string_view name) {
      sieve_[SlotOf(name)] = true;
      std::vector<std::uint32_t>& items = by_name[name];
      if (items.size() <= kMostDefiners && (items.empty() || items.back() != item)) items.push_back(item);
    });
  }

  /// Notes which names the short items define, and which ones their calls with literals use.
  void Define() {
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      const TextItem& item = items_[i];
      const std::string_view text = TextOf(item);
      if (item.import) {
        if (item.size() <= kLargestImport) imports_.push_back(i);
        continue;
      }
      const bool quoted = HasQuote(text);
      if (!item.run && item.size() > (quoted ? kLongestWithLiteral : kLongestUsed)) continue;
      for (std::size_t at = 0; at < text.size(); at = LineEnd(text, at) + 1) {
        const std::string_view line = text.substr(at, LineEnd(text, at) - at);
        const std::size_t sign = line.find('=');
        const bool assigns = sign != std::string_view::npos && At(line, sign + 1) != '>';
        if (assigns || at == 0) Note(line.substr(0, assigns ? sign : kHeadBytes), i, definers_);
        const bool calls = item.run && quoted && line.find('(') != std::string_view::npos;
        if (calls && HasQuote(line)) Note(line, i, users_);
      }
    }
  }

  /// Takes in the items that have one of the names in `text`.
  void TakeIn(std::string_view text, const ItemsByName& by_name, std::vector<std::uint32_t>& taken,
              std::size_t& bytes) {
    ForEachName(text, [&](std::string_view name) {
      if (!sieve_[SlotOf(name)]) return;
      const auto items = by_name.find(name);
      if (items == by_name.end() || items->second.size() > kMostDefiners) return;
      for (const std::uint32_t item : items->second) {
        if (taken_in_[item] == slice_ || bytes + items_[item].size() > kMostTakenIn) continue;
        taken_in_[item] = slice_;
        bytes += items_[item].size();
        taken.push_back(item);
      }
    });
  }

  TextSlice SliceOf(std::uint32_t seed) {
    ++slice_;
    std::vector<std::uint32_t> taken = {seed};
    taken_in_[seed] = slice_;
    std::size_t bytes = 0;
    // What is built or called with a literal: new Tokens('…'), make_token(user, '…').
    TakeIn(HeadOf(items_[seed]), users_, taken, bytes);
    for (std::uint32_t f = items_[seed].frame; f != TextItem::kNoFrame; f = frames_[f].parent)
      TakeIn(TextOf(frames_[f].head).substr(0, kHeadBytes), users_, taken, bytes);
    for (std::size_t first = 0, step = 0; step < kMostSteps && first < taken.size(); ++step) {
      const std::size_t last = taken.size();
      for (std::size_t k = first; k < last; ++k) TakeIn(TextOf(items_[taken[k]]), definers_, taken, bytes);
      first = last;
    }
    TakeInImports(seed, taken);
    return Put(taken);
  }

  /// All of them, or those that stand nearest before the seed, and then behind it: each program of a snapshot has its
  /// own.
  void TakeInImports(std::uint32_t seed, std::vector<std::uint32_t>& taken) const {
    const auto behind = std::ranges::upper_bound(imports_, seed);
    std::size_t bytes = 0;
    const auto take = [&](std::uint32_t import) {
      if (import == seed) return true;
      bytes += items_[import].size();
      if (bytes > kMostImports) return false;
      taken.push_back(import);
      return true;
    };
    for (auto import = behind; import != imports_.begin();) {
      if (!take(*--import)) return;
    }
    for (auto import = behind; import != imports_.end(); ++import) {
      if (!take(*import)) return;
    }
  }

  /// The items, with the frames round them.
  TextSlice Put(const std::vector<std::uint32_t>& items) const {
    std::vector<LineSpan> spans;
    std::vector<std::uint32_t> framed;
    for (const std::uint32_t item : items) {
      spans.push_back(items_[item]);
      for (std::uint32_t f = items_[item].frame; f != TextItem::kNoFrame; f = frames_[f].parent) {
        if (std::ranges::find(framed, f) != framed.end()) break;
        framed.push_back(f);
        spans.push_back(frames_[f].head);
        spans.push_back(frames_[f].foot);
      }
    }
    std::ranges::sort(spans, {}, &LineSpan::begin);
    TextSlice slice;
    for (const LineSpan& span : spans) {
      if (span.size() == 0) continue;
      slice.pieces.push_back({slice.bytes.size(), span.begin});
      slice.bytes += TextOf(span);
      if (!slice.bytes.ends_with('\n')) slice.bytes += '\n';
    }
    return slice;
  }

  const std::string_view text_;
  const std::vector<TextItem>& items_;
  const std::vector<TextFrame>& frames_;
  static constexpr std::size_t kSlots = 1U << 14;
  std::bitset<kSlots> sieve_;  ///< of the names in both
  ItemsByName definers_, users_;
  std::vector<std::uint32_t> imports_;
  std::vector<std::uint32_t> taken_in_;  ///< by item: the slice that took it in last
  std::uint32_t slice_ = 0;
};

}  // namespace

bool SpeaksOfJwt(std::string_view text) {
  static constexpr WordSet kWords(std::to_array<std::string_view>(
      {"jwt", "jws", "jose", "web_token", "webtoken", "secret", "guardian", "joken", "hmac", "hs256", "hs384", "hs512",
       "bearer", "signing"}));
  return kWords.StandsIn(text);
}

std::size_t TextSlice::OffsetOf(std::size_t at) const {
  const auto next = std::ranges::upper_bound(pieces, at, {}, &Piece::at);
  const Piece& piece = next == pieces.begin() ? *next : *(next - 1);
  return piece.offset + (at - piece.at);
}

std::optional<std::vector<TextSlice>> SlicesOf(std::string_view text, std::span<const std::size_t> places) {
  const TextItems cut = CutIntoItems(text);
  if (cut.items.empty()) return std::nullopt;
  return Slicer(text, cut).Slices(places);
}

}  // namespace packrake::code
