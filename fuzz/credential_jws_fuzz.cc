#include <string>

#include "base/base64.h"
#include "credential/crack.h"
#include "credential/jws.h"
#include "credential/jwt.h"
#include "credential_fuzz.h"

// The first byte chooses: a text as it stands, or two JSON texts, parted by a NUL, as header and claims of a token.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0) return 0;
  const std::string_view rest = TextOf(data + 1, size - 1);
  std::string text(rest);
  if (data[0] % 2 != 0) {
    const std::size_t nul = std::min(rest.find('\0'), rest.size());
    text = Base64UrlEncode(rest.substr(0, nul)) + "." + Base64UrlEncode(rest.substr(std::min(nul + 1, rest.size()))) +
           ".c2lnbmF0dXJl";
  }
  ExamineOnce(JwsExaminer(), text, 0, text.size());
  ExamineOnce(JweExaminer(), text, 0, text.size());
  for (const std::string& token : TokensIn(text)) Require(ParseCompactJws(token).has_value());
  return 0;
}
