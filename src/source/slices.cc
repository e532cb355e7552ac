#include "source/slices.h"

#include <algorithm>

namespace packrake {

void AcceptInSlices(const Blob& blob, BlobSink& sink) {
  if (blob.bytes.size() <= kSliceSize) return sink.Accept(blob);
  Blob slice = blob;
  slice.derivation = nullptr;
  slice.memo = nullptr;
  constexpr std::uint64_t kStep = kSliceSize - kSliceOverlap;
  for (std::uint64_t at = 0;; at += kStep) {
    slice.bytes = blob.bytes.substr(at, kSliceSize);
    slice.offset = blob.offset + at;
    sink.Accept(slice);
    if (at + kSliceSize >= blob.bytes.size()) return;
    const std::string_view passed = blob.bytes.substr(at, kStep);
    slice.first_line += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  }
}

ObjectParts PartsOf(const ObjectId& id, ObjectType type, std::string_view bytes) {
  const bool commit = type == ObjectType::kCommit;
  ObjectParts parts;
  parts.header.id = parts.message.id = id;
  parts.header.where = commit ? Where::kCommitHeader : Where::kTagHeader;
  parts.message.where = commit ? Where::kCommitMessage : Where::kTagMessage;
  const std::size_t gap = bytes.find("\n\n");
  const std::size_t end = gap == std::string_view::npos ? bytes.size() : gap + 1;
  parts.header.bytes = bytes.substr(0, end);
  if (gap != std::string_view::npos) {
    parts.message.bytes = bytes.substr(gap + 2);
    parts.message.offset = gap + 2;
  }
  return parts;
}

}  // namespace packrake
