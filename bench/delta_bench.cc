// delta_bench: what it costs to inflate an entry, to apply a delta and to gather the lines that it made dirty, each by
// itself, on text made from seeds. Counters are bytes that come out a second on one core. match_bench goes on from
// there;
// pack_bench times inflating and applying on a real repository.

#include <benchmark/benchmark.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "made_source.h"
#include "match/dirty_lines.h"
#include "pack/delta.h"
#include "pack/inflate.h"

namespace packrake {
namespace {

constexpr std::uint32_t kAnchorWidth = 40;  // as wide as those of the built-in rules are

/// `bytes` as git stores them.
std::string Deflated(std::string_view bytes) {
  constexpr int kLevel = 6;  // zlib's, and so git's, unless told otherwise
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kLevel));
  std::string stream(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
  stream.resize(
      libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), stream.data(), stream.size()));
  return stream;
}

/// A text, one that was made of it by edits, and the delta between.
struct Edited {
  std::string base, text;
  std::vector<CopiedRange> copies;
  std::string instructions;  ///< of a delta, without its header
};

void AppendCopy(std::uint64_t offset, std::uint64_t size, std::string& instructions) {
  const std::size_t at = instructions.size();
  std::uint8_t given = 0x80;
  instructions += '\0';
  for (int i = 0; i < 7; ++i) {
    const std::uint64_t byte = (i < 4 ? offset >> (8 * i) : size >> (8 * (i - 4))) & 0xFF;
    if (byte == 0) continue;
    given = static_cast<std::uint8_t>(given | 1U << i);
    instructions += static_cast<char>(byte);
  }
  instructions[at] = static_cast<char>(given);
}

/// A text of about `size` bytes; six bytes are inserted at each of `edits` places.
Edited Edit(std::size_t size, std::size_t edits) {
  constexpr std::uint64_t kLongestCopy = 0xFFFF;  // git writes no longer ones
  constexpr std::string_view kInserted = "edited";
  Edited made;
  made.base = MakeSource(size, 100, 1);
  for (std::size_t i = 0; i <= edits; ++i) {
    const std::size_t begin = made.base.size() / (edits + 1) * i;
    const std::size_t end = i == edits ? made.base.size() : made.base.size() / (edits + 1) * (i + 1);
    made.copies.push_back({begin, made.text.size(), end - begin});
    made.text += made.base.substr(begin, end - begin);
    for (std::uint64_t at = begin; at < end; at += kLongestCopy)
      AppendCopy(at, std::min<std::uint64_t>(kLongestCopy, end - at), made.instructions);
    if (i == edits) break;
    made.text += kInserted;
    made.instructions += static_cast<char>(kInserted.size());
    made.instructions += kInserted;
  }
  return made;
}

/// An entry that inflates to range(0) bytes of text.
void Inflate(benchmark::State& state) {
  const std::string text = MakeSource(static_cast<std::size_t>(state.range(0)), 0, 1);
  const std::string stream = Deflated(text) + std::string(kSlack, '#');
  std::string out(text.size() + kSlack, '\0');
  Inflater inflater;
  for (auto _ : state) {
    if (inflater.Inflate(stream, stream.size() - kSlack, out.data(), text.size()) != nullptr) std::abort();
    benchmark::DoNotOptimize(out.data());
  }
  if (out.compare(0, text.size(), text) != 0) std::abort();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
// A delta of a few edits, a small file, a large one.
BENCHMARK(Inflate)->Arg(60)->Arg(600)->Arg(16 << 10)->Arg(256 << 10);

/// A delta onto range(0) bytes with range(1) edits; range(2): whether what was copied is recorded.
void Apply(benchmark::State& state) {
  Edited made = Edit(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  const std::size_t base_size = made.base.size(), size = made.instructions.size();
  made.base.append(kSlack, '#');
  made.instructions.append(kSlack, '#');
  std::string out(made.text.size() + kSlack, '\0');
  DeltaTrace trace;
  for (auto _ : state) {
    trace.copies.clear();
    const Fault fault = ApplyDelta({made.instructions.data(), size}, {made.base.data(), base_size}, out.data(),
                                   made.text.size(), state.range(2) != 0 ? &trace : nullptr);
    if (fault != nullptr) std::abort();
    benchmark::DoNotOptimize(out.data());
  }
  if (out.compare(0, made.text.size(), made.text) != 0) std::abort();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * made.text.size()));
}
BENCHMARK(Apply)
    ->Args({16 << 10, 1, 0})
    ->Args({16 << 10, 1, 1})
    ->Args({16 << 10, 20, 1})
    ->Args({256 << 10, 1, 1})
    ->Args({256 << 10, 60, 1});

void GatherFrom(const Edited& made, benchmark::State& state) {
  const Derivation derivation{nullptr, made.base, made.copies};
  DirtyLines dirty;
  for (auto _ : state) {
    if (!dirty.Find(made.text, derivation, kAnchorWidth)) std::abort();
    benchmark::DoNotOptimize(dirty.buffer().data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * made.text.size()));
  state.counters["dirty"] = static_cast<double>(dirty.buffer().size()) / static_cast<double>(made.text.size());
}

/// The lines of range(0) bytes that range(1) edits made dirty, found and gathered.
void Gather(benchmark::State& state) {
  const Edited made = Edit(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  GatherFrom(made, state);
}
BENCHMARK(Gather)->Args({16 << 10, 1})->Args({16 << 10, 20})->Args({256 << 10, 1})->Args({256 << 10, 60});

/// The same in one line of range(0) bytes.
void GatherLongLine(benchmark::State& state) {
  Edited made = Edit(static_cast<std::size_t>(state.range(0)), 1);
  for (std::string* text : {&made.base, &made.text}) std::replace(text->begin(), text->end(), '\n', ' ');
  GatherFrom(made, state);
}
BENCHMARK(GatherLongLine)->Arg(16 << 10)->Arg(1 << 20);

}  // namespace
}  // namespace packrake

BENCHMARK_MAIN();
