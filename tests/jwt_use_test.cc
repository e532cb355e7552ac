// A framework's secret is as grave as what its project signs with it.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "packrake/scan.h"
#include "rules/builtin.h"
#include "source/open.h"
#include "support/fake_secrets.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

struct Case {
  const char* name;
  std::map<std::string, std::string> files;  // @ stands for the secret
  Severity severity;
  std::string evidence;  // what signs, and where; "" for none
};

const Case kCases[] = {
    {"Django and SimpleJWT among the dependencies",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"}, {"requirements.txt", "djangorestframework-simplejwt==5.3.1\n"}},
     Severity::kCritical,
     "djangorestframework-simplejwt in requirements.txt"},
    {"a view that signs with Django's secret",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"},
      {"api/views.py", "import jwt\nfrom django.conf import settings\n\n\ndef token(user):\n"
                       "    return jwt.encode({'sub': user.id}, settings.SECRET_KEY, algorithm='HS256')\n"}},
     Severity::kCritical,
     "SECRET_KEY in api/views.py"},
    {"settings of the environment",
     {{"server/.env", "SECRET_KEY=@\n"}, {"server/app/auth.py", "from flask_jwt_extended import JWTManager\n"}},
     Severity::kCritical,
     "flask_jwt_extended in server/app/auth.py"},
    {"Rails code that signs",
     {{"config/secrets.yml", "production:\n  secret_key_base: @\n"},
      {"app/lib/json_web_token.rb", "class JsonWebToken\n  KEY = Rails.application.secrets.secret_key_base\n"
                                    "  def self.encode(payload) = JWT.encode(payload, KEY)\nend\n"}},
     Severity::kCritical,
     "secret_key_base in app/lib/json_web_token.rb"},
    {"nothing signs",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"}, {"requirements.txt", "Django==4.2\n"}},
     Severity::kHigh,
     ""},
    {"the library has a key of its own",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"},
      {"shop/jwt.py", "import os\nSIMPLE = {'SIGNING_KEY': os.environ['TOKEN_KEY']}\n"},
      {"api/urls.py", "from rest_framework_simplejwt.views import TokenObtainPairView\n"}},
     Severity::kHigh,
     ""},
    {"the same key told once more is none of its own",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"},
      {"shop/jwt.py", "from django.conf import settings\nSIMPLE = {'SIGNING_KEY': settings.SECRET_KEY}\n"},
      {"api/urls.py", "from rest_framework_simplejwt.views import TokenObtainPairView\n"}},
     Severity::kCritical,
     "rest_framework_simplejwt in api/urls.py"},
    {"another project of the repository signs",
     {{"one/shop/settings.py", "SECRET_KEY = '@'\n"}, {"two/api/urls.py", "import rest_framework_simplejwt\n"}},
     Severity::kHigh,
     ""},
    {"a program in another language",
     {{"config/secrets.yml", "production:\n  secret_key_base: @\n"},
      {"web/config.rb", "Shop.secret_key_base = '@'\n"},
      {"app/auth.py", "import rest_framework_simplejwt\n"}},
     Severity::kCritical,  // the YAML may be anyone's
     "rest_framework_simplejwt in app/auth.py"},
    {"only Ruby beside Python",
     {{"web/config.rb", "config.secret_key_base = '@'\n"}, {"app/auth.py", "import rest_framework_simplejwt\n"}},
     Severity::kHigh,
     ""},
    {"a document names the library",
     {{"shop/settings.py", "SECRET_KEY = '@'\n"}, {"docs/auth.md", "We may use djangorestframework-simplejwt.\n"}},
     Severity::kHigh,
     ""},
};

TEST(JwtUse, RaisesTheSecretOfItsProjectAndIsNoFinding) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const std::string secret = FakeRandom("alnum", 50, 7);
    RepoBuilder repo;
    for (auto [path, text] : one.files) {
      for (std::size_t at; (at = text.find('@')) != std::string::npos;) text.replace(at, 1, secret);
      repo.CommitFiles({{path, text}});
    }
    for (const auto& open : {&OpenHistory, &OpenDirectory}) {
      auto source = open(repo.path().string());
      auto engine = Engine::Create(BuiltinRules().value());
      ScanControl control;
      const auto result = Scan(**source, **engine, {}, control);
      ASSERT_TRUE(result);
      ASSERT_EQ(result->findings.size(), 1U);
      const Finding& finding = result->findings.front();
      EXPECT_EQ(Name(finding.severity), Name(one.severity));
      if (one.evidence.empty()) {
        EXPECT_TRUE(finding.evidence.empty());
      } else {
        ASSERT_EQ(finding.evidence.size(), 1U);
        EXPECT_EQ(finding.evidence.front().text, "the project signs JWTs with it: " + one.evidence);
      }
      EXPECT_TRUE(result->suppressed.empty());
    }
  }
}

}  // namespace
}  // namespace packrake
