#ifndef PACKRAKE_MATCH_DATABASE_H_
#define PACKRAKE_MATCH_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/result.h"
#include "packrake/rule.h"

/// Hyperscan behind a plain face: https://intel.github.io/hyperscan/dev-reference/. Only database.cc includes it.
namespace packrake {

/// One thing to look for: a regular expression without '\n', or plain bytes.
struct Expression {
  std::string text;
  bool literal = false;
  std::uint32_t id = 0;   ///< what an event reports
  std::string_view rule;  ///< for messages
};

/// Takes the events of one Database::Scan. Called many times a kilobyte in the worst of texts.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// An expression called `id` matched and the match ends before `end`. In no order; the same event may come twice.
  virtual void OnEvent(std::uint32_t id, std::uint64_t end) noexcept = 0;
};

/// Which processors a database is for.
enum class DatabasePlatform {
  kGeneric,  ///< any; no slower where it was measured (bench/match_bench)
  kHost,     ///< this one
};

class Database;

/// Working memory of Database::Scan and Contains. One per thread.
class Scratch {
 public:
  explicit Scratch(const Database& database);
  ~Scratch();
  /// Makes it serve `database` too.
  void Serve(const Database& database);
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  friend class Database;
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

/// A compiled set of expressions. Immutable; shared by threads.
class Database {
 public:
  /// Block mode, MULTILINE, no start of match (a quarter of real rules do not compile with it, and it is slower).
  /// Errors: kInvalidRule, naming the expression's rule and Hyperscan's reason.
  static Result<std::unique_ptr<Database>> Compile(std::span<const Expression> expressions, DatabasePlatform platform);

  /// For Contains alone: what `pattern` matches on a line, and perhaps more (HS_FLAG_PREFILTER). Errors: kInvalidRule
  /// with Hyperscan's reason.
  static Result<std::unique_ptr<Database>> CompileForLines(const std::string& pattern, DatabasePlatform platform);

  /// Takes back what Serialize wrote for the same `key`; nothing for anything else, or when this machine or this
  /// Hyperscan cannot run it. `check_digest`: also compare a digest of the bytes, for bytes that come from a file.
  /// A serialized database is run, not read: hand in only bytes from a trusted place.
  static std::unique_ptr<Database> Deserialize(std::string_view bytes, std::string_view key, bool check_digest);
  Result<std::string> Serialize(std::string_view key) const;

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Tells `sink` every match in `text`. REQUIRES: text.size() < 2^32 (hs_scan's length is 32 bits wide).
  void Scan(std::string_view text, Scratch& scratch, EventSink& sink) const;

  /// Whether anything matches in `text`. REQUIRES: as Scan; `scratch` serves this database.
  bool Contains(std::string_view text, Scratch& scratch) const;

  /// Bytes that the widest match can take; 0 of a database for lines.
  std::uint32_t max_width() const { return max_width_; }

 private:
  friend class Scratch;
  struct Handle;
  Database(std::unique_ptr<Handle> handle, std::uint32_t max_width);
  std::unique_ptr<Handle> handle_;
  std::uint32_t max_width_;
};

/// Raw SHA-256 over Hyperscan's version, our way of making anchors, and all of `rules` that compiling looks at: what
/// tells whether a serialized database belongs to them.
std::string DatabaseKey(const RuleSet& rules);

/// "Hyperscan 5.4.0, AVX-512 VBMI": the library's version and the best instructions it uses here.
std::string HyperscanDescription();
/// Hyperscan's name for this machine's processor, for the name of a cached database.
std::string HostPlatform();

}  // namespace packrake

#endif  // PACKRAKE_MATCH_DATABASE_H_
