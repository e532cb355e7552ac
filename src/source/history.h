#ifndef PACKRAKE_SOURCE_HISTORY_H_
#define PACKRAKE_SOURCE_HISTORY_H_

#include <functional>
#include <memory>
#include <string>

#include "git/repository.h"
#include "packrake/result.h"
#include "packrake/source.h"
#include "source/object_store.h"

namespace packrake {

/// Opens the objects of a repository. Tests put a store that fails in front of the real one; everyone else uses
/// ObjectStore::Open.
using OpenStore = std::function<Result<std::unique_ptr<ObjectStore>>(const Repository& repository, bool use_packs)>;

/// OpenHistory of source/open.h, with its store opened by `open_store`. `name` is what the user called the target.
Result<std::unique_ptr<Source>> OpenHistoryWith(const std::string& path, std::string name, OpenStore open_store);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_HISTORY_H_
