#include "credential/secret_line.h"

#include <array>

#include "text/word_set.h"

namespace packrake {

bool SpeaksOfSecrets(std::string_view line) {
  static constexpr WordSet kWords(std::to_array<std::string_view>({"secret", "key", "passw", "pwd", "token", "jwt",
                                                                   "jws", "sign", "hmac", "salt", "cred", "auth",
                                                                   "phrase"}));
  return kWords.StandsIn(line);
}

}  // namespace packrake
