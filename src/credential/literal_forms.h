#ifndef PACKRAKE_CREDENTIAL_LITERAL_FORMS_H_
#define PACKRAKE_CREDENTIAL_LITERAL_FORMS_H_

#include <functional>
#include <string_view>

namespace packrake {

/// Which byte strings a literal is tried as.
enum class Forms {
  kAsWritten,
  /// As written; without quotes and white space round it; unescaped; behind a `base64:` prefix; and where no blank
  /// shows a sentence, base64 and base64url decoded, also as forgiving libraries do it (jjwt before 0.10, Java's MIME
  /// decoder), and hex decoded.
  kDecoded,
  /// All of these whatever the literal, and re-encoded as base64; in UTF-16LE (.NET's Encoding.Unicode); with a line
  /// end behind it (`echo x | base64`).
  kAll,
};

/// Calls `visit` with every byte string that a program may mean by a literal written as `literal`, each once, the
/// likeliest first. `form` names the way, "" for as written. Forms over 4 KiB are left out. Trailing NULs need no form:
/// HMAC pads with them.
void ForEachForm(std::string_view literal, Forms forms,
                 const std::function<void(std::string_view bytes, std::string_view form)>& visit);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_LITERAL_FORMS_H_
