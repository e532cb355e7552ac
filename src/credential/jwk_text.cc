#include "credential/jwk_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/base64.h"

namespace packrake {
namespace {

constexpr std::size_t kFirstReach = 2048;
constexpr std::size_t kMostReach = 32U << 10;
constexpr std::size_t kMostMembers = 64;
constexpr std::size_t kLeastBare = 22;  // bytes of a bare value beside quoted ones: 128 bits in base64url

bool IsOpening(char c) { return c == '{' || c == '[' || c == '('; }
bool IsClosing(char c) { return c == '}' || c == ']' || c == ')'; }
bool IsNameByte(char c) { return IsAlnum(c) || c == '_' || c == '#'; }
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
/// How many bytes the quote at `at` has, as it stands in a program or in markup; 0 when there is none.
std::size_t QuoteAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (IsQuote(text[at])) return 1;
  if (text[at] != '&') return 0;
  for (const std::string_view entity : {"&quot;", "&#34;"}) {
    if (text.substr(at).starts_with(entity)) return entity.size();
  }
  return 0;
}
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::string_view kAnchor = "kty";

/// Where the object round its `kty` at `at` begins and ends; npos where it was not found. `crowded` when another `kty`
/// comes first: a key has one, and going past it would make a file of nothing but `kty` quadratic.
struct Brackets {
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
  bool crowded = false;
};

/// Values of keys hold no brackets, so strings need no care.
Brackets FindBrackets(std::string_view text, std::size_t at) {
  Brackets found;
  int depth = 0;
  for (std::size_t i = at; i-- > 0 && !found.crowded && found.open == std::string_view::npos;) {
    if (IsClosing(text[i])) ++depth;
    if (IsOpening(text[i]) && depth-- == 0) found.open = i;
    found.crowded = text[i] == 'k' && text.substr(i, kAnchor.size()) == kAnchor;
  }
  depth = 0;
  for (std::size_t i = at + 1; i < text.size() && !found.crowded && found.close == std::string_view::npos; ++i) {
    if (IsOpening(text[i])) ++depth;
    if (IsClosing(text[i]) && depth-- == 0) found.close = i;
    found.crowded = text[i] == 'k' && text.substr(i, kAnchor.size()) == kAnchor;
  }
  return found;
}

/// Reads name-value pairs one after the other; what is no pair is passed over.
class MemberReader {
 public:
  explicit MemberReader(std::string_view text) : text_(text) {}

  void ReadInto(std::map<std::string, std::string, std::less<>>& members) {
    while (at_ < text_.size() && members.size() < kMostMembers) {
      const std::size_t before = at_;
      const std::string_view name = Name();
      if (name.empty() || !Separator()) {
        at_ = std::max(at_, before + 1);
        continue;
      }
      const bool after_quoted = quoted_;
      std::string value = Value();
      // kty: 'oct', k: encode(key): a program's expression, and no value.
      if (after_quoted && !quoted_ && value.size() < kLeastBare) value.clear();
      quoted_ |= after_quoted;
      if (!value.empty()) members.emplace(name, std::move(value));
    }
  }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && (IsSpace(text_[at_]) || text_[at_] == '\\')) ++at_;
  }
  bool TakeQuote() {
    SkipBlanks();
    const std::size_t quote = QuoteAt(text_, at_);
    at_ += quote;
    return quote > 0;
  }
  std::string_view Name() {
    TakeQuote();
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsNameByte(text_[at_])) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    TakeQuote();
    return name;
  }
  bool Separator() {
    SkipBlanks();
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("=>")) {
      at_ += 2;
    } else if (rest.starts_with(":") || rest.starts_with("=")) {
      at_ += 1;
    } else {
      return false;
    }
    return true;
  }
  /// A word, or a string: its pieces joined where code adds them up, line ends inside it and their indentation left
  /// out.
  std::string Value() {
    quoted_ = TakeQuote();
    if (!quoted_) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && !EndsWord(text_[at_])) ++at_;
      const bool called = at_ < text_.size() && IsOpening(text_[at_]);
      return called ? "" : std::string(text_.substr(begin, at_ - begin));
    }
    std::string value;
    do {
      for (bool indented = false; at_ < text_.size() && QuoteAt(text_, at_) == 0 && text_[at_] != '\\'; ++at_) {
        const char c = text_[at_];
        if (c == '\n') indented = true;
        if (IsSpace(c) && (indented || c != ' ')) continue;
        indented = false;
        value += c;
      }
      TakeQuote();
    } while (TakeJoint());
    return value;
  }
  static bool EndsWord(char c) {
    return IsSpace(c) || c == ',' || c == ';' || c == '\\' || IsClosing(c) || IsOpening(c);
  }
  /// Between two strings: blanks, and the sign that adds them, if any. Strings of members have a comma or colon
  /// between.
  bool TakeJoint() {
    std::size_t next = at_;
    while (next < text_.size() && (IsSpace(text_[next]) || text_[next] == '+' || text_[next] == '.')) ++next;
    if (next == at_ || next >= text_.size() || !IsQuote(text_[next])) return false;
    at_ = next + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool quoted_ = false;  ///< the value read last; between two, whether any was
};

