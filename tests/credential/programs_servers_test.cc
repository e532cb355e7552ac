#include "credential/programs.h"

// What histories of servers, of their clients and of what runs them have that looks like a secret or like unsafe use and
// is neither.
namespace packrake {
namespace {

constexpr Program kQuiet[] = {
    // what a flag asks for, and which setting is another one's
    {"", R"p(
class Auth {
  async refresh(req) {
    const shouldReturnRefreshToken = req.headers['x-return-tokens'] === 'true';
    Logger.debug(`[Auth] refreshing token. shouldReturnRefreshToken: ${shouldReturnRefreshToken}`);
  }
}
)p"},
    {"", R"p(
<?php
class Redis implements JwtBearerInterface {
  public function __construct($redis, $config = array()) {
    $this->config = array_merge(array('client_key' => 'oauth_clients:', 'jwt_key' => 'oauth_jwt:'), $config);
  }
}
)p"},
    {"", R"p(
ENV_TO_OPTION = {
    'SECRET_KEY': 'system.secret-key',
    'MAIL_HOST': 'mail.host',
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

TEST(Servers, AreQuiet) { ExpectQuiet(kQuiet); }
TEST(Servers, WhatADocstringShowsIsDocumentation) {
  const auto signals_of = [](std::string_view program) {
    std::vector<std::string> signals;
    for (const code::CodeEvent& event : EventsIn(program))
      signals.insert(signals.end(), event.signals.begin(), event.signals.end());
    return signals;
  };
  EXPECT_THAT(signals_of("class Config(dict):\n    \"\"\"Works like a dict.\n\n        DEBUG = True\n"
                         "        SECRET_KEY = 'development key'\n    \"\"\"\n    def load(self):\n        pass\n"),
              ::testing::Contains("doc-comment"));
  EXPECT_THAT(signals_of("import os\n\nDEBUG = True\nSECRET_KEY = 'development key'\n"),
              ::testing::Not(::testing::Contains("doc-comment")));
}
TEST(Servers, AreReadWhereverTheyAreCutShort) { ReadCutShort(kQuiet); }

}  // namespace
}  // namespace packrake
