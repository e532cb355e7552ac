#ifndef PACKRAKE_CREDENTIAL_FLOW_EVAL_H_
#define PACKRAKE_CREDENTIAL_FLOW_EVAL_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "credential/flow.h"

/// What the evaluation of one expression carries with it; for flow_eval.cc and the files that it is spread over:
/// flow_operators.cc (a || b, a + b), flow_operand.cc (one operand), flow_call_value.cc (what a call gives),
/// flow_guessable.cc and flow_digest.cc (what others can guess), flow_elixir.cc (pipes),
/// flow_name_value.cc (what a name stands for), flow_function.cc (what a function returns), flow_parameter.cc (what it
/// is given), flow_object.cc (objects and their members), flow_table.cc (their entries by a key that is not known),
/// flow_shared.cc (other names, what functions share, command lines) and flow_constant.cc (constants by name).
namespace packrake::code {

inline constexpr int kMaxNames = 4;  // a name, and three aliases
inline constexpr std::size_t kMaxLiterals = 16;

/// How far one evaluation has gone. Owned by Program::Evaluate.
struct Program::Context {
  int names = 0;
  int depth = 0;
  int steps = 0;
  std::vector<const Binding*> active;
  std::vector<std::uint32_t> functions;  // bodies being evaluated
  struct Entered {
    std::uint32_t region;
    const Call* by;
  };
  std::vector<Entered> entered;  // functions of this file that are being evaluated for one call
};

/// Adds `from` to what `into` may be; `fallback`: as a default, for when there is nothing else.
inline void Merge(Evaluation&& from, Evaluation& into, bool fallback) {
  for (Literal& literal : from.literals) {
    literal.fallback |= fallback;
    if (into.literals.size() < kMaxLiterals) into.literals.push_back(std::move(literal));
  }
  into.nulls.insert(into.nulls.end(), from.nulls.begin(), from.nulls.end());
  into.predictable.insert(into.predictable.end(), from.predictable.begin(), from.predictable.end());
  into.lookup |= from.lookup;
  into.unknown |= from.unknown;
}

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FLOW_EVAL_H_
