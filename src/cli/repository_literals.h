#ifndef PACKRAKE_CLI_REPOSITORY_LITERALS_H_
#define PACKRAKE_CLI_REPOSITORY_LITERALS_H_

#include "credential/prove.h"
#include "packrake/source.h"

namespace packrake::cli {

/// The literals of everything in `source`, each distinct one once (of the first few million; later ones perhaps again).
/// A place is "path:line", or "blob 0123456789:line" in history. Reads the source once, when it is called; what could
/// not be read stands in its completeness(). Borrows both.
LiteralSource LiteralsOf(Source& source, ScanControl& control);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_REPOSITORY_LITERALS_H_
