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
/// parts are the same. A slot forgets its text for the next one with the same hash; texts above kMostBytes are not
/// kept. At most 4 MiB. One per thread.
template <class Value>
class TextMemo {
 public:
  static constexpr std::size_t kMostBytes = 16U << 10;

  /// The value of `text`: kept, or made by `make()`. Borrowed until the next call.
  template <class Make>
  const Value& Get(std::string_view text, Make&& make) {
    if (text.size() > kMostBytes) return unkept_ = make();
    if (slots_.empty()) slots_.resize(kSlots);
    Slot& slot = slots_[std::hash<std::string_view>{}(text) % kSlots];
    if (slot.value == nullptr || slot.text != text) {
      slot.value = std::make_unique<Value>(make());
      slot.text = text;
    }
    return *slot.value;
  }

 private:
  static constexpr std::size_t kSlots = 256;
  struct Slot {
    std::string text;
    std::unique_ptr<Value> value;  ///< null: empty
  };
  std::vector<Slot> slots_;
  Value unkept_{};
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TEXT_MEMO_H_
