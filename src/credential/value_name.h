#ifndef PACKRAKE_CREDENTIAL_VALUE_NAME_H_
#define PACKRAKE_CREDENTIAL_VALUE_NAME_H_

#include <string_view>

/// Values that are names: what a thing is called where a secret might stand, told by the value and the name that it is
/// given to.
namespace packrake::code {

/// Whether `value` is what something is called rather than what it is: the name itself ("JWTSecret": "jwt_secret"), or
/// its last words (keyJWTSecret = "jwt_secret"), a secret's name under Key, or the path of a setting in words
/// ("identity.reset_password.jwt_life").
bool NamesSetting(std::string_view name, std::string_view value);

/// Whether the value is two words or more, and the last ones of the name, in whatever case: JWT_KEY = "jwt_key", also
/// those before a KEY that says so much: ACCESS_TOKEN_KEY = "access_token". Poor secrets are so too; in a text with
/// kRowsOfNames of them it is what things are called.
bool IsNamedByItself(std::string_view name, std::string_view value);
inline constexpr int kRowsOfNames = 4;

/// Whether the name is the public half of what a service knows its caller by: app_key whose other half `text` names
/// too, app_secret or app_id, or whose value is no key of Laravel's.
bool IsKnownBy(std::string_view name, std::string_view value, std::string_view text);

/// Whether the value is some of the name's words, the last among them: JWTSecretKeys = "jwt-keys". It is a name only
/// where a table of names is.
bool IsNamedInPart(std::string_view name, std::string_view value);

/// Whether the value is the name without what one or two letters before a dash say of its kind: T_SECRET = "secret" of
/// a lexer. The same holds of it: in a text with kRowsOfNames of them it is what things are called.
bool IsRestOfName(std::string_view name, std::string_view value);

/// Whether the value is the first words of the name, two or more, as a name of a program: JWTConfigKey = "jwt.Config",
/// cookiePrivateKeySecretKey = "cookiePrivateKey".
bool IsBeginOfName(std::string_view name, std::string_view value);

/// Whether the value is what a type is called in several words: SecretKeySelector.
bool LooksLikeType(std::string_view value);

/// Whether the value is what a variable of the environment is called, in three words or more, APP_AUTH_SECRET, and not
/// what people shout in a secret's place: MY_SUPER_SECRET. For files that say which variable a setting is taken from.
bool NamesVariable(std::string_view value);

/// Whether the value is a property's name of four parts or more: "app.security.jwt.public-key-location".
bool IsPropertyName(std::string_view value);

/// Whether the value is where a secret is spoken of, words that dots join, and one of the parts names it:
/// "settings.jwt_secret.label", a message's key.
bool IsPathToSecret(std::string_view value);

/// Whether `text`, a program, looks something up by `name`, `data[name]`: what that is given is a key of a table.
bool IsIndexIn(std::string_view text, std::string_view name);

/// Whether `value` is what people read for the setting in a form or a list: its last words, the first with a capital
/// ("Secret" for jwt.secret, "JWT secret", "Signing key"); a secret that repeats its name is written as a program
/// would.
bool IsLabel(std::string_view path, std::string_view value);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_VALUE_NAME_H_
