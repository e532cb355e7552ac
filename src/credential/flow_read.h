#ifndef PACKRAKE_CREDENTIAL_FLOW_READ_H_
#define PACKRAKE_CREDENTIAL_FLOW_READ_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "credential/flow.h"

namespace packrake::code {

/// Fills a Program: its regions, imports, assignments and calls. Linear in the number of tokens (looks back and ahead
/// by bounded steps). Used by Program's constructor only. flow_read.cc has what all parts need, flow_regions.cc
/// functions, classes and conditions, flow_arrows.cc functions of one expression, flow_jvm.cc what Java's kin write in
/// ways of their own, flow_fields.cc what types are made of, flow_imports.cc imports, flow_bindings.cc assignments,
/// flow_calls.cc calls, flow_perl.cc what only Perl writes.
class FlowReader {
 public:
  explicit FlowReader(Program& program) : p_(program), t_(program.tokens_) {}
  void Read();

 private:
  struct Path {
    std::vector<std::string> names;  ///< outermost first
    std::uint32_t begin = 0;         ///< its first token
    bool through_self = false;       ///< begins with this, self or the like
  };

  void FindBracedRegions();
  void FindIndentedRegions();
  void AddRegion(RegionKind kind, Range body, std::uint32_t header, std::string name,
                 std::vector<std::string> parameters);
  void NestRegions();
  void ReadParameters(std::uint32_t open, std::vector<std::string>& names, std::vector<Argument>& defaults) const;

  std::vector<std::string> ParametersOfPerl(std::uint32_t header, std::uint32_t brace) const;
  void BindConstantOfPerl(std::uint32_t i);
  void FindArrowFunctions();
  std::uint32_t ParametersOfArrow(std::uint32_t arrow) const;
  std::uint32_t ColonOfType(std::uint32_t last, std::uint32_t most) const;
  std::string NameOfArrow(std::uint32_t header) const;
  void FindLambdas();
  void FindErlangFunctions();
  void FindExpressionFunctions();
  void FindBodilessClasses();
  void BindPrimaryDefaults();
  std::uint32_t PrimaryConstructor(std::uint32_t i) const;
  std::uint32_t ClassOfHeader(std::uint32_t token) const;
  void FindFields();
  void ReadPrimaryConstructor(std::uint32_t i);
  void ReadGoStruct(std::uint32_t i);

  void FindImports();
  void ReadPythonImport(std::uint32_t i);
  void ReadPythonAlias(std::uint32_t i);
  void ReadScriptImport(std::uint32_t i);
  void ReadAlias(std::uint32_t i);
  void ReadMemberAlias(std::uint32_t i);
  void ReadGoImport(std::uint32_t i);
  void ReadPhpAlias(std::uint32_t i);
  void AddImport(std::string_view name, std::string_view module, std::string_view member);

  void FindBindings();
  bool IsEmptyBeforeNext(std::uint32_t sign) const;
  void BindAssignment(std::uint32_t sign);
  void BindPattern(std::uint32_t open, const std::string& holder, std::uint32_t sign);
  void BindOthers(std::uint32_t i);
  void BindAnnotated(std::uint32_t i);
  void BindAnnotation(std::uint32_t i);
  void BindValue(std::uint32_t i);
  std::uint32_t AnnotatedName(std::uint32_t close) const;
  void BindDefaults();
  void BindFilled();
  void BindKept();
  void BindAppended();
  void BindGetter(std::uint32_t open);
  void BindLazy(std::uint32_t i);
  void ReadGlobals(std::uint32_t i);
  void Bind(std::string target, Range value, std::uint32_t at, bool declares, bool through_self,
            bool is_default = false);
  void SettleBindings();
  std::uint32_t StatementStart(std::uint32_t i) const;
  std::optional<Path> PathBefore(std::uint32_t last) const;
  bool IsKeyOfPerl(std::uint32_t close) const;

  /// The type that `Key k = new(…)` makes, whose name stands before the variable's; kNone for another `new`.
  std::uint32_t TypeOfNew(std::uint32_t word) const;
  bool IsOfGeneric(std::uint32_t close) const;
  std::uint32_t HandedOver(std::uint32_t open) const;
  std::uint32_t BeforeTypes(std::uint32_t close) const;
  void FindCalls();
  void AddCall(std::uint32_t name, std::uint32_t open, Range inner, bool braced);

  bool IsTypeOfScript(std::uint32_t brace) const;
  bool OpensBlockOfGo(std::uint32_t brace) const;
  bool FollowsDefinition(std::uint32_t brace) const;

  Program& p_;
  Tokens& t_;
  std::vector<bool> region_brace_;
  mutable std::size_t chained_ = 0;  // names in all paths so far
  std::vector<bool> declares_;       // by binding
  std::vector<bool> through_self_;   // by binding
  std::unordered_map<std::string, std::unordered_set<std::uint32_t>> globals_;  // the functions that say so, by name
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_FLOW_READ_H_
