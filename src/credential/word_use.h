#ifndef PACKRAKE_CREDENTIAL_WORD_USE_H_
#define PACKRAKE_CREDENTIAL_WORD_USE_H_

#include <cstddef>
#include <string_view>

/// Before a text is read as a program: whether a word on one of its lines is used there, or only mentioned. Most texts
/// that say "jwt" are prose, lists of dependencies or enumerations, and cost nothing this way.
namespace packrake::code {

/// Whether the word [begin, end) of `line` is the name of something that the line calls, sets, indexes, imports or
/// takes a member of, as programs and configuration do; also part of a name that says secret, key or signature. False
/// for a word of a sentence, for a path's part and for a dependency with its version.
bool IsUsed(std::string_view line, std::size_t begin, std::size_t end);

/// Whether a match at [begin, end) of `line` says that its text is to be read as a program: a library's call or class,
/// a common word that is used (IsUsed), a setting that is set (MaySetLiteral). Looks at 256 bytes of the line either
/// side.
bool IsWorthReading(std::string_view line, std::size_t begin, std::size_t end);

/// Whether a text that begins with `head` (600 bytes do) is a package manager's lock file or list of checksums.
bool IsLockFile(std::string_view head);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_WORD_USE_H_
