#include "credential/place_name.h"

#include <fmt/format.h>

namespace packrake {
namespace {

constexpr std::size_t kIdDigits = 10;

std::string ShortId(const ObjectId& id) { return id.hex().substr(0, kIdDigits); }

/// As people call it: "v1" for a tag, "heads/main" for anything else.
std::string_view ShortRef(std::string_view ref) {
  for (const std::string_view prefix : {"refs/tags/", "refs/"}) {
    if (ref.starts_with(prefix)) return ref.substr(prefix.size());
  }
  return ref;
}

}  // namespace

std::string PlaceName(Where where, const ObjectId& object, std::string_view path, std::uint64_t line) {
  const auto tag = [&] { return path.empty() ? ShortId(object) : std::string(ShortRef(path)); };
  switch (where) {
    case Where::kCommitMessage:
      return "message of commit " + ShortId(object);
    case Where::kCommitHeader:
      return "header of commit " + ShortId(object);
    case Where::kTagMessage:
      return "message of tag " + tag();
    case Where::kTagHeader:
      return "header of tag " + tag();
    case Where::kRefName:
      return fmt::format("name of ref {}", ShortRef(path));
    case Where::kPath:
      return fmt::format("name of {}", path);
    case Where::kBlob:
      break;
  }
  if (!path.empty()) return fmt::format("{}:{}", path, line);
  return object.empty() ? fmt::format("input:{}", line) : fmt::format("blob {}:{}", ShortId(object), line);
}

}  // namespace packrake
