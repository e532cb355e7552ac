#ifndef PACKRAKE_TEXT_DECODE_H_
#define PACKRAKE_TEXT_DECODE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The family of decoders: each is one file `decode_<name>.cc` and one row in Decoders().
namespace packrake {

/// Text decoded from a run of encoded bytes, and where each decoded byte came from.
struct Decoded {
  std::string bytes;
  std::size_t begin = 0;  ///< of the encoded run in the text
  std::size_t end = 0;
};

/// One way to write bytes as other bytes. Immutable; any thread.
class Decoder {
 public:
  virtual ~Decoder() = default;
  /// "base64" (both alphabets), "hex", "percent", "unicode" (\uXXXX and \xXX), "escapes" (\n, \", \/ …), "utf16".
  virtual std::string_view name() const = 0;

  /// The byte sequences that `literal` can look like inside an encoded text, whatever surrounds it: three for base64
  /// (one an alignment, only the characters that `literal` alone decides), two for hex, and so on. Forms shorter than
  /// three bytes, and forms equal to `literal` itself, are left out.
  virtual std::vector<std::string> FormsOf(std::string_view literal) const = 0;

  /// The encoded run round `offset`, decoded; nothing when there is none or it decodes to nothing worth scanning.
  /// A run that is wrapped over lines (base64, RFC 2045 style) is followed. Output is bounded by `max_bytes`; bytes
  /// more than 1,000 away from the run make no difference. `begin` <= `offset` <= `end`.
  virtual std::optional<Decoded> DecodeAt(std::string_view text, std::size_t offset, std::size_t max_bytes) const = 0;
};

/// All decoders, in the order they are tried. They live as long as the program.
const std::vector<const Decoder*>& Decoders();
const Decoder* DecoderNamed(std::string_view name);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_DECODE_H_
