#include "credential/public_key.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "credential/jwk_text.h"
#include "credential/key_text.h"
#include "credential/pem_text.h"

namespace packrake {
namespace {

/// Begin and end of the key's text in the window.
using Extent = std::pair<std::size_t, std::size_t>;

/// The whole block, object or word that `match` begins; nothing for a block that is not closed and a private object.
std::optional<Extent> ExtentOf(const PatternMatch& match, Window& window) {
  const std::string_view first = window.Read(match.secret_begin, match.secret_end);
  if (first.starts_with("----")) {
    const auto block = ReadPemBlock(window, match.secret_begin, match.secret_end);
    if (!block || !block->closed) return std::nullopt;
    return Extent(block->begin, block->end);
  }
  // The only line of a block's body: the block is what counts.
  const std::size_t before = match.secret_begin - std::min<std::size_t>(match.secret_begin, 32);
  if (first.starts_with("M") && window.Read(before, match.secret_begin).find("-----") != std::string_view::npos)
    return std::nullopt;
  if (!first.starts_with("kty")) return Extent(match.secret_begin, match.secret_end);
  const auto object = ReadJwkObject(window, match.secret_begin);
  if (!object) return std::nullopt;
  for (const char* member : {"d", "p", "q", "k", "priv"}) {
    if (!object->Get(member).empty()) return std::nullopt;
  }
  return Extent(object->begin, object->end);
}

class PublicKey : public Examiner {
 public:
  std::string_view name() const override { return "public-key"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const auto extent = ExtentOf(matches.front(), window);
    if (!extent) return;
    Draft draft = DraftOf(window, extent->first, extent->second);
    if (ReadPublicKeyText(draft.secret)) drafts.push_back(std::move(draft));
  }
};

}  // namespace

const Examiner& PublicKeyExaminer() {
  static const PublicKey examiner;
  return examiner;
}

}  // namespace packrake
