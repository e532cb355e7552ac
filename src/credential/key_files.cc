#include "credential/key_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/base64.h"
#include "credential/openssh.h"
#include "credential/pem_text.h"
#include "credential/private_key.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::size_t kMostPutty = 32U << 10;
constexpr std::size_t kMostXml = 32U << 10;
constexpr int kMostLines = 400;

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\"'`,;+";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

/// The lines of a PuTTY file, one at a time.
class PuttyLines {
 public:
  explicit PuttyLines(std::string_view text) : text_(text) {}
  std::optional<std::string_view> Next() {
    if (at_ > text_.size()) return std::nullopt;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    return Trimmed(line);
  }
  /// The base64 of the next lines, `count` as a header said; blank ones do not count.
  std::string Body(std::string_view count_text) {
    int count = 0;
    std::from_chars(count_text.data(), count_text.data() + count_text.size(), count);
    std::string body;
    for (int i = 0; i < std::clamp(count, 0, kMostLines);) {
      const auto line = Next();
      if (!line) break;
      if (line->empty()) continue;
      body += *line;
      ++i;
    }
    return Base64DecodeLenient(body);
  }
  std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The base64 inside <name>…</name>, decoded; "" when there is none.
std::string XmlNumber(std::string_view xml, const std::string& name) {
  const std::size_t open = xml.find("<" + name + ">");
  if (open == std::string_view::npos) return "";
  const std::size_t begin = open + name.size() + 2;
  const std::size_t end = xml.find("</" + name + ">", begin);
  return end == std::string_view::npos ? "" : Base64DecodeLenient(xml.substr(begin, end - begin));
}

std::string WithPlainBrackets(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i, 4);
    const std::string_view unicode = text.substr(i, 6);
    if (unicode == "\\u003C" || unicode == "\\u003c" || unicode == "\\u003E" || unicode == "\\u003e") {
      out += (unicode[5] | 0x20) == 'c' ? '<' : '>';  // System.Text.Json writes them so
      i += 5;
    } else if (rest == "&lt;" || rest == "&gt;") {
      out += rest == "&lt;" ? '<' : '>';
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::uint32_t Bech32Step(std::uint32_t check, int value) {
  constexpr std::array<std::uint32_t, 5> kGenerator = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3};
  const std::uint32_t top = check >> 25;
  check = (check & 0x1FFFFFF) << 5 ^ static_cast<std::uint32_t>(value);
  for (std::size_t i = 0; i < kGenerator.size(); ++i) {
    if ((top >> i & 1) != 0) check ^= kGenerator[i];
  }
  return check;
}

/// `most` bytes from `begin`, or fewer where another opening comes first.
std::string_view ReadUpToNext(Window& window, std::size_t begin, std::size_t most, std::string_view opening) {
  for (std::size_t size = 1024;; size *= 4) {
    const std::string_view text = window.Read(begin, begin + std::min(size, most));
    const std::size_t next = text.find(opening, 1);
    if (next != std::string_view::npos) return text.substr(0, next);
    if (size >= most || text.size() < size) return text;
  }
}

void AddDraft(const KeyInfo& key, const PatternMatch& match, std::size_t end, Window& window,
              std::vector<Draft>& drafts) {
  Draft draft = DraftOf(window, match.secret_begin, end);
  DescribeKey(key, draft);
  drafts.push_back(std::move(draft));
}

class Putty : public Examiner {
 public:
  std::string_view name() const override { return "putty"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view text = ReadUpToNext(window, match.secret_begin, kMostPutty, "PuTTY-User-Key-File-");
    const auto key = ReadPuttyKey(text);
    if (!key) return;
    // Its last line is the MAC; where it is missing the private lines end it.
    const std::size_t mac = text.find("Private-MAC:");
    const std::size_t last = mac != std::string_view::npos ? mac : text.find("Private-Lines:");
    AddDraft(*key, match, match.secret_begin + std::min(text.find('\n', last), text.size()), window, drafts);
  }
};

class RsaXml : public Examiner {
 public:
  std::string_view name() const override { return "rsa-xml"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view text = ReadUpToNext(window, match.secret_begin, kMostXml, "<RSAKeyValue");
    const std::size_t close = text.find("/RSAKeyValue", 1);
    if (close == std::string_view::npos) return;
    std::size_t end = std::min(text.find_first_of(">;\\", close) + 1, text.size());
    if (text[end - 1] == '\\') end = std::min(end + 5, text.size());  // \u003E
    const auto key = ReadRsaXml(text.substr(0, end));
    if (key) AddDraft(*key, match, match.secret_begin + end, window, drafts);
  }
};

class Age : public Examiner {
 public:
  std::string_view name() const override { return "age"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const auto key = ReadAgeKey(window.Read(match.secret_begin, match.secret_end));
    if (key) AddDraft(*key, match, match.secret_end, window, drafts);
  }
};

}  // namespace

