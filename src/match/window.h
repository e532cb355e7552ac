#ifndef PACKRAKE_MATCH_WINDOW_H_
#define PACKRAKE_MATCH_WINDOW_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/lines.h"

namespace packrake {

/// A view of a text that records how far it was read, so that a verdict can be carried over to a derived blob when
/// all that it rests on was copied unchanged. Offsets are the text's. One per examination.
class Window {
 public:
  explicit Window(std::string_view text) : text_(text), begin_(text.size()) {}

  /// The bytes [begin, end), cut at the ends of the text; a cut is recorded as having seen that end.
  std::string_view Read(std::size_t begin, std::size_t end) {
    if (end > text_.size()) saw_end_ = true;
    end = std::min(end, text_.size());
    begin = std::min(begin, end);
    begin_ = std::min(begin_, begin);
    end_ = std::max(end_, end);
    return text_.substr(begin, end - begin);
  }

  /// The line round `offset` with its '\n'; sees the neighbouring line ends, or the ends of the text.
  std::string_view ReadLine(std::size_t offset) {
    offset = std::min(offset, text_.size());
    const std::size_t begin = LineBegin(text_, offset);
    const std::size_t end = LineEnd(text_, offset);
    if (begin == 0) saw_begin_ = true;
    return Read(begin == 0 ? 0 : begin - 1, end + 1).substr(begin == 0 ? 0 : 1);
  }

  /// Everything; sees both ends.
  std::string_view ReadAll() {
    saw_begin_ = saw_end_ = true;
    begin_ = 0;
    end_ = text_.size();
    return text_;
  }

  /// Tells that the verdict rests on `begin` being the first byte of the text.
  void SeeBegin() {
    saw_begin_ = true;
    begin_ = 0;
    end_ = std::max<std::size_t>(end_, 0);
  }

  /// The text's size. It is the distance between both ends, so what rests on it sees both, and is examined again
  /// whenever anything changes; to stop at the end, Read and look at what came back.
  std::size_t size() {
    saw_begin_ = saw_end_ = true;
    return text_.size();
  }

  std::size_t reach_begin() const { return std::min(begin_, end_); }  ///< first byte read
  std::size_t reach_end() const { return end_; }                      ///< one past the last byte read
  bool saw_begin() const { return saw_begin_; }
  bool saw_end() const { return saw_end_; }

 private:
  std::string_view text_;
  std::size_t begin_;
  std::size_t end_ = 0;
  bool saw_begin_ = false;
  bool saw_end_ = false;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_WINDOW_H_
