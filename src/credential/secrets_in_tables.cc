#include "credential/secret_finder.h"

#include <string_view>

#include "credential/label.h"
#include "credential/setting_name.h"
#include "credential/value_name.h"

// Tables of what things are called, and texts for people: what they hold under a secret's name is no secret.
namespace packrake::code {

// ATTR_JWT_KEY = "jwt_key", ATTR_USER_NAME = "user_name" and more: what columns, variables or rows are called.
bool SecretFinder::IsNameInTable(std::string_view leaf, std::string_view value) {
  const auto names = [](std::string_view name, std::string_view one) {
    return IsNamedByItself(name, one) || IsRestOfName(name, one);
  };
  if (!names(leaf, value) && !IsNamedInPart(leaf, value)) return false;
  constexpr std::uint32_t kFar = 6;  // tokens from the name to its value, a type between them
  if (!rows_of_names_) {
    rows_of_names_ = 0;
    for (std::uint32_t i = 2; i < t_.size(); ++i) {
      if (!t_.IsString(i)) continue;
      for (std::uint32_t k = i - 1; k > 0 && i - k <= kFar && !t_.Is(k, ";") && !t_.Is(k, ","); --k) {
        if (!t_.IsName(k) || !names(t_.Text(k), t_.StringAt(i).value)) continue;
        ++*rows_of_names_;
        break;
      }
    }
  }
  return *rows_of_names_ >= kRowsOfNames;
}

// { name: "subject", key: "sub" }, { name: "e-mail", key: "email" } and more: a table that says what things are called.
bool SecretFinder::IsTableOfKeys() {
  constexpr int kRows = 6;
  if (!rows_of_keys_) {
    rows_of_keys_ = 0;
    for (std::uint32_t i = 0; i + 1 < t_.size(); ++i) {
      const bool named = t_.Is(i, "key") || (t_.IsString(i) && t_.StringAt(i).value == "key");
      if (named && (t_.Is(i + 1, ":") || t_.Is(i + 1, "=>"))) ++*rows_of_keys_;
    }
  }
  return *rows_of_keys_ >= kRows;
}

// "secretOrKey must have a value"; secretOrKey: 'Secret or key', also in another tongue, among words for people
bool SecretFinder::ShowsSetting(std::string_view leaf, std::string_view value) {
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos) return false;
  return value.substr(0, blank) == leaf || WordsOf(value) == WordsOf(leaf) || IsWordForPeople(value);
}

bool SecretFinder::IsWordForPeople(std::string_view value) {
  if (!LooksLikeLabel(value)) return false;
  if (!values_) {
    values_.emplace();
    for (std::uint32_t i = 1; i < t_.size(); ++i) {
      if (!t_.Is(i - 1, ":") && !t_.Is(i - 1, "=>")) continue;
      if (!t_.Is(i, "{") && !t_.Is(i, "[")) values_->Add(t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : "");
    }
  }
  return values_->IsLabel(value) || values_->OfMessages();
}

}  // namespace packrake::code
