#include "credential/jwk.h"
#include "credential/key_files.h"
#include "credential_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view text = TextOf(data, size);
  ExamineAll(JwkExaminer(), text, "kty", "");
  ExamineAll(PuttyExaminer(), text, "PuTTY-User-Key-File-", ": ");
  ExamineAll(RsaXmlExaminer(), text, "<RSAKeyValue", ">");
  ReadAgeKey(text);
  return 0;
}
