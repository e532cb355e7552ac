#ifndef PACKRAKE_SOURCE_SLOW_READER_H_
#define PACKRAKE_SOURCE_SLOW_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "git/odb.h"
#include "git/repository.h"
#include "pack/loose.h"
#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// Reads one object at a time by every way there is: a loose file, libgit2, another copy in an alternate. For loose
/// objects, and for those that the pack reader declines. Any thread may call any member.
class SlowReader {
 public:
  explicit SlowReader(const Repository& repository) : repository_(repository) {}

  struct Object {
    ObjectType type = ObjectType::kBlob;
    std::uint64_t size = 0;
    std::optional<std::string> bytes;  ///< nothing when `wanted` said no
  };
  /// Told the type and size as soon as they are known; says whether the bytes are wanted.
  using Wanted = std::function<bool(ObjectType type, std::uint64_t size)>;

  /// The loose object in object_dirs[folder], or, when it is damaged or gone since, any other copy. Errors: as Read.
  Result<Object> ReadLoose(std::size_t folder, const ObjectId& id, LooseReader& loose, const Wanted& wanted) const;

  /// Any copy of `id`. Errors, whose messages do not name the object: kNotFound where there is none, else kCorrupt,
  /// kUnreadable or kLimit, of the first copy that was tried.
  Result<Object> Read(const ObjectId& id, const Wanted& wanted) const;

  /// Every packed id that libgit2 lists, ascending. REQUIRES: SHA-1 names.
  Result<std::vector<ObjectId>> AllIds() const;
  /// Packs that libgit2 was not given, as Odb::left_out. REQUIRES: SHA-1 names.
  std::vector<std::pair<std::string, std::string>> LeftOut() const;

 private:
  Result<const Odb*> SharedOdb() const;
  Result<Object> ReadThroughLibgit2(const ObjectId& id, const Wanted& wanted) const;
  Result<Object> ReadLooseIn(std::size_t folder, const ObjectId& id, LooseReader& loose, const Wanted& wanted) const;

  const Repository& repository_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<Odb> odb_;  ///< opened when it is first needed: libgit2 takes milliseconds to start
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_SLOW_READER_H_
