#include "git/chunked_lists.h"

#include <cassert>

namespace packrake {

void ListBuilder::Add(const std::uint32_t* item) {
  if (fresh_) {
    leaves_.clear();
    fresh_ = false;
  }
  words_.insert(words_.end(), item, item + lists_.width());
  ++count_;
  const std::uint32_t cut = item[0] & 3;
  if (!Closed(static_cast<std::uint32_t>(words_.size() / lists_.width()), item[0])) return;
  EndLeaf();
  if (cut == 2 || page_.size() == kMaxPage) EndPage();
}

void ListBuilder::AddLeaf(ChunkedLists::Ref leaf, std::uint32_t items, std::uint32_t last_name) {
  assert(at_cut() && "a leaf is taken over only where it could have begun");
  if (fresh_) {
    leaves_.clear();
    fresh_ = false;
  }
  count_ += items;
  page_.push_back(leaf);
  leaves_.push_back({count_, leaf});
  if (!Closed(items, last_name)) return;
  if ((last_name & 3) == 2 || page_.size() == kMaxPage) EndPage();
}

ChunkedLists::Ref ListBuilder::Finish() {
  if (fresh_) leaves_.clear();
  if (!words_.empty()) EndLeaf();
  if (!page_.empty()) EndPage();
  const ChunkedLists::Ref list = Collapse(ChunkedLists::kTop, pages_);
  count_ = 0;
  fresh_ = true;
  return list;
}

void ListBuilder::EndLeaf() {
  const ChunkedLists::Ref leaf = lists_.pool_.Intern(ChunkedLists::kLeaf, words_, number_);
  words_.clear();
  page_.push_back(leaf);
  leaves_.push_back({count_, leaf});
}

void ListBuilder::EndPage() { pages_.push_back(Collapse(ChunkedLists::kPage, page_)); }

// A level with a single part is that part: most directories are short.
ChunkedLists::Ref ListBuilder::Collapse(std::uint32_t tag, std::vector<std::uint32_t>& parts) {
  ChunkedLists::Ref ref = 0;
  if (parts.size() == 1) {
    ref = parts.front();
  } else if (!parts.empty()) {
    ref = lists_.pool_.Intern(tag, parts, number_);
  }
  parts.clear();
  return ref;
}

}  // namespace packrake
