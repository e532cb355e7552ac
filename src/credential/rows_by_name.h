#ifndef PACKRAKE_CREDENTIAL_ROWS_BY_NAME_H_
#define PACKRAKE_CREDENTIAL_ROWS_BY_NAME_H_

#include <bitset>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace packrake::code {

/// The rows of a table by their names; those of one name in the order of the table, which is borrowed. Const after it
/// is made; any thread.
template <class Row>
class RowsByName {
 public:
  RowsByName(std::span<const Row> table, std::string_view Row::*name) {
    for (const Row& row : table) {
      rows_[row.*name].push_back(&row);
      sieve_[SlotOf(row.*name)] = true;
    }
  }

  /// Asked with every name and string of a program, of which hardly any has a row.
  std::span<const Row* const> Of(std::string_view name) const {
    if (!sieve_[SlotOf(name)]) return {};
    const auto found = rows_.find(name);
    return found == rows_.end() ? std::span<const Row* const>() : std::span<const Row* const>(found->second);
  }

 private:
  static std::size_t SlotOf(std::string_view name) {
    if (name.empty()) return 0;
    const auto byte = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c)); };
    return (byte(name.front()) * 31 + byte(name.back()) * 7 + name.size()) % kSlots;
  }

  static constexpr std::size_t kSlots = 4096;
  std::bitset<kSlots> sieve_;
  std::unordered_map<std::string_view, std::vector<const Row*>> rows_;
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_ROWS_BY_NAME_H_
