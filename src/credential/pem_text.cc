#include "credential/pem_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "credential/der.h"

namespace packrake {
namespace {

constexpr std::size_t kReadStep = 4096;
constexpr std::size_t kMostRead = 256U << 10;
constexpr std::size_t kLongestPrefix = 512;  // of a line of a log or a comment
constexpr std::size_t kWordsEnd = 16;        // a shorter run on a line is as likely to be a word
constexpr std::size_t kSureRun = 32;         // and one this long is no word: encoders write 64 or 76 to a line

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

bool IsBase64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }

bool StartsAt(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(std::min(at, text.size())).starts_with(what);
}

/// Where the next opening or closing line begins, at or after `from`.
std::size_t FindMarker(std::string_view text, std::size_t from) {
  for (std::size_t at = from; (at = text.find("----", at)) != std::string_view::npos; ++at) {
    std::size_t word = at;
    while (word < text.size() && text[word] == '-') ++word;
    if (word < text.size() && text[word] == ' ') ++word;
    if (StartsAt(text, word, "END ") || StartsAt(text, word, "BEGIN ")) return at;
    at = word - 1;
  }
  return std::string_view::npos;
}

struct Extent {
  std::string_view inside;  // between the opening and the closing line, still wrapped
  std::size_t end = 0;      // as PemBlock::end, where closed
  bool closed = false;
};

/// Reads forward in steps, so that the Window need not see more than a few kilobytes past the block.
Extent FindExtent(Window& window, std::size_t marker_end) {
  for (std::size_t size = kReadStep;; size *= 2) {
    const std::string_view text = window.Read(marker_end, marker_end + size);
    const std::size_t marker = FindMarker(text, 0);
    const bool whole_marker = marker != std::string_view::npos && marker + 100 <= text.size();
    if (text.size() == size && !whole_marker && size < kMostRead) continue;
    if (marker == std::string_view::npos) return {text, marker_end + text.size(), false};
    std::size_t word = text.find_first_not_of("- ", marker);
    if (!StartsAt(text, word, "END ")) return {text.substr(0, marker), marker_end + marker, false};
    // The dashes that close the closing line are on the same line, if they are there.
    const std::size_t stop = std::min(text.find('\n', word), word + 96);
    std::size_t close = text.substr(0, stop).find("----", word);
    if (close == std::string_view::npos) {
      close = word + 4;
    } else {
      while (close < text.size() && text[close] == '-') ++close;
    }
    return {text.substr(0, marker), marker_end + close, true};
  }
}

/// What one escape sequence at `at` stands for; `size` receives its length, 0 when none stands there.
char Unescape(std::string_view text, std::size_t at, std::size_t* size) {
  struct Reference {
    std::string_view text;
    char meaning;
  };
  static constexpr Reference kReferences[] = {
      {"&#10;", '\n'},  {"&#xA;", '\n'},  {"&#xa;", '\n'}, {"&#13;", '\n'}, {"&#xD;", '\n'},  {"&#xd;", '\n'},
      {"&#x0A;", '\n'}, {"&#x0D;", '\n'}, {"<br>", '\n'},  {"<br/>", '\n'}, {"<br />", '\n'}, {"&#43;", '+'},
      {"&#47;", '/'},   {"&#61;", '='},   {"&#x2B;", '+'}, {"&#x2F;", '/'}, {"&#x3D;", '='},  {"&quot;", '"'},
      {"%0A", '\n'},    {"%0a", '\n'},    {"%0D", '\n'},   {"%2B", '+'},    {"%2F", '/'},     {"%3D", '='},
  };
  *size = 0;
  if (text[at] == '&' || text[at] == '<' || text[at] == '%') {
    for (const Reference& reference : kReferences) {
      if (!StartsAt(text, at, reference.text)) continue;
      *size = reference.text.size();
      return reference.meaning;
    }
    return 0;
  }
  if (text[at] != '\\') return 0;
  std::size_t letter = at;
  while (letter < text.size() && text[letter] == '\\') ++letter;  // JSON in JSON doubles them
  if (letter == text.size()) return 0;
  *size = letter + 1 - at;
  switch (text[letter]) {
    case 'n':
    case 'r':
    case '\n':
      return '\n';
    case 't':
      return ' ';
    case '/':
    case '"':
    case '\'':
      return text[letter];
    case 'u':
    case 'x': {
      const std::size_t digits = text[letter] == 'u' ? 4 : 2;
      const auto code = HexDecode(text.substr(letter + 1, digits));
      if (!code || code->size() * 2 != digits) break;
      *size += digits;
      const char c = code->back();
      return c == '\r' ? '\n' : c;
    }
    default:
      break;
  }
  *size = letter - at;
  return ' ';
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string_view Trimmed(std::string_view text, std::string_view what) {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) + 1 - begin);
}

