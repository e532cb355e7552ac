#include "fuzz.h"
#include "git/commit_object.h"

// Input: a commit or tag object. Whatever it is, reading it ends, and what it tells is in bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view bytes = TextOf(data, size);
  for (const std::size_t id_size : {20U, 32U}) {
    if (const auto commit = ParseCommit(bytes, id_size)) {
      Require(commit->tree.size() == id_size);
      for (const ObjectId& parent : commit->parents) Require(parent.size() == id_size);
      Require(commit->summary.author_time >= 0 && commit->summary.committer_time >= 0);
      Require(commit->summary.subject.find('\n') == std::string::npos);
    }
    if (const auto tag = ParseTag(bytes, id_size)) Require(tag->target.size() == id_size);
  }
  return 0;
}
