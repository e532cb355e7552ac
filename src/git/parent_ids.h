#ifndef PACKRAKE_GIT_PARENT_IDS_H_
#define PACKRAKE_GIT_PARENT_IDS_H_

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

#include "packrake/blob.h"

namespace packrake {

/// The parents of a commit, in order. One or two, as nearly all commits have, stand in it without memory of their own:
/// a history has hundreds of thousands of commits. A moved-from one may only be assigned to.
class ParentIds {
 public:
  ParentIds() = default;
  ParentIds(std::initializer_list<ObjectId> ids) : ParentIds(std::span(ids.begin(), ids.size())) {}
  explicit ParentIds(std::span<const ObjectId> ids) {
    for (const ObjectId& id : ids) push_back(id);
  }

  void push_back(const ObjectId& id) {
    if (size_ < few_.size()) {
      few_[size_] = id;
    } else {
      if (many_.empty()) many_.assign(few_.begin(), few_.end());
      many_.push_back(id);
    }
    ++size_;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const ObjectId* begin() const { return many_.empty() ? few_.data() : many_.data(); }
  const ObjectId* end() const { return begin() + size_; }
  const ObjectId& operator[](std::size_t i) const { return begin()[i]; }
  using value_type = ObjectId;
  using const_iterator = const ObjectId*;

 private:
  std::array<ObjectId, 2> few_;
  std::vector<ObjectId> many_;  ///< all of them, where they are more than `few_` holds
  std::size_t size_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_PARENT_IDS_H_
