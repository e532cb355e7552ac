#ifndef PACKRAKE_CREDENTIAL_WORD_BLOCKS_H_
#define PACKRAKE_CREDENTIAL_WORD_BLOCKS_H_

#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "packrake/result.h"

namespace packrake {

/// The lines of a file, a pipe too, in blocks of some 20,000 words: any size in bounded memory. Threads take blocks in
/// turn.
class WordBlocks {
 public:
  struct Block {
    std::uint64_t number = 0;      ///< 0, 1, 2, … in the order of the file
    std::uint64_t bytes_done = 0;  ///< how much of the file has been read with this block
    std::string bytes;             ///< whole lines; a line longer than any word may be cut in two that are too long
  };

  /// Errors: kNotFound, kUnreadable.
  static Result<std::unique_ptr<WordBlocks>> Open(const std::string& path);

  /// Fills `block`, whose memory is used again. False at the end of the file and from a read error on. Any thread.
  bool Next(Block& block);
  /// Whether all could be read, so far. Errors: kUnreadable.
  Status status();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  WordBlocks(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

  const std::string path_;
  std::mutex mutex_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::string rest_;  // the beginning of a line whose end was not read yet
  std::uint64_t next_number_ = 0;
  std::uint64_t bytes_done_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_WORD_BLOCKS_H_
