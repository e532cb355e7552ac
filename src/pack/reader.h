#ifndef PACKRAKE_PACK_READER_H_
#define PACKRAKE_PACK_READER_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/blob.h"
#include "packrake/result.h"

/// Reads git packs at the speed of inflate: every stored entry inflated once, every delta applied once (DESIGN 5).
namespace packrake {

/// One object of a pack, rebuilt. Borrowed for the call.
struct PackedObject {
  ObjectId id;
  ObjectType type = ObjectType::kBlob;
  std::string_view bytes;
  const Derivation* derivation = nullptr;     ///< when it came as a delta and deltas were asked for
  std::unique_ptr<BlobMemo>* memo = nullptr;  ///< not null when another visited object derives from this one
};

struct PackVisitOptions {
  int threads = 1;
  bool blobs = true;
  bool trees = false;
  bool commits = false;
  bool tags = false;
  bool derivations = true;
  std::uint64_t max_object_size = 0;  ///< larger ones, and what derives from them, go to `on_declined`; 0: no bound
  /// Memory that buffers may take, of all threads together; an object for which none is left goes to `on_declined`.
  std::uint64_t max_buffer_bytes = 4ULL << 30;
  /// Blobs that are stored whole, with nothing derived from them, and have a NUL in their first 8,000 bytes go to
  /// `on_binary`; the large ones are inflated no further. Every other binary blob comes to `on_object`.
  bool skip_binary = false;
  bool verify = false;  ///< hash every object; a wrong one goes to `on_declined`
  const std::atomic<bool>* stop = nullptr;
};

/// Called from worker threads 0..threads-1; must not throw. Each object of the chosen types comes to exactly one of
/// the three, unless `stop` was set.
struct PackVisitor {
  std::function<void(int worker, const PackedObject&)> on_object;
  /// An object that this reader does not hand out, and why: the caller reads it another way. The type is nothing when
  /// the object at the root of its delta chain cannot be found; such objects come whatever types were chosen.
  std::function<void(int worker, const ObjectId&, std::optional<ObjectType>, std::string_view reason)> on_declined;
  std::function<void(int worker, const ObjectId&, std::uint64_t size)> on_binary;
};

struct PackStats {
  std::uint64_t objects = 0, inflated_bytes = 0, rebuilt_bytes = 0, delta_inserted_bytes = 0, declined = 0;
  std::uint64_t peak_buffer_bytes = 0;
  double open_seconds = 0, inflate_seconds = 0, apply_seconds = 0;  ///< CPU
};

/// The packs of some object folders, opened and indexed: immutable once open.
class PackReader {
 public:
  /// Opens every `pack/*.pack` with its `.idx` in `object_dirs` (alternates are the caller's to list). A pack that
  /// cannot be opened is told in `declined_packs()`, never an error: the caller reads its objects another way.
  static Result<std::unique_ptr<PackReader>> Open(const std::vector<std::filesystem::path>& object_dirs,
                                                  std::size_t id_size);
  virtual ~PackReader() = default;

  /// Objects in the opened packs, each id once though it stand in several packs.
  virtual std::uint64_t object_count() const = 0;
  /// How many of them there are of each type; fewer in all where some have none that can be told.
  virtual std::array<std::uint64_t, kObjectTypes> CountByType() const = 0;
  /// Every id with its type, in no order, without inflating anything. The type is nothing when the object at the root
  /// of the delta chain cannot be found.
  virtual void ForEachObject(const std::function<void(const ObjectId&, std::optional<ObjectType>)>& visit) const = 0;
  virtual bool Contains(const ObjectId& id) const = 0;
  /// Has the processor fetch what Contains will read for each of `ids`, some dozens.
  virtual void Expect(std::span<const ObjectId> ids) const = 0;
  /// Paths of packs left to the caller, with the reason.
  virtual const std::vector<std::pair<std::string, std::string>>& declined_packs() const = 0;

  /// Hands every distinct object of the chosen types to `visitor`, delta bases before what derives from them.
  virtual PackStats Visit(const PackVisitOptions& options, const PackVisitor& visitor) const = 0;

  /// One object, rebuilt; for the rare look-up. Errors: kNotFound, kCorrupt, kLimit above `max_size` bytes.
  virtual Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_READER_H_
