// pack_bench REPOSITORY [THREADS [RUNS]]: seconds to rebuild every blob, and every object, of a repository's packs,
// with nobody looking at them; the floor under every scan. Prints the median of RUNS (5) after one that warms the page
// cache.
// pack_bench --once rebuild|inflate REPOSITORY [THREADS]: opens the packs and rebuilds their blobs once, or inflates
// their entries in the order of the packs without applying a delta, for programs that time the whole.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/metrics.h"
#include "base/parallel.h"
#include "pack/delta.h"
#include "pack/inflate.h"
#include "pack/pack_file.h"
#include "pack/reader.h"

namespace packrake {
namespace {

double Seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

PackVisitor Nobody() {
  PackVisitor visitor;
  visitor.on_object = [](int, const PackedObject&) {};
  visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view) {};
  visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
  return visitor;
}

void Measure(const PackReader& reader, const char* what, const PackVisitOptions& options, int runs) {
  const PackVisitor visitor = Nobody();
  PackStats stats = reader.Visit(options, visitor);
  std::vector<double> seconds, cpu_seconds;
  for (int run = 0; run < runs; ++run) {
    const double start = Seconds(), cpu_start = ProcessCpuSeconds();
    stats = reader.Visit(options, visitor);
    seconds.push_back(Seconds() - start);
    cpu_seconds.push_back(ProcessCpuSeconds() - cpu_start);
  }
  std::sort(seconds.begin(), seconds.end());
  std::sort(cpu_seconds.begin(), cpu_seconds.end());
  const double median = seconds[seconds.size() / 2];
  fmt::print(
      "{:<22} {:7.3f} s (least {:.3f}; CPU {:.3f})  {:5.2f} GB/s  {} objects, {} declined; inflated {:.0f} MB in "
      "{:.2f} s, "
      "rebuilt {:.0f} MB in {:.2f} s, inserted {:.0f} MB, buffers {:.1f} MB\n",
      what, median, seconds.front(), cpu_seconds[cpu_seconds.size() / 2],
      1e-9 * static_cast<double>(stats.rebuilt_bytes) / median, stats.objects, stats.declined,
      1e-6 * static_cast<double>(stats.inflated_bytes), stats.inflate_seconds,
      1e-6 * static_cast<double>(stats.rebuilt_bytes), stats.apply_seconds,
      1e-6 * static_cast<double>(stats.delta_inserted_bytes), 1e-6 * static_cast<double>(stats.peak_buffer_bytes));
  std::fflush(stdout);
}

std::filesystem::path ObjectsOf(std::filesystem::path repository) {
  if (std::filesystem::exists(repository / ".git" / "objects")) repository /= ".git";
  return repository / "objects";
}

/// Inflates every entry of a blob, delta or not. Returns the bytes that came of it.
std::uint64_t InflateBlobs(const PackFile& pack, int threads) {
  constexpr std::uint32_t kShare = 256;
  const DeltaForest& forest = pack.forest();
  struct Worker {
    Inflater inflater;
    std::vector<char> out;
    std::uint64_t bytes = 0;
  };
  std::vector<Worker> workers(static_cast<std::size_t>(threads));
  ParallelFor(threads, (forest.size() + kShare - 1) / kShare, [&](int number, std::size_t share) {
    Worker& worker = workers[static_cast<std::size_t>(number)];
    const auto first = static_cast<std::uint32_t>(share) * kShare;
    for (std::uint32_t rank = first; rank < std::min(first + kShare, forest.size()); ++rank) {
      if (forest.fault(rank) || forest.type(rank) != ObjectType::kBlob) continue;
      const auto header = pack.header(rank);
      if (!header) continue;
      const std::uint64_t stream_size = pack.stream_size(rank, *header);
      if (!Inflater::Plausible(stream_size, header->size)) continue;
      if (worker.out.size() < header->size + kSlack) worker.out.resize(header->size + kSlack);
      const bool damaged = worker.inflater.Inflate(pack.from_stream(rank, *header), stream_size, worker.out.data(),
                                                   header->size) != nullptr;
      if (!damaged) worker.bytes += header->size;
    }
  });
  std::uint64_t bytes = 0;
  for (const Worker& worker : workers) bytes += worker.bytes;
  return bytes;
}

int Once(std::string_view what, const std::filesystem::path& objects, int threads) {
  std::uint64_t bytes = 0;
  if (what == "rebuild") {
    const auto reader = PackReader::Open({objects}, 20);
    if (!reader) return 2;
    PackVisitOptions options;
    options.threads = threads;
    bytes = (*reader)->Visit(options, Nobody()).rebuilt_bytes;
  } else if (what == "inflate") {
    for (const auto& file : std::filesystem::directory_iterator(objects / "pack")) {
      if (file.path().extension() != ".pack") continue;
      auto pack = PackFile::Open(std::filesystem::path(file.path()).replace_extension(), 20);
      if (!pack || !pack->Plant({}, threads)) return 2;
      bytes += InflateBlobs(*pack, threads);
    }
  } else {
    return 2;
  }
  fmt::print("{} bytes\n", bytes);
  return bytes == 0 ? 2 : 0;
}

int Main(int argc, char** argv) {
  if (argc > 3 && std::string_view(argv[1]) == "--once")
    return Once(argv[2], ObjectsOf(argv[3]), argc > 4 ? std::atoi(argv[4]) : 2);
  if (argc < 2) {
    fmt::print(stderr,
               "usage: pack_bench REPOSITORY [THREADS [RUNS]]\n"
               "       pack_bench --once rebuild|inflate REPOSITORY [THREADS]\n");
    return 2;
  }
  const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
  const int runs = std::max(1, argc > 3 ? std::atoi(argv[3]) : 5);
  const auto open = [&] { return PackReader::Open({ObjectsOf(argv[1])}, 20); };
  if (const auto warm = open(); !warm || (*warm)->object_count() == 0) {
    fmt::print(stderr, "{}: {}\n", argv[1], warm ? "no packs" : warm.error().message);
    return 2;
  }
  const double start = Seconds();
  const auto reader = open();
  fmt::print("{}: {} objects opened in {:.3f} s\n", argv[1], (*reader)->object_count(), Seconds() - start);

  PackVisitOptions options;
  options.threads = threads;
  Measure(**reader, "blobs", options, runs);
  options.derivations = false;
  Measure(**reader, "blobs, no derivations", options, runs);
  options.derivations = true;
  options.skip_binary = true;
  Measure(**reader, "blobs, no binaries", options, runs);
  options.skip_binary = false;
  options.trees = options.commits = options.tags = true;
  Measure(**reader, "all objects", options, runs);
  return 0;
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) { return packrake::Main(argc, argv); }
