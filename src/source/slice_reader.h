#ifndef PACKRAKE_SOURCE_SLICE_READER_H_
#define PACKRAKE_SOURCE_SLICE_READER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "packrake/blob.h"
#include "packrake/result.h"
#include "packrake/source.h"

namespace packrake {

/// Reads up to `size` bytes to `out`; returns their number, 0 at the end. Errors: kUnreadable.
using ReadBytes = std::function<Result<std::size_t>(char* out, std::size_t size)>;

/// Gives a text that comes piece by piece to a sink, in slices as AcceptInSlices makes them, with one buffer that grows
/// to kSliceSize at most. One per thread.
class SliceReader {
 public:
  /// Whether to go on, asked with the first bytes (at least 8,000 where there are so many).
  using Wanted = std::function<bool(std::string_view first)>;

  /// `text` has all of the Blob but the bytes. Returns how many bytes there were; 0 also when `wanted` said no.
  /// Errors: those of `read`; slices before the error have reached the sink.
  Result<std::uint64_t> Read(Blob text, const ReadBytes& read, const Wanted& wanted, BlobSink& sink);

 private:
  Result<std::size_t> Fill(const ReadBytes& read, std::size_t target);

  std::string buffer_;
  std::size_t filled_ = 0;
  bool ended_ = false;
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_SLICE_READER_H_
