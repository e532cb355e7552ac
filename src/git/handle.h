#ifndef PACKRAKE_GIT_HANDLE_H_
#define PACKRAKE_GIT_HANDLE_H_

#include <git2.h>

#include <memory>

/// libgit2's C handles, owned from birth. Included by this folder's .cc files only.
namespace packrake {

template <auto kFree>
struct Deleter {
  template <class T>
  void operator()(T* handle) const {
    kFree(handle);
  }
};

using OdbHandle = std::unique_ptr<git_odb, Deleter<git_odb_free>>;
using OdbObjectHandle = std::unique_ptr<git_odb_object, Deleter<git_odb_object_free>>;

}  // namespace packrake

#endif  // PACKRAKE_GIT_HANDLE_H_
