#ifndef PACKRAKE_CREDENTIAL_CONFIG_DEFAULT_H_
#define PACKRAKE_CREDENTIAL_CONFIG_DEFAULT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "credential/config_reader.h"

namespace packrake::code {

/// What a setting says where its reference finds nothing.
struct Default {
  std::string value;
  std::size_t begin = 0;  ///< in the text; of the whole setting where its escapes were undone
  std::size_t end = 0;
};

/// The default inside ${NAME:-value}, ${name:value}, ${NAME-value} or ${env:NAME, 'value'}, and the literal that a
/// template or Terraform falls back on: {{ x | default('value') }}, <%= ENV['X'] || 'value' %>,
/// ${{ secrets.X || 'value' }}, coalesce(var.x, "value"). Nothing when there is none.
std::optional<Default> DefaultIn(const ConfigEntry& entry);

/// "LIVEKIT_API_SECRET" of "${LIVEKIT_API_SECRET:-x}": what the default is for, whatever it is given to; "" where the
/// value is none.
std::string_view NameOfDefault(std::string_view value);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_DEFAULT_H_
