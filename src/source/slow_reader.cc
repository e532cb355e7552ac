#include "source/slow_reader.h"

#include <new>
#include <utility>

namespace packrake {

Result<const Odb*> SlowReader::SharedOdb() const {
  const std::lock_guard lock(mutex_);
  if (!odb_) {
    auto odb = Odb::Open(repository_.object_dirs);
    if (!odb) return std::move(odb).error();
    odb_ = std::move(*odb);
  }
  return odb_.get();
}

Result<std::vector<ObjectId>> SlowReader::AllIds() const {
  auto odb = SharedOdb();
  if (!odb) return std::move(odb).error();
  return (*odb)->AllIds();
}

std::vector<std::pair<std::string, std::string>> SlowReader::LeftOut() const {
  const auto odb = SharedOdb();
  if (!odb) return {};
  return (*odb)->left_out();
}

Result<SlowReader::Object> SlowReader::ReadThroughLibgit2(const ObjectId& id, const Wanted& wanted) const {
  auto odb = SharedOdb();
  if (!odb) return std::move(odb).error();
  auto header = (*odb)->ReadHeader(id);
  if (!header) return std::move(header).error();
  Object object{header->type, header->size, std::nullopt};
  if (!wanted(object.type, object.size)) return object;
  auto bytes = (*odb)->Read(id, &object.type, 0);  // the size is known already
  if (!bytes) return std::move(bytes).error();
  object.bytes = std::move(*bytes);
  return object;
}

Result<SlowReader::Object> SlowReader::ReadLooseIn(std::size_t folder, const ObjectId& id, LooseReader& loose,
                                                   const Wanted& wanted) const {
  bool took = true;
  auto found = loose.Read(repository_.object_dirs[folder], id,
                          [&](ObjectType type, std::uint64_t size) { return took = wanted(type, size); });
  if (!found) return std::move(found).error();
  Object object{found->type, found->size, std::nullopt};
  try {
    if (took) object.bytes = std::string(found->bytes);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kLimit, "there is no memory for it"};
  }
  return object;
}

Result<SlowReader::Object> SlowReader::ReadLoose(std::size_t folder, const ObjectId& id, LooseReader& loose,
                                                 const Wanted& wanted) const {
  auto object = ReadLooseIn(folder, id, loose, wanted);
  if (object) return object;
  auto another = Read(id, wanted);
  return another ? std::move(another) : std::move(object);
}

Result<SlowReader::Object> SlowReader::Read(const ObjectId& id, const Wanted& wanted) const {
  std::optional<Error> first;
  if (repository_.id_size == 20) {
    auto object = ReadThroughLibgit2(id, wanted);
    if (object) return object;
    first = std::move(object).error();
  }
  LooseReader loose;
  for (std::size_t folder = 0; folder < repository_.object_dirs.size(); ++folder) {
    auto object = ReadLooseIn(folder, id, loose, wanted);
    if (object) return object;
    // That there is no loose file is no reason that helps anyone: most objects never had one.
    if (object.error().code == ErrorCode::kNotFound) continue;
    if (!first || first->code == ErrorCode::kNotFound) first = std::move(object).error();
  }
  if (!first || first->code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kNotFound, "it stands in no pack that can be read, and in no loose file"};
  }
  return *std::move(first);
}

}  // namespace packrake