std::optional<KeyInfo> ReadPuttyKey(std::string_view text) {
  const std::string plain = UnescapeText(text.substr(0, kMostPutty));
  PuttyLines lines(plain);
  std::string_view encryption;
  std::string open, closed;
  bool version3 = false;
  for (int i = 0; i < kMostLines; ++i) {
    const auto line = lines.Next();
    if (!line) break;
    const std::size_t colon = line->find(": ");
    const std::string_view name = line->substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? "" : line->substr(colon + 2);
    if (name.starts_with("PuTTY-User-Key-File-")) version3 = name.ends_with('3');
    if (name == "Encryption") encryption = value;
    if (name == "Public-Lines") open = lines.Body(value);
    if (name == "Private-Lines") {
      closed = lines.Body(value);
      break;
    }
  }
  auto key = ReadSshPublicBlob(open);
  if (!key || closed.empty()) return std::nullopt;
  key->encrypted = encryption != "none";
  if (key->encrypted) {
    key->protection = encryption.substr(0, 40);
    key->legacy_protection = !version3;  // two rounds of SHA-1; version 3 takes Argon2
  }
  return key;
}

std::optional<KeyInfo> ReadRsaXml(std::string_view text) {
  const std::string xml = UnescapeText(WithPlainBrackets(text.substr(0, kMostXml)));
  if (XmlNumber(xml, "D").empty()) return std::nullopt;
  return RsaKey(XmlNumber(xml, "Modulus"), XmlNumber(xml, "Exponent"), XmlNumber(xml, "P"), XmlNumber(xml, "Q"));
}

std::optional<KeyInfo> ReadAgeKey(std::string_view text) {
  constexpr std::string_view kPrefix = "age-secret-key-";
  constexpr std::string_view kAlphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  constexpr std::size_t kChecksum = 6;
  if (text.size() != kPrefix.size() + 1 + 52 + kChecksum) return std::nullopt;
  std::uint32_t check = 1;
  for (const char c : kPrefix) check = Bech32Step(check, c >> 5);
  check = Bech32Step(check, 0);
  for (const char c : kPrefix) check = Bech32Step(check, c & 31);
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  const std::string_view digits = text.substr(kPrefix.size() + 1);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t value = kAlphabet.find(digits[i]);
    if (value == std::string_view::npos) return std::nullopt;
    check = Bech32Step(check, static_cast<int>(value));
    if (i + kChecksum >= digits.size()) continue;
    held = (held << 5 | static_cast<std::uint32_t>(value)) & 0xFFF;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFF);
  }
  return check == 1 ? OkpKey("X25519", bytes, "") : std::nullopt;
}

const Examiner& PuttyExaminer() {
  static const Putty examiner;
  return examiner;
}
const Examiner& RsaXmlExaminer() {
  static const RsaXml examiner;
  return examiner;
}
const Examiner& AgeExaminer() {
  static const Age examiner;
  return examiner;
}

}  // namespace packrake
