#ifndef PACKRAKE_CREDENTIAL_DER_TEXT_H_
#define PACKRAKE_CREDENTIAL_DER_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "match/examiner.h"

namespace packrake {

/// Base64 of DER (or of "openssh-key-v1") without lines round it, that may go on over several lines.
struct DerText {
  std::string body;     ///< base64 and nothing else, up to where the DER ends
  std::string bytes;    ///< decoded
  std::size_t end = 0;  ///< one past its last character, in the Window's text
  bool whole = false;   ///< as long as its own header says
};

/// What begins at `begin`, where the first line's run of base64 ends at `run_end`. Reads twice as far as the header
/// says, 16 KiB of base64 at most. Nothing when the first bytes have no length.
std::optional<DerText> ReadDerText(Window& window, std::size_t begin, std::size_t run_end);

/// "der-base64": private keys in base64 without PEM lines: bodies pasted into settings, Keycloak exports. Quiet right
/// behind a PEM line: the block is another examiner's.
const Examiner& DerBase64Examiner();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_DER_TEXT_H_
