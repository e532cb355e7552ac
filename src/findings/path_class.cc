#include "findings/path_class.h"

#include <algorithm>
#include <string>

namespace packrake {
namespace {

/// How `text` is compared with a component of the path. Components are compared in lower case.
enum class Part {
  kFolder,     // a folder above the file is called `text`
  kName,       // the file is called `text`
  kPrefix,     // the file's name begins with `text`
  kSuffix,     // the file's name ends with `text`
  kStemSuffix  // the file's name without its last extension ends with `text`, as the case of the original says
};

struct Row {
  Part part;
  std::string_view text;
  PathClass place;
};

constexpr PathClass kTests{"tests", "test code"};
constexpr PathClass kFixtures{"fixtures", "a test fixture or recorded traffic"};
constexpr PathClass kExamples{"examples", "an example or template"};
constexpr PathClass kDocs{"docs", "documentation"};
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
    {Part::kFolder, "third-party", kVendored},
    {Part::kFolder, "thirdparty", kVendored},
    {Part::kFolder, "site-packages", kVendored},
    {Part::kFolder, "pods", kVendored},
    {Part::kFolder, "carthage", kVendored},
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
    {Part::kFolder, "__tests__", kTests},
    {Part::kFolder, "testing", kTests},
    {Part::kFolder, "spec", kTests},
    {Part::kFolder, "specs", kTests},
    {Part::kFolder, "e2e", kTests},
    {Part::kFolder, "cypress", kTests},
    {Part::kFolder, "androidtest", kTests},
    {Part::kFolder, "integration-tests", kTests},
    {Part::kFolder, "integration_tests", kTests},
    {Part::kName, "conftest.py", kTests},
    {Part::kPrefix, "test_", kTests},
    {Part::kStemSuffix, "_test", kTests},
    {Part::kStemSuffix, "_tests", kTests},
    {Part::kStemSuffix, "_spec", kTests},
    {Part::kStemSuffix, ".test", kTests},
    {Part::kStemSuffix, ".tests", kTests},
    {Part::kStemSuffix, ".spec", kTests},
    {Part::kStemSuffix, "-test", kTests},
    {Part::kStemSuffix, "Test", kTests},
    {Part::kStemSuffix, "Tests", kTests},
    {Part::kStemSuffix, "Spec", kTests},
    {Part::kFolder, "docs", kDocs},
    {Part::kFolder, "doc", kDocs},
    {Part::kFolder, "documentation", kDocs},
    {Part::kFolder, "javadoc", kDocs},
    {Part::kPrefix, "readme", kDocs},
    {Part::kPrefix, "changelog", kDocs},
    {Part::kSuffix, ".md", kDocs},
    {Part::kSuffix, ".mdx", kDocs},
    {Part::kSuffix, ".markdown", kDocs},
    {Part::kSuffix, ".rst", kDocs},
    {Part::kSuffix, ".adoc", kDocs},
    {Part::kSuffix, ".asciidoc", kDocs},
    {Part::kFolder, "examples", kExamples},
    {Part::kFolder, "example", kExamples},
    {Part::kFolder, "samples", kExamples},
    {Part::kFolder, "sample", kExamples},
    {Part::kFolder, "_examples", kExamples},
    {Part::kSuffix, ".example", kExamples},
    {Part::kSuffix, ".sample", kExamples},
    {Part::kSuffix, ".dist", kExamples},
    {Part::kSuffix, ".template", kExamples},
    {Part::kSuffix, ".tmpl", kExamples},
    {Part::kStemSuffix, ".example", kExamples},
    {Part::kStemSuffix, ".sample", kExamples},
    {Part::kStemSuffix, "-example", kExamples},
    {Part::kStemSuffix, "-sample", kExamples},
    {Part::kStemSuffix, "_example", kExamples},
    {Part::kStemSuffix, "_sample", kExamples},
    {Part::kSuffix, ".ipynb", kNotebook},
    {Part::kSuffix, ".min.js", kGenerated},
    {Part::kSuffix, ".min.mjs", kGenerated},
    {Part::kSuffix, ".min.css", kGenerated},
    {Part::kSuffix, ".bundle.js", kGenerated},
    {Part::kSuffix, ".js.map", kGenerated},
    {Part::kSuffix, ".css.map", kGenerated},
    {Part::kSuffix, ".lock", kGenerated},
    {Part::kName, "package-lock.json", kGenerated},
    {Part::kName, "pnpm-lock.yaml", kGenerated},
    {Part::kName, "go.sum", kGenerated},
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

/// Whether one of the folders of `folders` ("a/b/c") is called `name`.
bool HasFolder(std::string_view folders, std::string_view name) {
  while (!folders.empty()) {
    const std::size_t slash = folders.find('/');
    if (folders.substr(0, slash) == name) return true;
    if (slash == std::string_view::npos) return false;
    folders.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

std::optional<PathClass> ClassOfPath(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::string folders = Lower(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
  const std::string lower = Lower(name);
  const std::size_t dot = name.rfind('.');
  const std::string_view stem = name.substr(0, dot == 0 ? std::string_view::npos : dot);
  const std::string lower_stem = Lower(stem);

  for (const Row& row : kRows) {
    bool holds = false;
    switch (row.part) {
      case Part::kFolder:
        holds = HasFolder(folders, row.text);
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
      case Part::kStemSuffix: {  // "LoginTest.java" is a test and "latest.java" is not: capitals keep their meaning
        const bool capital = row.text.front() >= 'A' && row.text.front() <= 'Z';
        const std::string_view tested = capital ? stem : std::string_view(lower_stem);
        holds = tested.size() > row.text.size() && tested.ends_with(row.text);
        break;
      }
    }
    if (holds) return row.place;
  }
  return std::nullopt;
}

}  // namespace packrake
