#ifndef PACKRAKE_SOURCE_OPEN_H_
#define PACKRAKE_SOURCE_OPEN_H_

#include <istream>
#include <memory>
#include <string>

#include "packrake/result.h"
#include "packrake/source.h"

/// The family of sources: each is one file and one function here.
namespace packrake {

/// What a target on the command line is.
enum class TargetKind { kRepository, kDirectory, kFile, kStdin, kUrl };

/// Decides by looking: "-" is stdin; a work tree, a bare repository, a `.git` file or a linked worktree is a
/// repository; "https://…", "ssh://…", "git@host:…", "file://…" are URLs. Errors: kNotFound, naming what was
/// looked for.
Result<TargetKind> KindOfTarget(const std::string& target);

/// All of a repository's history: every object of the store, alternates too, and ref names. Opens without running
/// anything that the repository's configuration names, whoever owns it.
/// Errors: kNotFound, kUnsupported (SHA-256 names or reftable where they cannot be read), kUnreadable; kUsage-class
/// ones name the remedy.
Result<std::unique_ptr<Source>> OpenHistory(const std::string& path);

/// The files below a directory (or one file). Symbolic links are read as their target's text and not followed; `.git`
/// is passed over, counted.
Result<std::unique_ptr<Source>> OpenDirectory(const std::string& path);

/// All of a stream, as one text.
std::unique_ptr<Source> OpenStream(std::istream& in, std::string name);

/// A mirror clone of `url` in a temporary folder that the Source removes. git does the cloning, without prompts.
Result<std::unique_ptr<Source>> OpenUrl(const std::string& url);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_OPEN_H_
