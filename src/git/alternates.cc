#include "git/alternates.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/file.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxAlternatesBytes = 1 << 20;

bool IsOctal(char c) { return c >= '0' && c <= '7'; }

class Resolver {
 public:
  explicit Resolver(std::vector<std::string>& failures) : failures_(failures) {}

  void Add(const fs::path& objects, int depth) {
    std::error_code error;
    const fs::path canonical = fs::canonical(objects, error);
    if (error || !fs::is_directory(canonical, error)) {
      failures_.push_back(
          fmt::format("{}: this object folder is named as an alternate and cannot be read", objects.string()));
      return;
    }
    if (std::find(folders_.begin(), folders_.end(), canonical) != folders_.end()) return;
    folders_.push_back(canonical);
    const fs::path file = canonical / "info/alternates";
    auto text = ReadFile(file, kMaxAlternatesBytes);
    if (!text) {
      if (text.error().code != ErrorCode::kNotFound) failures_.push_back(text.error().message);
      return;
    }
    if (depth >= kMaxAlternateDepth && !text->empty()) {
      failures_.push_back(fmt::format("{}: alternates are nested too deep to follow", file.string()));
      return;
    }
    for (std::string_view rest = *text; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      AddLine(rest.substr(0, end), canonical, depth);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::vector<fs::path> Take() { return std::move(folders_); }

 private:
  void AddLine(std::string_view line, const fs::path& from, int depth) {
    if (line.empty() || line.front() == '#') return;
    std::string name(line);
    if (line.front() == '"') {
      if (auto unquoted = UnquoteC(line)) name = std::move(*unquoted);
    }
    if (name.find('\0') != std::string::npos) {
      failures_.push_back(fmt::format("{}/info/alternates: a line is no path", from.string()));
      return;
    }
    Add(from / name, depth + 1);  // an absolute name replaces `from`
  }

  std::vector<std::string>& failures_;
  std::vector<fs::path> folders_;
};

}  // namespace

std::vector<fs::path> ResolveObjectDirs(const fs::path& objects, std::vector<std::string>& failures) {
  Resolver resolver(failures);
  resolver.Add(objects, 0);
  return resolver.Take();
}

std::optional<std::string> UnquoteC(std::string_view text) {
  if (text.size() < 2 || text.front() != '"') return std::nullopt;
  std::string plain;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1 == text.size() ? std::optional(std::move(plain)) : std::nullopt;
    if (text[i] != '\\') {
      plain += text[i];
      continue;
    }
    if (++i >= text.size()) return std::nullopt;
    constexpr std::string_view kNames = "abfnrtv\\\"";
    constexpr std::string_view kBytes = "\a\b\f\n\r\t\v\\\"";
    if (const std::size_t known = kNames.find(text[i]); known != std::string_view::npos) {
      plain += kBytes[known];
    } else if (i + 2 < text.size() && text[i] <= '3' && IsOctal(text[i]) && IsOctal(text[i + 1]) &&
               IsOctal(text[i + 2])) {
      plain += static_cast<char>((text[i] - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
      i += 2;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace packrake
