#include <string>
#include <vector>

#include "fuzz.h"
#include "git/alternates.h"
#include "git/config_file.h"
#include "git/index_file.h"
#include "git/refs.h"

// The small files of a git directory. The first byte chooses the parser and the size of ids.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0) return 0;
  const auto text = TextOf(data + 1, size - 1);
  const std::size_t id_size = data[0] % 2 == 0 ? 20 : 32;
  switch (data[0] / 2 % 5) {
    case 0:
      for (const auto& [key, value] : ParseConfig(text))
        Require(key.find('.') != std::string::npos && value.size() <= size);
      break;
    case 1:
      if (const auto entries = ParseIndex(text, id_size)) {
        for (const StagedEntry& entry : *entries) Require(entry.id.size() == id_size);
      }
      break;
    case 2: {
      std::size_t broken = 0;
      for (const Ref& ref : ParsePackedRefs(text, id_size, broken))
        Require(ref.target.size() == id_size && !ref.name.empty());
      break;
    }
    case 3: {
      std::vector<ObjectId> ids;
      ParseReflog(text, id_size, ids);
      for (const ObjectId& id : ids) Require(id.size() == id_size);
      break;
    }
    default:
      if (const auto plain = UnquoteC(text)) Require(plain->size() + 2 <= text.size());
  }
  return 0;
}
