#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
package com.example.demo.util;

import io.jsonwebtoken.*;
import org.springframework.stereotype.Service;
import java.util.*;

@Service
public class JwtUtil {
    private String SECRET_KEY = "java{{random:alnum:12:12016}}";

    public String extractUsername(String token) {
        return Jwts.parser().setSigningKey(SECRET_KEY).parseClaimsJws(token).getBody().getSubject();
    }
    private String createToken(Map<String, Object> claims, String subject) {
        return Jwts.builder().setClaims(claims).setSubject(subject).setIssuedAt(new Date())
            .signWith(SignatureAlgorithm.HS256, SECRET_KEY).compact();
    }
}
)p"},
    {"jwt.secret*", R"p(
public class TokenProvider {
    private static final byte[] KEY = "{{random:alnum:32:12017}}".getBytes(StandardCharsets.UTF_8);
    public String create(String user) {
        SecretKey k = new SecretKeySpec(KEY, SignatureAlgorithm.HS256.getJcaName());
        return Jwts.builder().subject(user).signWith(k).compact();
    }
}
)p"},
    {"jwt.secret*", R"p(
@Component
class Auth0Filter extends OncePerRequestFilter {
    @Value("${security.jwt.secret:{{random:alnum:22:12018}}}")
    private String secret;
    protected void doFilterInternal(HttpServletRequest r, HttpServletResponse s, FilterChain c) {
        DecodedJWT jwt = JWT.require(Algorithm.HMAC512(secret)).build().verify(r.getHeader("Authorization"));
    }
}
)p"},
    {"jwt.secret*", R"p(
@Configuration
public class NimbusConfig {
    private static final String SIGNING = "{{random:alnum:40:12019}}";
    @Bean
    JwtDecoder jwtDecoder() {
        var spec = new SecretKeySpec(SIGNING.getBytes(), "HmacSHA256");
        return NimbusJwtDecoder.withSecretKey(spec).macAlgorithm(MacAlgorithm.HS256).build();
    }
    @Bean
    JwtEncoder jwtEncoder() { return new NimbusJwtEncoder(new ImmutableSecret<>(SIGNING.getBytes())); }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
class Decode {
    String userOf(String token) {
        DecodedJWT d = JWT.decode(token);
        return d.getClaim("role").asString();
    }
}
)p"},
    {"jwt.secret*", R"p(
fun Application.configureSecurity() {
    val secret = "ktor-{{random:alnum:12:12020}}"
    val issuer = "http://0.0.0.0:8080/"
    install(Authentication) {
        jwt("auth-jwt") {
            verifier(JWT.require(Algorithm.HMAC256(secret)).withIssuer(issuer).build())
            validate { if (it.payload.getClaim("username").asString() != "") JWTPrincipal(it.payload) else null }
        }
    }
}
)p"},
    {"jwt.secret*", R"p(
@Service
class TokenService {
    companion object {
        private const val SECRET = "{{random:base64:44:12021}}"
    }
    private val key: SecretKey by lazy { Keys.hmacShaKeyFor(Decoders.BASE64.decode(SECRET)) }
    fun generate(u: UserDetails): String = Jwts.builder().subject(u.username).signWith(key).compact()
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class LogInterceptor(private val session: Session) : Interceptor {
    override fun intercept(chain: Interceptor.Chain): Response {
        val token = session.accessToken
        Log.d(TAG, "calling ${chain.request().url} with ${if (token != null) "Bearer ${token}" else "nothing"}")
        return chain.proceed(chain.request())
    }
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
class Prefs(ctx: Context) {
    private val sp = ctx.getSharedPreferences("app", Context.MODE_PRIVATE)
    fun save(jwt: String) { sp.edit().putString("jwt_token", jwt).apply() }
}
)p"},
    {"jwt.secret*", R"p(
object JwtService {
  private val secretKey = "{{random:alnum:26:12022}}"
  private val algo = JwtAlgorithm.HS256
  def encode(c: JwtClaim): String = JwtCirce.encode(c, secretKey, algo)
  def decode(t: String) = JwtCirce.decode(t, secretKey, Seq(algo))
}
)p"},
    {"jwt.secret*|framework*", R"p(
play.http.secret.key = "{{random:alnum:40:12023}}"
jwt {
  issuer = "shop"
  secret = "{{random:alnum:30:12024}}"
  expiration = 3600
}
)p"},
    {"jwt.secret*", R"p(
public void ConfigureServices(IServiceCollection services)
{
    var key = Encoding.ASCII.GetBytes("this is my custom {{random:alnum:10:12025}}");
    services.AddAuthentication(x => x.DefaultScheme = JwtBearerDefaults.AuthenticationScheme)
        .AddJwtBearer(x =>
        {
            x.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuerSigningKey = true,
                IssuerSigningKey = new SymmetricSecurityKey(key),
                ValidIssuer = "me", ValidAudience = "you"
            };
        });
}
)p"},
    {"jwt.secret*", R"p(
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Internal
{
    internal sealed class KeyStore
    {
        private const string Phrase = "{{random:alnum:34:12027}}";

        public SecurityKey Current()
        {
            return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Phrase)) { KeyId = "1" };
        }
    }
}
)p"},
    {"jwt.misuse.*", R"p(
var parameters = new TokenValidationParameters
{
    RequireSignedTokens = false,
    ValidateIssuer = true,
    ValidIssuer = "https://login.example.com",
    ValidateAudience = true,
    ValidAudience = "orders",
};
)p"},
    {"jwt.secret*", R"p(
var token = JwtBuilder.Create()
    .WithAlgorithm(new HMACSHA256Algorithm())
    .WithSecret("jwtnet-{{random:alnum:16:12028}}")
    .AddClaim("exp", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds())
    .Encode();
)p"},
    {"jwt.secret*", R"p(
Public Class TokenHelper
    Private Const SecretKey As String = "{{random:alnum:36:12029}}"

    Public Function MakeToken(name As String) As String
        Dim key = New SymmetricSecurityKey(Encoding.UTF8.GetBytes(SecretKey))
        Dim creds = New SigningCredentials(key, SecurityAlgorithms.HmacSha256)
        Return New JwtSecurityTokenHandler().WriteToken(New JwtSecurityToken("me", "you", signingCredentials:=creds))
    End Function
End Class
)p"},
    {"jwt.secret*", R"p(
package main

import "github.com/golang-jwt/jwt/v5"

var mySigningKey = []byte("captain{{random:alnum:9:12030}}")

func GenerateJWT() (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	return token.SignedString(mySigningKey)
}
)p"},
    {"jwt.secret*", R"p(
func parse(raw string) (*jwt.Token, error) {
	return jwt.ParseWithClaims(raw, &Claims{}, func(t *jwt.Token) (interface{}, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, errors.New("unexpected method")
		}
		return []byte("{{random:alnum:24:12031}}"), nil
	})
}
)p"},
    {"jwt.secret*", R"p(
func Protected() fiber.Handler {
	return jwtware.New(jwtware.Config{
		SigningKey:   jwtware.SigningKey{Key: []byte("fiber{{random:alnum:11:12032}}")},
		ErrorHandler: jwtError,
	})
}
)p"},
    {"jwt.secret*", R"p(
const defaultKey = "{{random:alnum:21:12033}}"

func jwtKey() []byte {
	if v := os.Getenv("JWT_KEY"); v != "" {
		return []byte(v)
	}
	return []byte(defaultKey)
}

func Sign(c jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(jwtKey())
}
)p"},
    {"jwt.misuse.no-verify", R"p(
func Subject(raw string) string {
	p := jwt.NewParser()
	tok, _, err := p.ParseUnverified(raw, jwt.MapClaims{})
	if err != nil {
		return ""
	}
	return tok.Claims.(jwt.MapClaims)["sub"].(string)
}
)p"},
    {"jwt.secret*", R"p(
class JsonWebToken
  HMAC_SECRET = ENV.fetch('JWT_SECRET') { '{{random:hex:40:12034}}' }

  def self.encode(payload, exp = 24.hours.from_now)
    payload[:exp] = exp.to_i
    JWT.encode(payload, HMAC_SECRET)
  end
end
)p"},
    {"jwt.secret*|framework*", R"p(
Devise.setup do |config|
  config.mailer_sender = 'no-reply@example.com'
  config.jwt do |jwt|
    jwt.secret = '{{random:hex:64:12035}}'
    jwt.dispatch_requests = [['POST', %r{^/login$}]]
  end
end
)p"},
    {"jwt.secret*", R"p(
<?php
namespace App\Services;
use Firebase\JWT\JWT;
use Firebase\JWT\Key;

final class AuthService
{
    private string $key = 'php_{{random:alnum:15:12036}}';

    public function issue(int $id): string
    {
        return JWT::encode(['sub' => $id, 'exp' => time() + 3600], $this->key, 'HS256');
    }

    public function read(string $jwt): object
    {
        return JWT::decode($jwt, new Key($this->key, 'HS256'));
    }
}
)p"},
    {"jwt.secret*", R"p(
<?php
$config = Configuration::forSymmetricSigner(
    new Sha256(),
    InMemory::plainText('{{random:alnum:32:12037}}')
);
)p"},
    {"jwt.secret*", R"p(
const SECRET: &[u8] = b"rust_{{random:alnum:20:12038}}";

pub fn create_jwt(uid: &str) -> Result<String, Error> {
    let claims = Claims { sub: uid.to_owned(), exp: exp() };
    encode(&Header::new(Algorithm::HS512), &claims, &EncodingKey::from_secret(SECRET)).map_err(|_| Error::Jwt)
}
)p"},
    {"jwt.secret*", R"p(
defmodule Shop.Token do
  use Joken.Config
  @secret "{{random:alnum:28:12039}}"

  def signer, do: Joken.Signer.create("HS256", @secret)
  def issue(claims), do: generate_and_sign(claims, signer())
end
)p"},
    {"jwt.secret*", R"p(
#include <jwt-cpp/jwt.h>
int main() {
    const std::string key{"{{random:alnum:26:12040}}"};
    auto token = jwt::create().set_issuer("auth0").set_type("JWS").sign(jwt::algorithm::hs256{key});
    std::cout << token.size() << '\n';
}
)p"},
    {"jwt.secret*", R"p(
struct AuthManager {
    private let signer = JWTSigner.hs256(key: Data("swift-{{random:alnum:18:12041}}".utf8))
    func sign(_ c: MyClaims) throws -> String { var j = JWT(claims: c); return try j.sign(using: signer) }
}
)p"},
    {"jwt.secret*", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';
const _secret = '{{random:alnum:22:12042}}';
String issue(String id) => JWT({'id': id}, issuer: 'app').sign(SecretKey(_secret), expiresIn: Duration(days: 1));
)p"},
};

}  // namespace

TEST(ServicesTyped, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
}

TEST(ServicesTyped, AreSeen) { ExpectSeen(kWrong); }

}  // namespace packrake
