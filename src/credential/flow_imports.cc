#include "credential/flow_read.h"

#include <array>
#include <utility>

#include "credential/one_of.h"

// What a file takes in, and by which names: Python, JavaScript, Go, and what Rust and PHP rename.
namespace packrake::code {

void FlowReader::AddImport(std::string_view name, std::string_view module, std::string_view member) {
  if (name.empty() || module.empty()) return;
  p_.imports_[std::string(name)] = {std::string(module), std::string(member)};
}

void FlowReader::FindImports() {
  const LanguageId id = p_.language().id;
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (!t_.IsName(i)) continue;
    const std::string_view word = t_.Text(i);
    if (id == LanguageId::kPython && (word == "import" || word == "from")) ReadPythonImport(i);
    if (id == LanguageId::kPython && t_[i].first_on_line && t_.Is(i + 1, "=")) ReadPythonAlias(i);
    if (id == LanguageId::kJavaScript && (word == "import" || word == "require")) ReadScriptImport(i);
    if (id == LanguageId::kJavaScript && (word == "const" || word == "var" || word == "let")) ReadAlias(i);
    if (id == LanguageId::kGo && word == "import") ReadGoImport(i);
    // use jsonwebtoken::{decode as check}: by its own name it is known anyway.
    if (id == LanguageId::kRust && word == "as" && i > 2 && t_.IsName(i - 1) && t_.IsName(i + 1) &&
        (t_.Is(i - 2, "::") || t_.Is(i - 2, "{") || t_.Is(i - 2, ",")))
      AddImport(t_.Text(i + 1), "use", t_.Text(i - 1));
    if (id == LanguageId::kPhp && word == "as") ReadPhpAlias(i);
  }
}

void FlowReader::ReadPythonImport(std::uint32_t i) {
  const auto dotted = [this](std::uint32_t& k) {
    std::string name;
    while (t_.IsName(k) || t_.Is(k, ".")) {
      if (t_.IsName(k) && !name.empty() && name.back() != '.') break;
      if (t_.IsName(k) && (t_.Text(k) == "import" || t_.Text(k) == "as")) break;
      name += t_.Text(k++);
    }
    return name;
  };
  std::uint32_t k = i + 1;
  if (t_.Is(i, "from")) {
    const std::string module = dotted(k);
    if (!t_.Is(k, "import")) return;
    ++k;
    if (t_.Is(k, "(")) ++k;
    for (int count = 0; count < 64 && t_.IsName(k); ++count) {
      const std::string_view member = t_.Text(k++);
      std::string_view name = member;
      if (t_.Is(k, "as") && t_.IsName(k + 1)) name = t_.Text(k + 1), k += 2;
      AddImport(name, module, member);
      if (!t_.Is(k, ",")) break;
      ++k;
    }
    return;
  }
  if (i > 0 && !t_[i].first_on_line) {
    // `from x import y` was read at its `from`.
    for (std::uint32_t back = i; back-- > 0 && i - back < 12;) {
      if (t_.Is(back, "from")) return;
      if (t_[back].first_on_line) break;
    }
  }
  for (int count = 0; count < 64 && t_.IsName(k); ++count) {
    const std::string module = dotted(k);
    std::string name = module.substr(0, module.find('.'));
    if (t_.Is(k, "as") && t_.IsName(k + 1)) {
      AddImport(t_.Text(k + 1), module, "");
      k += 2;
    } else {
      AddImport(name, name, "");
    }
    if (!t_.Is(k, ",")) break;
    ++k;
  }
}

