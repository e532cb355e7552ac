#ifndef PACKRAKE_CREDENTIAL_LANGUAGE_H_
#define PACKRAKE_CREDENTIAL_LANGUAGE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// What the tokenizer and the flow need to know of each programming language: one row each in language.cc. Which
/// language a text is in, language_guess.cc judges by the words of language_words.cc.
namespace packrake::code {

enum class LanguageId : std::uint8_t {
  kPython,
  kJavaScript,  ///< and TypeScript, JSON with comments
  kJava,
  kKotlin,
  kScala,
  kGroovy,
  kCSharp,
  kVisualBasic,
  kGo,
  kRuby,
  kPhp,
  kRust,
  kElixir,
  kCpp,  ///< and C, Objective-C
  kSwift,
  kDart,
  kLua,
  kPerl,
  kClojure,
  kSql,
  kPowerShell,
  kErlang,
};
inline constexpr int kLanguages = 22;

/// A set of languages, one bit each.
using LanguageSet = std::uint32_t;
constexpr LanguageSet Only(LanguageId id) { return 1U << static_cast<unsigned>(id); }
inline constexpr LanguageSet kAnyLanguage = (1U << kLanguages) - 1;

/// How a back-quoted run is read.
enum class Backtick : std::uint8_t { kPunctuation, kTemplate, kRaw, kName };
/// How `<<` may begin a string.
enum class Heredoc : std::uint8_t { kNone, kRuby, kPhp, kPerl };

/// The lexical habits of one language. All views are literals.
struct Language {
  LanguageId id;
  std::string_view name;
  std::string_view line_comment;        ///< "//", "#", "--", ";" or "'"
  std::string_view other_line_comment;  ///< PHP has two
  std::string_view block_open;
  std::string_view block_close;
  std::string_view quotes;         ///< characters that open a string
  bool multiline_strings = false;  ///< a plain string may go on after a line end
  bool triple_quotes = false;
  bool doubled_quotes = false;  ///< a quote inside a string is written twice, and a backslash is itself
  Backtick backtick = Backtick::kPunctuation;
  std::string_view prefixes;    ///< letters and signs that may stand directly before an opening quote
  std::string_view hole;        ///< opens interpolation in a double-quoted string: "#{", "${", "\\("
  bool dollar_hole = false;     ///< `$name` interpolates in a double-quoted string
  std::string_view name_start;  ///< characters besides letters and `_` that may begin a name
  std::string_view name_more;   ///< and those that may go on in one
  Heredoc heredoc = Heredoc::kNone;
  bool regex_literals = false;   ///< `/…/` where an operand is due
  bool indented = false;         ///< blocks are told by indentation (or `end`), not by braces
  bool annotated_names = false;  ///< `name: Type = value`
};

const Language& LanguageOf(LanguageId id);

/// The languages that `text` may be written in, most likely first, at most nine of a snippet and three of a longer
/// text; empty for what looks like no program at all. Judged by words and signs: in history a text has no name. Only
/// the first kGuessedBytes are looked at: the rest of a long file is more of the same.
std::vector<LanguageId> GuessLanguages(std::string_view text);
inline constexpr std::size_t kGuessedBytes = 16U << 10;

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LANGUAGE_H_
