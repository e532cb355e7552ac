#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/one_of.h"

// What a name was last set to, and the constant that this makes of it.
namespace packrake::code {
namespace {

// !true, not True; !0 and !1 are what minifiers write. "" where the word is no truth value.
std::string_view Negated(std::string_view word) {
  static constexpr auto kTrue = std::to_array<std::string_view>({"true", "True", "TRUE", "1"});
  static constexpr auto kFalse = std::to_array<std::string_view>({"false", "False", "FALSE", "0"});
  if (OneOf(word, kTrue)) return "false";
  return OneOf(word, kFalse) ? "true" : "";
}

}  // namespace

Range Program::Resolve(Range expression) const {
  Range range = Strip(expression);
  for (int depth = 0; depth < kMaxNames; ++depth) {
    const std::string path = PathOf(range);
    if (path.empty() || !Spend(range.size())) break;
    const std::uint32_t own = ScopeOf(range.begin);
    const Binding* best = nullptr;
    for (std::uint32_t region = own;; region = regions_[region].parent) {
      const bool ordered = regions_[region].kind == RegionKind::kFunction ||
                           (region == own && regions_[region].kind == RegionKind::kFile);
      for (const Binding* binding : BindingsOf(path)) {
        if (binding->region != region || binding->value.empty() || binding->is_default || !binding->member.empty() ||
            (ordered && binding->at >= range.begin))
          continue;
        // A field that a function sets holds that only from there on, and surely only in that function.
        const bool elsewhere =
            binding->conditional && FunctionOfToken(binding->at) != 0 && regions_[region].kind != RegionKind::kFunction;
        if (elsewhere && best != nullptr &&
            (FunctionOfToken(binding->at) != FunctionOfToken(range.begin) || binding->at >= range.begin))
          continue;
        best = binding;
      }
      const auto& parameters = regions_[region].parameters;
      if (best != nullptr || region == 0 || std::ranges::find(parameters, path) != parameters.end()) break;
    }
    if (best == nullptr || best->value.begin == range.begin) break;
    range = Strip(best->value);
  }
  return range;
}

std::string Program::ConstantOf(Range expression) const {
  const Range own = Strip(expression);
  const std::string path = PathOf(own);
  if (!path.empty() && !IsNullWord(path)) {
    // An assignment on the way that may not have run leaves it open; one in this function that surely ran does not.
    for (const Binding* binding : BindingsOf(path)) {
      if (!binding->conditional || binding->at >= own.begin ||
          FunctionOfToken(binding->at) != FunctionOfToken(own.begin))
        continue;
      std::uint32_t region = region_of_[binding->at];
      while (region != 0 && regions_[region].kind != RegionKind::kFunction) {
        if (regions_[region].kind == RegionKind::kCondition) return "";
        region = regions_[region].parent;
      }
    }
  }
  const Range range = Resolve(expression);
  if (range.size() == 2 && tokens_.Is(range.begin, ".") && tokens_.IsName(range.begin + 1))
    return std::string(tokens_.Text(range.begin + 1));
  if (range.size() == 2 && (tokens_.Is(range.begin, "!") || tokens_.Is(range.begin, "not") ||
                            tokens_.Is(range.begin, "Not")))
    return std::string(Negated(tokens_.Text(range.begin + 1)));
  if (range.size() != 1) return "";
  if (tokens_.IsString(range.begin)) return "\"" + tokens_.StringAt(range.begin).value;
  return std::string(tokens_.Text(range.begin));
}

}  // namespace packrake::code