// sign = jwt.encode, codec = importlib.import_module("jwt")
void FlowReader::ReadPythonAlias(std::uint32_t i) {
  std::uint32_t k = i + 2;
  if (t_.Is(k, "importlib") && t_.Is(k + 1, ".")) k += 2;
  if ((t_.Is(k, "import_module") || t_.Is(k, "__import__")) && t_.Is(k + 1, "(") && t_.IsString(k + 2) &&
      t_[k + 1].pair == k + 3)
    return AddImport(t_.Text(i), t_.StringAt(k + 2).value, "");
  // Only what JWT libraries call their functions: key = settings.jwt_secret is a value.
  static constexpr auto kFunctions =
      std::to_array<std::string_view>({"encode", "decode", "decode_complete", "sign", "verify"});
  if (!t_.IsName(k) || !t_.Is(k + 1, ".") || !OneOf(t_.Text(k + 2), kFunctions) || !p_.EndsBefore(k + 3)) return;
  const auto found = p_.imports_.find(std::string(t_.Text(k)));
  if (found == p_.imports_.end()) return;
  const auto import = found->second;
  AddImport(t_.Text(i), import.module + (import.member.empty() ? "" : "." + import.member), t_.Text(k + 2));
}

void FlowReader::ReadScriptImport(std::uint32_t i) {
  const auto names_in_braces = [this](std::uint32_t open, std::string_view module) {
    if (t_[open].pair == kNone) return;
    for (std::uint32_t k = open + 1; k < t_[open].pair && k < open + 200; ++k) {
      if (!t_.IsName(k)) continue;
      const std::string_view member = t_.Text(k);
      std::string_view name = member;
      if ((t_.Is(k + 1, "as") || t_.Is(k + 1, ":")) && t_.IsName(k + 2)) name = t_.Text(k + 2), k += 2;
      AddImport(name, module, member);
    }
  };
  if (t_.Is(i, "require")) {
    if (!t_.Is(i + 1, "(") || !t_.IsString(i + 2)) return;
    const std::string& module = t_.StringAt(i + 2).value;
    if (i == 0 || !t_.Is(i - 1, "=") || i < 2) return;
    std::string member;
    if (t_.Is(i + 4, ".") && t_.IsName(i + 5)) member = std::string(t_.Text(i + 5));
    if (t_.IsName(i - 2)) AddImport(t_.Text(i - 2), module, member);
    if (t_.Is(i - 2, "}") && t_[i - 2].pair != kNone) names_in_braces(t_[i - 2].pair, module);
    return;
  }
  // import a, {b as c} from 'm'; import * as a from 'm'; import a = require('m').
  std::uint32_t from = kNone;
  for (std::uint32_t k = i + 1; k < t_.size() && k < i + 120; ++k) {
    if (t_.Is(k, "from") && t_.IsString(k + 1)) {
      from = k;
      break;
    }
    if (t_.Is(k, ";") || t_.Is(k, "=") || t_.Is(k, "(") || (t_.IsString(k))) break;
  }
  if (from == kNone) return;
  const std::string& module = t_.StringAt(from + 1).value;
  for (std::uint32_t k = i + 1; k < from; ++k) {
    if (t_.Is(k, "{")) {
      names_in_braces(k, module);
      if (t_[k].pair == kNone) return;
      k = t_[k].pair;
    } else if (t_.IsName(k) && t_.Text(k) != "as" && t_.Text(k) != "type") {
      AddImport(t_.Text(k), module, "");
    }
  }
}

// const other = imported; const { member } = imported;
void FlowReader::ReadAlias(std::uint32_t i) {
  ReadMemberAlias(i);
  const std::uint32_t close = t_.Is(i + 1, "{") ? t_[i + 1].pair : i + 1;
  if (close == kNone || !t_.Is(close + 1, "=") || !t_.IsName(close + 2)) return;
  const auto found = p_.imports_.find(std::string(t_.Text(close + 2)));
  if (found == p_.imports_.end() || !p_.EndsBefore(close + 3)) return;
  const auto import = found->second;
  if (close == i + 1) {
    if (t_.IsName(i + 1)) AddImport(t_.Text(i + 1), import.module, import.member);
    return;
  }
  for (std::uint32_t k = i + 2; k < close && k < i + 100; ++k) {
    if (!t_.IsName(k)) continue;
    const std::string_view member = t_.Text(k);
    std::string_view name = member;
    if (t_.Is(k + 1, ":") && t_.IsName(k + 2)) name = t_.Text(k + 2), k += 2;
    AddImport(name, import.module + (import.member.empty() ? "" : "." + import.member), member);
  }
}

