#include "credential/jws_json.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "credential/jws.h"
#include "credential/jwt.h"
#include "credential/object_text.h"

namespace packrake {
namespace {

constexpr std::size_t kFirstReach = 2048;
constexpr std::size_t kMostReach = 16U << 10;
constexpr int kMostSignatures = 8;  // of a general token
constexpr std::string_view kName = "protected";

/// The parts in the order of the compact form; "" when one that may not be empty is.
std::string CompactJwsOf(const Members& members) {
  const std::string& header = ValueOf(members, kName);
  const std::string& payload = ValueOf(members, "payload");
  const std::string& signature = ValueOf(members, "signature");
  if (header.empty() || payload.empty() || signature.empty()) return "";
  return header + "." + payload + "." + signature;
}

std::string CompactJweOf(const Members& members) {
  const std::string& header = ValueOf(members, kName);
  const std::string& iv = ValueOf(members, "iv");
  const std::string& text = ValueOf(members, "ciphertext");
  const std::string& tag = ValueOf(members, "tag");
  if (header.empty() || iv.empty() || text.empty() || tag.empty()) return "";
  return header + "." + ValueOf(members, "encrypted_key") + "." + iv + "." + text + "." + tag;
}

bool IsObject(std::string_view text, const Brackets& brackets) {
  return brackets.open != std::string_view::npos && brackets.close != std::string_view::npos &&
         text[brackets.open] == '{';
}

std::string_view Inside(std::string_view text, const Brackets& brackets) {
  return text.substr(brackets.open + 1, brackets.close - brackets.open - 1);
}

/// The token in `text` whose member's name is at `at`; offsets are those of `text`.
std::optional<JsonToken> TokenIn(std::string_view text, std::size_t at) {
  const auto made = [](const Brackets& brackets, const Members& members) -> std::optional<JsonToken> {
    JsonToken token{brackets.open, brackets.close + 1, ValueOf(members, kName), CompactJwsOf(members), false};
    if (token.compact.empty()) {
      token.compact = CompactJweOf(members);
      token.encrypted = true;
    }
    return token.compact.empty() ? std::nullopt : std::optional(std::move(token));
  };
  const Brackets inner = FindBrackets(text, at, at + 1, kName);
  if (!IsObject(text, inner)) return std::nullopt;
  Members members = ReadMembers(Inside(text, inner));
  if (auto token = made(inner, members)) return token;
  // {"payload": "…", "signatures": [{"protected": "…", "signature": "…"}, …]}
  if (ValueOf(members, "signature").empty()) return std::nullopt;
  const Brackets list = FindBrackets(text, inner.open, inner.close + 1, kName, kMostSignatures);
  if (list.open == std::string_view::npos || list.close == std::string_view::npos || text[list.open] != '[')
    return std::nullopt;
  const Brackets outer = FindBrackets(text, list.open, list.close + 1, kName, kMostSignatures);
  if (!IsObject(text, outer)) return std::nullopt;
  members["payload"] = ValueOf(ReadMembers(Inside(text, outer)), "payload");
  return made(outer, members);
}

class JwsJson : public Examiner {
 public:
  std::string_view name() const override { return "jws-json"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const auto token = ReadJsonToken(window, matches.front().secret_begin);
    if (!token) return;
    Draft draft = DraftOf(window, token->begin, token->end);
    draft.identity = token->compact;
    if (token->encrypted) {
      if (!DescribeEncryptedToken(token->header, draft)) return;
      draft.severity = Severity::kLow;
      draft.confidence = Confidence::kMedium;
    } else {
      const auto jws = ParseCompactJws(token->compact);
      if (!jws || !DescribeToken(*jws, draft)) return;
    }
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<JsonToken> ReadJsonToken(Window& window, std::size_t offset) {
  for (std::size_t reach = kFirstReach;; reach *= 2) {
    const std::size_t base = offset - std::min(offset, reach);
    const std::string_view text = window.Read(base, offset + reach);
    if (auto token = TokenIn(text, offset - base)) {
      token->begin += base;
      token->end += base;
      return token;
    }
    const bool whole = base == 0 && text.size() < offset + reach;
    if (whole || reach >= kMostReach) return std::nullopt;
  }
}

const Examiner& JwsJsonExaminer() {
  static const JwsJson examiner;
  return examiner;
}

}  // namespace packrake
