#include "credential/wordlist.h"

#include <algorithm>

namespace packrake {
namespace {

std::string_view WithoutLineEnd(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);  // the best known list has them; with it no word would match
  return line;
}

}  // namespace

void ForEachWord(std::string_view text, const std::function<bool(std::string_view word)>& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view word = WithoutLineEnd(text.substr(at, end - at));
    at = end + 1;
    if (!word.empty() && word.size() <= kMaxWord && !visit(word)) return;
  }
}

}  // namespace packrake
