#include "credential/programs.h"

// The less known calls and settings of .NET's JWT libraries, and the ways of C# and Visual Basic to name a key and to
// show a token; beside each wrong program the right one that looks the most like it.
namespace packrake {
namespace {

constexpr Program kNetWrong[] = {
    {"jwt.secret.call", R"p(
using JWT.Builder;
var claims = JwtBuilder.Create().WithAlgorithm(new HMACSHA512Algorithm())
    .WithSecret(new[] { "{{random:alnum:30:8101}}", "{{random:alnum:30:8102}}" })
    .MustVerifySignature().Decode<IDictionary<string, object>>(text);
)p"},
    {"jwt.secret.call", R"p(
using Jose;
string text = JWT.Encode(body, new Jwk(Base64Url.Decode("{{random:base64url:43:8103}}")), JwsAlgorithm.HS256);
)p"},
    {"jwt.secret.flow", R"p(
using LitJWT;
using LitJWT.Algorithms;
const string Ink = "{{random:alnum:22:8104}}";
static readonly JwtEncoder Pen = new JwtEncoder(new HS384Algorithm(Encoding.UTF8.GetBytes(Ink)));
)p"},
    {"jwt.secret.framework-setting", R"p(
Plugins.Add(new AuthFeature(() => new AuthUserSession(), new IAuthProvider[] {
    new JwtAuthProvider(AppSettings) { AuthKeyBase64 = "{{random:base64:44:8105}}" },
}));
)p"},
    {"jwt.secret.framework-setting", R"p(
using JWT.Extensions.AspNetCore;
services.AddAuthentication("JWT").AddJwt(o => { o.Keys = new[] { "{{random:alnum:24:8106}}" }; });
)p"},
    {"jwt.secret.flow", R"p(
using Microsoft.IdentityModel.Tokens;
class Press
{
    private const string Plate = "{{random:hex:64:8107}}";
    public SecurityKey Key() => new SymmetricSecurityKey(Convert.FromHexString(Plate));
}
)p"},
    {"jwt.secret.flow", R"p(
using Microsoft.IdentityModel.Tokens;
class Press
{
    private static string Plate
    {
        get { return "{{random:alnum:36:8108}}"; }
    }
    private string Roller { get => "{{random:alnum:36:8109}}"; }
    public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Plate));
}
)p"},
    {"jwt.misuse.no-audience", R"p(
services.AddJwtBearer("press", o =>
{
    o.TokenValidationParameters = new()
    {
        AudienceValidator = (a, t, p) => true,
        IssuerSigningKey = key
    };
});
)p"},
    {"jwt.misuse.no-verify", R"p(
services.AddJwtBearer("press", o =>
{
    o.TokenValidationParameters = new() { SignatureValidator = (t, p) => new JsonWebToken(t) };
});
)p"},
    {"jwt.misuse.alg-any", R"p(
var p = new TokenValidationParameters { AlgorithmValidator = (alg, key, token, parameters) => true };
)p"},
    {"jwt.misuse.no-expiry", R"p(
using JWT;
IJwtValidator v = new JwtValidator(serializer, clock, new ValidationParameters { ValidateExpirationTime = false });
)p"},
    {"jwt.misuse.no-verify", R"p(
using JWT;
IJwtValidator v = new JwtValidator(serializer, clock, ValidationParameters.None);
)p"},
    {"jwt.misuse.no-verify", R"p(
using JWT.Extensions.AspNetCore;
services.AddAuthentication("JWT").AddJwt(o => { o.VerifySignature = false; });
)p"},
    {"jwt.misuse.cookie-flags", R"p(
public void Keep(HttpContext context, string accessToken)
{
    context.Response.Cookies.Add(new HttpCookie("press_token", accessToken) { Path = "/", Secure = true });
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
Public Sub Keep(response As HttpResponse, accessToken As String)
    Dim cookie As New HttpCookie("press_jwt", accessToken)
    response.Cookies.Add(cookie)
End Sub
)p"},
    // F#
    {"jwt.secret.flow", R"p(
open Microsoft.IdentityModel.Tokens
let private plate = "{{random:alnum:36:8120}}"
let key = SymmetricSecurityKey(Encoding.UTF8.GetBytes plate)
)p"},
    {"jwt.misuse.token-in-log", R"p(
open Microsoft.IdentityModel.Tokens
let welcome (accessToken: string) =
    printfn "welcome, %s" accessToken
    TokenValidationParameters(ValidIssuer = "press")
)p"},
    {"jwt.misuse.token-in-error", R"p(
open Microsoft.IdentityModel.Tokens
let refuse (accessToken: string) =
    failwithf "not ours: %s" accessToken
let rules = TokenValidationParameters(ValidIssuer = "press")
)p"},
    {"jwt.misuse.mobile-storage", R"p(
public Task Keep(string refreshToken) => File.WriteAllTextAsync(Path.Combine(folder, "session"), refreshToken); // jwt
)p"},
};

constexpr Program kNetRight[] = {
    {"", R"p(
using JWT.Builder;
var claims = JwtBuilder.Create().WithAlgorithm(new HMACSHA512Algorithm())
    .WithSecret(configuration.GetSection("Press:Keys").Get<string[]>())
    .MustVerifySignature().Decode<IDictionary<string, object>>(text);
)p"},
    {"", R"p(
using Jose;
string text = JWT.Encode(body, new Jwk(ring.Bytes("press-2025")), JwsAlgorithm.HS256);
)p"},
    {"", R"p(
Plugins.Add(new AuthFeature(() => new AuthUserSession(), new IAuthProvider[] {
    new JwtAuthProvider(AppSettings) { AuthKeyBase64 = AppSettings.GetString("jwt.AuthKeyBase64") },
}));
)p"},
    {"", R"p(
using Microsoft.IdentityModel.Tokens;
class Press
{
    private static string Plate
    {
        get { return Environment.GetEnvironmentVariable("PRESS_PLATE"); }
    }
    private string Title { get => "{{random:alnum:36:8130}}"; }
    public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Plate)) { KeyId = Title };
}
)p"},
    {"", R"p(
services.AddJwtBearer("press", o =>
{
    o.TokenValidationParameters = new()
    {
        AudienceValidator = (a, t, p) => a.Contains("press"),
        AlgorithmValidator = (alg, key, token, parameters) => alg == SecurityAlgorithms.RsaSha256,
        SignatureValidator = (t, p) => checker.Verify(t) ? new JsonWebToken(t) : throw new SecurityTokenException(),
        ValidIssuer = "press"
    };
});
)p"},
    {"", R"p(
using JWT;
IJwtValidator v = new JwtValidator(serializer, clock, new ValidationParameters { ValidateExpirationTime = true });
IJwtValidator w = new JwtValidator(serializer, clock, ValidationParameters.Default);
)p"},
    // the library itself
    {"", R"p(
namespace JWT;
public class ValidationParameters
{
    public static ValidationParameters Nothing => new() { ValidateSignature = false, ValidateExpirationTime = false };
}
)p"},
    {"", R"p(
public void Keep(HttpContext context, string accessToken)
{
    context.Response.Cookies.Add(new HttpCookie("press_token", accessToken) { HttpOnly = true, Secure = true });
    context.Response.Cookies.Add(new HttpCookie("culture", culture) { Path = "/" });
}
)p"},
    {"", R"p(
Public Sub Keep(response As HttpResponse, accessToken As String)
    Dim cookie As New HttpCookie("press_jwt", accessToken)
    cookie.HttpOnly = True
    cookie.Secure = True
    response.Cookies.Add(cookie)
End Sub
)p"},
    {"", R"p(
public Task Keep(string report) => File.WriteAllTextAsync(Path.Combine(folder, "report"), report); // jwt
)p"},
};

