#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What blind judges of programs of the JVM and of .NET missed or saw told wrongly, written anew.
constexpr Program kTold[] = {
    {"jwt.misuse.token-in-log", R"p(
import cats.effect.IO
object Desk {
  def admit(user: String): IO[Unit] = for {
    jwt <- IO.pure(JwtCirce.encode(claim(user), seal, JwtAlgorithm.HS256))
    _ <- IO.println(s"admitted $user with $jwt")
  } yield ()
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
import zio._
object Desk {
  def admit(jwt: String) = ZIO.logInfo(s"admitted with $jwt") *> ZIO.succeed(jwt)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
import org.pac4j.jwt.profile.JwtGenerator
def admit(profile) {
    def token = new JwtGenerator(signature).generate(profile)
    println "admitted with ${token}"
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
import org.http4s.implicits._
object Desk {
  def next(jwt: String) = SeeOther(Location(uri"https://desk.example.org/".withQueryParam("access_token", jwt)))
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
using Microsoft.IdentityModel.JsonWebTokens;
class Probe {
    async Task Ask(HttpClient http, JsonWebTokenHandler handler, SecurityTokenDescriptor descriptor) {
        var token = handler.CreateToken(descriptor);
        await http.GetAsync($"https://desk.example.org/whoami?token={token}");
    }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import android.webkit.CookieManager;
class Portal {
    void open(String jwt) {
        CookieManager jar = CookieManager.getInstance();
        jar.setCookie(PORTAL, "access_token=" + jwt + "; path=/");
    }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import io.vertx.core.http.Cookie;
class Desk {
    void admit(RoutingContext ctx, String jwt) {
        ctx.response().addCookie(Cookie.cookie("desk", jwt).setHttpOnly(true));
    }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import org.springframework.security.jwt.JwtHelper;
class Desk {
    static String claimsOf(String accessToken) {
        return JwtHelper.decode(accessToken).getClaims();
    }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
class Tickets {
    JWTClaimsSet check(String ticket) throws Exception {
        SignedJWT jwt = SignedJWT.parse(ticket);
        if (!jwt.verify(verifier)) throw new SecurityException("signature");
        return jwt.getJWTClaimsSet();
    }
    boolean isAdmin(String ticket) throws Exception {
        return JWTParser.parse(ticket).getJWTClaimsSet().getStringListClaim("roles").contains("ADMIN");
    }
}
)p"},
    {"jwt.misuse.alg-mixed", R"p(
import com.auth0.jwt.algorithms.Algorithm;
class Partners {
    Algorithm algorithmOf(String name, RSAPublicKey publicKey) {
        return name.startsWith("RS") ? Algorithm.RSA256(publicKey, null) : Algorithm.HMAC256(publicKey.getEncoded());
    }
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
import pdi.jwt.{Jwt, JwtAlgorithm}
object Relay {
  def check(token: String, secret: String): Boolean = {
    val alg = headerOf(token).getOrElse("alg", "none")
    Jwt.isValid(token, secret, Seq(JwtAlgorithm.fromString(alg)))
  }
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
class Desk {
    bool Check(string raw, SecurityKey key) {
        var parsed = handler.ReadJsonWebToken(raw);
        var checks = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = new[] { parsed.Alg } };
        return handler.ValidateToken(raw, checks).IsValid;
    }
}
)p"},
    {"jwt.misuse.no-audience", R"p(
using Microsoft.IdentityModel.Tokens;
class Desk {
    static bool Anyone(SecurityToken token, TokenValidationParameters parameters) { return true; }
    TokenValidationParameters Checks() {
        var checks = new TokenValidationParameters();
        checks.AudienceValidator = (IEnumerable<string> audiences, SecurityToken token,
            TokenValidationParameters parameters) => { return Anyone(token, parameters); };
        return checks;
    }
}
)p"},
    {"jwt.secret.*", R"p(
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
class Keys {
    SigningCredentials OfProduct() {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes("{{random:alnum:18:1}}"));
        return new SigningCredentials(new SymmetricSecurityKey(digest), SecurityAlgorithms.HmacSha256);
    }
}
)p"},
    {"jwt.secret.config", R"p(
silhouette {
  authenticator.headerName = "X-Auth"
  authenticator.sharedSecret = "{{random:alnum:32:2}}"
}
)p"},
};

constexpr Program kHinted[] = {
    {"jwt.misuse.broad-scope", R"p(
var form = new Dictionary<string, string>
{
    ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
    ["scope"] = "read write delete admin",
};
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import io.vertx.core.http.Cookie;
class Desk {
    void admit(RoutingContext ctx, String jwt) {
        ctx.response().addCookie(Cookie.cookie("desk", jwt).setHttpOnly(true).setSecure(true));
    }
}
)p"},
    {"", R"p(
import android.webkit.CookieManager;
class Portal {
    void open(String jwt) {
        CookieManager jar = CookieManager.getInstance();
        jar.setCookie(PORTAL, "access_token=" + jwt + "; Secure; HttpOnly; path=/");
    }
}
)p"},
    {"", R"p(
import org.springframework.security.jwt.JwtHelper;
class Desk {
    static String claimsOf(String accessToken, SignatureVerifier verifier) {
        return JwtHelper.decodeAndVerify(accessToken, verifier).getClaims();
    }
}
)p"},
    {"", R"p(
import com.nimbusds.jwt.SignedJWT;
class Tickets {
    void check(String ticket) throws Exception {
        if (!SignedJWT.parse(ticket).verify(verifier)) throw new SecurityException("signature");
    }
    String holder(String ticket) throws Exception {
        return SignedJWT.parse(ticket).getJWTClaimsSet().getSubject();
    }
}
)p"},
    {"", R"p(
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
class Desk {
    bool Check(string raw, SecurityKey key) {
        var checks = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = new[] { settings.Alg } };
        return handler.ValidateToken(raw, checks).IsValid;
    }
}
)p"},
    {"", R"p(
using Microsoft.IdentityModel.Tokens;
class Desk {
    static bool Known(IEnumerable<string> audiences) { return audiences.Contains("desk"); }
    TokenValidationParameters Checks() {
        var checks = new TokenValidationParameters();
        checks.AudienceValidator = (IEnumerable<string> audiences, SecurityToken token,
            TokenValidationParameters parameters) => { return Known(audiences); };
        return checks;
    }
}
)p"},
    {"", R"p(
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
class Keys {
    SigningCredentials OfVault(IVault vault) {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(vault.Read("desk/seal")));
        return new SigningCredentials(new SymmetricSecurityKey(digest), SecurityAlgorithms.HmacSha256);
    }
}
)p"},
};

TEST(JudgedJvmAndNet, AreTold) { ExpectTold(kTold); }
TEST(JudgedJvmAndNet, AreHinted) { ExpectSeen(kHinted); }
TEST(JudgedJvmAndNet, AreQuiet) { ExpectQuiet(kQuiet); }
TEST(JudgedJvmAndNet, CutShortDoNoHarm) {
  ReadCutShort(kTold);
  ReadCutShort(kHinted);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
