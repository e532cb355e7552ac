// RepoBuilder::RandomHistory: a model of branches and files that changes at random, written as one fast-import stream.
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "support/repo_builder.h"

namespace packrake {
namespace {

struct File {
  std::string mode = "100644";
  std::vector<std::string> lines;
};
using Tree = std::map<std::string, File>;

struct Head {
  int mark = 0;  ///< of its last commit; 0: unborn
  Tree tree;
};

class Historian {
 public:
  Historian(const RandomHistoryOptions& options, std::int64_t now)
      : options_(options), now_(now), random_(options.seed) {
    heads_.resize(4);
  }

  std::string Stream() {
    for (int i = 0; i < options_.commits; ++i) Step();
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      if (heads_[i].mark != 0) stream_ += fmt::format("reset refs/heads/random/{}\nfrom :{}\n\n", i, heads_[i].mark);
    }
    stream_ += fmt::format("reset refs/heads/main\nfrom :{}\n\ndone\n", heads_[last_].mark);
    return std::move(stream_);
  }
  std::int64_t now() const { return now_; }

 private:
  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  std::string Path() { return fmt::format("{}{}.txt", Below(3) == 0 ? fmt::format("dir{}/", Below(3)) : "", Below(9)); }

  std::string Line() {
    const std::uint64_t kind = Below(40);
    if (kind == 0) return std::string(2000 + Below(3000), static_cast<char>('a' + Below(26)));
    if (kind == 1) return std::string("bytes\0\x01\xff\x80 and more", 18);
    if (kind < 6 && !options_.plants.empty()) return options_.plants[Below(options_.plants.size())];
    return fmt::format("line {} of {}", Below(50), Below(5));
  }

  void Edit(Tree& tree) {
    const std::uint64_t action = Below(12);
    if (tree.empty() || (action < 4 && tree.size() < static_cast<std::size_t>(options_.max_files))) {
      File file;
      for (std::uint64_t n = 1 + Below(30); n > 0; --n) file.lines.push_back(Line());
      tree[Path()] = std::move(file);
      return;
    }
    auto at = std::next(tree.begin(), static_cast<std::ptrdiff_t>(Below(tree.size())));
    if (action == 4) {
      tree.erase(at);
    } else if (action == 5) {  // a rename, sometimes onto another file
      File file = at->second;
      tree.erase(at);
      tree[Path()] = std::move(file);
    } else if (action == 6) {
      at->second.mode = at->second.mode == "100644" ? "100755" : "100644";
    } else {
      auto& lines = at->second.lines;
      for (std::uint64_t n = 1 + Below(4); n > 0; --n) {
        const auto place = lines.begin() + static_cast<std::ptrdiff_t>(Below(lines.size() + 1));
        if (place == lines.end() || Below(2) == 0) {
          lines.insert(place, Line());
        } else if (Below(2) == 0 && lines.size() > 1) {
          lines.erase(place);
        } else {
          *place = Line();
        }
      }
    }
  }

  /// A commit on one of the branches: of edits, or a merge of one or more others (their tips, so that two branches
  /// may merge each other: a criss-cross), whose tree mixes the parents' and sometimes has something of its own.
  void Step() {
    last_ = Below(heads_.size());
    Head& head = heads_[last_];
    std::vector<int> merged;
    const Head before = head;
    if (head.mark == 0) {
      const Head& other = heads_[Below(heads_.size())];
      head = other;  // a new branch, or a second root
    } else if (Below(4) == 0) {
      for (std::uint64_t n = Below(6) == 0 ? 2 : 1; n > 0; --n) {
        const Head& other = heads_[Below(heads_.size())];
        if (other.mark == 0 || other.mark == head.mark || (!merged.empty() && merged[0] == other.mark)) continue;
        merged.push_back(other.mark);
        for (const auto& [path, file] : other.tree) {
          if (Below(2) == 0) head.tree[path] = file;
        }
      }
    }
    if (merged.empty() || Below(3) == 0) {
      for (std::uint64_t n = 1 + Below(3); n > 0; --n) Edit(head.tree);
    }
    WriteCommit(head, merged);
  }

  void WriteCommit(Head& head, const std::vector<int>& merged) {
    now_ += static_cast<std::int64_t>(Below(7200));
    const std::string message = fmt::format("change {}\n", next_mark_);
    stream_ += fmt::format(
        "commit refs/heads/random/work\nmark :{}\ncommitter Carl Committer <carl@example.com> {} +0000\n"
        "data {}\n{}\n",
        next_mark_, now_, message.size(), message);
    if (head.mark != 0) stream_ += fmt::format("from :{}\n", head.mark);
    for (int mark : merged) stream_ += fmt::format("merge :{}\n", mark);
    stream_ += "deleteall\n";
    for (const auto& [path, file] : head.tree) {
      std::string bytes;
      for (const std::string& line : file.lines) bytes += line + "\n";
      stream_ += fmt::format("M {} inline {}\ndata {}\n{}\n", file.mode, path, bytes.size(), bytes);
    }
    stream_ += "\n";
    head.mark = next_mark_++;
    if (head.mark == 1) return;
    // The next commit must not continue this one by itself when it is a root.
    stream_ += "reset refs/heads/random/work\n\n";
  }

  const RandomHistoryOptions& options_;
  std::int64_t now_;
  std::mt19937_64 random_;  // its sequence is fixed by the standard, unlike that of the distributions
  std::vector<Head> heads_;
  std::size_t last_ = 0;
  int next_mark_ = 1;
  std::string stream_;
};

}  // namespace

void RepoBuilder::RandomHistory(const RandomHistoryOptions& options) {
  Historian historian(options, now_);
  Git({"fast-import", "--quiet", "--force", "--done"}, historian.Stream());
  now_ = historian.now();
  Git({"update-ref", "-d", "refs/heads/random/work"});
  if (!bare_) Git({"reset", "-q", "--hard", "refs/heads/main"});
}

}  // namespace packrake
