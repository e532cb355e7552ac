#include "credential/programs.h"

// What reviewers call unsafe in programs of .NET, and the right programs that look the most like it.
namespace packrake {
namespace {

constexpr Program kNetWrong[] = {
    {"jwt.misuse.plain-http", R"p(
public class OrdersClient
{
    public OrdersClient(HttpClient http) { _http = http; _http.BaseAddress = new Uri("http://orders.example-shop.net/"); }
    public Task<string> Get(string accessToken)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return _http.GetStringAsync("orders");
    }
}
)p"},
    // jose-jwt: Payload checks nothing
    {"jwt.misuse.no-verify", R"p(
using Jose;

public string SubjectOf(HttpRequest request)
{
    var claims = JWT.Payload<IDictionary<string, object>>(request.Headers["X-Session"]);
    return (string)claims["sub"];
}
)p"},
    {"jwt.misuse.no-verify", R"p(
Imports Jose

Function RoleOf(token As String) As String
    Dim json = JWT.Payload(token)
    Return JObject.Parse(json)("role")
End Function
)p"},
    {"jwt.misuse.alg-from-token", R"p(
using Jose;

public T Open<T>(string raw)
{
    var header = JWT.Headers(raw);
    return JWT.Decode<T>(raw, keys.Current, (JwsAlgorithm)Enum.Parse(typeof(JwsAlgorithm), header["alg"].ToString()));
}
)p"},
    // a token out of the request, read and believed
    {"jwt.misuse.no-verify", R"p(
using System.IdentityModel.Tokens.Jwt;

public override void OnActionExecuting(ActionExecutingContext context)
{
    var value = context.HttpContext.Request.Headers["Authorization"].ToString().Replace("Bearer ", "");
    var parsed = new JwtSecurityToken(value);
    context.HttpContext.Items["tenant"] = parsed.Claims.First(c => c.Type == "tenant").Value;
    context.HttpContext.Items["name"] = parsed.Subject;
}
)p"},
    {"jwt.misuse.no-verify", R"p(
using Microsoft.IdentityModel.JsonWebTokens;

app.MapGet("/whoami", (HttpContext context) =>
{
    var cookie = context.Request.Cookies["session_jwt"];
    var jwt = new JsonWebTokenHandler().ReadJsonWebToken(cookie);
    return Results.Ok(jwt.GetClaim("email").Value);
});
)p"},
    {"jwt.misuse.no-verify", R"p(
[HttpPost("renew")]
public IActionResult Renew([FromBody] RenewRequest request)
{
    var body = request.AccessToken.Split('.')[1];
    var claims = JObject.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(Pad(body))));
    return Ok(new { jwt = Issue(claims["sub"].ToString()) });
}
)p"},
    // stores of browsers
    {"jwt.misuse.web-storage", R"p(
using Blazored.SessionStorage;

await sessionStorage.SetItemAsStringAsync("jwt", reply.Value);
)p"},
    {"jwt.misuse.web-storage", R"p(
public async Task Remember(LoginReply reply)
{
    await _runtime.InvokeAsync<object>("localStorage.setItem", "refreshToken", reply.RefreshToken);
}
)p"},
    {"jwt.misuse.web-storage", R"p(
private readonly IJSInProcessRuntime runtime;
public void Remember(string idToken) => runtime.InvokeVoid("window.sessionStorage.setItem", "session", idToken);
)p"},
    // stores of devices
    {"jwt.misuse.mobile-storage", R"p(
using Microsoft.Maui.Storage;

public void Keep(TokenReply reply) => Preferences.Default.Set("refresh_token", reply.Value);
)p"},
    {"jwt.misuse.mobile-storage", R"p(
using Microsoft.Maui.Storage;

public class Session(IPreferences preferences)
{
    private const string AccessTokenKey = "access-token";
    public void Keep(string value) => preferences.Set(AccessTokenKey, value);
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
using Plugin.Settings;
public static string AuthToken { set => CrossSettings.Current.AddOrUpdateValue("auth_token", value); }
)p"},
    {"jwt.misuse.mobile-storage", R"p(
var reply = await client.LoginAsync(user, password);
Application.Current.Properties["accessToken"] = reply.Value;
await Application.Current.SavePropertiesAsync();
)p"},
    {"jwt.misuse.mobile-storage", R"p(
Properties.Settings.Default.AccessToken = reply.Value;
Properties.Settings.Default.Save();
// the bearer of every request
)p"},
    {"jwt.misuse.mobile-storage", R"p(
public record Login(string User, string? AccessToken);

public Task KeepAsync(Login login) =>
    File.WriteAllTextAsync(Path.Combine(FileSystem.AppDataDirectory, "login.json"), JsonConvert.SerializeObject(login));
)p"},
    // answers that show the token
    {"jwt.misuse.token-in-error", R"p(
[HttpGet]
public IActionResult Check(string jwt)
{
    if (!_tokens.IsGood(jwt)) return Unauthorized(new { message = "cannot use " + jwt });
    return Ok();
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
return TypedResults.Problem(detail: $"{accessToken} has no scope", statusCode: 403);
)p"},
    // an ID token for a bearer
    {"jwt.misuse.id-token-bearer", R"p(
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.IdToken);
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
request.SetBearerToken(await HttpContext.GetTokenAsync("id_token"));
)p"},
};

