#ifndef PACKRAKE_CREDENTIAL_REPOSITORY_LITERALS_H_
#define PACKRAKE_CREDENTIAL_REPOSITORY_LITERALS_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "credential/literal_source.h"
#include "packrake/source.h"

namespace packrake {

/// How LiteralsOf reads.
struct RepositoryLiteralsOptions {
  ReadOptions read;  ///< its number of threads does not matter
  /// Where findings stand, newest first, for LiteralRequest::around; may be empty.
  std::function<std::vector<TextPlace>(std::span<const std::uint32_t> findings)> places_of;
  bool public_keys = false;  ///< give the parts of ForEachPublicKey, too
};

/// The literals of `source`, whatever commit has them, by reading it again. First all literals of the texts that
/// `around` names and of the files beside them; then, where everything is asked for, the rest on as many threads as
/// there are takers, each distinct one once (of the first three million or so; later ones perhaps again): those on
/// lines that speak of secrets, keys or tokens as they come, others when a reading of all texts is done or 32 MiB of
/// them wait. Of a text that derives from another one only the lines that are new are looked at. Borrows `source`.
LiteralSource LiteralsOf(Source& source, RepositoryLiteralsOptions options = {});

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_REPOSITORY_LITERALS_H_
