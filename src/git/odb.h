#ifndef PACKRAKE_GIT_ODB_H_
#define PACKRAKE_GIT_ODB_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// The packed objects of some object folders, read by libgit2: slower than src/pack, and the reference it must agree
/// with.
/// Loose objects are pack/loose.h's: of a loose file that was cut short libgit2 1.5 goes on reading for ever.
/// Object folders are opened by themselves, without a repository: no configuration, no environment and no owner can
/// then stand in the way (libgit2 1.5 refuses repositories with extensions that it does not know). Only SHA-1 names.
/// Any thread may call any member; one Odb per thread is faster.
class Odb {
 public:
  /// `object_dirs` are all of them: alternates that the folders themselves name are already resolved by the caller.
  /// Packs are opened one by one, without a multi-pack-index; those that would make libgit2 read beyond its memory are
  /// left out. Errors: kInternal with libgit2's reason.
  static Result<std::unique_ptr<Odb>> Open(const std::vector<std::filesystem::path>& object_dirs);
  virtual ~Odb() = default;

  /// Every id once, in no order.
  virtual Result<std::vector<ObjectId>> AllIds() const = 0;
  /// Paths of packs that were left out, with the reason.
  virtual const std::vector<std::pair<std::string, std::string>>& left_out() const = 0;

  struct Header {
    ObjectType type = ObjectType::kBlob;
    std::uint64_t size = 0;
  };
  /// Type and size, mostly without reading the whole object. Errors, whose messages leave it to the caller to name the
  /// object, here and below: kNotFound, kCorrupt.
  virtual Result<Header> ReadHeader(const ObjectId& id) const = 0;

  /// The whole object. Errors: kNotFound, kCorrupt, kLimit above `max_size` bytes (0: no bound).
  virtual Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const = 0;
};

/// "libgit2 1.5.1": the version in use.
std::string LibgitVersion();

}  // namespace packrake

#endif  // PACKRAKE_GIT_ODB_H_
