#ifndef PACKRAKE_TESTS_SUPPORT_TEMP_FOLDER_H_
#define PACKRAKE_TESTS_SUPPORT_TEMP_FOLDER_H_

#include <filesystem>
#include <string>
#include <string_view>

namespace packrake {

/// A new empty folder below the system's temporary one, removed with everything in it when this goes away, also
/// where a test took permissions off it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes `bytes` to `path`, making the folders above it. Throws std::runtime_error when that fails.
void WriteTestFile(const std::filesystem::path& path, std::string_view bytes);

/// The whole of `path`. Throws std::runtime_error when it cannot be read.
std::string ReadTestFile(const std::filesystem::path& path);

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_TEMP_FOLDER_H_
