#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <vector>

#include "credential/language.h"
#include "credential/language_words.h"

// Which languages a text may be in, by its words, signs and lines.
namespace packrake::code {
namespace {

using L = LanguageId;

bool IsWordByte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// What the shape of a whole line tells; a shape counts thrice at most.
template <class Add>
void AddLineHints(std::string_view text, Add&& add) {
  struct Shape {
    std::string_view begins;
    std::string_view ends;
    std::string_view without;  // characters that the line must not hold
    L id;
    int points;
    int seen = 0;
  };
  Shape shapes[] = {
      {"def ", ":", "", L::kPython, 8},        {"config :", "", "", L::kElixir, 8},
      {"async def ", ":", "", L::kPython, 8},  {"class ", ":", "{", L::kPython, 6},
      {"from ", "", ";'\"{", L::kPython, 5},   {"import ", "", ";'\"{.*", L::kPython, 2},
      {"with ", ":", "", L::kPython, 5},       {"require '", "'", "", L::kRuby, 4},
      {"end", "", " ;(", L::kRuby, 2},         {"#include", "", "", L::kCpp, 8},
      {"#define ", "", "", L::kCpp, 8},        {"set :", "", "", L::kRuby, 6},
      {"cookies[:", "", "", L::kRuby, 6},      {"enable :", "", "", L::kRuby, 4},
      {"raise ", "\"", "(:", L::kRuby, 6},     {"plugin :", "", "", L::kRuby, 4},
      {"let mut ", ";", "", L::kRust, 6},      {"package ", "", "; .", L::kGo, 3},
      {"using ", ";", "=(", L::kCSharp, 5},    {"use ", ";", "\\", L::kRust, 2},
      {"func ", "{", "", L::kGo, 2},           {"Dim ", "", ";", L::kVisualBasic, 6},
      {"local ", "", ";", L::kLua, 3},         {"@", " do", "", L::kElixir, 3},
      {"@", "\"", "(=:;", L::kElixir, 5},      {"const {", "", "", L::kJavaScript, 3},
      {"import {", "", "", L::kJavaScript, 3}, {"defmodule ", " do", "", L::kElixir, 20},
      {"import groovy.", "", ";", L::kGroovy, 20}, {"def ", "{", ":=", L::kGroovy, 4},
      {"-module(", "", "", L::kErlang, 20},    {"-export([", "", "", L::kErlang, 10},
      {"create table ", "", "={:", L::kSql, 4}, {"create or replace ", "", "={:", L::kSql, 8},
      {"create extension ", ";", "={:", L::kSql, 8}, {"insert into ", "", "={:", L::kSql, 4},
      {"alter database ", ";", "", L::kSql, 8}, {"alter table ", "", "={:", L::kSql, 4},
  };
  std::array<std::uint64_t, 256> shapes_of{};  // by the first byte of a line, one bit a shape
  static_assert(std::size(decltype(shapes){}) <= 64);
  for (std::size_t s = 0; s < std::size(shapes); ++s)
    shapes_of[static_cast<unsigned char>(shapes[s].begins[0])] |= std::uint64_t{1} << s;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    std::string_view content = text.substr(line, end - line);
    line = end + 1;
    while (!content.empty() && (content.front() == ' ' || content.front() == '\t')) content.remove_prefix(1);
    while (!content.empty() && (content.back() == ' ' || content.back() == '\r')) content.remove_suffix(1);
    std::uint64_t rest = content.empty() ? 0 : shapes_of[static_cast<unsigned char>(content[0])];
    for (; rest != 0; rest &= rest - 1) {
      Shape& shape = shapes[std::countr_zero(rest)];
      if (shape.seen >= 3 || !content.starts_with(shape.begins) || !content.ends_with(shape.ends)) continue;
      if (content.substr(shape.begins.size()).find_first_of(shape.without) != std::string_view::npos) continue;
      if (shape.id == L::kPython && shape.begins == "from " && content.find(" import ") == std::string_view::npos)
        continue;
      ++shape.seen;
      add(shape.id, shape.points);
    }
  }
}

/// Tells by its length and first two bytes that a word is none of Words(), as most are not.
class WordSieve {
 public:
  WordSieve() {
    for (const auto& [word, unused] : Words()) {
      const std::uint64_t length = std::uint64_t{1} << word.size();
      first_[static_cast<unsigned char>(word[0])] |= length;
      if (word.size() > 1) second_[static_cast<unsigned char>(word[1])] |= length;
    }
  }
  /// REQUIRES: !word.empty()
  bool MayHold(std::string_view word) const {
    if (word.size() > kLongestWord) return false;
    const std::uint64_t lengths = first_[static_cast<unsigned char>(word[0])] &
                                  (word.size() > 1 ? second_[static_cast<unsigned char>(word[1])] : ~std::uint64_t{0});
    return (lengths >> word.size() & 1) != 0;
  }

