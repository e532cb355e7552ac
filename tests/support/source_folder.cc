#include "support/source_folder.h"

namespace packrake {

std::filesystem::path SourceFolder() { return PACKRAKE_SOURCE_DIR; }

}  // namespace packrake
