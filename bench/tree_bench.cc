// tree_bench REPOSITORY [--wanted N] [--threads N] [--runs N] [--no-delta] [--introductions]: seconds and anonymous
// memory of reading every tree of a repository's packs with N blobs wanted (300; spread evenly over the blobs in order
// of id, one finding each) and of attributing them.
//
// --introductions prints, for commits that a ref reaches and that have at most one parent, what they introduce:
// "<commit> <path> <blob>", for comparison with `git log --all --raw --no-renames -r --root`
// (scripts/check_attribution). Reads packs only, and refs from packed-refs and HEAD only: made for mirrors.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "git/attribution.h"
#include "git/commit_object.h"
#include "git/tree_hits.h"
#include "pack/reader.h"

namespace packrake {
namespace {

/// Time on the clock, and on the processors: on a busy machine only the second means something.
struct Time {
  double wall = 0;
  double cpu = 0;
};
Time Now() {
  return {std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
          static_cast<double>(std::clock()) / CLOCKS_PER_SEC};
}
std::string Shown(const Time& time) { return fmt::format("{:.3f} s ({:.3f} CPU)", time.wall, time.cpu); }

/// The greatest anonymous memory of this process while it lives, looked up every few milliseconds.
class MemoryWatch {
 public:
  MemoryWatch() : thread_([this] { Watch(); }) {}
  ~MemoryWatch() {
    stop_ = true;
    thread_.join();
  }
  static double AnonymousMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("RssAnon:")) return std::atof(line.c_str() + 8) / 1024;
    }
    return 0;
  }
  double peak() const { return peak_; }

 private:
  void Watch() {
    while (!stop_) {
      peak_ = std::max(peak_.load(), AnonymousMegabytes());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  std::atomic<bool> stop_{false};
  std::atomic<double> peak_{0};
  std::thread thread_;
};

struct Settings {
  std::filesystem::path repository;
  std::size_t wanted = 300;
  int threads = 2;
  int runs = 3;
  bool deltas = true;
  bool introductions = false;
};

std::optional<Settings> Parse(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::atoi(argv[++i]) : 0; };
    if (argument == "--wanted") {
      settings.wanted = static_cast<std::size_t>(number());
    } else if (argument == "--threads") {
      settings.threads = std::max(1, number());
    } else if (argument == "--runs") {
      settings.runs = std::max(1, number());
    } else if (argument == "--no-delta") {
      settings.deltas = false;
    } else if (argument == "--introductions") {
      settings.introductions = true;
      settings.runs = 1;
    } else {
      settings.repository = argument;
    }
  }
  if (settings.repository.empty()) return std::nullopt;
  if (std::filesystem::exists(settings.repository / ".git" / "objects")) settings.repository /= ".git";
  return settings;
}

/// Refs as packed-refs and HEAD have them, tags peeled as packed-refs peels them.
std::vector<Tip> ReadTips(const std::filesystem::path& repository) {
  std::vector<Tip> tips;
  std::ifstream packed(repository / "packed-refs");
  for (std::string line; std::getline(packed, line);) {
    if (line.starts_with("#") || line.size() < 41) continue;
    if (line[0] == '^') {
      if (const auto id = ObjectId::FromHex(line.substr(1)); id && !tips.empty()) tips.back().target = *id;
      continue;
    }
    Tip tip;
    tip.name = line.substr(41);
    tip.tip = tip.name.starts_with("refs/heads/") || tip.name.starts_with("refs/remotes/");
    if (const auto id = ObjectId::FromHex(line.substr(0, 40))) tip.target = *id;
    tips.push_back(std::move(tip));
  }
  std::string head;
  std::getline(std::ifstream(repository / "HEAD"), head);
  Tip own{.name = "HEAD", .target = {}, .head = true, .tip = true};
  for (Tip& tip : tips) {
    if (head != "ref: " + tip.name) continue;
    tip.head = true;
    own.target = tip.target;
  }
  if (own.target.empty()) own.target = ObjectId::FromHex(head).value_or(ObjectId());
  tips.push_back(std::move(own));
  return tips;
}

Wanted SampleBlobs(const PackReader& reader, std::size_t count) {
  std::vector<ObjectId> blobs;
  reader.ForEachObject([&](const ObjectId& id, std::optional<ObjectType> type) {
    if (type == ObjectType::kBlob) blobs.push_back(id);
  });
  std::sort(blobs.begin(), blobs.end());
  Wanted wanted;
  for (std::size_t i = 0; i < std::min(count, blobs.size()); ++i) {
    wanted[blobs[i * blobs.size() / std::min(count, blobs.size())]] = {static_cast<std::uint32_t>(i)};
  }
  return wanted;
}

