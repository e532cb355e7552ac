#include "credential/language.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace packrake::code {
namespace {

// In the order of LanguageId. Comments, strings and names are as each language's reference defines them, except that a
// quote that does not close on its line is read as a sign: the text may be a fragment.
constexpr Language kTable[] = {
    {.id = LanguageId::kPython,
     .name = "python",
     .line_comment = "#",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"'",
     .triple_quotes = true,
     .prefixes = "bBrRuUfF",
     .hole = "",
     .name_start = "",
     .name_more = "",
     .indented = true,
     .annotated_names = true},
    {.id = LanguageId::kJavaScript,
     .name = "javascript",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .backtick = Backtick::kTemplate,
     .prefixes = "",
     .hole = "",
     .name_start = "$#@",
     .name_more = "$",
     .regex_literals = true,
     .annotated_names = true},
    {.id = LanguageId::kJava,
     .name = "java",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .prefixes = "",
     .hole = "",
     .name_start = "$@",
     .name_more = "$"},
    {.id = LanguageId::kKotlin,
     .name = "kotlin",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .backtick = Backtick::kName,
     .prefixes = "",
     .hole = "${",
     .dollar_hole = true,
     .name_start = "@",
     .name_more = "",
     .annotated_names = true},
    {.id = LanguageId::kScala,
     .name = "scala",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .backtick = Backtick::kName,
     .prefixes = "sf",
     .hole = "",
     .name_start = "@$",
     .name_more = "$",
     .annotated_names = true},
    {.id = LanguageId::kGroovy,
     .name = "groovy",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .prefixes = "",
     .hole = "${",
     .dollar_hole = true,
     .name_start = "@$",
     .name_more = "$"},
    {.id = LanguageId::kCSharp,
     .name = "csharp",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .prefixes = "@$",
     .hole = "",
     .name_start = "@",
     .name_more = ""},
    {.id = LanguageId::kVisualBasic,
     .name = "vb",
     .line_comment = "'",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"",
     .doubled_quotes = true,
     .prefixes = "$",
     .hole = "",
     .name_start = "",
     .name_more = "",
     .indented = true},
    {.id = LanguageId::kGo,
     .name = "go",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .backtick = Backtick::kRaw,
     .prefixes = "",
     .hole = "",
     .name_start = "",
     .name_more = ""},
    {.id = LanguageId::kRuby,
     .name = "ruby",
     .line_comment = "#",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"'",
     .multiline_strings = true,
     .prefixes = "",
     .hole = "#{",
     .name_start = "@$",
     .name_more = "?!",
     .heredoc = Heredoc::kRuby,
     .regex_literals = true,
     .indented = true},
    {.id = LanguageId::kPhp,
     .name = "php",
     .line_comment = "//",
     .other_line_comment = "#",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .multiline_strings = true,
     .prefixes = "",
     .hole = "{$",
     .dollar_hole = true,
     .name_start = "$",
     .name_more = "\\",
     .heredoc = Heredoc::kPhp},
    {.id = LanguageId::kRust,
     .name = "rust",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .multiline_strings = true,
     .prefixes = "br#c",
     .hole = "",
     .name_start = "",
     .name_more = "",
     .annotated_names = true},
    {.id = LanguageId::kElixir,
     .name = "elixir",
     .line_comment = "#",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"'",
     .multiline_strings = true,
     .triple_quotes = true,
     .prefixes = "",
     .hole = "#{",
     .name_start = "@",
     .name_more = "?!",
     .indented = true},
    {.id = LanguageId::kCpp,
     .name = "cpp",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .prefixes = "@RLuU8",
     .hole = "",
     .name_start = "",
     .name_more = ""},
    {.id = LanguageId::kSwift,
     .name = "swift",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"",
     .triple_quotes = true,
     .backtick = Backtick::kName,
     .prefixes = "#",
     .hole = "\\(",
     .name_start = "@$",
     .name_more = "",
     .annotated_names = true},
    {.id = LanguageId::kDart,
     .name = "dart",
     .line_comment = "//",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "\"'",
     .triple_quotes = true,
     .prefixes = "r",
     .hole = "${",
     .dollar_hole = true,
     .name_start = "$@",
     .name_more = "$"},
    {.id = LanguageId::kLua,
     .name = "lua",
     .line_comment = "--",
     .other_line_comment = "",
     .block_open = "--[[",
     .block_close = "]]",
     .quotes = "\"'",
     .prefixes = "",
     .hole = "",
     .name_start = "",
     .name_more = "",
     .indented = true},
    {.id = LanguageId::kPerl,
     .name = "perl",
     .line_comment = "#",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"'",
     .multiline_strings = true,
     .prefixes = "",
     .hole = "@{",
     .dollar_hole = true,
     .name_start = "$@%",
     .name_more = "",
     .heredoc = Heredoc::kPerl},
    {.id = LanguageId::kClojure,
     .name = "clojure",
     .line_comment = ";",
     .other_line_comment = "",
     .block_open = "",
     .block_close = "",
     .quotes = "\"",
     .multiline_strings = true,
     .prefixes = "",
     .hole = "",
     .name_start = ":*&$",
     .name_more = "-?!*/.>",
     .indented = true},
    {.id = LanguageId::kSql,
     .name = "sql",
     .line_comment = "--",
     .other_line_comment = "",
     .block_open = "/*",
     .block_close = "*/",
     .quotes = "'\"",
     .multiline_strings = true,
     .doubled_quotes = true,
     .prefixes = "EeNn",
     .hole = "",
     .name_start = "@:",
     .name_more = "",
     .indented = true},
    {.id = LanguageId::kPowerShell,
     .name = "powershell",
     .line_comment = "#",
     .other_line_comment = "",
     .block_open = "<#",
     .block_close = "#>",
     .quotes = "\"'",
     .multiline_strings = true,
     .doubled_quotes = true,
     .prefixes = "@",
     .hole = "$(",
     .dollar_hole = true,
     .name_start = "$",
     .name_more = "-"},
};
static_assert(std::size(kTable) == kLanguages);

using L = LanguageId;

/// Words that speak for a language, separated by blanks, and how many points each gives it.
struct TellTale {
  LanguageId id;
  int points;
  std::string_view words;
};

// Words that tell a language. Points are judgements: 1 shared by several, 3 rare elsewhere, 6 decisive.
constexpr TellTale kWords[] = {
    {L::kPython, 6, "__init__ __name__ get_unverified_claims SIMPLE_JWT"},
    {L::kPython, 5, "authlib elif fastapi FastAPI timedelta verify_signature"},
    {L::kPython, 4, "django environ Flask flask"},
    {L::kPython, 3, "except None pyjwt"},
    {L::kPython, 2, "def False lambda self True"},
    {L::kPython, 1, "algorithms async await config decode_jwt encode_jwt from HS256 import jose jwt_decode os"},
    {L::kRuby, 6, "ApplicationController attr_accessor attr_reader Devise require_relative"},
    {L::kRuby, 4, "elsif puts Rails"},
    {L::kRuby, 3, "ENV"},
    {L::kRuby, 2, "def end hmac_secret unless"},
    {L::kRuby, 1, "alias do HS256 JOSE JWT module nil require self then"},
    {L::kElixir, 8, "defmodule"},
    {L::kElixir, 6, "@moduledoc defp Joken"},
    {L::kElixir, 5, "peek_claims peek_payload"},
    {L::kElixir, 4, "Guardian"},
    {L::kElixir, 3, "JOSE"},
    {L::kElixir, 2, "alias"},
    {L::kElixir, 1, "def do end fn nil unless use"},
    {L::kScala, 6, "JwtCirce JwtJson JwtSprayJson pdi"},
    {L::kScala, 5, "implicit JwtAlgorithm"},
    {L::kScala, 3, "val"},
    {L::kScala, 2, "object trait"},
    {L::kScala, 1,
     "def extends getBytes HMAC256 HMAC512 Jwts MACSigner None Nothing package SecretKeySpec "
     "setSigningKey String"},
    {L::kGroovy, 2, "def"},
    {L::kGroovy, 1, "HMAC256 Jwts"},
    {L::kRust, 6,
     "dangerous_insecure_decode DecodingKey EncodingKey insecure_decode "
     "insecure_disable_signature_validation"},
    {L::kRust, 5, "crate fn impl mut"},
    {L::kRust, 4, "as_bytes from_secret pub unwrap"},
    {L::kRust, 2, "trait"},
    {L::kRust, 1, "const fmt jsonwebtoken let main None self std String struct use"},
    {L::kSwift, 6, "JWTKit SwiftJWT UIKit"},
    {L::kSwift, 5, "Foundation UserDefaults"},
    {L::kSwift, 4, "guard"},
    {L::kSwift, 3, "func hs256"},
    {L::kSwift, 2, "let throws"},
    {L::kSwift, 1, "nil self signWith String struct try var"},
    {L::kVisualBasic, 6, "ByVal Dim Imports"},
    {L::kVisualBasic, 5, "Sub"},
    {L::kVisualBasic, 4, "Nothing"},
    {L::kVisualBasic, 3, "As End Private Public"},
    {L::kVisualBasic, 2, "New"},
    {L::kVisualBasic, 1,
     "Encoding False IssuerSigningKey JwtBuilder JwtDecoder JwtSecurityTokenHandler "
     "SymmetricSecurityKey TokenValidationParameters True WithSecret"},
    {L::kGo, 6, "echojwt GinJWTMiddleware jwtauth jwtware"},
    {L::kGo, 5,
     "NewWithClaims ParseUnverified SignedString SigningMethodHS256 UnsafeAllowNoneSignatureType "
     "UnsafeClaimsWithoutVerification WithoutClaimsValidation"},
    {L::kGo, 4, "func MapClaims SigningMethodNone"},
    {L::kGo, 3, "defer fmt"},
    {L::kGo, 2, "err package"},
    {L::kGo, 1, "byte const import interface main nil os string struct var"},
    {L::kJavaScript, 5,
     "AsyncStorage axios expressjwt expressJwt JwtModule jwtVerify localStorage secretOrKey "
     "sessionStorage SignJWT TextEncoder"},
    {L::kJavaScript, 4, "expiresIn ignoreExpiration jsonwebtoken jwtDecode JwtStrategy passport undefined"},
    {L::kJavaScript, 3, "Buffer console decodeJwt exports typeof"},
    {L::kJavaScript, 2, "const document export fetch function jwt_decode process require"},
    {L::kJavaScript, 1,
     "algorithms async await config err extends from HS256 import interface jose let module readonly "
     "string var"},
    {L::kJava, 5, "@Override"},
    {L::kJava, 4,
     "@Value HMAC256 HMAC384 HMAC512 HmacKey hmacShaKeyFor Jwts MACSigner parseClaimsJwt PlainJWT "
     "setSigningKey signWith throws"},
    {L::kJava, 3, "@Bean getBytes JWTVerifier SecretKeySpec SharedPreferences SignatureAlgorithm"},
    {L::kJava, 2, "final implements package String"},
    {L::kJava, 1, "byte extends import interface jsonwebtoken JWT private public SecretKey static void"},
    {L::kKotlin, 6, "lateinit toByteArray"},
    {L::kKotlin, 5, "companion fun"},
    {L::kKotlin, 3, "listOf SharedPreferences val"},
    {L::kKotlin, 2,
     "HMAC256 HMAC384 HMAC512 HmacKey hmacShaKeyFor Jwts MACSigner SecretKeySpec setSigningKey "
     "signWith"},
    {L::kKotlin, 1, "@Bean @Value import JwtBuilder object package private SignatureAlgorithm String var"},
    {L::kCpp, 6, "JWT_ALG_HS256 jwt_set_alg l8w8jwt NSString nullptr"},
    {L::kCpp, 3, "auto hs256 include std"},
    {L::kCpp, 2, "char NULL"},
    {L::kCpp, 1, "const namespace static struct using void"},
    {L::kDart, 8, "dart_jsonwebtoken"},
    {L::kDart, 5, "dart Widget"},
    {L::kDart, 3, "Future"},
    {L::kDart, 2, "SecretKey"},
    {L::kDart, 1, "const final main void"},
    {L::kCSharp, 5, "IConfiguration JwtSecurityTokenHandler SymmetricSecurityKey TokenValidationParameters"},
    {L::kCSharp, 4,
     "IssuerSigningKey JwtBuilder RequireExpirationTime RequireSignedTokens ValidateAudience "
     "ValidateIssuer ValidateIssuerSigningKey ValidateLifetime"},
    {L::kCSharp, 3, "Encoding JwtDecoder namespace using WithSecret"},
    {L::kCSharp, 2, "readonly"},
    {L::kCSharp, 1, "async await byte interface private public static string struct var void"},
    {L::kPhp, 6, "Lcobucci"},
    {L::kPhp, 4, "Firebase InMemory"},
    {L::kPhp, 3, "echo plainText"},
    {L::kPhp, 2, "array define function namespace"},
    {L::kPhp, 1, "elseif fn HS256 implements JOSE JWT private public require string trait use"},
    {L::kLua, 6, "ngx resty"},
    {L::kLua, 5, "local"},
    {L::kLua, 2, "elseif end then"},
    {L::kLua, 1, "function nil require"},
    {L::kPowerShell, 6, "ConvertTo-Json New-Object Write-Host"},
    {L::kPowerShell, 2, "param"},
    {L::kPowerShell, 1, "function"},
    {L::kPerl, 4, "Crypt elsif my"},
    {L::kPerl, 3, "decode_jwt encode_jwt strict sub"},
    {L::kPerl, 2, "ENV unless"},
    {L::kPerl, 1, "package use"},
    {L::kSql, 6, "pgjwt"},
    {L::kSql, 5, "app.jwt_secret"},
    {L::kSql, 4, "ALTER INSERT RETURNS SELECT"},
    {L::kSql, 3, "CREATE"},
    {L::kSql, 1, "NULL select"},
    {L::kClojure, 6, "buddy defn"},
    {L::kClojure, 3, "ns"},
};

struct Weight {
  LanguageId id;
  int points;
};
struct Word {
  std::size_t number = 0;
  std::vector<Weight> weights;
};
using WordTable = std::unordered_map<std::string_view, Word>;
constexpr std::size_t kLongestWord = 32;

const WordTable& Words() {
  static const WordTable* const table = [] {
    auto* words = new WordTable;
    for (const TellTale& row : kWords) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        Word& word = words->try_emplace(rest.substr(0, blank), Word{words->size(), {}}).first->second;
        word.weights.push_back({row.id, row.points});
        rest.remove_prefix(std::min(blank + 1, rest.size()));
      }
    }
    return words;
  }();
  return *table;
}

