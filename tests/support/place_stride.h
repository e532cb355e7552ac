#ifndef PACKRAKE_TESTS_SUPPORT_PLACE_STRIDE_H_
#define PACKRAKE_TESTS_SUPPORT_PLACE_STRIDE_H_

#include <cstdio>
#include <cstdlib>

namespace packrake {

/// Of every how many places a test tries one that would try each: PACKRAKE_PLACE_STRIDE, which the sanitizers' presets
/// set, as such tests take ten times as long there; 1 if nobody says otherwise, and it is printed if somebody does.
inline int PlaceStride() {
  static const int kStride = [] {
    const char* said = std::getenv("PACKRAKE_PLACE_STRIDE");
    if (said == nullptr) return 1;
    const int stride = std::atoi(said);
    std::printf("PACKRAKE_PLACE_STRIDE: one place of %d is tried\n", stride);
    return stride > 0 ? stride : 1;
  }();
  return kStride;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_PLACE_STRIDE_H_
