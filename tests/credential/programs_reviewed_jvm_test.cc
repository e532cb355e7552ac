#include <gtest/gtest.h>

#include "credential/programs.h"

// Java, Kotlin, Scala and Groovy with libraries of JWTs beside jjwt and java-jwt; and beside it what differs in the one
// thing that matters.
namespace packrake {
namespace {

constexpr Program kTold[] = {
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
