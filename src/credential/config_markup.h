#ifndef PACKRAKE_CREDENTIAL_CONFIG_MARKUP_H_
#define PACKRAKE_CREDENTIAL_CONFIG_MARKUP_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace packrake::code {

/// Reads settings in XML, line by line: `<add key="k" value="v"/>`, `<entry key="k">v</entry>`,
/// `<property name="k" value="v"/>` in Spring's beans, `<jwt.secret>v</jwt.secret>`, `<secret>v</secret>` below a line
/// `<jwt>`, CDATA too, names and values that stand in elements of their own, `<param-name>` and `<param-value>`,
/// `<key>` and `<string>`, and a row's columns, `<column name="key" value="k"/>`, of Liquibase. One per text.
class MarkupReader {
 public:
  struct Entry {
    std::string key;
    std::size_t begin = 0;  ///< of the value, in the line
    std::size_t end = 0;
  };
  /// The setting on the text's next line that begins with '<', if it holds one.
  std::optional<Entry> Read(std::string_view line);
  /// What attributes of an element whose name speaks of JWTs say, `<mpJwt … sharedKey="v"/>`, or of one for a name and
  /// a value, `<add`, on the line on which it opens or on one of the next, which do not begin with '<'.
  std::vector<Entry> ReadAttributes(std::string_view line);
  /// Whether such an element is not closed yet.
  bool in_element() const { return !element_.empty(); }

 private:
  /// Keeps `key` as the bean's that opens on the line; false for what a bean holds that is no setting.
  bool ReadBean(std::string_view line, std::string& key);

  void Nest(std::string_view line);

  /// The name of the element that opens at `at`, behind its '<', is kept where its attributes tell; one past it.
  std::size_t Open(std::string_view line, std::size_t at);

  /// <column name="key" value="auth.jwt.secret"/>, and below it <column name="value" value="v"/>
  std::optional<Entry> ReadColumn(std::string_view line);

  std::vector<std::string> open_;  ///< the elements that the line stands in, outermost first
  std::string bean_;  ///< the id of Spring's bean at hand
  std::string element_;  ///< the one that ReadAttributes is in, until its '>'
  bool is_pair_ = false;  ///< that one is for a name and a value
  std::string name_;  ///< what an element that holds a name said, until the one that holds the value
};

/// What a line sets that has a name and its value in elements of their own: <param-name>k</param-name>
/// <param-value>v</param-value>, <key>k</key> <string>v</string>.
std::optional<MarkupReader::Entry> PairOnLine(std::string_view line);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_MARKUP_H_