 private:
  static_assert(kLongestWord < 64);
  std::array<std::uint64_t, 256> first_{}, second_{};  // by byte: the lengths of the words that have it there
};

constexpr std::size_t kSnippetBytes = 2048;

// What the sign at `i` says of the language, as points; how many of its bytes beyond the first need no look.
template <class Add>
std::size_t ScoreSign(std::string_view text, std::size_t i, const Add& add) {
  const auto starts = [rest = text.substr(i, 6)](std::string_view sign) { return rest.starts_with(sign); };
  switch (text[i]) {
    case '$':
      if (i + 1 < text.size() && IsWordByte(static_cast<unsigned char>(text[i + 1])))
        add(L::kPhp, 1), add(L::kPerl, 1), add(L::kPowerShell, 1);
      break;
    case '<':
      if (starts("<?php")) add(L::kPhp, 60);
      break;
    case ':':
      if (starts(":=")) {
        add(L::kGo, 2);
      } else if (starts("::")) {
        add(L::kRust, 1), add(L::kCpp, 1), add(L::kPhp, 1), add(L::kRuby, 1);
        return 1;
      } else if (starts(":\n") || starts(":\r")) {
        add(L::kPython, 1);
      }
      break;
    case '=':
    case '!':
      if ((starts("===") || starts("!==")) && !starts("====") && text[i - (i > 0 ? 1 : 0)] != '=') {
        add(L::kJavaScript, 2), add(L::kPhp, 1);
        return 2;
      }
      if (starts("=> ") || starts("=>{"))
        add(L::kJavaScript, 1), add(L::kCSharp, 1), add(L::kRuby, 1), add(L::kPhp, 1), add(L::kScala, 1);
      break;
    case '|':
      if (starts("|>")) add(L::kElixir, 3);
      break;
    case ']':
      if (starts("]::")) add(L::kPowerShell, 6);
      break;
    case '-':
      if (starts("->")) add(L::kPhp, 1), add(L::kRust, 1), add(L::kSwift, 1), add(L::kPerl, 1);
      break;
    case '#':
      if (starts("#{")) add(L::kRuby, 1), add(L::kElixir, 1);
      break;
    case '\\':
      if (starts("\\(")) add(L::kSwift, 1);
      break;
    case '[':
      if (starts("[]byte") || starts("[]stri")) add(L::kGo, 4);
      break;
    case '(':
      // println!(…): a macro; Jason.decode!(…), of a module, is none. Ruby's save!(…) is rare.
      if (i > 1 && text[i - 1] == '!' && IsWordByte(static_cast<unsigned char>(text[i - 2]))) {
        std::size_t name = i - 2;
        while (name > 0 && IsWordByte(static_cast<unsigned char>(text[name - 1]))) --name;
        add(name > 0 && text[name - 1] == '.' ? L::kElixir : L::kRust, 2);
      }
      if (starts("(defn ") || starts("(ns ") || starts("(:requ") || starts("(def ") || starts("(jwt/"))
        add(L::kClojure, 6);
      break;
    case ';':
      if (starts(";\n") || starts(";\r")) {
        for (const L id : {L::kJava, L::kCSharp, L::kJavaScript, L::kPhp, L::kCpp, L::kRust, L::kDart, L::kPerl})
          add(id, 1);
      }
      break;
    case '\n':
      if (starts("\nend\n")) add(L::kRuby, 1);
      break;
    default:
      break;
  }
  return 0;
}

// f('several words'): a string, as Rust, where an apostrophe begins a lifetime, has none.
bool HasPhraseInApostrophes(std::string_view text) {
  for (std::size_t open = text.find('\''); open != std::string_view::npos; open = text.find('\'', open + 1)) {
    if (open == 0 || std::string_view("(,=[{: \n\t").find(text[open - 1]) == std::string_view::npos) continue;
    const std::size_t close = text.find_first_of("'\n", open + 1);
    if (close == std::string_view::npos) return false;
    if (text[close] == '\'' && text.substr(open, close - open).find(' ') != std::string_view::npos) return true;
  }
  return false;
}

// Kotlin, Scala and Java share most words, but not what a `$` in a string means. No line of Kotlin or Scala ends in a
// semicolon; `fun` begins no function of Scala's, and `def` none of Kotlin's.
void DropUnlikelyKin(std::string_view text, std::vector<LanguageId>& order) {
  const auto place_of = [&order](L id) { return std::ranges::find(order, id); };
  const auto holds = [text](std::string_view words) { return text.find(words) != std::string_view::npos; };
  if (place_of(L::kKotlin) != order.end() && place_of(L::kScala) != order.end()) {
    if (holds("fun ") && !holds("def ")) order.erase(place_of(L::kScala));
    if (holds("def ") && !holds("fun ")) order.erase(place_of(L::kKotlin));
  }
  const auto java = place_of(L::kJava);
  if (java == order.end() || (place_of(L::kKotlin) >= java && place_of(L::kScala) >= java)) return;
  if (!holds(";\n") && !holds(";\r") && holds("\n")) order.erase(java);
}

}  // namespace

