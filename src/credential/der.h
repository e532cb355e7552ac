#ifndef PACKRAKE_CREDENTIAL_DER_H_
#define PACKRAKE_CREDENTIAL_DER_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// The little of ASN.1's distinguished encoding (ITU-T X.690) that keys are written in. Reads views, copies nothing,
/// never recurses; a value whose length runs past its text is no value.
namespace packrake {

/// Identifier octets that occur in keys and keystores.
enum class DerTag : std::uint8_t {
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kNull = 0x05,
  kOid = 0x06,
  kSequence = 0x30,
  kSet = 0x31,
  kContext0 = 0xA0,  ///< constructed, context-specific
  kContext1 = 0xA1,
};

/// One value: its identifier octet, its content, and the bytes of both with the length between.
struct DerValue {
  std::uint8_t tag = 0;
  std::string_view content;
  std::string_view whole;
  bool Is(DerTag wanted) const { return tag == static_cast<std::uint8_t>(wanted); }
};

/// Takes values off the front of a text, one after the other.
class DerReader {
 public:
  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  /// The next value; nothing at the end or where no whole value stands. Lengths of up to four octets are read.
  std::optional<DerValue> Next();
  /// The content of the next value if it has `tag`; else nothing, and the reader stays where it is.
  std::optional<std::string_view> Take(DerTag tag);
  /// The content of the next INTEGER without leading zero octets; nothing for another tag or a negative number.
  std::optional<std::string_view> TakeUnsigned();
  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Bytes that the value at the front of `bytes` takes according to its own header, whether they are there or not;
/// nothing when no header with a definite length stands there.
std::optional<std::size_t> DerSize(std::string_view bytes);

/// "1.2.840.113549.1.1.1"; "" for content that is no object identifier.
std::string DerOidText(std::string_view content);

/// Encodes one value.
std::string DerEncode(DerTag tag, std::string_view content);
/// Encodes a SEQUENCE of already encoded values.
std::string DerSequence(std::initializer_list<std::string_view> values);
/// Encodes a big-endian number that is not negative; "" is zero.
std::string DerUnsigned(std::string_view magnitude);
/// Encodes a BIT STRING without unused bits.
std::string DerBitString(std::string_view bytes);

/// Number of significant bits of a big-endian magnitude.
int BitLength(std::string_view magnitude);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_DER_H_
