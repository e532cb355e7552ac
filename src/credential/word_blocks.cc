#include "credential/word_blocks.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "base/utf8.h"
#include "credential/wordlist.h"

namespace packrake {
namespace {

// Some milliseconds of work: little to wait for at the end, and much more than a lock costs.
constexpr std::size_t kStep = 256U << 10;

}  // namespace

Result<std::unique_ptr<WordBlocks>> WordBlocks::Open(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable;
    return Error{code, fmt::format("{}: {}", path, std::strerror(errno))};
  }
  std::setvbuf(file, nullptr, _IONBF, 0);  // blocks are large, and go straight where they are wanted
  return std::unique_ptr<WordBlocks>(new WordBlocks(path, file));
}

bool WordBlocks::Next(Block& block) {
  const std::lock_guard lock(mutex_);
  if (ended_) return false;
  std::string& bytes = block.bytes;
  bytes.assign(rest_);
  rest_.clear();
  while (true) {
    const std::size_t kept = bytes.size();
    bytes.resize(kept + kStep);
    const std::size_t got = std::fread(bytes.data() + kept, 1, kStep, file_.get());
    bytes.resize(kept + got);
    bytes_done_ += got;
    const bool marked = kept == 0 && got >= 3 && bytes_done_ == got && bytes.starts_with(kByteOrderMark);
    if (marked) bytes.erase(0, kByteOrderMark.size());
    if (got == 0) {
      ended_ = true;
      if (std::ferror(file_.get()) != 0) {
        error_ = Error{ErrorCode::kUnreadable, fmt::format("{}: {}", path_, std::strerror(errno))};
      }
      break;
    }
    // What stands behind the last line end is the beginning of a line; one that fills a step is too long for a word.
    if (const std::size_t last = bytes.rfind('\n'); last != std::string::npos) {
      rest_.assign(bytes, last + 1);
      bytes.resize(last + 1);
      break;
    }
    if (bytes.size() > kMaxWord) bytes.resize(kMaxWord + 1);
  }
  if (bytes.empty()) return false;
  block.number = next_number_++;
  block.bytes_done = bytes_done_;
  return true;
}

Status WordBlocks::status() {
  const std::lock_guard lock(mutex_);
  if (error_) return *error_;
  return {};
}

}  // namespace packrake
