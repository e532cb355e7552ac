#ifndef PACKRAKE_SOURCE_H_
#define PACKRAKE_SOURCE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packrake/blob.h"
#include "packrake/finding.h"
#include "packrake/result.h"

namespace packrake {

/// How many objects of one type there were, and what became of them.
struct ObjectTally {
  std::uint64_t listed = 0;
  std::uint64_t read = 0;
  std::map<std::string, std::uint64_t> skipped;  ///< reason -> number: "binary", "larger than --max-blob-size"
};

/// An object that could not be read: its hex id (or a path) and why.
struct ObjectProblem {
  std::string object;
  std::string reason;
  friend auto operator<=>(const ObjectProblem&, const ObjectProblem&) = default;
};

/// How many objects had a problem, and the first hundred in order of name.
struct ProblemList {
  static constexpr std::size_t kKept = 100;
  std::uint64_t count = 0;
  std::vector<ObjectProblem> first;
};

/// The completeness statement: what was there, what was read, what was not and why. One per target.
struct Completeness {
  std::array<ObjectTally, kObjectTypes> objects;  ///< by ObjectType; a directory's files and a pipe count as blobs
  ProblemList missing;                            ///< named by something that was read, and not in the store
  ProblemList unreadable;                         ///< in the store, and damaged or forbidden
  std::uint64_t lfs_pointers = 0;                 ///< content lives elsewhere; does not make the scan incomplete
  std::uint64_t submodules = 0;                   ///< distinct gitlinks; likewise
  bool interrupted = false;
  std::vector<std::string> failures;  ///< whole steps that failed, as sentences
  std::vector<std::string> notes;     ///< boundaries and fallbacks worth telling: "shallow clone: 3 commits have …"

  /// Whether everything asked for was read.
  bool complete() const { return missing.count == 0 && unreadable.count == 0 && !interrupted && failures.empty(); }
};

/// Shared by the scan, its progress bar and its signal handler. Any thread.
struct ScanControl {
  std::atomic<bool> stop{false};  ///< set to end the scan early; what was done is reported, marked interrupted
  std::atomic<std::uint64_t> objects_total{0};
  std::atomic<std::uint64_t> objects_done{0};
  std::atomic<std::uint64_t> bytes_done{0};
  std::atomic<const char*> stage{"opening"};  ///< a literal: "reading", "attributing", "proving"
};

/// Takes what a source reads. One per worker thread.
class BlobSink {
 public:
  virtual ~BlobSink() = default;
  /// Looks at `blob` during the call, and leaves a memo behind when the blob asks for one.
  virtual void Accept(const Blob& blob) = 0;
  /// Hits seen so far. A source that knows its objects' hashes checks every object that raised this number.
  virtual std::uint64_t hit_count() const { return 0; }
};

/// What a source leaves out because the user asked for it, and how it reads.
struct ReadOptions {
  int threads = 1;                  ///< at least 1
  std::uint64_t max_blob_size = 0;  ///< bytes; 0: no limit
  bool skip_binary = false;         ///< blobs with a NUL in their first 8,000 bytes
  bool use_packs = true;            ///< false: packs through libgit2 (`--no-pack`)
  bool use_deltas = true;           ///< false: no Derivation (`--no-delta`)
  bool verify_objects = false;      ///< hash every object read
  bool all_tips = false;            ///< every ref counts as a tip (`--tips`)
};

/// Where a text stands, to begin a second reading with.
struct TextPlace {
  ObjectId object;   ///< empty for a file or a pipe
  std::string path;  ///< empty: at no path
  ObjectId commit;   ///< has `object` at `path`; empty: none does
};

/// What a second reading gives, and in which order.
struct RereadOptions {
  ReadOptions read;              ///< as for the first; there are as many threads as sinks, whatever `threads` says
  std::vector<TextPlace> first;  ///< these texts, then the other files of their folders, all with their paths
  bool everything = true;        ///< then every text of the target, those above among them
};

/// Blobs above this many bytes reach the sink in slices that overlap by kSliceOverlap.
inline constexpr std::uint64_t kSliceSize = 64ULL << 20;
inline constexpr std::uint64_t kSliceOverlap = 1ULL << 20;

/// What reading has cost a source below its sinks, for `--stats`. Times are CPU seconds summed over threads, of
/// inflating and applying from a sample. All 0 for a source without packs.
struct ReadCost {
  double open_seconds = 0;     ///< packs mapped, their delta forests built
  double inflate_seconds = 0;  ///< zlib streams of packs
  double apply_seconds = 0;    ///< deltas
  std::uint64_t inflated_bytes = 0;
  std::uint64_t rebuilt_bytes = 0;   ///< of objects, whole
  std::uint64_t inserted_bytes = 0;  ///< of those, what deltas did not copy from a base
  std::uint64_t fallbacks = 0;       ///< objects of packs that libgit2 had to read
};

/// Which findings each object that hit holds: ids are the scan's, ascending, distinct.
using Wanted = std::unordered_map<ObjectId, std::vector<std::uint32_t>, ObjectIdHash>;

/// A finding at a path, from the commit that introduced it there.
struct Sighting {
  std::uint32_t finding = 0;
  Where where = Where::kBlob;
  ObjectId object;   ///< the blob that `commit` has at `path`; for where = path the tree that names it
  std::string path;  ///< empty: no tree names the object
  std::optional<std::uint32_t> commit;      ///< index in Attribution::commits
  std::optional<std::uint32_t> removed_in;  ///< index in Attribution::commits
  Reach reach = Reach::kUnreachable;
  bool at_tips = false;
  bool at_head = false;
  std::string ref;  ///< of a tag's texts: a ref that leads to the tag; empty: none
};

/// From which refs one finding's introducing commits are reachable.
struct RefsOfFinding {
  std::uint64_t count = 0;
  std::vector<std::string> first;  ///< up to 5 ref names, HEAD's branch first, then by name
};

/// Where every wanted finding stands in history (DESIGN 6).
struct Attribution {
  std::vector<CommitSummary> commits;
  std::vector<Sighting> sightings;  ///< ordered by (finding, path, commit id)
  std::vector<RefsOfFinding> refs;  ///< by finding
  /// By finding: committer date of its last removal; none while it is at a tip or was never removed.
  std::vector<std::optional<std::int64_t>> last_removed;
  std::vector<std::string> notes;  ///< bounds that were met, as sentences, for Completeness::notes
};

/// Scans one entry name; returns the ids of the findings it holds, ascending. Called from one thread at a time.
using NameScan = std::function<std::vector<std::uint32_t>(const Blob& name)>;

/// A target: a repository, a directory, a pipe. Used by one thread, which may use more inside.
class Source {
 public:
  virtual ~Source() = default;

