#include "base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace packrake {
namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kForeign = 255;

using Values = std::array<std::uint8_t, 256>;

constexpr void AddAlphabet(std::string_view alphabet, Values& values) {
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
}

constexpr Values ValuesOf(std::string_view first, std::string_view second) {
  Values values{};
  values.fill(kForeign);
  AddAlphabet(first, values);
  AddAlphabet(second, values);
  return values;
}

constexpr Values kStandardValues = ValuesOf(kStandard, kStandard);
constexpr Values kUrlValues = ValuesOf(kUrl, kUrl);
constexpr Values kEitherValues = ValuesOf(kStandard, kUrl);

std::string Encode(std::string_view bytes, std::string_view alphabet, bool padded) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(held >> (bits - 6)) & 63];
  }
  if (bits > 0) text += alphabet[(held << (6 - bits)) & 63];
  while (padded && text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<std::string> Decode(std::string_view text, const Values& values) {
  if (const std::size_t padding = text.find('='); padding != std::string_view::npos) {
    const std::string_view rest = text.substr(padding);
    if (text.size() % 4 != 0 || (rest != "=" && rest != "==")) return std::nullopt;
    text = text.substr(0, padding);
  }
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char character : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(character)];
    if (value == kForeign) return std::nullopt;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 255);
    }
  }
  return bytes;
}

}  // namespace

std::string Base64Encode(std::string_view bytes) { return Encode(bytes, kStandard, true); }
std::string Base64UrlEncode(std::string_view bytes) { return Encode(bytes, kUrl, false); }
std::optional<std::string> Base64Decode(std::string_view text) { return Decode(text, kStandardValues); }
std::optional<std::string> Base64UrlDecode(std::string_view text) { return Decode(text, kUrlValues); }

std::string Base64DecodeLenient(std::string_view text) {
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char character : text.substr(0, text.find('='))) {
    const std::uint8_t value = kEitherValues[static_cast<unsigned char>(character)];
    if (value == kForeign) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 255);
    }
  }
  return bytes;
}

std::string Base64DecodeByFours(std::string_view text) {
  constexpr std::size_t kGroup = 4;
  std::string kept;
  const std::size_t end = std::min(text.find('='), text.size());
  for (const char character : text.substr(0, end)) {
    const bool foreign = kEitherValues[static_cast<unsigned char>(character)] == kForeign;
    if (!foreign && character != '-' && character != '_') kept += character;
  }
  if (end == text.size()) kept.resize(kept.size() / kGroup * kGroup);
  return Base64DecodeLenient(kept);
}

}  // namespace packrake
