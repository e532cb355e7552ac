#include "credential/word_import.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "credential/line_bytes.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

constexpr std::size_t kReach = 160;  // of what is looked at before a word on a line

bool SpeaksOfLibrary(std::string_view name) {
  static constexpr WordSet kWords(std::to_array<std::string_view>({"jwt", "jose", "jws"}));
  return kWords.StandsIn(name);
}

// crist "github.com/cristalhq/jwt/v5", a line between the brackets of Go's import, where the package goes by a name of
// which the word is no part. Elsewhere the lines that call it have the word.
bool IsImportOfGo(std::string_view line, std::size_t word) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  const std::size_t open = line.find('"');
  if (!line.starts_with('\t') || open >= word || line.size() < word || !line.ends_with('"')) return false;
  const std::string_view path = line.substr(open + 1, line.size() - open - 2);
  const std::string_view name = line.substr(0, open);
  const bool imports =
      path.find('/') != path.npos && path.find('.') != path.npos && path.find_first_of(" \"") == path.npos &&
      std::ranges::all_of(name, [](char c) { return IsNameByte(c) || c == '.' || c == ' ' || c == '\t'; });
  if (!imports || SkipBlanks(name, 0) < name.size()) return imports && !SpeaksOfLibrary(name);
  std::string_view last = path.substr(path.rfind('/') + 1);
  if (last == "json") return false;  // go-jose's own, which reads any
  if (last.size() > 1 && last[0] == 'v' && IsDigit(last[1])) {  // the version, /v5
    const std::string_view before = path.substr(0, path.rfind('/'));
    last = before.substr(before.rfind('/') + 1);  // all of it where there is none
  }
  return !SpeaksOfLibrary(last);
}

}  // namespace

bool IsImported(std::string_view line, std::size_t word) {
  if (IsImportOfGo(line, word)) return true;
  std::string_view before = line.substr(0, word);
  if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
  const std::size_t first = std::min(before.find_first_not_of(" \t"), before.size());
  for (const std::string_view sign :
       {"import ", "from ", "using ", "use ", "require ", "open ", "alias ", "config ", "import("}) {
    if (before.substr(first).starts_with(sign)) {
      // A sentence may begin so too, but not go on with a path or end here.
      const std::string_view rest = before.substr(first + sign.size());
      return rest.find(' ') == std::string_view::npos || rest.find_first_of(".{\"'*:\\(") != std::string_view::npos ||
             rest.find(" import ") != std::string_view::npos;
    }
  }
  static constexpr auto kSigns = std::to_array<std::string_view>(
      {"require(", "require_once", "import(", "} from ", " from '", " from \"", "#include"});
  return std::ranges::any_of(kSigns, [before](std::string_view sign) { return before.find(sign) != before.npos; });
}

}  // namespace packrake::code
