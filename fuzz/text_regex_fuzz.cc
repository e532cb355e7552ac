#include "fuzz.h"
#include "text/regex.h"
#include "text/regex_syntax.h"

// What is parsed prints to a fixed point; what RE2 takes is parsed, and its print is taken too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size > 256) return 0;  // RE2 compiles big repeats slowly
  const std::string_view pattern = TextOf(data, size);
  const auto node = ParseRegex(pattern);
  if (!node) return 0;
  const auto max = MaxWidth(*node);
  Require(!max || *max >= MinWidth(*node));
  const std::string printed = PrintRegex(*node, true);
  const auto again = ParseRegex(printed);
  if (again) Require(PrintRegex(*again, true) == printed);  // non-capturing groups may exceed the nesting bound
  const auto compiled = Regex::Compile(pattern);
  if (compiled && again) {
    const auto other = Regex::Compile(printed);
    Require(!other || other->group_count() == compiled->group_count());
  }
  Require(!MaxWidth(WithoutNewlines(*node)) == !max);
  return 0;
}
