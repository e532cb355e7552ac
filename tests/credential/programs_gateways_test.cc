#include <algorithm>

#include "credential/code_text.h"
#include "credential/programs.h"

// What histories of gateways, libraries of JWTs and authorization servers have that looks like a secret or like unsafe
// use and is neither; and beside it what differs in the one thing that matters.
namespace packrake {
namespace {

constexpr Program kQuiet[] = {
    // a method's declaration
    {"", R"p(
import * as jwt from '@fastify/jwt'

declare module 'fastify' {
  interface FastifyRequest {
    jwtVerify<Decoded extends VerifyPayloadType>(options?: FastifyJwtVerifyOptions): Promise<Decoded>
    jwtDecode<Decoded extends DecodePayloadType>(options?: FastifyJwtDecodeOptions): Promise<Decoded>
    jwtDecode<Decoded extends DecodePayloadType>(callback: DecodeCallback<Decoded>): void
  }
}
)p"},
    // a project's own module of that name
    {"", R"p(
import express from 'express';
import JWT from '../../core/JWT';

router.post('/refresh', async (req, res) => {
  const payload = await JWT.decode(getAccessToken(req.headers.authorization));
  validateTokenData(payload);
  res.send(await createTokens(payload.sub));
});
)p"},
    // constants of Java
    {"", R"p(
import com.nimbusds.jwt.JWTParser;

class HeaderParameters {
  static final String JWT = "jwt";
  static final String REFRESH_TOKEN = "refresh_token";

  void setTyp(String typ, Set<String> scopes) {
    if (!JWT.equalsIgnoreCase(typ)) {
      throw new IllegalArgumentException(String.format("typ is not \"%s\"", JWT));
    }
    if (!scopes.contains(REFRESH_TOKEN)) {
      throw new InsufficientScopeException(String.format("Expected scope %s is missing", REFRESH_TOKEN));
    }
  }
}
)p"},
    // an algorithm's name beside the key
    {"", R"p(
import com.nimbusds.jose.jwk.JWK;

class KeyInfo {
  KeyInfo(String signingKey, String sigAlg) {
    String algorithm;
    if (signingKey.startsWith("-----BEGIN")) {
      algorithm = getJavaAlgorithm(sigAlg, "SHA256withRSA");
      this.signer = new RsaSigner(keyPair.getPrivate(), algorithm);
    } else {
      algorithm = getJavaAlgorithm(sigAlg, "HMACSHA256");
      SecretKey hmacKey = new SecretKeySpec(signingKey.getBytes(), algorithm);
      this.signer = new MacSigner(algorithm, hmacKey);
    }
  }
}
)p"},
    // a signature that is computed and compared by hand
    {"", R"p(
import com.nimbusds.jwt.JWTParser;

class OwnMacSigner {
  static JWTClaimsSet verify(String text, JWKSet keys) {
    SignedJWT token = (SignedJWT) JWTParser.parse(text);
    JWSHeader header = token.getHeader();
    OwnMacSigner own = new OwnMacSigner(keys.getKeyByKeyId(header.getKeyID()));
    if (token.getSignature().equals(own.sign(header, token.getSigningInput()))) {
      return token.getJWTClaimsSet();
    }
    throw new IllegalArgumentException("HMAC does not match");
  }
}
)p"},
    // Vert.x: decode checks the signature
    {"", R"p(
import io.vertx.ext.auth.impl.jose.JWT;

class OAuth2API {
  private final JWT jwt = new JWT();

  JsonObject userInfo(Buffer body) {
    return jwt.decode(body.toString(StandardCharsets.UTF_8));
  }

  private Optional<JsonObject> decode(String opaque) {
    return Optional.of(provider.getJWT().decode(opaque));
  }
}
)p"},
    // a condition behind the error
    {"", R"p(
require 'jwt'

def initialize(jwt, key, verify)
  raise JWT::DecodeError, 'Nil JSON web token' unless jwt
  raise(Denied, 'Nothing to read') if token
end
)p"},
    // settings handed on
    {"", R"p(
module JWT
  class DecodeConfiguration
    attr_accessor :verify_iss, :verify_aud, :verify_expiration

    def initialize
      @verify_iss = false
      @verify_aud = false
      @verify_expiration = true
    end

    def to_h
      { verify_expiration: verify_expiration, verify_iss: verify_iss, verify_aud: verify_aud }
    end
  end
end
)p"},
    // a link that a mail carries
    {"", R"p(
from django.urls import reverse

def get_redirect_url(user):
    query_params = '?token=%s' % user.generate_reset_token()
    return reverse('authentication:login') + query_params
)p"},
    // where a license can be read
    {"", R"p(
@Configuration
public class OpenApiConfig {
  @Bean
  public OpenAPI openApi() {
    return new OpenAPI()
        .info(new Info()
            .title("API")
            .license(new License()
                .name("Apache License 2.0")
                .url("http://www.apache.org/licenses/LICENSE-2.0")))
        .components(new Components()
            .addSecuritySchemes(HttpHeaders.AUTHORIZATION,
                new SecurityScheme().type(SecurityScheme.Type.APIKEY).scheme("Bearer").bearerFormat("JWT")));
  }
}
)p"},
    // a schema's example
    {"", R"p(
const schema = {
  signedURL: {
    type: 'string',
    example:
      '/object/sign/cat.png?token=eyJhbGciOiJIUzI1NiJ9.eyJ1cmwiOiJjYXQucG5nIn0.c2ln',
  },
};
const accessToken = request.headers.authorization;
)p"},
    // a name of Go, without quotes
    {"", R"p(
package gateway

import "github.com/golang-jwt/jwt/v4"

func (k *JWTMiddleware) getSecretFromURL(url, kid string) (interface{}, error) {
	if !found {
		jsonWebKeySetJOSE := &jose.JSONWebKeySet{}
		if err := json.NewDecoder(resp.Body).Decode(&jwkSet); err != nil {
			k.Logger().WithError(err).Error("Failed to decode body JWK")
			return nil, err
		}
		for _, val := range jwkSet.Keys {
			if len(val.X5c) == 0 {
				keysWithX5c, err := addX5c(jsonWebKeySetJOSE, kid)
				if err != nil {
					return nil, err
				}
				jwkSet.Keys = keysWithX5c
			}
		}
	}
	return jwkSet, nil
}

func (k *JWTMiddleware) getIdentityFromToken(token *jwt.Token) (string, error) {
	return token.Header["kid"].(string), nil
}
)p"},
    // what a grant is called, and a public key's name
    {"", R"p(
package rp

const (
	pkceCode      = "pkce"
	jwtProfileKey = "urn:ietf:params:oauth:grant-type:jwt-bearer"
)
)p"},
    {"", R"p(
fn access() -> AccessType {
    AccessType::Jwt(JwtAccess {
        verify: JwtAccessVerify::Key(JwtAccessVerifyKey { alg: Algorithm::Rs256, key: "rsa_public_key".to_string() }),
    })
}
)p"},
    // one of a C header's names
    {"", R"p(
#include <cjose/cjose.h>
/* the fields of a set of keys, of RFC 7517 */
#define OIDC_JOSE_JWKS_KEYS_STR "keys"
)p"},
    // a decode whose callers verify what it gives
    {"", R"p(
import com.auth0.jwt.JWT;

abstract class SignatureVerifier {
  private DecodedJWT decodeToken(String token) {
    return JWT.decode(token);
  }

  DecodedJWT verifySignature(String token) {
    DecodedJWT decoded = decodeToken(token);
    verifier.verify(decoded);
    return decoded;
  }
}
)p"},
    // the header alone, behind a failure
    {"", R"p(
const JWT = require('jsonwebtoken');

module.exports = (options) => function secretProvider(req, rawJwtToken, cb) {
  let decoded;
  try {
    decoded = JWT.decode(rawJwtToken, { complete: true });
  } catch (err) {
    decoded = null;
  }
  if (!decoded || !supportedAlg.includes(decoded.header.alg)) {
    return cb(null, null);
  }
  client.getSigningKey(decoded.header.kid).then((key) => cb(null, key.publicKey));
};
)p"},
    // another package's constant, and an entry of that name
    {"", R"p(
package main

import (
	"example.org/twitter/handler"
	"github.com/labstack/echo/middleware"
	mgo "gopkg.in/mgo.v2"
)

func main() {
	e.Use(middleware.JWTWithConfig(middleware.JWTConfig{SigningKey: []byte(handler.Key)}))
	if err := db.C("users").EnsureIndex(mgo.Index{Key: []string{"email"}, Unique: true}); err != nil {
		log.Fatal(err)
	}
}
)p"},
    // a validator's second argument is the request
    {"", R"p(
import io.micronaut.security.token.jwt.validator.JwtValidator;

class DefaultValidator {
  Optional<JWT> parse(OpenIdTokenResponse response) {
    return JwtValidator.builder().withSignatures(signatures).build().validate(response.getIdToken(), null);
  }
}
)p"},
    // a heading of a page that speaks of keys
    {"", R"p(<html>
<h2 id="jwt-keys">7.4 Keys Controller</h2>
<p>The controller shows the JWK set.</p>
</html>)p"},
    // the claims of a token, made to be read, and an error's name
    {"", R"p(<?php
use Firebase\JWT\JWT;
$payload = JWT::decode($token, $keys);
$prettyToken = json_encode($payload, JSON_PRETTY_PRINT);
error_log('Parsed the payload: ' . $prettyToken);
)p"},
    {"", R"p(
package tenant

import "github.com/golang-jwt/jwt/v5"

var ErrAuthToken = errors.New("Authorization failed for the access token")

func GetApiKeys(ctx context.Context) (ApiKey, error) {
	return ApiKey{}, errors.Errorf("%w: %s", ErrAuthToken, string(resp.Body))
}
)p"},
    // parsed, and validated by what the settings give
    {"", R"p(
import com.nimbusds.jwt.JWTParser;

class ProfileCreator {
  void create(Token accessToken, Nonce nonce) {
    var jwt = JWTParser.parse(accessToken.getValue());
    var claims = configuration.findTokenValidator().validate(jwt, nonce);
  }
}
)p"},
    // a cookie that scripts must read
    {"", R"p(
import com.nimbusds.jwt.JWT;

class CsrfTokenAuthorizer {
  void set(WebContext context, String token) {
    final Cookie cookie = new Cookie(Constants.CSRF_TOKEN, token);
    context.addResponseCookie(cookie);
  }
}
)p"},
    // SmallRye's parser checks the signature
    {"", R"p(
import io.smallrye.jwt.auth.principal.JWTParser;

class JWTAuthenticationFilter {
  private JWTParser jwtParser;

  void filter(String bearerToken) {
    JsonWebToken principal = jwtParser.parse(bearerToken);
    producer.setJsonWebToken(principal);
  }
}
)p"},
    // what a pointer points to
    {"", R"p(
package keys

import "github.com/golang-jwt/jwt/v5"

func Run(token jwt.Token) error {
	if resp.JSON200.JwtSecret != nil {
		utils.Config.Auth.JwtSecret = *resp.JSON200.JwtSecret
	}
	return nil
}
)p"},
};

constexpr Program kTold[] = {
    {"jwt.misuse.no-verify", R"p(
import express from 'express';
import JWT from 'jsonwebtoken';

router.post('/refresh', async (req, res) => {
  const payload = JWT.decode(req.headers.authorization);
  res.send(await createTokens(payload.sub));
});
)p"},
    {"jwt.misuse.token-in-error", R"p(
import com.nimbusds.jwt.JWTParser;

class CheckTokenEndpoint {
  void check(String accessToken) {
    throw new InvalidTokenException("Invalid token (could not decode): " + accessToken);
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;

class Reader {
  String subject(HttpServletRequest request) {
    return JWT.decode(request.getHeader("X-Token")).getSubject();
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
require 'jwt'

def refuse(access_token)
  raise JWT::DecodeError, "cannot read #{access_token}" unless valid?
end
)p"},
    {"jwt.misuse.no-audience", R"p(
require 'jwt'
JWT.decode(token, key, true, { algorithm: 'RS256', verify_aud: false })
)p"},
    {"jwt.misuse.token-in-url", R"p(
def redirect(user):
    return '/home?token=%s' % user.access_token
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;

class App {
  void bad() {
    Algorithm algorithm = Algorithm.none();
    String token = JWT.create().withIssuer("auth0").sign(algorithm);
    DecodedJWT jwt = JWT.decode(token);
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
const JWT = require('jsonwebtoken');

module.exports = (req, cb) => {
  let decoded;
  try {
    decoded = JWT.decode(req.headers.authorization, { complete: true });
  } catch (err) {
    decoded = null;
  }
  cb(decoded.payload.role === 'admin');
};
)p"},
    {"jwt.misuse.no-expiry", R"p(
package session

import "github.com/golang-jwt/jwt/v4"

func parse(token string) error {
	parser := &jwt.Parser{SkipClaimsValidation: true}
	_, err := parser.Parse(token, keyFunc)
	return err
}
)p"},
    // Vert.x beside a library whose decode does not check
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;
import io.vertx.ext.auth.User;

class Handler {
  void handle(RoutingContext context) {
    String user = JWT.decode(context.request().getHeader("Authorization")).getSubject();
    log("select name from \"users\"" + user);
  }
}
)p"},
    {"jwt.secret.config", "JWT_SECRET=$ecret_Key4tokens\nTOKEN_EXPIRATION=30\n"},
    {"jwt.misuse.key-from-token", R"p(
package httpd

import "github.com/go-jose/go-jose/v3/jwt"

func keyOf(header jose.Header) ([]byte, error) {
	return os.ReadFile(fmt.Sprintf("/keys/%s.pem", header.KeyID))
}
)p"},
    {"jwt.secret.config", "JWT_SECRET_KEY=jwt_secret\nJWT_EXPIRATION=30\n"},
    {"jwt.secret.config", "jwt:\n  secret: secret\n  expiration: 30\n"},
};

TEST(Gateways, AreQuiet) { ExpectQuiet(kQuiet); }
TEST(Gateways, WhatIsUnsafeIsToldStill) { ExpectTold(kTold); }
// A parser that is only there to parse unverified: the call is told, its options are not told besides.
TEST(Gateways, WhatIsNotCheckedAtAllIsToldOnce) {
  EXPECT_THAT(RulesIn(R"p(
package session

import "github.com/golang-jwt/jwt/v4"

func user(r *http.Request) string {
	parser := &jwt.Parser{SkipClaimsValidation: true}
	claims := jwt.MapClaims{}
	parser.ParseUnverified(r.Header.Get("Authorization"), &claims)
	return claims["user"].(string)
}
)p"),
              ::testing::ElementsAre("jwt.misuse.no-verify"));
}
TEST(Gateways, WhatAPageShowsAsCodeIsDocumentation) {
  const auto drafts = ExamineText("jwt.misuse.token-in-url",
                                  "<p>How the address is made:</p>\n<pre>\n$payload = ['resource' => $chart];\n"
                                  "$token = JWT::encode($payload, $key, 'HS256');\n\n"
                                  "$iframeUrl = \"{$siteUrl}/embed/question/{$token}#bordered=true\";\n</pre>\n");
  ASSERT_FALSE(drafts.empty());
  for (const Draft& draft : drafts) EXPECT_THAT(draft.signals, ::testing::Contains("doc-example"));
}
TEST(Gateways, WhatStandsBesideAPageOfCodeIsNone) {
  const auto drafts = ExamineText("jwt.misuse.web-storage",
                                  "export function Profile({ user, token }) {\n"
                                  "  localStorage.setItem('access_token', token);\n"
                                  "  return (\n    <pre>\n      {JSON.stringify(user)}\n    </pre>\n  );\n}\n");
  ASSERT_FALSE(drafts.empty());
  for (const Draft& draft : drafts) EXPECT_THAT(draft.signals, ::testing::Not(::testing::Contains("doc-example")));
}
TEST(Gateways, WhatACommentGivesAsAnExampleIsDocumentation) {
  const auto is_documentation = [](std::string_view program) {
    const std::vector<code::CodeEvent> events = EventsIn(program);
    EXPECT_FALSE(events.empty()) << program;
    return std::ranges::all_of(
        events, [](const auto& event) { return std::ranges::find(event.signals, "doc-comment") != event.signals.end(); });
  };
  EXPECT_TRUE(is_documentation("# frozen_string_literal: true\n\nrequire 'jwt'\n\nmodule JWT\n# Nests tokens\n#\n# @example Creating one\n"
                               "#   inner = JWT.encode({ id: 1 }, 'inner_key', 'HS256')\nclass NestedToken\nend\nend\n"));
  EXPECT_FALSE(is_documentation("# frozen_string_literal: true\n\nrequire 'jwt'\n\nmodule JWT\n# inner = JWT.encode({ id: 1 }, 'inner_key', 'HS256')\nclass NestedToken\nend\nend\n"));
}
TEST(Gateways, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kQuiet);
  ReadCutShort(kTold);
}

}  // namespace
}  // namespace packrake
