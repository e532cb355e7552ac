#include <string>

#include "base/base64.h"
#include "credential/decrypt.h"
#include "credential/der_text.h"
#include "credential/key_text.h"
#include "credential/openssh.h"
#include "credential/pem.h"
#include "credential/pgp.h"
#include "credential_fuzz.h"

// The first byte chooses: a text as it stands, or the bytes behind it as the body of a block of some label.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0) return 0;
  constexpr std::string_view kLabels[] = {"PRIVATE KEY",         "RSA PRIVATE KEY",       "EC PRIVATE KEY",
                                          "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK", "PUBLIC KEY",
                                          "CERTIFICATE"};
  constexpr std::size_t kKinds = std::size(kLabels) + 1;
  const std::size_t kind = data[0] % kKinds;
  const std::string_view rest = TextOf(data + 1, size - 1);
  std::string text(rest);
  if (kind != 0) {
    const std::string label(kLabels[kind - 1]);
    text = "-----BEGIN " + label + "-----\n" + Base64Encode(rest) + "\n-----END " + label + "-----\n";
    ReadOpenSshKey(rest);
    ReadPgpKey(rest);
  }
  ExamineAll(PemExaminer(), text, "-----BEGIN ", "-----");
  ExamineAll(DerBase64Examiner(), text, "M", "");
  ReadPrivateKeyText(text);
  ReadPublicKeyText(text);
  ForEachPublicKey(text, [](std::string_view part) {
    ReadPublicKeyText(part);
    return true;
  });
  if (const auto locked = LockedSecret::Read(text)) locked->Opens("x");
  return 0;
}
