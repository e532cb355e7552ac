#ifndef PACKRAKE_TESTS_PACK_VISIT_LOG_H_
#define PACKRAKE_TESTS_PACK_VISIT_LOG_H_

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pack/reader.h"

namespace packrake {

/// What became of one object in a visit.
struct Outcome {
  enum class Kind { kObject, kDeclined, kBinary };
  Kind kind = Kind::kObject;
  std::optional<ObjectType> type;
  std::string bytes;   ///< of kObject
  std::string reason;  ///< of kDeclined
  bool derived = false;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Takes a visit down, by id in hexadecimal, and checks every promise that a single call can break: `problems` tells
/// which were broken.
class VisitLog {
 public:
  /// `keep_bytes`: false where only the outcomes count.
  explicit VisitLog(bool keep_bytes = true) : keep_bytes_(keep_bytes) {}

  PackStats Visit(const PackReader& reader, const PackVisitOptions& options) {
    PackVisitor visitor;
    visitor.on_object = [this](int, const PackedObject& object) { OnObject(object); };
    visitor.on_declined = [this](int, const ObjectId& id, std::optional<ObjectType> type, std::string_view reason) {
      Add(id, {Outcome::Kind::kDeclined, type, {}, std::string(reason), false});
    };
    visitor.on_binary = [this](int, const ObjectId& id, std::uint64_t) {
      Add(id, {Outcome::Kind::kBinary, ObjectType::kBlob, {}, {}, false});
    };
    const PackStats stats = reader.Visit(options, visitor);
    if (live_memos_ != 0) problems.push_back("a memo outlived the visit");
    return stats;
  }

  std::map<std::string, Outcome> outcomes;
  std::vector<std::string> problems;
  std::uint64_t copies = 0;

 private:
  /// Remembers the bytes it was left for.
  struct Memo : BlobMemo {
    Memo(std::string_view b, std::atomic<int>& l) : bytes(b), live(l) { ++live; }
    ~Memo() override { --live; }
    std::string bytes;
    std::atomic<int>& live;
  };

  void OnObject(const PackedObject& object) {
    if (object.derivation != nullptr) CheckDerivation(object);
    if (object.memo != nullptr) {
      if (*object.memo != nullptr) Problem(object.id, "its memo is not empty");
      *object.memo = std::make_unique<Memo>(object.bytes, live_memos_);
    }
    Add(object.id, {Outcome::Kind::kObject,
                    object.type,
                    keep_bytes_ ? std::string(object.bytes) : std::string(),
                    {},
                    object.derivation != nullptr});
  }

  void CheckDerivation(const PackedObject& object) {
    const Derivation& derivation = *object.derivation;
    const auto* memo = static_cast<const Memo*>(derivation.base);
    if (memo != nullptr && memo->bytes != derivation.base_bytes) Problem(object.id, "its base has another's memo");
    std::uint64_t end = 0;
    const CopiedRange* last = nullptr;
    for (const CopiedRange& range : derivation.copies) {
      if (range.begin < end || range.size == 0) Problem(object.id, "its ranges do not ascend");
      end = range.begin + range.size;
      if (end > object.bytes.size() || range.base_begin + range.size > derivation.base_bytes.size()) {
        Problem(object.id, "a range is out of bounds");
      } else if (object.bytes.substr(range.begin, range.size) !=
                 derivation.base_bytes.substr(range.base_begin, range.size)) {
        Problem(object.id, "a copied range differs");
      }
      if (last != nullptr && last->begin + last->size == range.begin &&
          last->base_begin + last->size == range.base_begin) {
        Problem(object.id, "two ranges could be one");
      }
      last = &range;
    }
    const std::lock_guard lock(mutex_);
    copies += derivation.copies.size();
  }

  void Add(const ObjectId& id, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    if (!outcomes.emplace(id.hex(), std::move(outcome)).second) problems.push_back(id.hex() + ": it came twice");
  }
  void Problem(const ObjectId& id, const std::string& what) {
    const std::lock_guard lock(mutex_);
    problems.push_back(id.hex() + ": " + what);
  }

  const bool keep_bytes_;
  std::mutex mutex_;
  std::atomic<int> live_memos_{0};
};

/// Options that choose every object.
inline PackVisitOptions Everything(int threads = 1) {
  PackVisitOptions options;
  options.threads = threads;
  options.trees = options.commits = options.tags = true;
  return options;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_PACK_VISIT_LOG_H_
