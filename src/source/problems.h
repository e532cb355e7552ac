#ifndef PACKRAKE_SOURCE_PROBLEMS_H_
#define PACKRAKE_SOURCE_PROBLEMS_H_

#include <map>
#include <mutex>
#include <string>

#include "packrake/source.h"

namespace packrake {

/// Gathers objects with problems from all threads, each object once, whatever the order they come in. Any thread.
class ProblemCollector {
 public:
  /// Of two reasons for one object the lesser by its bytes stays, so that threads make no difference.
  void Add(std::string object, std::string reason) {
    const std::lock_guard lock(mutex_);
    const auto [at, fresh] = problems_.try_emplace(std::move(object), reason);
    if (!fresh && reason < at->second) at->second = std::move(reason);
  }

  bool empty() const {
    const std::lock_guard lock(mutex_);
    return problems_.empty();
  }

  ProblemList List() const {
    const std::lock_guard lock(mutex_);
    ProblemList list;
    list.count = problems_.size();
    for (const auto& [object, reason] : problems_) {
      if (list.first.size() == ProblemList::kKept) break;
      list.first.push_back({object, reason});
    }
    return list;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> problems_;
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_PROBLEMS_H_
