#include "credential/verify.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <string>
#include <utility>

#include "credential/der.h"
#include "credential/openssl_handles.h"

namespace packrake {
namespace {

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

const EVP_MD* HashOf(std::string_view alg) {
  if (alg.ends_with("256") || alg.ends_with("256K")) return EVP_sha256();
  if (alg.ends_with("384")) return EVP_sha384();
  if (alg.ends_with("512")) return EVP_sha512();
  return nullptr;
}

std::string_view CurveOf(std::string_view alg) {
  if (alg == "ES256") return "P-256";
  if (alg == "ES384") return "P-384";
  if (alg == "ES512") return "P-521";
  return alg == "ES256K" ? "secp256k1" : "";
}

bool IsEdwards(std::string_view alg) {
  return alg == "EdDSA" || alg == "Ed25519" || alg == "Ed448" || alg == "ed25519-nkey" || alg == "ed25519";  // NATS
}

}  // namespace

struct TokenVerifier::Impl {
  std::string type, curve;
  int bits = 0;
  openssl::Key key;
};

TokenVerifier::TokenVerifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TokenVerifier::TokenVerifier(TokenVerifier&&) noexcept = default;
TokenVerifier& TokenVerifier::operator=(TokenVerifier&&) noexcept = default;
TokenVerifier::~TokenVerifier() = default;

std::optional<TokenVerifier> TokenVerifier::Create(const KeyInfo& key) {
  const openssl::ErrorScope errors;
  const unsigned char* cursor = Bytes(key.spki);
  openssl::Key parsed(key.spki.empty() ? nullptr : d2i_PUBKEY(nullptr, &cursor, static_cast<long>(key.spki.size())));
  if (!parsed) return std::nullopt;
  auto impl = std::make_unique<Impl>();
  impl->type = key.type;
  impl->curve = key.curve;
  impl->bits = key.bits;
  impl->key = std::move(parsed);
  return TokenVerifier(std::move(impl));
}

bool TokenVerifier::Fits(std::string_view alg, std::size_t signature_size) const {
  if (alg.starts_with("RS") || alg.starts_with("PS")) {
    return impl_->type == "RSA" && signature_size == static_cast<std::size_t>(impl_->bits + 7) / 8;
  }
  if (alg.starts_with("ES"))
    return impl_->type == "EC" && impl_->curve == CurveOf(alg) &&
           signature_size == 2 * (static_cast<std::size_t>(impl_->bits + 7) / 8);
  if (!IsEdwards(alg)) return false;
  return (impl_->type == "Ed25519" && signature_size == 64) || (impl_->type == "Ed448" && signature_size == 114);
}

bool TokenVerifier::Verifies(std::string_view alg, std::string_view input, std::string_view signature) const {
  if (!Fits(alg, signature.size())) return false;
  const bool edwards = IsEdwards(alg);
  const EVP_MD* hash = edwards ? nullptr : HashOf(alg);
  if (hash == nullptr && !edwards) return false;
  std::string encoded(signature);
  if (alg.starts_with("ES")) {
    const std::size_t half = signature.size() / 2;
    encoded = DerSequence({DerUnsigned(signature.substr(0, half)), DerUnsigned(signature.substr(half))});
  }
  const openssl::ErrorScope errors;
  const openssl::DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  if (!context || EVP_DigestVerifyInit(context.get(), &parameters, hash, nullptr, impl_->key.get()) != 1) return false;
  if (alg.starts_with("PS")) {
    EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO);
  }
  return EVP_DigestVerify(context.get(), Bytes(encoded), encoded.size(), Bytes(input), input.size()) == 1;
}

}  // namespace packrake
