#include "credential/misuse_rules.h"
#include "credential/unchecked_finder.h"

// Lua.
namespace packrake::code {

// lua-resty-jwt: load_jwt takes a token apart, verify_jwt_obj checks it.
void UncheckedFinder::Lua(const Call& call) {
  if (call.method() != "load_jwt" || !OnJwt(call) || VerifiesInFunction(call)) return;
  // What one function only reads another one may have verified.
  const bool verifies = r_.Holds("verify_jwt_obj|:verify(|.verify(|verify_signature(");
  TellUnchecked(call, {}, verifies ? std::optional(Confidence::kLow) : std::nullopt);
}

}  // namespace packrake::code
