#include "match/make_hits.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "match/documented.h"
#include "match/line_table.h"
#include "text/entropy.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxContext = 200;       // bytes, the redacted secret among them
constexpr std::size_t kMaxContextBefore = 80;  // so that what follows a long line's secret shows, too
constexpr std::size_t kMaxNeighbours = 64;     // hits on either side that are looked at for parts of the context
constexpr std::size_t kLeastRepeated = 4;      // bytes of a secret that is looked for a second time on its line
constexpr double kWeakBits = 64;               // DESIGN 3: below, a value is not one thing wherever it stands

constexpr std::string_view kAllowComments[] = {"packrake:allow", "gitleaks:allow", "trufflehog:ignore"};

/// Finds the comments that allow a line; remembers the last line's answer.
class AllowComments {
 public:
  explicit AllowComments(std::string_view text) : text_(text) {}

  /// The comment on the line that begins at `line_begin`, or else on the line above it; "" when there is none.
  std::string_view At(std::size_t line_begin) {
    if (line_begin != known_line_) {
      known_line_ = line_begin;
      comment_ = OnLine(line_begin);
      if (comment_.empty() && line_begin > 0) comment_ = OnLine(LineBegin(text_, line_begin - 1));
    }
    return comment_;
  }

 private:
  std::string_view OnLine(std::size_t begin) const {
    const std::string_view line = text_.substr(begin, LineEnd(text_, begin) - begin);
    for (const std::string_view comment : kAllowComments) {
      if (line.find(comment) != std::string_view::npos) return comment;
    }
    return {};
  }

  std::string_view text_;
  std::size_t known_line_ = static_cast<std::size_t>(-1);
  std::string_view comment_;
};

/// A piece of a line that a context must not show, and what to show in its place.
struct Hidden {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Found* found = nullptr;
};

/// The found things round index `at` that overlap [begin, end), ascending.
std::vector<Hidden> HiddenIn(const std::vector<Found>& found, std::size_t at, std::size_t begin, std::size_t end) {
  std::vector<Hidden> hidden;
  const std::size_t first = at - std::min(at, kMaxNeighbours);
  const std::size_t last = std::min(at + kMaxNeighbours + 1, found.size());
  for (std::size_t i = first; i < last; ++i) {
    const Draft& draft = found[i].draft;
    if (draft.secret.empty() || draft.end <= begin || draft.begin >= end) continue;
    hidden.push_back({std::max(draft.begin, begin), std::min(draft.end, end), &found[i]});
  }
  return hidden;
}

/// `text` with each occurrence of `secret` in its redacted form; one of a few letters stands anywhere by chance.
std::string WithoutSecret(std::string text, const std::string& secret, const std::string& redacted) {
  if (secret.size() < kLeastRepeated) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + redacted.size())) {
    text.replace(at, secret.size(), redacted);
  }
  return text;
}

/// Part of the line round found[at], at most kMaxContext bytes, with everything found in it redacted.
std::string ContextOf(std::string_view text, const std::vector<Found>& found, std::size_t at, std::size_t line_begin) {
  const Draft& draft = found[at].draft;
  const std::size_t begin = std::max(line_begin, draft.begin - std::min(draft.begin, kMaxContextBefore));
  std::size_t end = draft.end;  // of what may show
  const std::size_t newline = text.substr(draft.begin, draft.end - draft.begin).find('\n');
  if (newline != std::string_view::npos) {
    end = draft.begin + newline;
  } else {
    const std::string_view rest = text.substr(end, kMaxContext);
    end += std::min(rest.find('\n'), rest.size());
  }
  std::string context;
  std::size_t shown = begin;
  for (const Hidden& hidden : HiddenIn(found, at, begin, end)) {
    if (hidden.end <= shown) continue;
    if (hidden.begin > shown) context += text.substr(shown, hidden.begin - shown);
    context += Secret(hidden.found->draft.secret).Redacted();
    shown = hidden.end;
  }
  if (shown < end) context += text.substr(shown, end - shown);
  context = WithoutSecret(std::move(context), draft.secret, Secret(draft.secret).Redacted());
  if (context.size() > kMaxContext) context.resize(kMaxContext);
  if (context.ends_with('\r')) context.pop_back();
  return context;
}

}  // namespace

void MakeHits(const Blob& blob, bool inline_allow, std::vector<Found>& found, HitSink& sink) {
  if (found.empty()) return;
  LineTable lines(blob.bytes);
  AllowComments comments(blob.bytes);
  const std::size_t tests = TestModuleOf(blob.bytes);
  std::vector<Hit> hits;
  hits.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    Draft& draft = found[i].draft;
    const LineColumn place = lines.At(draft.begin);
    const std::size_t line_begin = lines.BeginOf(draft.begin);
    Hit hit;
    hit.rule = found[i].rule;
    hit.object = blob.id;
    hit.where = blob.where;
    hit.path = blob.path;
    hit.begin = blob.offset + draft.begin;
    hit.end = blob.offset + draft.end;
    hit.line = blob.first_line + place.line - 1;
    hit.column = place.column;
    hit.end_line =
        blob.first_line + lines.At(std::max(draft.begin, draft.end - std::min<std::size_t>(draft.end, 1))).line - 1;
    hit.context = ContextOf(blob.bytes, found, i, line_begin);
    if (blob.where == Where::kBlob) {  // a message of a commit may be a list, too
      const std::size_t above = line_begin == 0 ? 0 : lines.BeginOf(line_begin - 1);
      const std::string_view signal = DocumentSignal(blob.bytes.substr(line_begin, draft.begin - line_begin),
                                                     blob.bytes.substr(above, line_begin - above));
      if (!signal.empty()) draft.signals.emplace_back(signal);
    }
    if (draft.begin >= tests) draft.signals.emplace_back("test-module");
    hit.decoded_from.assign(found[i].decoded_from.begin(), found[i].decoded_from.end());
    hit.severity = draft.severity;
    hit.confidence = draft.confidence;
    hit.entropy_bits_per_byte = ShannonEntropy(draft.secret);
    hit.identity_needs_path = draft.identity_needs_path || draft.secret.empty() ||
                              hit.entropy_bits_per_byte * static_cast<double>(draft.secret.size()) < kWeakBits;
    for (const Draft::Related& related : draft.related) {
      const LineColumn at = lines.At(std::min(related.offset, blob.bytes.size()));
      hit.related.push_back({blob.first_line + at.line - 1, at.column, related.note});
    }
    if (inline_allow) hit.allowed_by = comments.At(line_begin);
    hits.push_back(std::move(hit));
  }
  // The drafts were needed whole until here: each context hides its neighbours' secrets.
  for (std::size_t i = 0; i < found.size(); ++i) {
    Draft& draft = found[i].draft;
    hits[i].secret = Secret(draft.secret);
    hits[i].identity = std::move(draft.identity);
    hits[i].facts = std::move(draft.facts);
    hits[i].signals = std::move(draft.signals);
    sink.Add(std::move(hits[i]));
  }
  found.clear();
}

}  // namespace packrake
