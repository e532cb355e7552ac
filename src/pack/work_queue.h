#ifndef PACKRAKE_PACK_WORK_QUEUE_H_
#define PACKRAKE_PACK_WORK_QUEUE_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "pack/pack_file.h"
#include "pack/rebuild.h"
#include "packrake/blob.h"

namespace packrake {

/// A rebuilt object that others are to be derived from, with what the visitor left for them.
struct BaseObject {
  BaseObject(Rebuilt rebuilt, std::unique_ptr<BlobMemo> left) : object(std::move(rebuilt)), memo(std::move(left)) {}

  Rebuilt object;
  std::unique_ptr<BlobMemo> memo;
  bool shared = false;  ///< more than one walk holds it; set before it is shared, never changed after
};

/// A tree of the delta forest, or a subtree of one with the base that its top derives from.
struct VisitUnit {
  const PackFile* pack = nullptr;
  std::uint32_t rank = 0;
  std::shared_ptr<BaseObject> base;  ///< null for a whole tree
};

/// Hands the trees of a visit to its workers, and subtrees from busy workers to idle ones. Any thread.
class WorkQueue {
 public:
  struct Root {
    const PackFile* pack;
    std::uint32_t rank;
  };

  /// `roots` are handed out in their order, to workers that each call Join once and then Next until it returns nothing.
  explicit WorkQueue(std::vector<Root> roots) : roots_(std::move(roots)) {}

  /// Roots that a worker has taken and not yet visited; none at first.
  struct Run {
    std::size_t next = 0, end = 0;
  };
  /// A thread that never starts never joins, and nobody waits for it.
  void Join();
  /// A worker's next unit. Waits while other workers may still share theirs; nothing when all is done.
  std::optional<VisitUnit> Next(Run& run);

  /// Whether a worker waits for something to do. A hint, cheap enough to ask for each object.
  bool wanted() const { return wanted_.load(std::memory_order_relaxed) > 0; }
  void Share(VisitUnit unit);

 private:
  static constexpr std::size_t kRun = 8;  // roots to a turn: most are one small object

  const std::vector<Root> roots_;
  std::atomic<std::size_t> next_root_{0};
  std::atomic<int> wanted_{0};  // waiting workers less shared units
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<VisitUnit> shared_;
  int busy_ = 0;  // workers that joined and do not wait
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_WORK_QUEUE_H_
