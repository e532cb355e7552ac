#include <string>
#include <utility>
#include <vector>

#include "credential/flow_read.h"
#include "credential/flow_read_words.h"

// Erlang: functions are clauses, which neither braces nor indentation tell.
namespace packrake::code {

// issue(User, Key) when is_list(User) -> …. of Erlang, each clause by itself: up to the next one, or the full stop.
void FlowReader::FindErlangFunctions() {
  if (p_.language().id != LanguageId::kErlang) return;
  std::vector<Argument> unused;
  for (std::uint32_t i = 0; i + 1 < t_.size(); ++i) {
    if (!t_[i].first_on_line || t_[i].column != 0 || !t_.IsName(i) || !t_.Is(i + 1, "(") || t_[i + 1].pair == kNone)
      continue;
    std::uint32_t arrow = t_[i + 1].pair + 1;
    while (arrow < t_.size() && arrow < i + kLookBack && !t_.Is(arrow, "->")) ++arrow;
    if (!t_.Is(arrow, "->")) continue;
    std::uint32_t end = arrow + 1;
    for (; end < t_.size(); ++end) {
      const bool last = end + 1 == t_.size() || t_[end + 1].first_on_line;
      const bool next = t_.Is(end + 1, t_.Text(i)) && t_.Is(end + 2, "(");
      if (last && (t_.Is(end, ".") || (t_.Is(end, ";") && next))) break;
    }
    std::vector<std::string> parameters;
    ReadParameters(i + 1, parameters, unused);
    AddRegion(RegionKind::kFunction, {arrow + 1, end}, i, Clean(t_.Text(i)), std::move(parameters));
  }
}

}  // namespace packrake::code
