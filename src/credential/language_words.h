#ifndef PACKRAKE_CREDENTIAL_LANGUAGE_WORDS_H_
#define PACKRAKE_CREDENTIAL_LANGUAGE_WORDS_H_

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "credential/language.h"

/// Words that tell a language: rows of language_words.cc, looked up by language_guess.cc.
namespace packrake::code {

/// How much a word speaks for a language.
struct Weight {
  LanguageId id;
  int points;
};
/// A word: its place in the table, and what it speaks for.
struct Word {
  std::size_t number = 0;
  std::vector<Weight> weights;
};
using WordTable = std::unordered_map<std::string_view, Word>;
inline constexpr std::size_t kLongestWord = 40;

/// All of them; made once, shared by all threads.
const WordTable& Words();

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LANGUAGE_WORDS_H_
