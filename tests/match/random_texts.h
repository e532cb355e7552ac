#ifndef PACKRAKE_TESTS_MATCH_RANDOM_TEXTS_H_
#define PACKRAKE_TESTS_MATCH_RANDOM_TEXTS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "packrake/blob.h"

/// Texts and derivations from seeds, made to be nasty to a scanner that works from line to line and from copy to copy.
namespace packrake {

class RandomTexts {
 public:
  explicit RandomTexts(std::uint64_t seed) : random_(seed) {}

  std::size_t Below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

  std::string Word() {
    static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::string word;
    for (std::size_t i = 0, size = 1 + Below(10); i < size; ++i) word += kLetters[Below(kLetters.size())];
    return word;
  }

  /// Something a rule of TestRules() seeks, or nearly.
  std::string Planted() {
    switch (Below(16)) {
      case 0:
        return "tokq_" + Word() + Word();
      case 1:
        return "JWT_SECRET = \"" + Word() + "\"";
      case 2:
        return "jwtsecret: " + Word();
      case 3:
        return "=====OPEN KEYS=====\n" + Word() + "\n" + (OneIn(2) ? Word() + "\n" : "") + "=====SHUT\n";
      case 4:
        return "=====OPEN KEYS=====";
      case 5:
        return "hmacsign(" + Name() + ")";
      case 6:
        return "\n" + Name() + " = \"" + Word() + "\"\n";
      case 7:
        return "pairwise<" + std::to_string(Below(50)) + ">";
      case 8:
        return "unpackit(a, [b, '" + Word() + ")'" + (OneIn(2) ? ",\n" : ", ") +
               (OneIn(2) ? "checked = False" : "checked=True") + ")";
      case 9:
        return "zzkx" + Word();
      case 10:
        return Word() + "qqkx";
      case 11:
        return "\nakeyline=" + HexEncode(Word()) + (OneIn(3) ? "x\n" : OneIn(2) ? "\r\n" : "\n");
      case 12:
        return (OneIn(2) ? "prod " : "") + std::string("vaultid=") + Word() + (OneIn(4) ? "DUMMY" : "") + Word();
      case 13:
        return OneIn(3) ? "12abcxanchor" : OneIn(2) ? "needq_" + Word() : "\nthe marker\n";
      case 14:
        return (OneIn(2) ? "qopen<" : "wclose<") + Word() + ">aab";
      default:
        return OneIn(2) ? "only a sample" : OneIn(2) ? "# packrake:allow" : "tokq_allowed00";
    }
  }

  /// `text` under some encoding, and sometimes two.
  std::string Encoded(const std::string& text) {
    switch (Below(7)) {
      case 0:
        return Base64Encode(text);
      case 1:
        return Base64UrlEncode(std::string(Below(3), 'x') + text);
      case 2:
        return HexEncode(text);
      case 3:
        return Base64Encode(Base64Encode(std::string(Below(3), 'y') + text));
      case 4: {
        std::string percent;
        for (const char c : text) percent += '%' + HexEncode(std::string(1, c));
        return percent;
      }
      case 5: {
        std::string wide;
        for (const char c : text) wide += {c, '\0'};
        return "\n" + wide + (OneIn(2) ? "\n" : "");
      }
      default: {
        std::string unicode;
        for (const char c : text) unicode += "\\u00" + HexEncode(std::string(1, c));
        return '"' + unicode + '"';
      }
    }
  }

  std::string Piece() {
    switch (Below(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return Planted();
      case 4:
        return Encoded("some " + Planted() + " text");
      case 5:
        return std::string(1 + Below(3), '\n');
      case 6:
        return OneIn(3) ? std::string("\0\x01", 2) : OneIn(2) ? "\r\n" : " = ";
      case 7: {
        const std::string planted = Planted();  // half of one
        return planted.substr(0, Below(planted.size()) + 1);
      }
      default:
        return Word() + " ";
    }
  }

  /// Up to `size` bytes or a little more; some with lines of kilobytes.
  std::string Text(std::size_t size) {
    std::string text;
    bool long_lines = false;
    while (text.size() < size) {
      if (OneIn(40)) long_lines = !long_lines;
      std::string piece = Piece();
      if (long_lines) std::replace(piece.begin(), piece.end(), '\n', ' ');
      text += piece;
      if (OneIn(long_lines ? 400 : 6)) text += OneIn(5) ? "\r\n" : "\n";
    }
    if (OneIn(2)) text += '\n';
    return text;
  }

  /// A text made from `base` and the ranges it copies: merged, ascending, disjoint.
  struct Derived {
    std::string text;
    std::vector<CopiedRange> copies;
  };
  Derived Derive(const std::string& base) {
    Derived derived;
    std::size_t at = 0;  // in the base
    const std::size_t edits = 1 + Below(OneIn(3) ? 40 : 6);
    for (std::size_t edit = 0; edit < edits; ++edit) {
      const std::size_t to = OneIn(8) ? at + Below(3) : at + Below(2 * base.size() / edits + 2);
      Copy(base, at, to - at, derived);
      at = std::min(to, base.size());
      switch (Below(8)) {
        case 0:
          at = std::min(at + Below(4), base.size());
          break;  // some bytes go
        case 1:
          at = std::min(at + Below(200), base.size());
          break;  // some lines go
        case 2:
          derived.text += Piece();
          break;
        case 3:
          derived.text += Word().substr(0, 3);
          break;
        case 4:
          derived.text += "\n";
          break;
        case 5:
          at = Below(base.size() + 1);
          break;  // goes on elsewhere, maybe a second time
        case 6:
          derived.text += Piece() + "\n" + Piece();
          break;
        default:
          break;  // a seam git made, nothing between
      }
    }
    if (!OneIn(4)) Copy(base, at, base.size() - at, derived);
    if (OneIn(6)) derived.text += Piece();
    return derived;
  }

 private:
  std::string Name() { return "name" + std::to_string(Below(4)); }

  static void Copy(const std::string& base, std::size_t at, std::size_t size, Derived& derived) {
    size = std::min(size, base.size() - at);
    if (size == 0) return;
    auto& copies = derived.copies;
    const bool continues = !copies.empty() && copies.back().begin + copies.back().size == derived.text.size() &&
                           copies.back().base_begin + copies.back().size == at;
    if (continues) {
      copies.back().size += size;
    } else {
      copies.push_back({at, derived.text.size(), size});
    }
    derived.text.append(base, at, size);
  }

  std::mt19937_64 random_;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_MATCH_RANDOM_TEXTS_H_
