#include "credential/jws_lines.h"

#include <algorithm>
#include <vector>

#include "credential/jwt.h"

namespace packrake {
namespace {

constexpr std::size_t kMostBytes = 16U << 10;
constexpr std::size_t kStep = 1024;
constexpr std::size_t kMostPieces = 64;
constexpr std::string_view kTokenBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
constexpr std::string_view kAround = " \t\r\"'`+\\,;()&>|";  // what may stand round a piece

bool IsKnownAlgorithm(std::string_view alg) {
  return alg.size() >= 5 && (alg.starts_with("HS") || alg.starts_with("RS") || alg.starts_with("PS") ||
                             alg.starts_with("ES") || alg == "EdDSA");
}

bool IsWhole(std::string_view token) {
  const auto jws = ParseCompactJws(token);
  return jws && jws->claims && !jws->signature.empty() && IsKnownAlgorithm(jws->alg) &&
         IsSignatureSize(jws->alg, jws->signature.size());
}

/// `line` without the dot by which PHP and Perl join strings (Lua's two), at its beginning or its end: one that blanks
/// or nothing hold apart from a quote.
std::string_view WithoutJoins(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  const auto is_quote = [&](std::size_t i) { return i < line.size() && (line[i] == '"' || line[i] == '\''); };
  const std::size_t first = line.find_first_not_of(kBlanks);
  if (first != std::string_view::npos && line[first] == '.') {
    const std::size_t next = std::min(line.find_first_not_of('.', first), line.size());
    if (is_quote(std::min(line.find_first_not_of(kBlanks, next), line.size()))) line.remove_prefix(next);
  }
  const std::size_t last = line.find_last_not_of(kBlanks);
  if (last == std::string_view::npos || line[last] != '.') return line;
  const std::size_t before = line.find_last_not_of(". \t", last);
  return is_quote(before) ? line.substr(0, before + 1) : line;
}

/// The one piece of `line`, when nothing else but decoration stands on it; "" otherwise.
std::string_view PieceOf(std::string_view line) {
  line = WithoutJoins(line);
  const std::size_t begin = line.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return "";
  const std::size_t end = std::min(line.find_first_not_of(kTokenBytes, begin), line.size());
  const bool alone = line.find_first_not_of(kAround, end) == std::string_view::npos;
  return alone ? line.substr(begin, end - begin) : "";
}

struct Piece {
  std::string_view text;
  std::size_t end;  // in the Window's text
};

/// The pieces on the lines behind `from`, which is the rest of the first one's line.
std::vector<Piece> PiecesBehind(std::string_view text, std::size_t from) {
  std::vector<Piece> pieces;
  std::size_t at = text.find('\n');
  if (at == std::string_view::npos ||
      WithoutJoins(text.substr(0, at)).find_first_not_of(kAround) != std::string_view::npos)
    return pieces;
  while (at < text.size() && pieces.size() < kMostPieces) {
    const std::size_t end = std::min(text.find('\n', at + 1), text.size());
    const std::string_view piece = PieceOf(text.substr(at + 1, end - at - 1));
    if (piece.empty()) break;
    pieces.push_back({piece, from + static_cast<std::size_t>(piece.data() - text.data()) + piece.size()});
    at = end;
  }
  return pieces;
}

}  // namespace

std::optional<JoinedToken> JoinTokenLines(Window& window, std::size_t begin, std::size_t piece_end) {
  std::vector<Piece> pieces;
  for (std::size_t size = kStep;; size *= 4) {
    const std::string_view text = window.Read(piece_end, piece_end + size);
    pieces = PiecesBehind(text, piece_end);
    const bool more = !pieces.empty() && pieces.back().end + kStep / 4 > piece_end + text.size();
    if (!more || text.size() < size || size >= kMostBytes) break;
  }
  std::string joined(window.Read(begin, piece_end));
  std::optional<JoinedToken> whole;
  for (const Piece& piece : pieces) {
    joined += piece.text;
    const auto dots = std::count(joined.begin(), joined.end(), '.');
    if (dots > 2) break;
    if (dots == 2 && IsWhole(joined)) whole = JoinedToken{joined, piece.end};
  }
  return whole;
}

}  // namespace packrake
