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
    // a decoder that hands the token to its issuer's decoder
    {"", R"p(
import com.nimbusds.jwt.JWTParser;

public class TenantJwtDecoder implements JwtDecoder {
  @Override
  public Jwt decode(String token) throws JwtException {
    JWT jwt = JWTParser.parse(token);
    JwtDecoder decoder = cache.get(getSubdomain(jwt), this::getDecoder);
    return decoder.decode(token);
  }
}
)p"},
    // where a token is stored
    {"", R"p(
import { Injectable } from '@angular/core';

const defaultConfig = {
  token: {
    key: 'auth_app_token',
    getter: () => Observable.of(localStorage.getItem(this.getConfigValue('token.key'))),
  },
};
)p"},
    {"", "# single sign-on\nxxl-sso.token.key=xxl_job_login_token\nxxl-sso.token.timeout=604800000\n"},
    // what a claim is called
    {"", R"p(
public interface AuthConstant {
  String JWT_AUTHORITIES_KEY = "authorities";
}
)p"},
    // annotations of Kubernetes
    {"", R"p(
package annotations

const (
	KeyAPITokenSecret = "dapr.io/api-token-secret" /* #nosec */
	KeyLogAsJSON      = "dapr.io/log-as-json"
)
)p"},
    // the state of an exchange is no bearer's
    {"", R"p(
def handle_info({:consent, state_token}, socket) do
  Logger.info("received consent: #{state_token}")
  {:noreply, assign(socket, :access_token, nil)}
end
)p"},
    // a library's method
    {"", R"p(
package jwt

import "github.com/go-jose/go-jose/v3"

func (t *JSONWebToken) UnsafeClaimsWithoutVerification(dest ...interface{}) error {
	return t.payload(dest)
}
)p"},
    // only an expiry is read by hand
    {"", R"p(
class IdTokenClient extends OAuth2Client {
  private getIdTokenExpiryDate(idToken) {
    const payloadB64 = idToken.split('.')[1];
    if (payloadB64) {
      const payload = JSON.parse(Buffer.from(payloadB64, 'base64').toString('ascii'));
      return payload.exp * 1000;
    }
  }
  headers() { return req.headers.authorization === 'Bearer'; }
}
)p"},
    // the token of a link, for a script to read
    {"", R"p(
import { login } from '../auth';

export default function AuthButtons({ inviteToken }) {
  useEffect(() => {
    document.cookie = `inviteToken=${inviteToken};path=/;`;
  }, [inviteToken]);
}
)p"},
    // what a command prints
    {"", "#!/bin/sh\nexport proxy_cookie_secret=`cat proxy_cookie_secret`\nexport jwt_secret=`cat jwt_secret`\n"},
    // a challenge's token, which everyone may ask for (RFC 8555 section 8.3)
    {"", R"p(
package ispconfig

import "github.com/go-acme/lego/v4/challenge/dns01"

// Authorization: Bearer of the provider's interface is set elsewhere.
func (d *DNSProvider) CleanUp(domain, token, keyAuth string) error {
	info := dns01.GetChallengeInfo(domain, keyAuth)
	if recordID, ok := d.recordIDs[token]; !ok {
		return fmt.Errorf("ispconfig: unknown record ID for '%s' '%s'", info.EffectiveFQDN, token)
	}
	return nil
}
)p"},
    // what is shown of a token in a log
    {"", R"p(
package jwtauth

func (b *backend) callback(rawToken oidc.IDToken) {
	loggedToken := "[redacted]"
	b.Logger().Debug("OIDC provider response", "id_token", loggedToken)
}
)p"},
    // an issuer, read by hand to find its keys
    {"", R"p(
package identity

func extractIssuerURL(token string) (string, error) {
	parts := strings.Split(token, ".")
	if len(parts) < 2 {
		return "", fmt.Errorf("not a jwt, got %d parts", len(parts))
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", err
	}
	var payload struct {
		Issuer string `json:"iss"`
	}
	return payload.Issuer, json.Unmarshal(raw, &payload)
}
)p"},
    // whether a setting is there, and not what it is
    {"", R"p(
package doctor

func checkJWTSecret() CheckResult {
	if len(config.ServiceJWTSecret.GetString()) == 64 {
		return CheckResult{Name: "JWT secret", Passed: true, Value: "configured (auto-generated)"}
	}
	return CheckResult{Name: "JWT secret", Passed: true, Value: "configured"}
}
)p"},
    // the address that a mail is made with
    {"", R"p(
const jwt = require('jsonwebtoken');
const link = (await this.config.getResetPasswordURL(user)) + "?token=" + token + "&rid=" + this.getRecipeId();
)p"},
    // a value's place in a comment
    {"", R"p(
/*
    The access token payload after creating a session would look like
    {
        jwtKey: "JWT_STRING",
        _jwtPName: "jwtKey",
    }
*/
export const ACCESS_TOKEN_PAYLOAD_NAME = "_jwtPName";
)p"},
    // parsed, then checked by the class's own method
    {"", R"p(<?php
use Lcobucci\JWT\Parser;

class SignatureVerifier {
    final public function verifyAndDecode(string $token) : Token {
        $parsedToken = $this->parser->parse($token);
        if (! $this->checkSignature($parsedToken)) {
            throw new InvalidTokenException('Invalid ID token signature');
        }
        return $parsedToken;
    }
}
)p"},
    // by its name: who calls it knows
    {"", R"p(
function parseJWTWithoutSignatureVerification(jwt) {
  const parts = jwt.split(".");
  return { header: parts[0], payload: JSON.parse(Buffer.from(parts[1], "base64").toString()), signature: parts[2] };
}
const bearer = req.headers.authorization;
)p"},
    // a form's token, which its page has
    {"", R"p(
package httpd

import "github.com/go-chi/jwtauth/v5"

func verifyCSRFToken(tokenString string) error {
	if token == nil {
		logger.Debug(logSender, "", "error validating CSRF token %#v: %v", tokenString, err)
	}
	return jwtauth.ErrUnauthorized
}
)p"},
    {"", R"p(
import { jwtDecode } from './auth';

export function keep(accessToken) {
  localStorage.setItem('__csrf', accessToken);
}
)p"},
    // a key's own identifier
    {"", R"p(
package httpd

import "github.com/go-chi/jwtauth/v5"

func addAPIKey(w http.ResponseWriter, apiKey dataprovider.APIKey) {
	w.Header().Add("Location", fmt.Sprintf("%s/%s", apiKeysPath, url.PathEscape(apiKey.KeyID)))
}
)p"},
    // what a template, a framework or a volume fills in, and what is shown instead
    {"", "JWT_SECRET=$secret_key\nSECRET_KEY=$secret_key\nTOKEN_EXPIRATION=$token_expiration\n"},
    {"", R"p(
module.exports = {
  jwt: { serializer: 'lucid', scheme: 'jwt', options: { secret: 'self::app.appKey' } },
};
)p"},
    {"", "services:\n  core:\n    volumes:\n      - ./jwt_secretkey:/etc/core/jwt.key:z\n    jwt_secret: /etc/core/key:z\n"},
    {"", R"p(
use jsonwebtoken::encode;
fn shown(config: &Config) -> Config {
    let mut clone = config.clone();
    clone.jwt_secret = "REDACTED".to_string();
    clone
}
)p"},
    // what the fields of an answer are called
    {"", R"p(
public class UserIdentity {
    private static final String IS_SOCIAL_KEY = "isSocial";
    private static final String ACCESS_TOKEN_KEY = "access_token";
    private static final String ACCESS_TOKEN_SECRET_KEY = "access_token_secret";
    private static final String PROFILE_DATA_KEY = "profileData";
    private static final String KEY = "key";
    private final JsonWebToken jwt;
}
)p"},
    {"", R"p(
package server

// The secret's data has them under these names, for the JWT of the bootstrap.
const (
	bootstrapTokenSecretKey          = "token-secret"
	DefaultCloudAPITokenSecretRefKey = "api-key"
)
)p"},
    // what a function takes when nothing is said
    {"", R"p(<?php
namespace Shield\JWT;
class JWTGenerator {
    public function generate(array $claims = [], ?int $ttl = null, $key = 'default', ?array $headers = null): string {
        return $this->jwt->encode($claims, $key, $headers);
    }
}
)p"},
    // a setting's own words, in a text about it
    {"", R"p(
def decoder():
    """
    Example:
        JWT_AUTH = {
            'JWT_ISSUER': 'https://the.jwt.issuer',
            'JWT_SECRET_KEY': 'the-jwt-secret-key',  (defaults to settings.SECRET_KEY)
        }
    """
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
