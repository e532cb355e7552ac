#include "credential/keystore.h"
#include "credential_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view bytes = TextOf(data, size);
  if (const auto store = ReadKeystore(bytes)) {
    Require(store->size <= bytes.size());
    OpensKeystore(bytes, "changeit");
  }
  ExamineOnce(KeystoreExaminer(), bytes, 0, bytes.size());
  return 0;
}
