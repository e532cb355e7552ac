#include "credential/hmac.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "credential/openssl_handles.h"
#include "credential/sha2_lanes.h"

namespace packrake {
namespace {

constexpr std::size_t kBatch = 512;  // secrets whose states stay in the second-level cache while all targets pass

// FIPS 180-4 sections 5.3.3 to 5.3.5.
constexpr std::uint32_t kIv256[8] = {0x6A09E667U, 0xBB67AE85U, 0x3C6EF372U, 0xA54FF53AU,
                                     0x510E527FU, 0x9B05688CU, 0x1F83D9ABU, 0x5BE0CD19U};
constexpr std::uint64_t kIv384[8] = {0xCBBB9D5DC1059ED8ULL, 0x629A292A367CD507ULL, 0x9159015A3070DD17ULL,
                                     0x152FECD8F70E5939ULL, 0x67332667FFC00B31ULL, 0x8EB44A8768581511ULL,
                                     0xDB0C2E0D64F98FA7ULL, 0x47B5481DBEFA4FA4ULL};
constexpr std::uint64_t kIv512[8] = {0x6A09E667F3BCC908ULL, 0xBB67AE8584CAA73BULL, 0x3C6EF372FE94F82BULL,
                                     0xA54FF53A5F1D36F1ULL, 0x510E527FADE682D1ULL, 0x9B05688C2B3E6C1FULL,
                                     0x1F83D9ABFB41BD6BULL, 0x5BE0CD19137E2179ULL};

const EVP_MD* DigestOf(HmacHash hash) {
  return hash == HmacHash::kSha256 ? EVP_sha256() : hash == HmacHash::kSha384 ? EVP_sha384() : EVP_sha512();
}

template <class Word>
const Word* IvOf(HmacHash hash) {
  if constexpr (sizeof(Word) == 4) {
    return kIv256;
  } else {
    return hash == HmacHash::kSha384 ? kIv384 : kIv512;
  }
}

template <class Word>
Word BigEndian(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  if constexpr (sizeof(Word) == 4) {
    return __builtin_bswap32(word);
  } else {
    return __builtin_bswap64(word);
  }
}

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "BigEndian swaps");

/// Digests of keys. OpenSSL looks a digest up by its name each time it is asked for one; here once.
class Digester {
 public:
  void Digest(HmacHash hash, std::string_view bytes, char* digest) {
    static const EVP_MD* const digests[] = {EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                            EVP_MD_fetch(nullptr, "SHA384", nullptr),
                                            EVP_MD_fetch(nullptr, "SHA512", nullptr)};
    unsigned size = 0;
    EVP_DigestInit_ex2(context_.get(), digests[static_cast<std::size_t>(hash)], nullptr);
    EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
    EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest), &size);
  }

 private:
  openssl::DigestContext context_{EVP_MD_CTX_new()};
};

/// `key` as HMAC takes it, zero padded, into a block of 16 words: itself, or its digest when it is longer than a block.
template <class Word>
void PrepareKey(HmacHash hash, std::string_view key, Digester& digester, char* block) {
  constexpr std::size_t kBlock = 16 * sizeof(Word);
  std::memset(block, 0, kBlock);
  if (key.size() <= kBlock) {
    std::memcpy(block, key.data(), key.size());
    return;
  }
  digester.Digest(hash, key, block);
}

template <class Word>
struct Arrays {
  std::vector<Word> keys, inner, outer, schedules;
  std::vector<std::uint32_t> matches;
  std::string message;
  Digester digester;
};

/// The blocks of `input` behind one block of key, padded, their schedules expanded.
template <class Word>
std::size_t ExpandMessage(std::string_view input, Arrays<Word>& arrays) {
  constexpr std::size_t kBlock = 16 * sizeof(Word);
  std::string& message = arrays.message;
  message.assign(input);
  message += '\x80';
  const std::size_t with_length = message.size() + 2 * sizeof(Word);
  message.resize((with_length + kBlock - 1) / kBlock * kBlock, '\0');
  const std::uint64_t bits = 8 * static_cast<std::uint64_t>(kBlock + input.size());
  for (std::size_t i = 0; i < 8; ++i) message[message.size() - 1 - i] = static_cast<char>(bits >> (8 * i));
  const std::size_t blocks = message.size() / kBlock;
  constexpr auto kRounds = static_cast<std::size_t>(Sha2Constants<Word>::kRounds);
  arrays.schedules.resize(blocks * kRounds);
  for (std::size_t b = 0; b < blocks; ++b) {
    Word block[16];
    for (std::size_t i = 0; i < 16; ++i) block[i] = BigEndian<Word>(message.data() + b * kBlock + i * sizeof(Word));
    ExpandSchedule(block, arrays.schedules.data() + b * kRounds);
  }
  return blocks;
}

