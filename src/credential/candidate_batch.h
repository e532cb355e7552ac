#ifndef PACKRAKE_CREDENTIAL_CANDIDATE_BATCH_H_
#define PACKRAKE_CREDENTIAL_CANDIDATE_BATCH_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "credential/literal_forms.h"

namespace packrake {

/// Literals and what they may mean, gathered until there are enough to try at once. Owns their bytes. One per thread.
class CandidateBatch {
 public:
  /// One byte string to try. Views of the batch, until it changes.
  struct Candidate {
    std::string_view literal;  ///< as it was given
    std::string_view secret;   ///< the bytes to try
    std::string_view form;     ///< how they come from the literal; "" as written; the name is static
    std::size_t origin = 0;    ///< what the literal's giver called it
  };

  /// Adds `literal` in `forms`.
  void Add(std::string_view literal, std::size_t origin, Forms forms);
  void Clear();

  std::size_t size() const { return waiting_.size(); }      ///< candidates, each form one
  std::size_t byte_count() const { return bytes_.size(); }  ///< memory, roughly
  /// REQUIRES: index < size().
  Candidate operator[](std::size_t index) const;
  /// The secrets of all, until the batch changes.
  std::span<const std::string_view> Secrets();

 private:
  struct Waiting {
    std::size_t begin = 0, size = 0;  // in bytes_
    std::size_t literal = 0;          // index in literals_
    std::string_view form;
  };
  struct Literal {
    std::size_t begin = 0, size = 0;  // in bytes_
    std::size_t origin = 0;
  };
  std::string_view BytesOf(std::size_t begin, std::size_t size) const {
    return std::string_view(bytes_).substr(begin, size);
  }

  std::string bytes_;
  std::vector<Waiting> waiting_;
  std::vector<Literal> literals_;
  std::vector<std::string_view> secrets_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_CANDIDATE_BATCH_H_
