#ifndef PACKRAKE_TEXT_ENTROPY_H_
#define PACKRAKE_TEXT_ENTROPY_H_

#include <string_view>

namespace packrake {

/// Shannon entropy of `bytes` in bits per byte, 0 to 8; 0 for an empty view.
/// Source: C. E. Shannon, "A Mathematical Theory of Communication" (1948), section 6.
double ShannonEntropy(std::string_view bytes);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_ENTROPY_H_
