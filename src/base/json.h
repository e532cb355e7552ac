#ifndef PACKRAKE_BASE_JSON_H_
#define PACKRAKE_BASE_JSON_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "packrake/result.h"

/// JSON of RFC 8259, read into a plain tree and written from one; nlohmann-json does the work behind this header.
namespace packrake {

/// A JSON value. Object members keep the order they were read or added in; with a repeated name the last one counts
/// when looked up, as in most JOSE libraries. A plain value; destroying a deep one does not recurse without bound.
class Json {
 public:
  enum class Kind { kNull, kBool, kInteger, kNumber, kString, kArray, kObject };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  Json(bool value);                // NOLINT(google-explicit-constructor): values read as literals
  Json(std::int64_t value);        // NOLINT(google-explicit-constructor)
  Json(std::uint64_t value);       // NOLINT(google-explicit-constructor)
  Json(int value);                 // NOLINT(google-explicit-constructor)
  Json(double value);              // NOLINT(google-explicit-constructor)
  Json(std::string value);         // NOLINT(google-explicit-constructor)
  Json(std::string_view value);    // NOLINT(google-explicit-constructor)
  Json(const char* value);         // NOLINT(google-explicit-constructor)
  static Json Array();
  static Json Object();

  Json(const Json&) = default;
  Json(Json&&) noexcept = default;
  Json& operator=(const Json&) = default;
  Json& operator=(Json&&) noexcept = default;
  ~Json();

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }
  bool is_number() const { return kind_ == Kind::kInteger || kind_ == Kind::kNumber; }

  /// The value as that type; nothing when it is another (a number that is whole and fits is an integer).
  std::optional<bool> AsBool() const;
  std::optional<std::int64_t> AsInteger() const;
  std::optional<double> AsNumber() const;
  /// "" when this is no string.
  const std::string& AsString() const;
  /// Empty when this is no array.
  const std::vector<Json>& items() const { return items_; }
  /// Empty when this is no object.
  const std::vector<Member>& members() const { return members_; }

  /// The member called `name`, or null when there is none or this is no object.
  const Json* Find(std::string_view name) const;

  /// Appends to an array; adds a member to an object. REQUIRES: that kind.
  Json& Append(Json value);
  Json& Set(std::string name, Json value);

  /// Compact text on one line, or indented by two. Bytes that are not UTF-8 become U+FFFD; control characters,
  /// U+2028 and U+2029 are escaped.
  std::string Dump(bool indented = false) const;

 private:
  Kind kind_ = Kind::kNull;
  bool bool_ = false;
  std::int64_t integer_ = 0;
  double number_ = 0;
  std::string string_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

/// Reads one JSON text of at most `max_depth` nested arrays and objects. Errors: kCorrupt with line and column, kLimit.
Result<Json> ParseJson(std::string_view text, int max_depth = 64);

}  // namespace packrake

#endif  // PACKRAKE_BASE_JSON_H_
