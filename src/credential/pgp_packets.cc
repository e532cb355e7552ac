#include "credential/pgp_packets.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "credential/pgp.h"
#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr std::size_t kMostModulus = 1024;  // bytes
constexpr std::size_t kLeastModulus = 64;
constexpr std::size_t kHead = 6;  // of a packet: version, time of creation, algorithm
constexpr std::size_t kReachBack = kMostModulus + 2 + kHead + 6;
constexpr std::size_t kMostSecret = 4096;
constexpr std::size_t kMostExpression = 16U << 10;
constexpr std::uint8_t kOldTag = 0x95, kNewTag = 0xC5;  // of a secret key; the old format's with two octets of length
constexpr std::string_view kExponent("\x00\x11\x01\x00\x01", 5);

std::uint8_t ByteAt(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// The header before a body that begins at `body`: of either format, with a length of one to four octets.
std::optional<std::size_t> HeaderBefore(std::string_view bytes, std::size_t body) {
  for (const std::size_t size : {3U, 2U, 5U, 6U}) {
    if (size > body) continue;
    const std::uint8_t tag = ByteAt(bytes, body - size);
    const bool fits = (tag == kOldTag && size == 3) || (tag == 0x94 && size == 2) || (tag == 0x96 && size == 5) ||
                      (tag == kNewTag && size != 5);
    if (fits && ReadPgpKey(bytes.substr(body - size))) return body - size;
  }
  return std::nullopt;
}

class PgpPacket : public Examiner {
 public:
  std::string_view name() const override { return "pgp-packet"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::size_t begin = match.secret_begin - std::min(match.secret_begin, kReachBack);
    const std::string_view bytes = window.Read(begin, match.secret_begin + kMostSecret);
    const auto packet = SecretPacketBefore(bytes, match.secret_begin - begin);
    if (!packet) return;
    const auto key = ReadPgpKey(bytes.substr(*packet));
    if (!key || !key->has_secret) return;
    Draft draft = DraftOf(window, begin + *packet, begin + *packet + key->size);
    DescribePgpKey(*key, draft);
    drafts.push_back(std::move(draft));
  }
};

class GnupgAgent : public Examiner {
 public:
  std::string_view name() const override { return "gnupg-agent"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string_view text = window.Read(match.secret_begin, match.secret_begin + kMostExpression);
    Draft draft = DraftOf(window, match.secret_begin, match.secret_begin + EndOf(text));
    if (draft.secret.size() < 100) return;  // a program's own text, or the format's description
    if (text.substr(0, 64).find("{{") != std::string_view::npos) return;  // a template, filled in elsewhere
    KeyInfo key;
    const std::string_view head = text.substr(0, 60);
    key.encrypted = head.find("protected-") != std::string_view::npos;
    if (key.encrypted) key.protection = "S2K";
    key.type = head.find("rsa") != std::string_view::npos   ? "RSA"
               : head.find("ecc") != std::string_view::npos ? "EC"
                                                            : "";
    draft.identity = draft.secret;
    DescribeKey(key, draft);
    drafts.push_back(std::move(draft));
  }

 private:
  /// One past the bracket that closes the expression; counted strings (`257:…`) are jumped over.
  static std::size_t EndOf(std::string_view text) {
    int depth = 0;
    std::size_t number = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c >= '0' && c <= '9') {
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), kMostExpression);
        continue;
      }
      if (c == ':') i += number;
      number = 0;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) return i + 1;
    }
    return text.size();
  }
};

}  // namespace

std::optional<std::size_t> SecretPacketBefore(std::string_view bytes, std::size_t at) {
  if (bytes.substr(at).starts_with(kExponent)) {
    for (std::size_t size = kLeastModulus; size <= kMostModulus && at >= size + 2 + kHead + 2; ++size) {
      const std::size_t number = at - size - 2;
      const std::size_t bits = static_cast<std::size_t>(ByteAt(bytes, number)) << 8U | ByteAt(bytes, number + 1);
      if ((bits + 7) / 8 != size || ByteAt(bytes, number - 1) > 3 || ByteAt(bytes, number - kHead) != 4) continue;
      if (const auto header = HeaderBefore(bytes, number - kHead)) return header;
    }
    return std::nullopt;
  }
  // DSA's keys share no number: the packet's own head is what was seen.
  if (ByteAt(bytes, at) == kOldTag)
    return ReadPgpKey(bytes.substr(at)) ? std::optional(at) : std::nullopt;
  // Before the identifier stands its length.
  return at < kHead + 3 ? std::nullopt : HeaderBefore(bytes, at - 1 - kHead);
}

const Examiner& PgpPacketExaminer() {
  static const PgpPacket examiner;
  return examiner;
}
const Examiner& GnupgAgentExaminer() {
  static const GnupgAgent examiner;
  return examiner;
}

}  // namespace packrake
