#ifndef PACKRAKE_TESTS_SUPPORT_SOURCE_READING_H_
#define PACKRAKE_TESTS_SUPPORT_SOURCE_READING_H_

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "packrake/source.h"

namespace packrake {

/// One text that a source gave, without its bytes.
struct TextKey {
  std::string where;
  std::string object;  ///< hex
  std::string path;
  std::uint64_t offset = 0;
  friend auto operator<=>(const TextKey&, const TextKey&) = default;
};

/// Everything one reading of a source gave.
struct SourceReading {
  std::map<TextKey, std::string> texts;
  std::map<TextKey, std::uint64_t> first_lines;
  std::vector<std::string> repeated;  ///< texts given more than once: always a fault
  std::uint64_t derived = 0;          ///< texts that came with a Derivation
  std::multiset<std::string> names;   ///< entry and ref names given to the NameScan
  Attribution attribution;
  Completeness completeness;
  ReadCost cost;

  /// The texts of one kind, without what they are called.
  std::multiset<std::string> Texts(Where where) const {
    std::multiset<std::string> all;
    for (const auto& [key, bytes] : texts) {
      if (key.where == Name(where)) all.insert(bytes);
    }
    return all;
  }
};

/// Reads a whole source as a scan would, with a "rule" that finds `needle` anywhere as finding 0.
class SourceReader {
 public:
  explicit SourceReader(std::string needle = "PLANTED") : needle_(std::move(needle)) {}

  /// Throws std::runtime_error when the source cannot be read at all.
  SourceReading Read(Source& source, const ReadOptions& options = {}) {
    SourceReading reading;
    std::vector<std::unique_ptr<Sink>> sinks;
    std::vector<BlobSink*> pointers;
    for (int i = 0; i < options.threads; ++i) {
      sinks.push_back(std::make_unique<Sink>(*this, reading));
      pointers.push_back(sinks.back().get());
    }
    ScanControl control;
    if (auto read = source.Read(options, pointers, control); !read) throw std::runtime_error(read.error().message);
    Wanted wanted;
    for (const auto& [key, bytes] : reading.texts) {
      if (key.object.empty() || bytes.find(needle_) == std::string::npos) continue;
      wanted[*ObjectId::FromHex(key.object)] = {0};
    }
    const auto scan_name = [&](const Blob& name) -> std::vector<std::uint32_t> {
      if (name.where == Where::kPath || name.where == Where::kRefName) reading.names.insert(std::string(name.bytes));
      if (name.bytes.find(needle_) == std::string::npos) return {};
      return {0};
    };
    auto attribution = source.Attribute(wanted, scan_name, control);
    if (!attribution) throw std::runtime_error(attribution.error().message);
    reading.attribution = std::move(*attribution);
    reading.completeness = source.completeness();
    reading.cost = source.cost();
    return reading;
  }

 private:
  class Sink : public BlobSink {
   public:
    Sink(SourceReader& reader, SourceReading& reading) : reader_(reader), reading_(reading) {}
    void Accept(const Blob& blob) override {
      TextKey key{std::string(Name(blob.where)), blob.id.hex(), std::string(blob.path), blob.offset};
      const std::lock_guard lock(reader_.mutex_);
      if (blob.bytes.find(reader_.needle_) != std::string_view::npos) ++hits_;
      if (blob.derivation != nullptr) ++reading_.derived;
      reading_.first_lines[key] = blob.first_line;
      if (!reading_.texts.emplace(key, blob.bytes).second)
        reading_.repeated.push_back(key.where + " " + key.object + key.path);
    }

    std::uint64_t hit_count() const override { return hits_; }

   private:
    std::uint64_t hits_ = 0;
    SourceReader& reader_;
    SourceReading& reading_;
  };

  std::string needle_;
  std::mutex mutex_;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_SOURCE_READING_H_