  /// What the user called it, for messages and reports.
  virtual const std::string& target() const = 0;

  /// "git", "directory" or "stdin".
  virtual std::string_view kind() const = 0;

  /// The bytes of a configuration or ignore file that the target itself carries (at HEAD, or at the root of a
  /// directory); nothing when there is none. The target may be hostile: at most 1 MiB is returned.
  virtual std::optional<std::string> TargetFile(std::string_view path) const = 0;

  /// Gives every text to `sinks[worker]`, each distinct object once, from `options.threads` threads.
  /// REQUIRES: sinks.size() == options.threads. Errors are for a target that cannot be read at all; a damaged
  /// object is counted in completeness() and passed over.
  virtual Status Read(const ReadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control) = 0;

  /// Finds where each wanted object's findings stand, and on the way scans every distinct entry name and looks for
  /// missing objects. Call after Read, also when nothing is wanted. What a later call meets is not counted again.
  virtual Result<Attribution> Attribute(const Wanted& wanted, const NameScan& scan_name, ScanControl& control) = 0;

  /// Gives texts for a second look, each sink its own from a thread of its own; the first sink also gets what
  /// `options.first` names, before all else and in an order that owes nothing to chance. Of a pack bases, which git
  /// keeps newest, come before what derives from them. Nothing of it is counted in completeness(). Returns how many
  /// texts could not be given. `control.stop` ends it early. REQUIRES: at least one sink.
  virtual Result<std::uint64_t> Reread(const RereadOptions& options, std::span<BlobSink* const> sinks,
                                       ScanControl& control) = 0;

  /// What was read so far.
  virtual const Completeness& completeness() const = 0;
  /// What it cost so far.
  virtual ReadCost cost() const { return {}; }
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_H_
