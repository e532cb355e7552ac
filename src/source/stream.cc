// All of a stream, as one text.
#include <algorithm>
#include <utility>

#include "base/binary.h"
#include "source/object_store.h"
#include "source/open.h"
#include "source/slice_reader.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxKept = 16 << 20;  // bytes of a stream that a second look can have

class StreamSource : public Source {
 public:
  StreamSource(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

  const std::string& target() const override { return name_; }
  std::string_view kind() const override { return "stdin"; }
  const Completeness& completeness() const override { return completeness_; }
  std::optional<std::string> TargetFile(std::string_view) const override { return std::nullopt; }

  Status Read(const ReadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control) override {
    ObjectTally& tally = completeness_.objects[static_cast<std::size_t>(ObjectType::kBlob)];
    tally.listed = 1;
    control.objects_total = 1;
    bool binary = false;
    const auto read = [&](char* out, std::size_t size) -> Result<std::size_t> {
      if (control.stop.load(std::memory_order_relaxed)) return std::size_t{0};
      in_.read(out, static_cast<std::streamsize>(size));
      const auto got = static_cast<std::size_t>(in_.gcount());
      control.bytes_done.fetch_add(got, std::memory_order_relaxed);
      if (got == 0 && in_.bad()) return Error{ErrorCode::kUnreadable, "the stream ended with an error"};
      kept_.append(out, std::min(got, kMaxKept - kept_.size()));
      read_bytes_ += got;
      return got;
    };
    const auto wanted = [&](std::string_view first) { return !(binary = options.skip_binary && LooksBinary(first)); };
    SliceReader slices;
    const auto bytes = slices.Read(Blob{}, read, wanted, *sinks[0]);
    control.objects_done = 1;
    completeness_.interrupted = control.stop;
    if (!bytes) {
      completeness_.unreadable = {1, {{name_, bytes.error().message}}};
    } else if (binary) {
      tally.skipped[std::string(kSkippedBinary)] = 1;
    } else if (!control.stop) {
      tally.read = 1;
    }
    return {};
  }

  Result<Attribution> Attribute(const Wanted&, const NameScan&, ScanControl&) override { return Attribution{}; }

  /// A stream comes once: what was kept of its beginning is given again, and what was not counts as one text left out.
  Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                               ScanControl& control) override {
    if (read_bytes_ == 0) {
      if (auto read = Read(options.read, sinks, control); !read) return std::move(read).error();
      return completeness_.unreadable.count;
    }
    if (options.read.skip_binary && LooksBinary(kept_)) return std::uint64_t{0};
    Blob text;
    text.bytes = kept_;
    sinks[0]->Accept(text);
    return std::uint64_t{kept_.size() == read_bytes_ ? 0U : 1U};
  }

 private:
  std::istream& in_;
  const std::string name_;
  Completeness completeness_;
  std::string kept_;
  std::uint64_t read_bytes_ = 0;
};

}  // namespace

std::unique_ptr<Source> OpenStream(std::istream& in, std::string name) {
  return std::make_unique<StreamSource>(in, std::move(name));
}

}  // namespace packrake
