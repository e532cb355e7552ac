#ifndef PACKRAKE_CREDENTIAL_LABEL_H_
#define PACKRAKE_CREDENTIAL_LABEL_H_

#include <cstddef>
#include <string_view>

/// What programs show to people, in some language: {"jwt_secret": "JWT-Geheimnis", "save": "Speichern"}. Values there
/// are words, whatever their names say.
namespace packrake::code {

/// Whether `value` may be such a word, or several: a capital or a letter of another script first, then letters, blanks,
/// hyphens and apostrophes. Digits and other signs are no language's, JwtSecret is no word, and "My super secret key"
/// is what tutorials put in a secret's place.
bool LooksLikeLabel(std::string_view value);

/// What the values of one file are.
class ValueCount {
 public:
  /// Takes a value into account; "" for one that is no text: a number, true, a list's.
  void Add(std::string_view value);

  /// Whether a third of the values or more say something in three words.
  bool OfMessages() const { return messages_ > 0 && messages_ * 3 >= values_; }

  /// Whether `value` is a word of a file that has nothing but such: nine in ten say something to people. One plain word
  /// is less sure than several, and needs more company.
  bool IsLabel(std::string_view value) const;

 private:
  std::size_t values_ = 0;
  std::size_t messages_ = 0;
  std::size_t for_people_ = 0;
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LABEL_H_
