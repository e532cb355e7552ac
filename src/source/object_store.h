#ifndef PACKRAKE_SOURCE_OBJECT_STORE_H_
#define PACKRAKE_SOURCE_OBJECT_STORE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.h"
#include "packrake/blob.h"
#include "packrake/result.h"
#include "packrake/source.h"

/// All objects of a repository, whatever they are stored in: one interface over packs, loose objects and libgit2.
namespace packrake {

/// An object with its bytes, borrowed for the call.
struct StoredObject {
  ObjectId id;
  ObjectType type = ObjectType::kBlob;
  std::string_view bytes;
  const Derivation* derivation = nullptr;     ///< see Blob
  std::unique_ptr<BlobMemo>* memo = nullptr;  ///< see Blob
};

/// Which objects a visit hands out.
struct StoreVisit {
  std::vector<ObjectType> types;
  const ReadOptions* read = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

/// What becomes of each object; called from worker threads 0..threads-1; must not throw. REQUIRES: all three are set.
/// Every object of the chosen types comes to exactly one of these, unless the visit was stopped.
struct StoreVisitor {
  std::function<void(int worker, const StoredObject&)> on_object;
  /// A blob that the user asked to leave out; `reason` is one of the literals below.
  std::function<void(int worker, const ObjectId&, std::string_view reason)> on_skipped;
  std::function<void(int worker, const ObjectId&, ObjectType, const std::string& reason)> on_unreadable;
};
inline constexpr std::string_view kSkippedBinary = "binary";
inline constexpr std::string_view kSkippedLarge = "larger than --max-blob-size";

/// Objects above this size are not read by anyone: no honest repository has them, and nothing is left to hold them.
inline constexpr std::uint64_t kMaxObjectSize = 4ULL << 30;

/// An interface so that tests can put one that fails in front of the real one. Used by one thread, which may use more
/// inside; Contains and Read by any.
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  /// The store of an opened repository. With `use_packs` false packs are read by libgit2, where it can.
  /// Errors: kUnreadable when nothing at all can be listed.
  static Result<std::unique_ptr<ObjectStore>> Open(const Repository& repository, bool use_packs);

  virtual std::size_t id_size() const = 0;

  /// Objects by type, each once however often it is stored. An object whose type cannot be told (yet: loose ones are
  /// opened when they are first visited) counts as a blob.
  virtual std::array<std::uint64_t, kObjectTypes> Listed() const = 0;

  /// Whether the store has `id`, readable or not. The empty tree is always there, as for git.
  virtual bool Contains(const ObjectId& id) const = 0;
  /// Has the processor fetch what Contains will read for each of `ids`, some dozens.
  virtual void Expect(std::span<const ObjectId> ids) const = 0;

  /// Hands out every distinct object of the chosen types.
  virtual void Visit(const StoreVisit& visit, const StoreVisitor& visitor) = 0;

  /// One object, whole; for the rare look-up. Errors: kNotFound, kCorrupt, kUnreadable, kLimit above `max_size` bytes.
  virtual Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const = 0;

  /// What a reader of the report should know: objects and packs that had to be read another way.
  virtual std::vector<std::string> Notes() const = 0;
  /// Parts that could not be listed at all, as sentences: the scan is incomplete.
  virtual const std::vector<std::string>& Failures() const = 0;
  /// What its visits have cost so far.
  virtual ReadCost cost() const { return {}; }
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_OBJECT_STORE_H_
