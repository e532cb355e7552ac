#include <algorithm>
#include <string>

#include "credential/code.h"
#include "credential/secret_finder.h"

namespace packrake::code {

namespace {

constexpr std::size_t kSmallFile = 4096;  // bytes of a file of settings

}  // namespace

void SecretFinder::Run() {
  for (const SinkUse& use : FindSinks(p_)) AtSink(use);
  for (const Binding& binding : p_.bindings()) {
    if ((binding.value.empty() && binding.inner_end == 0) || !binding.member.empty()) continue;
    if (binding.inner_end != 0) AtName(PropertyOf(binding), "", binding.value, binding.at, &binding);
    const std::string_view target = binding.target;
    if (!MayNameSecret(target.substr(target.rfind('.') + 1))) continue;
    AtName(binding.target, Holder(binding), binding.value, binding.at, &binding);
  }
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) AtEntry(i);
  for (std::uint32_t i = 1; i + 1 < t_.size(); ++i) AtChoice(i);
  if (p_.Holds("buildConfigField|resValue")) {
    for (std::uint32_t i = 0; i + 5 < t_.size(); ++i) AtBuildField(i);
  }
  if (p_.language().id == LanguageId::kSql) {
    for (std::uint32_t i = 1; i + 2 < t_.size(); ++i) AtSqlSetting(i);
    for (std::uint32_t i = 2; i + 2 < t_.size(); ++i) AtSqlInsert(i);
  }
  if (p_.language().id != LanguageId::kSql && p_.Holds("ALTER |alter ")) {
    for (std::uint32_t i = 1; i + 1 < t_.size(); ++i) AtSqlText(i);
  }
  if (p_.language().id == LanguageId::kJavaScript && p_.text().size() <= kSmallFile &&
      (p_.Holds("module.exports|export default") || (t_.size() > 0 && t_.Is(0, "{")))) {
    for (std::uint32_t i = 1; i + 2 < t_.size(); ++i) AtExport(i);
  }
  for (std::uint32_t i = 1; i + 3 < t_.size(); ++i) AtPair(i);
  const bool python = p_.language().id == LanguageId::kPython && p_.Holds("_key_loader|get_jwt_config");
  if (p_.language().id == LanguageId::kGo || python || p_.Holds("io.jsonwebtoken")) AtKeyFunctions();
  if (p_.language().id == LanguageId::kGo) {
    for (std::uint32_t i = 2; i < t_.size(); ++i) AtFieldTag(i);
  }
  AtGuessableFunctions();
  AtKeyBlocks();
  for (const Call& call : p_.calls()) {
    AtLookup(call);
    AtSetter(call);
    AtNamedSetter(call);
    AtEnumConstant(call);
    AtSerdeDefault(call);
    AtOption(call);
  }
}

void FindSecrets(const Program& program, bool in_comment, std::vector<CodeEvent>& events) {
  SecretFinder(program, in_comment, events).Run();
}

std::string NormalisedText(const Program& program, Range range) {
  std::string out;
  const Tokens& tokens = program.tokens();
  constexpr std::size_t kMost = 400;
  for (std::uint32_t i = range.begin; i < range.end && out.size() < kMost; ++i) {
    if (tokens.IsString(i)) {
      out += '"' + tokens.StringAt(i).value.substr(0, 24) + '"';
    } else {
      const bool spaced = i > range.begin && tokens.IsName(i) && (tokens.IsName(i - 1));
      if (spaced) out += ' ';
      out += tokens.Text(i);
    }
  }
  return out;
}

}  // namespace packrake::code
