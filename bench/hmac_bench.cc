// hmac_bench [--threads N] [--seconds S] [--tokens N] [--hashcat]: secrets a second that HmacGuesser tries on tokens
// with a signing input of 111 bytes (hashcat's own benchmark token has 115), for each hash. With --hashcat the same
// machine runs `hashcat -b -m 16500 -D 1` right after, and the ratio is printed.

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/metrics.h"
#include "base/parallel.h"
#include "credential/hmac.h"

namespace packrake {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSigningInput = 111;
constexpr std::size_t kBatch = 4096;

/// Short secrets, all different: what a wordlist holds.
std::vector<std::string> Words(std::size_t count, std::size_t salt) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(fmt::format("pass{}word{}", i, salt));
  return words;
}

/// Tries a second.
struct Speed {
  double all_threads = 0;  ///< by the clock
  double one_thread = 0;   ///< by its processor time
};

Speed Measure(HmacHash hash, int tokens, int threads, double seconds) {
  std::vector<HmacTarget> targets;
  for (int i = 0; i < tokens; ++i) {
    targets.push_back(
        {hash, std::string(kSigningInput, static_cast<char>('a' + i % 26)), std::string(DigestSize(hash), '\1')});
  }
  std::atomic<std::uint64_t> tried = 0;
  const double cpu = ProcessCpuSeconds();
  const auto start = Clock::now();
  std::vector<std::thread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      const auto words = Words(kBatch, static_cast<std::size_t>(t));
      const std::vector<std::string_view> views(words.begin(), words.end());
      HmacGuesser guesser(targets);
      while (std::chrono::duration<double>(Clock::now() - start).count() < seconds) {
        guesser.Try(views, [](std::size_t, std::size_t) {});
        tried += views.size() * targets.size();
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  const double wall = std::chrono::duration<double>(Clock::now() - start).count();
  return {static_cast<double>(tried) / wall, static_cast<double>(tried) / (ProcessCpuSeconds() - cpu)};
}

/// hashcat's figure for HS256 in hashes a second; 0 when it cannot be run.
double HashcatRate() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen("hashcat -b -m 16500 -D 1 --machine-readable 2>/dev/null", "r"), &pclose);
  if (!pipe) return 0;
  char line[512];
  double rate = 0;
  while (std::fgets(line, sizeof line, pipe.get()) != nullptr) {
    // "1:16500:…:…:…:hashes per second"
    if (std::strstr(line, ":16500:") != nullptr) rate += std::atof(std::strrchr(line, ':') + 1);
  }
  return rate;
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) {
  using namespace packrake;
  int threads = AvailableProcessors(), tokens = 1;
  double seconds = 3;
  bool hashcat = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--threads") threads = std::atoi(value);
    if (option == "--tokens") tokens = std::atoi(value);
    if (option == "--seconds") seconds = std::atof(value);
    if (option == "--hashcat") hashcat = true;
  }
  std::printf("%s, %d threads, %d tokens\n", HmacGuesser::Level().c_str(), threads, tokens);
  Speed ours;
  for (const auto& [name, hash] : {std::pair("HS512", HmacHash::kSha512), std::pair("HS384", HmacHash::kSha384),
                                   std::pair("HS256", HmacHash::kSha256)}) {
    ours = Measure(hash, tokens, threads, seconds);
    std::printf("%s  %7.2f M/s, %7.2f M per processor second\n", name, ours.all_threads / 1e6, ours.one_thread / 1e6);
  }
  if (!hashcat) return 0;
  const double theirs = HashcatRate();
  if (theirs == 0) {
    std::printf("hashcat could not be run\n");
    return 1;
  }
  std::printf("hashcat %6.2f M/s (HS256), ratio %.1f\n", theirs / 1e6, ours.all_threads / theirs);
  return 0;
}
