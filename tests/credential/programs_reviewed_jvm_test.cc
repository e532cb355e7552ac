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

TEST(ReviewedJvm, IsTold) { ExpectTold(kTold); }
TEST(ReviewedJvm, WhatIsRightIsQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedJvm, IsReadWhereverItIsCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
