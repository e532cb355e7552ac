#ifndef PACKRAKE_PACK_LOOSE_H_
#define PACKRAKE_PACK_LOOSE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "packrake/blob.h"
#include "packrake/result.h"

/// Objects that stand in a file of their own: a zlib stream of "<type> <size>\0<bytes>".
namespace packrake {

/// Calls `visit` with the id of every loose object below `objects`, in no order. Names that are none are passed over;
/// `strange` counts those that have the length of the other hash's names. Errors: kUnreadable when a folder cannot be
/// listed; the others are listed nevertheless.
Status ListLoose(const std::filesystem::path& objects, std::size_t id_size,
                 const std::function<void(const ObjectId&)>& visit, std::uint64_t& strange);

/// Reads loose objects, with buffers that are used again. One per thread.
class LooseReader {
 public:
  LooseReader();
  ~LooseReader();
  LooseReader(LooseReader&&) noexcept;
  LooseReader& operator=(LooseReader&&) = delete;

  struct Object {
    ObjectType type = ObjectType::kBlob;
    std::uint64_t size = 0;  ///< as the header says
    std::string_view bytes;  ///< valid until the next call; empty when `wanted` said no
  };
  /// Whether an object of this type and size is to be inflated.
  using Wanted = std::function<bool(ObjectType type, std::uint64_t size)>;

  /// The object that `objects` has for `id`. It is not hashed. Errors: kNotFound, kUnreadable, kCorrupt, kLimit when
  /// there is no memory for it.
  Result<Object> Read(const std::filesystem::path& objects, const ObjectId& id, const Wanted& wanted = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_LOOSE_H_
