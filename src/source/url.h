#ifndef PACKRAKE_SOURCE_URL_H_
#define PACKRAKE_SOURCE_URL_H_

#include <string>
#include <string_view>

namespace packrake {

/// Whether `target` names a remote repository: a scheme that packrake clones from (https, http, ssh, git, file) or
/// scp's short form "user@host:path". Never "ext::…" and the like, which would run a program.
bool IsUrl(std::string_view target);

/// `url` without the user's name and password.
std::string WithoutCredentials(std::string_view url);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_URL_H_