bool IsWordByte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// What the shape of a whole line tells; a shape counts thrice at most.
template <class Add>
void AddLineHints(std::string_view text, Add&& add) {
  struct Shape {
    std::string_view begins;
    std::string_view ends;
    std::string_view without;  // characters that the line must not hold
    L id;
    int points;
    int seen = 0;
  };
  Shape shapes[] = {
      {"def ", ":", "", L::kPython, 8},
      {"config :", "", "", L::kElixir, 8},
      {"async def ", ":", "", L::kPython, 8},
      {"class ", ":", "{", L::kPython, 6},
      {"from ", "", ";'\"{", L::kPython, 5},
      {"import ", "", ";'\"{.*", L::kPython, 2},
      {"with ", ":", "", L::kPython, 5},
      {"require '", "'", "", L::kRuby, 4},
      {"end", "", " ;(", L::kRuby, 2},
      {"#include", "", "", L::kCpp, 8},
      {"package ", "", "; .", L::kGo, 3},
      {"using ", ";", "=(", L::kCSharp, 5},
      {"use ", ";", "\\", L::kRust, 2},
      {"func ", "{", "", L::kGo, 2},
      {"Dim ", "", ";", L::kVisualBasic, 6},
      {"local ", "", ";", L::kLua, 3},
      {"@", " do", "", L::kElixir, 3},
      {"const {", "", "", L::kJavaScript, 3},
      {"import {", "", "", L::kJavaScript, 3},
  };
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    std::string_view content = text.substr(line, end - line);
    line = end + 1;
    while (!content.empty() && (content.front() == ' ' || content.front() == '\t')) content.remove_prefix(1);
    while (!content.empty() && (content.back() == ' ' || content.back() == '\r')) content.remove_suffix(1);
    for (Shape& shape : shapes) {
      if (shape.seen >= 3 || !content.starts_with(shape.begins) || !content.ends_with(shape.ends)) continue;
      if (content.substr(shape.begins.size()).find_first_of(shape.without) != std::string_view::npos) continue;
      if (shape.id == L::kPython && shape.begins == "from " && content.find(" import ") == std::string_view::npos)
        continue;
      ++shape.seen;
      add(shape.id, shape.points);
    }
  }
}