/// The states after the two pads of each of `secrets`, kBatch at most, into `arrays`; returns the number of groups.
template <class Word>
std::size_t ComputePads(const Sha2Lanes<Word>& kernel, HmacHash hash, std::span<const std::string_view> secrets,
                        Arrays<Word>& arrays) {
  const std::size_t lanes = kernel.lanes;
  const std::size_t groups = (secrets.size() + lanes - 1) / lanes;
  arrays.keys.assign(groups * 16 * lanes, 0);
  arrays.inner.resize(groups * 8 * lanes);
  arrays.outer.resize(groups * 8 * lanes);
  arrays.matches.resize(groups);
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    char block[16 * sizeof(Word)];
    PrepareKey<Word>(hash, secrets[i], arrays.digester, block);
    const std::size_t used =
        secrets[i].size() <= sizeof block ? (secrets[i].size() + sizeof(Word) - 1) / sizeof(Word) : 16;
    Word* lane = arrays.keys.data() + i / lanes * 16 * lanes + i % lanes;
    for (std::size_t w = 0; w < used; ++w) lane[w * lanes] = BigEndian<Word>(block + w * sizeof(Word));
  }
  kernel.pads(arrays.keys.data(), IvOf<Word>(hash), groups, arrays.inner.data(), arrays.outer.data());
  return groups;
}

}  // namespace

std::optional<HmacHash> HmacHashOf(std::string_view alg) {
  if (alg == "HS256") return HmacHash::kSha256;
  if (alg == "HS384") return HmacHash::kSha384;
  if (alg == "HS512") return HmacHash::kSha512;
  return std::nullopt;
}

std::size_t DigestSize(HmacHash hash) { return hash == HmacHash::kSha256 ? 32 : hash == HmacHash::kSha384 ? 48 : 64; }

std::string Hmac(HmacHash hash, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  // OpenSSL takes a null key for "the one before": an empty secret needs an address.
  HMAC(DigestOf(hash), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

struct HmacGuesser::Buffers {
  Arrays<std::uint32_t> narrow;
  Arrays<std::uint64_t> wide;
  template <class Word>
  Arrays<Word>& Of() {
    if constexpr (sizeof(Word) == 4) {
      return narrow;
    } else {
      return wide;
    }
  }
};

HmacGuesser::HmacGuesser(std::span<const HmacTarget> targets)
    : targets_(targets), buffers_(std::make_unique<Buffers>()) {
  for (const HmacTarget& target : targets) has_hash_[static_cast<std::size_t>(target.hash)] = true;
}

HmacGuesser::~HmacGuesser() = default;

template <class Word>
void HmacGuesser::TryHash(HmacHash hash, std::span<const std::string_view> secrets,
                          const std::function<void(std::size_t, std::size_t)>& on_match) {
  const Sha2Lanes<Word>& kernel = FastestSha2Lanes<Word>();
  Arrays<Word>& arrays = buffers_->Of<Word>();
  for (std::size_t first = 0; first < secrets.size(); first += kBatch) {
    const auto batch = secrets.subspan(first, std::min(kBatch, secrets.size() - first));
    const std::size_t groups = ComputePads(kernel, hash, batch, arrays);
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      const HmacTarget& target = targets_[t];
      if (target.hash != hash || (target.done != nullptr && target.done->load(std::memory_order_relaxed))) continue;
      const std::size_t blocks = ExpandMessage(target.signing_input, arrays);
      kernel.test(arrays.inner.data(), arrays.outer.data(), groups, arrays.schedules.data(), blocks,
                  DigestSize(hash) / sizeof(Word), BigEndian<Word>(target.mac.data()), arrays.matches.data());
      for (std::size_t group = 0; group < groups; ++group) {
        for (std::uint32_t bits = arrays.matches[group]; bits != 0; bits &= bits - 1) {
          const std::size_t i = group * kernel.lanes + static_cast<std::size_t>(__builtin_ctz(bits));
          // The first word is the sieve; the whole MAC, by other code, is the proof.
          if (i < batch.size() && Hmac(hash, batch[i], target.signing_input) == target.mac) on_match(first + i, t);
        }
      }
    }
  }
}

void HmacGuesser::Try(std::span<const std::string_view> secrets,
                      const std::function<void(std::size_t secret, std::size_t target)>& on_match) {
  if (has_hash_[0]) TryHash<std::uint32_t>(HmacHash::kSha256, secrets, on_match);
  if (has_hash_[1]) TryHash<std::uint64_t>(HmacHash::kSha384, secrets, on_match);
  if (has_hash_[2]) TryHash<std::uint64_t>(HmacHash::kSha512, secrets, on_match);
}

std::string HmacGuesser::Level() {
  const auto& kernel = FastestSha2Lanes<std::uint32_t>();
  return fmt::format("{}, {} lanes", kernel.level, kernel.lanes);
}

}  // namespace packrake
