#include "source/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/log.h"
#include "git/run_git.h"
#include "source/history.h"
#include "source/open.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view kSchemes[] = {"https://", "http://", "ssh://", "git://", "file://"};

/// A new folder that is removed with everything in it.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> Make() {
    std::error_code error;
    const fs::path base = fs::temp_directory_path(error);
    std::string path = (error ? fs::path("/tmp") : base) / "packrake-clone-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) {  // for its owner only
      return Error{ErrorCode::kUnreadable, fmt::format("{}: {}", path, std::strerror(errno))};
    }
    return TemporaryFolder(path);
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
    if (error) log::Warn("{}: cannot be removed: {}", path_.string(), error.message());
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;

  const fs::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

/// The history of a clone, which goes when the source does.
class CloneSource : public Source {
 public:
  CloneSource(TemporaryFolder folder, std::unique_ptr<Source> history)
      : folder_(std::move(folder)), history_(std::move(history)) {}

  const std::string& target() const override { return history_->target(); }
  std::string_view kind() const override { return history_->kind(); }
  std::optional<std::string> TargetFile(std::string_view path) const override { return history_->TargetFile(path); }
  Status Read(const ReadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control) override {
    return history_->Read(options, sinks, control);
  }
  Result<Attribution> Attribute(const Wanted& wanted, const NameScan& scan_name, ScanControl& control) override {
    return history_->Attribute(wanted, scan_name, control);
  }
  Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                               ScanControl& control) override {
    return history_->Reread(options, sinks, control);
  }
  const Completeness& completeness() const override { return history_->completeness(); }

 private:
  const TemporaryFolder folder_;
  const std::unique_ptr<Source> history_;
};

/// git may repeat the URL in what it says, password included.
std::string Censor(std::string message, const std::string& url, const std::string& shown) {
  for (std::size_t at = message.find(url); at != std::string::npos; at = message.find(url, at + shown.size())) {
    message.replace(at, url.size(), shown);
  }
  return message;
}

}  // namespace

bool IsUrl(std::string_view target) {
  const auto begins = [target](std::string_view scheme) { return target.starts_with(scheme); };
  if (std::any_of(std::begin(kSchemes), std::end(kSchemes), begins)) return true;
  const std::size_t colon = target.find(':');
  const std::size_t at = target.find('@');
  // As git: a slash before the colon makes it a path; "::" would name a remote helper.
  return at != std::string_view::npos && colon != std::string_view::npos && at != 0 && at < colon &&
         target.find('/') > colon && !target.starts_with('-') && target.substr(colon, 2) != "::";
}

std::string WithoutCredentials(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const std::size_t host = scheme + 3;
  const std::size_t end = std::min(url.find('/', host), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < host) return std::string(url);
  return std::string(url.substr(0, host)) + std::string(url.substr(at + 1));
}

Result<std::unique_ptr<Source>> OpenUrl(const std::string& url) {
  const std::string shown = WithoutCredentials(url);
  if (!IsUrl(url)) return Error{ErrorCode::kUsage, fmt::format("{}: no URL that packrake clones from", shown)};
  auto folder = TemporaryFolder::Make();
  if (!folder) return std::move(folder).error();
  const fs::path clone = folder->path() / "clone.git";
  log::Info("cloning {}", shown);
  const auto cloned = RunGit({"clone", "--mirror", "--quiet", "--template=", "--", url, clone.string()});
  if (!cloned) {
    return Error{cloned.error().code == ErrorCode::kNotFound ? ErrorCode::kUnsupported : ErrorCode::kUnreadable,
                 fmt::format("{}: cannot be cloned: {}", shown, Censor(cloned.error().message, url, shown))};
  }
  auto history = OpenHistoryWith(clone.string(), shown, &ObjectStore::Open);
  if (!history) return std::move(history).error();
  return std::unique_ptr<Source>(std::make_unique<CloneSource>(*std::move(folder), *std::move(history)));
}

}  // namespace packrake
