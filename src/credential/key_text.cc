#include "credential/key_text.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "credential/der.h"
#include "credential/der_text.h"
#include "credential/jwk_text.h"
#include "credential/key_der.h"
#include "credential/key_files.h"
#include "credential/nkey.h"
#include "credential/openssh.h"
#include "credential/pem_text.h"
#include "credential/private_key.h"
#include "credential/product_keys.h"

namespace packrake {
namespace {

constexpr std::size_t kMostPart = 64U << 10;
constexpr std::size_t kMostSshLine = 4096;
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

/// The object that begins at the front of `text`, or the lines round its `kty`.
std::optional<JwkObject> ReadJwkText(std::string_view text) {
  const std::size_t kty = text.find("kty");
  if (kty == std::string_view::npos) return std::nullopt;
  Window window(text);
  return ReadJwkObject(window, kty);
}

bool IsPem(std::string_view text) {
  return text.starts_with("----") && text.substr(0, 12).find("BEGIN ") != std::string_view::npos;
}

std::string PemOf(std::string_view label, std::string_view der) {
  const std::string body = Base64Encode(der);
  std::string pem = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t at = 0; at < body.size(); at += 64) pem.append(body, at, 64).push_back('\n');
  return pem + "-----END " + std::string(label) + "-----";
}

std::string WithLineEnds(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

/// Adds each of `texts` as it is and with `line_end` behind it, where it is not there yet.
void AddTexts(const std::vector<std::string>& texts, std::string_view line_end, PublicKeyText& found) {
  for (const std::string& text : texts) {
    for (std::string& one : std::array{text, text + std::string(line_end)}) {
      if (std::ranges::find(found.texts, one) == found.texts.end()) found.texts.push_back(std::move(one));
    }
  }
}

std::optional<PublicKeyText> ReadPublicPem(std::string_view text) {
  const auto block = ReadPemBlock(text);
  if (!block || block->label.find("PRIVATE") != std::string::npos) return std::nullopt;
  auto key = ReadPublicKeyDer(block->bytes);
  if (!key) return std::nullopt;
  PublicKeyText found;
  found.key = std::move(*key);
  found.kind = block->label.find("CERTIFICATE") != std::string::npos ? "certificate" : "public key";
  const std::string plain = PemOf(block->label, block->bytes);
  AddTexts({UnescapeText(text.substr(0, block->end)), std::string(text.substr(0, block->end)), plain}, "\n", found);
  AddTexts({WithLineEnds(plain)}, "\r\n", found);
  AddTexts({block->bytes}, "", found);
  return found;
}

/// The DER of a public key or certificate in base64 that is not wrapped.
std::optional<PublicKeyText> ReadPublicDer(std::string_view text) {
  const auto der = Base64Decode(text.substr(0, text.find_first_not_of(kBase64)));
  auto key = der ? ReadPublicKeyDer(*der) : std::nullopt;
  if (!key || key->spki.empty()) return std::nullopt;
  const bool is_key = key->spki == *der;
  PublicKeyText found{std::move(*key), is_key ? "public key" : "certificate", {}};
  for (std::string& pem : PublicPemTexts(found.key)) found.texts.push_back(std::move(pem));
  AddTexts({*der}, "", found);
  return found;
}

std::optional<PublicKeyText> ReadSshLine(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(space + 1);
  auto key = ReadSshPublicBlob(Base64DecodeLenient(rest.substr(0, rest.find_first_not_of(kBase64))));
  if (!key || key->spki.empty()) return std::nullopt;
  PublicKeyText found{std::move(*key), "SSH public key", {}};
  const std::size_t end = rest.find_first_not_of(kBase64);
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  AddTexts({std::string(line), std::string(text.substr(0, end == std::string_view::npos ? end : space + 1 + end))},
           "\n", found);
  return found;
}

/// End of the PEM block whose opening line begins at `begin`, or npos when it is no public one or not closed.
std::size_t PublicPemEnd(std::string_view text, std::size_t begin) {
  const std::string_view head = text.substr(begin, 80);
  const bool is_public =
      head.find("PUBLIC KEY-") != std::string_view::npos || head.find("CERTIFICATE-") != std::string_view::npos;
  if (!is_public) return std::string_view::npos;
  const std::size_t end = text.substr(0, std::min(text.size(), begin + kMostPart)).find("-----END ", begin);
  if (end == std::string_view::npos) return end;
  const std::size_t dashes = text.find("-----", end + 9);
  return dashes == std::string_view::npos || dashes > end + 80 ? std::string_view::npos : dashes + 5;
}

}  // namespace

std::optional<KeyInfo> ReadPrivateKeyText(std::string_view secret) {
  if (IsPem(secret)) {
    const auto block = ReadPemBlock(secret);
    return block ? ReadPemKey(*block) : std::nullopt;
  }
  if (secret.starts_with("PuTTY-")) return ReadPuttyKey(secret);
  if (secret.starts_with("AGE-SECRET-KEY-")) return ReadAgeKey(secret);
  if (secret.starts_with("<RSAKeyValue") || secret.starts_with("&lt;RSAKeyValue")) return ReadRsaXml(secret);
  if (auto vapid = ReadVapidPrivate(secret)) return vapid;
  if (auto nkey = ReadNkeySeed(secret)) return std::move(nkey->key);
  if (const std::size_t run = secret.find_first_not_of(kBase64); run > 30) {  // npos: all of it
    Window window(secret);
    const auto text = ReadDerText(window, 0, std::min(run, secret.size()));
    if (text)
      return text->bytes.starts_with("openssh-key-v1") ? ReadOpenSshKey(text->bytes) : ReadPrivateKeyDer(text->bytes);
  }
  const auto object = ReadJwkText(secret);
  return object ? ReadPrivateJwk(*object) : std::nullopt;
}

std::optional<PublicKeyText> ReadPublicKeyText(std::string_view text) {
  if (IsPem(text)) return ReadPublicPem(text);
  if (text.starts_with("ssh-") || text.starts_with("ecdsa-")) return ReadSshLine(text);
  if (text.starts_with("M")) {
    if (auto found = ReadPublicDer(text)) return found;
  }
  if (auto point = ReadVapidPublic(text)) return PublicKeyText{std::move(*point), "Web Push public key", {}};
  const auto object = ReadJwkText(text);
  if (!object) return std::nullopt;
  auto key = ReadPublicJwk(*object);
  if (!key || !object->Get("d").empty()) return std::nullopt;
  return PublicKeyText{std::move(*key), "JWK", {}};
}

void ForEachPublicKey(std::string_view text, const std::function<bool(std::string_view part)>& visit) {
  for (std::size_t at = text.find("-----BEGIN "); at != std::string_view::npos; at = text.find("-----BEGIN ", at + 1)) {
    const std::size_t end = PublicPemEnd(text, at);
    if (end != std::string_view::npos && !visit(text.substr(at, end - at))) return;
  }
  for (const std::string_view name : {"ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp"}) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      const std::string_view line = text.substr(at, kMostSshLine);
      if (!visit(line.substr(0, line.find_first_of("\n\"'\\")))) return;
    }
  }
  std::size_t done = 0;  // objects of one `kty` each; what was handed on is not looked at again
  for (std::size_t at = text.find("kty"); at != std::string_view::npos; at = text.find("kty", at + 3)) {
    if (at < done) continue;
    Window window(text);
    const auto object = ReadJwkObject(window, at);
    if (!object || object->Get("kty").empty() || object->Get("kty") == "oct" || object->end - object->begin > kMostPart)
      continue;
    done = object->end;
    if (!visit(text.substr(object->begin, object->end - object->begin))) return;
  }
}

std::vector<std::string> PublicPemTexts(const KeyInfo& key) {
  std::vector<std::string> texts;
  if (key.spki.empty()) return texts;
  texts.push_back(PemOf("PUBLIC KEY", key.spki));
  if (key.type == "RSA") {
    // SEQUENCE { algorithm, BIT STRING { RSAPublicKey } }
    DerReader outer(key.spki);
    DerReader inside(outer.Take(DerTag::kSequence).value_or(""));
    inside.Take(DerTag::kSequence);
    if (const auto bits = inside.Take(DerTag::kBitString); bits && !bits->empty()) {
      texts.push_back(PemOf("RSA PUBLIC KEY", bits->substr(1)));
    }
  }
  for (std::size_t i = 0, plain = texts.size(); i < plain; ++i) texts.push_back(texts[i] + "\n");
  return texts;
}

}  // namespace packrake
