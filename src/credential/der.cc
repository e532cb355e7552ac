#include "credential/der.h"

#include <fmt/format.h>

#include <bit>

namespace packrake {
namespace {

std::uint8_t ByteAt(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

std::string_view WithoutLeadingZeros(std::string_view magnitude) {
  const std::size_t first = magnitude.find_first_not_of('\0');
  return first == std::string_view::npos ? std::string_view() : magnitude.substr(first);
}

struct Header {
  std::size_t size = 0;     // identifier and length octets
  std::size_t content = 0;  // bytes that follow
};

std::optional<Header> ReadHeader(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  if ((ByteAt(bytes, 0) & 0x1F) == 0x1F) return std::nullopt;  // multi-byte tags occur in no key
  const std::uint8_t first = ByteAt(bytes, 1);
  if (first < 0x80) return Header{2, first};
  const std::size_t octets = first & 0x7F;
  if (octets == 0 || octets > 4 || bytes.size() < 2 + octets) return std::nullopt;
  std::size_t content = 0;
  for (std::size_t i = 0; i < octets; ++i) content = content << 8 | ByteAt(bytes, 2 + i);
  return Header{2 + octets, content};
}

}  // namespace

std::optional<DerValue> DerReader::Next() {
  const auto header = ReadHeader(rest_);
  if (!header || header->content > rest_.size() - header->size) return std::nullopt;
  const std::size_t whole = header->size + header->content;
  DerValue value{ByteAt(rest_, 0), rest_.substr(header->size, header->content), rest_.substr(0, whole)};
  rest_.remove_prefix(whole);
  return value;
}

std::optional<std::string_view> DerReader::Take(DerTag tag) {
  DerReader ahead = *this;
  const auto value = ahead.Next();
  if (!value || !value->Is(tag)) return std::nullopt;
  *this = ahead;
  return value->content;
}

std::optional<std::string_view> DerReader::TakeUnsigned() {
  DerReader ahead = *this;
  const auto content = ahead.Take(DerTag::kInteger);
  if (!content || content->empty() || ByteAt(*content, 0) >= 0x80) return std::nullopt;
  *this = ahead;
  return WithoutLeadingZeros(*content);
}

std::optional<std::size_t> DerSize(std::string_view bytes) {
  const auto header = ReadHeader(bytes);
  if (!header) return std::nullopt;
  return header->size + header->content;
}

std::string DerOidText(std::string_view content) {
  std::string text;
  std::uint64_t arc = 0;
  int octets = 0;
  for (const char c : content) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (++octets > 8) return "";
    arc = arc << 7 | (byte & 0x7F);
    if ((byte & 0x80) != 0) continue;
    if (text.empty()) {
      const std::uint64_t top = arc < 40 ? 0 : arc < 80 ? 1 : 2;
      text = fmt::format("{}.{}", top, arc - 40 * top);
    } else {
      text += fmt::format(".{}", arc);
    }
    arc = 0;
    octets = 0;
  }
  return octets == 0 ? text : "";
}

std::string DerEncode(DerTag tag, std::string_view content) {
  std::string out(1, static_cast<char>(tag));
  if (content.size() < 0x80) {
    out += static_cast<char>(content.size());
  } else {
    std::string length;
    for (std::size_t left = content.size(); left != 0; left >>= 8)
      length.insert(length.begin(), static_cast<char>(left));
    out += static_cast<char>(0x80 | length.size());
    out += length;
  }
  out += content;
  return out;
}

std::string DerSequence(std::initializer_list<std::string_view> values) {
  std::string content;
  for (const std::string_view value : values) content += value;
  return DerEncode(DerTag::kSequence, content);
}

std::string DerUnsigned(std::string_view magnitude) {
  magnitude = WithoutLeadingZeros(magnitude);
  std::string content;
  if (magnitude.empty() || ByteAt(magnitude, 0) >= 0x80) content.push_back('\0');
  content += magnitude;
  return DerEncode(DerTag::kInteger, content);
}

std::string DerBitString(std::string_view bytes) {
  std::string content(1, '\0');
  content += bytes;
  return DerEncode(DerTag::kBitString, content);
}

int BitLength(std::string_view magnitude) {
  magnitude = WithoutLeadingZeros(magnitude);
  if (magnitude.empty()) return 0;
  return static_cast<int>(8 * (magnitude.size() - 1)) + static_cast<int>(std::bit_width(ByteAt(magnitude, 0)));
}

}  // namespace packrake
