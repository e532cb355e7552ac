#include "credential/repository_literals.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/binary.h"
#include "base/log.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "credential/key_text.h"
#include "credential/literals.h"
#include "credential/secret_line.h"
#include "credential/seen_lines.h"
#include "credential/seen_texts.h"
#include "match/dirty_lines.h"

namespace packrake {
namespace {

// Of all threads together.
constexpr std::size_t kMostWaitingBytes = 32U << 20;
constexpr std::size_t kMostWaiting = 500'000;

/// Whether somebody can have written `literal` between the quotes where it stands: of the noise of a picture one in ten
/// can be.
bool IsText(std::string_view literal) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7F; };
  return std::none_of(literal.begin(), literal.end(), is_control) &&
         FindInvalidUtf8(literal) == std::string_view::npos;
}

/// Left with a text whose literals were all given: what derives from it need not give them again.
class Given : public BlobMemo {};

/// Literals that wait for their turn, with what names their places.
class WaitingLiterals {
 public:
  explicit WaitingLiterals(std::size_t share) : most_bytes_(kMostWaitingBytes / share), most_(kMostWaiting / share) {}

  bool full() const { return bytes_.size() >= most_bytes_ || literals_.size() >= most_; }

  void Add(std::string_view literal, const Blob& text, std::uint64_t line) {
    if (texts_.empty() || texts_.back().object != text.id || texts_.back().where != text.where ||
        texts_.back().path != text.path) {
      texts_.push_back({text.id, text.where, std::string(text.path)});
    }
    literals_.push_back({bytes_.size(), literal.size(), texts_.size() - 1, line});
    bytes_ += literal;
  }

  /// Gives those that were not seen as likely ones since, or until `attempt` returns false, which is then the answer;
  /// none is left.
  bool Give(const SeenTexts& seen, const TryLiteral& attempt) {
    bool wanted = true;
    for (const Literal& literal : literals_) {
      const std::string_view bytes = std::string_view(bytes_).substr(literal.begin, literal.size);
      if (seen.Look(seen.HashOf(bytes)) == SeenTexts::Sight::kLikely) continue;
      const Text& text = texts_[literal.text];
      wanted = attempt({bytes, text.where, text.object, text.path, literal.line, Standing::kOther});
      if (!wanted) break;
    }
    bytes_.clear();
    literals_.clear();
    texts_.clear();
    return wanted;
  }

 private:
  struct Text {
    ObjectId object;
    Where where = Where::kBlob;
    std::string path;
  };
  struct Literal {
    std::size_t begin = 0, size = 0;  // in bytes_
    std::size_t text = 0;             // index in texts_
    std::uint64_t line = 0;
  };
  const std::size_t most_bytes_, most_;
  std::string bytes_;
  std::vector<Text> texts_;
  std::vector<Literal> literals_;
};

/// What the sinks of one reading share.
struct SharedReading {
  const LiteralRequest& request;
  const bool public_keys;
  ScanControl control;  // its own: the last token's secret ends the reading, and that is no interruption
  std::optional<SeenTexts> seen;  // when everything is read
};

/// Takes the texts of one thread.
class LiteralSink : public BlobSink {
 public:
  LiteralSink(SharedReading& shared, const TryLiteral& attempt, std::size_t sinks)
      : shared_(shared), attempt_(attempt), waiting_(sinks) {}

  /// While set, every literal is given at once, known or not: a passphrase is tried on what stands beside it.
  void set_beside(bool beside) { beside_ = beside; }

  void Accept(const Blob& text) override {
    if (stopped()) return;
    if (const auto utf8 = Utf8OfUtf16(text.bytes)) {
      const Blob shown{text.id, text.where, *utf8, text.path, text.offset, text.first_line, nullptr, nullptr};
      return AcceptPlain(shown);
    }
    AcceptPlain(text);
  }

  void GiveWaiting() {
    if (!stopped() && !waiting_.Give(*shared_.seen, attempt_)) Stop();
  }

