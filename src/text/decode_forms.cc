#include "text/decode_forms.h"

#include <algorithm>

namespace packrake {
namespace {

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; }

bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }

}  // namespace

std::vector<std::string> UsefulForms(std::vector<std::string> forms, std::string_view literal) {
  std::vector<std::string> useful;
  for (std::string& form : forms) {
    if (form.size() < kMinFormBytes || form == literal) continue;
    if (std::find(useful.begin(), useful.end(), form) == useful.end()) useful.push_back(std::move(form));
  }
  return useful;
}

Run QuotedRunAround(std::string_view text, std::size_t offset, std::size_t reach) {
  Run run{offset, offset};
  if (offset >= text.size()) return run;
  const std::size_t first = offset - std::min(offset, reach);
  const std::size_t last = offset + std::min(text.size() - offset, reach);
  while (run.begin > first) {
    const char c = text[run.begin - 1];
    if (IsControl(c)) break;
    std::size_t backslashes = 0;
    if (IsQuote(c)) {
      while (run.begin - 1 - backslashes > first && text[run.begin - 2 - backslashes] == '\\') ++backslashes;
      if (backslashes % 2 == 0) break;
    }
    run.begin -= 1 + backslashes;
  }
  // Forward from the run's first byte, so that a backslash is known to escape or to be escaped.
  bool escaped = false;
  for (run.end = run.begin; run.end < last; ++run.end) {
    const char c = text[run.end];
    if (IsControl(c) || (run.end >= offset && IsQuote(c) && !escaped)) break;
    escaped = c == '\\' && !escaped;
  }
  return run;
}

double TextShare(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto good = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return (c >= ' ' && c <= '~') || c == '\t' || c == '\n' || c == '\r' || c == '\0';
  });
  return static_cast<double>(good) / static_cast<double>(bytes.size());
}

}  // namespace packrake
