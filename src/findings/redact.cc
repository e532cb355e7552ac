#include "findings/redact.h"

#include <algorithm>
#include <utility>

#include "text/decode.h"

namespace packrake {
namespace {

constexpr std::string_view kGone = "…";
constexpr std::size_t kShortestInNames = 8;       // bytes: shorter values stay in paths and refs
constexpr std::size_t kShortestWordInNames = 16;  // bytes: the same for values of letters alone
constexpr std::size_t kShortestInProse = 6;       // bytes: shorter values stay in subjects and facts
constexpr std::size_t kShortestAnywhere = 8;      // bytes: shorter values are replaced as whole words only
constexpr std::size_t kShortestPiece = 16;        // bytes of the beginning of a secret that may not stand inside a text
constexpr std::size_t kShortestLine = 24;         // bytes: a line of a secret that spans lines counts from here
constexpr std::size_t kMostForms = 24;            // of one secret: three alignments of base64, twice, and some

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

bool IsOneWord(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// From how many bytes on `secret` is taken out of text of this kind.
std::size_t ShortestIn(Redactor::Text kind, std::string_view secret) {
  if (kind == Redactor::Text::kName) return IsOneWord(secret) ? kShortestWordInNames : kShortestInNames;
  return kind == Redactor::Text::kProse ? kShortestInProse : 0;
}

bool StandsAlone(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !IsWordByte(text[begin - 1])) && (end == text.size() || !IsWordByte(text[end]));
}

/// The lines of `secret` that give it away: those long enough, but for the marks and headers of PEM.
std::vector<std::string> TellingLines(std::string_view secret) {
  std::vector<std::string> lines;
  while (!secret.empty()) {
    const std::size_t end = secret.find_first_of("\r\n");
    std::string_view line = secret.substr(0, end);
    secret.remove_prefix(end == std::string_view::npos ? secret.size() : end + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.size() >= kShortestLine && !line.starts_with("-----") && !line.starts_with("Proc-Type:"))
      lines.emplace_back(line);
  }
  return lines;
}

/// What `text` looks like when the decoders of `chain`, outermost first, are needed to read it.
std::vector<std::string> EncodedForms(std::string_view text, const std::vector<std::string>& chain) {
  std::vector<std::string> forms = {std::string(text)};
  for (auto name = chain.rbegin(); name != chain.rend(); ++name) {
    const Decoder* decoder = DecoderNamed(*name);
    if (decoder == nullptr) continue;
    std::vector<std::string> outer;
    for (const std::string& form : forms) {
      for (std::string& encoded : decoder->FormsOf(form)) {
        if (outer.size() < kMostForms) outer.push_back(std::move(encoded));
      }
    }
    if (!outer.empty()) forms = std::move(outer);
  }
  return forms;
}

std::string Reversed(std::string_view text) { return {text.rbegin(), text.rend()}; }

}  // namespace

void Redactor::AddNeedle(std::string needle, const std::string& shown) { shown_.try_emplace(std::move(needle), shown); }

void Redactor::Add(const Finding& finding) {
  const std::string_view secret = finding.secret.Reveal();
  if (secret.size() < Needles::kShortest) return;
  const std::string shown = finding.secret.Redacted(hidden_percent_);
  // Excerpts come with the secret already shortened, but no more than by default.
  if (hidden_percent_ > 0) AddNeedle(finding.secret.Redacted(), shown);

  const bool spans_lines = secret.find_first_of("\r\n") != std::string_view::npos;
  std::vector<std::string> pieces = spans_lines ? TellingLines(secret) : std::vector{std::string(secret)};
  // Whole, too, but for PEM: the beginning of its first line is the same in every key, and nobody's secret.
  if (spans_lines && (pieces.empty() || !secret.starts_with("-----"))) AddNeedle(std::string(secret), shown);
  for (const std::string& piece : pieces) AddNeedle(piece, spans_lines ? std::string(kGone) : shown);
  std::vector<std::vector<std::string>> chains;
  for (const Location& location : finding.locations) {
    if (location.decoded_from.empty() || std::find(chains.begin(), chains.end(), location.decoded_from) != chains.end())
      continue;
    chains.push_back(location.decoded_from);
    for (const std::string& piece : pieces) {
      for (std::string& form : EncodedForms(piece, location.decoded_from))
        AddNeedle(std::move(form), std::string(kGone));
    }
    if (chains.size() == kMostForms) break;
  }
}

void Redactor::Build() {
  std::vector<std::string> forwards;
  std::vector<std::string> backwards;
  for (const auto& [needle, shown] : shown_) {
    forwards.push_back(needle);
    if (needle.size() >= kShortestAnywhere) backwards.push_back(Reversed(needle));
  }
  needles_ = Needles(std::move(forwards));
  backwards_ = Needles(std::move(backwards));
}

std::string Redactor::Apply(std::string_view text, Text kind) const {
  if (needles_.empty()) return std::string(text);
  std::string clean;
  std::size_t i = 0;
  if (kind == Text::kExcerpt) {
    // The end of a secret whose beginning was cut off.
    const std::string reversed = Reversed(text);
    for (std::size_t from = 0; from + Needles::kShortest <= reversed.size(); ++from) {
      const Needles::Match match = backwards_.At(reversed, from);
      const bool whole = match.whole != Needles::kNone && backwards_[match.whole].size() == match.common;
      if (whole || from + match.common != reversed.size()) continue;
      i = reversed.size() - from;
      clean += kGone;
      break;
    }
  }
  while (i < text.size()) {
    const Needles::Match match = needles_.At(text, i);
    if (match.whole != Needles::kNone) {
      const std::string& needle = needles_[match.whole];
      const bool anywhere = needle.size() >= kShortestAnywhere;
      const bool counts =
          needle.size() >= ShortestIn(kind, needle) && (anywhere || StandsAlone(text, i, i + needle.size()));
      if (counts) {
        clean += shown_.at(needle);
        i += needle.size();
        continue;
      }
    }
    const bool cut_off = kind == Text::kExcerpt && match.common >= Needles::kShortest &&
                         i + match.common == text.size() && needles_[match.partial].size() >= kShortestAnywhere;
    if (match.common >= kShortestPiece || cut_off) {
      clean += kGone;
      i += match.common;
      continue;
    }
    clean += text[i++];
  }
  return clean;
}

}  // namespace packrake
