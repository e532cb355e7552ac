#include "fuzz.h"
#include "text/decode.h"

// The first two bytes choose the place; every decoder stays within the text and the bound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size < 3) return 0;
  const std::string_view text = TextOf(data + 2, size - 2);
  const std::size_t offset = (data[0] * 256U + data[1]) % (text.size() + 1);
  for (const Decoder* decoder : Decoders()) {
    for (const std::size_t bound : {std::size_t{0}, std::size_t{100}, std::size_t{1} << 20}) {
      const auto decoded = decoder->DecodeAt(text, offset, bound);
      if (!decoded) continue;
      Require(decoded->begin <= offset && offset <= decoded->end && decoded->end <= text.size());
      Require(decoded->bytes.size() <= bound);
    }
    for (const std::string& form : decoder->FormsOf(text.substr(0, 40))) Require(form.size() >= 3);
  }
  return 0;
}
