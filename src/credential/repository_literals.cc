#include "credential/repository_literals.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/log.h"
#include "credential/key_text.h"
#include "credential/literals.h"
#include "credential/seen_texts.h"
#include "match/dirty_lines.h"
#include "match/search.h"
#include "text/byte_set.h"

namespace packrake {
namespace {

constexpr std::size_t kMostWaitingBytes = 64U << 20;
constexpr std::size_t kMostWaiting = 1'000'000;

/// Left with a text whose literals were all given: what derives from it need not give them again.
class Given : public BlobMemo {};

/// Whether a line has a word that goes with secrets, ASCII case ignored.
bool SpeaksOfSecrets(std::string_view line) {
  static constexpr ByteSet kFirst("sSkKpPtTjJhHcCaA");
  constexpr std::string_view kWords[] = {"secret", "key",  "passw", "pwd",  "token", "jwt",   "jws",
                                         "sign",   "hmac", "salt",  "cred", "auth",  "phrase"};
  for (std::size_t i = kFirst.FindIn(line); i != std::string_view::npos; i = kFirst.FindIn(line, i + 1)) {
    const std::string_view rest = line.substr(i);
    for (const std::string_view word : kWords) {
      if (rest.size() >= word.size() && AsciiLower(rest[0]) == word[0] && AsciiLower(rest[1]) == word[1] &&
          AsciiLower(rest[2]) == word[2] && ContainsWord(rest.substr(0, word.size()), word)) {
        return true;
      }
    }
  }
  return false;
}

/// Literals that wait for their turn, with what names their places.
class WaitingLiterals {
 public:
  bool full() const { return bytes_.size() >= kMostWaitingBytes || literals_.size() >= kMostWaiting; }

  void Add(std::string_view literal, const Blob& text, std::uint64_t line) {
    if (texts_.empty() || texts_.back().object != text.id || texts_.back().where != text.where ||
        texts_.back().path != text.path) {
      texts_.push_back({text.id, text.where, std::string(text.path)});
    }
    literals_.push_back({bytes_.size(), literal.size(), texts_.size() - 1, line});
    bytes_ += literal;
  }

  /// Gives them all, or until `attempt` returns false, which is then the answer; none is left.
  bool Give(const TryLiteral& attempt) {
    bool wanted = true;
    for (const Literal& literal : literals_) {
      const Text& text = texts_[literal.text];
      wanted = attempt({std::string_view(bytes_).substr(literal.begin, literal.size), text.where, text.object,
                        text.path, literal.line, false});
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
  std::string bytes_;
  std::vector<Text> texts_;
  std::vector<Literal> literals_;
};

class LiteralSink : public BlobSink {
 public:
  LiteralSink(const LiteralRequest& request, const TryLiteral& attempt, bool public_keys, ScanControl& control)
      : request_(request), attempt_(attempt), public_keys_(public_keys), control_(control) {}

  /// While set, every literal is given at once, known or not: a passphrase is tried on what stands beside it.
  void set_beside(bool beside) { beside_ = beside; }

  void Accept(const Blob& text) override {
    if (control_.stop) return;
    if (request_.goes_on && !request_.goes_on()) return Stop();
    line_ = text.first_line;
    counted_ = text.bytes.data();
    line_end_ = text.bytes.data();
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
    if (waiting_.full()) Finish();
  }

  /// Gives what waits.
  void Finish() {
    if (!control_.stop && !waiting_.Give(attempt_)) Stop();
  }

 private:
  void Stop() { control_.stop = true; }

  /// Literals come in the order of the text, so that its lines are counted once.
  std::uint64_t LineOf(const char* at) {
    if (at > counted_) {
      line_ += static_cast<std::uint64_t>(std::count(counted_, at, '\n'));
      counted_ = at;
    }
    return line_;
  }

  bool OnSecretLine(const Blob& text, const char* at) {
    if (at >= line_end_ || at < line_begin_) {
      const char* begin = text.bytes.data();
      const char* end = begin + text.bytes.size();
      const void* before = memrchr(begin, '\n', static_cast<std::size_t>(at - begin));
      const void* after = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
      line_begin_ = before == nullptr ? begin : static_cast<const char*>(before) + 1;
      line_end_ = after == nullptr ? end : static_cast<const char*>(after);
      // Of a minified text the part before the literal tells as much as its line would.
      const char* near = at - std::min<std::ptrdiff_t>(at - line_begin_, kNear);
      secret_line_ =
          SpeaksOfSecrets({near, static_cast<std::size_t>(std::min<std::ptrdiff_t>(line_end_ - near, 2 * kNear))});
      if (line_end_ - line_begin_ > 2 * kNear) line_end_ = at + 1;  // asked again for the next one
    }
    return secret_line_;
  }

  void Look(const Blob& text, std::string_view part) {
    if (control_.stop || part.empty()) return;
    ForEachLiteral(part, [&](std::string_view literal) {
      const bool fresh = seen_.Insert(literal);
      if (!fresh && !beside_) return true;
      const std::uint64_t line = LineOf(literal.data());
      if (!beside_ && !OnSecretLine(text, literal.data())) {
        waiting_.Add(literal, text, line);
        return true;
      }
      if (attempt_({literal, text.where, text.id, text.path, line})) return true;
      Stop();
      return false;
    });
  }

  /// A block has many lines, of which a derived text may have changed one: the whole text is looked at.
  void LookForPublicKeys(const Blob& text) {
    if (!public_keys_ || control_.stop) return;
    ForEachPublicKey(text.bytes, [&](std::string_view key) {
      if (!seen_.Insert(key)) return true;
      const auto line = text.first_line + static_cast<std::uint64_t>(std::count(text.bytes.data(), key.data(), '\n'));
      if (attempt_({key, text.where, text.id, text.path, line})) return true;
      Stop();
      return false;
    });
  }

  static constexpr std::ptrdiff_t kNear = 200;  // bytes

  const LiteralRequest& request_;
  const TryLiteral& attempt_;
  const bool public_keys_;
  ScanControl& control_;
  bool beside_ = false;
  SeenTexts seen_;
  WaitingLiterals waiting_;
  DirtyLines dirty_;
  // Of the text in hand.
  std::uint64_t line_ = 1;
  const char* counted_ = nullptr;
  const char* line_begin_ = nullptr;
  const char* line_end_ = nullptr;
  bool secret_line_ = false;
};

}  // namespace

LiteralSource LiteralsOf(Source& source, RepositoryLiteralsOptions options) {
  return [&source, options = std::move(options)](const LiteralRequest& request, const TryLiteral& attempt) {
    ScanControl control;  // its own: the last token's secret ends the reading, and that is no interruption
    LiteralSink sink(request, attempt, options.public_keys, control);
    RereadOptions reading{options.read, {}, false};
    if (options.places_of) reading.first = options.places_of(request.around);
    bool whole = true;
    const auto read = [&] {
      const auto left_out = source.Reread(reading, sink, control);
      if (!left_out) log::Error("{}", left_out.error().message);
      whole = whole && left_out && *left_out == 0;
    };
    if (!reading.first.empty()) {
      sink.set_beside(true);
      read();
      sink.set_beside(false);
    }
    if (request.everywhere && !control.stop) {
      reading.first.clear();
      reading.everything = true;
      read();
      sink.Finish();
    }
    return whole;
  };
}

}  // namespace packrake