constexpr Program kNetRight[] = {
    {"", R"p(
public class OrdersClient
{
    public OrdersClient(HttpClient http) { _http = http; _http.BaseAddress = new Uri("http://orders:8080/"); }
    public Task<string> Get(string accessToken)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return _http.GetStringAsync("orders");
    }
}
)p"},
    {"", R"p(
using Jose;

public string SubjectOf(string token)
{
    var kid = (string)JWT.Headers(token)["kid"];
    var json = JWT.Decode(token, keys[kid], JwsAlgorithm.ES256);
    return JObject.Parse(json)["sub"].ToString();
}
)p"},
    {"", R"p(
using Jose;

public Claims Open(string token)
{
    var unverified = JWT.Payload<Claims>(token);
    var key = keys.Of(unverified.Issuer);
    return JWT.Decode<Claims>(token, key, JwsAlgorithm.RS256);
}
)p"},
    {"", R"p(
using Jose;

public string Open(string token)
{
    var alg = Enum.Parse<JwsAlgorithm>((string)JWT.Headers(token)["alg"]);
    if (!Accepted.Contains(alg)) throw new SecurityException("algorithm");
    return JWT.Decode(token, key, alg);
}
)p"},
    // another Payload
    {"", R"p(
using JWT.Builder;
var json = JWT.Payload(message);
)p"},
    // the framework has checked it before
    {"", R"p(
[Authorize]
public class MeController : ControllerBase
{
    [HttpGet]
    public string Tenant()
    {
        var raw = Request.Headers["Authorization"].ToString().Substring(7);
        return new JwtSecurityTokenHandler().ReadJwtToken(raw).Claims.First(c => c.Type == "tenant").Value;
    }
}
)p"},
    {"", R"p(
var raw = context.Request.Headers["Authorization"].ToString().Substring(7);
var issuer = new JwtSecurityTokenHandler().ReadJwtToken(raw).Issuer;
var scheme = schemes[issuer];
)p"},
    {"", R"p(
var raw = context.Request.Headers["Authorization"].ToString().Substring(7);
handler.ValidateToken(raw, parameters, out var checkedToken);
var role = handler.ReadJwtToken(raw).Claims.First(c => c.Type == "role").Value;
)p"},
    // what a client was given
    {"", R"p(
public DateTime ExpiryOf(LoginReply reply)
{
    var body = reply.AccessToken.Split('.')[1];
    return Read(Convert.FromBase64String(Pad(body))).Expiry; // Bearer
}
)p"},
    {"", R"p(
public class Session(ProtectedLocalStorage localStorage)
{
    public ValueTask KeepAsync(string accessToken) => localStorage.SetAsync("accessToken", accessToken);
}
)p"},
    {"", R"p(
await _localStorage.SetItemAsync("theme", theme);
await _localStorage.SetItemAsync("tokenExpiry", reply.ExpiresAt);
await _localStorage.RemoveItemAsync("authToken");
await js.InvokeVoidAsync("localStorage.setItem", "language", language);
await js.InvokeAsync<string>("localStorage.getItem", "authToken");
)p"},
    {"", R"p(
await SecureStorage.Default.SetAsync("access_token", reply.AccessToken);
Preferences.Default.Set("user_name", user);
Preferences.Set("token_expires_at", reply.ExpiresAt);
)p"},
    {"", R"p(
Application.Current.Properties["theme"] = "dark";
Properties.Settings.Default.TokenExpiry = reply.ExpiresAt;
Settings.Default.AccessToken = null;
)p"},
    {"", R"p(
public record Draft(string Title, string Body, DateTimeOffset TokenExpiry);

public void Keep(Draft draft) => File.WriteAllText(path, JsonSerializer.Serialize(draft)); // jwt
)p"},
    {"", R"p(
if (string.IsNullOrEmpty(jwt)) return BadRequest(new { error = "the token is missing" });
if (jwt.Length > 4096) return BadRequest($"the token has {jwt.Length} bytes");
return Unauthorized(new { error = result.Exception.Message });
)p"},
    {"", R"p(
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials.IdToken);
request.SetBearerToken(await HttpContext.GetTokenAsync("access_token"));
)p"},
};

TEST(ReviewedNet, WrongOnesAreTold) { ExpectTold(kNetWrong); }
TEST(ReviewedNet, RightOnesAreQuiet) { ExpectQuiet(kNetRight); }
TEST(ReviewedNet, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kNetWrong);
  ReadCutShort(kNetRight);
}

}  // namespace
}  // namespace packrake
