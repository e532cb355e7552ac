#include "credential/config_command.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "text/byte_set.h"

namespace packrake::code {
namespace {

// The flags that give what is kept, of gh and fly; aws, az and gcloud; aws secretsmanager.
constexpr auto kValueFlags = std::to_array<std::string_view>({"--body", "--value", "--secret-string"});

// Where the value of `flag` begins on the line; npos where the line has no such flag.
std::size_t ValueOfFlag(std::string_view line, std::string_view flag) {
  for (std::size_t at = line.find(flag); at != std::string_view::npos; at = line.find(flag, at + 1)) {
    const char after = At(line, at + flag.size());
    if ((at == 0 || IsBlank(line[at - 1])) && (IsBlank(after) || after == '=')) return at + flag.size() + 1;
  }
  return std::string_view::npos;
}

// The name that what is kept goes by, without the path to it: behind --name or --secret-id, else behind "secret set".
std::string NameOfKept(std::string_view line) {
  std::size_t at = std::string_view::npos;
  for (const std::string_view flag : {"--name", "--secret-id", "-n"}) {
    if (at == std::string_view::npos) at = ValueOfFlag(line, flag);
  }
  for (const std::string_view verb : {"secret set ", "secrets set "}) {
    if (const std::size_t verb_at = line.find(verb); at == std::string_view::npos && verb_at != std::string_view::npos)
      at = verb_at + verb.size();
  }
  const auto name = at == std::string_view::npos ? std::nullopt : ReadConfigValue(line, at, true);
  return name ? name->text.substr(name->text.rfind('/') + 1) : "";
}

// The value at `at`, if a person wrote it there: no variable of a shell, no file, no other flag.
std::optional<ConfigValue> WrittenAt(std::string_view line, std::size_t at) {
  auto value = ReadConfigValue(line, at, true);
  constexpr std::string_view kElsewhere = "$-<[(@%{\\";
  if (!value || value->text.empty() || kElsewhere.find(value->text[0]) != std::string_view::npos) return std::nullopt;
  value->quoted = true;
  return value;
}

}  // namespace

bool HasValueFlag(std::string_view rest) {
  return std::ranges::any_of(kValueFlags, [rest](std::string_view flag) {
    return ValueOfFlag(rest, flag) != std::string_view::npos;
  });
}

void AddKept(std::string_view line, std::vector<LineSetting>& found) {
  constexpr std::string_view kUserSecrets = "user-secrets set ";
  if (const std::size_t at = line.find(kUserSecrets); at != std::string_view::npos) {
    const auto name = ReadConfigValue(line, at + kUserSecrets.size(), true);
    if (name && KindOfPath(name->text) == NameKind::kJwtSecret) {
      if (auto value = WrittenAt(line, name->end + (name->quoted ? 1 : 0)))
        found.push_back({name->text, *std::move(value)});
    }
  }
  for (const std::string_view flag : kValueFlags) {
    const std::size_t at = ValueOfFlag(line, flag);
    if (at == std::string_view::npos) continue;
    std::string name = NameOfKept(line);
    if (KindOfName(name) != NameKind::kJwtSecret) return;
    if (auto value = WrittenAt(line, at)) found.push_back({std::move(name), *std::move(value)});
  }
}

void AddWritten(std::string_view line, std::vector<LineSetting>& found) {
  constexpr std::string_view kEcho = "echo ";
  constexpr std::size_t kHexKey = 64;  // digits of a secret of Ethereum's clients, as they read it from a file
  for (std::size_t at = line.find(kEcho); at != std::string_view::npos; at = line.find(kEcho, at + 1)) {
    std::size_t next = SkipBlanks(line, at + kEcho.size());
    if (line.substr(next, 3) == "-n ") next += 3;
    auto value = WrittenAt(line, next);
    if (!value) continue;
    const std::size_t sign = SkipBlanks(line, value->end + (IsQuote(At(line, value->begin - 1)) ? 1 : 0));
    const auto file = At(line, sign) == '>' ? ReadConfigValue(line, sign + 1, true) : std::nullopt;
    if (!file) continue;
    const std::string_view name = std::string_view(file->text).substr(file->text.rfind('/') + 1);
    const bool hex = value->text.size() == kHexKey && std::ranges::all_of(value->text, [](char c) {
                       return IsDigit(c) || (ToLower(c) >= 'a' && ToLower(c) <= 'f');
                     });
    if (KindOfName(name.substr(0, name.find('.'))) == NameKind::kJwtSecret || (hex && Has(Lower(name), "jwt")))
      found.push_back({"jwt.secret", *std::move(value)});
  }
}

void AddExpansions(std::string_view line, std::vector<LineSetting>& found) {
  for (std::size_t at = line.find("${"); at != std::string_view::npos; at = line.find("${", at + 2)) {
    std::size_t end = at + 2;
    while (end < line.size() && (IsAlnum(line[end]) || line[end] == '_')) ++end;
    const std::string_view name = line.substr(at + 2, end - at - 2);
    if (At(line, end) != ':' || (At(line, end + 1) != '-' && At(line, end + 1) != '=')) continue;
    const std::size_t close = line.find('}', end);
    if (close == std::string_view::npos || KindOfName(name) != NameKind::kJwtSecret) continue;
    const std::string_view whole = line.substr(at, close + 1 - at);
    if (Has(whole.substr(2), "${") || Has(whole, "$(")) continue;
    found.push_back({std::string(name), {std::string(whole), at, close + 1, true}});
  }
}

bool IsOfJwtTool(std::string_view before) {
  return HoldsOne(before, "jwt encode |jwt decode |jwt sign |jwt verify |jwt-cli |jwtgen ");
}

std::size_t SkipSetter(std::string_view line, std::size_t at) {
  static constexpr auto kSetters = std::to_array<std::string_view>(
      {"export ", "ENV ", "ARG ", "set -gx ", "set -x ", "set -Ux ", "set ", "setenv ", "setx ", "Environment=",
       "SetEnv ", "fastcgi_param ", "uwsgi_param ", "scgi_param ", "env.", "-e ", "--env ", "readonly ",
       "declare -x ", "local ", "$env:", "$Env:", "$ENV:"});
  static constexpr ByteSet kFirst("$eEAsS-rdlfu");
  if (at >= line.size() || !kFirst.Has(line[at])) return at;
  for (const std::string_view word : kSetters) {
    if (line.substr(at, word.size()) == word) return SkipBlanks(line, at + word.size());
  }
  return at;
}

bool SetsBehindBlank(std::string_view line) {
  return line.starts_with("ENV ") || line.starts_with("setenv ") || line.starts_with("setx ") ||
         line.starts_with("set -") || line.starts_with("fastcgi_param ") || line.starts_with("uwsgi_param ") ||
         line.starts_with("scgi_param ");
}

bool BeginsWithSettings(std::string_view text) {
  static constexpr auto kSetters =
      std::to_array<std::string_view>({"cross-env", "cross-env-shell", "env", "export", "npx", "set", "exec"});
  for (std::size_t at = SkipBlanks(text, 0); at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t sign = word.find('=');
    if (sign != std::string_view::npos) return sign > 0 && std::ranges::all_of(word.substr(0, sign), IsKeyByte);
    if (!OneOf(word, kSetters)) return false;
    at = SkipBlanks(text, end);
  }
  return false;
}

}  // namespace packrake::code
