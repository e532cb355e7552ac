#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
import io.jsonwebtoken.Jwts;
class A { String issue() { return Jwts.builder().setSubject("x").signWith(SignatureAlgorithm.HS256, "{{random:alnum:13:84}}").compact(); } }
)p"},
    {"jwt.secret*", R"p(
public class JwtUtil {
  private static final String SECRET = "{{random:alnum:12:85}}";
  Key key() { return Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8)); }
}
)p"},
    {"jwt.secret*", R"p(
Algorithm alg = Algorithm.HMAC256("{{random:alnum:12:86}}");
String t = JWT.create().withIssuer("a").sign(alg);
)p"},
    {"jwt.secret*", R"p(
JWSSigner signer = new MACSigner("{{random:alnum:32:87}}");
)p"},
    {"jwt.secret*", R"p(
SecretKey k = new SecretKeySpec("{{random:alnum:12:88}}".getBytes(), "HmacSHA256");
JwtDecoder d = NimbusJwtDecoder.withSecretKey(k).build();
)p"},
    {"jwt.secret*", R"p(
@Value("${jwt.secret:{{random:alnum:12:89}}}")
private String secret;
)p"},
    {"jwt.secret*", R"p(
Jwts.parser().setSigningKey("{{random:alnum:16:90}}").parseClaimsJws(t);
)p"},
    {"jwt.secret*", R"p(
Jwts.parserBuilder().setSigningKey(Keys.hmacShaKeyFor("{{random:alnum:12:91}}".getBytes())).build().parseClaimsJws(t);
)p"},
    {"jwt.secret*", R"p(
JwtClaims c; jws.setKey(new HmacKey("{{random:alnum:12:92}}".getBytes("UTF-8")));
JsonWebSignature jws;
)p"},
    {"jwt.secret*", R"p(
JWTAuth provider = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer("{{random:alnum:12:93}}")));
)p"},
    {"jwt.secret*", R"p(
Signer signer = HMACSigner.newSHA256Signer("{{random:alnum:16:94}}");
JWT jwt = new JWT();
)p"},
    {"jwt.secret*", R"p(
byte[] bytes = Decoders.BASE64.decode("{{random:alnum:32:95}}");
Key key = Keys.hmacShaKeyFor(bytes); Jwts.builder().signWith(key);
)p"},
    {"jwt.secret*", R"p(
String secret = System.getenv().getOrDefault("JWT_SECRET", "{{random:alnum:12:96}}");
)p"},
    {"jwt.secret*", R"p(
String secret = Optional.ofNullable(System.getenv("JWT_SECRET")).orElse("{{random:alnum:12:97}}");
)p"},
    {"jwt.secret*", R"p(
converter.setSigningKey("{{random:alnum:12:98}}");
JwtAccessTokenConverter converter = new JwtAccessTokenConverter();
)p"},
    {"jwt.secret*", R"p(
String key = String.valueOf(System.currentTimeMillis());
Algorithm a = Algorithm.HMAC256(key);
)p"},
    {"jwt.secret*", R"p(
static final byte[] KEY = {'s','e','c','r','e','t','1','2'};
Key k = Keys.hmacShaKeyFor(KEY);
)p"},
    {"jwt.secret*", R"p(
private String secret;
public A() { this.secret = "{{random:alnum:12:99}}"; }
String i() { return Jwts.builder().signWith(SignatureAlgorithm.HS512, secret).compact(); }
)p"},
    {"jwt.secret*", R"p(
val algorithm = Algorithm.HMAC256("{{random:alnum:12:100}}")
)p"},
    {"jwt.secret*", R"p(
class JwtService { private val secret = "{{random:alnum:16:101}}"
 fun key() = Keys.hmacShaKeyFor(secret.toByteArray()) }
)p"},
    {"jwt.secret*", R"p(
companion object { const val JWT_SECRET = "{{random:alnum:12:102}}" }
)p"},
    {"jwt.secret*", R"p(
val secret = System.getenv("JWT_SECRET") ?: "{{random:alnum:12:103}}"
)p"},
    {"jwt.secret*", R"p(
val token = JwtCirce.encode(claim, "{{random:alnum:12:104}}", JwtAlgorithm.HS256)
)p"},
    {"jwt.secret*", R"p(
import pdi.jwt.{Jwt, JwtAlgorithm}
object A { val key = "{{random:alnum:12:105}}"
 def enc(c: String) = Jwt.encode(c, key, JwtAlgorithm.HS256) }
)p"},
    {"jwt.secret*", R"p(
install(Authentication) { jwt { verifier(JWT.require(Algorithm.HMAC256("{{random:alnum:12:106}}")).build()) } }
)p"},
    {"jwt.secret*", R"p(
def token = Jwts.builder().signWith(SignatureAlgorithm.HS256, "{{random:alnum:12:107}}").compact()
)p"},
    {"jwt.secret*", R"p(
OctetSequenceKey jwk = new OctetSequenceKey.Builder("{{random:alnum:16:108}}".getBytes()).build();
JWKSource s = new ImmutableSecret<>("{{random:alnum:16:108}}".getBytes());
)p"},
    {"jwt.secret*", R"p(
String token = JWTUtil.createToken(map, "{{random:alnum:8:109}}".getBytes());
import cn.hutool.jwt.JWTUtil;
)p"},
    {"jwt.secret.empty*|jwt.secret*", R"p(
Algorithm a = Algorithm.HMAC256("");
)p"},
    {"jwt.misuse.no-verify*", R"p(
DecodedJWT jwt = JWT.decode(token);
String user = jwt.getSubject();
)p"},
    {"jwt.misuse.no-verify*", R"p(
Jwt j = Jwts.parser().setSigningKey(key).parse(token);
)p"},
    {"jwt.misuse.alg-none*", R"p(
String t = Jwts.builder().setSubject("x").compact();
)p"},
    {"jwt.misuse.alg-none*", R"p(
JWT.create().withSubject("x").sign(Algorithm.none());
)p"},
    {"jwt.misuse.no-verify*", R"p(
SignedJWT s = SignedJWT.parse(token);
String sub = s.getJWTClaimsSet().getSubject();
)p"},
    {"jwt.misuse.alg-none*", R"p(
PlainJWT p = new PlainJWT(claims);
)p"},
    {"jwt.misuse.token-in-log*", R"p(
logger.info("JWT: " + jwtToken);
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
Cookie c = new Cookie("jwt", token); response.addCookie(c);
)p"},
    {"jwt.misuse.mobile-storage*", R"p(
SharedPreferences prefs = ctx.getSharedPreferences("p", 0);
prefs.edit().putString("jwt_token", token).apply();
)p"},
    {"jwt.misuse.token-in-error*", R"p(
throw new RuntimeException("Invalid token " + jwtToken);
)p"},
    {"jwt.misuse.token-in-url*", R"p(
String url = "https://api.example.com/data?token=" + jwt;
)p"},
    {"jwt.misuse.mobile-storage*", R"p(
val prefs = getSharedPreferences("p", MODE_PRIVATE)
prefs.edit().putString("access_token", token).apply()
)p"},
    {"jwt.misuse.no-expiry*", R"p(
JwtConsumer c = new JwtConsumerBuilder().setSkipAllValidators().setVerificationKey(key).build();
)p"},
    {"jwt.misuse.no-verify*", R"p(
JwtConsumer c = new JwtConsumerBuilder().setSkipAllValidators().setDisableRequireSignature().build();
)p"},
    {"jwt.misuse.no-audience*", R"p(
JwtConsumer c = new JwtConsumerBuilder().setSkipDefaultAudienceValidation().build();
)p"},
    {"jwt.misuse.alg-none*", R"p(
Jwts.builder().signWith(SignatureAlgorithm.NONE, key);
)p"},
    {"jwt.misuse.broad-audience*", R"p(
Jwts.builder().setAudience("*").signWith(key).compact();
)p"},
    {"jwt.misuse.token-in-url*", R"p(
restTemplate.getForObject("https://api.example.com/x/" + jwt, String.class);
)p"},
    {"jwt.misuse.plain-http*", R"p(
HttpRequest r = HttpRequest.newBuilder(URI.create("http://api.example.com/x")).header("Authorization", "Bearer " + token).build();
)p"},
    {"jwt.misuse.id-token-bearer*", R"p(
headers.set("Authorization", "Bearer " + idToken);
)p"},
    {"jwt.misuse.no-verify*", R"p(
String[] parts = token.split("\\.");
String payload = new String(Base64.getUrlDecoder().decode(parts[1])); // jwt claims
)p"},
    {"jwt.misuse.token-in-log*", R"p(
Log.d("Auth", "token: $accessToken")
)p"},
    {"jwt.misuse.no-expiry*", R"p(
JWT.require(alg).acceptExpiresAt(31536000L).build();
)p"},
    {"jwt.secret*", R"p(
import cn.dev33.satoken.config.SaTokenConfig;
class C { void f(SaTokenConfig config) { config.setJwtSecretKey("{{random:alnum:13:711}}"); } }
)p"},
    {"jwt.secret*", R"p(
class C { Settings s = Settings.builder().issuer("shop").jwtSecret("{{random:alnum:13:712}}").build(); }
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
@Service
public class JwtPermissionService {
  @Cacheable(key = "'loadPermissionByUser:' + #p0.username")
  public Collection<String> load(User user) { return dao.load(user); }
}
)p"},
    {"", R"p(
class StpLogic { void check(String t) { throw NotLoginException.newInstance(loginType, NOT_TOKEN, NOT_TOKEN_MESSAGE); } }
)p"},
    {"", R"p(
class C { void f(Vault vault, Settings s) { String a = vault.getJwtSecret("production"); s.setJwtSecret(a); } }
)p"},
    {"", R"p(
String secret = System.getenv("JWT_SECRET");
Algorithm a = Algorithm.HMAC256(secret);
)p"},
    {"", R"p(
@Value("${jwt.secret}")
private String secret;
)p"},
    {"", R"p(
Cookie c = new Cookie("jwt", token); c.setHttpOnly(true); c.setSecure(true); response.addCookie(c);
)p"},
    {"", R"p(
Jwts.parser().setSigningKey(key).requireAudience("a").requireIssuer("b").parseClaimsJws(token);
)p"},
    {"", R"p(
JWTVerifier v = JWT.require(Algorithm.RSA256(pub, null)).withAudience("a").withIssuer("b").build();
DecodedJWT d = v.verify(token);
)p"},
    {"", R"p(
log.info("JWT issued for {}", user.getName());
)p"},
};

TEST(JvmPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(JvmPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(JvmPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(JvmPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
