#include <array>
#include <string>
#include <vector>

#include "credential/flow_read.h"
#include "credential/one_of.h"

// Perl: keys of hashes, parameters of functions, constants.
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

// use constant KEY => '…'; use constant { KEY => '…', TTL => 60 }; Readonly my $KEY => '…'; const my $KEY => '…';
void FlowReader::BindConstantOfPerl(std::uint32_t i) {
  if (t_.Is(i, "constant") && i > 0 && t_.Is(i - 1, "use")) {
    if (t_.IsName(i + 1) && t_.Is(i + 2, "=>"))
      return Bind(std::string(t_.Text(i + 1)), p_.Expression(i + 3), i + 2, true, false);
    if (!t_.Is(i + 1, "{") || t_[i + 1].pair == kNone) return;
    for (const Argument& entry : p_.EntriesOf(i + 1)) {
      if (entry.name_token != kNone) Bind(entry.name, entry.value, i, true, false);
    }
    return;
  }
  static constexpr auto kMakers = std::to_array<std::string_view>({"Readonly", "Readonly::Scalar", "Scalar", "const"});
  if (!OneOf(t_.Text(i), kMakers)) return;
  const std::uint32_t name = t_.Is(i + 1, "my") || t_.Is(i + 1, "our") ? i + 2 : i + 1;
  if (t_.Text(name).starts_with('$') && t_.Is(name + 1, "=>"))
    Bind(std::string(t_.Text(name).substr(1)), p_.Expression(name + 2), name + 1, true, false);
}

}  // namespace packrake::code
