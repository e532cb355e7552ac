#include <string>

#include "fuzz.h"
#include "pack/delta.h"

// Input: a byte that gives the size of the base, then a delta. What applies has the promised size, and the ranges that
// it traces are true, merged, and make up the result with what was inserted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0) return 0;
  std::string base(data[0] * std::size_t{300} + kSlack, '\0');
  for (std::size_t i = 0; i < base.size(); ++i) base[i] = static_cast<char>(i * i >> 3);
  const std::string_view base_bytes(base.data(), base.size() - kSlack);
  const std::string delta = std::string(TextOf(data + 1, size - 1)) + std::string(kSlack, '\0');

  const auto header = ParseDeltaHeader({delta.data(), size - 1});
  if (!header || header->base_size != base_bytes.size() || header->result_size > (1U << 18)) return 0;
  const std::string_view instructions(delta.data() + header->length, size - 1 - header->length);
  std::string result(header->result_size + kSlack, '\0'), untraced = result;
  DeltaTrace trace;
  const Fault fault = ApplyDelta(instructions, base_bytes, result.data(), header->result_size, &trace);
  const Fault again = ApplyDelta(instructions, base_bytes, untraced.data(), header->result_size, nullptr);
  Require((fault == nullptr) == (again == nullptr));
  if (fault != nullptr) return 0;
  Require(result.compare(0, header->result_size, untraced, 0, header->result_size) == 0);
  std::uint64_t end = 0, base_end = ~std::uint64_t{0}, copied = 0;
  for (const CopiedRange& range : trace.copies) {
    Require(range.size > 0 && range.begin >= end && (range.begin != end || range.base_begin != base_end));
    end = range.begin + range.size;
    base_end = range.base_begin + range.size;
    copied += range.size;
    Require(end <= header->result_size && base_end <= base_bytes.size());
    Require(result.compare(range.begin, range.size, base_bytes.substr(range.base_begin, range.size)) == 0);
  }
  Require(!trace.complete || copied + trace.inserted_bytes == header->result_size);
  return 0;
}
