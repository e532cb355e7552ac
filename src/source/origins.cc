#include "source/origins.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "git/attribution.h"
#include "git/tree_hits.h"
#include "source/slices.h"

namespace packrake {
namespace {

constexpr int kMaxTagChain = 100;  // tags of tags; a chain cannot be a circle, but it can be long
constexpr std::uint64_t kMaxCommitSize = 256 << 20;

class OriginFinder {
 public:
  OriginFinder(const OriginsInput& input, const Wanted& wanted, const NameScan& scan_name, ScanControl& control,
               Completeness& completeness, ProblemCollector& missing, ProblemCollector& unreadable)
      : input_(input), store_(*input.store), history_(*input.history), wanted_(wanted), scan_name_(scan_name),
        control_(control), completeness_(completeness), missing_(missing), unreadable_(unreadable) {
    for (const auto& [id, findings] : wanted_) CountFindings(findings);
  }

  Attribution Run() {
    ReadTrees();
    arranged_.emplace(history_.commits, *trees_, input_.options->threads);
    FindMissing();
    GatherTips();
    ScanHitCommitsAndTags();
    ScanRefNames();
    return Attribute();
  }

 private:
  void CountFindings(const std::vector<std::uint32_t>& findings) {
    for (const std::uint32_t finding : findings) finding_count_ = std::max(finding_count_, finding + 1);
  }

  std::vector<std::uint32_t> Scan(const Blob& text) {
    std::vector<std::uint32_t> findings = scan_name_(text);
    CountFindings(findings);
    return findings;
  }

  // Trees.

  void ReadTrees() {
    TreeHits::Options options;
    options.wanted = &wanted_;
    options.exists = [this](const ObjectId& id) { return store_.Contains(id); };
    options.expect = [this](std::span<const ObjectId> ids) { store_.Expect(ids); };
    options.scan_name = [this](const Blob& name) { return Scan(name); };
    options.id_size = store_.id_size();
    options.threads = input_.options->threads;
    trees_ = TreeHits::New(std::move(options));

    std::atomic<std::uint64_t> read{0};
    StoreVisitor visitor;
    visitor.on_object = [&](int worker, const StoredObject& tree) {
      trees_->Accept(worker, tree.id, tree.bytes, tree.derivation, tree.memo);
      read.fetch_add(1, std::memory_order_relaxed);
      control_.objects_done.fetch_add(1, std::memory_order_relaxed);
      control_.bytes_done.fetch_add(tree.bytes.size(), std::memory_order_relaxed);
    };
    visitor.on_skipped = [](int, const ObjectId&, std::string_view) {};  // only blobs are skipped
    visitor.on_unreadable = [this](int, const ObjectId& id, ObjectType, const std::string& reason) {
      unreadable_.Add(id.hex(), reason);
      control_.objects_done.fetch_add(1, std::memory_order_relaxed);
    };
    store_.Visit({{ObjectType::kTree}, input_.options, &control_.stop}, visitor);
    trees_->Finish();

    completeness_.objects[static_cast<std::size_t>(ObjectType::kTree)].read = read.load();
    completeness_.submodules = trees_->submodules();
    for (const ObjectProblem& problem : trees_->unreadable()) unreadable_.Add(problem.object, problem.reason);
    for (const ObjectProblem& problem : trees_->missing()) missing_.Add(problem.object, problem.reason + Elsewhere());
  }

  // What is missing.

  std::string Elsewhere() const { return input_.repository->promisor ? "; remote may have it" : ""; }

  void Need(const ObjectId& id, const std::string& named_by) {
    if (!id.empty() && !store_.Contains(id)) missing_.Add(id.hex(), named_by + Elsewhere());
  }

