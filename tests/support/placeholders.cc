#include <algorithm>
#include <functional>

#include "base/base64.h"
#include "base/hex.h"
#include "support/fake_keys.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

/// The arguments of one placeholder: `rest` is what stands after the ones taken.
class Arguments {
 public:
  explicit Arguments(std::string_view rest) : rest_(rest) {}
  std::string Next() {
    const std::size_t colon = rest_.find(':');
    std::string first(rest_.substr(0, colon));
    rest_ = colon == std::string_view::npos ? std::string_view() : rest_.substr(colon + 1);
    return first;
  }
  std::uint64_t Number() { return std::stoull(Next()); }
  std::string Rest() const { return std::string(rest_); }

 private:
  std::string_view rest_;
};

std::string WithLineEndsAs(std::string_view text, std::string_view replacement) {
  std::string out;
  for (const char c : text) c == '\n' ? out += replacement : out += c;
  return out;
}

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string WithoutLastLineEnd(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string Percent(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      out += c;
    } else {
      out += "%" + HexEncode(std::string_view(&c, 1));
    }
  }
  return out;
}

std::string Utf16(std::string_view text) {
  std::string out;
  for (const char c : text) out += std::string{c, '\0'};
  return out;
}

/// 0x30, 0x82, … with twelve on a line, as C has them.
std::string NumbersOf(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) out += i % 12 == 0 ? ",\n  " : ", ";
    out += "0x" + HexEncode(bytes.substr(i, 1));
  }
  return out;
}

struct Maker {
  std::string_view name;
  std::function<std::string(Arguments&)> make;
};

