#ifndef PACKRAKE_CREDENTIAL_JWK_TEXT_H_
#define PACKRAKE_CREDENTIAL_JWK_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "credential/key.h"
#include "credential/object_text.h"
#include "match/window.h"

/// JSON Web Keys (RFC 7517) as people write them: JSON, JSON inside a string, object literals of JavaScript, Python,
/// Ruby and PHP, keyword arguments, or lines of YAML.
namespace packrake {

/// An object round one of its members.
struct JwkObject {
  std::size_t begin = 0;  ///< in the Window's text
  std::size_t end = 0;
  Members members;
  const std::string& Get(std::string_view name) const;      ///< "" when missing
};

/// The object that holds `offset`, which lies in one of its members: up to the brackets that enclose it, or the lines
/// of the same indentation where nothing does. Reads at most 32 KiB to each side. Nothing when its end is not found.
std::optional<JwkObject> ReadJwkObject(Window& window, std::size_t offset);

/// The private key in `object`: `kty` RSA, EC or OKP with `d`, AKP with `priv`. Nothing for a public one, or where the
/// members do not decode to a key.
std::optional<KeyInfo> ReadPrivateJwk(const JwkObject& object);
/// The public half, with or without the private one beside it.
std::optional<KeyInfo> ReadPublicJwk(const JwkObject& object);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWK_TEXT_H_
