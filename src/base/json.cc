#include "base/json.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace packrake {
namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;

// Whole means whole: 1.0 and 1e3 are integers to every reader that matters (RFC 8259 section 6 has one kind of number).
bool FitsInteger(double number) { return number >= -kTwoTo63 && number < kTwoTo63 && std::trunc(number) == number; }

}  // namespace

Json::Json(bool value) : kind_(Kind::kBool), bool_(value) {}
Json::Json(std::int64_t value) : kind_(Kind::kInteger), integer_(value) {}
Json::Json(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    kind_ = Kind::kInteger;
    integer_ = static_cast<std::int64_t>(value);
  } else {
    kind_ = Kind::kNumber;
    number_ = static_cast<double>(value);
  }
}
Json::Json(int value) : Json(static_cast<std::int64_t>(value)) {}
Json::Json(double value) : kind_(Kind::kNumber), number_(value) {}
Json::Json(std::string value) : kind_(Kind::kString), string_(std::move(value)) {}
Json::Json(std::string_view value) : Json(std::string(value)) {}
Json::Json(const char* value) : Json(std::string(value)) {}

Json Json::Array() {
  Json array;
  array.kind_ = Kind::kArray;
  return array;
}

Json Json::Object() {
  Json object;
  object.kind_ = Kind::kObject;
  return object;
}

// Children move to a list of their own before their parent goes, so that no destructor runs inside another one.
Json::~Json() {
  if (items_.empty() && members_.empty()) return;
  std::vector<Json> pending;
  const auto take_children = [&pending](Json& parent) {
    for (Json& item : parent.items_) {
      if (!item.items_.empty() || !item.members_.empty()) pending.push_back(std::move(item));
    }
    for (Member& member : parent.members_) {
      if (!member.second.items_.empty() || !member.second.members_.empty()) pending.push_back(std::move(member.second));
    }
    parent.items_.clear();
    parent.members_.clear();
  };
  take_children(*this);
  while (!pending.empty()) {
    Json parent = std::move(pending.back());
    pending.pop_back();
    take_children(parent);
  }
}

std::optional<bool> Json::AsBool() const {
  if (kind_ != Kind::kBool) return std::nullopt;
  return bool_;
}

std::optional<std::int64_t> Json::AsInteger() const {
  if (kind_ == Kind::kInteger) return integer_;
  if (kind_ == Kind::kNumber && FitsInteger(number_)) return static_cast<std::int64_t>(number_);
  return std::nullopt;
}

std::optional<double> Json::AsNumber() const {
  if (kind_ == Kind::kInteger) return static_cast<double>(integer_);
  if (kind_ == Kind::kNumber) return number_;
  return std::nullopt;
}

const std::string& Json::AsString() const {
  static const std::string empty;
  return kind_ == Kind::kString ? string_ : empty;
}

const Json* Json::Find(std::string_view name) const {
  for (auto member = members_.rbegin(); member != members_.rend(); ++member) {
    if (member->first == name) return &member->second;
  }
  return nullptr;
}

Json& Json::Append(Json value) {
  assert(kind_ == Kind::kArray && "the header requires an array");
  items_.push_back(std::move(value));
  return items_.back();
}

Json& Json::Set(std::string name, Json value) {
  assert(kind_ == Kind::kObject && "the header requires an object");
  members_.emplace_back(std::move(name), std::move(value));
  return members_.back().second;
}

}  // namespace packrake
