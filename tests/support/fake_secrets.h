#ifndef PACKRAKE_TESTS_SUPPORT_FAKE_SECRETS_H_
#define PACKRAKE_TESTS_SUPPORT_FAKE_SECRETS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Secrets for tests, made when a test runs, so that no file of ours holds anything that a scanner would report. Equal
/// seeds give equal bytes in one run, and in every run where no salt or nonce is in them (encrypted keys, ES and PS
/// signatures, certificates, PKCS#12). Everything here throws std::logic_error on a kind that it does not know. Any
/// thread.
namespace packrake {

/// `length` characters drawn from "hex", "digits", "lower", "upper", "alnum", "base64", "base64url", "ascii"
/// (printable, no space, quote or backslash) or "bytes".
std::string FakeRandom(std::string_view charset, std::size_t length, std::uint64_t seed);

/// 43 alphanumeric characters: what signs FakeJws("HS…", seed).
std::string FakeHmacSecret(std::uint64_t seed);

/// A token as GitHub makes them (ghp_, 36 characters); its checksum is not right.
std::string FakeGithubToken(std::uint64_t seed);

/// A passphrase of 12 characters: what FakePem(".. encrypted", seed) is encrypted with.
std::string FakePassphrase(std::uint64_t seed);

/// {"sub":…,"iat":…} with values from the seed, and no `exp`.
std::string FakeClaims(std::uint64_t seed);

/// A compact JWS with `claims` (FakeClaims(seed) when empty), correctly signed: HS256/384/512 by FakeHmacSecret(seed);
/// RS and PS by the key of FakePem("rsa", seed); ES256/384/512 by FakePem("p256" / "p384" / "p521"); EdDSA by
/// FakePem("ed25519"); "none" has an empty signature. `header_extra` is put into the header: `,"kid":"a"`.
std::string FakeJws(std::string_view alg, std::uint64_t seed, std::string_view claims = {},
                    std::string_view header_extra = {});
/// Any header and claims, as they stand, signed with HMAC-SHA-256/384/512 by `alg`.
std::string SignHmac(std::string_view alg, std::string_view secret, std::string_view header, std::string_view claims);
/// FakeJws(alg, seed) in flattened JSON (RFC 7515 section 7.2.2).
std::string FakeJwsJson(std::string_view alg, std::uint64_t seed);
/// A JWE of five random parts (dir, A256GCM).
std::string FakeJwe(std::uint64_t seed);

/// A PEM block with '\n' line ends, the last one too.
/// `kind` is "<key>[-<form>]". Keys: rsa (2048 bits), rsa1024, p256, p384, p521, k256 (secp256k1), ed25519, x25519,
/// mldsa (ML-DSA-65: random bytes in the right shell). Forms, PKCS#8 when none is given:
///   pkcs1 (rsa), sec1 (p…), pkcs8, encrypted (PKCS#8, AES-256, FakePassphrase), legacy (Proc-Type, AES-128, rsa and
///   p…), openssh, openssh-encrypted (bcrypt, AES-256-CTR; random bytes inside), public (SPKI), public-pkcs1 (rsa),
///   certificate (self-signed). Other kinds: "pgp" (a secret-key packet of random numbers), "ssh2", "tss2".
std::string FakePem(std::string_view kind, std::uint64_t seed);
/// The DER inside FakePem(kind, seed).
std::string FakeDer(std::string_view kind, std::uint64_t seed);
/// One line "ssh-rsa AAAA… comment" for rsa, p256, p384, p521 or ed25519.
std::string FakeSshPublicKey(std::string_view key, std::uint64_t seed);
/// A JWK for rsa, rsa1024, p256, p384, p521, ed25519 or x25519, with its private members or without, compact JSON; or
/// "oct", whose `k` is the base64url of FakeHmacSecret(seed).
std::string FakeJwk(std::string_view key, std::uint64_t seed, bool with_private = true);
/// <RSAKeyValue>…</RSAKeyValue> as .NET writes it.
std::string FakeRsaXml(std::uint64_t seed, bool with_private = true);
/// The same key as the JSON of .NET's RSAParameters.
std::string FakeRsaParameters(std::uint64_t seed);
/// The secret-key packet of an OpenPGP key of random numbers, not encrypted; "rsa", "dsa" or "ed25519".
std::string FakePgpPacket(std::string_view key, std::uint64_t seed);
/// A PuTTY key file of version 2 or 3; encrypted ones hold random bytes.
std::string FakePutty(int version, std::uint64_t seed, bool encrypted);
/// A Web Push key: the private scalar or the public point of the p256 key, base64url.
std::string FakeVapid(std::uint64_t seed, bool with_private);
/// AGE-SECRET-KEY-1… with a right checksum.
std::string FakeAgeKey(std::uint64_t seed);
/// A seed of NATS's nkeys (58 characters) for 'O'perator, 'A'ccount, 'U'ser and others, with a right checksum.
std::string FakeNkeySeed(char kind, std::uint64_t seed);
/// A keystore of the rsa key: "pkcs12" (AES-256, `passphrase`), "jks" or "jceks" (a shell with random content), or
/// "keepass" (its magic, then random bytes).
std::string FakeKeystore(std::string_view kind, std::uint64_t seed, std::string_view passphrase);

/// `text` with every `{{name:arguments}}` replaced by what it makes; the innermost first, so that they nest:
///   {{jws:ALG:SEED}}  {{jws:ALG:SEED:CLAIMS}}  {{jws-json:ALG:SEED}}  {{jwe:SEED}}
///   {{hmac:SEED}}  {{github:SEED}}  {{passphrase:SEED}}
///   {{random:CHARSET:LENGTH:SEED}}
///   {{pem:KIND:SEED}} without its last line end   {{der:KIND:SEED}} base64 of FakeDer   {{ssh:KEY:SEED}}
///   {{jwk:KEY:SEED}}  {{jwk-public:KEY:SEED}}  {{rsa-xml:SEED}}  {{rsa-xml-public:SEED}}  {{age:SEED}}
///   {{rsa-parameters:SEED}}  {{pgp-packet:KEY:SEED}}
///   {{vapid:SEED}}  {{vapid-public:SEED}}  {{nkey:KIND:SEED}}
///   {{putty:VERSION:SEED}}  {{putty-encrypted:VERSION:SEED}}  {{keystore:KIND:SEED:PASSPHRASE}}
///   {{pem-line:KIND:SEED}} the block on one line, '\n' written as backslash and n
/// and wrappers of everything up to their end:
///   {{base64:…}}  {{base64-wrapped:…}} (76 columns)  {{wrap:…}} (64 columns)  {{base64url:…}}  {{hex:…}}
///   {{percent:…}}  {{utf16:…}}
///   {{escape:…}} line ends as \n, quotes escaped  {{joined:…}} line ends as spaces
///   {{prefix:TEXT:…}} TEXT before every line but the first  {{quoted:…}} every line but the last as "line\n" +
///   {{cut:N:…}} the first N bytes  {{skip:N:…}} what follows them
///   {{split:…}} nothing but what stands there: breaks up a literal
/// Anything else between double braces stays as it is. A brace of the text before `}}` needs a space after it.
std::string ExpandPlaceholders(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_FAKE_SECRETS_H_