/// Appends the base64 of `text` to `body`; false when something else but white space stands in it.
bool AppendPure(std::string_view text, std::string& body) {
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n') continue;
    if (!IsBase64(c)) return false;
    body += c;
  }
  return true;
}

constexpr std::string_view kDecoration = " \t\"'`,;\\";

/// Every line is base64 once quotes, commas and white space are off its ends.
std::string Plain(std::string_view text, std::size_t column) {
  std::string body;
  bool first = true;
  for (std::string_view line : Lines(text)) {
    if (!first) line.remove_prefix(std::min(column, line.size()));
    first = false;
    if (!AppendPure(Trimmed(line, kDecoration), body)) return "";
  }
  return body;
}

/// What stands inside quotes, when the block begins inside one: everything between closing and opening quotes is code.
std::string InsideQuotes(std::string_view text) {
  const std::size_t first = std::find_if(text.begin(), text.end(), IsQuote) - text.begin();
  if (first == text.size()) return "";
  const char quote = text[first];
  std::string body;
  bool inside = true;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(quote, from), text.size());
    if (inside && !AppendPure(text.substr(from, to - from), body)) return "";
    inside = !inside;
    from = to + 1;
  }
  return body;
}

std::string_view RunOf(std::string_view line, bool longest) {
  std::string_view chosen;
  for (std::size_t i = 0; i < line.size();) {
    if (!IsBase64(line[i])) {
      ++i;
      continue;
    }
    const std::size_t end = std::min(line.find_first_not_of(kBase64, i), line.size());
    const std::string_view run = line.substr(i, end - i);
    i = end;
    if (run.find_first_not_of("+/=") == std::string_view::npos) continue;
    if (!longest || run.size() > chosen.size()) chosen = run;
  }
  return chosen;
}

/// One run of base64 from each line, its last or its longest, if it has at least `shortest` characters; a shorter one
/// is taken only as the last of all, where the end of a body stands. What precedes the closing line is no line of its
/// own.
std::string RunOfEachLine(std::string_view text, bool longest, std::size_t shortest, bool closed) {
  auto lines = Lines(text);
  if (closed && lines.size() > 1) lines.pop_back();
  std::vector<std::string_view> runs;
  for (const std::string_view line : lines) {
    if (const std::string_view run = RunOf(line, longest); !run.empty()) runs.push_back(run);
  }
  std::string body;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].size() >= shortest || (i + 1 == runs.size() && !body.empty())) body += runs[i];
  }
  return body;
}

/// Takes "Proc-Type: …" and "DEK-Info: cipher,iv" out of `text`, and the armor headers of PGP and SSH2.
void TakeHeaders(std::string& text, PemBlock& block) {
  const std::size_t type = text.find("Proc-Type:");
  const std::size_t info = text.find("DEK-Info:");
  if (info != std::string::npos) {
    std::size_t end = text.find_first_not_of(" \t", info + 9);
    std::size_t comma = text.find(',', info);
    if (end != std::string::npos && comma != std::string::npos && comma - end < 40) {
      block.cipher = text.substr(end, comma - end);
      end = std::min(text.find_first_not_of("0123456789abcdefABCDEF", comma + 1), text.size());
      block.iv = HexDecode(std::string_view(text).substr(comma + 1, end - comma - 1)).value_or("");
      const std::size_t begin = std::min(type, info);
      text.erase(begin, end - begin);
    }
  }
  const bool pgp = block.label.starts_with("PGP ");
  const bool ssh2 = block.label.starts_with("SSH2 ");
  if (!pgp && !ssh2) return;
  std::string kept;
  bool continued = false;
  for (const std::string_view line : Lines(text)) {
    const std::string_view bare = Trimmed(line, kDecoration);
    // RFC 4880 section 6.2: armor headers, and at the end '=' with the checksum.
    const bool header = line.find(": ") != std::string_view::npos || continued;
    continued = header && ssh2 && line.ends_with('\\');
    const bool checksum = pgp && bare.size() == 5 && bare.front() == '=';
    if (!header && !checksum) kept.append(line).push_back('\n');
  }
  text = std::move(kept);
}

