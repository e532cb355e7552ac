#include "fuzz.h"
#include "report/terminal.h"

// What is made printable stays so, and keeps to its columns however it is wrapped or cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string text = Printable(TextOf(data, size));
  Require(Printable(text) == text || text.ends_with(' '));
  for (const char c : text) Require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  for (const std::size_t columns : {2, 7, 80}) {
    Require(ColumnsOf(CutTo(text, columns)) <= columns);
    for (const std::string& line : Wrapped(text, columns)) Require(ColumnsOf(line) <= columns);
  }
  return 0;
}
