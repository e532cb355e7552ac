#include "credential/sha2_lanes.h"

namespace packrake {
namespace {

template <class Word>
Word Rotate(Word x, int bits) {
  return static_cast<Word>((x >> bits) | (x << (8 * sizeof(Word) - static_cast<std::size_t>(bits))));
}

bool HasAvx512() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0;
#else
  return false;
#endif
}

bool HasAvx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

template <class Word>
std::vector<const Sha2Lanes<Word>*> Available(const Sha2Lanes<Word>* avx512, const Sha2Lanes<Word>* avx2,
                                              const Sha2Lanes<Word>* portable) {
  std::vector<const Sha2Lanes<Word>*> kernels;
  if (avx512 != nullptr && HasAvx512()) kernels.push_back(avx512);
  if (avx2 != nullptr && HasAvx2()) kernels.push_back(avx2);
  kernels.push_back(portable);
  return kernels;
}

}  // namespace

// Fractions of the cube roots of the first primes: FIPS 180-4, sections 4.2.2 and 4.2.3.
const std::uint32_t Sha2Constants<std::uint32_t>::kRound[64] = {
    0x428A2F98U, 0x71374491U, 0xB5C0FBCFU, 0xE9B5DBA5U, 0x3956C25BU, 0x59F111F1U, 0x923F82A4U, 0xAB1C5ED5U,
    0xD807AA98U, 0x12835B01U, 0x243185BEU, 0x550C7DC3U, 0x72BE5D74U, 0x80DEB1FEU, 0x9BDC06A7U, 0xC19BF174U,
    0xE49B69C1U, 0xEFBE4786U, 0x0FC19DC6U, 0x240CA1CCU, 0x2DE92C6FU, 0x4A7484AAU, 0x5CB0A9DCU, 0x76F988DAU,
    0x983E5152U, 0xA831C66DU, 0xB00327C8U, 0xBF597FC7U, 0xC6E00BF3U, 0xD5A79147U, 0x06CA6351U, 0x14292967U,
    0x27B70A85U, 0x2E1B2138U, 0x4D2C6DFCU, 0x53380D13U, 0x650A7354U, 0x766A0ABBU, 0x81C2C92EU, 0x92722C85U,
    0xA2BFE8A1U, 0xA81A664BU, 0xC24B8B70U, 0xC76C51A3U, 0xD192E819U, 0xD6990624U, 0xF40E3585U, 0x106AA070U,
    0x19A4C116U, 0x1E376C08U, 0x2748774CU, 0x34B0BCB5U, 0x391C0CB3U, 0x4ED8AA4AU, 0x5B9CCA4FU, 0x682E6FF3U,
    0x748F82EEU, 0x78A5636FU, 0x84C87814U, 0x8CC70208U, 0x90BEFFFAU, 0xA4506CEBU, 0xBEF9A3F7U, 0xC67178F2U,
};

