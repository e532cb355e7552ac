#include "credential/literal_forms.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "base/base64.h"
#include "base/hex.h"

namespace packrake {
namespace {

constexpr std::size_t kMostBytes = 4096;
constexpr std::size_t kLeastEncoded = 4;  // "ab" decodes to something too, but nobody means it
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view Trimmed(std::string_view text, std::string_view what) {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) + 1 - begin);
}

std::string_view WithoutQuotes(std::string_view text) {
  text = Trimmed(text, kBlanks);
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      std::string_view("\"'`").find(text.front()) != std::string_view::npos;
  return quoted ? text.substr(1, text.size() - 2) : text;
}

void AppendUtf8(std::uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// Escapes that C, Java, JavaScript, Python, Go, C# and JSON share.
std::string Unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char kind = text[++i];
    const std::size_t digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
    if (digits != 0) {
      const auto code = HexDecode(text.substr(std::min(i + 1, text.size()), digits));
      if (code && code->size() * 2 == digits) {
        const auto byte = [&](std::size_t at) {
          return static_cast<std::uint32_t>(static_cast<unsigned char>((*code)[at]));
        };
        if (digits == 2) {
          out += (*code)[0];
        } else {
          AppendUtf8(byte(0) << 8 | byte(1), out);
        }
        i += digits;
        continue;
      }
    }
    constexpr std::string_view kFrom = "nrtbfv0ae", kTo("\n\r\t\b\f\v\0\a\x1B", 9);
    const std::size_t known = kFrom.find(kind);
    out += known == std::string_view::npos ? kind : kTo[known];
  }
  return out;
}

/// `text` with XML's five own entities replaced by what they stand for.
std::string WithoutEntities(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    const auto* const entity = std::find_if(std::begin(kEntities), std::end(kEntities),
                                            [&](const auto& e) { return rest.starts_with(e.first); });
    const bool is_one = entity != std::end(kEntities);
    out += is_one ? entity->second : text[i];
    i += is_one ? entity->first.size() : 1;
  }
  return out;
}

/// UTF-8 (or, where it is none, Latin-1) as UTF-16LE.
std::string Utf16(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])) : 0U;
    };
    const auto follows = [&](std::size_t at) { return (byte(at) & 0xC0) == 0x80; };
    std::uint32_t code = byte(i);
    std::size_t size = 1;
    if ((code & 0xE0) == 0xC0 && follows(i + 1)) {
      code = (code & 0x1F) << 6 | (byte(i + 1) & 0x3F);
      size = 2;
    } else if ((code & 0xF0) == 0xE0 && follows(i + 1) && follows(i + 2)) {
      code = (code & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
      size = 3;
    }
    out += static_cast<char>(code & 0xFF);
    out += static_cast<char>(code >> 8 & 0xFF);
    i += size;
  }
  return out;
}

/// Hands on what has not been handed on before. Forms are few and short: comparing beats a table.
class Once {
 public:
  explicit Once(const std::function<void(std::string_view, std::string_view)>& visit) : visit_(visit) {}
  void operator()(std::string_view bytes, std::string_view form) {
    if (bytes.empty() || bytes.size() > kMostBytes) return;
    for (std::size_t i = 0; i < count_; ++i) {
      if (ends_[i] - BeginOf(i) == bytes.size() && std::equal(bytes.begin(), bytes.end(), seen_.data() + BeginOf(i)))
        return;
    }
    if (count_ < ends_.size()) {
      seen_ += bytes;
      ends_[count_++] = seen_.size();
    }
    visit_(bytes, form);
  }

 private:
  std::size_t BeginOf(std::size_t i) const { return i == 0 ? 0 : ends_[i - 1]; }

  const std::function<void(std::string_view, std::string_view)>& visit_;
  std::string seen_;  ///< all of them, end to end
  std::array<std::size_t, 16> ends_{};
  std::size_t count_ = 0;
};

void VisitDecoded(std::string_view text, Once& once) {
  if (text.size() < kLeastEncoded) return;
  if (const auto bytes = Base64Decode(text)) {
    once(*bytes, "base64 decoded");
    once(Trimmed(*bytes, "\r\n"), "base64 decoded and trimmed");  // `echo x | base64` in a Kubernetes Secret
  }
  if (const auto bytes = Base64UrlDecode(text)) once(*bytes, "base64url decoded");
  once(Base64DecodeLenient(text), "base64 decoded leniently");
  once(Base64DecodeByFours(text), "base64 decoded as jjwt did");
  if (const auto bytes = HexDecode(text.starts_with("0x") ? text.substr(2) : text)) once(*bytes, "hex decoded");
}

}  // namespace

void ForEachForm(std::string_view literal, Forms forms,
                 const std::function<void(std::string_view bytes, std::string_view form)>& visit) {
  if (forms == Forms::kAsWritten) return visit(literal, "");
  Once once(visit);
  once(literal, "");
  const std::string_view bare = WithoutQuotes(literal);
  once(bare, "trimmed");
  const std::string unescaped = bare.find('\\') == std::string_view::npos ? std::string(bare) : Unescaped(bare);
  once(unescaped, "unescaped");
  once(WithoutQuotes(unescaped), "unescaped");  // "\"…\"", a string within a string
  if (bare.find('&') != std::string_view::npos) once(WithoutEntities(bare), "unescaped");
  // Laravel's and Spring's way to say that the rest is encoded.
  for (const std::string_view prefix : {"base64:", "{base64}", "hex:"}) {
    if (bare.starts_with(prefix)) VisitDecoded(bare.substr(prefix.size()), once);
  }
  // Sentences are most of what stands on lines that do not speak of secrets, and nobody means them to be decoded.
  if (forms != Forms::kDecoded || bare.find(' ') == std::string_view::npos) VisitDecoded(bare, once);
  if (forms == Forms::kDecoded) return;
  once(Base64Encode(unescaped), "base64 encoded");
  once(Base64UrlEncode(unescaped), "base64url encoded");
  once(Utf16(unescaped), "as UTF-16");
  once(unescaped + "\n", "with a line end");
}

}  // namespace packrake
