#include "credential/jwt.h"

#include <fmt/format.h>

#include <ctime>

#include "base/base64.h"

namespace packrake {
namespace {

constexpr int kMaxJsonDepth = 32;

std::optional<Json> ParseObject(std::string_view text) {
  auto json = ParseJson(text, kMaxJsonDepth);
  if (!json || !json->is_object()) return std::nullopt;
  return std::move(*json);
}

}  // namespace

std::optional<CompactJws> ParseCompactJws(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  if (token.find('.', first + 1) != last) return std::nullopt;
  const auto header_text = Base64UrlDecode(token.substr(0, first));
  if (!header_text) return std::nullopt;
  auto header = ParseObject(*header_text);
  if (!header) return std::nullopt;
  const Json* alg = header->Find("alg");
  if (alg == nullptr || alg->AsString().empty()) return std::nullopt;

  CompactJws jws;
  jws.alg = alg->AsString();
  jws.header = std::move(*header);
  jws.signing_input = token.substr(0, last);
  jws.signature_text = token.substr(last + 1);
  jws.signature = Base64UrlDecode(jws.signature_text).value_or("");
  jws.payload = Base64UrlDecode(token.substr(first + 1, last - first - 1)).value_or("");
  jws.claims = ParseObject(jws.payload);
  return jws;
}

bool IsSignatureSize(std::string_view alg, std::size_t bytes) {
  if (alg == "HS256") return bytes == 32;
  if (alg == "HS384") return bytes == 48;
  if (alg == "HS512") return bytes == 64;
  if (alg == "ES256" || alg == "ES256K") return bytes == 64;
  if (alg == "ES384") return bytes == 96;
  if (alg == "ES512") return bytes == 132;
  if (alg == "EdDSA" || alg == "Ed25519" || alg == "Ed448") return bytes == 64 || bytes == 114;
  // As long as the modulus: 512 bits at least was ever seen in use, 16,384 is OpenSSL's bound.
  if (alg.starts_with("RS") || alg.starts_with("PS")) return bytes >= 64 && bytes <= 2048 && bytes % 8 == 0;
  return true;
}

std::string UtcText(double numeric_date) {
  constexpr double kYear1 = -62135596800.0, kYear10000 = 253402300800.0;
  if (!(numeric_date >= kYear1 && numeric_date < kYear10000)) return "";
  const auto seconds = static_cast<std::time_t>(numeric_date);
  std::tm utc{};
  if (gmtime_r(&seconds, &utc) == nullptr) return "";
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace packrake
