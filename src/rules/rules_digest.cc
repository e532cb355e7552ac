#include <bit>
#include <type_traits>

#include "base/digest.h"
#include "rules/load.h"
#include "rules/rule_fields.h"

namespace packrake {
namespace {

/// Appends values so that no two lists of values give the same bytes: each with its length, or eight bytes wide.
class Appender {
 public:
  explicit Appender(std::string& out) : out_(out) {}

  void operator()(const std::string& value) {
    Count(value.size());
    out_ += value;
  }
  void operator()(int value) { Count(static_cast<std::uint64_t>(value)); }
  void operator()(double value) { Count(std::bit_cast<std::uint64_t>(value)); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum value) { Count(static_cast<std::uint64_t>(value)); }
  void operator()(const std::vector<std::string>& values) {
    Count(values.size());
    for (const std::string& value : values) (*this)(value);
  }
  void operator()(const std::vector<ContextRule>& contexts) {
    Count(contexts.size());
    for (const ContextRule& context : contexts) VisitContext(context, *this);
  }

  void Count(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>((number >> shift) & 255);
  }

 private:
  std::string& out_;
};

}  // namespace

std::string RulesDigest(const RuleSet& set) {
  std::string bytes;
  Appender append(bytes);
  append.Count(set.rules.size());
  for (const Rule& rule : set.rules) VisitDecisiveFields(rule, append);
  VisitAllow(set.allow, append);
  return Sha256Hex(bytes);
}

}  // namespace packrake
