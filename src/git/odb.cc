#include "git/odb.h"

#include <fmt/format.h>
#include <git2/sys/odb_backend.h>

#include <algorithm>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include "git/handle.h"
#include "git/pack_bounds.h"

namespace packrake {
namespace {

/// libgit2 made ready once, deaf to everything outside the object folders that it is given. Never shut down: a
/// source may live until the program ends.
bool LibraryReady() {
  static const bool ready = [] {
    if (git_libgit2_init() < 0) return false;
    for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; ++level) {
      git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
    }
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    // We hash what we report ourselves; hashing all would double the time.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    return true;
  }();
  return ready;
}

std::string LastMessage() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? error->message : "unknown reason";
}

Error ErrorOf(int code) {
  if (code == GIT_ENOTFOUND) return {ErrorCode::kNotFound, "it stands in no pack that can be read"};
  return {ErrorCode::kCorrupt, LastMessage()};
}

std::optional<ObjectType> TypeOf(git_object_t type) {
  switch (type) {
    case GIT_OBJECT_BLOB:
      return ObjectType::kBlob;
    case GIT_OBJECT_TREE:
      return ObjectType::kTree;
    case GIT_OBJECT_COMMIT:
      return ObjectType::kCommit;
    case GIT_OBJECT_TAG:
      return ObjectType::kTag;
    default:
      return std::nullopt;
  }
}

std::string_view Raw(const git_oid& id) { return {reinterpret_cast<const char*>(id.id), GIT_OID_RAWSZ}; }

class LibgitOdb : public Odb {
 public:
  LibgitOdb(OdbHandle handle, std::vector<std::pair<std::string, std::string>> left_out)
      : handle_(std::move(handle)), left_out_(std::move(left_out)) {}

  const std::vector<std::pair<std::string, std::string>>& left_out() const override { return left_out_; }

  Result<std::vector<ObjectId>> AllIds() const override {
    std::vector<ObjectId> ids;
    const auto add = [](const git_oid* id, void* all) noexcept {
      static_cast<std::vector<ObjectId>*>(all)->push_back(ObjectId::FromRaw(Raw(*id)));
      return 0;
    };
    if (git_odb_foreach(handle_.get(), add, &ids) != 0) {
      return Error{ErrorCode::kUnreadable, "listing objects: " + LastMessage()};
    }
    std::sort(ids.begin(), ids.end());  // an object that several packs hold comes several times
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

  Result<Header> ReadHeader(const ObjectId& id) const override {
    const auto oid = Oid(id);
    if (!oid) return NotSha1();
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (const int code = git_odb_read_header(&size, &type, handle_.get(), &*oid); code != 0) return ErrorOf(code);
    const auto known = TypeOf(type);
    if (!known) return UnknownType();
    return Header{*known, size};
  }

  Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const override {
    const auto oid = Oid(id);
    if (!oid) return NotSha1();
    if (max_size != 0) {
      auto header = ReadHeader(id);
      if (!header) return std::move(header).error();
      if (header->size > max_size) {
        return Error{ErrorCode::kLimit, fmt::format("it has {} bytes, more than {}", header->size, max_size)};
      }
    }
    git_odb_object* raw = nullptr;
    if (const int code = git_odb_read(&raw, handle_.get(), &*oid); code != 0) return ErrorOf(code);
    const OdbObjectHandle object(raw);
    const auto known = TypeOf(git_odb_object_type(raw));
    if (!known) return UnknownType();
    if (type != nullptr) *type = *known;
    try {
      return std::string(static_cast<const char*>(git_odb_object_data(raw)), git_odb_object_size(raw));
    } catch (const std::bad_alloc&) {
      return Error{ErrorCode::kLimit, "there is no memory for it"};
    }
  }

 private:
  static std::optional<git_oid> Oid(const ObjectId& id) {
    git_oid oid{};
    if (id.size() != GIT_OID_RAWSZ) return std::nullopt;
    git_oid_fromraw(&oid, id.data());
    return oid;
  }
  static Error NotSha1() { return {ErrorCode::kUnsupported, "libgit2 reads objects with SHA-1 names only"}; }
  static Error UnknownType() { return {ErrorCode::kCorrupt, "it is of no known type"}; }

  OdbHandle handle_;
  std::vector<std::pair<std::string, std::string>> left_out_;
};

/// Adds a backend that libgit2 just made; `made` is what making it returned.
bool Add(git_odb* odb, int made, git_odb_backend* backend) {
  constexpr int kPriority = 1;
  if (made != 0) return false;
  if (git_odb_add_backend(odb, backend, kPriority) == 0) return true;
  backend->free(backend);
  return false;
}

/// Adds each pack of an object folder by itself. What the folder lacks is no error: it may be new, or all loose. A pack
/// without an index is left out, as is an index without its pack.
void AddPacks(git_odb* odb, const std::filesystem::path& folder,
              std::vector<std::pair<std::string, std::string>>& left_out) {
  std::error_code error;
  std::vector<std::filesystem::path> indexes;
  std::filesystem::directory_iterator entry(folder / "pack", error);
  for (const std::filesystem::directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::filesystem::path file = entry->path();
    if (file.extension() == ".idx" || file.extension() == ".pack") indexes.push_back(file.replace_extension(".idx"));
  }
  std::sort(indexes.begin(), indexes.end());
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  for (const std::filesystem::path& index : indexes) {
    const std::string pack = std::filesystem::path(index).replace_extension(".pack").string();
    if (const auto sound = CheckPackBounds(index); !sound) {
      left_out.emplace_back(pack, sound.error().message);
      continue;
    }
    git_odb_backend* backend = nullptr;
    const int made = git_odb_backend_one_pack(&backend, index.c_str());
    if (!Add(odb, made, backend)) left_out.emplace_back(pack, LastMessage());
  }
}

}  // namespace

Result<std::unique_ptr<Odb>> Odb::Open(const std::vector<std::filesystem::path>& object_dirs) {
  if (!LibraryReady()) return Error{ErrorCode::kInternal, "libgit2 cannot start: " + LastMessage()};
  git_odb* raw = nullptr;
  if (git_odb_new(&raw) != 0) return Error{ErrorCode::kInternal, LastMessage()};
  OdbHandle handle(raw);
  std::vector<std::pair<std::string, std::string>> left_out;
  for (const auto& folder : object_dirs) AddPacks(raw, folder, left_out);
  return std::unique_ptr<Odb>(std::make_unique<LibgitOdb>(std::move(handle), std::move(left_out)));
}

std::string LibgitVersion() {
  int major = 0;
  int minor = 0;
  int revision = 0;
  git_libgit2_version(&major, &minor, &revision);
  return fmt::format("libgit2 {}.{}.{}", major, minor, revision);
}

}  // namespace packrake