  void FindMissing() {
    const std::vector<ObjectId>& shallow = input_.repository->shallow;
    for (std::size_t i = 0; i < history_.commits.size(); ++i) {
      const AttributionInput::Commit& commit = history_.commits[i];
      if (!trees_->IsTree(arranged_->roots[i])) Need(commit.tree, "tree of commit " + commit.id.hex());
    }
    std::unordered_set<std::uint32_t> cut_off;
    for (const auto& [index, number] : arranged_->order.missing_parents()) {
      const AttributionInput::Commit& commit = history_.commits[index];
      const ObjectId& parent = commit.parents[number];
      if (store_.Contains(parent)) continue;  // it is there, and was told as unreadable
      const bool at_boundary = std::binary_search(shallow.begin(), shallow.end(), commit.id);
      if (at_boundary) cut_off.insert(index);
      Need(parent,
           fmt::format("parent of commit {}{}", commit.id.hex(), at_boundary ? ", beyond the shallow boundary" : ""));
    }
    if (!cut_off.empty()) {
      completeness_.notes.push_back(
          fmt::format("shallow clone: the parents of {} commit{} were not fetched; `git fetch --unshallow` gets them",
                      cut_off.size(), cut_off.size() == 1 ? "" : "s"));
    }
    for (const auto& [id, tag] : history_.tags) Need(tag.target, "target of tag " + id.hex());
    for (const Ref& ref : input_.refs->refs) Need(ref.target, "target of ref " + ref.name);
    Need(input_.refs->head.target, "target of HEAD");
    for (const Ref& head : input_.refs->other_heads) {
      if (head.name.ends_with("/HEAD")) Need(head.target, "target of " + head.name);
    }
    for (const StagedEntry& entry : *input_.staged) Need(entry.id, "staged");
    if (input_.repository->promisor && !missing_.empty()) {
      completeness_.notes.emplace_back(
          "partial clone: what is missing may be at its remote; packrake fetches nothing, `git fetch --refetch` "
          "without a filter does");
    }
  }

  // Texts that are no blobs.

  /// A commit or tag holds findings in its headers, its message or both: scanned again, each part by itself, to
  /// tell which.
  void ScanHitCommitsAndTags() {
    for (const auto& [id, findings] : wanted_) {
      const bool commit = history_.FindCommit(id) != nullptr;
      if (!commit && !history_.tags.contains(id)) continue;
      ObjectType type = ObjectType::kCommit;
      const auto bytes = store_.Read(id, &type, kMaxObjectSize);
      if (!bytes) {
        for (const std::uint32_t finding : findings) {
          direct_.push_back({finding, commit ? Where::kCommitMessage : Where::kTagMessage, id, RefOfTag(id)});
        }
        continue;
      }
      const ObjectParts parts = PartsOf(id, type, *bytes);
      for (const Blob& part : {parts.header, parts.message}) {
        for (const std::uint32_t finding : ScanInSlices(part))
          direct_.push_back({finding, part.where, id, RefOfTag(id)});
      }
    }
  }

  std::vector<std::uint32_t> ScanInSlices(const Blob& text) {
    struct Sink : BlobSink {
      explicit Sink(OriginFinder& origin_finder) : finder(origin_finder) {}
      void Accept(const Blob& blob) override {
        const auto more = finder.Scan(blob);
        findings.insert(findings.end(), more.begin(), more.end());
      }
      OriginFinder& finder;
      std::vector<std::uint32_t> findings;
    };
    Sink sink(*this);
    AcceptInSlices(text, sink);
    std::sort(sink.findings.begin(), sink.findings.end());
    sink.findings.erase(std::unique(sink.findings.begin(), sink.findings.end()), sink.findings.end());
    return std::move(sink.findings);
  }

  /// The first ref, by name, from which peeling leads to `tag`; "" when there is none.
  std::string RefOfTag(const ObjectId& tag) const {
    const auto ref = ref_of_tag_.find(tag);
    return ref != ref_of_tag_.end() ? ref->second : "";
  }

  void ScanRefNames() {
    for (const Ref& ref : input_.refs->refs) {
      if (control_.stop.load(std::memory_order_relaxed)) return;
      Blob name;
      name.where = Where::kRefName;
      name.bytes = ref.name;
      for (const std::uint32_t finding : Scan(name))
        direct_.push_back({finding, Where::kRefName, ref.target, ref.name});
    }
  }

  // Tips.

  void GatherTips() {
    const RefList& refs = *input_.refs;
    AddTip({.name = "HEAD", .target = refs.head.target, .head = true, .tip = true});
    for (const Ref& ref : refs.refs) {
      const bool tip =
          input_.options->all_tips || ref.name.starts_with("refs/heads/") || ref.name.starts_with("refs/remotes/");
      AddTip({.name = ref.name, .target = ref.target, .head = ref.name == refs.head_branch, .tip = tip});
    }
    for (const Ref& head : refs.other_heads) AddTip({.name = head.name, .target = head.target, .reflog = true});
    std::uint64_t gone = 0;
    for (const ObjectId& id : refs.reflog) {
      if (store_.Contains(id)) {
        AddTip({.name = "reflog", .target = id, .reflog = true});
      } else {
        ++gone;
      }
    }
    if (gone != 0) {
      completeness_.notes.push_back(fmt::format("reflogs name {} objects that are no longer in the store", gone));
    }
    for (const StagedEntry& entry : *input_.staged) {
      const bool may_hit = entry.tree ? trees_->HitsOf(entry.id) != 0 : wanted_.contains(entry.id);
      if (may_hit) {
        tips_.push_back({.name = "index",
                         .target = entry.id,
                         .type = entry.tree ? ObjectType::kTree : ObjectType::kBlob,
                         .reflog = true});
      }
    }
  }

