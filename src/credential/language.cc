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

struct Weight {
  LanguageId id;
  int points;
};
using L = LanguageId;
struct TellTale {
  std::string_view word;
  std::array<Weight, 5> weights;
  int count;
};

template <class... W>
constexpr TellTale T(std::string_view word, W... weights) {
  return {word, {weights...}, static_cast<int>(sizeof...(weights))};
}

// Words that tell a language. Points are judgements: 1 shared by several, 3 rare elsewhere, 6 decisive.
constexpr TellTale kWords[] = {
    T("def", Weight{L::kPython, 2}, Weight{L::kRuby, 2}, Weight{L::kElixir, 1}, Weight{L::kScala, 1},
      Weight{L::kGroovy, 2}),
    T("elif", Weight{L::kPython, 5}),
    T("None", Weight{L::kPython, 3}, Weight{L::kRust, 1}, Weight{L::kScala, 1}),
    T("self", Weight{L::kPython, 2}, Weight{L::kRust, 1}, Weight{L::kRuby, 1}, Weight{L::kSwift, 1}),
    T("True", Weight{L::kPython, 2}, Weight{L::kVisualBasic, 1}),
    T("False", Weight{L::kPython, 2}, Weight{L::kVisualBasic, 1}),
    T("except", Weight{L::kPython, 3}),
    T("os", Weight{L::kPython, 1}, Weight{L::kGo, 1}),
    T("__init__", Weight{L::kPython, 6}),
    T("__name__", Weight{L::kPython, 6}),
    T("lambda", Weight{L::kPython, 2}),
    T("pyjwt", Weight{L::kPython, 3}),
    T("from", Weight{L::kPython, 1}, Weight{L::kJavaScript, 1}),
    T("import", Weight{L::kPython, 1}, Weight{L::kJavaScript, 1}, Weight{L::kJava, 1}, Weight{L::kKotlin, 1},
      Weight{L::kGo, 1}),
    T("flask", Weight{L::kPython, 4}),
    T("Flask", Weight{L::kPython, 4}),
    T("django", Weight{L::kPython, 4}),
    T("fastapi", Weight{L::kPython, 5}),
    T("FastAPI", Weight{L::kPython, 5}),
    T("jose", Weight{L::kPython, 1}, Weight{L::kJavaScript, 1}),
    T("algorithms", Weight{L::kPython, 1}, Weight{L::kJavaScript, 1}),
    T("SIMPLE_JWT", Weight{L::kPython, 6}),
    T("timedelta", Weight{L::kPython, 5}),
    T("environ", Weight{L::kPython, 4}),
    T("authlib", Weight{L::kPython, 5}),
    T("verify_signature", Weight{L::kPython, 5}),
    T("get_unverified_claims", Weight{L::kPython, 6}),
    T("config", Weight{L::kPython, 1}, Weight{L::kJavaScript, 1}),

    T("const", Weight{L::kJavaScript, 2}, Weight{L::kGo, 1}, Weight{L::kCpp, 1}, Weight{L::kRust, 1},
      Weight{L::kDart, 1}),
    T("let", Weight{L::kJavaScript, 1}, Weight{L::kRust, 1}, Weight{L::kSwift, 2}),
    T("var", Weight{L::kJavaScript, 1}, Weight{L::kGo, 1}, Weight{L::kCSharp, 1}, Weight{L::kSwift, 1},
      Weight{L::kKotlin, 1}),
    T("function", Weight{L::kJavaScript, 2}, Weight{L::kPhp, 2}, Weight{L::kLua, 1}, Weight{L::kPowerShell, 1}),
    T("require", Weight{L::kJavaScript, 2}, Weight{L::kRuby, 1}, Weight{L::kLua, 1}, Weight{L::kPhp, 1}),
    T("undefined", Weight{L::kJavaScript, 4}),
    T("export", Weight{L::kJavaScript, 2}),
    T("typeof", Weight{L::kJavaScript, 3}),
    T("await", Weight{L::kJavaScript, 1}, Weight{L::kCSharp, 1}, Weight{L::kPython, 1}),
    T("async", Weight{L::kJavaScript, 1}, Weight{L::kCSharp, 1}, Weight{L::kPython, 1}),
    T("jsonwebtoken", Weight{L::kJavaScript, 4}, Weight{L::kJava, 1}, Weight{L::kRust, 1}),
    T("process", Weight{L::kJavaScript, 2}),
    T("console", Weight{L::kJavaScript, 3}),
    T("module", Weight{L::kJavaScript, 1}, Weight{L::kRuby, 1}),
    T("exports", Weight{L::kJavaScript, 3}),
    T("jwtVerify", Weight{L::kJavaScript, 5}),
    T("TextEncoder", Weight{L::kJavaScript, 5}),
    T("SignJWT", Weight{L::kJavaScript, 5}),
    T("JwtModule", Weight{L::kJavaScript, 5}),
    T("secretOrKey", Weight{L::kJavaScript, 5}),
    T("localStorage", Weight{L::kJavaScript, 5}),
    T("sessionStorage", Weight{L::kJavaScript, 5}),
    T("Buffer", Weight{L::kJavaScript, 3}),
    T("expressjwt", Weight{L::kJavaScript, 5}),
    T("expressJwt", Weight{L::kJavaScript, 5}),
    T("JwtStrategy", Weight{L::kJavaScript, 4}),
    T("passport", Weight{L::kJavaScript, 4}),
    T("expiresIn", Weight{L::kJavaScript, 4}),
    T("readonly", Weight{L::kJavaScript, 1}, Weight{L::kCSharp, 2}),
    T("interface", Weight{L::kJavaScript, 1}, Weight{L::kJava, 1}, Weight{L::kGo, 1}, Weight{L::kCSharp, 1}),
    T("ignoreExpiration", Weight{L::kJavaScript, 4}),
    T("jwtDecode", Weight{L::kJavaScript, 4}),
    T("jwt_decode", Weight{L::kJavaScript, 2}, Weight{L::kPython, 1}),
    T("decodeJwt", Weight{L::kJavaScript, 3}),
    T("fetch", Weight{L::kJavaScript, 2}),
    T("axios", Weight{L::kJavaScript, 5}),
    T("document", Weight{L::kJavaScript, 2}),
    T("AsyncStorage", Weight{L::kJavaScript, 5}),

    T("public", Weight{L::kJava, 1}, Weight{L::kCSharp, 1}, Weight{L::kPhp, 1}),
    T("private", Weight{L::kJava, 1}, Weight{L::kCSharp, 1}, Weight{L::kKotlin, 1}, Weight{L::kPhp, 1}),
    T("final", Weight{L::kJava, 2}, Weight{L::kDart, 1}),
    T("static", Weight{L::kJava, 1}, Weight{L::kCSharp, 1}, Weight{L::kCpp, 1}),
    T("void", Weight{L::kJava, 1}, Weight{L::kCSharp, 1}, Weight{L::kCpp, 1}, Weight{L::kDart, 1}),
    T("throws", Weight{L::kJava, 4}, Weight{L::kSwift, 2}),
    T("implements", Weight{L::kJava, 2}, Weight{L::kPhp, 1}),
    T("extends", Weight{L::kJava, 1}, Weight{L::kJavaScript, 1}, Weight{L::kScala, 1}),
    T("String", Weight{L::kJava, 2}, Weight{L::kKotlin, 1}, Weight{L::kRust, 1}, Weight{L::kSwift, 1},
      Weight{L::kScala, 1}),
    T("@Override", Weight{L::kJava, 5}),
    T("@Value", Weight{L::kJava, 4}, Weight{L::kKotlin, 1}),
    T("@Bean", Weight{L::kJava, 3}, Weight{L::kKotlin, 1}),
    T("Jwts", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}, Weight{L::kGroovy, 1}),
    T("SignatureAlgorithm", Weight{L::kJava, 3}, Weight{L::kKotlin, 1}),
    T("hmacShaKeyFor", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}),
    T("getBytes", Weight{L::kJava, 3}, Weight{L::kScala, 1}),
    T("HMAC256", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}, Weight{L::kGroovy, 1}),
    T("HMAC384", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}),
    T("HMAC512", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}),
    T("MACSigner", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}),
    T("setSigningKey", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}),
    T("signWith", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}, Weight{L::kSwift, 1}),
    T("PlainJWT", Weight{L::kJava, 4}),
    T("parseClaimsJwt", Weight{L::kJava, 4}),
    T("HmacKey", Weight{L::kJava, 4}, Weight{L::kKotlin, 2}),
    T("SecretKeySpec", Weight{L::kJava, 3}, Weight{L::kKotlin, 2}, Weight{L::kScala, 1}),
    T("JWTVerifier", Weight{L::kJava, 3}),
    T("SharedPreferences", Weight{L::kJava, 3}, Weight{L::kKotlin, 3}),
    T("fun", Weight{L::kKotlin, 5}),
    T("val", Weight{L::kKotlin, 3}, Weight{L::kScala, 3}),
    T("companion", Weight{L::kKotlin, 5}),
    T("toByteArray", Weight{L::kKotlin, 6}),
    T("lateinit", Weight{L::kKotlin, 6}),
    T("listOf", Weight{L::kKotlin, 3}),
    T("object", Weight{L::kScala, 2}, Weight{L::kKotlin, 1}),
    T("trait", Weight{L::kScala, 2}, Weight{L::kRust, 2}, Weight{L::kPhp, 1}),
    T("implicit", Weight{L::kScala, 5}),
    T("JwtCirce", Weight{L::kScala, 6}),
    T("JwtAlgorithm", Weight{L::kScala, 5}),
    T("JwtJson", Weight{L::kScala, 6}),
    T("JwtSprayJson", Weight{L::kScala, 6}),
    T("pdi", Weight{L::kScala, 6}),

    T("using", Weight{L::kCSharp, 3}, Weight{L::kCpp, 1}),
    T("namespace", Weight{L::kCSharp, 3}, Weight{L::kPhp, 2}, Weight{L::kCpp, 1}),
    T("string", Weight{L::kCSharp, 1}, Weight{L::kGo, 1}, Weight{L::kJavaScript, 1}, Weight{L::kPhp, 1}),
    T("SymmetricSecurityKey", Weight{L::kCSharp, 5}, Weight{L::kVisualBasic, 1}),
    T("TokenValidationParameters", Weight{L::kCSharp, 5}, Weight{L::kVisualBasic, 1}),
    T("JwtBuilder", Weight{L::kCSharp, 4}, Weight{L::kVisualBasic, 1}, Weight{L::kKotlin, 1}),
    T("JwtDecoder", Weight{L::kCSharp, 3}, Weight{L::kVisualBasic, 1}),
    T("Encoding", Weight{L::kCSharp, 3}, Weight{L::kVisualBasic, 1}),
    T("IConfiguration", Weight{L::kCSharp, 5}),
    T("byte", Weight{L::kCSharp, 1}, Weight{L::kGo, 1}, Weight{L::kJava, 1}),
    T("WithSecret", Weight{L::kCSharp, 3}, Weight{L::kVisualBasic, 1}),
    T("JwtSecurityTokenHandler", Weight{L::kCSharp, 5}, Weight{L::kVisualBasic, 1}),
    T("IssuerSigningKey", Weight{L::kCSharp, 4}, Weight{L::kVisualBasic, 1}),
    T("ValidateAudience", Weight{L::kCSharp, 4}),
    T("ValidateLifetime", Weight{L::kCSharp, 4}),
    T("ValidateIssuer", Weight{L::kCSharp, 4}),
    T("RequireSignedTokens", Weight{L::kCSharp, 4}),
    T("ValidateIssuerSigningKey", Weight{L::kCSharp, 4}),
    T("RequireExpirationTime", Weight{L::kCSharp, 4}),
    T("Dim", Weight{L::kVisualBasic, 6}),
    T("Imports", Weight{L::kVisualBasic, 6}),
    T("Sub", Weight{L::kVisualBasic, 5}),
    T("Nothing", Weight{L::kVisualBasic, 4}, Weight{L::kScala, 1}),
    T("As", Weight{L::kVisualBasic, 3}),
    T("ByVal", Weight{L::kVisualBasic, 6}),
    T("End", Weight{L::kVisualBasic, 3}),
    T("Public", Weight{L::kVisualBasic, 3}),
    T("Private", Weight{L::kVisualBasic, 3}),
    T("New", Weight{L::kVisualBasic, 2}),

    T("func", Weight{L::kGo, 4}, Weight{L::kSwift, 3}),
    T("package", Weight{L::kGo, 2}, Weight{L::kJava, 2}, Weight{L::kKotlin, 1}, Weight{L::kScala, 1},
      Weight{L::kPerl, 1}),
    T("nil", Weight{L::kGo, 1}, Weight{L::kRuby, 1}, Weight{L::kSwift, 1}, Weight{L::kLua, 1}, Weight{L::kElixir, 1}),
    T("err", Weight{L::kGo, 2}, Weight{L::kJavaScript, 1}),
    T("defer", Weight{L::kGo, 3}),
    T("fmt", Weight{L::kGo, 3}, Weight{L::kRust, 1}),
    T("SignedString", Weight{L::kGo, 5}),
    T("NewWithClaims", Weight{L::kGo, 5}),
    T("ParseUnverified", Weight{L::kGo, 5}),
    T("SigningMethodHS256", Weight{L::kGo, 5}),
    T("SigningMethodNone", Weight{L::kGo, 4}),
    T("MapClaims", Weight{L::kGo, 4}),
    T("struct", Weight{L::kGo, 1}, Weight{L::kRust, 1}, Weight{L::kCpp, 1}, Weight{L::kSwift, 1},
      Weight{L::kCSharp, 1}),
    T("jwtware", Weight{L::kGo, 6}),
    T("echojwt", Weight{L::kGo, 6}),
    T("GinJWTMiddleware", Weight{L::kGo, 6}),
    T("jwtauth", Weight{L::kGo, 6}),
    T("WithoutClaimsValidation", Weight{L::kGo, 5}),
    T("UnsafeClaimsWithoutVerification", Weight{L::kGo, 5}),
    T("UnsafeAllowNoneSignatureType", Weight{L::kGo, 5}),

    T("end", Weight{L::kRuby, 2}, Weight{L::kElixir, 1}, Weight{L::kLua, 2}),
    T("elsif", Weight{L::kRuby, 4}, Weight{L::kPerl, 4}),
    T("puts", Weight{L::kRuby, 4}),
    T("unless", Weight{L::kRuby, 2}, Weight{L::kPerl, 2}, Weight{L::kElixir, 1}),
    T("attr_accessor", Weight{L::kRuby, 6}),
    T("attr_reader", Weight{L::kRuby, 6}),
    T("require_relative", Weight{L::kRuby, 6}),
    T("do", Weight{L::kRuby, 1}, Weight{L::kElixir, 1}),
    T("Rails", Weight{L::kRuby, 4}),
    T("ENV", Weight{L::kRuby, 3}, Weight{L::kPerl, 2}),
    T("hmac_secret", Weight{L::kRuby, 2}),
    T("JWT", Weight{L::kRuby, 1}, Weight{L::kPhp, 1}, Weight{L::kJava, 1}),
    T("ApplicationController", Weight{L::kRuby, 6}),
    T("Devise", Weight{L::kRuby, 6}),
    T("HS256", Weight{L::kPython, 1}, Weight{L::kRuby, 1}, Weight{L::kPhp, 1}, Weight{L::kJavaScript, 1}),

    T("echo", Weight{L::kPhp, 3}),
    T("Firebase", Weight{L::kPhp, 4}),
    T("InMemory", Weight{L::kPhp, 4}),
    T("plainText", Weight{L::kPhp, 3}),
    T("array", Weight{L::kPhp, 2}),
    T("define", Weight{L::kPhp, 2}),
    T("Lcobucci", Weight{L::kPhp, 6}),
    T("fn", Weight{L::kRust, 5}, Weight{L::kElixir, 1}, Weight{L::kPhp, 1}),
    T("mut", Weight{L::kRust, 5}),
    T("impl", Weight{L::kRust, 5}),
    T("pub", Weight{L::kRust, 4}),
    T("use", Weight{L::kRust, 1}, Weight{L::kPhp, 1}, Weight{L::kPerl, 1}, Weight{L::kElixir, 1}),
    T("EncodingKey", Weight{L::kRust, 6}),
    T("DecodingKey", Weight{L::kRust, 6}),
    T("from_secret", Weight{L::kRust, 4}),
    T("unwrap", Weight{L::kRust, 4}),
    T("crate", Weight{L::kRust, 5}),
    T("as_bytes", Weight{L::kRust, 4}),
    T("insecure_disable_signature_validation", Weight{L::kRust, 6}),
    T("dangerous_insecure_decode", Weight{L::kRust, 6}),
    T("insecure_decode", Weight{L::kRust, 6}),
    T("defmodule", Weight{L::kElixir, 8}),
    T("defp", Weight{L::kElixir, 6}),
    T("Joken", Weight{L::kElixir, 6}),
    T("Guardian", Weight{L::kElixir, 4}),
    T("JOSE", Weight{L::kElixir, 3}, Weight{L::kRuby, 1}, Weight{L::kPhp, 1}),
    T("alias", Weight{L::kElixir, 2}, Weight{L::kRuby, 1}),
    T("@moduledoc", Weight{L::kElixir, 6}),
    T("peek_claims", Weight{L::kElixir, 5}),
    T("peek_payload", Weight{L::kElixir, 5}),
    T("include", Weight{L::kCpp, 3}),
    T("std", Weight{L::kCpp, 3}, Weight{L::kRust, 1}),
    T("auto", Weight{L::kCpp, 3}),
    T("char", Weight{L::kCpp, 2}),
    T("nullptr", Weight{L::kCpp, 6}),
    T("NULL", Weight{L::kCpp, 2}, Weight{L::kSql, 1}),
    T("hs256", Weight{L::kCpp, 3}, Weight{L::kSwift, 3}),
    T("jwt_set_alg", Weight{L::kCpp, 6}),
    T("JWT_ALG_HS256", Weight{L::kCpp, 6}),
    T("l8w8jwt", Weight{L::kCpp, 6}),
    T("NSString", Weight{L::kCpp, 6}),
    T("guard", Weight{L::kSwift, 4}),
    T("Foundation", Weight{L::kSwift, 5}),
    T("UIKit", Weight{L::kSwift, 6}),
    T("UserDefaults", Weight{L::kSwift, 5}),
    T("JWTKit", Weight{L::kSwift, 6}),
    T("SwiftJWT", Weight{L::kSwift, 6}),
    T("try", Weight{L::kSwift, 1}),
    T("Future", Weight{L::kDart, 3}),
    T("dart_jsonwebtoken", Weight{L::kDart, 8}),
    T("dart", Weight{L::kDart, 5}),
    T("Widget", Weight{L::kDart, 5}),
    T("SecretKey", Weight{L::kDart, 2}, Weight{L::kJava, 1}),
    T("main", Weight{L::kDart, 1}, Weight{L::kGo, 1}, Weight{L::kRust, 1}),
    T("local", Weight{L::kLua, 5}),
    T("then", Weight{L::kLua, 2}, Weight{L::kRuby, 1}),
    T("ngx", Weight{L::kLua, 6}),
    T("resty", Weight{L::kLua, 6}),
    T("elseif", Weight{L::kLua, 2}, Weight{L::kPhp, 1}),
    T("my", Weight{L::kPerl, 4}),
    T("sub", Weight{L::kPerl, 3}),
    T("strict", Weight{L::kPerl, 3}),
    T("Crypt", Weight{L::kPerl, 4}),
    T("encode_jwt", Weight{L::kPerl, 3}, Weight{L::kPython, 1}),
    T("decode_jwt", Weight{L::kPerl, 3}, Weight{L::kPython, 1}),
    T("ns", Weight{L::kClojure, 3}),
    T("defn", Weight{L::kClojure, 6}),
    T("buddy", Weight{L::kClojure, 6}),
    T("SELECT", Weight{L::kSql, 4}),
    T("select", Weight{L::kSql, 1}),
    T("INSERT", Weight{L::kSql, 4}),
    T("CREATE", Weight{L::kSql, 3}),
    T("ALTER", Weight{L::kSql, 4}),
    T("RETURNS", Weight{L::kSql, 4}),
    T("pgjwt", Weight{L::kSql, 6}),
    T("app.jwt_secret", Weight{L::kSql, 5}),
    T("param", Weight{L::kPowerShell, 2}),
    T("Write-Host", Weight{L::kPowerShell, 6}),
    T("New-Object", Weight{L::kPowerShell, 6}),
    T("ConvertTo-Json", Weight{L::kPowerShell, 6}),
};

