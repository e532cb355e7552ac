#include "pack/buffer_pool.h"

#include <bit>
#include <cstdlib>

#include "pack/delta.h"

namespace packrake {

bool BufferBudget::Take(std::uint64_t bytes) {
  const std::uint64_t held = held_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  if (held > limit_) {
    Give(bytes);
    return false;
  }
  std::uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (held > peak && !peak_.compare_exchange_weak(peak, held, std::memory_order_relaxed)) {
  }
  return true;
}

Buffer::~Buffer() {
  if (data_ == nullptr) return;
  std::free(data_);
  budget_->Give(capacity_);
}

/// The smallest class that has room for `capacity`; kClasses and above when none has.
std::size_t BufferPool::ClassOf(std::size_t capacity) {
  if (capacity <= kMinCapacity) return 0;
  const auto doublings = static_cast<std::size_t>(std::bit_width((capacity - 1) / kMinCapacity)) - 1;
  const std::size_t quarter = (kMinCapacity << doublings) / 4;
  return 4 * doublings + (capacity - 1 - (kMinCapacity << doublings)) / quarter + 1;
}

std::size_t BufferPool::CapacityOf(std::size_t size_class) {
  return (kMinCapacity << (size_class / 4)) / 4 * (4 + size_class % 4);
}

Buffer BufferPool::Get(std::uint64_t size) {
  Buffer buffer;
  if (size > (std::uint64_t{1} << 47)) return buffer;
  std::size_t capacity = static_cast<std::size_t>(size) + kSlack;
  const std::size_t size_class = ClassOf(capacity);
  if (size_class < kClasses) {
    std::vector<Buffer>& cached = cached_[size_class];
    capacity = CapacityOf(size_class);
    if (!cached.empty()) {
      buffer = std::move(cached.back());
      cached.pop_back();
      cached_bytes_ -= capacity;
      return buffer;
    }
  }
  if (!budget_.Take(capacity)) {
    DropCache();
    if (!budget_.Take(capacity)) return buffer;
  }
  buffer.data_ = static_cast<char*>(std::malloc(capacity));
  if (buffer.data_ == nullptr) {
    budget_.Give(capacity);
    return buffer;
  }
  buffer.capacity_ = capacity;
  buffer.budget_ = &budget_;
  return buffer;
}

void BufferPool::Put(Buffer buffer) {
  if (buffer.capacity_ == 0 || cached_bytes_ + buffer.capacity_ > kMaxCached) return;
  const std::size_t size_class = ClassOf(buffer.capacity_);
  if (size_class >= kClasses) return;
  cached_bytes_ += buffer.capacity_;
  cached_[size_class].push_back(std::move(buffer));
}

void BufferPool::DropCache() {
  for (std::vector<Buffer>& buffers : cached_) buffers.clear();
  cached_bytes_ = 0;
}

}  // namespace packrake
