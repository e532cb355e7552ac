#ifndef PACKRAKE_MATCH_DOCUMENTED_H_
#define PACKRAKE_MATCH_DOCUMENTED_H_

#include <cstddef>
#include <string_view>

namespace packrake {

/// What the line of a match tells of its being an example, by `before`, the line up to it, and `above`, the line above,
/// as what a doctest yields stands below it: "doc-comment" for the lines of documentation comments (` * …`, `/// …`,
/// `//! …`) and doctests (`>>> …`, `iex> …`), "doc-example" where an entry called `example` holds it (OpenAPI, schema
/// annotations) or HTML shows it as code, else "". The names are of findings/rank's table.
std::string_view DocumentSignal(std::string_view before, std::string_view above = {});

/// Where a Rust module of tests begins, which stands at the end of the file that it tests; npos where there is none.
/// What it holds has the signal "test-module".
std::size_t TestModuleOf(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_DOCUMENTED_H_
