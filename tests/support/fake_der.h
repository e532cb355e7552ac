#ifndef PACKRAKE_TESTS_SUPPORT_FAKE_DER_H_
#define PACKRAKE_TESTS_SUPPORT_FAKE_DER_H_

#include <initializer_list>
#include <string>
#include <string_view>

/// Writes DER (ITU-T X.690) for fake keys; a second pen, apart from the product's, so that tests do not prove the
/// product by itself.
namespace packrake::fake {

inline constexpr char kInteger = 0x02, kBitString = 0x03, kOctets = 0x04, kNull = 0x05, kOid = 0x06, kSequence = 0x30,
                      kContext0 = '\xA0', kContext1 = '\xA1';

inline std::string Der(char tag, std::string_view content) {
  std::string out(1, tag);
  const std::size_t size = content.size();
  if (size < 0x80) {
    out += static_cast<char>(size);
  } else if (size < 0x100) {
    out += std::string{'\x81', static_cast<char>(size)};
  } else {
    out += std::string{'\x82', static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)};
  }
  return out.append(content);
}

inline std::string DerList(std::initializer_list<std::string_view> values) {
  std::string content;
  for (const std::string_view value : values) content += value;
  return Der(kSequence, content);
}

/// A big-endian number that is not negative.
inline std::string DerNumber(std::string_view magnitude) {
  while (!magnitude.empty() && magnitude.front() == '\0') magnitude.remove_prefix(1);
  const bool needs_zero = magnitude.empty() || static_cast<unsigned char>(magnitude.front()) >= 0x80;
  return Der(kInteger, std::string(needs_zero ? 1 : 0, '\0').append(magnitude));
}

inline std::string DerBits(std::string_view bytes) { return Der(kBitString, std::string(1, '\0').append(bytes)); }

}  // namespace packrake::fake

#endif  // PACKRAKE_TESTS_SUPPORT_FAKE_DER_H_
