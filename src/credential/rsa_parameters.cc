#include "credential/rsa_parameters.h"

#include <algorithm>
#include <string>

#include "base/base64.h"
#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr std::size_t kReach = 12U << 10;  // either side: an 8,192-bit key's object

/// The value of a member, decoded; "" when it is not there.
std::string Number(std::string_view object, std::string_view name) {
  const std::size_t member = object.find("\"" + std::string(name) + "\"");
  if (member == std::string_view::npos) return "";
  const std::size_t begin = object.find_first_not_of(": \t\r\n\"", member + name.size() + 2);
  if (begin == std::string_view::npos) return "";
  return Base64DecodeLenient(object.substr(begin, object.find('"', begin) - begin));
}

class RsaParameters : public Examiner {
 public:
  std::string_view name() const override { return "rsa-parameters"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const std::size_t from = match.secret_begin - std::min(match.secret_begin, kReach);
    const std::string_view around = window.Read(from, match.secret_begin + kReach);
    const std::size_t open = around.rfind('{', match.secret_begin - from);
    const std::size_t close = around.find('}', match.secret_begin - from);
    if (open == std::string_view::npos || close == std::string_view::npos) return;
    const auto key = ReadRsaParameters(around.substr(open, close + 1 - open));
    if (!key) return;
    Draft draft = DraftOf(window, from + open, from + close + 1);
    DescribeKey(*key, draft);
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<KeyInfo> ReadRsaParameters(std::string_view object) {
  if (Number(object, "D").empty()) return std::nullopt;
  return RsaKey(Number(object, "Modulus"), Number(object, "Exponent"), Number(object, "P"), Number(object, "Q"));
}

const Examiner& RsaParametersExaminer() {
  static const RsaParameters examiner;
  return examiner;
}

}  // namespace packrake
