#include "cli/repository_literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>

#include "base/log.h"
#include "credential/literals.h"

namespace packrake::cli {
namespace {

constexpr std::size_t kMostRemembered = 4'000'000;  // hashes: some 160 MB
constexpr std::size_t kIdDigits = 10;

using Try = std::function<bool(std::string_view literal, std::string_view place)>;

class LiteralSink : public BlobSink {
 public:
  LiteralSink(const Try& attempt, ScanControl& control) : attempt_(attempt), control_(control) {}

  void Accept(const Blob& blob) override {
    if (control_.stop) return;
    const std::string name = blob.path.empty()
                                 ? fmt::format("{} {}", Name(blob.where), blob.id.hex().substr(0, kIdDigits))
                                 : std::string(blob.path);
    std::uint64_t line = blob.first_line;
    const char* counted = blob.bytes.data();
    ForEachLiteral(blob.bytes, [&](std::string_view literal) {
      if (!IsNew(literal)) return true;
      // Literals come in the order of the text, so its lines are counted once.
      if (literal.data() > counted) {
        line += static_cast<std::uint64_t>(std::count(counted, literal.data(), '\n'));
        counted = literal.data();
      }
      if (attempt_(literal, fmt::format("{}:{}", name, line))) return true;
      control_.stop = true;  // there is nothing left to find
      return false;
    });
  }

 private:
  bool IsNew(std::string_view literal) {
    const std::size_t hash = std::hash<std::string_view>()(literal);
    if (seen_.size() >= kMostRemembered) return !seen_.contains(hash);
    return seen_.insert(hash).second;
  }

  const Try& attempt_;
  ScanControl& control_;
  std::unordered_set<std::size_t> seen_;
};

}  // namespace

LiteralSource LiteralsOf(Source& source, ScanControl& control) {
  return [&source, &control](const Try& attempt) {
    LiteralSink sink(attempt, control);
    BlobSink* const sinks[] = {&sink};
    if (auto read = source.Read(ReadOptions(), sinks, control); !read) log::Error("{}", read.error().message);
  };
}

}  // namespace packrake::cli
