#include "match/literals.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace packrake {
namespace {

// Words that stand on more than about one line in five hundred of ordinary code, prose or data; each hit of an anchor
// costs an RE2 search of its line, so such a word would make its rule the most expensive part of a scan. "jwt",
// "secret", "password" and "private" are not here: they are rarer than that outside the code we look for.
// Sorted, lower case.
constexpr std::string_view kCommon[] = {
    "abstract", "all",      "and",      "any",     "app",      "args",        "array",   "async",   "auth",
    "author",   "await",    "base",     "begin",   "bool",     "boolean",     "break",   "byte",    "bytes",
    "call",     "case",     "catch",    "char",    "check",    "class",       "client",  "code",    "com",
    "comment",  "config",   "const",    "content", "context",  "copy",        "count",   "create",  "data",
    "date",     "def",      "default",  "define",  "delete",   "description", "div",     "doc",     "else",
    "email",    "end",      "endif",    "env",     "error",    "event",       "export",  "extends", "false",
    "field",    "file",     "final",    "find",    "float",    "for",         "format",  "from",    "func",
    "function", "get",      "git",      "github",  "has",      "head",        "header",  "host",    "href",
    "html",     "http",     "http://",  "https",   "https://", "if",          "import",  "include", "index",
    "info",     "init",     "input",    "int",     "integer",  "interface",   "item",    "java",    "json",
    "key",      "keys",     "label",    "len",     "length",   "let",         "license", "line",    "link",
    "list",     "local",    "log",      "long",    "main",     "make",        "map",     "max",     "message",
    "method",   "min",      "mode",     "module",  "name",     "net",         "new",     "nil",     "node",
    "none",     "not",      "null",     "number",  "obj",      "object",      "off",     "open",    "option",
    "options",  "org",      "out",      "output",  "package",  "param",       "params",  "parse",   "path",
    "port",     "print",    "printf",   "private", "public",   "query",       "read",    "ref",     "request",
    "require",  "response", "result",   "return",  "returns",  "run",         "self",    "send",    "server",
    "service",  "set",      "sha",      "should",  "sign",     "size",        "src",     "start",   "state",
    "static",   "status",   "std",      "str",     "string",   "struct",      "super",   "switch",  "system",
    "table",    "target",   "test",     "tests",   "text",     "that",        "the",     "then",    "this",
    "throw",    "time",     "title",    "token",   "true",     "try",         "type",    "types",   "url",
    "use",      "user",     "username", "using",   "utf-8",    "val",         "value",   "values",  "var",
    "version",  "view",     "void",     "was",     "while",    "with",        "word",    "write",   "www",
    "xml",      "xmlns",    "you",      "your",
};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 128;
}

bool IsCommonSign(char c) {
  return std::string_view(" \t\"'`-=_.:,;()[]{}<>/*#\\+&|!?\r").find(c) != std::string_view::npos;
}

/// `text` without the signs at its two ends, in lower case.
std::string Core(std::string_view text) {
  while (!text.empty() && !IsWordByte(text.front())) text.remove_prefix(1);
  while (!text.empty() && !IsWordByte(text.back())) text.remove_suffix(1);
  std::string core(text);
  std::transform(core.begin(), core.end(), core.begin(), Lower);
  return core;
}

}  // namespace

std::vector<std::string> Literal::Spellings() const {
  std::vector<std::string> spellings{written.empty() ? lower : written};
  for (const std::string& other : {lower, upper}) {
    if (std::find(spellings.begin(), spellings.end(), other) == spellings.end()) spellings.push_back(other);
  }
  return spellings;
}

double Rarity(std::string_view text) {
  const std::string core = Core(text);
  if (std::find(std::begin(kCommon), std::end(kCommon), core) != std::end(kCommon)) return 0;
  double rarity = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (IsWordByte(c)) {
      rarity += 1;
    } else if (c != '\0' && (i == 0 || text[i - 1] != c)) {
      rarity += IsCommonSign(c) ? 0.25 : 0.75;
    }
  }
  return rarity;
}

}  // namespace packrake
