#include "findings/fingerprint.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/hex.h"

namespace packrake {
namespace {

constexpr std::string_view kScheme = "pr1:";
constexpr std::size_t kDigits = 32;

}  // namespace

std::string FingerprintOf(std::string_view key, std::string_view family, std::string_view identity) {
  std::string message(family);
  message += '\0';
  message += identity;
  const Sha256Digest digest = HmacSha256(key.empty() ? kPublicFingerprintKey : key, message);
  const std::string_view half(reinterpret_cast<const char*>(digest.data()), kDigits / 2);
  return std::string(kScheme) + HexEncode(half);
}

std::string IdentityAt(std::string_view identity, std::string_view path, int ordinal) {
  std::string joined(identity);
  joined += '\0';
  joined += path;
  if (ordinal > 1) {
    joined += '\0';
    joined += fmt::format_int(ordinal).c_str();
  }
  return joined;
}

bool IsFingerprint(std::string_view text) {
  return text.size() == kScheme.size() + kDigits && text.starts_with(kScheme) &&
         text.find_first_not_of("0123456789abcdef", kScheme.size()) == std::string_view::npos;
}

}  // namespace packrake
