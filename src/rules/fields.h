#ifndef PACKRAKE_RULES_FIELDS_H_
#define PACKRAKE_RULES_FIELDS_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.h"

namespace packrake {

/// What is wrong, and on which line of its file.
struct Mistake {
  int line = 1;
  std::string reason;
};

/// Reads the members of one YAML map by key, strictly: the first value of a wrong kind is noted, and after all known
/// keys were asked for, any other key is. Names of a key are alternatives: "tags" and Nosey Parker's "categories".
class Fields {
 public:
  enum class Need { kOptional, kRequired };
  using Names = std::initializer_list<std::string_view>;

  /// `what` names the map in messages: "rule", "allow". Both are borrowed; `first` gets the first mistake.
  Fields(const YamlNode& map, std::string_view what, std::optional<Mistake>* first);

  /// The value of a scalar, not empty; "" when the key is not there.
  std::string Text(Names names, Need need = Need::kOptional);
  /// The items of a sequence of scalars, none of them empty.
  std::vector<std::string> List(Names names);
  /// A number between the bounds, or `fallback`.
  double Number(Names names, double min, double max, double fallback);
  int Whole(Names names, int min, int max, int fallback);
  /// Any value, or null: also for the key with nothing behind it.
  const YamlNode* Node(Names names);

  /// Notes the first key that was not asked for, with the nearest that was.
  void RefuseOthers();

  /// Notes a mistake unless there is one already.
  void Note(int line, std::string reason);

 private:
  const YamlNode& map_;
  std::string_view what_;
  std::optional<Mistake>* first_;
  std::vector<std::string_view> known_;
};

}  // namespace packrake

#endif  // PACKRAKE_RULES_FIELDS_H_
