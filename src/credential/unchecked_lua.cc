#include <algorithm>

#include "credential/misuse_rules.h"
#include "credential/sinks.h"
#include "credential/unchecked_finder.h"

// Lua.
namespace packrake::code {

// lua-resty-jwt: load_jwt takes a token apart, verify_jwt_obj checks it.
void UncheckedFinder::Lua(const Call& call) {
  if (call.method() != "load_jwt" || !OnJwt(call)) return;
  constexpr std::string_view kVerifying = "verify_jwt_obj|:verify(|.verify(|verify_signature(";
  // A server's settings hold a program each for many requests: what one reads, no other one verifies.
  constexpr std::string_view kHandler = "_by_lua_block";
  constexpr std::size_t kLongest = 16U << 10;  // a handler, bytes
  const std::size_t at = t_[call.begin].begin;
  const std::string_view above = p_.text().substr(0, at);
  const std::size_t handler = above.substr(above.size() - std::min(above.size(), kLongest)).rfind(kHandler);
  if (handler != std::string_view::npos) {
    std::string_view own = p_.text().substr(at - std::min(above.size(), kLongest) + handler, kLongest);
    own = own.substr(0, own.find(kHandler, kHandler.size()));
    // log_by_lua_block runs when the answer is sent.
    const std::size_t begin = at - std::min(above.size(), kLongest) + handler;
    const bool of_log = above.substr(0, begin).ends_with("log");
    if (!HoldsOne(own, kVerifying)) TellUnchecked(call, {}, of_log ? std::optional(Confidence::kLow) : std::nullopt);
    return;
  }
  if (VerifiesInFunction(call)) return;
  // What one function only reads another one may have verified.
  const bool verifies = r_.Holds(kVerifying);
  TellUnchecked(call, {}, verifies ? std::optional(Confidence::kLow) : std::nullopt);
}

}  // namespace packrake::code
