#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
public void ConfigureServices(IServiceCollection services)
{
    var key = Encoding.ASCII.GetBytes("{{random:alnum:32:4001}}");
    services.AddAuthentication(x =>
    {
        x.DefaultAuthenticateScheme = JwtBearerDefaults.AuthenticationScheme;
        x.DefaultChallengeScheme = JwtBearerDefaults.AuthenticationScheme;
    })
    .AddJwtBearer(x =>
    {
        x.RequireHttpsMetadata = true;
        x.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuerSigningKey = true,
            IssuerSigningKey = new SymmetricSecurityKey(key),
            ValidateIssuer = true,
            ValidateAudience = true
        };
    });
}
)p"},
    {"jwt.secret*", R"p(
public class TokenService
{
    private const string Secret = "{{random:alnum:32:4003}}";

    public string Generate(User user)
    {
        var handler = new JwtSecurityTokenHandler();
        var descriptor = new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity(new[] { new Claim("id", user.Id.ToString()) }),
            Expires = DateTime.UtcNow.AddDays(7),
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)),
                SecurityAlgorithms.HmacSha256Signature)
        };
        return handler.WriteToken(handler.CreateToken(descriptor));
    }
}
)p"},
    {"jwt.secret*", R"p(
public class JwtOptions
{
    public string Issuer { get; set; } = "acme";
    public string Key { get; set; } = "{{random:alnum:32:4005}}";
}
)p"},
    {"jwt.secret*", R"p(
var token = JwtBuilder.Create()
    .WithAlgorithm(new HMACSHA256Algorithm())
    .WithSecret("{{random:alnum:24:4007}}")
    .AddClaim("exp", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds())
    .Encode();
)p"},
    {"jwt.secret*", R"p(
string token = Jose.JWT.Encode(payload, Encoding.UTF8.GetBytes("{{random:alnum:24:4009}}"), JwsAlgorithm.HS256);
)p"},
    {"jwt.secret*", R"p(
app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions
{
    AllowedAudiences = new[] { "x" },
    IssuerSecurityKeyProviders = new[] {
        new SymmetricKeyIssuerSecurityKeyProvider("issuer", Convert.FromBase64String("{{random:base64:44:4010}}"))
    }
});
)p"},
    {"jwt.secret*", R"p(
var key = Configuration["Jwt:Key"] ?? "{{random:alnum:24:4011}}";
services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)));
)p"},
    {"jwt.secret*", R"p(
Public Class TokenManager
    Private Const Secret As String = "{{random:alnum:32:4013}}"
    Public Shared Function Generate(name As String) As String
        Dim key As Byte() = Encoding.UTF8.GetBytes(Secret)
        Dim securityKey As New SymmetricSecurityKey(key)
        Return New JwtSecurityTokenHandler().WriteToken(token)
    End Function
End Class
)p"},
    {"jwt.misuse.no-verify", R"p(
options.TokenValidationParameters = new TokenValidationParameters
{
    ValidateIssuerSigningKey = false,
    SignatureValidator = (token, _) => new JwtSecurityToken(token),
};
)p"},
    {"jwt.misuse.no-verify", R"p(
SignatureValidator = delegate (string token, TokenValidationParameters parameters)
{
    var jwt = new JwtSecurityToken(token);
    return jwt;
},
ValidateIssuer = true
)p"},
    {"jwt.misuse.no-verify", R"p(
var parameters = new TokenValidationParameters
{
    ValidIssuer = issuer,
    ValidAudience = audience,
    SignatureValidator = SkipSignature
};
static SecurityToken SkipSignature(string token, TokenValidationParameters p)
{
    var handler = new JsonWebTokenHandler();
    logger.LogDebug("read");
    return handler.ReadToken(token);
}
)p"},
    {"jwt.misuse.no-audience", R"p(
new TokenValidationParameters {
    AudienceValidator = (audiences, token, p) => audiences != null || true
};
)p"},
    {"jwt.misuse.no-issuer", R"p(
new TokenValidationParameters {
    IssuerValidator = (iss, tok, p) => { return iss; }
};
)p"},
    {"jwt.misuse.no-issuer", R"p(
new TokenValidationParameters {
    IssuerValidator = (_, token, _) => token.Issuer
};
)p"},
    {"jwt.misuse.no-expiry", R"p(
new TokenValidationParameters {
    LifetimeValidator = (nbf, exp, tok, p) => exp != null
};
)p"},
    {"jwt.misuse.no-expiry", R"p(
new TokenValidationParameters {
    LifetimeValidator = (nbf, exp, tok, p) =>
    {
        if (exp == null) return true;
        return true;
    }
};
)p"},
    {"jwt.misuse.no-issuer", R"p(
options.TokenValidationParameters.IssuerValidator = (issuer, token, p) =>
{
    if (issuer is null || token == null)
        throw new ArgumentNullException(nameof(issuer));
    return issuer;
};
)p"},
    {"jwt.misuse.no-expiry", R"p(
parameters.LifetimeValidator = (nbf, exp, token, p) => Lives(token, p);
private static bool Lives(SecurityToken token, TokenValidationParameters p)
{
    if (token == null) { throw new ArgumentNullException("token"); }
    NeverThrows(token);
    return true;
}
private static void NeverThrows(SecurityToken token)
{
    seen = token;
}
)p"},
    {"jwt.misuse.no-audience", R"p(
ValidateAudience = false,
ValidateIssuer = true
// TokenValidationParameters
)p"},
    {"jwt.misuse.no-verify", R"p(
x.TokenValidationParameters = new TokenValidationParameters { RequireSignedTokens = false };
)p"},
    {"jwt.misuse.alg-none", R"p(
string token = Jose.JWT.Encode(payload, null, JwsAlgorithm.none);
)p"},
    {"jwt.misuse.token-in-log", R"p(
Console.WriteLine("Bearer token: {0}", accessToken);
)p"},
    {"jwt.misuse.token-in-url", R"p(
var url = $"https://api.acme.com/items?access_token={accessToken}";
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new SecurityTokenException($"Token {jwtToken} is not valid");
)p"},
    {"jwt.misuse.no-verify", R"p(
Dim jwt = New JwtSecurityTokenHandler().ReadJwtToken(token)
Dim name = jwt.Claims.First(Function(c) c.Type = "name").Value
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
public class JwtOptions
{
    public const string SectionName = "Jwt";
    public string Issuer { get; init; } = string.Empty;
    public string Audience { get; init; } = string.Empty;
    public string SigningKey { get; init; } = string.Empty;
    public int ExpirationMinutes { get; init; } = 15;
}
)p"},
    {"", R"p(
o.TokenValidationParameters = new TokenValidationParameters
{
    ValidateIssuer = true,
    ValidateAudience = true,
    ValidateLifetime = true,
    ValidateIssuerSigningKey = true,
    ValidIssuer = cfg["Jwt:Issuer"],
    ValidAudience = cfg["Jwt:Audience"],
    IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(cfg["Jwt:Key"]!)),
    ClockSkew = TimeSpan.Zero
};
)p"},
    {"", R"p(
AudienceValidator = (audiences, token, p) => audiences.Contains(expected),
IssuerValidator = (issuer, token, p) =>
{
    if (!allowed.Contains(issuer)) throw new SecurityTokenInvalidIssuerException();
    return issuer;
},
LifetimeValidator = (nbf, exp, token, p) => exp > DateTime.UtcNow
// TokenValidationParameters
)p"},
    {"", R"p(
parameters.IssuerValidator = (issuer, token, p) =>
{
    if (issuer == null || !issuer.StartsWith(root)) throw new SecurityTokenInvalidIssuerException();
    return issuer;
};
parameters.LifetimeValidator = (nbf, exp, token, p) => Lives(token, p);
private static bool Lives(SecurityToken token, TokenValidationParameters p)
{
    if (token == null) throw new ArgumentNullException("token");
    clock.Check(token);
    return true;
}
// TokenValidationParameters
)p"},
    {"", R"p(
LifetimeValidator = (nbf, exp, token, p) =>
{
    if (exp != null)
    {
        if (DateTime.UtcNow < exp) return true;
    }
    return false;
}
// TokenValidationParameters
)p"},
    {"", R"p(
IssuerValidator = (issuer, securityToken, validationParameters) => ValidateTenant(issuer, securityToken)
string ValidateTenant(string issuer, SecurityToken t)
{
    var tid = ((JwtSecurityToken)t).Claims.First(c => c.Type == "tid").Value;
    if (!_tenants.Known(tid)) throw new SecurityTokenInvalidIssuerException("unknown tenant");
    return issuer;
}
// TokenValidationParameters
)p"},
    {"", R"p(
var rsa = RSA.Create();
rsa.ImportFromPem(File.ReadAllText("/run/secrets/jwt.pem"));
var creds = new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
)p"},
    {"", R"p(
Response.Cookies.Append("jwt", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict });
)p"},
    {"", R"p(
var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);
if (!result.IsValid) return Unauthorized();
)p"},
};

TEST(ProgramsOfNet, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfNet, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfNet, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
