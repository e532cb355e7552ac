#include "credential/der_text.h"

#include <algorithm>
#include <string_view>

#include "base/base64.h"
#include "credential/der.h"
#include "credential/key_der.h"
#include "credential/openssh.h"
#include "credential/pem_text.h"
#include "credential/private_key.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::size_t kMostBody = 16U << 10;  // RSA with 16,384 bits takes 12 KiB, ML-DSA 6
constexpr std::size_t kLookBack = 256;  // from the first line of a PEM body to its opening line, prefixes included
constexpr std::size_t kLeastLine = 16;  // base64 characters on each line but the last
constexpr std::string_view kSshMagic = "openssh-key-v1";

/// Whether a PEM opening line stands right before: no closing line between.
bool IsInsidePem(Window& window, std::size_t begin) {
  const std::size_t from = begin - std::min(begin, kLookBack);
  const std::string_view before = window.Read(from, begin);
  const std::size_t opening = before.rfind("BEGIN ");
  return opening != std::string_view::npos && before.find("END ", opening + 6) == std::string_view::npos &&
         before.find("----", opening) != std::string_view::npos;
}

/// Whether `line` begins as the key whose first line is `first` does: another key, and the end of this one. Without a
/// stop there, a file of nothing but beginnings would be read from each to its end.
bool BeginsAnother(std::string_view line, std::string_view first) {
  return line.size() >= 14 && line.substr(0, 3) == first.substr(0, 3) &&
         (line.substr(6, 6) == first.substr(6, 6) || line.substr(8, 6) == first.substr(8, 6));
}

/// Base64 characters that all of it takes, told from its first bytes.
std::optional<std::size_t> BodySize(std::string_view first_run) {
  const std::string head = Base64DecodeLenient(first_run.substr(0, std::min<std::size_t>(first_run.size() & ~3U, 400)));
  if (head.starts_with(kSshMagic)) return kMostBody;  // its length is told nowhere
  const auto size = DerSize(head);
  if (!size || head[0] != '\x30' || *size < 16) return std::nullopt;
  const std::size_t characters = (*size + 2) / 3 * 4;
  return characters <= kMostBody ? std::optional(characters) : std::nullopt;
}

bool IsComplete(std::string_view bytes) {
  if (bytes.starts_with(kSshMagic)) return ReadOpenSshKey(bytes).has_value();
  const auto size = DerSize(bytes);
  return size && *size <= bytes.size();
}

std::optional<KeyInfo> ReadKey(std::string_view bytes) {
  return bytes.starts_with(kSshMagic) ? ReadOpenSshKey(bytes) : ReadPrivateKeyDer(bytes);
}

class DerBase64 : public Examiner {
 public:
  std::string_view name() const override { return "der-base64"; }

  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    if (IsInsidePem(window, match.secret_begin)) return;
    const auto text = ReadDerText(window, match.secret_begin, match.secret_end);
    if (!text) return;
    Draft draft = DraftOf(window, match.secret_begin, text->end);
    draft.identity = text->body;
    if (const auto key = ReadKey(text->bytes)) {
      DescribeKey(*key, draft);
    } else if (LooksLikeKeyMaterial(text->body)) {
      draft.signals.emplace_back(text->whole ? signal::kStructureOnly : signal::kTruncated);
      draft.confidence = Confidence::kLow;
    } else {
      return;
    }
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<DerText> ReadDerText(Window& window, std::size_t begin, std::size_t run_end) {
  const std::string_view run = window.Read(begin, run_end);
  const auto wanted = BodySize(run);
  if (!wanted) return std::nullopt;
  DerText text;
  text.end = run_end;
  if (run.size() + 2 >= *wanted) {  // padding may be missing
    text.body = run.substr(0, *wanted);
    text.end = begin + text.body.size();
  } else {
    // Wrapped: every further line gives its longest run, until there is enough or a line that has none. Each raw line
    // is unescaped for itself, so that the place of its end is known.
    text.body = run;
    const std::string_view rest = window.Read(run_end, run_end + 2 * (*wanted - run.size()) + 256);
    std::size_t at = 0;
    while (at < rest.size() && text.body.size() < *wanted) {
      const std::size_t line_end = std::min(rest.find('\n', at), rest.size());
      const std::string line = UnescapeText(rest.substr(at, line_end - at));
      bool any = at == 0, another = false;
      for (std::size_t from = 0; from <= line.size();) {
        const std::size_t to = std::min(line.find('\n', from), line.size());
        const std::string_view piece = LongestBase64Run(std::string_view(line).substr(from, to - from));
        another = another || BeginsAnother(piece, run);
        const bool last = text.body.size() + piece.size() + 2 >= *wanted || piece.ends_with('=');
        if (another) break;
        if (piece.size() >= kLeastLine || (!piece.empty() && last)) {
          text.body += piece;
          any = true;
        }
        from = to + 1;
      }
      if (!any || another) break;
      text.end = run_end + line_end;
      at = line_end + 1;
    }
    text.body.resize(std::min(text.body.size(), *wanted));
  }
  text.bytes = Base64DecodeLenient(text.body);
  text.whole = IsComplete(text.bytes);
  return text;
}

const Examiner& DerBase64Examiner() {
  static const DerBase64 examiner;
  return examiner;
}

}  // namespace packrake
