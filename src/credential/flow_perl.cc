#include <string>
#include <vector>

#include "credential/flow_read.h"

// Perl: keys of hashes, parameters of functions.
namespace packrake::code {

// $conf{key}, $self->{'key'}
bool FlowReader::IsKeyOfPerl(std::uint32_t close) const {
  return p_.language().id == LanguageId::kPerl && t_[close].pair != kNone && t_[close].pair > 0 &&
         t_[close].pair + 2 == close && (t_.IsName(close - 1) || t_.IsString(close - 1)) &&
         t_[t_[close].pair].begin == t_[t_[close].pair - 1].end;
}

// sub key ($self, $name) {, and my ($self, $name) = @_; as the first statement
std::vector<std::string> FlowReader::ParametersOfPerl(std::uint32_t header, std::uint32_t brace) const {
  std::vector<std::string> names;
  std::vector<Argument> unused;
  if (t_.Is(brace - 1, ")") && t_[brace - 1].pair != kNone && t_[brace - 1].pair > header)
    ReadParameters(t_[brace - 1].pair, names, unused);
  else if (t_.Is(brace + 1, "my") && t_.Is(brace + 2, "("))
    ReadParameters(brace + 2, names, unused);
  return names;
}

}  // namespace packrake::code
