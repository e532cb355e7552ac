#include "findings/path_class.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

struct PathCase {
  const char* path;
  const char* expected;  // "" for ordinary code
};

constexpr PathCase kPaths[] = {
    {"src/app.py", ""},
    {"", ""},
    {"latest/config.py", ""},
    {"src/contest.py", ""},
    {"src/latest.java", ""},
    {"protest/a.py", ""},
    {"attestation_service.go", ""},
    {"docker/app.yml", ""},
    {"src/document.js", ""},
    {"tests/a.py", "tests"},
    {"a/Test/b.java", "tests"},
    {"lib/flask/testsuite/basic.py", "tests"},
    {"pkg/token_test.go", "tests"},
    {"src/login.spec.ts", "tests"},
    {"src/login.test.js", "tests"},
    {"src/LoginTest.java", "tests"},
    {"src/LoginTests.cs", "tests"},
    {"test_login.py", "tests"},
    {"conftest.py", "tests"},
    {"e2e/login.js", "tests"},
    {"src/__tests__/a.js", "tests"},
    {"internal/testhelpers/oauth2.go", "tests"},
    {"pkg/testutil/key.go", "tests"},
    {"lib/__test-support__/files/app.json", "tests"},
    {"t/plugin/jwt-auth.t", "tests"},
    {"lib/t.pm", ""},
    {"web/locales/de.json", "language"},
    {"src/i18n/en.ts", "language"},
    {"tests/fixtures/key.pem", "fixtures"},
    {"pkg/testdata/key.pem", "fixtures"},
    {"src/__snapshots__/a.snap", "fixtures"},
    {"requests.har", "fixtures"},
    {"shop.postman_collection.json", "fixtures"},
    {"docs/a.txt", "docs"},
    {"token-doc/blog/a.html", "docs"},
    {"README", "docs"},
    {"guide.MD", "docs"},
    {"examples/a.py", "examples"},
    {"_example/basic/main.go", "examples"},
    {".yarn/releases/yarn-4.0.0.cjs", "vendored"},
    {"backend/venv/Lib/jwt/api.py", "vendored"},
    {"benches/jwt.rs", "tests"},
    {"src/jmh/java/A.java", "tests"},
    {".env.example", "examples"},
    {"Snippets/TokenExamples.swift", "examples"},
    {"doxygen/tokens.dox", "docs"},
    {"bench/secrets.exs", "tests"},
    {"benchmarks/jose.exs", "tests"},
    {"api/.env.testing", "tests"},
    {".env.dusk", "tests"},
    {"settings/app.testing.ini", "tests"},
    {"phpunit.xml.dist", "tests"},
    {"dojo/unittests/scans/many.json", "tests"},
    {"playwright.config.ts", "tests"},
    {"env-example-document", "examples"},
    {"internal/acceptance/config.yaml", "tests"},
    {".docs/RFC/rfc7591.txt", "docs"},
    {"docs-and-more/rfcs/9068.txt", "docs"},
    {"{{cookiecutter.project_slug}}/config/settings/local.py", "examples"},
    {"example.env", "examples"},
    {"sorbet/rbi/gems/railties.rbi", "generated"},
    {".gem_rbs_collection/railties/railties.rbs", "vendored"},
    {"examples-next/basic/keystone.ts", "examples"},
    {"mezzanine/bin/runtests.py", "tests"},
    {"gateway/testutil.go", "tests"},
    {"rest_framework_jwt/runtests/settings.py", "tests"},
    {".env.dusk.local", "tests"},
    {"search/search_index.json", "docs"},
    {"bin/smoke.rb", "tests"},
    {"types/namespace.tst.ts", "tests"},
    {"core/src/catalog/fixtures.rs", "fixtures"},
    {"file.README.html", "docs"},
    {"src/Ocelot.Testing/AuthenticationSteps.cs", "tests"},
    {"example_project/provider/settings.py", "examples"},
    {"cookiecutter.json", "examples"},
    {"packages/express-sample/src/app.ts", "examples"},
    {"helm/ci/lint-values.yaml", "integration"},
    {"Godeps/_workspace/src/k8s.io/jwt.go", "vendored"},
    {"api/openapi.yaml", "docs"},
    {".doctrees/configuration.doctree", "docs"},
    {"engine/settings/ci_test_without_db.py", "integration"},
    {".env.ci", "integration"},
    {".github/workflows/build.yml", "integration"},
    {".circleci/config.yml", "integration"},
    {".gitlab-ci.yml", "integration"},
    {".ci/compose.yaml", "integration"},
    {".env.production", ""},
    {"src/languages/fr-FR.js", "language"},
    {"config.sample.yml", "examples"},
    {"settings.py.dist", "examples"},
    {"vendor/lib/tests/a.go", "vendored"},
    {"web/node_modules/x/index.js", "vendored"},
    {"app.min.js", "generated"},
    {"yarn.lock", "generated"},
    {"package-lock.json", "generated"},
    {"a/b.ipynb", "notebook"},
    {".gitleaks.toml", "scanner"},
    {"pkg/detectors/jwt/jwt_test.go", "scanner"},
};

TEST(ClassOfPath, KnowsWhereSecretsAreThereToBeRead) {
  for (const PathCase& c : kPaths) {
    const auto place = ClassOfPath(c.path);
    EXPECT_EQ(place ? place->name : std::string_view(), c.expected) << c.path;
  }
}

}  // namespace
}  // namespace packrake
