#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "rules/load.h"
#include "rules/rule_fields.h"

// The compact form is a list of values, each "<bytes>:<text>", in the order of rule_fields.h: numbers are texts, a list
// is its number of items and then the items. JSON was tried: for 150 rules with their examples (230 KB) it takes 1.7 ms
// to read and this 0.1 ms, and it is read at every start, a push hook's too.
namespace packrake {
namespace {

constexpr std::string_view kMark = "packrake rules 1";

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void operator()(std::string_view value) { fmt::format_to(std::back_inserter(out_), "{}:{}", value.size(), value); }
  void operator()(const std::string& value) { (*this)(std::string_view(value)); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void operator()(Number value) { (*this)(std::string_view(fmt::format("{}", value))); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum value) { (*this)(static_cast<int>(value)); }
  void operator()(const std::vector<std::string>& values) {
    (*this)(values.size());
    for (const std::string& value : values) (*this)(value);
  }
  void operator()(const std::vector<ContextRule>& contexts) {
    (*this)(contexts.size());
    for (const ContextRule& context : contexts) VisitContext(context, *this);
  }

 private:
  std::string& out_;
};

/// Takes values in order; ok() is false once one was not there or of another kind, and the values are then empty.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  void operator()(std::string& value) { value = Next(); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void operator()(Number& value) {
    const std::string_view text = Next();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    ok_ = ok_ && !text.empty() && error == std::errc() && end == text.data() + text.size();
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum& value) {
    int number = 0;
    (*this)(number);
    value = static_cast<Enum>(number);
  }
  void operator()(std::vector<std::string>& values) {
    values.resize(Count());
    for (std::string& value : values) (*this)(value);
  }
  void operator()(std::vector<ContextRule>& contexts) {
    contexts.resize(Count());
    for (ContextRule& context : contexts) VisitContext(context, *this);
  }

  std::string_view Next() {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
    const auto colon = static_cast<std::size_t>(end - rest_.data());
    ok_ = ok_ && error == std::errc() && colon < rest_.size() && *end == ':' && size < rest_.size() - colon;
    if (!ok_) return {};
    const std::string_view value = rest_.substr(colon + 1, size);
    rest_.remove_prefix(colon + 1 + size);
    return value;
  }

  /// Of items that follow: each takes two bytes at least, so that a wrong number takes no memory.
  std::size_t Count() {
    std::size_t count = 0;
    (*this)(count);
    ok_ = ok_ && count <= rest_.size() / 2;
    return ok_ ? count : 0;
  }

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::string WriteCompactRules(const RuleSet& set) {
  std::string out;
  Writer writer(out);
  writer(kMark);
  writer(set.rules.size());
  for (const Rule& rule : set.rules) {
    VisitDecisiveFields(rule, writer);
    VisitOtherFields(rule, writer);
  }
  VisitAllow(set.allow, writer);
  return out;
}

Result<RuleSet> ReadCompactRules(std::string_view text) {
  RuleSet set;
  Reader reader(text);
  if (reader.Next() == kMark) {
    set.rules.resize(reader.Count());
    for (Rule& rule : set.rules) {
      if (!reader.ok()) break;
      VisitDecisiveFields(rule, reader);
      VisitOtherFields(rule, reader);
    }
    VisitAllow(set.allow, reader);
    if (reader.ok() && reader.at_end()) return set;
  }
  return Error{ErrorCode::kCorrupt, "the compact rules are not of this version"};
}

}  // namespace packrake
