#include "source/history.h"

#include <fmt/format.h>

#include <utility>

#include "base/log.h"
#include "git/index_file.h"
#include "git/refs.h"
#include "source/open.h"
#include "source/origins.h"
#include "source/problems.h"
#include "source/read_history.h"
#include "source/reread_history.h"
#include "source/trees.h"

namespace packrake {
namespace {

constexpr std::uint64_t kMaxTargetFile = 1 << 20;
constexpr std::size_t kMaxBrokenNotes = 20;

class HistorySource : public Source {
 public:
  HistorySource(std::string name, Repository repository, RefList refs, OpenStore open_store)
      : name_(std::move(name)),
        repository_(std::move(repository)),
        refs_(std::move(refs)),
        open_store_(std::move(open_store)) {}

  const std::string& target() const override { return name_; }
  std::string_view kind() const override { return "git"; }
  const Completeness& completeness() const override { return completeness_; }
  ReadCost cost() const override { return store_ ? store_->cost() : ReadCost(); }

  std::optional<std::string> TargetFile(std::string_view path) const override {
    if (refs_.head.target.empty() || !OpenStoreOnce(true)) return std::nullopt;
    ObjectType type = ObjectType::kCommit;
    const auto commit = store_->Read(refs_.head.target, &type, kMaxObjectSize);
    if (!commit || type != ObjectType::kCommit) return std::nullopt;
    const auto parsed = ParseCommit(*commit, store_->id_size());
    if (!parsed) return std::nullopt;
    TreeWalker walker(*store_);
    const auto entry = walker.Find(parsed->tree, path);
    if (!entry || !entry->regular_file) return std::nullopt;
    auto bytes = store_->Read(entry->id, &type, kMaxTargetFile);
    if (!bytes || type != ObjectType::kBlob) return std::nullopt;
    return *std::move(bytes);
  }

  Status Read(const ReadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control) override {
    options_ = options;
    if (auto opened = OpenStoreOnce(options.use_packs); !opened) return opened;
    history_ = ReadHistory(*store_, options, sinks, control, completeness_, unreadable_);
    completeness_.unreadable = unreadable_.List();
    completeness_.interrupted = control.stop;
    return {};
  }

  Result<Attribution> Attribute(const Wanted& wanted, const NameScan& scan_name, ScanControl& control) override {
    if (!store_) return Error{ErrorCode::kInternal, "Attribute is called after Read"};
    if (attributed_) return AttributeAgain(wanted, scan_name, control);
    attributed_ = true;
    std::vector<std::string> broken = refs_.broken;
    const std::vector<StagedEntry> staged = ReadIndexes(repository_, broken);
    const OriginsInput input{&repository_, &refs_, &staged, &options_, store_.get(), &history_};
    Attribution attribution = FindOrigins(input, wanted, scan_name, control, completeness_, missing_, unreadable_);
    completeness_.missing = missing_.List();
    completeness_.unreadable = unreadable_.List();
    completeness_.interrupted = control.stop;
    broken.insert(broken.end(), attribution.notes.begin(), attribution.notes.end());
    TellNotes(broken);
    return attribution;
  }

  Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                               ScanControl& control) override {
    if (auto opened = OpenStoreOnce(options.read.use_packs); !opened) return std::move(opened).error();
    return RereadHistory(*store_, options, sinks, control);
  }

 private:
  /// The same store and history: whatever it meets has been told.
  Attribution AttributeAgain(const Wanted& wanted, const NameScan& scan_name, ScanControl& control) {
    std::vector<std::string> broken;
    const std::vector<StagedEntry> staged = ReadIndexes(repository_, broken);
    const OriginsInput input{&repository_, &refs_, &staged, &options_, store_.get(), &history_};
    Completeness told;
    ProblemCollector missing;
    ProblemCollector unreadable;
    return FindOrigins(input, wanted, scan_name, control, told, missing, unreadable);
  }

  Status OpenStoreOnce(bool use_packs) const {
    if (store_ && store_uses_packs_ == use_packs) return {};
    auto store = open_store_(repository_, use_packs);
    if (!store) return std::move(store).error();
    store_ = std::move(*store);
    store_uses_packs_ = use_packs;
    return {};
  }

  void TellNotes(const std::vector<std::string>& broken) {
    Completeness& told = completeness_;
    told.failures.insert(told.failures.end(), repository_.failures.begin(), repository_.failures.end());
    told.failures.insert(told.failures.end(), store_->Failures().begin(), store_->Failures().end());
    const std::vector<std::string> notes = store_->Notes();
    told.notes.insert(told.notes.end(), notes.begin(), notes.end());
    for (std::size_t i = 0; i < broken.size() && i < kMaxBrokenNotes; ++i) told.notes.push_back(broken[i]);
    if (broken.size() > kMaxBrokenNotes) {
      told.notes.push_back(
          fmt::format("and {} more refs or files that could not be read", broken.size() - kMaxBrokenNotes));
    }
    for (const std::string& note : told.notes) log::Info("{}: {}", name_, note);
    for (const std::string& failure : told.failures) log::Warn("{}: {}", name_, failure);
  }

  const std::string name_;
  const Repository repository_;
  const RefList refs_;
  const OpenStore open_store_;
  mutable std::unique_ptr<ObjectStore> store_;  ///< opened by whoever needs it first
  mutable bool store_uses_packs_ = true;
  ReadOptions options_;
  History history_;
  bool attributed_ = false;
  Completeness completeness_;
  ProblemCollector missing_;
  ProblemCollector unreadable_;
};

}  // namespace

Result<std::unique_ptr<Source>> OpenHistoryWith(const std::string& path, std::string name, OpenStore open_store) {
  auto repository = OpenRepository(path);
  if (!repository) return std::move(repository).error();
  auto refs = ReadRefs(*repository);
  if (!refs) return std::move(refs).error();
  return std::unique_ptr<Source>(std::make_unique<HistorySource>(std::move(name), *std::move(repository),
                                                                 *std::move(refs), std::move(open_store)));
}

Result<std::unique_ptr<Source>> OpenHistory(const std::string& path) {
  return OpenHistoryWith(path, path, &ObjectStore::Open);
}

}  // namespace packrake
