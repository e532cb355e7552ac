#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("{{random:alnum:16:110}}"));
)p"},
    {"jwt.secret*", R"p(
private const string Secret = "{{random:alnum:16:111}}";
public string Make() { var k = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(Secret)); return ""; }
)p"},
    {"jwt.secret*", R"p(
var token = JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret("{{random:alnum:12:112}}").Encode();
)p"},
    {"jwt.secret*", R"p(
string t = Jose.JWT.Encode(payload, Encoding.UTF8.GetBytes("{{random:alnum:16:113}}"), JwsAlgorithm.HS256);
)p"},
    {"jwt.secret*", R"p(
var secretKey = new byte[]{164,60,194,0,161,189,41,38,130,89,141,164,45,170,159,209};
string token = Jose.JWT.Encode(payload, secretKey, JwsAlgorithm.HS256);
)p"},
    {"jwt.secret*", R"p(
options.TokenValidationParameters = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey("{{random:alnum:16:114}}"u8.ToArray()) };
)p"},
    {"jwt.secret*", R"p(
var key = Convert.FromBase64String("{{random:alnum:24:115}}");
var k = new SymmetricSecurityKey(key);
)p"},
    {"jwt.secret*", R"p(
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Jwt:Key"] ?? "{{random:alnum:16:116}}"));
)p"},
    {"jwt.secret*", R"p(
static readonly string SigningKey = "{{random:alnum:16:117}}";
var creds = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SigningKey)), SecurityAlgorithms.HmacSha256);
)p"},
    {"jwt.secret*", R"p(
public string JwtSecret { get; set; } = "{{random:alnum:16:118}}";
)p"},
    {"jwt.secret*", R"p(
public class JwtSettings { public string Secret { get; set; } = "{{random:alnum:16:119}}"; }
)p"},
    {"jwt.secret*", R"p(
Dim key As New SymmetricSecurityKey(Encoding.UTF8.GetBytes("{{random:alnum:16:120}}"))
)p"},
    {"jwt.secret*", R"p(
Private Const Secret As String = "{{random:alnum:16:121}}"
Function Make() As String
Dim key = New SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret))
End Function
)p"},
    {"jwt.secret*", R"p(
IJwtDecoder decoder = new JwtDecoder(s, v, u, a);
var json = decoder.Decode(token, "{{random:alnum:12:122}}", verify: true);
)p"},
    {"jwt.misuse.no-verify*", R"p(
var json = decoder.Decode(token, secret, verify: false);
IJwtDecoder decoder = new JwtDecoder();
)p"},
    {"jwt.misuse.no-audience*", R"p(
new TokenValidationParameters { ValidateAudience = false, ValidateIssuer = true };
)p"},
    {"jwt.misuse.no-issuer*", R"p(
new TokenValidationParameters { ValidateIssuer = false };
)p"},
    {"jwt.misuse.no-expiry*", R"p(
new TokenValidationParameters { ValidateLifetime = false };
)p"},
    {"jwt.misuse.no-verify*", R"p(
new TokenValidationParameters { RequireSignedTokens = false };
)p"},
    {"jwt.misuse.no-verify*", R"p(
new TokenValidationParameters { ValidateIssuerSigningKey = false };
)p"},
    {"jwt.misuse.no-verify*", R"p(
new TokenValidationParameters { SignatureValidator = (t, p) => new JwtSecurityToken(t) };
)p"},
    {"jwt.misuse.no-verify*", R"p(
var t = new JwtSecurityTokenHandler().ReadJwtToken(token);
var role = t.Claims.First(c => c.Type == "role").Value;
)p"},
    {"jwt.misuse.alg-none*", R"p(
var t = JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).Encode();
)p"},
    {"jwt.misuse.no-verify*", R"p(
var json = JwtBuilder.Create().WithSecret(s).DoNotVerifySignature().Decode(token);
)p"},
    {"jwt.misuse.token-in-log*", R"p(
_logger.LogInformation("Token: {Token}", jwtToken);
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
Response.Cookies.Append("jwt", token);
)p"},
    {"jwt.misuse.token-in-error*", R"p(
throw new Exception($"Invalid token {jwtToken}");
)p"},
    {"jwt.misuse.token-in-url*", R"p(
var url = $"https://api.example.com/data?access_token={token}";
)p"},
    {"jwt.misuse.no-audience*", R"p(
new TokenValidationParameters { AudienceValidator = (a, t, p) => true };
)p"},
    {"jwt.misuse.plain-http*", R"p(
var c = new HttpClient(); var req = new HttpRequestMessage(HttpMethod.Get, "http://api.example.com/x"); req.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
)p"},
    {"jwt.misuse.no-audience*", R"p(
Dim p As New TokenValidationParameters With { .ValidateAudience = False }
)p"},
    {"jwt.misuse.no-verify*", R"p(
Dim json = decoder.Decode(token, secret, verify:=False)
Dim decoder As New JwtDecoder(s, u)
)p"},
    {"jwt.misuse.alg-none*", R"p(
string t = Jose.JWT.Encode(payload, null, JwsAlgorithm.none);
)p"},
    {"jwt.secret*", R"p(
$key = [Text.Encoding]::UTF8.GetBytes("{{random:alnum:16:123}}")
$signer = New-Object Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(,$key)
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Jwt:Key"]));
)p"},
    {"", R"p(
new TokenValidationParameters { ValidateAudience = true, ValidateIssuer = true, ValidateLifetime = true, ValidateIssuerSigningKey = true, IssuerSigningKey = key };
)p"},
    {"", R"p(
Response.Cookies.Append("jwt", token, new CookieOptions { HttpOnly = true, Secure = true });
)p"},
};

TEST(NetPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(NetPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(NetPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(NetPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