const std::vector<Maker>& Makers() {
  static const std::vector<Maker> makers = {
      {"jws",
       [](Arguments& a) {
         const auto alg = a.Next();
         const auto seed = a.Number();
         return FakeJws(alg, seed, a.Rest());
       }},
      {"jws-json",
       [](Arguments& a) {
         const auto alg = a.Next();
         return FakeJwsJson(alg, a.Number());
       }},
      {"nkey",
       [](Arguments& a) {
         const auto kind = a.Next();
         return FakeNkeySeed(kind.at(0), a.Number());
       }},
      {"jwe", [](Arguments& a) { return FakeJwe(a.Number()); }},
      {"hmac", [](Arguments& a) { return FakeHmacSecret(a.Number()); }},
      {"github", [](Arguments& a) { return FakeGithubToken(a.Number()); }},
      {"passphrase", [](Arguments& a) { return FakePassphrase(a.Number()); }},
      {"random",
       [](Arguments& a) {
         const auto set = a.Next();
         const auto size = a.Number();
         return FakeRandom(set, size, a.Number());
       }},
      {"pem",
       [](Arguments& a) {
         const auto kind = a.Next();
         return WithoutLastLineEnd(FakePem(kind, a.Number()));
       }},
      {"pem-line",
       [](Arguments& a) {
         const auto kind = a.Next();
         return Escaped(FakePem(kind, a.Number()));
       }},
      {"der",
       [](Arguments& a) {
         const auto kind = a.Next();
         return Base64Encode(FakeDer(kind, a.Number()));
       }},
      {"der-bytes",
       [](Arguments& a) {
         const auto kind = a.Next();
         return FakeDer(kind, a.Number());
       }},
      {"c-bytes", [](Arguments& a) { return NumbersOf(a.Rest()); }},
      {"ssh",
       [](Arguments& a) {
         const auto key = a.Next();
         return FakeSshPublicKey(key, a.Number());
       }},
      {"jwk",
       [](Arguments& a) {
         const auto key = a.Next();
         return FakeJwk(key, a.Number(), true);
       }},
      {"jwk-public",
       [](Arguments& a) {
         const auto key = a.Next();
         return FakeJwk(key, a.Number(), false);
       }},
      {"rsa-xml", [](Arguments& a) { return FakeRsaXml(a.Number(), true); }},
      {"rsa-xml-public", [](Arguments& a) { return FakeRsaXml(a.Number(), false); }},
      {"rsa-parameters", [](Arguments& a) { return FakeRsaParameters(a.Number()); }},
      {"pgp-packet",
       [](Arguments& a) {
         const auto key = a.Next();
         return FakePgpPacket(key, a.Number());
       }},
      {"age", [](Arguments& a) { return FakeAgeKey(a.Number()); }},
      {"putty",
       [](Arguments& a) {
         const auto version = a.Number();
         return FakePutty(int(version), a.Number(), false);
       }},
      {"putty-encrypted",
       [](Arguments& a) {
         const auto version = a.Number();
         return FakePutty(int(version), a.Number(), true);
       }},
      {"keystore",
       [](Arguments& a) {
         const auto kind = a.Next();
         const auto seed = a.Number();
         return FakeKeystore(kind, seed, a.Rest());
       }},
      {"base64", [](Arguments& a) { return Base64Encode(a.Rest()); }},
      {"base64-wrapped", [](Arguments& a) { return WithoutLastLineEnd(fake::WrappedBase64(a.Rest(), 76)); }},
      {"wrap",
       [](Arguments& a) {
         std::string out = a.Rest();
         for (std::size_t at = 64; at < out.size(); at += 65) out.insert(at, "\n");
         return out;
       }},
      {"base64url", [](Arguments& a) { return Base64UrlEncode(a.Rest()); }},
      {"hex", [](Arguments& a) { return HexEncode(a.Rest()); }},
      {"percent", [](Arguments& a) { return Percent(a.Rest()); }},
      {"utf16", [](Arguments& a) { return Utf16(a.Rest()); }},
      {"escape", [](Arguments& a) { return Escaped(a.Rest()); }},
      {"joined", [](Arguments& a) { return WithLineEndsAs(a.Rest(), " "); }},
      {"prefix",
       [](Arguments& a) {
         const auto prefix = a.Next();
         return WithLineEndsAs(a.Rest(), "\n" + prefix);
       }},
      {"quoted", [](Arguments& a) { return "\"" + WithLineEndsAs(a.Rest(), "\\n\" +\n    \"") + "\""; }},
      {"cut",
       [](Arguments& a) {
         const auto size = a.Number();
         return a.Rest().substr(0, size);
       }},
      {"skip",
       [](Arguments& a) {
         const auto size = a.Number();
         const auto rest = a.Rest();
         return rest.substr(std::min<std::size_t>(size, rest.size()));
       }},
      {"vapid", [](Arguments& a) { return FakeVapid(a.Number(), true); }},
      {"vapid-public", [](Arguments& a) { return FakeVapid(a.Number(), false); }},
      {"split", [](Arguments& a) { return a.Rest(); }},
  };
  return makers;
}

/// The maker whose name and colon stand at `at`, behind the opening braces; null when none has it.
const Maker* MakerAt(std::string_view text, std::size_t at) {
  const std::size_t colon = text.find(':', at);
  if (colon == std::string_view::npos) return nullptr;
  for (const Maker& maker : Makers()) {
    if (maker.name == text.substr(at, colon - at)) return &maker;
  }
  return nullptr;
}

/// Expands from `*at`, to the end or, inside a placeholder, behind the braces that close it. What was made is never
/// read again: it may be bytes of any kind.
std::string Expand(std::string_view text, std::size_t* at, bool inside) {
  std::string out;
  int others = 0;  // open braces of somebody else
  while (*at < text.size()) {
    const std::string_view next = text.substr(*at, 2);
    if (next == "{{") {
      *at += 2;
      if (const Maker* maker = MakerAt(text, *at)) {
        *at += maker->name.size() + 1;
        const std::string inner = Expand(text, at, true);
        Arguments arguments(inner);
        out += maker->make(arguments);
        continue;
      }
      ++others;
      out += next;
    } else if (next == "}}") {
      *at += 2;
      if (inside && others == 0) return out;
      if (others > 0) --others;
      out += next;
    } else {
      out += text[(*at)++];
    }
  }
  return out;
}

}  // namespace

std::string ExpandPlaceholders(std::string_view text) {
  std::size_t at = 0;
  return Expand(text, &at, false);
}

}  // namespace packrake
