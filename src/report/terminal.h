#ifndef PACKRAKE_REPORT_TERMINAL_H_
#define PACKRAKE_REPORT_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text for a terminal, made from text that nobody vouches for.
namespace packrake {

/// `text` without anything that a terminal would obey or that would deceive the eye: control characters, line ends and
/// runs of blanks become one space; bytes that are not UTF-8, and marks that reverse or hide text, become '?'.
std::string Printable(std::string_view text);

/// Columns that `text` takes: East Asian wide characters and most pictures take two, combining marks none.
/// REQUIRES: printable text. Source: Unicode 15, EastAsianWidth.txt, in whole blocks.
std::size_t ColumnsOf(std::string_view text);

/// `text` in lines of at most `columns`, broken at blanks, and inside a word only where it is longer than a line. At
/// least one line. REQUIRES: printable text, columns >= 2.
std::vector<std::string> Wrapped(std::string_view text, std::size_t columns);

/// `text`, its end replaced by "…" when it takes more than `columns`. REQUIRES: printable text, columns >= 1.
std::string CutTo(std::string_view text, std::size_t columns);

/// 1234567 as "1,234,567".
std::string Grouped(std::uint64_t number);

/// "1 finding", "2 findings".
std::string Counted(std::uint64_t number, std::string_view singular, std::string_view plural = {});

/// Colours, or nothing when they are off.
class Paint {
 public:
  enum class Style { kBold, kDim, kRed, kBrightRed, kYellow, kGreen, kCyan };
  explicit Paint(bool on) : on_(on) {}
  std::string operator()(Style style, std::string_view text) const;

 private:
  bool on_;
};

}  // namespace packrake

#endif  // PACKRAKE_REPORT_TERMINAL_H_
