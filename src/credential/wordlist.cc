#include "credential/wordlist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace packrake {
namespace {

constexpr std::size_t kStep = 1U << 20;

std::string_view WithoutLineEnd(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);  // the best known list has them; with it no word would match
  return line;
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

void ForEachWord(std::string_view text, const std::function<bool(std::string_view word)>& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view word = WithoutLineEnd(text.substr(at, end - at));
    at = end + 1;
    if (!word.empty() && word.size() <= kMaxWord && !visit(word)) return;
  }
}

Status ForEachWordIn(const std::string& path,
                     const std::function<bool(std::string_view word, std::uint64_t bytes_done)>& visit) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable;
    return Error{code, fmt::format("{}: {}", path, std::strerror(errno))};
  }
  std::string buffer;
  std::uint64_t done = 0;
  bool wanted = true;
  while (wanted) {
    // What is left of the last step is the beginning of a line; one that fills a step is too long to be a word.
    if (buffer.size() > kMaxWord) buffer.resize(kMaxWord + 1);
    const std::size_t kept = buffer.size();
    buffer.resize(kept + kStep);
    const std::size_t got = std::fread(buffer.data() + kept, 1, kStep, file.get());
    buffer.resize(kept + got);
    done += got;
    if (got == 0 && std::ferror(file.get()) != 0) {
      return Error{ErrorCode::kUnreadable, fmt::format("{}: {}", path, std::strerror(errno))};
    }
    const std::size_t last = got == 0 ? buffer.size() : buffer.rfind('\n');
    const std::size_t whole = last == std::string::npos ? 0 : last;
    ForEachWord(std::string_view(buffer).substr(0, whole), [&](std::string_view word) {
      wanted = visit(word, done);
      return wanted;
    });
    if (got == 0) break;
    buffer.erase(0, last == std::string::npos ? 0 : last + 1);
  }
  return {};
}

}  // namespace packrake
