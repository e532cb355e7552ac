#ifndef PACKRAKE_CREDENTIAL_KEY_FILES_H_
#define PACKRAKE_CREDENTIAL_KEY_FILES_H_

#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

/// Private keys in containers of single programs.
namespace packrake {

/// The key of a PuTTY file that `text` begins with (versions 1 to 3; appendix C of PuTTY's manual), lines indented or
/// escaped as may be. Nothing without private lines.
std::optional<KeyInfo> ReadPuttyKey(std::string_view text);

/// The key in <RSAKeyValue> with <D>, as .NET writes it (XML Signature section 4.5.2.2); angle brackets may be written
/// as references. Nothing for a public one.
std::optional<KeyInfo> ReadRsaXml(std::string_view text);

/// The X25519 key of an AGE-SECRET-KEY-1… line whose checksum is right (age-encryption.org/v1; BIP 173).
std::optional<KeyInfo> ReadAgeKey(std::string_view text);

/// "putty", "rsa-xml", "age".
const Examiner& PuttyExaminer();
const Examiner& RsaXmlExaminer();
const Examiner& AgeExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KEY_FILES_H_