// const sign = jwt.sign, const sign = util.promisify(jwt.sign), promisify<A, B>(jwt.sign as any)
void FlowReader::ReadMemberAlias(std::uint32_t i) {
  if (!t_.IsName(i + 1) || !t_.Is(i + 2, "=")) return;
  std::uint32_t k = i + 3;
  if (t_.Is(k, "util") && t_.Is(k + 1, ".")) k += 2;
  if (t_.Is(k, "promisify")) {
    constexpr std::uint32_t kLongestTypes = 40;  // tokens
    std::uint32_t open = k + 1;
    while (t_.Is(k + 1, "<") && open < k + kLongestTypes && !t_.Is(open, "(")) ++open;
    if (t_.Is(open, "(") && BeforeTypes(open - 1) == k) k = open + 1;
  }
  if (!t_.IsName(k) || !t_.Is(k + 1, ".") || !t_.IsName(k + 2) || t_.Is(k + 3, "(") || t_.Is(k + 3, ".")) return;
  const auto found = p_.imports_.find(std::string(t_.Text(k)));
  if (found == p_.imports_.end()) return;
  const auto import = found->second;
  AddImport(t_.Text(i + 1), import.module + (import.member.empty() ? "" : "." + import.member), t_.Text(k + 2));
}

// use Firebase\JWT\JWT as Encoder; use Firebase\JWT\{JWT as Encoder, Key}; a foreach has an `as`, too.
void FlowReader::ReadPhpAlias(std::uint32_t i) {
  if (i < 2 || !t_.IsName(i - 1) || !t_.IsName(i + 1) || t_.Text(i + 1).starts_with('$')) return;
  const std::uint32_t group = t_[i].inside;
  const bool use = t_.Is(i - 2, "use") || (group != kNone && group > 1 && t_.Is(group, "{") && t_.Is(group - 2, "use"));
  const std::string_view name = t_.Text(i - 1);
  const std::size_t slash = name.rfind('\\');
  if (use) AddImport(t_.Text(i + 1), name.substr(slash == std::string_view::npos ? 0 : slash + 1), "");
}

void FlowReader::ReadGoImport(std::uint32_t i) {
  const auto one = [this](std::uint32_t k) {
    const std::string& path = t_.StringAt(k).value;
    std::string name;
    if (k > 0 && t_.IsName(k - 1) && t_.Text(k - 1) != "import") {
      name = std::string(t_.Text(k - 1));
    } else {
      std::string_view rest = path;
      std::string_view last = rest.substr(rest.rfind('/') == std::string_view::npos ? 0 : rest.rfind('/') + 1);
      if (last.size() > 1 && last[0] == 'v' && last.find_first_not_of("0123456789", 1) == std::string_view::npos &&
          last.size() < rest.size()) {
        rest = rest.substr(0, rest.size() - last.size() - 1);
        last = rest.substr(rest.rfind('/') == std::string_view::npos ? 0 : rest.rfind('/') + 1);
      }
      last = last.substr(0, last.find(".v"));
      if (last.starts_with("go-")) last.remove_prefix(3);
      if (last.ends_with("-go")) last.remove_suffix(3);
      name = std::string(last);
    }
    AddImport(name, path, "");
  };
  if (t_.Is(i + 1, "(") && t_[i + 1].pair != kNone) {
    for (std::uint32_t k = i + 2; k < t_[i + 1].pair && k < i + 600; ++k) {
      if (t_.IsString(k)) one(k);
    }
    return;
  }
  if (t_.IsString(i + 1)) one(i + 1);
  if (t_.IsName(i + 1) && t_.IsString(i + 2)) one(i + 2);
}

}  // namespace packrake::code
