#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
package com.acme.security;

import io.jsonwebtoken.*;
import org.springframework.stereotype.Component;

@Component
public class JwtUtil {

    private String SECRET_KEY = "{{random:alnum:16:3001}}";

    public String generateToken(UserDetails userDetails) {
        Map<String, Object> claims = new HashMap<>();
        return createToken(claims, userDetails.getUsername());
    }

    private String createToken(Map<String, Object> claims, String subject) {
        return Jwts.builder().setClaims(claims).setSubject(subject).setIssuedAt(new Date(System.currentTimeMillis()))
                .setExpiration(new Date(System.currentTimeMillis() + 1000 * 60 * 60 * 10))
                .signWith(SignatureAlgorithm.HS256, SECRET_KEY).compact();
    }
}
)p"},
    {"jwt.secret*", R"p(
public class TokenProvider implements InitializingBean {
   @Value("${app.auth.tokenSecret:{{random:alnum:20:3003}}}")
   private String tokenSecret;
}
)p"},
    {"jwt.secret*", R"p(
@Component
@ConfigurationProperties("app.jwt")
public class AuthProps {
    /** HMAC key. */
    private String key = "{{random:alnum:20:3005}}";
    private String prefix = "Bearer ";
}
)p"},
    {"jwt.secret*", R"p(
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;

public final class Sec {
  static String token(String user) {
    Algorithm algorithm = Algorithm.HMAC256("{{random:alnum:20:3007}}");
    return JWT.create().withIssuer("auth0").withSubject(user).sign(algorithm);
  }
}
)p"},
    {"jwt.secret*", R"p(
JWSSigner signer = new MACSigner("{{random:alnum:32:3009}}");
SignedJWT signedJWT = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claimsSet);
signedJWT.sign(signer);
)p"},
    {"jwt.secret*", R"p(
@Bean
fun jwtEncoder(): JwtEncoder = NimbusJwtEncoder(ImmutableSecret<SecurityContext>("{{random:alnum:32:3011}}".toByteArray()))
)p"},
    {"jwt.secret*", R"p(
JWTAuth provider = JWTAuth.create(vertx, new JWTAuthOptions()
  .addPubSecKey(new PubSecKeyOptions()
    .setAlgorithm("HS256")
    .setBuffer("{{random:alnum:20:3013}}")));
)p"},
    {"jwt.secret*", R"p(
fun Application.configureSecurity() {
    val jwtAudience = "jwt-audience"
    val jwtDomain = "https://jwt-provider-domain/"
    val jwtRealm = "ktor sample app"
    val jwtSecret = "{{random:alnum:20:3015}}"
    authentication {
        jwt {
            realm = jwtRealm
            verifier(JWT.require(Algorithm.HMAC256(jwtSecret)).withAudience(jwtAudience).withIssuer(jwtDomain).build())
            validate { credential -> if (credential.payload.audience.contains(jwtAudience)) JWTPrincipal(credential.payload) else null }
        }
    }
}
)p"},
    {"jwt.secret*", R"p(
class Tokens(private val secret: String = System.getenv("JWT_SECRET") ?: "{{random:alnum:20:3017}}") {
    fun make(id: Long): String = JWT.create().withClaim("id", id).sign(Algorithm.HMAC256(secret))
}
)p"},
    {"jwt.secret*", R"p(
Jwt.decode(token, "{{random:alnum:20:3019}}", Seq(JwtAlgorithm.HS256))
)p"},
    {"jwt.secret*", R"p(
android {
    defaultConfig {
        applicationId "com.acme.app"
        buildConfigField "String", "JWT_SECRET", "\"{{random:alnum:20:3021}}\""
        buildConfigField("String", "API_URL", "\"https://api.acme.com\"")
    }
}
)p"},
    {"jwt.secret*", R"p(
android {
    buildTypes {
        debug {
            buildConfigField("String", "JWT_SECRET", "\"{{random:alnum:20:3022}}\"")
        }
    }
}
)p"},
    {"jwt.secret*", R"p(
resValue "string", "jwt_secret", "{{random:alnum:20:3023}}"
)p"},
    {"jwt.secret*", R"p(
@TestPropertySource(properties = {"app.jwtSecret={{random:alnum:20:3025}}", "app.jwtExpirationMs=86400000"})
class T {}
)p"},
    {"jwt.secret*", R"p(
SecretKey k = Keys.hmacShaKeyFor("{{random:alnum:44:3027}}".getBytes(StandardCharsets.UTF_8));
Jwts.parser().verifyWith(k).build().parseSignedClaims(jwt);
)p"},
    {"jwt.misuse.no-verify", R"p(
public Claims claims(String token) {
    return (Claims) Jwts.parser().setSigningKey(key).parse(token).getBody();
}
)p"},
    {"jwt.misuse.no-verify", R"p(
String[] chunks = token.split("\\.");
Base64.Decoder decoder = Base64.getUrlDecoder();
String payload = new String(decoder.decode(chunks[1]));
JSONObject jwt = new JSONObject(payload);
)p"},
    {"jwt.misuse.no-verify", R"p(
val claims = JWTParser.parse(idToken).jwtClaimsSet
val mail = claims.getStringClaim("email")
)p"},
    {"jwt.misuse.alg-none", R"p(
JWT.create().withSubject("x").sign(Algorithm.none());
)p"},
    {"jwt.misuse.alg-none", R"p(
jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
)p"},
    {"jwt.misuse.audience-absent", R"p(
JWTVerifier v = JWT.require(alg).withIssuer("x").build();
)p"},
    {"jwt.misuse.token-in-log", R"p(
System.out.println("token = " + accessToken);
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new BadCredentialsException("Bad JWT " + jwtToken);
)p"},
    {"jwt.misuse.mobile-storage", R"p(
SharedPreferences.Editor editor = PreferenceManager.getDefaultSharedPreferences(this).edit();
editor.putString("access_token", response.getToken());
editor.commit();
)p"},
    {"jwt.misuse.cookie-flags", R"p(
ResponseCookie cookie = ResponseCookie.from("access_token", token).path("/").maxAge(3600).httpOnly(false).secure(false).build();
)p"},
    {"jwt.misuse.token-in-url", R"p(
String url = "https://api.acme.com/data?access_token=" + accessToken;
restTemplate.getForObject(url, String.class);
)p"},
    {"jwt.secret.weak", R"p(
Jwts.builder().signWith(SignatureAlgorithm.HS256, String.valueOf(System.currentTimeMillis())).compact();
)p"},
    {"jwt.misuse.key-from-token", R"p(
String kid = JWT.decode(token).getKeyId();
byte[] key = Files.readAllBytes(Paths.get("/keys/" + kid + ".pem"));
)p"},
    {"jwt.misuse.no-verify", R"p(
@Bean
JwtDecoder decoder() {
    return token -> {
        JWT parsed = JWTParser.parse(token);
        return new Jwt(token, null, null, parsed.getHeader().toJSONObject(), parsed.getJWTClaimsSet().getClaims());
    };
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
@Value("${jwt.secret}")
private String jwtSecret;
@Value("${jwt.expirationMs:86400000}")
private int jwtExpirationMs;
@Value("${jwt.header:Authorization}")
private String header;
)p"},
    {"", R"p(
@ConfigurationProperties(prefix = "jwt")
public class JwtProperties {
    private String secret;
    private String header = "Authorization";
    private String tokenPrefix = "Bearer ";
    private Long expiration = 3600L;
    private String issuer = "acme";
    private String algorithm = "HS512";
    private String keyAlias = "jwt-signing";
    private String keystore = "classpath:jwt.jks";
}
)p"},
    {"", R"p(
@ConfigurationProperties(prefix = "mail")
public class MailProperties {
    private String host = "smtp.acme.com";
    private String key = "default-template";
    private String password;
}
)p"},
    {"", R"p(
DecodedJWT jwt = JWT.require(Algorithm.RSA256(keyProvider)).withIssuer("https://id.acme.com/").withAudience("api").build().verify(token);
log.debug("verified {}", jwt.getSubject());
)p"},
    {"", R"p(
val key = Keys.secretKeyFor(SignatureAlgorithm.HS256)
val jws = Jwts.builder().setSubject("Joe").setExpiration(exp).signWith(key).compact()
)p"},
    {"", R"p(
val prefs = EncryptedSharedPreferences.create(context, "auth", masterKey, AES256_SIV, AES256_GCM)
prefs.edit().putString("access_token", token).apply()
)p"},
    {"", R"p(
if ("none".equalsIgnoreCase(header.getAlgorithm().getName())) {
    throw new JwtException("unsigned tokens are refused");
}
)p"},
    {"", R"p(
buildConfigField "String", "JWT_SECRET", "\"${System.getenv('JWT_SECRET')}\""
buildConfigField("String", "JWT_HEADER", "\"Authorization\"")
)p"},
    {"", R"p(
Cookie cookie = new Cookie("jwt", token);
cookie.setHttpOnly(true);
cookie.setSecure(true);
response.addCookie(cookie);
)p"},
    {"", R"p(
private static final String SECRET_PROPERTY = "jwt.secret";
String secret = env.getRequiredProperty(SECRET_PROPERTY);
Algorithm a = Algorithm.HMAC512(secret);
)p"},
    {"", R"p(
ResponseCookie.from("jwt", token).httpOnly(true).secure(true).sameSite("Strict").build();
)p"},
    {"", R"p(
public void setSigningKey(String key) { this.key = key; }
throw new IllegalStateException("JWT secret must be at least 256 bits");
)p"},
};

TEST(ProgramsOfJvm, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfJvm, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfJvm, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
