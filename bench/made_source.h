#ifndef PACKRAKE_BENCH_MADE_SOURCE_H_
#define PACKRAKE_BENCH_MADE_SOURCE_H_

#include <cstdint>
#include <iterator>
#include <random>
#include <string>

namespace packrake {

/// Lines of words that look like source code; a token every `lines_per_token` lines (0: none). Equal seeds give
/// equal text.
inline std::string MakeSource(std::size_t size, std::size_t lines_per_token, std::uint64_t seed) {
  static constexpr const char* kWords[] = {"return", "value",   "config", "static", "const",   "self",
                                           "token",  "request", "if",     "else",   "index",   "buffer",
                                           "length", "string",  "import", "def",    "function"};
  std::mt19937_64 random(seed);
  std::string text;
  for (std::size_t line = 1; text.size() < size; ++line) {
    text.append(2 * (random() % 5), ' ');
    for (std::size_t i = 0, words = 2 + random() % 7; i < words; ++i) {
      text += kWords[random() % std::size(kWords)];
      text += " .,(=_"[random() % 6];
    }
    if (lines_per_token != 0 && line % lines_per_token == 0)
      text += "eyJ" + std::string(20, 'a') + ".eyJ" + std::string(30, 'b') + ".c";
    text += '\n';
  }
  return text;
}

}  // namespace packrake

#endif  // PACKRAKE_BENCH_MADE_SOURCE_H_