std::vector<LanguageId> GuessLanguages(std::string_view text) {
  // A file of PHP alone never leaves it; one that does may hold a page's script.
  if (text.starts_with("<?php") && text.find("?>") == std::string_view::npos) return {L::kPhp};
  std::array<int, kLanguages> score{};
  const auto add = [&score](LanguageId id, int points) { score[static_cast<std::size_t>(id)] += points; };
  const auto& words = Words();
  static const WordSieve sieve;
  text = text.substr(0, kGuessedBytes);
  std::vector<std::uint8_t> seen(words.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (IsWordByte(c) || (c == '@' && i + 1 < text.size() && IsWordByte(static_cast<unsigned char>(text[i + 1])))) {
      std::size_t end = i + 1;
      while (end < text.size() && IsWordByte(static_cast<unsigned char>(text[end]))) ++end;
      // Powershell's verbs and the like hold a dash.
      if (end + 1 < text.size() && text[end] == '-' && text[i] >= 'A' && text[i] <= 'Z') {
        std::size_t longer = end + 1;
        while (longer < text.size() && IsWordByte(static_cast<unsigned char>(text[longer]))) ++longer;
        if (words.contains(text.substr(i, longer - i))) end = longer;
      }
      const std::string_view word = text.substr(i, end - i);
      const auto found = sieve.MayHold(word) ? words.find(word) : words.end();
      // A word counts four times at most, so that one favourite does not drown the rest.
      if (found != words.end() && seen[found->second.number] < 4) {
        ++seen[found->second.number];
        for (const Weight& weight : found->second.weights) add(weight.id, weight.points);
      }
      i = end;
      continue;
    }
    i += ScoreSign(text, i, add);
    ++i;
  }

  AddLineHints(text, add);
  std::vector<LanguageId> order;
  for (int k = 0; k < kLanguages; ++k) {
    if (score[static_cast<std::size_t>(k)] > 0) order.push_back(static_cast<LanguageId>(k));
  }
  std::ranges::stable_sort(order, [&score](LanguageId a, LanguageId b) {
    return score[static_cast<std::size_t>(a)] > score[static_cast<std::size_t>(b)];
  });
  const auto rust = std::ranges::find(order, L::kRust);
  if (rust != order.end() && rust != order.begin() && HasPhraseInApostrophes(text)) order.erase(rust);
  DropUnlikelyKin(text, order);
  // A line or two say little, and cost little: the languages that most such snippets are in are tried as well.
  const bool snippet = text.size() < kSnippetBytes && (order.empty() || score[static_cast<std::size_t>(order[0])] < 8);
  if (snippet) {
    order.resize(std::min<std::size_t>(order.size(), 4));
    for (const LanguageId id : {L::kPython, L::kJavaScript, L::kJava, L::kCSharp, L::kGo}) {
      if (std::ranges::find(order, id) == order.end()) order.push_back(id);
    }
    DropUnlikelyKin(text, order);
    return order;
  }
  if (order.empty()) return order;
  // A long text tells its language well; a snippet of a line or two does not, so more are tried.
  const int best = score[static_cast<std::size_t>(order[0])];
  const std::size_t most = best >= 40 ? 2 : best >= 12 ? 3 : 4;
  const int least = best >= 40 ? best * 7 / 10 : best >= 12 ? best * 5 / 10 : 1;
  std::vector<LanguageId> fitting;
  for (const LanguageId id : order) {
    if (fitting.size() < most && score[static_cast<std::size_t>(id)] >= least) fitting.push_back(id);
  }
  return fitting;
}

}  // namespace packrake::code
