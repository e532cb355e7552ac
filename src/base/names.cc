#include <array>
#include <cassert>
#include <cstddef>

#include "packrake/blob.h"
#include "packrake/finding.h"
#include "packrake/rule.h"

// The words that reports, rules and the command line use for the enumerations of include/packrake/.
namespace packrake {
namespace {

constexpr std::array<std::string_view, kObjectTypes> kTypes = {"blob", "tree", "commit", "tag"};
constexpr std::array<std::string_view, 7> kWheres = {"blob",       "commit-message", "commit-header", "tag-message",
                                                     "tag-header", "ref-name",       "path"};
constexpr std::array<std::string_view, 4> kReaches = {"head", "ref", "reflog", "unreachable"};
constexpr std::array<std::string_view, 5> kSeverities = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> kConfidences = {"low", "medium", "high"};

template <class Enum, std::size_t kSize>
std::string_view NameIn(const std::array<std::string_view, kSize>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  assert(index < kSize && "every value of the enumeration has a name");
  return index < kSize ? names[index] : std::string_view();
}

template <class Enum, std::size_t kSize>
std::optional<Enum> NamedIn(const std::array<std::string_view, kSize>& names, std::string_view name) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view Name(ObjectType type) { return NameIn(kTypes, type); }
std::string_view Name(Where where) { return NameIn(kWheres, where); }
std::string_view Name(Reach reach) { return NameIn(kReaches, reach); }
std::string_view Name(Severity severity) { return NameIn(kSeverities, severity); }
std::string_view Name(Confidence confidence) { return NameIn(kConfidences, confidence); }

std::optional<Severity> SeverityNamed(std::string_view name) { return NamedIn<Severity>(kSeverities, name); }
std::optional<Confidence> ConfidenceNamed(std::string_view name) { return NamedIn<Confidence>(kConfidences, name); }

}  // namespace packrake
