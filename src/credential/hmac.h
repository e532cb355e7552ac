#ifndef PACKRAKE_CREDENTIAL_HMAC_H_
#define PACKRAKE_CREDENTIAL_HMAC_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Many secrets against many HMAC tokens (RFC 2104, RFC 7518 section 3.2), as fast as the processor's vectors go.
namespace packrake {

enum class HmacHash : std::uint8_t { kSha256, kSha384, kSha512 };

/// For "HS256", "HS384" and "HS512"; nothing for any other algorithm.
std::optional<HmacHash> HmacHashOf(std::string_view alg);
/// 32, 48 or 64 bytes.
std::size_t DigestSize(HmacHash hash);
/// The MAC of `text`, plainly, through OpenSSL.
std::string Hmac(HmacHash hash, std::string_view key, std::string_view text);

/// A token that a secret is sought for.
struct HmacTarget {
  HmacHash hash = HmacHash::kSha256;
  std::string signing_input;
  std::string mac;  ///< REQUIRES: DigestSize(hash) bytes
  /// Not tried any more once set, by whichever thread; null: always tried.
  const std::atomic<bool>* done = nullptr;
};

/// Tries secrets on targets. One per thread; the targets it reads are shared and outlive it. Memory: about 200 KiB and
/// four times the longest signing input.
class HmacGuesser {
 public:
  explicit HmacGuesser(std::span<const HmacTarget> targets);
  ~HmacGuesser();

  /// Calls `on_match` with the indices of a secret and of a target whose whole MAC it makes, as often as that is so.
  /// The states after a secret's two pads are computed once for all targets. Secrets may have any bytes and any length.
  void Try(std::span<const std::string_view> secrets,
           const std::function<void(std::size_t secret, std::size_t target)>& on_match);

  /// What runs it: "AVX-512, 16 lanes".
  static std::string Level();

 private:
  struct Buffers;
  template <class Word>
  void TryHash(HmacHash hash, std::span<const std::string_view> secrets,
               const std::function<void(std::size_t, std::size_t)>& on_match);

  std::span<const HmacTarget> targets_;
  bool has_hash_[3] = {};
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_HMAC_H_