 private:
  bool stopped() const { return shared_.control.stop.load(std::memory_order_relaxed); }
  void Stop() { shared_.control.stop = true; }

  void AcceptPlain(const Blob& text) {
    if (shared_.request.goes_on && !shared_.request.goes_on()) return Stop();
    CountFromBegin(text);
    line_ = {};
    const auto* derived = text.derivation;
    const bool known_base = derived != nullptr && dynamic_cast<const Given*>(derived->base) != nullptr;
    if (known_base && dirty_.Find(text.bytes, *derived, 0)) {
      std::size_t at = 0;
      for (const CleanLines& clean : dirty_.clean()) {
        Look(text, text.bytes.substr(at, clean.begin - at));
        at = clean.end;
      }
      Look(text, text.bytes.substr(at));
    } else {
      Look(text, text.bytes);
    }
    LookForPublicKeys(text);
    if (text.memo != nullptr) *text.memo = std::make_unique<Given>();
    if (waiting_.full()) GiveWaiting();
  }

  void CountFromBegin(const Blob& text) {
    line_number_ = text.first_line;
    counted_ = text.bytes.data();
  }

  /// Literals come nearly in the order of the text: its lines are counted once, a step back on a line costs that step,
  /// and a binary's strings, which come after its other literals, are counted from the beginning.
  std::uint64_t LineNumberOf(const Blob& text, const char* at) {
    if (at < counted_ && counted_ - at < at - text.bytes.data()) {
      line_number_ -= static_cast<std::uint64_t>(std::count(at, counted_, '\n'));
      counted_ = at;
    }
    if (at < counted_) CountFromBegin(text);
    if (at > counted_) {
      line_number_ += static_cast<std::uint64_t>(std::count(counted_, at, '\n'));
      counted_ = at;
    }
    return line_number_;
  }

  bool IsLikely(std::string_view literal, std::string_view line) {
    if (line.size() > 2 * kNear) {  // of a minified text what stands round the literal tells as much as its line would
      const auto at = static_cast<std::size_t>(literal.data() - line.data());
      return SpeaksOfSecrets(line.substr(at > kNear ? at - kNear : 0, 2 * kNear));
    }
    if (line.data() != line_.data()) {
      line_ = line;
      line_is_likely_ = SpeaksOfSecrets(line);
    }
    return line_is_likely_;
  }

  void Look(const Blob& text, std::string_view part) {
    if (stopped() || part.empty()) return;
    const bool binary = LooksBinary(text.bytes);
    // Not all literals of a binary's line are looked at: it says nothing of the same line elsewhere.
    const auto wants_line = [&](std::string_view line) { return beside_ || binary || !lines_.Saw(line); };
    ForEachLiteral(part, wants_line, [&](std::string_view literal, std::string_view line) {
      return (binary && !IsText(literal)) || Take(text, literal, line);
    });
    if (!binary || stopped()) return;
    ForEachStringOfBinary(
        part, [&](std::string_view literal, std::string_view run) { return Take(text, literal, run); });
  }

  /// Gives what was not given before as so likely a literal, now or in its turn. False when no more are wanted.
  bool Take(const Blob& text, std::string_view literal, std::string_view line) {
    using Sight = SeenTexts::Sight;
    if (beside_) {
      if (shared_.seen) shared_.seen->Mark(shared_.seen->HashOf(literal), true);
      return Give(text, literal, Standing::kBeside);
    }
    const std::uint64_t hash = shared_.seen->HashOf(literal);
    const Sight so_far = shared_.seen->Look(hash);
    if (so_far == Sight::kLikely) return true;
    const bool only_word = literal.size() + 2 >= text.bytes.size();  // a file that is the secret
    const bool likely = only_word || IsLikely(literal, line);
    if (so_far == Sight::kUnlikely && !likely) return true;
    const Sight before = shared_.seen->Mark(hash, likely);
    if (likely) return before == Sight::kLikely || Give(text, literal, Standing::kLikely);
    if (before == Sight::kNew) waiting_.Add(literal, text, LineNumberOf(text, literal.data()));
    return true;
  }

