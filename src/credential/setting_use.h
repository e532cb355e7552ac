#ifndef PACKRAKE_CREDENTIAL_SETTING_USE_H_
#define PACKRAKE_CREDENTIAL_SETTING_USE_H_

#include <cstddef>
#include <string_view>

/// Before a text is read as a program: whether a secret's name on one of its lines is given a value there. Programs
/// pass such names about far more often than they set them.
namespace packrake::code {

/// Whether `word` is the name of a setting by its words alone (SECRET_KEY, app.secret, tokenSecret), not of a library's
/// call or class. Case, `_`, `-` and `.` do not matter.
bool IsSettingWord(std::string_view word);

/// Whether the setting whose name holds the bytes [begin, end) of `line` is given something that may be a literal, or a
/// name that may stand for one: by a sign, as an entry, in a call, by a default, in markup. False for a name that is
/// only passed on (`SecretKey,`), for one that says it holds something else (`secretKeyPattern`), and where what is
/// given bears such a name itself (`SecretKey: secretKey,`), for that name's own line is looked at too.
bool MaySetLiteral(std::string_view line, std::size_t begin, std::size_t end);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SETTING_USE_H_
