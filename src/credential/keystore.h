#ifndef PACKRAKE_CREDENTIAL_KEYSTORE_H_
#define PACKRAKE_CREDENTIAL_KEYSTORE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "match/examiner.h"

/// Keystores by what their bytes begin with.
namespace packrake {

struct Keystore {
  std::string type;      ///< "PKCS#12", "JKS", "JCEKS", "BKS", "KeePass"
  std::size_t size = 0;  ///< bytes it takes, at most what is there
  int private_keys = 0;  ///< entries that hold one, where that can be seen from outside
  int certificates = 0;  ///< trusted ones, where that can be seen
  bool opaque = false;   ///< what it holds cannot be seen: keys may be among it
  std::string alias;     ///< of the first private key; JKS and JCEKS only
};

/// The keystore that `bytes` begins with. Nothing when its structure does not hold: a magic number alone is none.
/// A PKCS#12 file that shows no key is taken for one of certificates: OpenSSL, Java, NSS, .NET and Windows all write
/// keys
/// outside the encrypted parts. Sources: RFC 7292; sun.security.provider.JavaKeyStore; Bouncy Castle's BcKeyStoreSpi;
/// KeePass 2's file format.
std::optional<Keystore> ReadKeystore(std::string_view bytes);

/// A password that opens the keystore is known by its own checksum. False for a type that has none, and for PKCS#12
/// files that ask for more than a million rounds: they are made to take long.
bool OpensKeystore(std::string_view bytes, std::string_view password);

/// "keystore": a keystore at the beginning of a text (or of decoded bytes). Quiet about stores of certificates only.
const Examiner& KeystoreExaminer();

/// "file-name": for texts that are one name and nothing else: entry names of trees. Reports the match as it stands.
const Examiner& FileNameExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KEYSTORE_H_
