#include "credential/der_bytes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/hex.h"
#include "credential/der.h"
#include "credential/key_der.h"
#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr std::size_t kMostKey = 12U << 10;  // RSA with 16,384 bits takes 9 KiB, ML-DSA-87 5
constexpr std::size_t kMostPerByte = 20;     // "(byte) 0xFF, " and what a line begins with
constexpr std::size_t kLongestHeader = 4;    // 30 82 and two octets of length

/// What stands behind the version of PKCS#8: an AlgorithmIdentifier. PKCS#1 goes on with a number, SEC1 with a string,
/// and an encrypted key has no version.
bool IsPkcs8(std::string_view from_version) {
  return from_version.size() > 3 && from_version.starts_with("\x02\x01") && from_version[3] == '\x30';
}

class DerBytes : public Examiner {
 public:
  std::string_view name() const override { return "der"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const bool anywhere = IsPkcs8(window.Read(match.secret_begin, match.secret_begin + 4));
    // A pattern begins behind the header of two to four bytes, or with its last one.
    const std::size_t reach = std::min(kLongestHeader, match.secret_begin);
    for (std::size_t begin = match.secret_begin - reach; begin < match.secret_begin; ++begin) {
      if (begin == 0) window.SeeBegin();
      if ((begin != 0 && !anywhere) || window.Read(begin, begin + 1) != "0") continue;
      const auto key = ReadDerKey(window.Read(begin, begin + kMostKey));
      if (!key) continue;
      Draft draft = DraftOf(window, begin, begin + key->size);
      DescribeKey(key->info, draft);
      drafts.push_back(std::move(draft));
      return;
    }
  }
};

/// The bytes that `text` lists as 0x.., at most `most`, and where the last of them ends.
std::pair<std::string, std::size_t> ReadNumbers(std::string_view text, std::size_t most) {
  std::string bytes;
  std::size_t end = 0;
  for (std::size_t at = 0; at + 2 < text.size() && bytes.size() < most;) {
    const char c = text[at];
    if (c == '}' || c == ';' || c == ']') break;
    if (c != '0' || (text[at + 1] != 'x' && text[at + 1] != 'X')) {
      ++at;
      continue;
    }
    at += 2;
    const std::size_t digits = std::min(text.substr(at, 2).find_first_not_of("0123456789abcdefABCDEF"), std::size_t{2});
    const auto byte = HexDecode(std::string(2 - digits, '0').append(text.substr(at, digits)));
    if (digits == 0 || !byte) break;
    bytes += *byte;
    at += digits;
    end = at;
  }
  return {std::move(bytes), end};
}

/// Whether the numbers before `text`'s end are the header of an OCTET STRING: what follows is wrapped in PKCS#8.
bool EndsInStringHeader(std::string_view text) {
  const std::size_t open = text.find_last_of("{}[];");
  const std::string bytes = ReadNumbers(open == std::string_view::npos ? text : text.substr(open + 1), 64).first;
  for (std::size_t size = 2; size <= std::min(kLongestHeader, bytes.size()); ++size) {
    const std::string_view header = std::string_view(bytes).substr(bytes.size() - size);
    const auto second = static_cast<unsigned char>(header[1]);
    if (header[0] == '\x04' && (size == 2 ? second < 0x80 : second == 0x80 + size - 2)) return true;
  }
  return false;
}

class DerArray : public Examiner {
 public:
  std::string_view name() const override { return "der-array"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::string head = ReadNumbers(window.Read(match.secret_begin, match.secret_end), 16).first;
    const auto size = DerSize(head);
    if (!size || *size > kMostKey) return;
    const std::size_t before = match.secret_begin - std::min(match.secret_begin, 8 * kMostPerByte);
    if (EndsInStringHeader(window.Read(before, match.secret_begin))) return;
    const std::string_view text = window.Read(match.secret_begin, match.secret_begin + *size * kMostPerByte + 256);
    const auto [bytes, end] = ReadNumbers(text, *size);
    const auto key = ReadDerKey(bytes);
    if (!key) return;
    Draft draft = DraftOf(window, match.secret_begin, match.secret_begin + end);
    draft.identity = bytes;  // where it has no public half
    DescribeKey(key->info, draft);
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<DerKey> ReadDerKey(std::string_view bytes) {
  const auto size = DerSize(bytes);
  if (!size || *size > bytes.size()) return std::nullopt;
  auto info = ReadPrivateKeyDer(bytes.substr(0, *size));
  // Numbers that do not fit one another are a coincidence here: nothing but the bytes says that it is a key.
  if (!info || (!info->encrypted && !info->consistent)) return std::nullopt;
  return DerKey{std::move(*info), *size};
}

const Examiner& DerBytesExaminer() {
  static const DerBytes examiner;
  return examiner;
}

const Examiner& DerArrayExaminer() {
  static const DerArray examiner;
  return examiner;
}

}  // namespace packrake
