#include "credential/label.h"

#include <gtest/gtest.h>

#include <string>

#include "credential/code_text.h"
#include "credential/programs.h"

namespace packrake {
namespace {

using code::LooksLikeLabel;

TEST(Label, IsAWordOfALanguage) {
  for (const char* label : {"Geheimnis", "JWT-Geheimnis", "JWT secret", "Cl\xC3\xA9 secr\xC3\xA8te JWT",
                            "\xD0\xA1\xD0\xB5\xD0\xBA\xD1\x80\xD0\xB5\xD1\x82 JWT", "\xE5\xAF\x86\xE9\x92\xA5",
                            "Segreto dell'utente", "\\u5bc6\\u94a5"}) {
    EXPECT_TRUE(LooksLikeLabel(label)) << label;
  }
  for (const char* other : {"", "secret", "SuperSecretKey", "Secret123", "My super secret key", "CHANGEME", "Key=1"}) {
    EXPECT_FALSE(LooksLikeLabel(other)) << other;
  }
}

// Files that translate; "" stands for whatever they are called.
constexpr Program kRight[] = {
    {"", R"p({"jwt_secret": "JWT-Geheimnis", "save": "Speichern", "cancel": "Abbrechen"})p"},
    {"", R"p({"settings": {"jwtSecret": "Secret du JWT", "save": "Enregistrer", "host": "Nom de l'hôte"}})p"},
    {"", "jwt_secret: Jeton secret\nsave: Enregistrer\ncancel: Annuler les changements\n"},
    {"", R"p(
export default {
  jwtSecret: 'JWT-Geheimnis',
  tokenLifetime: 'Gültigkeit des Tokens',
  save: 'Speichern',
  cancel: 'Abbrechen',
};
)p"},
    {"", "jwt.secret=JWT-Geheimnis\nbutton.save=Speichern\nbutton.cancel=Abbrechen\n"},
};

// Settings whose values look as if they were words.
constexpr Program kWrong[] = {
    {"jwt.secret.*", R"p({"jwt_secret": "Open-Sesame", "port": 8080, "issuer": "https://example.org"})p"},
    {"jwt.secret.*", R"p({"Jwt": {"Secret": "My very secret key", "Issuer": "My app", "Audience": "My users"}})p"},
    {"jwt.secret.*", R"p({"jwtSecret": "Geheimnis", "database": "Mongo", "name": "Shop"})p"},
};

TEST(Label, ALanguageFileHoldsNoSecrets) { ExpectQuiet(kRight); }
TEST(Label, ASettingsFileDoes) { ExpectSeen(kWrong); }

}  // namespace
}  // namespace packrake
