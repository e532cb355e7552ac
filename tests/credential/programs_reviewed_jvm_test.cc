#include <gtest/gtest.h>

#include "credential/programs.h"

// Java, Kotlin, Scala and Groovy with libraries of JWTs beside jjwt and java-jwt; and beside it what differs in the one
// thing that matters.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // Signatures.
    {"jwt.misuse.no-verify", R"p(
import io.jsonwebtoken.Jwts;

class Session {
  String user(String bearer) {
    int dot = bearer.lastIndexOf(".");
    String unsigned = bearer.substring(0, dot + 1);
    return Jwts.parserBuilder().build().parseClaimsJwt(unsigned).getBody().getSubject();
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;

class Caller {
  Optional<String> name(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Session")).map(JWT::decode).map(jwt -> jwt.getSubject());
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.nimbusds.jwt.SignedJWT

fun roles(raw: String?): List<String> =
    raw?.let(SignedJWT::parse)?.jwtClaimsSet?.getStringListClaim("roles").orEmpty()
)p"},
    {"jwt.misuse.no-verify", R"p(
import io.fusionauth.jwt.JWTUtils;

class Editors {
  boolean mayEdit(String cookie) {
    return JWTUtils.decodePayload(cookie).getList("roles").contains("editor");
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import org.keycloak.jose.jws.JWSInput
import org.keycloak.representations.AccessToken

class Staff(request: HttpServletRequest) {
    private val token = JWSInput(request.getHeader("Authorization").drop(7)).readJsonContent(AccessToken::class.java)

    val mayBook = "desk" in token.realmAccess.roles
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import org.keycloak.TokenVerifier;

class Realm {
  AccessToken of(String raw) throws VerificationException {
    return TokenVerifier.create(raw, AccessToken.class).getToken();
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
class Authorizer {
  Map<String, Object> decide(Map<String, Object> event) {
    String[] parts = event.get("authorizationToken").toString().replace("Bearer ", "").split("\\.");
    JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    return policyFor(claims.get("sub").asText(), claims.get("admin").asBoolean());
  }
}
)p"},
    // Algorithms.
    {"jwt.misuse.alg-from-token", R"p(
import com.nimbusds.jose.proc.JWSVerificationKeySelector

fun claimsOf(raw: String, keys: JWKSource<SecurityContext>): JWTClaimsSet {
    val parsed = SignedJWT.parse(raw)
    val processor = DefaultJWTProcessor<SecurityContext>()
    processor.jwsKeySelector = JWSVerificationKeySelector(parsed.header.algorithm, keys)
    return processor.process(parsed, null)
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
import pdi.jwt.{JwtAlgorithm, JwtCirce}

class Feed(key: PublicKey) {
  private def claimed(raw: String): String = {
    val head = new String(Base64.getUrlDecoder.decode(raw.takeWhile(_ != '.')))
    parse(head).flatMap(_.hcursor.get[String]("alg")).getOrElse("RS256")
  }

  def accept(raw: String) =
    JwtCirce.decode(raw, key, Seq(JwtAlgorithm.fromString(claimed(raw)).asInstanceOf[JwtAsymmetricAlgorithm]))
}
)p"},
    {"jwt.misuse.alg-none", R"p(
import io.vertx.ext.auth.JWTOptions;

class Visitors {
  String pass(JWTAuth auth, JsonObject claims) {
    return auth.generateToken(claims, new JWTOptions().setAlgorithm("none").setExpiresInMinutes(30));
  }
}
)p"},
    {"jwt.misuse.alg-none", R"p(
import io.vertx.kotlin.ext.auth.jwtOptionsOf

fun pass(auth: JWTAuth, claims: JsonObject) = auth.generateToken(claims, jwtOptionsOf(algorithm = "none"))
)p"},
    {"jwt.misuse.alg-none", R"p(
import org.pac4j.oidc.config.OidcConfiguration;

class Login {
  OidcClient client(OidcConfiguration settings) {
    settings.setAllowUnsignedIdTokens(true);
    return new OidcClient(settings);
  }
}
)p"},
    {"jwt.misuse.alg-none", R"p(
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

class Consumers {
  JwtConsumer lenient(PublicKey key) {
    return new JwtConsumerBuilder().setVerificationKey(key)
        .setExpectedAudience("desk").setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS).build();
  }
}
)p"},
    {"jwt.misuse.alg-none", R"p(
import io.fusionauth.jwt.UnsecuredSigner;

class Drafts {
  String of(JWT jwt) {
    return JWT.getEncoder().encode(jwt, new UnsecuredSigner());
  }
}
)p"},
    {"jwt.misuse.alg-none", R"p(
import pdi.jwt.{JwtCirce, JwtClaim}

class Invitation {
  def of(guest: String): String = JwtCirce.encode(JwtClaim(subject = Some(guest)).expiresIn(60))
}
)p"},
    // Claims.
    {"jwt.misuse.no-expiry", R"p(
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

class Lenient {
  DefaultJWTProcessor<SecurityContext> processor(JWSKeySelector<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(null);
    return processor;
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import com.nimbusds.jwt.proc.DefaultJWTProcessor
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier

val processor = DefaultJWTProcessor<SecurityContext>().apply {
    jwsKeySelector = selector
    jwtClaimsSetVerifier = JWTClaimsSetVerifier { _, _ -> }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import org.keycloak.TokenVerifier;

class Archive {
  AccessToken of(String raw, PublicKey key) throws VerificationException {
    TokenVerifier<AccessToken> verifier = TokenVerifier.create(raw, AccessToken.class);
    verifier.publicKey(key).checkActive(false);
    return verifier.verify().getToken();
  }
}
)p"},
    {"jwt.misuse.no-issuer", R"p(
import org.keycloak.TokenVerifier;

class Realms {
  AccessToken of(String raw, PublicKey key) throws VerificationException {
    return TokenVerifier.create(raw, AccessToken.class).publicKey(key).checkRealmUrl(false).verify().getToken();
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import pdi.jwt.{JwtJson, JwtAlgorithm, JwtOptions}

class Notes(key: String) {
  def author(raw: String) =
    JwtJson.decode(raw, key, Seq(JwtAlgorithm.HS256), JwtOptions(notBefore = false))
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import io.jsonwebtoken.Jwts;

class Devices {
  JwtParser parser(PublicKey key) {
    return Jwts.parser().verifyWith(key).requireAudience("hub").clockSkewSeconds(60 * 60 * 24 * 365).build();
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class Decoders {
  void relax(NimbusJwtDecoder decoder) {
    decoder.setJwtValidator(new JwtTimestampValidator(Duration.ofDays(30)));
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;

class Principal {
  Claims of(String raw) {
    try {
      return Jwts.parser().verifyWith(key).build().parseSignedClaims(raw).getPayload();
    } catch (ExpiredJwtException late) {
      return late.getClaims();
    }
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import io.jsonwebtoken.ExpiredJwtException
import io.jsonwebtoken.Jwts

fun owner(raw: String): Claims = try {
    Jwts.parser().verifyWith(key).build().parseSignedClaims(raw).payload
} catch (e: ExpiredJwtException) {
    e.claims
}
)p"},
    {"jwt.misuse.no-issuer", "quarkus.oidc.auth-server-url=https://id.example.org/realms/desk\nquarkus.oidc.token.issuer=any\n"},
    {"jwt.misuse.no-audience", R"p(
quarkus:
  oidc:
    partners:
      auth-server-url: https://id.example.org/realms/partners
      token:
        audience: any
)p"},
    {"jwt.misuse.no-expiry", R"p(
micronaut:
  security:
    token:
      jwt:
        claims-validators:
          expiration: false
)p"},
    // Secrets.
    {"jwt.secret.fallback", R"p(
import io.smallrye.jwt.auth.principal.JWTParser;

class Lockers {
  @Inject JWTParser parser;

  @ConfigProperty(name = "lockers.phrase", defaultValue = "{{random:alnum:28:61001}}")
  String phrase;

  String owner(String raw) throws ParseException {
    return parser.verify(raw, phrase).getName();
  }
}
)p"},
    {"jwt.secret.fallback", R"p(
import com.auth0.jwt.algorithms.Algorithm

class Signer(@Property(name = "desk.phrase", defaultValue = "{{random:alnum:28:61002}}") private val phrase: String) {
    fun algorithm() = Algorithm.HMAC512(phrase)
}
)p"},
    {"jwt.secret*", R"p(
import com.auth0.jwt.algorithms.Algorithm

data class DeskSettings(
    val issuer: String = "https://id.example.org",
    val phrase: String = "{{random:alnum:28:61009}}",
)

class Desk(@Value("\${desk.name:front}") private val name: String) {
    fun algorithm(settings: DeskSettings): Algorithm = Algorithm.HMAC256(settings.phrase)
}
)p"},
    {"jwt.secret.fallback", R"p(
import com.auth0.jwt.algorithms.Algorithm

@Component
class Desk(@Value("\${desk.phrase:{{random:alnum:28:61010}}}") private val phrase: String) {
    fun algorithm() = Algorithm.HMAC256(phrase)
}
)p"},
    {"jwt.secret.call", R"p(
import io.jsonwebtoken.SigningKeyResolverAdapter

class Keys : SigningKeyResolverAdapter() {
    override fun resolveSigningKeyBytes(header: JwsHeader<*>, claims: Claims) =
        "{{random:alnum:28:61003}}".toByteArray()
}
)p"},
    {"jwt.secret.flow", R"p(
import io.jsonwebtoken.LocatorAdapter;

class Keys extends LocatorAdapter<Key> {
  private static final String PHRASE = "{{random:alnum:32:61004}}";

  @Override
  protected Key locate(JwsHeader header) {
    return Keys.hmacShaKeyFor(PHRASE.getBytes());
  }
}
)p"},
    {"jwt.secret*", R"p(
import com.auth0.jwt.algorithms.Algorithm

private fun signedWith(phrase: String): Algorithm = Algorithm.HMAC384(phrase)

class Tokens {
    val short = signedWith("{{random:alnum:28:61005}}")
}
)p"},
    {"jwt.secret*", R"p(
import com.nimbusds.jose.crypto.MACSigner

object Signers {
  private def named(phrase: String): MACSigner = new MACSigner(phrase.getBytes)

  val desk = named("{{random:alnum:32:61006}}")
}
)p"},
    {"jwt.secret.fallback", R"p(
import io.jsonwebtoken.Jwts

class Passes {
    byte[] getPassKey() {
        (System.getenv('PASS_KEY') ?: '{{random:alnum:20:61007}}').bytes
    }

    String of(String guest) {
        Jwts.builder().setSubject(guest).signWith(SignatureAlgorithm.HS256, passKey).compact()
    }
}
)p"},
    {"jwt.secret*", R"p(
import org.keycloak.jose.jws.JWSBuilder;

class Actions {
  String of(Object token) {
    return new JWSBuilder().jsonContent(token).hmac256("{{random:alnum:28:61008}}".getBytes());
  }
}
)p"},
    {"jwt.secret.weak", R"p(
import com.auth0.jwt.algorithms.Algorithm

class Tenants(private val tenant: String) {
    val algorithm = Algorithm.HMAC256(DigestUtils.sha512Hex(tenant))
}
)p"},
    {"jwt.secret.weak", R"p(
import com.auth0.jwt.algorithms.Algorithm;

class Boot {
  private final String phrase = UuidCreator.getTimeBased().toString();

  Algorithm algorithm() {
    return Algorithm.HMAC256(phrase);
  }
}
)p"},
    {"jwt.secret.weak", R"p(
import pdi.jwt.{Jwt, JwtAlgorithm}

class Invites(hostName: String) {
  private val phrase = UUID.nameUUIDFromBytes(s"$hostName/invites".getBytes).toString

  def of(claims: String): String = Jwt.encode(claims, phrase, JwtAlgorithm.HS256)
}
)p"},
};

constexpr Program kQuiet[] = {
    // what is cut off is the scheme
    {"", R"p(
import io.jsonwebtoken.Jwts;

class Session {
  String user(String header) {
    String raw = header.substring(7);
    return Jwts.parserBuilder().requireAudience("desk").requireIssuer("id").setSigningKey(key).build()
        .parseClaimsJws(raw).getBody().getSubject();
  }
}
)p"},
    // a reference to a decode, beside the verifier that its result goes to
    {"", R"p(
import com.auth0.jwt.JWT;

class Caller {
  Optional<String> name(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Session")).map(JWT::decode).map(verifier::verify)
        .map(jwt -> jwt.getSubject());
  }
}
)p"},
    // a project's own JWT
    {"", R"p(
import org.example.tokens.JWT

fun caller(raw: String?): String? = raw?.let(JWT::decode)?.subject
)p"},
    // the header, to find the key
    {"", R"p(
import io.fusionauth.jwt.JWTUtils;

class KeyOf {
  Verifier verifier(String raw) {
    return verifiers.get(JWTUtils.decodeHeader(raw).getString("kid"));
  }
}
)p"},
    // Keycloak: the header first, then a check of the signature
    {"", R"p(
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.crypto.RSAProvider;

class Staff {
  AccessToken of(String raw) throws JWSInputException {
    JWSInput input = new JWSInput(raw);
    PublicKey key = keys.get(input.getHeader().getKeyId());
    if (!RSAProvider.verify(input, key)) throw new SecurityException("bad signature");
    return input.readJsonContent(AccessToken.class);
  }
}
)p"},
    {"", R"p(
import org.keycloak.TokenVerifier;

class Realm {
  AccessToken of(String raw, PublicKey key) throws VerificationException {
    return TokenVerifier.create(raw, AccessToken.class).withDefaultChecks().realmUrl(realm).publicKey(key)
        .checkActive(true).verify().getToken();
  }
}
)p"},
    // what is split at its dots is a version
    {"", R"p(
class Versions {
  int minor(HttpServletRequest request) {
    boolean bearer = request.getHeader("Authorization") != null;
    String[] parts = request.getHeader("X-Version").split("\\.");
    return bearer ? Integer.parseInt(parts[1]) : 0;
  }
}
)p"},
    // an algorithm that the header must name
    {"", R"p(
import com.nimbusds.jose.proc.JWSVerificationKeySelector;

class Verifier {
  JWTClaimsSet of(String raw) throws Exception {
    SignedJWT parsed = SignedJWT.parse(raw);
    JWSAlgorithm algorithm = parsed.getHeader().getAlgorithm();
    if (!JWSAlgorithm.RS256.equals(algorithm)) throw new BadJOSEException("unexpected algorithm");
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
    return processor.process(parsed, null);
  }
}
)p"},
    {"", R"p(
import com.nimbusds.jose.proc.JWSVerificationKeySelector

fun selector(keys: JWKSource<SecurityContext>) = JWSVerificationKeySelector(JWSAlgorithm.ES256, keys)
)p"},
    // an algorithm of the settings
    {"", R"p(
import pdi.jwt.{JwtAlgorithm, JwtCirce}

class Feed(key: PublicKey, settings: Config) {
  private val algorithm = JwtAlgorithm.fromString(settings.getString("feed.alg"))
}
)p"},
    {"", R"p(
import io.vertx.ext.auth.JWTOptions;

class Visitors {
  String pass(JWTAuth auth, JsonObject claims) {
    return auth.generateToken(claims, new JWTOptions().setAlgorithm("ES256").setIgnoreExpiration(false));
  }
}
)p"},
    {"", R"p(
import org.pac4j.oidc.config.OidcConfiguration;

class Login {
  void configure(OidcConfiguration settings) {
    settings.setAllowUnsignedIdTokens(false);
    settings.setMaxClockSkew(30);
  }
}
)p"},
    {"", R"p(
import pdi.jwt.{JwtCirce, JwtAlgorithm, JwtClaim, JwtOptions}

class Notes(key: PrivateKey) {
  def of(claim: JwtClaim): String = JwtCirce.encode(claim, key, JwtAlgorithm.RS256)
  private val strict = JwtOptions(expiration = true, notBefore = true, leeway = 10)
}
)p"},
    // Spring's decoder, which validates claims itself
    {"", R"p(
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class Decoders {
  JwtDecoder of(JWSKeySelector<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier((claims, context) -> {
    });
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
    return decoder;
  }
}
)p"},
    {"", R"p(
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;

class Processors {
  void configure(DefaultJWTProcessor<SecurityContext> processor) {
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>("desk", null, Set.of("sub", "exp")));
  }
}
)p"},
    {"", R"p(
import com.nimbusds.jwt.proc.BadJWTException;

class Processors {
  void configure(DefaultJWTProcessor<SecurityContext> processor) {
    processor.setJWTClaimsSetVerifier((claims, context) -> {
      if (claims.getExpirationTime().before(new Date())) throw new BadJWTException("expired");
    });
  }
}
)p"},
    {"", R"p(
import io.jsonwebtoken.Jwts;

class Devices {
  JwtParser parser(PublicKey key) {
    return Jwts.parser().verifyWith(key).requireAudience("hub").requireIssuer("id").clockSkewSeconds(60 * 2).build();
  }
}
)p"},
    {"", R"p(
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class Decoders {
  OAuth2TokenValidator<Jwt> times() {
    return new JwtTimestampValidator(Duration.ofSeconds(60));
  }
}
)p"},
    // expired tokens: refused, told by their subject, or renewed
    {"", R"p(
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;

class Principal {
  Claims of(String raw) {
    try {
      return parser.parseSignedClaims(raw).getPayload();
    } catch (ExpiredJwtException late) {
      log.info("expired for {}", late.getClaims().getSubject());
      throw new Unauthorized(late);
    }
  }
}
)p"},
    {"", R"p(
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;

class Renewal {
  Claims claimsOfExpired(String raw) {
    try {
      return parser.parseSignedClaims(raw).getPayload();
    } catch (ExpiredJwtException late) {
      return late.getClaims();
    }
  }
}
)p"},
    {"", R"p(
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;

class Provider {
  boolean validateToken(String raw) {
    return !claims(raw).getExpiration().before(new Date());
  }

  private Claims claims(String raw) {
    try {
      return parser.parseSignedClaims(raw).getPayload();
    } catch (ExpiredJwtException late) {
      return late.getClaims();
    }
  }
}
)p"},
    // settings
    {"", "quarkus.oidc.token.issuer=https://id.example.org\nquarkus.oidc.token.audience=desk\n%dev.quarkus.oidc.token.audience=any\n"},
    {"", R"p(
gateway:
  routes:
    - name: status
      issuer: any
      audience: any
)p"},
    {"", R"p(
micronaut:
  security:
    token:
      jwt:
        claims-validators:
          expiration: true
          audience: desk
)p"},
    // no literal
    {"", R"p(
import io.smallrye.jwt.auth.principal.JWTParser;

class Lockers {
  @Inject JWTParser parser;

  @ConfigProperty(name = "lockers.issuer", defaultValue = "https://id.example.org")
  String issuer;

  @ConfigProperty(name = "lockers.phrase")
  String phrase;

  String owner(String raw) throws ParseException {
    return parser.verify(raw, phrase).getName();
  }
}
)p"},
    {"", R"p(
import io.jsonwebtoken.LocatorAdapter;

class Keys extends LocatorAdapter<Key> {
  @Override
  protected Key locate(JwsHeader header) {
    return ring.get("hs-" + header.getKeyId());
  }
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm

private fun signedWith(phrase: String): Algorithm = Algorithm.HMAC384(phrase)
private fun greeting(name: String): String = "Good morning, dear $name of the third floor"

class Tokens(settings: Settings) {
    val short = signedWith(settings.phrase)
    val title = greeting("guest")
}
)p"},
    {"", R"p(
import io.jsonwebtoken.Jwts

class Passes {
    byte[] getPassKey() {
        System.getenv('PASS_KEY').bytes
    }

    String getIssuer() {
        'https://id.example.org'
    }

    String of(String guest) {
        Jwts.builder().setSubject(guest).setIssuer(issuer).signWith(SignatureAlgorithm.HS256, passKey).compact()
    }
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm

data class DeskSettings(val issuer: String = "https://id.example.org", val phrase: String)

@Component
class Desk(@Value("\${desk.phrase}") private val phrase: String) {
    fun algorithm() = Algorithm.HMAC256(phrase)
    fun other(settings: DeskSettings) = Algorithm.HMAC256(settings.phrase)
}
)p"},
    // a digest of a secret, a random identifier, and a name's one that signs nothing
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm

class Tenants(private val tenant: String, private val secret: String) {
    fun algorithm() = Algorithm.HMAC256(DigestUtils.sha512Hex("$tenant:$secret"))
    fun id() = UUID.nameUUIDFromBytes(tenant.toByteArray()).toString()
}
)p"},
    {"", R"p(
import com.auth0.jwt.algorithms.Algorithm;

class Boot {
  private final String phrase = UUID.randomUUID().toString() + UUID.randomUUID();

  Algorithm algorithm() {
    return Algorithm.HMAC256(phrase);
  }
}
)p"},
};

// Where tokens are shown, kept and sent.
constexpr Program kShown[] = {
    {"jwt.misuse.token-in-log", R"p(
class Outgoing implements Interceptor {
  public Response intercept(Chain chain) throws IOException {
    Request request = signed(chain.request());
    Log.d("net", request.url() + " " + request.header("Authorization"));
    return chain.proceed(request);
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Filter extends OncePerRequestFilter {
  void doFilterInternal(HttpServletRequest request) {
    log.debug("called with {}", request.getHeader(HttpHeaders.AUTHORIZATION));
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Client {
  void refresh() {
    TokenResponse response = exchange();
    logger.info("got {}", response.getAccessToken());
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Welcome {
  void greet(OidcUser user) {
    System.out.println("id token: " + user.getIdToken().getTokenValue());
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Intake extends LazyLogging {
  def accept(accessToken: String): Unit = logger.warn(s"partner sent $accessToken and was refused")
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
fun Application.failures() {
    install(StatusPages) {
        exception<JWTVerificationException> { call, _ ->
            val jwt = call.request.headers["Authorization"]?.removePrefix("Bearer ")
            call.respond(HttpStatusCode.Forbidden, mapOf("reason" to "cannot use $jwt"))
        }
    }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Gate(check: Check) {
  val route = extractCredentials { given =>
    val jwt = given.map(_.token()).getOrElse("")
    if (check.passes(jwt)) complete("welcome") else complete(StatusCodes.Unauthorized -> s"no entry with '$jwt' today")
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Login {
  ResponseEntity<?> session(String accessToken) {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body("unknown session " + accessToken);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Entry extends OncePerRequestFilter {
  void refuse(HttpServletResponse response, String jwt) throws IOException {
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "bad token: " + jwt);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Desk {
  void handle(RoutingContext ctx, String jwt) {
    ctx.response().setStatusCode(401).end("expired: " + jwt);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Orders @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def show(jwt: String) = Action { Forbidden(Json.obj("error" -> "not yours", "token" -> jwt)) }
}
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
class Stock {
  Mono<String> items(OidcUser user) {
    return client.get().uri("/items").headers(h -> h.setBearerAuth(user.getIdToken().getTokenValue())).retrieve();
  }
}
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
suspend fun profile(session: Session) = client.get("https://api.example.org/me") { bearerAuth(session.idToken) }
)p"},
    {"jwt.misuse.web-storage", R"p(
class LoginView extends VerticalLayout {
  void keep(String accessToken) {
    getElement().executeJs("window.sessionStorage.setItem('desk', $0)", accessToken);
  }
}
)p"},
    {"jwt.misuse.web-storage", R"p(
class Screen {
  fun handOver(jwt: String) {
    webView.loadUrl("javascript:localStorage.setItem('access_token', '" + jwt + "')")
  }
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
import retrofit2.http.GET

interface Albums {
    @GET("albums/{id}")
    suspend fun album(@Path("id") id: String, @Query("access_token") accessToken: String): Album
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient
interface Albums {
  @GET
  Album album(@QueryParam("jwt") String jwt);
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
class Session {
  void keep(Context context, Login login) throws IOException {
    try (FileOutputStream out = context.openFileOutput("session", Context.MODE_PRIVATE)) {
      out.write(login.getRefreshToken().getBytes());
    }
  }
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import androidx.datastore.preferences.core.stringPreferencesKey

class Sessions(private val context: Context) {
    private val key = stringPreferencesKey("refresh_token")

    suspend fun keep(tokens: Pair) = context.dataStore.edit { prefs ->
        prefs[key] = tokens.refresh
    }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
fun Route.login(users: Users) = post("/login") {
    call.response.cookies.append("access_token", users.issue(call.receive()), maxAge = 3600L, httpOnly = true)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
class Login implements Handler<RoutingContext> {
  public void handle(RoutingContext ctx) {
    ctx.response().addCookie(Cookie.cookie("jwt", issue(ctx)).setHttpOnly(true).setPath("/")).end();
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import play.api.mvc._

class Login @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def enter = Action { request =>
    Ok("welcome").withCookies(Cookie("jwt", issue(request), maxAge = Some(3600)))
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import akka.http.scaladsl.model.headers.HttpCookie

class Login {
  val route = setCookie(HttpCookie("access_token", value = issue(), secure = true)) { complete("welcome") }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import io.javalin.http.Context;

class Login {
  void enter(Context ctx) {
    ctx.cookie("jwt", issue(ctx), 3600);
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
class Login {
  Response enter(User user) {
    return Response.ok().cookie(new NewCookie.Builder("jwt").value(issue(user)).secure(true).build()).build();
  }
}
)p"},
};

constexpr Program kUnshown[] = {
    // whether there is one, and what it is about
    {"", R"p(
class Filter extends OncePerRequestFilter {
  void doFilterInternal(HttpServletRequest request) {
    log.debug("authorized: {}", request.getHeader("Authorization") != null);
    log.debug("scheme {}", schemeOf(request.getHeader(HttpHeaders.AUTHORIZATION)));
    log.debug("accepts {}", request.getHeader("Accept"));
  }
}
)p"},
    {"", R"p(
class Client {
  void refresh() {
    TokenResponse response = exchange();
    logger.info("access token expires at {}", response.getAccessToken().getExpiresAt());
    logger.info("scopes {}", response.getAccessToken().getScopes());
    logger.info("token of {} bytes", response.getAccessToken().length());
    logger.debug("jwt {}", mask(response.getAccessToken()));
  }
}
)p"},
    // a parser's tokens
    {"", R"p(
class Reader {
  void read(JsonParser parser) throws IOException {
    log.debug("next is {}", parser.nextToken());
    log.debug("at {}", parser.getToken());
  }
}
)p"},
    {"", R"p(
class Intake extends LazyLogging {
  def accept(accessToken: String): Unit = logger.warn(s"partner's token of $partner was refused: ${accessToken.length}")
}
)p"},
    // refusals that say why, and the answer to a log-in
    {"", R"p(
fun Application.failures() {
    install(StatusPages) {
        exception<JWTVerificationException> { call, cause ->
            call.respond(HttpStatusCode.Unauthorized, mapOf("error" to "invalid_token", "at" to cause.message))
        }
    }
}

fun Route.login(users: Users) = post("/login") {
    val token = users.issue(call.receive()) ?: return@post call.respond(HttpStatusCode.Unauthorized)
    call.respond(HttpStatusCode.OK, mapOf("token" to token))
}
)p"},
    {"", R"p(
class Login {
  ResponseEntity<?> session(Credentials given) {
    String jwt = issue(given);
    if (jwt == null) return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body("bad credentials");
    return ResponseEntity.status(HttpStatus.OK).body(Map.of("token", jwt));
  }
}
)p"},
    {"", R"p(
class Orders @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def show(jwt: String) = Action { if (mine(jwt)) Ok(Json.obj("token" -> jwt)) else Unauthorized("not yours") }
}
)p"},
    // an access token as the bearer
    {"", R"p(
class Stock {
  Mono<String> items(OAuth2AuthorizedClient authorized) {
    return client.get().uri("/items").headers(h -> h.setBearerAuth(authorized.getAccessToken().getTokenValue())).retrieve();
  }
}
)p"},
    // other items of a page
    {"", R"p(
class LoginView extends VerticalLayout {
  void keep(String theme) {
    getElement().executeJs("window.localStorage.setItem('theme', $0)", theme);
    getElement().executeJs("window.localStorage.removeItem('token')");
  }
}
)p"},
    // a header, a page's token, and a link's that a mail carries
    {"", R"p(
import retrofit2.http.GET;

interface Albums {
  @GET("albums/{id}")
  Call<Album> album(@Path("id") String id, @Header("Authorization") String bearer, @Query("pageToken") String page);

  @GET("auth/confirm-email")
  Call<Void> confirm(@Query("token") String token);
}
)p"},
    // a server is asked so by others
    {"", R"p(
@Path("/albums")
class AlbumResource {
  @GET
  Album album(@QueryParam("page") int page) {
    return albums.get(page);
  }
}
)p"},
    {"", R"p(
class Notes {
  void keep(Context context, Note note) throws IOException {
    try (FileOutputStream out = context.openFileOutput("notes", Context.MODE_PRIVATE)) {
      out.write(note.getText().getBytes());
    }
    this.token = login.getToken();
  }
}
)p"},
    {"", R"p(
import androidx.datastore.preferences.core.stringPreferencesKey

class Sessions(private val context: Context) {
    private val key = stringPreferencesKey("theme")

    suspend fun keep(theme: String, token: String) = context.dataStore.edit { prefs ->
        prefs[key] = theme
    }
}
)p"},
    // cookies with both flags, of something else, and of a client's request
    {"", R"p(
fun Route.login(users: Users) = post("/login") {
    call.response.cookies.append("access_token", users.issue(call.receive()), secure = true, httpOnly = true)
    call.response.cookies.append("theme", "dark")
}
)p"},
    {"", R"p(
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

public class Login implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext ctx) {
    Cookie cookie = Cookie.cookie("jwt", issue(ctx)).setPath("/");
    cookie.setHttpOnly(true).setSecure(true);
    ctx.response().addCookie(cookie).end();
  }
}
)p"},
    {"", R"p(
import play.api.mvc._

class Login @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  private val age: Option[Int] = Some(3600)

  def enter = Action { implicit request =>
    Ok("welcome").withCookies(Cookie("jwt", issue(request), age, secure = true), Cookie("lang", "no"))
  }
}
)p"},
    {"", R"p(
class CookieSpec {
  void sendsIt(String jwt) {
    client.exchange(HttpRequest.GET("/desk").cookie(Cookie.of("JWT", jwt)));
  }
}
)p"},
    {"", R"p(
class LoginHandler {
  Cookie cookie(String accessToken) {
    Cookie made = Cookie.of("JWT", accessToken);
    made.configure(settings, secureRequest);
    return made;
  }
}
)p"},
    {"", R"p(
class Login {
  Response enter(User user) {
    return Response.ok().cookie(new NewCookie.Builder("jwt").value(issue(user)).secure(true).httpOnly(true).build()).build();
  }
}
)p"},
};

TEST(ReviewedJvm, IsTold) { ExpectTold(kTold); }
TEST(ReviewedJvm, WhatIsRightIsQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedJvm, TokensThatAreShownAreTold) { ExpectTold(kShown); }
TEST(ReviewedJvm, TokensThatAreNotShownAreQuiet) { ExpectQuiet(kUnshown); }
TEST(ReviewedJvm, IsReadWhereverItIsCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
  ReadCutShort(kShown);
  ReadCutShort(kUnshown);
}

}  // namespace
}  // namespace packrake