constexpr Program kFSharpRight[] = {
    {"", R"p(
open Microsoft.IdentityModel.Tokens
let private plate = Environment.GetEnvironmentVariable "PRESS_PLATE"
let key = SymmetricSecurityKey(Encoding.UTF8.GetBytes plate)
let title = Encoding.UTF8.GetBytes "{{random:alnum:36:8131}}"
)p"},
    {"", R"p(
open Microsoft.IdentityModel.Tokens
let welcome (accessToken: string) =
    printfn "welcome, a token of %d letters" accessToken.Length
    if accessToken = "" then failwith "the token is missing"
    TokenValidationParameters(ValidIssuer = "press")
)p"},
};

constexpr Program kNetHints[] = {
    {"jwt.misuse.long-life", R"p(
using Duende.IdentityServer.Models;
new Client { ClientId = "press", AccessTokenLifetime = 60 * 60 * 24 * 365 };
)p"},
    {"jwt.misuse.long-life", R"p(
services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(TimeSpan.FromDays(800)));
)p"},
    {"jwt.misuse.long-life", R"p(
new JwtAuthProvider(AppSettings) { ExpireTokensInDays = 1800 };
)p"},
    {"jwt.misuse.token-forwarded", R"p(
var request = new HttpRequestMessage(HttpMethod.Get, "https://other.example.net/x"); // jwt
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", incomingToken);
)p"},
};

TEST(NetSurface, WrongOnesAreTold) { ExpectTold(kNetWrong); }
TEST(NetSurface, RightOnesAreQuiet) { ExpectQuiet(kNetRight); }
TEST(NetSurface, FSharpsRightOnesAreQuiet) { ExpectQuiet(kFSharpRight); }
TEST(NetSurface, HintsAreSeen) { ExpectSeen(kNetHints); }
TEST(NetSurface, ShortLivesAreNoHints) {
  constexpr Program kShort = {"jwt.misuse.long-life", R"p(
using Duende.IdentityServer.Models;
new Client { ClientId = "press", AccessTokenLifetime = 900, IdentityTokenLifetime = 300 };
services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(TimeSpan.FromMinutes(8)));
)p"};
  EXPECT_FALSE(SeesOneOf(kShort.rules, kShort.text));
}
TEST(NetSurface, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kNetWrong);
  ReadCutShort(kNetHints);
}

}  // namespace
}  // namespace packrake
