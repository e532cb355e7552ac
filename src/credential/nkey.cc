#include "credential/nkey.h"

#include <cstdint>
#include <string>
#include <utility>

#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr std::size_t kText = 58;
constexpr std::size_t kBytes = 36;  // two of prefixes, the key, two of checksum
constexpr std::size_t kKey = 32;
constexpr unsigned kSeedPrefix = 18U << 3U;  // 'S'
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::optional<std::string> Base32Decode(std::string_view text) {
  std::string bytes;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = kBase32.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    waiting = (waiting << 5U | static_cast<std::uint32_t>(digit)) & 0xFFFFU;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(waiting >> bits & 0xFFU);
  }
  return bytes;
}

/// CRC-16/XMODEM.
std::uint32_t Crc16(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<std::uint8_t>(c)) << 8U;
    for (int i = 0; i < 8; ++i) crc = ((crc << 1U) ^ ((crc & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xFFFFU;
  }
  return crc;
}

std::string_view RoleOf(unsigned prefix) {
  switch (prefix) {
    case 14U << 3U: return "operator";
    case 0U: return "account";
    case 20U << 3U: return "user";
    case 13U << 3U: return "server";
    case 2U << 3U: return "cluster";
    case 23U << 3U: return "curve";
    default: return "";
  }
}

class Nkey : public Examiner {
 public:
  std::string_view name() const override { return "nkey"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    Draft draft = DraftOf(window, match.secret_begin, match.secret_end);
    const auto seed = ReadNkeySeed(draft.secret);
    if (!seed) return;
    draft.facts.push_back({"role", std::string(seed->role)});
    DescribeKey(seed->key, draft);
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<NkeySeed> ReadNkeySeed(std::string_view text) {
  const auto bytes = text.size() == kText ? Base32Decode(text) : std::nullopt;
  if (!bytes || bytes->size() != kBytes) return std::nullopt;
  const auto at = [&bytes](std::size_t i) { return static_cast<unsigned>(static_cast<std::uint8_t>((*bytes)[i])); };
  const std::uint32_t checksum = at(kBytes - 2) | at(kBytes - 1) << 8U;
  if ((at(0) & 0xF8U) != kSeedPrefix || Crc16(std::string_view(*bytes).substr(0, kBytes - 2)) != checksum)
    return std::nullopt;
  const std::string_view role = RoleOf((at(0) & 7U) << 5U | at(1) >> 3U);
  if (role.empty()) return std::nullopt;
  auto key = OkpKey(role == "curve" ? "X25519" : "Ed25519", std::string_view(*bytes).substr(2, kKey), "");
  if (!key) return std::nullopt;
  return NkeySeed{std::move(*key), role};
}

const Examiner& NkeyExaminer() {
  static const Nkey examiner;
  return examiner;
}

}  // namespace packrake
