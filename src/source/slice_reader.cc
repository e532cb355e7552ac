#include "source/slice_reader.h"

#include <algorithm>
#include <cstring>

namespace packrake {
namespace {

constexpr std::size_t kFirstRead = 64 << 10;

}  // namespace

Result<std::size_t> SliceReader::Fill(const ReadBytes& read, std::size_t target) {
  while (filled_ < target && !ended_) {
    // The buffer grows as bytes come, so that a small file takes little memory.
    if (filled_ == buffer_.size()) buffer_.resize(std::min<std::size_t>(std::max(2 * filled_, kFirstRead), kSliceSize));
    auto got = read(buffer_.data() + filled_, std::min(buffer_.size(), target) - filled_);
    if (!got) return std::move(got).error();
    ended_ = *got == 0;
    filled_ += *got;
  }
  return filled_;
}

Result<std::uint64_t> SliceReader::Read(Blob text, const ReadBytes& read, const Wanted& wanted, BlobSink& sink) {
  filled_ = 0;
  ended_ = false;
  if (auto first = Fill(read, kFirstRead); !first) return std::move(first).error();
  if (wanted && !wanted({buffer_.data(), filled_})) return std::uint64_t{0};
  while (true) {
    if (auto slice = Fill(read, kSliceSize); !slice) return std::move(slice).error();
    // Whether there is more is known only by reading on: a text that fills the slice exactly has no second one.
    char beyond = 0;
    if (!ended_) {
      auto got = read(&beyond, 1);
      if (!got) return std::move(got).error();
      ended_ = *got == 0;
    }
    text.bytes = {buffer_.data(), filled_};
    sink.Accept(text);
    if (ended_) return text.offset + filled_;
    const std::size_t passed = filled_ - kSliceOverlap;
    text.first_line += static_cast<std::uint64_t>(std::count(buffer_.data(), buffer_.data() + passed, '\n'));
    text.offset += passed;
    std::memmove(buffer_.data(), buffer_.data() + passed, kSliceOverlap);
    buffer_[kSliceOverlap] = beyond;
    filled_ = kSliceOverlap + 1;
  }
}

}  // namespace packrake
