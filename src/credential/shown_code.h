#ifndef PACKRAKE_CREDENTIAL_SHOWN_CODE_H_
#define PACKRAKE_CREDENTIAL_SHOWN_CODE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/flow.h"

/// Where a text shows code to its readers: pages, documents, docstrings and comments with an example.
namespace packrake::code {

/// Bytes of a text, from the first to one past the last.
using Extent = std::pair<std::size_t, std::size_t>;

/// What a page of HTML shows as code, <pre>…</pre>, Elixir's documentation, @moduledoc """ … """, and entries called
/// example that hold an object. Few texts hold more than the first hundred.
std::vector<Extent> ShownBlocks(std::string_view text);

/// What a document shows as code, the first 400 blocks; each is a program of its own. Fenced ones; where there are
/// none, and a title of RDoc stands first (`= Name`), the indented ones. Empty when there are none.
std::vector<Extent> CodeBlocks(std::string_view text);

/// Settings in a document's sentences, outside its `blocks`: `JWT_SECRET=…` between back-quotes, without them. The
/// first hundred.
std::vector<Extent> InlineSettings(std::string_view text, const std::vector<Extent>& blocks);

/// The docstrings of a program in Python of several lines, which show how it is used: alone on their lines.
std::vector<Extent> Docstrings(const Program& program);

/// The lines of a docstring that a doctest runs, `>>> …` and `... …`, each byte where it was.
std::string CodeOfDoctest(std::string_view docstring);

/// Whether the comment at `begin`, or a line of it above, is a documentation's @example, as YARD and JSDoc have it.
bool IsUnderExample(std::string_view text, std::size_t begin);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SHOWN_CODE_H_
