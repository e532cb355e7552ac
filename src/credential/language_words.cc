#include "credential/language_words.h"

#include <algorithm>

namespace packrake::code {
namespace {

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
    {L::kRuby, 6,
     "ApplicationController attr_accessor attr_reader Devise from_now JWTSessions require_relative rodauth"},
    {L::kRuby, 4, "elsif puts Rails"},
    {L::kRuby, 5, "redirect_to"},
    {L::kRuby, 3, "cookies ENV freeze session_secret"},
    {L::kRuby, 2, "def end hmac_secret unless"},
    {L::kRuby, 1, "alias do HS256 JOSE JWT module nil require self then"},
    {L::kElixir, 8, "defmodule"},
    {L::kElixir, 6, "@moduledoc defp Joken"},
    {L::kElixir, 5, "peek_claims peek_payload"},
    {L::kElixir, 4, "Guardian"},
    {L::kElixir, 3, "JOSE"},
    {L::kElixir, 2, "alias Logger"},
    {L::kElixir, 1, "def do end fn nil unless use"},
    {L::kScala, 6, "JwtCirce JwtJson JwtSprayJson pdi"},
    {L::kScala, 5, "implicit JwtAlgorithm"},
    {L::kScala, 3, "val"},
    {L::kScala, 2, "object trait"},
    {L::kScala, 1,
     "def extends getBytes HMAC256 HMAC512 Jwts MACSigner None Nothing package SecretKeySpec "
     "setSigningKey String"},
    {L::kGroovy, 6, "applicationId buildConfigField buildTypes defaultConfig grails JsonSlurper resValue"},
    {L::kGroovy, 3, "pipeline stages"},
    {L::kGroovy, 2, "def"},
    {L::kGroovy, 1, "HMAC256 Jwts"},
    {L::kRust, 6,
     "dangerous_insecure_decode DecodingKey EncodingKey insecure_decode "
     "insecure_disable_signature_validation"},
    {L::kRust, 5, "crate fn impl mut"},
    {L::kRust, 4, "as_bytes decode_header from_secret println pub unwrap validate_aud validate_exp validation vec"},
    {L::kRust, 2, "trait"},
    {L::kRust, 1, "const fmt jsonwebtoken let main None self std String struct use"},
    {L::kSwift, 6, "JWTKit SwiftJWT UIKit"},
    {L::kSwift, 5, "Foundation UserDefaults"},
    {L::kSwift, 4, "base64Encoded digestAlgorithm forKey guard os_log separatedBy"},
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
    {L::kCpp, 6, "cerr cout endl JWT_ALG_HS256 jwt_set_alg l8w8jwt NSString nullptr"},
    {L::kCpp, 3, "auto hs256 include std"},
    {L::kCpp, 2, "char NULL"},
    {L::kCpp, 1, "const namespace static struct using void"},
    {L::kDart, 8, "dart_jsonwebtoken"},
    {L::kDart, 5, "dart debugPrint JwtDecoder Widget"},
    {L::kDart, 3, "Future"},
    {L::kDart, 3, "dynamic"},
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
    {L::kPhp, 5, "refresh_ttl required_claims"},
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

}  // namespace

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

}  // namespace packrake::code
