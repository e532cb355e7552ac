#include "credential/config_shell.h"

#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/config_value.h"
#include "credential/exposed_finder.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"
#include "text/lines.h"

namespace packrake::code {
namespace {

// The variable that an argument is and nothing else: $secret, ${secret}; "" for anything else.
std::string_view VariableOf(std::string_view argument) {
  if (!argument.starts_with('$')) return "";
  argument.remove_prefix(1);
  if (argument.starts_with('{') && argument.ends_with('}')) argument = argument.substr(1, argument.size() - 2);
  for (const char c : argument) {
    if (!IsAlnum(c) && c != '_') return "";
  }
  return argument;
}

// The first word of what the shell runs and puts in place: "date" of $(date +%s); "" where the value is no such thing.
std::string_view CommandOf(std::string_view value) {
  if (value.starts_with("$("))
    value.remove_prefix(2);
  else if (value.starts_with('`'))
    value.remove_prefix(1);
  else
    return "";
  const std::size_t begin = SkipBlanks(value, 0);
  std::size_t end = begin;
  while (end < value.size() && IsKeyByte(value[end])) ++end;
  return value.substr(begin, end - begin);
}

// The command that begins at `at`, with the lines that it goes on to behind backslashes.
std::string_view CommandAt(std::string_view text, std::size_t at) {
  std::size_t end = LineEnd(text, at);
  while (end < text.size() && end > at && text[end - 1] == '\\') end = LineEnd(text, end + 1);
  return text.substr(at, end - at);
}

// Whether the command sends a bearer's token: a variable's, or one that stands there.
bool SendsToken(std::string_view command) {
  constexpr std::string_view kHeader = "uthorization: Bearer ";
  const std::size_t header = command.find(kHeader);
  if (header == std::string_view::npos) return HoldsOne(command, "--oauth2-bearer $|--oauth2-bearer \"$");
  const std::string_view token = command.substr(header + kHeader.size());
  return token.starts_with('$') || token.starts_with("eyJ");
}

}  // namespace

void NameHmacKeys(std::string_view text, std::vector<ConfigEntry>& entries) {
  constexpr std::string_view kOption = "-hmac ", kPath = "jwt_hmac.secret";
  std::size_t at = text.find(kOption);
  if (at == std::string_view::npos || !HoldsOne(text, "HS256|HS384|HS512")) return;
  std::vector<ConfigEntry> literals;
  for (; at != std::string_view::npos; at = text.find(kOption, at + 1)) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    const auto argument = ReadConfigValue(line, kOption.size(), true);
    if (!argument) continue;
    if (const std::string_view name = VariableOf(argument->text); !name.empty()) {
      for (ConfigEntry& entry : entries) {
        if (entry.path == name) entry.path = kPath;
      }
    } else if (argument->quoted) {
      literals.push_back(
          {std::string(kPath), argument->text, at + argument->begin, at + argument->end, true, false, false, false});
    }
  }
  for (ConfigEntry& literal : literals) entries.push_back(std::move(literal));
}

void FindTokensSentByShell(std::string_view text, std::vector<CodeEvent>& events) {
  constexpr std::string_view kCurl = "curl ", kClear = "http://";
  for (std::size_t at = text.find(kCurl); at != std::string_view::npos; at = text.find(kCurl, at + 1)) {
    const std::string_view command = CommandAt(text, at);
    const std::size_t url = command.find(kClear);
    if (url == std::string_view::npos || !SendsToken(command)) continue;
    const std::string_view address = command.substr(url, command.find_first_of(" \t\n\"'|;)", url) - url);
    if (ExposedFinder::IsLocalHost(address)) continue;
    CodeEvent event;
    event.rule = kPlainHttp;
    event.begin = at + url;
    event.end = event.begin + address.size();
    event.identity = std::string(kPlainHttp) + " " + std::string(address);
    event.identity_needs_path = true;
    events.push_back(std::move(event));
  }
}

bool IsGuessableOutput(std::string_view value) {
  if (HoldsOne(value, "random|openssl|uuid|pwgen|apg|secrets|/dev/|file|cat |aws |vault")) return false;
  static constexpr auto kCommands =
      std::to_array<std::string_view>({"date", "hostname", "uname", "whoami", "hostid", "logname"});
  if (OneOf(CommandOf(value), kCommands)) return true;
  // $RANDOM has fifteen bits; echo $RANDOM | md5sum has no more.
  return value.starts_with("$RANDOM") || value.starts_with("${RANDOM}") ||
         (CommandOf(value) == "echo" && HoldsOne(value, "$RANDOM|${RANDOM}"));
}

}  // namespace packrake::code
