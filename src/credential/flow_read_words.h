#ifndef PACKRAKE_CREDENTIAL_FLOW_READ_WORDS_H_
#define PACKRAKE_CREDENTIAL_FLOW_READ_WORDS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Words and bounds that several of FlowReader's files need.
namespace packrake::code {

/// Words that begin the definition of a function.
inline constexpr std::array kFunctionWords = std::to_array<std::string_view>(
    {"def", "defp", "function", "sub", "func", "fn", "fun", "Function", "Sub", "defmacro", "proc", "lambda"});

/// Words before a bracket that call nothing.
inline constexpr std::array kNotCallees = std::to_array<std::string_view>(
    {"if",      "for",   "while",  "switch", "catch", "return",  "function", "func", "fn",    "elif",
     "and",     "or",    "not",    "in",     "when",  "match",   "await",    "new",  "throw", "typeof",
     "foreach", "using", "lock",   "unless", "until", "else",    "case",     "with", "yield", "except",
     "elseif",  "elsif", "assert", "raise",  "del",   "print_r", "lambda",   "is",   "as",    "import"});

/// How many tokens a search for the begin of a header or statement goes back.
inline constexpr std::uint32_t kLookBack = 48;

/// `name` without the marks that some languages begin it with: $, @, #, % of Perl's hashes, and ? of Erlang's macros.
inline std::string Clean(std::string_view name) {
  while (!name.empty() && std::string_view("$@#%?").find(name[0]) != std::string_view::npos) name.remove_prefix(1);
  return std::string(name);
}

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FLOW_READ_WORDS_H_