const std::unordered_map<std::string_view, const TellTale*>& Words() {
  static const auto* const map = [] {
    auto* words = new std::unordered_map<std::string_view, const TellTale*>;
    for (const TellTale& tell : kWords) words->emplace(tell.word, &tell);
    return words;
  }();
  return *map;
}

bool IsWordByte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr std::size_t kSnippetBytes = 2048;
constexpr std::size_t kGuessBytes = 64U << 10;

}  // namespace

const Language& LanguageOf(LanguageId id) { return kTable[static_cast<std::size_t>(id)]; }

std::vector<LanguageId> GuessLanguages(std::string_view text) {
  std::array<int, kLanguages> score{};
  const auto add = [&score](LanguageId id, int points) { score[static_cast<std::size_t>(id)] += points; };
  const auto& words = Words();
  // The head tells enough; the rest of a long file is more of the same.
  text = text.substr(0, kGuessBytes);
  std::unordered_map<const TellTale*, int> seen;
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
      if (const auto found = words.find(text.substr(i, end - i)); found != words.end()) {
        // A word counts four times at most, so that one favourite does not drown the rest.
        if (seen[found->second]++ < 4) {
          for (int k = 0; k < found->second->count; ++k)
            add(found->second->weights[k].id, found->second->weights[k].points);
        }
      }
      i = end;
      continue;
    }
    const std::string_view rest = text.substr(i, 6);
    const auto starts = [rest](std::string_view sign) { return rest.substr(0, sign.size()) == sign; };
    if (c == '$' && i + 1 < text.size() && IsWordByte(static_cast<unsigned char>(text[i + 1]))) {
      add(L::kPhp, 1), add(L::kPerl, 1), add(L::kPowerShell, 1);
    } else if (starts("<?php")) {
      add(L::kPhp, 60);
    } else if (starts(":=")) {
      add(L::kGo, 2);
    } else if (starts("===") || starts("!==")) {
      add(L::kJavaScript, 2), add(L::kPhp, 1), i += 2;
    } else if (starts("|>")) {
      add(L::kElixir, 3);
    } else if (starts("=> ") || starts("=>{")) {
      add(L::kJavaScript, 1), add(L::kCSharp, 1), add(L::kRuby, 1), add(L::kPhp, 1), add(L::kScala, 1);
    } else if (starts("]::")) {
      add(L::kPowerShell, 6);
    } else if (starts("::")) {
      add(L::kRust, 1), add(L::kCpp, 1), add(L::kPhp, 1), add(L::kRuby, 1), ++i;
    } else if (starts("->")) {
      add(L::kPhp, 1), add(L::kRust, 1), add(L::kSwift, 1), add(L::kPerl, 1);
    } else if (starts("[]byte") || starts("[]stri")) {
      add(L::kGo, 4);
    } else if (starts("(defn ") || starts("(ns ") || starts("(:requ") || starts("(def ") || starts("(jwt/")) {
      add(L::kClojure, 6);
    } else if (starts(";\n") || starts(";\r")) {
      add(L::kJava, 1), add(L::kCSharp, 1), add(L::kJavaScript, 1), add(L::kPhp, 1), add(L::kCpp, 1), add(L::kRust, 1);
      add(L::kDart, 1), add(L::kPerl, 1);
    } else if (starts(":\n") || starts(":\r")) {
      add(L::kPython, 1);
    } else if (starts("\nend\n") || starts("b'") || starts("f\"")) {
      add(L::kRuby, 1);
    }
    ++i;
  }

  std::vector<LanguageId> order;
  for (int k = 0; k < kLanguages; ++k) {
    if (score[static_cast<std::size_t>(k)] > 0) order.push_back(static_cast<LanguageId>(k));
  }
  std::ranges::stable_sort(order, [&score](LanguageId a, LanguageId b) {
    return score[static_cast<std::size_t>(a)] > score[static_cast<std::size_t>(b)];
  });
  // A line or two say little, and cost little: the languages that most such snippets are in are tried as well.
  const bool snippet = text.size() < kSnippetBytes && (order.empty() || score[static_cast<std::size_t>(order[0])] < 12);
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
