#ifndef PACKRAKE_CREDENTIAL_TEXT_ITEMS_H_
#define PACKRAKE_CREDENTIAL_TEXT_ITEMS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// A program or a file of settings as its lines show it: functions, members, sections and runs of statements. By
/// indentation and what lines begin with; no language is known.
namespace packrake::code {

/// Bytes [begin, end) of a text, whole lines.
struct LineSpan {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

/// Lines that belong together.
struct TextItem : LineSpan {
  static constexpr std::uint32_t kNoFrame = UINT32_MAX;
  std::uint32_t frame = kNoFrame;  ///< index in TextItems::frames of what it stands in
  bool import = false;
  bool run = false;  ///< statements of a line each, some of those that follow one another
};

/// What items stand in: a class, a namespace, a suite of tests.
struct TextFrame {
  LineSpan head, foot;
  std::uint32_t parent = TextItem::kNoFrame;
};

struct TextItems {
  /// Bytes; a larger item is cut into what it holds, where it holds several things.
  static constexpr std::size_t kLargest = 32U << 10;
  std::vector<TextItem> items;  ///< in the text's order; with the frames' heads and feet they are the whole text
  std::vector<TextFrame> frames;
};

/// Cuts `text` up. Linear.
TextItems CutIntoItems(std::string_view text);

/// Whether a line, its indentation taken off, belongs to the one below it: a comment, a decorator, an attribute.
/// REQUIRES: !line.empty()
bool LeadsOn(std::string_view line);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TEXT_ITEMS_H_
