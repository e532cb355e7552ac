#ifndef PACKRAKE_BLOB_H_
#define PACKRAKE_BLOB_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace packrake {

/// The name of a git object: 20 bytes (SHA-1) or 32 (SHA-256), or none at all (`size() == 0`) for bytes that
/// come from a file or a pipe. Ordered and hashed by its bytes. A plain value; any thread.
class ObjectId {
 public:
  static constexpr std::size_t kMaxSize = 32;

  ObjectId() = default;

  /// REQUIRES: `raw` has 0, 20 or 32 bytes.
  static ObjectId FromRaw(std::string_view raw) {
    ObjectId id;
    id.size_ = static_cast<std::uint8_t>(raw.size());
    std::memcpy(id.bytes_.data(), raw.data(), raw.size());
    return id;
  }
  /// The id that 40 or 64 hexadecimal digits spell; nothing for any other text.
  static std::optional<ObjectId> FromHex(std::string_view hex);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const std::uint8_t* data() const { return bytes_.data(); }
  std::string_view raw() const { return {reinterpret_cast<const char*>(bytes_.data()), size_}; }
  /// Lower-case hexadecimal digits, two a byte.
  std::string hex() const;

  friend bool operator==(const ObjectId&, const ObjectId&) = default;
  friend std::strong_ordering operator<=>(const ObjectId& a, const ObjectId& b) { return a.raw() <=> b.raw(); }

 private:
  std::array<std::uint8_t, kMaxSize> bytes_{};
  std::uint8_t size_ = 0;
};

/// For hash tables. An object id is itself a digest, so its first bytes are spread already.
struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const {
    std::size_t value = 0;
    std::memcpy(&value, id.data(), sizeof value);
    return value;
  }
};

/// git's four kinds of object, in the order of the report.
enum class ObjectType : std::uint8_t { kBlob, kTree, kCommit, kTag };
inline constexpr int kObjectTypes = 4;
/// "blob", "tree", "commit" or "tag".
std::string_view Name(ObjectType type);

/// Which text of the target a Blob holds.
enum class Where : std::uint8_t { kBlob, kCommitMessage, kCommitHeader, kTagMessage, kTagHeader, kRefName, kPath };
/// "blob", "commit-message", "commit-header", "tag-message", "tag-header", "ref-name" or "path".
std::string_view Name(Where where);

/// `size` bytes that a child blob has at `begin` and its base blob at `base_begin`.
struct CopiedRange {
  std::uint64_t base_begin = 0;
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
};

/// What a scanner remembers of a blob for the blobs that derive from it. Only the scanner that made it looks
/// inside; the source keeps it exactly as long as the blob's bytes and gives it back through `Derivation::base`.
class BlobMemo {
 public:
  virtual ~BlobMemo() = default;
};

/// How a blob was made from another one: the base's bytes and memo, and the ranges copied from it, ascending by
/// `begin`, disjoint, and merged (no two neighbours continue one another in both). Whatever no range covers is new.
/// Everything in it is borrowed for the duration of the call that passes the Blob.
struct Derivation {
  const BlobMemo* base = nullptr;
  std::string_view base_bytes;
  std::span<const CopiedRange> copies;
};

/// One text of the target, looked at during a call: its bytes are borrowed. A blob above the slice size comes as
/// several Blobs with the same id, whose `offset` and `first_line` tell where in the object they begin.
struct Blob {
  ObjectId id;                             ///< the object; empty for a file or a pipe
  Where where = Where::kBlob;              ///
  std::string_view bytes;                  ///
  std::string_view path;                   ///< where a file was read, relative to the target; empty in history
  std::uint64_t offset = 0;                ///< of `bytes` within the object's text
  std::uint64_t first_line = 1;            ///< number of the line that `bytes` begins in, from 1
  const Derivation* derivation = nullptr;  ///< none from libgit2, a directory or stdin
  std::unique_ptr<BlobMemo>* memo = nullptr;  ///< where to leave a memo; null when nothing derives from this blob
};

}  // namespace packrake

#endif  // PACKRAKE_BLOB_H_
