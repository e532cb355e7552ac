#include <gtest/gtest.h>

#include "credential/programs.h"

// What a reader of seventy histories found told that was none: names of secrets, of settings and of methods in a
// secret's place, and variables that a line above gives a value; and what stands beside them and is one.
namespace packrake {
namespace {

constexpr Program kQuiet[] = {
    {"", R"p(
SECRET_KEY = NotImplemented
DEBUG = False
)p"},
    {"", R"p(
class Settings:
    secret_key = token_urlsafe(48)
    SECRET_KEY = secret_key
    JWT_COOKIE_SECURE = True
)p"},
    {"", R"p(
def runtime(row, settings):
    override_app_secret = row.app_secret.strip() if row else ""
    return Runtime(
        app_secret=override_app_secret
        or str(getattr(settings, "SHOP_APP_SECRET", "")),
    )
)p"},
    {"", R"p(
APP_KEY = "shop-handover"
settings = {"app_key": "warehouse"}
)p"},
    {"", R"p(
config:
  existingSecret: ""
  secretKey: OIDC_CONFIG_JSON
  pullSecret: registry-pull
  bootstrapTokenSecret: vault-bootstrap-token
)p"},
    {"", R"p(
METHODS = ("private_key_jwt", "ping")
MORE = [("client_secret_jwt", "poll"), ("private_key_jwt", "push")]
)p"},
    {"", R"p(
def service_token(id='LEDGER_SERVICE_ID', config_secret='LEDGER_SERVICE_ACCOUNT_SECRET') -> str:
    return fetch(current_app.config.get(config_secret))
)p"},
    {"", R"p(
namespace Shop.Telemetry;
public static class Activities {
    public const string TokenPassword = "shop.token.password";
    public const string TokenRefresh = "shop.token.refresh";
}
)p"},
    {"", R"p(
package env

func Fill(values map[string]string) {
	values[names.JwtSecret] = os.Getenv("JWT_SECRET")
	if values[names.JwtSecret] == "" {
		values[names.JwtSecret] = uuid.New().String()
	}
	if values[names.RoleClaim] == "" {
		values[names.RoleClaim] = "role"
	}
}
)p"},
};

constexpr Program kTold[] = {
    {"framework.secret-key", R"p(
SECRET_KEY = '{{random:alnum:40:9601}}'
DEBUG = False
INSTALLED_APPS = ['django.contrib.sessions']
)p"},
    {"framework.secret-key", "APP_KEY=base64:{{random:base64:44:9602}}\nAPP_URL=https://shop.example.org\n"},
    {"framework.secret-key", "APP_KEY={{random:alnum:32:9603}}\nAPP_URL=https://shop.example.org\n"},
    {"jwt.secret.config", R"p(
config:
  jwtSecret: warehouse-signing-words
)p"},
    {"jwt.secret.fallback", R"p(
package env

func Fill(values map[string]string) {
	values[names.JwtSecret] = os.Getenv("JWT_SECRET")
	if values[names.JwtSecret] == "" {
		values[names.JwtSecret] = "{{random:alnum:24:9604}}"
	}
}
)p"},
};

TEST(NamedElsewhere, WhatNamesASecretIsNone) { ExpectQuiet(kQuiet); }
TEST(NamedElsewhere, WhatIsOneIsTold) { ExpectTold(kTold); }
TEST(NamedElsewhere, CutShortTheyDoNoHarm) {
  ReadCutShort(kQuiet);
  ReadCutShort(kTold);
}

}  // namespace
}  // namespace packrake
