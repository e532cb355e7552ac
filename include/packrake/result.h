#ifndef PACKRAKE_RESULT_H_
#define PACKRAKE_RESULT_H_

#include <cassert>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace packrake {

/// What kind of trouble an Error tells of; decides the exit status, never the wording.
enum class ErrorCode {
  kUsage,          ///< the command line asks for something that does not exist
  kInvalidConfig,  ///< a configuration, ignore or baseline file is wrong
  kInvalidRule,    ///< a rule file is wrong
  kNotFound,       ///< a named thing is not there, and it should be
  kUnreadable,     ///< a file, object or database exists but could not be read
  kCorrupt,        ///< bytes contradict their own format
  kUnsupported,    ///< a format that packrake knows of and does not read
  kLimit,          ///< a stated bound was reached
  kInternal,       ///< a library failed in a way its caller cannot mend
};

/// What went wrong, as a sentence for the person who can mend it: place, thing, reason.
/// Never holds bytes of a secret.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

/// A value of type T, or the Error that stands in its way. Move-only when T is.
/// Reading the wrong half is a bug and asserts. No member throws.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor): `return value;`
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor): `return Error{..};`

  explicit operator bool() const { return std::holds_alternative<T>(state_); }

  T& value() & { return get(); }
  const T& value() const& { return get(); }
  T&& value() && { return std::move(get()); }

  T& operator*() & { return get(); }
  const T& operator*() const& { return get(); }
  T&& operator*() && { return std::move(get()); }
  T* operator->() { return &get(); }
  const T* operator->() const { return &get(); }

  const Error& error() const& {
    assert(!*this && "error() is read only after the Result tested false");
    return *std::get_if<Error>(&state_);
  }
  Error&& error() && {
    assert(!*this && "error() is read only after the Result tested false");
    return std::move(*std::get_if<Error>(&state_));
  }

 private:
  T& get() {
    assert(*this && "a value is read only after the Result tested true");
    return *std::get_if<T>(&state_);
  }
  const T& get() const {
    assert(*this && "a value is read only after the Result tested true");
    return *std::get_if<T>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success, or the Error that stands in its way.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor): `return Error{..};`

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const& {
    assert(error_ && "error() is read only after the Status tested false");
    return *error_;
  }
  Error&& error() && {
    assert(error_ && "error() is read only after the Status tested false");
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace packrake

#endif  // PACKRAKE_RESULT_H_
