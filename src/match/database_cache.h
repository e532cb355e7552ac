#ifndef PACKRAKE_MATCH_DATABASE_CACHE_H_
#define PACKRAKE_MATCH_DATABASE_CACHE_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "match/database.h"
#include "packrake/result.h"

namespace packrake {

/// The folder of compiled databases: $XDG_CACHE_HOME/packrake, else $HOME/.cache/packrake; "" when neither variable
/// holds an absolute path. It need not exist.
std::filesystem::path DatabaseCacheFolder();

/// The database filed under `key` in `folder`, or else what `compile` makes, filed there for the next time.
///
/// A serialized database is run, so one is taken only when its file is regular, no symbolic link, owned by this user
/// or root and writable by nobody else, when the same holds for every folder above it (a sticky folder of root's, such
/// as /tmp, will do), and when its digest is right. Anything else is passed over in silence and compiled again; so is a
/// folder that cannot be read or written. Files are written beside and renamed; of several processes that start at
/// once, one compiles and the others wait for it, at most ten seconds.
Result<std::unique_ptr<Database>> CachedDatabase(const std::filesystem::path& folder, std::string_view key,
                                                 const std::function<Result<std::unique_ptr<Database>>()>& compile);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_DATABASE_CACHE_H_
