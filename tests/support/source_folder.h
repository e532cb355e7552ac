#ifndef PACKRAKE_TESTS_SUPPORT_SOURCE_FOLDER_H_
#define PACKRAKE_TESTS_SUPPORT_SOURCE_FOLDER_H_

#include <filesystem>

namespace packrake {

/// The root of the source tree that the tests were built from: where patterns/, docs/ and tests/golden/ are. One file
/// alone is compiled with its name, so that the objects of all others are the same in every clone (ccache).
std::filesystem::path SourceFolder();

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_SOURCE_FOLDER_H_
