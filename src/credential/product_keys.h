#ifndef PACKRAKE_CREDENTIAL_PRODUCT_KEYS_H_
#define PACKRAKE_CREDENTIAL_PRODUCT_KEYS_H_

#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

/// Keys in the ways of single products.
namespace packrake {

/// The P-256 key of Web Push's sender (RFC 8292): its 32-byte scalar in base64url, 43 characters. Nothing for another
/// text.
std::optional<KeyInfo> ReadVapidPrivate(std::string_view text);
/// Its public point, 65 bytes in base64url, 87 characters.
std::optional<KeyInfo> ReadVapidPublic(std::string_view text);

/// "vapid": the match is the scalar, or the bracket that opens a call one of whose arguments it is.
const Examiner& VapidExaminer();

/// "keycloak-hmac": behind an "hmac-generated" provider of a realm export, the value of "secret": ["…"], whose identity
/// is the bytes it decodes to.
const Examiner& KeycloakHmacExaminer();

/// "ghost-admin": the match is a word that says Ghost; the keys of its Admin API within 4 KiB to either side, an id of
/// 24 hex digits, a colon and the secret in 64, whatever they are called there. The secret is what follows the colon.
const Examiner& GhostAdminExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PRODUCT_KEYS_H_
