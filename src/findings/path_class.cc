#include "findings/path_class.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/path.h"

namespace packrake {
namespace {

/// How `text` is compared with a component of the path. Components are compared in lower case.
enum class Part {
  kFolder,        // a folder above the file is called `text`
  kFolderPrefix,  // the name of one begins with `text`
  kFolderSuffix,  // the name of one ends with `text`, and is longer; capitals as for kStemSuffix
  kName,          // the file is called `text`
  kStem,          // the file is called `text`, whatever its last extension
  kPrefix,        // the file's name begins with `text`
  kSuffix,        // the file's name ends with `text`
  kStemSuffix     // the file's name without its last extension ends with `text`, as the case of the original says
};

struct Row {
  Part part;
  std::string_view text;
  PathClass place;
};

constexpr PathClass kTests{"tests", "test code"};
constexpr PathClass kIntegration{"integration", "what continuous integration runs"};
constexpr PathClass kFixtures{"fixtures", "a test fixture or recorded traffic"};
constexpr PathClass kExamples{"examples", "an example or template"};
constexpr PathClass kDocs{"docs", "documentation"};
constexpr PathClass kLanguage{"language", "what a program shows, in some language"};
constexpr PathClass kVendored{"vendored", "third-party code"};
constexpr PathClass kGenerated{"generated", "a generated, minified or lock file"};
constexpr PathClass kNotebook{"notebook", "a notebook"};
constexpr PathClass kScanner{"scanner", "rules or fixtures of a secret scanner"};

// The first row that holds decides; the most telling ones come first.
constexpr Row kRows[] = {
    {Part::kFolder, "node_modules", kVendored},
    {Part::kFolder, "bower_components", kVendored},
    {Part::kFolder, "vendor", kVendored},
    {Part::kFolder, "vendors", kVendored},
    {Part::kFolder, "third_party", kVendored},
    {Part::kFolder, "godeps", kVendored},
    {Part::kFolder, ".gem_rbs_collection", kVendored},
    {Part::kFolder, "third-party", kVendored},
    {Part::kFolder, "thirdparty", kVendored},
    {Part::kFolder, "site-packages", kVendored},
    {Part::kFolder, "pods", kVendored},
    {Part::kFolder, "carthage", kVendored},
    {Part::kFolder, ".yarn", kVendored},
    {Part::kFolder, "venv", kVendored},
    {Part::kFolder, ".venv", kVendored},
    {Part::kName, ".gitleaks.toml", kScanner},
    {Part::kName, "gitleaks.toml", kScanner},
    {Part::kName, ".gitleaksignore", kScanner},
    {Part::kName, ".betterleaks.toml", kScanner},
    {Part::kName, ".secrets.baseline", kScanner},
    {Part::kName, ".packrakeignore", kScanner},
    {Part::kFolder, "detectors", kScanner},
    {Part::kFolder, "fixtures", kFixtures},
    {Part::kFolder, "fixture", kFixtures},
    {Part::kFolder, "__fixtures__", kFixtures},
    {Part::kFolder, "testdata", kFixtures},
    {Part::kFolder, "test-data", kFixtures},
    {Part::kFolder, "test_data", kFixtures},
    {Part::kFolder, "__snapshots__", kFixtures},
    {Part::kFolder, "snapshots", kFixtures},
    {Part::kFolder, "cassettes", kFixtures},
    {Part::kFolder, "vcr_cassettes", kFixtures},
    {Part::kFolder, "mocks", kFixtures},
    {Part::kFolder, "__mocks__", kFixtures},
    {Part::kSuffix, ".snap", kFixtures},
    {Part::kSuffix, ".har", kFixtures},
    {Part::kSuffix, ".postman_collection.json", kFixtures},
    {Part::kSuffix, ".postman_environment.json", kFixtures},
    {Part::kFolder, "test", kTests},
    {Part::kFolder, "tests", kTests},
    {Part::kFolder, "testsuite", kTests},
    {Part::kFolder, "t", kTests},  // Perl's, as are
    {Part::kSuffix, ".t", kTests},  // these
    {Part::kFolderPrefix, "__test", kTests},
    {Part::kFolder, "testing", kTests},
    {Part::kFolder, "unittest", kTests},
    {Part::kFolder, "unittests", kTests},
    {Part::kFolderPrefix, "testhelper", kTests},
    {Part::kFolderPrefix, "testutil", kTests},
    {Part::kFolder, "spec", kTests},
    {Part::kFolder, "specs", kTests},
    {Part::kFolder, "e2e", kTests},
    {Part::kFolder, "cypress", kTests},
    {Part::kFolder, "acceptance", kTests},
    {Part::kFolder, "androidtest", kTests},
    {Part::kFolder, "integration-tests", kTests},
    {Part::kFolder, "integration_tests", kTests},
    {Part::kFolder, "tap", kTests},
    {Part::kFolder, "benches", kTests},  // Rust
    {Part::kFolder, "bench", kTests},
    {Part::kFolder, "benchmark", kTests},
    {Part::kFolder, "benchmarks", kTests},
    {Part::kFolder, "jmh", kTests},
    {Part::kFolder, "testcases", kTests},
    {Part::kFolder, "test-cases", kTests},
    {Part::kFolderPrefix, "test-", kTests},
    {Part::kFolderPrefix, "test_", kTests},
    {Part::kFolderPrefix, "tests-", kTests},
    {Part::kFolderPrefix, "tests_", kTests},
    {Part::kFolderSuffix, "-test", kTests},
    {Part::kFolderSuffix, "-tests", kTests},
    {Part::kFolderSuffix, "_test", kTests},
    {Part::kFolderSuffix, "_tests", kTests},
    {Part::kFolderSuffix, ".test", kTests},
    {Part::kFolderSuffix, ".tests", kTests},
    {Part::kFolderSuffix, ".testing", kTests},
    {Part::kFolderSuffix, "Test", kTests},
    {Part::kFolderSuffix, "Tests", kTests},
    {Part::kFolderSuffix, "_spec", kTests},
    {Part::kFolderSuffix, "-spec", kTests},
    {Part::kName, "conftest.py", kTests},
    {Part::kFolder, "runtests", kTests},
    {Part::kStem, "runtests", kTests},
    {Part::kStem, "testutil", kTests},
    {Part::kStem, "testutils", kTests},
    {Part::kStem, "smoke", kTests},
    {Part::kStem, "fixtures", kFixtures},
    {Part::kFolder, "testcontainers", kTests},
    {Part::kStem, "test", kTests},
    {Part::kStem, "tests", kTests},
    {Part::kPrefix, "test_", kTests},
    {Part::kPrefix, "test-", kTests},
    {Part::kPrefix, "tests-", kTests},
    {Part::kPrefix, "tests_", kTests},
    {Part::kStemSuffix, "_test", kTests},
    {Part::kStemSuffix, "_tests", kTests},
    {Part::kStemSuffix, "_spec", kTests},
    {Part::kStemSuffix, ".test", kTests},
    {Part::kStemSuffix, ".tests", kTests},
    {Part::kStemSuffix, ".spec", kTests},
    {Part::kStemSuffix, ".tst", kTests},  // of TSTyche, for types
    {Part::kStemSuffix, "-test", kTests},
    {Part::kStemSuffix, "-tests", kTests},
    {Part::kStemSuffix, "-spec", kTests},
    {Part::kStemSuffix, "Test", kTests},
    {Part::kStemSuffix, "Tests", kTests},
    {Part::kStemSuffix, "Spec", kTests},
    {Part::kStemSuffix, ".e2e", kTests},
    {Part::kStemSuffix, "_e2e", kTests},
    {Part::kStemSuffix, "-e2e", kTests},
    {Part::kStem, ".test", kTests},  // .test.env, as others write .env.test
    {Part::kStem, ".tests", kTests},
    {Part::kStem, ".testing", kTests},
    {Part::kStem, ".e2e", kTests},
    {Part::kSuffix, ".env.test", kTests},
    {Part::kSuffix, ".env.tests", kTests},
    {Part::kSuffix, ".env.testing", kTests},
    {Part::kStemSuffix, ".testing", kTests},
    {Part::kPrefix, "phpunit.xml", kTests},
    {Part::kStem, "playwright.config", kTests},
    {Part::kStem, "cypress.config", kTests},
    {Part::kStem, "vitest.config", kTests},
    {Part::kStem, "jest.config", kTests},
    {Part::kStem, "jest.setup", kTests},  // what runs before each test
    {Part::kStem, "vitest.setup", kTests},
    {Part::kStem, "setuptests", kTests},
    {Part::kStem, ".ci", kIntegration},
    {Part::kSuffix, ".env.dusk", kTests},  // Laravel's
    {Part::kPrefix, ".env.dusk.", kTests},
    {Part::kSuffix, ".env.e2e", kTests},
    {Part::kSuffix, ".env.cypress", kTests},
    {Part::kSuffix, ".env.ci", kIntegration},
    {Part::kSuffix, ".env.travis", kIntegration},
    {Part::kName, ".travis.yml", kIntegration},
    {Part::kName, ".drone.yml", kIntegration},
    {Part::kName, ".gitlab-ci.yml", kIntegration},
    {Part::kName, "azure-pipelines.yml", kIntegration},
    {Part::kFolder, ".woodpecker", kIntegration},
    {Part::kFolder, ".ci", kIntegration},
    {Part::kFolder, "ci", kIntegration},
    {Part::kPrefix, "ci_", kIntegration},
    {Part::kPrefix, "ci-", kIntegration},
    {Part::kFolder, ".circleci", kIntegration},
    {Part::kFolder, ".github", kIntegration},
    {Part::kFolder, "locales", kLanguage},
    {Part::kFolder, "locale", kLanguage},
    {Part::kFolder, "i18n", kLanguage},
    {Part::kFolder, "l10n", kLanguage},
    {Part::kFolder, "translations", kLanguage},
    {Part::kFolder, "lang", kLanguage},
    {Part::kFolder, "langs", kLanguage},
    {Part::kFolder, "language", kLanguage},
    {Part::kFolder, "languages", kLanguage},
    {Part::kSuffix, ".po", kLanguage},
    {Part::kSuffix, ".xlf", kLanguage},
    {Part::kSuffix, ".arb", kLanguage},
    {Part::kFolder, "docs", kDocs},
    {Part::kFolder, ".docs", kDocs},
    {Part::kFolder, "rfc", kDocs},
    {Part::kFolder, "rfcs", kDocs},
    {Part::kFolder, "doc", kDocs},
    {Part::kFolder, "documentation", kDocs},
    {Part::kFolder, "javadoc", kDocs},
    {Part::kFolderSuffix, "-doc", kDocs},
    {Part::kFolderSuffix, "-docs", kDocs},
    {Part::kPrefix, "readme", kDocs},
    {Part::kPrefix, "file.readme", kDocs},  // YARD's
    {Part::kPrefix, "changelog", kDocs},
    {Part::kSuffix, ".md", kDocs},
    {Part::kSuffix, ".mdx", kDocs},
    {Part::kSuffix, ".markdown", kDocs},
    {Part::kSuffix, ".rst", kDocs},
    {Part::kSuffix, ".adoc", kDocs},
    {Part::kSuffix, ".asciidoc", kDocs},
    {Part::kSuffix, ".dox", kDocs},
    {Part::kSuffix, ".doctree", kDocs},  // Sphinx's
    {Part::kSuffix, ".rst.txt", kDocs},  // its _sources
    {Part::kSuffix, ".md.txt", kDocs},
    {Part::kName, "search_index.json", kDocs},  // of MkDocs
    {Part::kStem, "openapi", kDocs},
    {Part::kStem, "swagger", kDocs},
    {Part::kFolder, "examples", kExamples},
    {Part::kFolder, "example", kExamples},
    {Part::kFolderSuffix, "-sample", kExamples},
    {Part::kFolderSuffix, "-samples", kExamples},
    {Part::kFolderPrefix, "example_", kExamples},
    {Part::kFolderPrefix, "example-", kExamples},
    {Part::kName, "cookiecutter.json", kExamples},
    {Part::kFolder, "samples", kExamples},
    {Part::kFolder, "sample", kExamples},
    {Part::kFolder, "_examples", kExamples},
    {Part::kFolder, "_example", kExamples},
    {Part::kFolderSuffix, "-examples", kExamples},
    {Part::kFolderSuffix, "-example", kExamples},
    {Part::kFolder, "cookbook", kExamples},
    {Part::kFolder, "snippets", kExamples},
    {Part::kFolderPrefix, "examples-", kExamples},
    {Part::kPrefix, ".example", kExamples},
    {Part::kFolderPrefix, "{{", kExamples},  // {{cookiecutter.project_slug}}
    {Part::kPrefix, "example.", kExamples},
    {Part::kPrefix, "sample.", kExamples},
    {Part::kSuffix, ".example", kExamples},
    {Part::kSuffix, ".sample", kExamples},
    {Part::kSuffix, ".dist", kExamples},
    {Part::kSuffix, ".template", kExamples},
    {Part::kSuffix, ".tmpl", kExamples},
    {Part::kPrefix, "env-example", kExamples},
    {Part::kPrefix, ".env-example", kExamples},
    {Part::kStemSuffix, ".example", kExamples},
    {Part::kStemSuffix, ".sample", kExamples},
    {Part::kStemSuffix, "-example", kExamples},
    {Part::kStemSuffix, "-sample", kExamples},
    {Part::kStemSuffix, "_example", kExamples},
    {Part::kStemSuffix, "_sample", kExamples},
    {Part::kStemSuffix, "Example", kExamples},
    {Part::kStemSuffix, "Examples", kExamples},
    {Part::kSuffix, ".ipynb", kNotebook},
    {Part::kSuffix, ".min.js", kGenerated},
    {Part::kSuffix, ".min.mjs", kGenerated},
    {Part::kSuffix, ".min.css", kGenerated},
    {Part::kSuffix, ".bundle.js", kGenerated},
    {Part::kSuffix, ".js.map", kGenerated},
    {Part::kSuffix, ".css.map", kGenerated},
    {Part::kSuffix, ".lock", kGenerated},
    {Part::kSuffix, ".rbi", kGenerated},  // Sorbet's
    {Part::kName, "package-lock.json", kGenerated},
    {Part::kName, "pnpm-lock.yaml", kGenerated},
    {Part::kName, "go.sum", kGenerated},
};

/// Whether `holds` says yes to the name of one of the folders of `folders` ("a/b/c").
template <class Holds>
bool AnyFolder(std::string_view folders, Holds&& holds) {
  while (!folders.empty()) {
    const std::size_t slash = folders.find('/');
    if (holds(folders.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    folders.remove_prefix(slash + 1);
  }
  return false;
}

/// "LoginTest.java" is a test and "latest.java" is not: where `ending` begins with a capital, capitals keep their
/// meaning.
bool EndsWith(std::string_view original, std::string_view lower, std::string_view ending) {
  const std::string_view tested = ending.front() >= 'A' && ending.front() <= 'Z' ? original : lower;
  return tested.size() > ending.size() && tested.ends_with(ending);
}

}  // namespace

std::optional<PathClass> ClassOfPath(std::string_view path) {
  const std::string_view name = NameOf(path);
  const std::string_view above = FolderOf(path);
  const std::string folders = Lower(above);
  const std::string lower = Lower(name);
  const std::size_t dot = name.rfind('.');
  const std::string_view stem = name.substr(0, dot == 0 ? std::string_view::npos : dot);
  const std::string lower_stem = Lower(stem);

  for (const Row& row : kRows) {
    bool holds = false;
    switch (row.part) {
      case Part::kFolder:
        holds = AnyFolder(folders, [&row](std::string_view folder) { return folder == row.text; });
        break;
      case Part::kFolderPrefix:
        holds = AnyFolder(folders, [&row](std::string_view folder) { return folder.starts_with(row.text); });
        break;
      case Part::kFolderSuffix:
        holds = AnyFolder(above, [&row](std::string_view folder) { return EndsWith(folder, Lower(folder), row.text); });
        break;
      case Part::kStem:
        holds = lower_stem == row.text;
        break;
      case Part::kName:
        holds = lower == row.text;
        break;
      case Part::kPrefix:
        holds = lower.starts_with(row.text);
        break;
      case Part::kSuffix:
        holds = lower.ends_with(row.text);
        break;
      case Part::kStemSuffix:
        holds = EndsWith(stem, lower_stem, row.text);
        break;
    }
    if (holds) return row.place;
  }
  return std::nullopt;
}

}  // namespace packrake
