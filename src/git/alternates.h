#ifndef PACKRAKE_GIT_ALTERNATES_H_
#define PACKRAKE_GIT_ALTERNATES_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace packrake {

/// Alternates of alternates are followed this deep, as git does (object-file.c, link_alt_odb_entries).
inline constexpr int kMaxAlternateDepth = 5;

/// `objects` and every object folder that info/alternates leads to from there, canonical, each once. Relative lines
/// are relative to the folder that names them, at any depth (libgit2 1.5 knows only the first); lines in quotes are
/// unquoted; cycles end. What cannot be followed is told in `failures`, a sentence each.
/// Source: gitrepository-layout(5), "objects/info/alternates".
std::vector<std::filesystem::path> ResolveObjectDirs(const std::filesystem::path& objects,
                                                     std::vector<std::string>& failures);

/// A path as git quotes it in C style, `"fo\303\266"`, without its quotes. Nothing when `text` is no such string.
std::optional<std::string> UnquoteC(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_GIT_ALTERNATES_H_
