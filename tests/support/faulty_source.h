#ifndef PACKRAKE_TESTS_SUPPORT_FAULTY_SOURCE_H_
#define PACKRAKE_TESTS_SUPPORT_FAULTY_SOURCE_H_

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "source/history.h"
#include "source/object_store.h"

namespace packrake {

/// A store that fails to read every k-th object, as a disk with bad blocks would. For the rest the one behind it.
class FaultyStore : public ObjectStore {
 public:
  /// `every`: which objects fail, counted over all reads; at least 1 (all of them).
  FaultyStore(std::unique_ptr<ObjectStore> behind, int every) : behind_(std::move(behind)), every_(every) {}

  std::size_t id_size() const override { return behind_->id_size(); }
  std::array<std::uint64_t, kObjectTypes> Listed() const override { return behind_->Listed(); }
  bool Contains(const ObjectId& id) const override { return behind_->Contains(id); }
  void Expect(std::span<const ObjectId> ids) const override { behind_->Expect(ids); }
  std::vector<std::string> Notes() const override { return behind_->Notes(); }
  const std::vector<std::string>& Failures() const override { return behind_->Failures(); }
  ReadCost cost() const override { return behind_->cost(); }

  void Visit(const StoreVisit& visit, const StoreVisitor& visitor) override {
    StoreVisitor failing = visitor;
    failing.on_object = [&](int worker, const StoredObject& object) {
      if (Fails()) return visitor.on_unreadable(worker, object.id, object.type, kReason);
      visitor.on_object(worker, object);
    };
    behind_->Visit(visit, failing);
  }

  Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const override {
    if (Fails()) return Error{ErrorCode::kUnreadable, kReason};
    return behind_->Read(id, type, max_size);
  }

  static constexpr const char* kReason = "injected fault";

 private:
  bool Fails() const { return ++reads_ % every_ == 0; }

  const std::unique_ptr<ObjectStore> behind_;
  const int every_;
  mutable std::atomic<int> reads_{0};
};

/// OpenHistory with a FaultyStore.
inline Result<std::unique_ptr<Source>> OpenFaultyHistory(const std::string& path, int every) {
  return OpenHistoryWith(path, path,
                         [every](const Repository& repository, bool use_packs) -> Result<std::unique_ptr<ObjectStore>> {
                           auto store = ObjectStore::Open(repository, use_packs);
                           if (!store) return std::move(store).error();
                           return std::unique_ptr<ObjectStore>(std::make_unique<FaultyStore>(*std::move(store), every));
                         });
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_FAULTY_SOURCE_H_