  /// Adds `tip` with its tags peeled; nothing when what it names is not there.
  void AddTip(Tip tip) {
    std::optional<ObjectType> type;
    for (int step = 0; step < kMaxTagChain; ++step) {
      const auto tag = history_.tags.find(tip.target);
      if (tag == history_.tags.end()) break;
      if (tip.name.starts_with("refs/")) ref_of_tag_.try_emplace(tip.target, tip.name);
      tip.target = tag->second.target;
      type = tag->second.target_type;
    }
    if (tip.target.empty()) return;
    if (history_.FindCommit(tip.target) != nullptr) {
      type = ObjectType::kCommit;
    } else if (!store_.Contains(tip.target)) {
      return;
    } else if (!type) {
      ObjectType found = ObjectType::kBlob;
      if (!store_.Read(tip.target, &found, kMaxObjectSize)) return;
      type = found;
    }
    tip.type = *type;
    tips_.push_back(std::move(tip));
  }

  // Attribution.

  CommitSummary SummaryOf(const ObjectId& commit) {
    CommitSummary summary;
    if (const auto bytes = store_.Read(commit, nullptr, kMaxCommitSize)) {
      if (auto parsed = ParseCommit(*bytes, store_.id_size())) summary = std::move(parsed->summary);
    }
    summary.id = commit;
    return summary;
  }

  Attribution Attribute() {
    AttributionInput input;
    input.commits = std::move(history_.commits);
    input.tips = std::move(tips_);
    input.trees = trees_.get();
    input.finding_count = finding_count_;
    input.direct = std::move(direct_);
    input.wanted = &wanted_;
    input.summary_of = [this](const ObjectId& commit) { return SummaryOf(commit); };
    Attribution attribution = packrake::Attribute(input, *arranged_);
    history_.commits = std::move(input.commits);  // attribution may be asked for again
    AddStagedPaths(attribution);
    return attribution;
  }

  /// A blob that only an index names has the path it is staged at.
  void AddStagedPaths(Attribution& attribution) const {
    std::unordered_map<ObjectId, std::vector<std::string>, ObjectIdHash> paths;
    for (const StagedEntry& entry : *input_.staged) {
      if (!entry.tree && !entry.path.empty() && wanted_.contains(entry.id)) paths[entry.id].push_back(entry.path);
    }
    if (paths.empty()) return;
    std::vector<Sighting> all;
    for (Sighting& sighting : attribution.sightings) {
      const auto staged = paths.find(sighting.object);
      if (sighting.where != Where::kBlob || !sighting.path.empty() || staged == paths.end()) {
        all.push_back(std::move(sighting));
        continue;
      }
      std::sort(staged->second.begin(), staged->second.end());
      staged->second.erase(std::unique(staged->second.begin(), staged->second.end()), staged->second.end());
      for (const std::string& path : staged->second) {
        all.push_back(sighting);
        all.back().path = path;
        all.back().reach = std::min(sighting.reach, Reach::kReflog);
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const Sighting& a, const Sighting& b) {
      return a.finding != b.finding ? a.finding < b.finding : a.path < b.path;
    });
    attribution.sightings = std::move(all);
  }

  const OriginsInput& input_;
  ObjectStore& store_;
  History& history_;
  const Wanted& wanted_;
  const NameScan& scan_name_;
  ScanControl& control_;
  Completeness& completeness_;
  ProblemCollector& missing_;
  ProblemCollector& unreadable_;
  std::unique_ptr<TreeHits> trees_;
  std::optional<ArrangedCommits> arranged_;  ///< after ReadTrees
  std::vector<AttributionInput::Direct> direct_;
  std::vector<Tip> tips_;
  std::unordered_map<ObjectId, std::string, ObjectIdHash> ref_of_tag_;
  std::uint32_t finding_count_ = 0;
};

}  // namespace

Attribution FindOrigins(const OriginsInput& input, const Wanted& wanted, const NameScan& scan_name,
                        ScanControl& control, Completeness& completeness, ProblemCollector& missing,
                        ProblemCollector& unreadable) {
  return OriginFinder(input, wanted, scan_name, control, completeness, missing, unreadable).Run();
}

}  // namespace packrake