  bool Give(const Blob& text, std::string_view literal, Standing standing) {
    if (attempt_({literal, text.where, text.id, text.path, LineNumberOf(text, literal.data()), standing})) return true;
    Stop();
    return false;
  }

  /// A block has many lines, of which a derived text may have changed one: the whole text is looked at.
  void LookForPublicKeys(const Blob& text) {
    if (!shared_.public_keys || stopped()) return;
    ForEachPublicKey(text.bytes, [&](std::string_view key) {
      if (shared_.seen->Mark(shared_.seen->HashOf(key), true) == SeenTexts::Sight::kLikely) return true;
      const auto line = text.first_line + static_cast<std::uint64_t>(std::count(text.bytes.data(), key.data(), '\n'));
      const auto attempt = [&](std::string_view bytes) {
        return attempt_({bytes, text.where, text.id, text.path, line, Standing::kLikely});
      };
      bool wanted = attempt(key);
      const auto read = wanted ? ReadPublicKeyText(key) : std::nullopt;
      if (read) wanted = std::ranges::all_of(read->texts, attempt);
      if (!wanted) Stop();
      return wanted;
    });
  }

  static constexpr std::size_t kNear = 200;  // bytes

  SharedReading& shared_;
  const TryLiteral& attempt_;
  bool beside_ = false;
  SeenLines lines_;  // whose literals were all looked at when they were not `beside_`
  WaitingLiterals waiting_;
  DirtyLines dirty_;
  // Of the text in hand.
  std::uint64_t line_number_ = 1;
  const char* counted_ = nullptr;
  std::string_view line_;
  bool line_is_likely_ = false;
};

/// One call of a LiteralSource.
class LiteralReading {
 public:
  LiteralReading(Source& source, const RepositoryLiteralsOptions& options, const LiteralRequest& request,
                 std::span<const TryLiteral> attempts)
      : source_(source), options_(options), request_(request), shared_{request, options.public_keys, {}, {}} {
    if (request.everywhere) shared_.seen.emplace();
    for (const TryLiteral& attempt : attempts) {
      sinks_.push_back(std::make_unique<LiteralSink>(shared_, attempt, attempts.size()));
      pointers_.push_back(sinks_.back().get());
    }
  }

  bool Run() {
    RereadOptions reading{options_.read, {}, false};
    if (options_.places_of) reading.first = options_.places_of(request_.around);
    if (!reading.first.empty()) {
      sinks_[0]->set_beside(true);
      Read(reading);
      sinks_[0]->set_beside(false);
    }
    if (request_.everywhere && !shared_.control.stop) {
      reading.first.clear();
      reading.everything = true;
      Read(reading);
      if (!request_.wants_others || request_.wants_others()) {
        ParallelFor(static_cast<int>(sinks_.size()), sinks_.size(),
                    [this](int, std::size_t i) { sinks_[i]->GiveWaiting(); });
      }
    }
    return whole_;
  }

 private:
  void Read(const RereadOptions& reading) {
    const auto left_out = source_.Reread(reading, pointers_, shared_.control);
    if (!left_out) log::Error("{}", left_out.error().message);
    whole_ = whole_ && left_out && *left_out == 0;
  }

  Source& source_;
  const RepositoryLiteralsOptions& options_;
  const LiteralRequest& request_;
  SharedReading shared_;
  std::vector<std::unique_ptr<LiteralSink>> sinks_;
  std::vector<BlobSink*> pointers_;
  bool whole_ = true;
};

}  // namespace

LiteralSource LiteralsOf(Source& source, RepositoryLiteralsOptions options) {
  return [&source, options = std::move(options)](const LiteralRequest& request, std::span<const TryLiteral> attempts) {
    return LiteralReading(source, options, request, attempts).Run();
  };
}

}  // namespace packrake