/// Whether `bytes` are all that `label` promises.
bool IsPlausible(const PemBlock& block, std::string_view bytes) {
  if (!block.cipher.empty()) return bytes.size() >= 64 && bytes.size() % 8 == 0;
  if (block.label.starts_with("PGP ")) return bytes.size() > 40 && (static_cast<unsigned char>(bytes[0]) & 0x80) != 0;
  if (block.label.starts_with("SSH2 ")) return bytes.starts_with("\x3F\x6F\xF9\xEB");
  if (block.label.starts_with("OPENSSH ")) return bytes.starts_with(std::string_view("openssh-key-v1\0", 15));
  const auto size = DerSize(bytes);
  return size && *size <= bytes.size() && *size > 16 && bytes[0] == '\x30';
}

void KeepBest(std::string body, PemBlock& block, bool only_plausible = false) {
  if (block.plausible || body.empty()) return;
  if (body.size() > kMaxPemBody) body.resize(kMaxPemBody);
  std::string bytes = Base64DecodeLenient(body);
  const bool plausible = IsPlausible(block, bytes);
  if (!plausible && (only_plausible || body.size() <= block.body.size())) return;
  block.body = std::move(body);
  block.bytes = std::move(bytes);
  block.plausible = plausible;
}

bool HasElision(std::string_view text) {
  return text.find("...") != std::string_view::npos || text.find("\xE2\x80\xA6") != std::string_view::npos ||
         text.find("***") != std::string_view::npos;
}

/// The part of an unclosed block's text that can belong to it: from the first long run of base64, while there is one on
/// every line, and one line more for the end of the body.
std::string_view BodyLines(std::string_view text) {
  constexpr int kMostHeaderLines = 6;
  std::size_t end = 0, position = 0;
  int skipped = 0;
  for (const std::string_view line : Lines(text)) {
    position += line.size() + 1;
    const bool bears = RunOf(line, true).size() >= kSureRun;
    if (bears || end != 0) end = position;
    if (!bears && (end != 0 || ++skipped > kMostHeaderLines)) break;
  }
  return text.substr(0, std::min(end, text.size()));
}

std::string LabelOf(std::string_view marker) {
  const std::size_t begin = marker.find("BEGIN ");
  if (begin == std::string_view::npos) return "";
  return std::string(Trimmed(marker.substr(begin + 6), "- "));
}

}  // namespace

std::string UnescapeText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char meaning = Unescape(text, i, &size);
    if (size == 0) {
      out += text[i] == '\r' ? '\n' : text[i];
      ++i;
    } else {
      out += meaning;
      i += size;
    }
  }
  return out;
}

std::string_view LongestBase64Run(std::string_view line) { return RunOf(line, true); }

std::optional<PemBlock> ReadPemBlock(Window& window, std::size_t begin, std::size_t marker_end) {
  PemBlock block;
  block.label = LabelOf(window.Read(begin, marker_end));
  if (block.label.empty()) return std::nullopt;
  block.begin = begin;
  const Extent extent = FindExtent(window, marker_end);
  block.closed = extent.closed;
  block.end = extent.closed ? extent.end : marker_end + BodyLines(extent.inside).size();

  std::string text = UnescapeText(extent.inside);
  if (!block.closed) text = BodyLines(text);
  block.elided = HasElision(text);
  TakeHeaders(text, block);

  // The way people wrap keys most often comes first; each later way accepts more, and is believed only if it decodes.
  KeepBest(Plain(text, 0), block);
  if (!block.plausible) {
    KeepBest(InsideQuotes(text), block);
    const std::size_t back = std::min(begin, kLongestPrefix);
    const std::string_view before = window.Read(begin - back, begin);
    const std::size_t newline = before.rfind('\n');
    const bool known = newline != std::string_view::npos || back == begin;
    const std::size_t column = known ? before.size() - (newline + 1) : 0;
    if (column != 0) {
      const std::size_t last = text.rfind('\n');
      KeepBest(Plain(std::string_view(text).substr(0, block.closed ? last : text.size()), column), block);
    }
    KeepBest(RunOfEachLine(text, false, kWordsEnd, block.closed), block, true);
    KeepBest(RunOfEachLine(text, true, kWordsEnd, block.closed), block, true);
    KeepBest(RunOfEachLine(text, true, kSureRun, block.closed), block);
  }
  return block;
}

std::optional<PemBlock> ReadPemBlock(std::string_view text) {
  const std::size_t word = text.find("BEGIN ");
  if (word > 8) return std::nullopt;  // or absent: npos
  std::size_t end = text.find("----", word);
  if (end == std::string_view::npos) return std::nullopt;
  while (end < text.size() && text[end] == '-') ++end;
  Window window(text);
  return ReadPemBlock(window, 0, end);
}

}  // namespace packrake