constexpr std::size_t kSnippetBytes = 2048;
constexpr std::size_t kGuessBytes = 64U << 10;

// What the sign at `i` says of the language, as points; how many of its bytes beyond the first need no look.
template <class Add>
std::size_t ScoreSign(std::string_view text, std::size_t i, const Add& add) {
  const auto starts = [rest = text.substr(i, 6)](std::string_view sign) { return rest.starts_with(sign); };
  switch (text[i]) {
    case '$':
      if (i + 1 < text.size() && IsWordByte(static_cast<unsigned char>(text[i + 1])))
        add(L::kPhp, 1), add(L::kPerl, 1), add(L::kPowerShell, 1);
      break;
    case '<':
      if (starts("<?php")) add(L::kPhp, 60);
      break;
    case ':':
      if (starts(":=")) {
        add(L::kGo, 2);
      } else if (starts("::")) {
        add(L::kRust, 1), add(L::kCpp, 1), add(L::kPhp, 1), add(L::kRuby, 1);
        return 1;
      } else if (starts(":\n") || starts(":\r")) {
        add(L::kPython, 1);
      }
      break;
    case '=':
    case '!':
      if ((starts("===") || starts("!==")) && !starts("====") && text[i - (i > 0 ? 1 : 0)] != '=') {
        add(L::kJavaScript, 2), add(L::kPhp, 1);
        return 2;
      }
      if (starts("=> ") || starts("=>{"))
        add(L::kJavaScript, 1), add(L::kCSharp, 1), add(L::kRuby, 1), add(L::kPhp, 1), add(L::kScala, 1);
      break;
    case '|':
      if (starts("|>")) add(L::kElixir, 3);
      break;
    case ']':
      if (starts("]::")) add(L::kPowerShell, 6);
      break;
    case '-':
      if (starts("->")) add(L::kPhp, 1), add(L::kRust, 1), add(L::kSwift, 1), add(L::kPerl, 1);
      break;
    case '[':
      if (starts("[]byte") || starts("[]stri")) add(L::kGo, 4);
      break;
    case '(':
      if (starts("(defn ") || starts("(ns ") || starts("(:requ") || starts("(def ") || starts("(jwt/"))
        add(L::kClojure, 6);
      break;
    case ';':
      if (starts(";\n") || starts(";\r")) {
        for (const L id : {L::kJava, L::kCSharp, L::kJavaScript, L::kPhp, L::kCpp, L::kRust, L::kDart, L::kPerl})
          add(id, 1);
      }
      break;
    case '\n':
      if (starts("\nend\n")) add(L::kRuby, 1);
      break;
    default:
      break;
  }
  return 0;
}

}  // namespace

