#include "match/decode_run.h"

#include <algorithm>

namespace packrake {
namespace {

constexpr std::size_t kFirstSlice = 2 << 10;  // bytes to either side of the offset
constexpr std::size_t kMargin = 1 << 10;      // decoders look a line or two beyond the run they take
constexpr std::size_t kMaxSlice = 8 << 20;
constexpr std::size_t kMaxPart = 64 << 10;  // longer secrets stand where their run stands
constexpr std::size_t kPlaceSlack = 16 << 10;
constexpr std::uint64_t kLeastCost = 64;
constexpr std::uint64_t kFailureCost = 1024;

/// Whether `c` can stand in a run of any decoder that works on ASCII; UTF-16 runs are told by what they decode to.
bool CanBelong(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
         std::string_view("+/=-_%\\ \t\r\n").find(c) != std::string_view::npos;
}

/// Whether the run round `offset` may go on beyond [begin, end): nothing in between ends it.
bool MayBeCut(std::string_view text, std::size_t offset, std::size_t begin, std::size_t end) {
  const auto ends = [](char c) { return !CanBelong(c); };
  const std::string_view left = text.substr(begin, offset - begin);
  const std::string_view right = text.substr(offset, end - offset);
  return (begin > 0 && std::none_of(left.begin(), left.end(), ends)) ||
         (end < text.size() && std::none_of(right.begin(), right.end(), ends));
}

}  // namespace

DecodeOutcome DecodeRun(const Decoder& decoder, std::string_view text, std::size_t offset) {
  DecodeOutcome outcome;
  for (std::size_t half = kFirstSlice;; half *= 4) {
    const std::size_t begin = offset - std::min(offset, half);
    const std::size_t end = std::min(offset + half, text.size());
    outcome.decoded = decoder.DecodeAt(text.substr(begin, end - begin), offset - begin, kMaxSlice * 2);
    bool cut = false;
    if (outcome.decoded) {
      outcome.decoded->begin += begin;
      outcome.decoded->end += begin;
      outcome.cost += outcome.decoded->end - outcome.decoded->begin + kLeastCost;
      cut = (begin > 0 && outcome.decoded->begin < begin + kMargin) ||
            (end < text.size() && outcome.decoded->end + kMargin > end);
    } else {
      outcome.cost += half == kFirstSlice ? kFailureCost : end - begin;
      cut = MayBeCut(text, offset, begin, end);
    }
    if (!cut || half >= kMaxSlice) {
      outcome.reach.Cover(begin, end, text.size());
      return outcome;
    }
  }
}

std::optional<CopiedRange> PlaceOfPart(const Decoder& decoder, std::string_view text, const Decoded& decoded,
                                       std::size_t begin, std::size_t end, std::size_t from) {
  if (end - begin > kMaxPart || begin >= end) return std::nullopt;
  // Where the part stands if the encoding is an even one. Looking no farther than a little round that place keeps a
  // run with thousands of hits from being searched thousands of times.
  const std::size_t even =
      decoded.begin + static_cast<std::size_t>(static_cast<double>(begin) / static_cast<double>(decoded.bytes.size()) *
                                               static_cast<double>(decoded.end - decoded.begin));
  from = std::max({from, decoded.begin, even - std::min(even, kPlaceSlack)});
  const std::string_view run = text.substr(0, std::min(decoded.end, even + 6 * (end - begin) + kPlaceSlack));
  const std::string part = decoded.bytes.substr(begin, end - begin);
  std::vector<std::string> forms = decoder.FormsOf(part);
  forms.push_back(part);  // what has nothing to encode stands as it is
  std::optional<CopiedRange> place;
  for (const std::string& form : forms) {
    const std::size_t at = run.find(form, from);
    if (at != std::string_view::npos && (!place || at < place->begin)) place = CopiedRange{begin, at, form.size()};
  }
  return place;
}

}  // namespace packrake
