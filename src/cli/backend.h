#ifndef PACKRAKE_CLI_BACKEND_H_
#define PACKRAKE_CLI_BACKEND_H_

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "packrake/result.h"
#include "packrake/scan.h"
#include "packrake/source.h"

namespace packrake::cli {

/// What commands do through the rest of packrake; tests put another in its place.
class Backend {
 public:
  virtual ~Backend() = default;
  /// Opens a target as `verb` says: "scan" decides by looking. `in` is what "-" reads, and outlives the Source.
  virtual Result<std::unique_ptr<Source>> Open(const std::string& verb, const std::string& target,
                                               std::istream& in) = 0;
  virtual Result<std::unique_ptr<Engine>> CreateEngine(RuleSet rules) = 0;
  virtual Result<ScanResult> Scan(Source& source, const Engine& engine, const ScanOptions& options,
                                  ScanControl& control) = 0;
  virtual Result<RuleSet> BuiltinRules() = 0;
  /// The built-in dictionary, one a line. Lives as long as the program.
  virtual std::string_view WeakSecrets() = 0;
};

/// The one that does the work. Lives as long as the program.
Backend& RealBackend();

/// Where a command reads and writes, and what it may know of its surroundings. Borrowed.
struct Surroundings {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int columns = 100;  ///< of the terminal, if out is one
  std::function<std::optional<std::string>(const char* name)> environment;
};

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_BACKEND_H_
