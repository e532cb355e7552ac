#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace packrake {
namespace {

// Takes nlohmann-json's events, so that depth is checked before a node is made and a repeated name is kept.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit TreeBuilder(int max_depth) : max_depth_(max_depth) {}

  bool null() override { return Add(Json()); }
  bool boolean(bool value) override { return Add(Json(value)); }
  bool number_integer(number_integer_t value) override { return Add(Json(value)); }
  bool number_unsigned(number_unsigned_t value) override { return Add(Json(value)); }
  bool number_float(number_float_t value, const string_t&) override { return Add(Json(value)); }
  bool string(string_t& value) override { return Add(Json(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return Open(Json::Object()); }
  bool start_array(std::size_t) override { return Open(Json::Array()); }
  bool key(string_t& name) override {
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    error_position_ = position;
    return false;
  }

  Json&& root() && { return std::move(root_); }
  bool too_deep() const { return too_deep_; }
  std::size_t error_position() const { return error_position_; }

 private:
  Json* Place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    return parent.is_array() ? &parent.Append(std::move(value)) : &parent.Set(std::move(name_), std::move(value));
  }
  bool Add(Json value) {
    Place(std::move(value));
    return true;
  }
  bool Open(Json container) {
    too_deep_ = static_cast<int>(open_.size()) >= max_depth_;
    if (too_deep_) return false;
    // The pointer holds: a container gets a sibling only after it was closed.
    open_.push_back(Place(std::move(container)));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  int max_depth_;
  Json root_;
  std::vector<Json*> open_;
  std::string name_;
  bool too_deep_ = false;
  std::size_t error_position_ = 0;
};

// The library's own message quotes the text, which may hold a secret.
Error SyntaxError(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position == 0 ? 0 : position - 1, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return {ErrorCode::kCorrupt, fmt::format("line {}, column {}: not JSON", line, before.size() - line_begin + 1)};
}

}  // namespace

Result<Json> ParseJson(std::string_view text, int max_depth) {
  try {
    TreeBuilder builder(max_depth);
    if (nlohmann::json::sax_parse(text, &builder)) return std::move(builder).root();
    if (builder.too_deep()) return Error{ErrorCode::kLimit, fmt::format("JSON nested deeper than {}", max_depth)};
    return SyntaxError(text, builder.error_position());
  } catch (const std::exception&) {
    return Error{ErrorCode::kInternal, "reading JSON failed"};
  }
}

}  // namespace packrake
