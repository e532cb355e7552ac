#include "credential/programs.h"

// The less known calls of the JVM's JWT libraries, and the ways of its languages to name a key, to show a token and to
// let it live long; beside each wrong program the right one that looks the most like it.
namespace packrake {
namespace {

constexpr Program kSecretsWrong[] = {
    {"jwt.secret.call", R"p(
import io.jsonwebtoken.security.Keys;
String seal(byte[] body) {
    return Jwts.builder().content(body)
        .encryptWith(Keys.password("{{random:alnum:18:8001}}".toCharArray()), Jwts.KEY.PBES2_HS256_A128KW, Jwts.ENC.A128GCM)
        .compact();
}
)p"},
    {"jwt.secret.call", R"p(
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
void open(JWEObject parcel) throws JOSEException {
    parcel.decrypt(new PasswordBasedDecrypter("{{random:alnum:16:8002}}"));
}
)p"},
    {"jwt.secret.flow", R"p(
import com.nimbusds.jose.crypto.DirectEncrypter;
static final String CEK = "{{random:base64:44:8003}}";
void close(JWEObject parcel) throws JOSEException {
    parcel.encrypt(new DirectEncrypter(Base64.getDecoder().decode(CEK)));
}
)p"},
    {"jwt.secret.flow", R"p(
import org.pac4j.jwt.config.signature.SecretSignatureConfiguration;
public class Clients {
    private String pinch = "{{random:alnum:32:8004}}";
    SecretSignatureConfiguration signature() {
        SecretSignatureConfiguration s = new SecretSignatureConfiguration();
        s.setSecret(pinch);
        return s;
    }
}
)p"},
    // Micronaut's: the argument is its name, the property is the secret
    {"jwt.secret.framework-setting", R"p(
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration
class Keys {
    def make() {
        def it = new SecretSignatureConfiguration('gate')
        it.secret = '{{random:alnum:32:8005}}'
        it
    }
}
)p"},
    {"jwt.secret.call", R"p(
JWTAuth auth = JWTAuth.create(vertx, new JWTAuthOptions()
    .addJwk(new JsonObject().put("kty", "oct").put("alg", "HS256").put("k", "{{random:base64url:43:8006}}")));
)p"},
    {"jwt.secret.call", R"p(
import org.apache.cxf.rs.security.jose.jws.HmacJwsSignatureVerifier;
boolean ok(JwsCompactConsumer c) {
    return c.verifySignatureWith(new HmacJwsSignatureVerifier("{{random:base64url:43:8007}}", SignatureAlgorithm.HS256));
}
)p"},
    {"jwt.secret.call", R"p(
import io.helidon.security.jwt.jwk.JwkOctet;
JwkOctet shared = JwkOctet.builder().keyId("one").key("{{random:alnum:33:8008}}".getBytes()).build();
)p"},
    {"jwt.secret.call", R"p(
import tsec.jws.mac._
import tsec.mac.jca._
object Gate {
  val key = HMACSHA512.unsafeBuildKey[IO]("{{random:alnum:40:8009}}".getBytes)
}
)p"},
    {"jwt.secret.call", R"p(
import dev.profunktor.auth.jwt._
import pdi.jwt.JwtAlgorithm
val gate = JwtAuth.hmac("{{random:alnum:30:8010}}", JwtAlgorithm.HS512)
)p"},
    {"jwt.secret.call", R"p(
import cn.hutool.jwt.signers.JWTSignerUtil;
JWTSigner signer = JWTSignerUtil.createSigner("HS384", "{{random:alnum:20:8011}}".getBytes());
)p"},
    // names
    {"jwt.secret.flow", R"p(
import com.auth0.jwt.algorithms.Algorithm
class Desk {
    private val stamp: String by lazy { "{{random:alnum:26:8012}}" }
    fun seal() = Algorithm.HMAC512(stamp)
}
)p"},
    {"jwt.secret.flow", R"p(
import com.auth0.jwt.algorithms.Algorithm
object Desk {
    private val stamp = """
        {{random:alnum:26:8013}}
    """.trimIndent()
    fun seal() = Algorithm.HMAC256(stamp.encodeToByteArray())
}
)p"},
    {"jwt.secret.flow", R"p(
import pdi.jwt.{JwtAlgorithm, JwtJson}
object Stamps {
  val Blue: String = "{{random:alnum:24:8014}}"
}
class Desk {
  import Stamps._
  def read(t: String) = JwtJson.decode(t, Blue, Seq(JwtAlgorithm.HS256))
}
)p"},
    {"jwt.secret.flow", R"p(
import com.auth0.jwt.algorithms.Algorithm;
class Desk {
    enum Office {
        NORTH("{{random:alnum:24:8015}}"), SOUTH("{{random:alnum:24:8016}}");
        private final String stamp;
        Office(String stamp) { this.stamp = stamp; }
    }
    Algorithm of(Office office) { return Algorithm.HMAC256(office.stamp); }
}
)p"},
    {"jwt.secret.fallback", R"p(
import com.auth0.jwt.algorithms.Algorithm;
Algorithm seal() {
    String stamp = StringUtils.defaultIfBlank(System.getenv("DESK_STAMP"), "{{random:alnum:24:8017}}");
    return Algorithm.HMAC256(stamp);
}
)p"},
    {"jwt.secret.fallback", R"p(
import com.auth0.jwt.algorithms.Algorithm;
Algorithm seal(Settings settings) {
    return Algorithm.HMAC256(Objects.requireNonNullElse(settings.stamp(), "{{random:alnum:24:8018}}"));
}
)p"},
    {"jwt.secret.flow", R"p(
import com.auth0.jwt.algorithms.Algorithm;
class Desk {
    Algorithm seal(String stamp) {
        if (stamp == null || stamp.isBlank()) {
            stamp = "{{random:alnum:24:8019}}";
        }
        return Algorithm.HMAC384(stamp);
    }
}
)p"},
    {"jwt.secret.flow", R"p(
import javax.crypto.spec.SecretKeySpec;
import io.jsonwebtoken.Jwts;
private static final byte[] SEAL = HexFormat.of().parseHex("{{random:hex:64:8020}}");
String issue() { return Jwts.builder().subject("x").signWith(new SecretKeySpec(SEAL, "HmacSHA256")).compact(); }
)p"},
    {"jwt.secret*", R"p(
import io.jsonwebtoken.Jwts
private val seal = MessageDigest.getInstance("SHA-512").digest("org.example.parcels".toByteArray())
fun issue() = Jwts.builder().subject("x").signWith(SecretKeySpec(seal, "HmacSHA512")).compact()
)p"},
    // what can be guessed
    {"jwt.secret.weak", R"p(
import io.jsonwebtoken.Jwts
fun issue() = Jwts.builder().subject("x").signWith(Keys.hmacShaKeyFor(Random.Default.nextBytes(64))).compact()
)p"},
    {"jwt.secret.weak", R"p(
import io.jsonwebtoken.Jwts;
class Desk {
    private final byte[] seal = Long.toString(System.nanoTime()).repeat(4).getBytes();
    String issue() { return Jwts.builder().subject("x").signWith(Keys.hmacShaKeyFor(seal)).compact(); }
}
)p"},
};

constexpr Program kSecretsRight[] = {
    {"", R"p(
import io.jsonwebtoken.security.Keys;
String seal(byte[] body, char[] phrase) {
    return Jwts.builder().content(body).encryptWith(Keys.password(phrase), Jwts.KEY.PBES2_HS256_A128KW, Jwts.ENC.A128GCM).compact();
}
)p"},
    {"", R"p(
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration
class Keys {
    def make(Settings settings) {
        def it = new SecretSignatureConfiguration('gate')
        it.secret = settings.gate
        it
    }
}
)p"},
    {"", R"p(
JWTAuth auth = JWTAuth.create(vertx, new JWTAuthOptions()
    .addJwk(new JsonObject().put("kty", "oct").put("alg", "HS256").put("k", config().getString("gate.k"))));
map.put("k", "{{random:alnum:12:8030}}");
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm
class Desk(private val vault: Vault) {
    private val stamp: String by lazy { vault.read("desk/stamp") }
    val title by lazy { "{{random:alnum:26:8031}}" }
    fun seal() = Algorithm.HMAC512(stamp)
}
)p"},
    {"", R"p(
import pdi.jwt.{JwtAlgorithm, JwtJson}
object Stamps {
  val Blue: String = sys.env("BLUE_STAMP")
}
object Names { val Green: String = "{{random:alnum:24:8032}}" }
class Desk(Green: String) {
  import Stamps._
  def read(t: String) = JwtJson.decode(t, Blue, Seq(JwtAlgorithm.HS256))
  def other(t: String) = JwtJson.decode(t, Green, Seq(JwtAlgorithm.HS256))
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm;
class Desk {
    enum Office {
        NORTH("north office of the desk"), SOUTH("south office of the desk");
        private final String title;
        Office(String title) { this.title = title; }
    }
    Algorithm of(Office office, Keys keys) { return Algorithm.HMAC256(keys.of(office.title)); }
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm;
Algorithm seal() {
    String variable = StringUtils.defaultIfBlank(System.getenv("DESK_VARIABLE"), "DESK_STAMP");
    return Algorithm.HMAC256(System.getenv(variable));
}
)p"},
    // under which name a variable is looked up
    {"", R"p(
import pdi.jwt.{Jwt, JwtAlgorithm, JwtClaim}
object Desk {
  private val variable = sys.env.getOrElse("DESK_VARIABLE", "DESK_STAMP")
  private val stamp = sys.env.getOrElse(variable, sys.error("no stamp"))
  def seal(c: JwtClaim): String = Jwt.encode(c, stamp, JwtAlgorithm.HS256)
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm;
class Desk {
    Algorithm seal(String stamp, String name) {
        if (name == null) {
            name = "{{random:alnum:24:8033}}";
        }
        return Algorithm.HMAC384(stamp);
    }
}
)p"},
    {"", R"p(
import io.jsonwebtoken.Jwts
private val seal = MessageDigest.getInstance("SHA-512").digest(vault.read("parcels").toByteArray())
fun issue() = Jwts.builder().subject("x").id(Random.Default.nextLong().toString()).signWith(SecretKeySpec(seal, "HmacSHA512")).compact()
)p"},
};

constexpr Program kUseWrong[] = {
    {"jwt.misuse.alg-none", R"p(
import org.apache.cxf.rs.security.jose.jws.NoneJwsSignatureProvider;
String bare(JwtClaims c) { return new JwsJwtCompactProducer(c).signWith(new NoneJwsSignatureProvider()); }
)p"},
    {"jwt.misuse.alg-none", R"p(
import cn.hutool.jwt.signers.JWTSignerUtil;
String bare(JWT jwt) { return jwt.setSigner(JWTSignerUtil.none()).sign(); }
)p"},
    {"jwt.misuse.alg-none", R"p(
import io.helidon.security.jwt.jwk.Jwk;
String bare(Jwt jwt) { return SignedJwt.sign(jwt, Jwk.NONE_JWK).tokenContent(); }
)p"},
    {"jwt.misuse.token-in-log", R"p(
package desk
import groovy.util.logging.Slf4j
@Slf4j
class Desk {
    def welcome(String name, String jwt) {
        log.info "welcome ${name}, ${jwt}"
    }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package desk
import groovy.json.JsonOutput
class Desk {
    def welcome(String accessToken) { println("have ${accessToken}") }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    String token = jwts.issue(request.getRemoteUser());
    response.addHeader("Set-Cookie", "DESKJWT=" + token + "; Path=/desk");
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
void welcome(HttpServletResponse response, String user) throws IOException {
    String token = Jwts.builder().subject(user).signWith(key).compact();
    response.sendRedirect("https://desk.example.org/home/" + token);
}
)p"},
};

constexpr Program kUseRight[] = {
    {"", R"p(
package desk
import groovy.util.logging.Slf4j
@Slf4j
class Desk {
    def welcome(String name, String jwt) {
        log.info "welcome ${name}, token of ${jwt.length()} letters"
    }
}
)p"},
    {"", R"p(
protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    String token = jwts.issue(request.getRemoteUser());
    response.addHeader("Set-Cookie", "DESKJWT=" + token + "; Path=/desk; Secure; HttpOnly");
    response.addHeader("Set-Cookie", "theme=" + theme + "; Path=/desk");
    response.addHeader("Set-Cookie", "XSRF-TOKEN=" + csrfToken + "; Path=/desk");
}
)p"},
    // taken away
    {"", R"p(
void leave(HttpServletResponse response) {
    Cookie gone = new Cookie("DESK_JWT", null);
    gone.setMaxAge(0);
    response.addCookie(gone);
}
)p"},
    {"", R"p(
void page(HttpServletResponse response, String token) throws IOException {
    String jwt = read(token);
    response.sendRedirect("https://desk.example.org/reset/" + token);
    response.sendRedirect("/desk/home;lang=" + lang);
}
)p"},
};

constexpr Program kLong[] = {
    {"jwt.misuse.long-life", R"p(
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
TokenSettings settings = TokenSettings.builder().accessTokenTimeToLive(Duration.ofDays(900)).build();
)p"},
    {"jwt.misuse.long-life", R"p(
public class AuthorizationServer extends AuthorizationServerConfigurerAdapter {
    public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
        clients.inMemory().withClient("desk").accessTokenValiditySeconds(60 * 60 * 24 * 365); // jwt
    }
}
)p"},
    {"jwt.misuse.long-life", R"p(
String token = auth.generateToken(claims, new JWTOptions().setExpiresInMinutes(5256000));
)p"},
    {"jwt.misuse.token-forwarded", R"p(
import org.springframework.security.oauth2.jwt.Jwt;
String ask(RestTemplate rest, String callerToken) {
    headers.setBearerAuth(callerToken);
    return rest.exchange("https://other.example.net/x", HttpMethod.GET, new HttpEntity<>(headers), String.class).getBody();
}
)p"},
};

constexpr Program kShort[] = {
    {"", R"p(
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
TokenSettings settings = TokenSettings.builder().accessTokenTimeToLive(Duration.ofMinutes(9)).build();
)p"},
    {"", R"p(
public class AuthorizationServer extends AuthorizationServerConfigurerAdapter {
    public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
        clients.inMemory().withClient("desk").accessTokenValiditySeconds(900); // jwt
    }
}
)p"},
};

TEST(JvmSurface, SecretsAreSeen) { ExpectSeen(kSecretsWrong); }
TEST(JvmSurface, WhatIsNoSecretIsQuiet) { ExpectQuiet(kSecretsRight); }
TEST(JvmSurface, UnsafeUseIsTold) { ExpectTold(kUseWrong); }
TEST(JvmSurface, SafeUseIsQuiet) { ExpectQuiet(kUseRight); }
TEST(JvmSurface, HintsAreSeen) { ExpectSeen(kLong); }
TEST(JvmSurface, ShortLivesAreNoHints) {
  for (const Program& one : kShort) EXPECT_FALSE(SeesOneOf("jwt.misuse.long-life", one.text)) << one.text;
}
TEST(JvmSurface, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kSecretsWrong);
  ReadCutShort(kUseWrong);
  ReadCutShort(kLong);
}

}  // namespace
}  // namespace packrake
