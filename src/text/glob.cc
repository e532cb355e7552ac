#include "text/glob.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "text/byte_class.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxGlob = 4096;  // bytes; a longer one matches nothing

struct Token {
  enum class Kind : std::uint8_t {
    kBytes,  // one byte out of a set
    kStar,   // any bytes but '/'
    kDirs,   // "", or anything that ends in '/'
  };
  Kind kind = Kind::kBytes;
  ByteSet bytes;
};

// "[...]" at `at`, which moves behind it; nothing when it is not closed, and then the glob matches nothing.
std::optional<ByteSet> ParseClass(std::string_view glob, std::size_t& at) {
  ++at;
  const bool negated = at < glob.size() && (glob[at] == '!' || glob[at] == '^');
  if (negated) ++at;
  ByteSet set;
  for (bool first = true; at < glob.size() && (first || glob[at] != ']'); first = false) {
    if (glob.substr(at).starts_with("[:")) {
      const std::size_t close = glob.find(":]", at);
      if (close == std::string_view::npos) return std::nullopt;
      const auto named = PosixClass(glob.substr(at + 2, close - at - 2));
      if (!named) return std::nullopt;
      set |= *named;
      at = close + 2;
      continue;
    }
    const auto character = [&]() -> int {
      if (glob[at] == '\\' && at + 1 < glob.size()) ++at;
      return static_cast<unsigned char>(glob[at++]);
    };
    const int low = character();
    int high = low;
    if (at + 1 < glob.size() && glob[at] == '-' && glob[at + 1] != ']') {
      ++at;
      high = character();
    }
    set |= ByteRange(low, high);
  }
  if (at >= glob.size()) return std::nullopt;
  ++at;
  if (negated) set = ~set;
  set.reset('/');
  return set;
}

std::optional<std::vector<Token>> Tokenize(std::string_view glob) {
  std::vector<Token> tokens;
  const std::size_t slash = glob.find('/');
  if (slash == std::string_view::npos) tokens.push_back({Token::Kind::kDirs, {}});
  if (slash == 0) glob.remove_prefix(1);
  for (std::size_t at = 0; at < glob.size();) {
    const bool at_component = at == 0 || glob[at - 1] == '/';
    if (at_component && glob.substr(at).starts_with("**/")) {
      tokens.push_back({Token::Kind::kDirs, {}});
      at += 3;
    } else if (glob[at] == '*') {
      // Also for "**" inside a component, as gitignore(5) has it, and for a final "/**": what stands in a matched
      // directory matches anyway.
      while (at < glob.size() && glob[at] == '*') ++at;
      tokens.push_back({Token::Kind::kStar, {}});
    } else if (glob[at] == '?') {
      ++at;
      tokens.push_back({Token::Kind::kBytes, ~ByteRange('/', '/')});
    } else if (glob[at] == '[') {
      const auto set = ParseClass(glob, at);
      if (!set) return std::nullopt;
      tokens.push_back({Token::Kind::kBytes, *set});
    } else {
      if (glob[at] == '\\' && at + 1 < glob.size()) ++at;
      const auto byte = static_cast<unsigned char>(glob[at++]);
      tokens.push_back({Token::Kind::kBytes, ByteRange(byte, byte)});
    }
  }
  return tokens;
}

/// The set of places in the glob that a prefix of the path can have reached: no back-tracking, so that a hostile
/// glob such as "*a*a*a*b" costs its length times the path's.
class Places {
 public:
  explicit Places(const std::vector<Token>& tokens) : tokens_(tokens), now_(tokens.size() + 1), next_(now_) {
    Enter(0, now_);
  }

  void Step(char c) {
    next_.assign(next_.size(), false);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!now_[i]) continue;
      const Token& token = tokens_[i];
      if (token.kind == Token::Kind::kBytes) {
        if (token.bytes.test(static_cast<unsigned char>(c))) Enter(i + 1, next_);
      } else if (token.kind == Token::Kind::kStar) {
        if (c != '/') Enter(i, next_);
      } else {
        next_[i] = true;
        if (c == '/') Enter(i + 1, next_);
      }
    }
    now_.swap(next_);
  }

  bool done() const { return now_.back(); }

 private:
  // A star or "**/" may match nothing, so what follows it is reached as well.
  void Enter(std::size_t place, std::vector<char>& places) const {
    places[place] = true;
    while (place < tokens_.size() && tokens_[place].kind != Token::Kind::kBytes) places[++place] = true;
  }

  const std::vector<Token>& tokens_;
  std::vector<char> now_;
  std::vector<char> next_;
};

}  // namespace

bool GlobMatches(std::string_view glob, std::string_view path) {
  const bool only_folders = glob.ends_with('/');
  if (only_folders) glob.remove_suffix(1);
  if (glob.empty() || glob.size() > kMaxGlob) return false;
  const auto tokens = Tokenize(glob);
  if (!tokens) return false;
  Places places(*tokens);
  for (const char c : path) {
    if (c == '/' && places.done()) return true;  // a folder above the path matches, and with it all that it holds
    places.Step(c);
  }
  return !only_folders && places.done();
}

}  // namespace packrake
