#ifndef PACKRAKE_CREDENTIAL_CONFIG_READER_H_
#define PACKRAKE_CREDENTIAL_CONFIG_READER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Configuration as its formats write it: .env, properties, YAML, TOML, INI, XML, HCL, Dockerfile, shell (facts 1.3).
namespace packrake::code {

/// One setting as its format writes it.
struct ConfigEntry {
  std::string path;       ///< "spring.jwt.secret": the keys that hold it, and its own
  std::string value;      ///< without quotes, escapes undone
  std::size_t begin = 0;  ///< of the value, in the text
  std::size_t end = 0;
  bool quoted = false;
  bool key_quoted = false;
  bool commented = false;  ///< the line is a comment
  bool item = false;       ///< of the list that the path names, or a flag alone, whose value is then "true"
  bool encoded = false;    ///< base64 of a Kubernetes Secret's `data`, decoded in `value`
};

/// The last name of an entry's path.
inline std::string_view LeafOf(std::string_view path) { return path.substr(path.rfind('.') + 1); }

/// The settings of `text`, read as each line-based format that its lines look like; at most 20,000. JSON is a program
/// to us: its entries come from the tokens. Linear.
std::vector<ConfigEntry> ReadConfig(std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_READER_H_
