#include "base/hex.h"

#include <array>
#include <cstdint>

namespace packrake {
namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

// By byte. Every commit of a history spells two ids or more.
constexpr auto kDigitValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

}  // namespace

std::string HexEncode(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string digits(bytes.size() * 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    digits[2 * i] = kDigits[byte >> 4];
    digits[2 * i + 1] = kDigits[byte & 15];
  }
  return digits;
}

std::optional<std::string> HexDecode(std::string_view digits) {
  std::string bytes(digits.size() / 2, '\0');
  if (!HexDecodeInto(digits, bytes.data())) return std::nullopt;
  return bytes;
}

bool HexDecodeInto(std::string_view digits, char* bytes) {
  if (digits.size() % 2 != 0) return false;
  std::uint8_t seen = 0;  // no digit's value has any of the upper four bits
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::uint8_t high = kDigitValues[static_cast<std::uint8_t>(digits[i])];
    const std::uint8_t low = kDigitValues[static_cast<std::uint8_t>(digits[i + 1])];
    seen |= high | low;
    bytes[i / 2] = static_cast<char>(high << 4 | low);
  }
  return seen < 16;
}

}  // namespace packrake