std::vector<AttributionInput::Commit> ReadCommits(const PackReader& reader, int threads) {
  std::vector<std::vector<AttributionInput::Commit>> found(static_cast<std::size_t>(threads));
  PackVisitOptions options;
  options.threads = threads;
  options.blobs = false;
  options.commits = true;
  PackVisitor visitor;
  visitor.on_object = [&](int worker, const PackedObject& object) {
    auto links = ParseCommitLinks(object.bytes, object.id.size());
    if (!links) return;
    found[static_cast<std::size_t>(worker)].push_back(
        {object.id, links->tree, std::move(links->parents), links->committer_time});
  };
  visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view) {};
  visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
  reader.Visit(options, visitor);
  std::vector<AttributionInput::Commit> commits;
  for (auto& part : found) std::move(part.begin(), part.end(), std::back_inserter(commits));
  return commits;
}

std::unique_ptr<TreeHits> ReadTrees(const PackReader& reader, const Settings& settings, const Wanted& wanted,
                                    bool look) {
  TreeHits::Options options;
  options.wanted = &wanted;
  options.exists = [&](const ObjectId& id) { return reader.Contains(id); };
  options.expect = [&](std::span<const ObjectId> ids) { reader.Expect(ids); };
  options.scan_name = [](const Blob&) { return std::vector<std::uint32_t>(); };
  options.threads = settings.threads;
  auto hits = TreeHits::New(std::move(options));
  PackVisitOptions visit;
  visit.threads = settings.threads;
  visit.blobs = false;
  visit.trees = true;
  visit.derivations = settings.deltas;
  PackVisitor visitor;
  visitor.on_object = [&](int worker, const PackedObject& object) {
    if (look) hits->Accept(worker, object.id, object.bytes, object.derivation, object.memo);
  };
  visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view) {};
  visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
  reader.Visit(visit, visitor);
  return hits;
}

void PrintIntroductions(const Attribution& attribution, const AttributionInput& input) {
  std::map<ObjectId, std::size_t> parents;
  for (const auto& commit : input.commits) parents[commit.id] = commit.parents.size();
  for (const Sighting& sighting : attribution.sightings) {
    if (!sighting.commit || sighting.reach == Reach::kUnreachable) continue;
    const ObjectId& commit = attribution.commits[*sighting.commit].id;
    if (parents[commit] < 2) fmt::print("{} {} {}\n", commit.hex(), sighting.path, sighting.object.hex());
  }
}

void Run(const PackReader& reader, const Settings& settings) {
  const Wanted wanted = SampleBlobs(reader, settings.wanted);
  const MemoryWatch memory;
  const double before = MemoryWatch::AnonymousMegabytes();
  Time last = Now();
  const auto lap = [&last] {
    const Time now = Now();
    const Time before_it = std::exchange(last, now);
    return Shown({now.wall - before_it.wall, now.cpu - before_it.cpu});
  };
  if (!settings.introductions) ReadTrees(reader, settings, wanted, false);
  const std::string rebuild = lap();
  AttributionInput input;
  input.commits = ReadCommits(reader, settings.threads);
  const std::string commits = lap();
  const double commit_megabytes = MemoryWatch::AnonymousMegabytes() - before;
  const auto hits = ReadTrees(reader, settings, wanted, true);
  const std::string trees = lap();
  const double tree_megabytes = MemoryWatch::AnonymousMegabytes() - before - commit_megabytes;
  hits->Finish();
  const std::string finish = lap();
  input.tips = ReadTips(settings.repository);
  input.trees = hits.get();
  input.wanted = &wanted;
  const Attribution attribution = Attribute(input, ArrangedCommits(input.commits, *hits, settings.threads));
  const std::string attribute = lap();
  if (settings.introductions) return PrintIntroductions(attribution, input);
  std::size_t removed = 0;
  std::size_t at_tips = 0;
  for (const Sighting& sighting : attribution.sightings) {
    removed += sighting.removed_in.has_value();
    at_tips += sighting.at_tips;
  }
  fmt::print(
      "commits {}; trees {}, rebuilding alone {}; finish {}; attribute {}; {} locations, {} removed, "
      "{} at tips, {} missing, {} unreadable, {} submodules; MB: at start {:.0f}, commits {:.0f}, trees {:.0f}, peak "
      "{:.0f}\n",
      commits, trees, rebuild, finish, attribute, attribution.sightings.size(), removed, at_tips,
      hits->missing().size(), hits->unreadable().size(), hits->submodules(), before, commit_megabytes, tree_megabytes,
      memory.peak());
  std::fflush(stdout);
}

int Main(int argc, char** argv) {
  const auto settings = Parse(argc, argv);
  if (!settings) {
    fmt::print(stderr,
               "usage: tree_bench REPOSITORY [--wanted N] [--threads N] [--runs N] [--no-delta] [--introductions]\n");
    return 2;
  }
  const auto reader = PackReader::Open({settings->repository / "objects"}, 20);
  if (!reader) {
    fmt::print(stderr, "{}\n", reader.error().message);
    return 2;
  }
  for (int run = 0; run < settings->runs; ++run) Run(**reader, *settings);
  return 0;
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) { return packrake::Main(argc, argv); }
