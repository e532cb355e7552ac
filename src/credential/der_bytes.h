#ifndef PACKRAKE_CREDENTIAL_DER_BYTES_H_
#define PACKRAKE_CREDENTIAL_DER_BYTES_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

/// Private keys as the bytes of their DER: in files of their own (private_key.der, .p8, .pk8), inside programs and
/// images, and written out as numbers (0x30, 0x82, …) in a program's text.
namespace packrake {

/// A key and how many bytes its DER takes.
struct DerKey {
  KeyInfo info;
  std::size_t size = 0;
};

/// The private key whose DER `bytes` begins with, plain or encrypted. Nothing when it is cut, or no key.
std::optional<DerKey> ReadDerKey(std::string_view bytes);

/// "der": the SEQUENCE round a match that stands right behind its header of two to four bytes. A PKCS#1 or SEC1 key, or
/// an encrypted one, counts only where the text begins with it: the former stand inside PKCS#8 too, the latter inside
/// keystores.
const Examiner& DerBytesExaminer();

/// "der-array": the same, written as a list of hex numbers that goes on over lines; whatever stands between them is
/// passed over, up to a bracket or semicolon that closes the list.
const Examiner& DerArrayExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_DER_BYTES_H_
