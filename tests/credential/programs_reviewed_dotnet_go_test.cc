#include "credential/programs.h"

// What independent reviewers call unsafe in programs of .NET and Go, and the right programs that look the most like it.
namespace packrake {
namespace {

constexpr Program kNetWrong[] = {
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

constexpr Program kGoWrong[] = {
    // checks of go-oidc switched off
    {"jwt.misuse.no-audience", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(provider *oidc.Provider) *oidc.IDTokenVerifier {
	return provider.Verifier(&oidc.Config{SkipClientIDCheck: true})
}
)p"},
    {"jwt.misuse.no-issuer", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(keys oidc.KeySet, id string) *oidc.IDTokenVerifier {
	config := oidc.Config{ClientID: id}
	config.SkipIssuerCheck = true
	return oidc.NewVerifier("", keys, &config)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

var config = &oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: true}
)p"},
    {"jwt.misuse.no-expiry", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

var config = &oidc.Config{ClientID: "shop", SkipExpiryCheck: true}
)p"},
    // neither the token nor the error is looked at
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v4"

func (s *Server) tenant(raw string) string {
	claims := jwt.MapClaims{}
	_, _ = jwt.ParseWithClaims(raw, claims, s.key)
	return claims["tenant"].(string)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func role(raw string) string {
	token, _ := jwt.Parse(raw, keyOf)
	return token.Claims.(jwt.MapClaims)["role"].(string)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) *Person {
	person := new(Person)
	jwt.NewParser().ParseWithClaims(raw, person, s.key)
	return person
}
)p"},
    // an age that does not matter
    {"jwt.misuse.no-expiry", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key)
	if errors.Is(err, jwt.ErrTokenExpired) {
		log.Println("late")
		return person, nil
	}
	return person, err
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
package web

import "github.com/go-jose/go-jose/v4/jwt"

func check(claims jwt.Claims, expected jwt.Expected) error {
	if err := claims.Validate(expected); err != nil && !errors.Is(err, jwt.ErrExpired) {
		return err
	}
	return nil
}
)p"},
    // jwx
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/lestrrat-go/jwx/jwt"

func owner(raw []byte) (string, error) {
	token, err := jwt.Parse(raw, jwt.WithValidate(true))
	if err != nil {
		return "", err
	}
	return token.Subject(), nil
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
package web

import (
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

func open(raw []byte, message *jws.Message, key any) (jwt.Token, error) {
	headers := message.Signatures()[0].ProtectedHeaders()
	return jwt.Parse(raw, jwt.WithKey(headers.Algorithm(), key))
}
)p"},
    // HMAC with the text of a public key
    {"jwt.misuse.alg-mixed", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (k *keys) of(t *jwt.Token) (any, error) {
	if _, ok := t.Method.(*jwt.SigningMethodHMAC); ok {
		return k.publicKeyPEM, nil
	}
	return k.rsa, nil
}
)p"},
    // by hand
    {"jwt.misuse.no-verify", R"p(
package web

func subject(r *http.Request) string {
	pieces := strings.SplitN(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), ".", 3)
	raw, _ := base64.RawURLEncoding.DecodeString(pieces[1])
	var claims struct{ Sub string }
	_ = json.Unmarshal(raw, &claims)
	return claims.Sub
}
)p"},
};

constexpr Program kGoRight[] = {
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(provider *oidc.Provider, id string) *oidc.IDTokenVerifier {
	return provider.Verifier(&oidc.Config{ClientID: id, SkipClientIDCheck: false})
}
)p"},
    // several clients, held against a list
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func (l *Login) verify(ctx context.Context, raw string) error {
	token, err := l.provider.Verifier(&oidc.Config{SkipClientIDCheck: true}).Verify(ctx, raw)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(token.Audience, l.isClient) {
		return errAudience
	}
	return nil
}
)p"},
    // whoever builds it chooses
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func WithSkipExpiryCheck() Option {
	return func(c *oidc.Config) {
		c.SkipExpiryCheck = true
	}
}
)p"},
    // TLS of another kind, and a field of another library
    {"", R"p(
package web

var transport = &tls.Config{InsecureSkipVerify: true} // jwt
var job = Job{SkipIssuerCheck: true}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func role(raw string) (string, error) {
	token, _ := jwt.Parse(raw, keyOf, jwt.WithAudience("shop"), jwt.WithIssuer("id"))
	if token == nil || !token.Valid {
		return "", errDenied
	}
	return token.Claims.(jwt.MapClaims)["role"].(string), nil
}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func check(raw string) error {
	_, err := jwt.ParseWithClaims(raw, &claims{}, keyOf, jwt.WithAudience("shop"), jwt.WithIssuer("id"))
	return err
}
)p"},
    {"", R"p(
package web

func load() {
	template.Parse(text)
	url.Parse(base)
	_, _ = time.Parse(time.RFC3339, text) // jwt
}
)p"},
    // an answer of its own for what is too old
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key, s.options...)
	if errors.Is(err, jwt.ErrTokenExpired) {
		return nil, errLogInAgain
	}
	if err != nil && !errors.Is(err, jwt.ErrTokenNotValidYet) {
		return nil, err
	}
	return person, err
}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) refresh(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key, s.options...)
	if err != nil && !errors.Is(err, jwt.ErrTokenExpired) {
		return nil, err
	}
	return person, nil
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/jwt"

func owner(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeySet(keys), jwt.WithValidate(true))
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/v2/jwt"

func owner(raw []byte, key jwk.Key) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKey(key.Algorithm(), key), jwt.WithAudience("shop"), jwt.WithIssuer("id"))
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/v2/jws"

func provide(ctx context.Context, sink jws.KeySink, signature *jws.Signature, _ *jws.Message) error {
	sink.Key(jwa.ES256, keys[signature.ProtectedHeaders().KeyID()])
	return nil
}
)p"},
    // each kind of algorithm with its own key
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (k *keys) of(t *jwt.Token) (any, error) {
	switch t.Method.(type) {
	case *jwt.SigningMethodHMAC:
		return k.shared, nil
	case *jwt.SigningMethodRSA:
		return k.public, nil
	}
	return nil, errMethod
}
)p"},
};

TEST(ReviewedGo, WrongOnesAreTold) { ExpectTold(kGoWrong); }
TEST(ReviewedGo, RightOnesAreQuiet) { ExpectQuiet(kGoRight); }
TEST(ReviewedGo, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kGoWrong);
  ReadCutShort(kGoRight);
}
TEST(ReviewedNet, WrongOnesAreTold) { ExpectTold(kNetWrong); }
TEST(ReviewedNet, RightOnesAreQuiet) { ExpectQuiet(kNetRight); }
TEST(ReviewedNet, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kNetWrong);
  ReadCutShort(kNetRight);
}

}  // namespace
}  // namespace packrake
