#ifndef PACKRAKE_PACK_BUFFER_POOL_H_
#define PACKRAKE_PACK_BUFFER_POOL_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace packrake {

/// Memory that the buffers of one visit hold together, cached ones included. Any thread.
class BufferBudget {
 public:
  explicit BufferBudget(std::uint64_t limit) : limit_(limit) {}

  /// False, and nothing taken, when that would exceed the limit.
  bool Take(std::uint64_t bytes);
  void Give(std::uint64_t bytes) { held_.fetch_sub(bytes, std::memory_order_relaxed); }
  std::uint64_t peak() const { return peak_.load(std::memory_order_relaxed); }

 private:
  const std::uint64_t limit_;
  std::atomic<std::uint64_t> held_{0};
  std::atomic<std::uint64_t> peak_{0};
};

/// Bytes on the heap, uninitialised, that count against a budget, which outlives them. Move-only; may be empty.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept { *this = std::move(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(capacity_, other.capacity_);
    std::swap(budget_, other.budget_);
    return *this;
  }
  ~Buffer();

  char* data() const { return data_; }
  std::size_t capacity() const { return capacity_; }

 private:
  friend class BufferPool;

  char* data_ = nullptr;
  std::size_t capacity_ = 0;
  BufferBudget* budget_ = nullptr;
};

/// Hands out buffers and takes them back for the next object: the same few stay warm in the cache. One per thread; a
/// buffer may come back to another pool of the same budget.
class BufferPool {
 public:
  explicit BufferPool(BufferBudget& budget) : budget_(budget) {}

  /// A buffer of at least `size` bytes and kSlack (pack/delta.h) more; an empty one when the budget or the memory is
  /// exhausted.
  Buffer Get(std::uint64_t size);
  void Put(Buffer buffer);

 private:
  static constexpr std::size_t kMinCapacity = 4096;
  static constexpr std::size_t kClasses = 4 * 12;                  // up to 16 MiB, four sizes to a doubling
  static constexpr std::size_t kMaxCached = std::size_t{8} << 20;  // 16 MiB are no faster, 4 cost 3 % (git.git)

  static std::size_t ClassOf(std::size_t capacity);
  static std::size_t CapacityOf(std::size_t size_class);
  void DropCache();

  BufferBudget& budget_;
  std::array<std::vector<Buffer>, kClasses> cached_;
  std::size_t cached_bytes_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_BUFFER_POOL_H_
