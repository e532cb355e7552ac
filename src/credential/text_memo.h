#ifndef PACKRAKE_CREDENTIAL_TEXT_MEMO_H_
#define PACKRAKE_CREDENTIAL_TEXT_MEMO_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace packrake::code {

/// What was made of texts lately, by their whole content: versions of a file come close together, and most of their
/// parts are the same. A slot forgets its text for the next one with the same hash; texts above `kMostBytes` are not
/// kept; when there are `kMostInAll` bytes of texts, all are forgotten. One per thread.
template <class Value, std::size_t kSlots = 256, std::size_t kMostBytes = (16U << 10),
          std::size_t kMostInAll = (4U << 20)>
class TextMemo {
 public:
  /// The value of `text`: kept, or made by `make()`. Borrowed until the next call.
  template <class Make>
  const Value& Get(std::string_view text, Make&& make) {
    if (text.size() > kMostBytes) return unkept_ = make();
    if (slots_.empty() || bytes_ + text.size() > kMostInAll) {
      slots_.clear();
      slots_.resize(kSlots);
      bytes_ = 0;
    }
    Slot& slot = slots_[std::hash<std::string_view>{}(text) % kSlots];
    if (slot.value == nullptr || slot.text != text) {
      slot.value = std::make_unique<Value>(make());
      bytes_ += text.size() - slot.text.size();
      slot.text = text;
    }
    return *slot.value;
  }

 private:
  struct Slot {
    std::string text;
    std::unique_ptr<Value> value;  ///< null: empty
  };
  std::vector<Slot> slots_;
  std::size_t bytes_ = 0;  ///< of the texts in slots_
  Value unkept_{};
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TEXT_MEMO_H_
