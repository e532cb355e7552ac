#include "cli/commands.h"
#include "match/scanner.h"
#include "rules/load.h"

namespace packrake::cli {

int RunVersion(const Plan&, Backend& backend, Surroundings& surroundings) {
  surroundings.out << "packrake " PACKRAKE_VERSION "\n"
                   << "matcher    " << Matcher::EngineDescription() << '\n'
                   << "libraries  " PACKRAKE_LIBRARIES "\n";
  auto rules = backend.BuiltinRules();
  if (!rules) {
    Complain(surroundings, rules.error());
    return 3;
  }
  surroundings.out << "rules      " << rules->rules.size() << " built in, digest " << RulesDigest(*rules) << '\n'
                   << std::flush;
  return surroundings.out ? 0 : 3;
}

}  // namespace packrake::cli
