#ifndef PACKRAKE_CREDENTIAL_CONFIG_BESIDE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_BESIDE_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "credential/config_reader.h"

/// What a setting is by those beside it and above it, where its own name says too little.
namespace packrake::code {

/// Whether `algorithm: HS256` or its like stands in the same object as the entry `at`, which is then what that
/// algorithm signs with. False for one called "key": as often a name.
bool IsBesideHmac(std::string_view text, std::span<const ConfigEntry> entries, std::size_t at);

/// jwt_secrets = { web = "…" }, signing_keys: [- "…"]: whether the entry is a random value whose `holder` is named
/// after several JWT secrets.
bool IsOneOfSecrets(std::string_view holder, const ConfigEntry& entry);

/// secretRefKey: { secret: secret }, existingSecretRef.key: whether the entry tells in plain words which entry of a
/// Kubernetes secret is meant.
bool IsEntryOfReference(const ConfigEntry& entry, std::string_view text);

/// Whether what holds the entry at `path` says that it is a reference, or is a schema's description of one.
bool IsInReference(std::string_view path);

/// Whether the line above or below the one at `at`, but for comments, says what the value is given to, or taken from:
/// `- envVar: POSTGRES_USER` and `secretKey: postgresUser`.
bool IsBesideVariable(std::string_view text, std::size_t at);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_BESIDE_H_
