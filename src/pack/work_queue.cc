#include "pack/work_queue.h"

#include <algorithm>
#include <utility>

namespace packrake {

void WorkQueue::Join() {
  const std::lock_guard lock(mutex_);
  ++busy_;
}

std::optional<VisitUnit> WorkQueue::Next(Run& run) {
  if (run.next == run.end) {
    run.next = std::min(next_root_.fetch_add(kRun, std::memory_order_relaxed), roots_.size());
    run.end = std::min(run.next + kRun, roots_.size());
  }
  if (run.next < run.end) {
    const Root& root = roots_[run.next++];
    return VisitUnit{root.pack, root.rank, nullptr};
  }

  std::unique_lock lock(mutex_);
  --busy_;
  wanted_.fetch_add(1, std::memory_order_relaxed);
  if (busy_ == 0) changed_.notify_all();
  changed_.wait(lock, [this] { return !shared_.empty() || busy_ == 0; });
  if (shared_.empty()) return std::nullopt;
  VisitUnit unit = std::move(shared_.front());
  shared_.pop_front();
  ++busy_;
  return unit;
}

void WorkQueue::Share(VisitUnit unit) {
  {
    const std::lock_guard lock(mutex_);
    shared_.push_back(std::move(unit));
    wanted_.fetch_sub(1, std::memory_order_relaxed);
  }
  changed_.notify_one();
}

}  // namespace packrake