const std::uint64_t Sha2Constants<std::uint64_t>::kRound[80] = {
    0x428A2F98D728AE22ULL, 0x7137449123EF65CDULL, 0xB5C0FBCFEC4D3B2FULL, 0xE9B5DBA58189DBBCULL, 0x3956C25BF348B538ULL,
    0x59F111F1B605D019ULL, 0x923F82A4AF194F9BULL, 0xAB1C5ED5DA6D8118ULL, 0xD807AA98A3030242ULL, 0x12835B0145706FBEULL,
    0x243185BE4EE4B28CULL, 0x550C7DC3D5FFB4E2ULL, 0x72BE5D74F27B896FULL, 0x80DEB1FE3B1696B1ULL, 0x9BDC06A725C71235ULL,
    0xC19BF174CF692694ULL, 0xE49B69C19EF14AD2ULL, 0xEFBE4786384F25E3ULL, 0x0FC19DC68B8CD5B5ULL, 0x240CA1CC77AC9C65ULL,
    0x2DE92C6F592B0275ULL, 0x4A7484AA6EA6E483ULL, 0x5CB0A9DCBD41FBD4ULL, 0x76F988DA831153B5ULL, 0x983E5152EE66DFABULL,
    0xA831C66D2DB43210ULL, 0xB00327C898FB213FULL, 0xBF597FC7BEEF0EE4ULL, 0xC6E00BF33DA88FC2ULL, 0xD5A79147930AA725ULL,
    0x06CA6351E003826FULL, 0x142929670A0E6E70ULL, 0x27B70A8546D22FFCULL, 0x2E1B21385C26C926ULL, 0x4D2C6DFC5AC42AEDULL,
    0x53380D139D95B3DFULL, 0x650A73548BAF63DEULL, 0x766A0ABB3C77B2A8ULL, 0x81C2C92E47EDAEE6ULL, 0x92722C851482353BULL,
    0xA2BFE8A14CF10364ULL, 0xA81A664BBC423001ULL, 0xC24B8B70D0F89791ULL, 0xC76C51A30654BE30ULL, 0xD192E819D6EF5218ULL,
    0xD69906245565A910ULL, 0xF40E35855771202AULL, 0x106AA07032BBD1B8ULL, 0x19A4C116B8D2D0C8ULL, 0x1E376C085141AB53ULL,
    0x2748774CDF8EEB99ULL, 0x34B0BCB5E19B48A8ULL, 0x391C0CB3C5C95A63ULL, 0x4ED8AA4AE3418ACBULL, 0x5B9CCA4F7763E373ULL,
    0x682E6FF3D6B2B8A3ULL, 0x748F82EE5DEFB2FCULL, 0x78A5636F43172F60ULL, 0x84C87814A1F0AB72ULL, 0x8CC702081A6439ECULL,
    0x90BEFFFA23631E28ULL, 0xA4506CEBDE82BDE9ULL, 0xBEF9A3F7B2C67915ULL, 0xC67178F2E372532BULL, 0xCA273ECEEA26619CULL,
    0xD186B8C721C0C207ULL, 0xEADA7DD6CDE0EB1EULL, 0xF57D4F7FEE6ED178ULL, 0x06F067AA72176FBAULL, 0x0A637DC5A2C898A6ULL,
    0x113F9804BEF90DAEULL, 0x1B710B35131C471BULL, 0x28DB77F523047D84ULL, 0x32CAAB7B40C72493ULL, 0x3C9EBE0A15C9BEBCULL,
    0x431D67C49C100D4CULL, 0x4CC5D4BECB3E42B6ULL, 0x597F299CFC657E2AULL, 0x5FCB6FAB3AD6FAECULL, 0x6C44198C4A475817ULL,
};

template <>
std::vector<const Sha2Lanes<std::uint32_t>*> AllSha2Lanes<std::uint32_t>() {
  return Available(Sha256LanesAvx512(), Sha256LanesAvx2(), Sha256LanesPortable());
}

template <>
std::vector<const Sha2Lanes<std::uint64_t>*> AllSha2Lanes<std::uint64_t>() {
  return Available(Sha512LanesAvx512(), Sha512LanesAvx2(), Sha512LanesPortable());
}

template <>
const Sha2Lanes<std::uint32_t>& FastestSha2Lanes<std::uint32_t>() {
  static const Sha2Lanes<std::uint32_t>* const fastest = AllSha2Lanes<std::uint32_t>().front();
  return *fastest;
}

template <>
const Sha2Lanes<std::uint64_t>& FastestSha2Lanes<std::uint64_t>() {
  static const Sha2Lanes<std::uint64_t>* const fastest = AllSha2Lanes<std::uint64_t>().front();
  return *fastest;
}

template <class Word>
void ExpandSchedule(const Word* block, Word* schedule) {
  using C = Sha2Constants<Word>;
  Word w[C::kRounds];
  for (int i = 0; i < C::kRounds; ++i) {
    if (i < 16) {
      w[i] = block[i];
    } else {
      const Word x = w[i - 15], y = w[i - 2];
      const Word small0 = Rotate(x, C::kSmall0[0]) ^ Rotate(x, C::kSmall0[1]) ^ (x >> C::kSmall0[2]);
      const Word small1 = Rotate(y, C::kSmall1[0]) ^ Rotate(y, C::kSmall1[1]) ^ (y >> C::kSmall1[2]);
      w[i] = w[i - 16] + small0 + w[i - 7] + small1;
    }
    schedule[i] = w[i] + C::kRound[i];
  }
}
template void ExpandSchedule(const std::uint32_t*, std::uint32_t*);
template void ExpandSchedule(const std::uint64_t*, std::uint64_t*);

}  // namespace packrake
