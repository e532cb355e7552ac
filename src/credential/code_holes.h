#ifndef PACKRAKE_CREDENTIAL_CODE_HOLES_H_
#define PACKRAKE_CREDENTIAL_CODE_HOLES_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "credential/flow.h"

/// Calls within strings: `Bearer ${jwt.sign(claims, 'x')}`. A string is one token, whatever its holes hold.
namespace packrake::code {

/// A program's text of the same length, in which strings whose holes sign or check a token are blank but for what
/// stands in their holes, and where these are in it. Nothing is opened, and `text` is empty, where no string has such a
/// hole, as in most programs.
struct OpenedHoles {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> holes;  ///< [begin, end), in order

  bool Hold(std::size_t offset) const;
};
OpenedHoles OpenHoles(const Program& program);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CODE_HOLES_H_