const Language& LanguageOf(LanguageId id) { return kTable[static_cast<std::size_t>(id)]; }

std::vector<LanguageId> GuessLanguages(std::string_view text) {
  std::array<int, kLanguages> score{};
  const auto add = [&score](LanguageId id, int points) { score[static_cast<std::size_t>(id)] += points; };
  const auto& words = Words();
  // The head tells enough; the rest of a long file is more of the same.
  text = text.substr(0, kGuessBytes);
  std::vector<std::uint8_t> seen(words.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (IsWordByte(c) || (c == '@' && i + 1 < text.size() && IsWordByte(static_cast<unsigned char>(text[i + 1])))) {
      std::size_t end = i + 1;
      while (end < text.size() && IsWordByte(static_cast<unsigned char>(text[end]))) ++end;
      // Powershell's verbs and the like hold a dash.
      if (end + 1 < text.size() && text[end] == '-' && text[i] >= 'A' && text[i] <= 'Z') {
        std::size_t longer = end + 1;
        while (longer < text.size() && IsWordByte(static_cast<unsigned char>(text[longer]))) ++longer;
        if (words.contains(text.substr(i, longer - i))) end = longer;
      }
      const auto found = end - i > kLongestWord ? words.end() : words.find(text.substr(i, end - i));
      // A word counts four times at most, so that one favourite does not drown the rest.
      if (found != words.end() && seen[found->second.number] < 4) {
        ++seen[found->second.number];
        for (const Weight& weight : found->second.weights) add(weight.id, weight.points);
      }
      i = end;
      continue;
    }
    i += ScoreSign(text, i, add);
    ++i;
  }

  AddLineHints(text, add);
  std::vector<LanguageId> order;
  for (int k = 0; k < kLanguages; ++k) {
    if (score[static_cast<std::size_t>(k)] > 0) order.push_back(static_cast<LanguageId>(k));
  }
  std::ranges::stable_sort(order, [&score](LanguageId a, LanguageId b) {
    return score[static_cast<std::size_t>(a)] > score[static_cast<std::size_t>(b)];
  });
  // A line or two say little, and cost little: the languages that most such snippets are in are tried as well.
  const bool snippet = text.size() < kSnippetBytes && (order.empty() || score[static_cast<std::size_t>(order[0])] < 8);
  if (snippet) {
    order.resize(std::min<std::size_t>(order.size(), 4));
    for (const LanguageId id : {L::kPython, L::kJavaScript, L::kJava, L::kCSharp, L::kGo}) {
      if (std::ranges::find(order, id) == order.end()) order.push_back(id);
    }
    return order;
  }
  if (order.empty()) return order;
  // A long text tells its language well; a snippet of a line or two does not, so more are tried.
  const int best = score[static_cast<std::size_t>(order[0])];
  const std::size_t most = best >= 40 ? 2 : best >= 12 ? 3 : 4;
  const int least = best >= 40 ? best * 7 / 10 : best >= 12 ? best * 5 / 10 : 1;
  std::vector<LanguageId> fitting;
  for (const LanguageId id : order) {
    if (fitting.size() < most && score[static_cast<std::size_t>(id)] >= least) fitting.push_back(id);
  }
  return fitting;
}

}  // namespace packrake::code