bool OpensListItem(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '-';
}
std::size_t IndentOf(std::string_view line) { return std::min(line.find_first_not_of(" \t-"), line.size()); }

/// Offsets of the first and one past the last of the lines round `at` that are indented as its line is.
std::pair<std::size_t, std::size_t> LinesOfOneIndent(std::string_view text, std::size_t at) {
  std::size_t begin = LineBegin(text, at), end = LineEnd(text, at);
  const std::size_t indent = IndentOf(text.substr(begin, end - begin));
  while (begin > 0 && !OpensListItem(text.substr(begin, end - begin))) {
    const std::size_t before = LineBegin(text, begin - 1);
    const std::string_view line = text.substr(before, begin - 1 - before);
    if (IndentOf(line) != indent || line.empty() || line.find(kAnchor) != std::string_view::npos) break;
    begin = before;
  }
  while (end < text.size()) {
    const std::size_t next = LineEnd(text, end + 1);
    const std::string_view line = text.substr(end + 1, next - end - 1);
    if (line.empty() || IndentOf(line) != indent || OpensListItem(line)) break;
    if (line.find(kAnchor) != std::string_view::npos) break;
    end = next;
  }
  return {begin, end};
}

std::string Decoded(const JwkObject& object, std::string_view name) {
  const std::string& text = object.Get(name);
  auto bytes = Base64UrlDecode(text);
  if (!bytes) bytes = Base64Decode(text);  // common mistake
  return bytes.value_or("");
}

std::optional<KeyInfo> ReadJwk(const JwkObject& object, bool with_private) {
  const std::string& kty = object.Get("kty");
  const auto number = [&](std::string_view name) { return Decoded(object, name); };
  const std::string d = with_private ? number("d") : "";
  if (with_private && kty != "AKP" && d.empty()) return std::nullopt;
  if (kty == "RSA") {
    return RsaKey(number("n"), number("e"), with_private ? number("p") : "", with_private ? number("q") : "");
  }
  if (kty == "EC") {
    const std::string x = number("x"), y = number("y");
    return EcKey(object.Get("crv"), d, x.empty() || y.empty() ? "" : "\x04" + x + y);
  }
  if (kty == "OKP") return OkpKey(object.Get("crv"), d, number("x"));
  if (kty == "AKP" && with_private && number("priv").size() >= 32) {
    KeyInfo key;  // draft-ietf-cose-dilithium: the seed of an ML-DSA key
    key.type = object.Get("alg").empty() ? "AKP" : object.Get("alg").substr(0, 20);
    return key;
  }
  return std::nullopt;
}

}  // namespace

const std::string& JwkObject::Get(std::string_view name) const {
  static const std::string kNone;
  const auto found = members.find(name);
  return found == members.end() ? kNone : found->second;
}

std::optional<JwkObject> ReadJwkObject(Window& window, std::size_t offset) {
  for (std::size_t reach = kFirstReach;; reach *= 4) {
    const std::size_t base = offset - std::min(offset, reach);
    const std::string_view text = window.Read(base, offset + reach);
    const std::size_t at = offset - base;
    const Brackets brackets = FindBrackets(text, at);
    const bool whole = base == 0 && text.size() - at < reach;
    JwkObject object;
    if (brackets.open != std::string_view::npos && brackets.close != std::string_view::npos) {
      object.begin = base + brackets.open;
      object.end = base + brackets.close + 1;
      MemberReader(text.substr(brackets.open + 1, brackets.close - brackets.open - 1)).ReadInto(object.members);
      return object;
    }
    if (!whole && !brackets.crowded && reach < kMostReach) continue;
    const auto [begin, end] = LinesOfOneIndent(text, at);
    object.begin = base + begin;
    object.end = base + end;
    MemberReader(text.substr(begin, end - begin)).ReadInto(object.members);
    return object;
  }
}

std::optional<KeyInfo> ReadPrivateJwk(const JwkObject& object) { return ReadJwk(object, true); }
std::optional<KeyInfo> ReadPublicJwk(const JwkObject& object) { return ReadJwk(object, false); }

}  // namespace packrake
