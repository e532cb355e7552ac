#ifndef PACKRAKE_PACK_INFLATE_H_
#define PACKRAKE_PACK_INFLATE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "pack/fault.h"

namespace packrake {

/// Inflates the zlib streams of pack entries, whose sizes are known, through libdeflate. One per thread.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) = delete;

  /// Whether a stream of `stream_size` bytes can inflate to `size`: deflate yields at most 1,032 bytes for one
  /// (zlib.net/zlib_tech.html, "Maximum Compression Factor"). Asked before memory is taken.
  static bool Plausible(std::uint64_t stream_size, std::uint64_t size) { return size / 1032 <= stream_size; }

  /// Inflates the stream that fills the first `stream_size` bytes of `in` to exactly `size` bytes at `out`; its
  /// Adler-32 must be right. `in` may go on behind the stream, where it may be read. REQUIRES: kSlack bytes
  /// (pack/delta.h) writable behind them.
  Fault Inflate(std::string_view in, std::uint64_t stream_size, char* out, std::uint64_t size);

  /// Inflates some of the first `size` bytes: mostly all but a few hundred, none of a block that is stored as it is.
  /// The others keep their value or take that of an inflated byte; nothing vouches for the rest of the stream.
  /// REQUIRES: the object has more than `size` bytes.
  Fault InflatePrefix(std::string_view in, char* out, std::uint64_t size);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_INFLATE_H_
