// The files below a directory, or one file.
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/binary.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/path.h"
#include "source/list_files.h"
#include "source/object_store.h"
#include "source/open.h"
#include "source/problems.h"
#include "source/slice_reader.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxTargetFile = 1 << 20;

class FileHandle {
 public:
  /// Never follows a link at the end of `path`, and does not wait for a pipe.
  explicit FileHandle(const fs::path& path, int flags)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags)) {}
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::string SystemMessage(int number) { return std::generic_category().message(number); }

Result<std::size_t> ReadSome(int descriptor, char* out, std::size_t size) {
  while (true) {
    const ssize_t got = ::read(descriptor, out, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return Error{ErrorCode::kUnreadable, SystemMessage(errno)};
  }
}

struct Worker {
  ScanControl* control = nullptr;
  bool counts = false;  ///< whether it tells `control` how many bytes it has read
  std::uint64_t read = 0;
  std::map<std::string, std::uint64_t> skipped;
  SliceReader slices;
};

class DirectorySource : public Source {
 public:
  /// `root` and the files in it; when `only` is not empty that one file.
  DirectorySource(std::string name, fs::path root, std::string only)
      : name_(std::move(name)), root_(std::move(root)), only_(std::move(only)) {}

  const std::string& target() const override { return name_; }
  std::string_view kind() const override { return "directory"; }
  const Completeness& completeness() const override { return completeness_; }

  std::optional<std::string> TargetFile(std::string_view path) const override {
    if (!only_.empty()) return std::nullopt;  // what lies beside a file says nothing of it
    std::error_code error;
    if (fs::is_symlink(root_ / path, error)) return std::nullopt;
    auto bytes = ReadFile(root_ / path, kMaxTargetFile);
    if (!bytes) return std::nullopt;
    return *std::move(bytes);
  }

  Status Read(const ReadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control) override {
    list_ = List(unreadable_, control);
    listed_ = true;
    control.objects_total = list_.files.size();
    std::vector<Worker> workers(sinks.size());
    for (Worker& worker : workers) {
      worker.control = &control;
      worker.counts = true;
    }
    ParallelFor(options.threads, list_.files.size(), [&](int number, std::size_t i) {
      if (control.stop.load(std::memory_order_relaxed)) return;
      Worker& worker = workers[static_cast<std::size_t>(number)];
      const ListedFile& file = list_.files[i];
      const auto bytes = ReadAny(file, options, *sinks[static_cast<std::size_t>(number)], worker);
      if (!bytes) unreadable_.Add(file.path, bytes.error().message);
      control.objects_done.fetch_add(1, std::memory_order_relaxed);
    });
    ObjectTally& tally = completeness_.objects[static_cast<std::size_t>(ObjectType::kBlob)];
    tally.listed = list_.files.size();
    tally.skipped = list_.skipped;
    if (!list_.repositories.empty()) completeness_.notes.push_back(HistoryNote(list_.repositories));
    for (const auto& [reason, count] : list_.skipped) tally.listed += count;
    for (const Worker& worker : workers) {
      tally.read += worker.read;
      for (const auto& [reason, count] : worker.skipped) tally.skipped[reason] += count;
    }
    completeness_.unreadable = unreadable_.List();
    completeness_.interrupted = control.stop;
    return {};
  }

  /// The names of files and folders are the only thing left to look at: where a file's findings stand is in its hits.
  Result<Attribution> Attribute(const Wanted&, const NameScan& scan_name, ScanControl& control) override {
    std::unordered_map<std::string, bool> seen;  // name -> whether it holds a finding
    const auto scan = [&](const std::string& path) {
      const std::string name(NameOf(path));
      const auto known = seen.find(name);
      if (known != seen.end() && !known->second) return;
      Blob blob;
      blob.where = Where::kPath;
      blob.bytes = name;
      blob.path = path;
      seen[name] = !scan_name(blob).empty();
    };
    for (const std::string& folder : list_.folders) {
      if (!control.stop.load(std::memory_order_relaxed)) scan(folder);
    }
    for (const ListedFile& file : list_.files) {
      if (!control.stop.load(std::memory_order_relaxed)) scan(file.path);
    }
    completeness_.interrupted = control.stop;
    return Attribution{};
  }

  Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                               ScanControl& control) override {
    ProblemCollector unreadable;
    if (!std::exchange(listed_, true)) list_ = List(unreadable, control);
    Worker worker;
    worker.control = &control;
    const auto give = [&](const ListedFile& file) {
      if (control.stop.load(std::memory_order_relaxed)) return;
      if (auto bytes = ReadAny(file, options.read, *sinks[0], worker); !bytes)
        unreadable.Add(file.path, bytes.error().message);
    };
    const std::unordered_set<std::string_view> folders = FoldersOf(options.first);
    for (const ListedFile& file : list_.files) {
      if (folders.contains(FolderOf(file.path))) give(file);
    }
    for (const ListedFile& file : list_.files) {
      if (options.everything) give(file);
    }
    return unreadable.List().count;
  }

 private:
  /// Borrowed from `places`.
  static std::unordered_set<std::string_view> FoldersOf(const std::vector<TextPlace>& places) {
    std::unordered_set<std::string_view> folders;
    for (const TextPlace& place : places) folders.insert(FolderOf(place.path));
    return folders;
  }

  static std::string HistoryNote(const std::vector<std::string>& repositories) {
    constexpr std::size_t kShown = 5;
    std::string note =
        fmt::format("files alone were read, not the history in {}",
                    fmt::join(std::span(repositories).first(std::min(kShown, repositories.size())), ", "));
    if (repositories.size() > kShown) note += fmt::format(" and {} more", repositories.size() - kShown);
    return note + "; `packrake scan` of a repository reads it";
  }

  FileList List(ProblemCollector& unreadable, ScanControl& control) const {
    if (only_.empty()) return ListFiles(root_, unreadable, control.stop);
    FileList list;
    list.files.push_back({only_, false});
    return list;
  }

  Result<std::uint64_t> ReadAny(const ListedFile& file, const ReadOptions& options, BlobSink& sink, Worker& worker) {
    return file.symlink ? ReadLink(file, sink, worker) : ReadOne(file, options, sink, worker);
  }

  Result<std::uint64_t> ReadLink(const ListedFile& file, BlobSink& sink, Worker& worker) {
    std::error_code error;
    const std::string target = fs::read_symlink(root_ / file.path, error).string();
    if (error) return Error{ErrorCode::kUnreadable, error.message()};
    Blob blob;
    blob.bytes = target;
    blob.path = file.path;
    sink.Accept(blob);
    ++worker.read;
    return target.size();
  }

  Result<std::uint64_t> ReadOne(const ListedFile& file, const ReadOptions& options, BlobSink& sink, Worker& worker) {
    // A file named on the command line may be a link; one that was listed as a file must still be one.
    const FileHandle handle(root_ / file.path, only_.empty() ? O_NOFOLLOW : 0);
    struct stat status{};
    if (handle.get() < 0 || ::fstat(handle.get(), &status) != 0)
      return Error{ErrorCode::kUnreadable, SystemMessage(errno)};
    if (!S_ISREG(status.st_mode)) return Error{ErrorCode::kUnreadable, "it is no longer a regular file"};
    if (options.max_blob_size != 0 && static_cast<std::uint64_t>(status.st_size) > options.max_blob_size) {
      ++worker.skipped[std::string(kSkippedLarge)];
      return std::uint64_t{0};
    }
    const int descriptor = handle.get();
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    Blob text;
    text.path = file.path;
    bool binary = false;
    auto bytes = worker.slices.Read(
        text, [&](char* out, std::size_t size) { return ReadUnlessStopped(descriptor, out, size, worker); },
        [&](std::string_view first) { return !(binary = options.skip_binary && LooksBinary(first)); }, sink);
    if (!bytes) return bytes;
    if (binary) {
      ++worker.skipped[std::string(kSkippedBinary)];
    } else if (!worker.control->stop) {
      ++worker.read;
    }
    return bytes;
  }

  /// A stopped scan sees the end of the file: one of many gigabytes is not read to its own.
  static Result<std::size_t> ReadUnlessStopped(int descriptor, char* out, std::size_t size, Worker& worker) {
    if (worker.control->stop.load(std::memory_order_relaxed)) return std::size_t{0};
    auto got = ReadSome(descriptor, out, size);
    if (got && worker.counts) worker.control->bytes_done.fetch_add(*got, std::memory_order_relaxed);
    return got;
  }

  const std::string name_;
  const fs::path root_;
  const std::string only_;
  FileList list_;
  bool listed_ = false;
  Completeness completeness_;
  ProblemCollector unreadable_;
};

}  // namespace

Result<std::unique_ptr<Source>> OpenDirectory(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Error{ErrorCode::kNotFound, fmt::format("{}: no such file or directory", path)};
  if (fs::is_regular_file(status)) {
    const fs::path file(path);
    return std::unique_ptr<Source>(
        std::make_unique<DirectorySource>(path, file.parent_path(), file.filename().string()));
  }
  if (!fs::is_directory(status))
    return Error{ErrorCode::kUnreadable, fmt::format("{}: neither a directory nor a file", path)};
  if (fs::directory_iterator(path, error); error) {
    return Error{ErrorCode::kUnreadable, fmt::format("{}: {}", path, error.message())};
  }
  return std::unique_ptr<Source>(std::make_unique<DirectorySource>(path, path, ""));
}

}  // namespace packrake
