#include "text/decode.h"

#include "text/decode_forms.h"

namespace packrake {

const std::vector<const Decoder*>& Decoders() {
  static const std::vector<const Decoder*> decoders = {
      &Base64Decoder(), &HexDecoder(), &PercentDecoder(), &UnicodeDecoder(), &EscapesDecoder(), &Utf16Decoder(),
  };
  return decoders;
}

const Decoder* DecoderNamed(std::string_view name) {
  for (const Decoder* decoder : Decoders()) {
    if (decoder->name() == name) return decoder;
  }
  return nullptr;
}

}  // namespace packrake
