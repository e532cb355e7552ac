#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Checks that a library is told to leave out, and that nobody makes instead.
constexpr Program kUnchecked[] = {
    // only that it was not made later than now
    {"jwt.misuse.no-expiry", R"p(
use jsonwebtoken::{decode, Validation};
fn open(raw: &str, key: &DecodingKey, now: i64) -> Result<Visit, Refusal> {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_exp = false;
    let visit = decode::<Visit>(raw, key, &rules)?.claims;
    if visit.iat > now + 60 { return Err(Refusal::Early); }
    Ok(visit)
}
)p"},
    // of what it says of its life, only how long that is
    {"jwt.misuse.no-expiry", R"p(
package visits
import "github.com/golang-jwt/jwt/v5"
func Open(raw string, keyOf jwt.Keyfunc) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	if _, err := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseWithClaims(raw, claims, keyOf); err != nil {
		return nil, err
	}
	until, from := number(claims, "exp"), number(claims, "iat")
	if until-from > 3600 {
		return nil, errLong
	}
	return claims, nil
}
)p"},
    // another one's life
    {"jwt.misuse.no-expiry", R"p(
import jwt, time
def seat_of(raw, key, seat):
    claims = jwt.decode(raw, key, algorithms=["ES256"], options={"verify_exp": False})
    if seat.expires_at < time.time():
        raise SeatGone()
    return claims["seat"]
)p"},
    // whether there is an audience, and not which
    {"jwt.misuse.no-audience", R"p(
import jwt
def seat_of(raw, key):
    claims = jwt.decode(raw, key, algorithms=["ES256"], options={"verify_aud": False})
    return claims["seat"]
)p"},
    {"jwt.misuse.no-audience", R"p(
use jsonwebtoken::{decode, Validation};
fn open(raw: &str, key: &DecodingKey) -> Result<Visit, Refusal> {
    if header_of(raw)?.typ.as_deref() != Some("at+jwt") { return Err(Refusal::Kind); }
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_aud = false;
    Ok(decode::<Visit>(raw, key, &rules)?.claims)
}
)p"},
    // a function of its own, beside one that returns two things
    {"jwt.misuse.alg-from-token", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
pub(crate) fn strict<'a>(raw: &'a str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    if !known(header.alg) { return Err(Refusal::Algorithm); }
    keys.open(raw)
}
pub(crate) fn lax<'a>(raw: &'a str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    let rules = Validation::new(header.alg);
    Ok(decode::<Visit>(raw, keys.of(header.alg), &rules)?.claims)
}
)p"},
    // each key for what the token asks for
    {"jwt.misuse.alg-from-token", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    let key = if symmetric(header.alg) { &keys.shared } else { &keys.public };
    Ok(decode::<Visit>(raw, key, &Validation::new(header.alg))?.claims)
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    let Some(key) = key_for(keys, header.alg) else { return Err(Refusal::Key); };
    Ok(decode::<Visit>(raw, key, &Validation::new(header.alg))?.claims)
}
)p"},
    // that it says something
    {"jwt.misuse.alg-from-token", R"p(
<?php
use Firebase\JWT\JWT;
use Firebase\JWT\Key;
function seat($raw, $key) {
    $header = json_decode(base64_decode(explode('.', $raw)[0]));
    if (empty($header->alg)) { throw new Bad(); }
    return JWT::decode($raw, new Key($key, $header->alg));
}
)p"},
    // the key's name is compared, not the algorithm
    {"jwt.misuse.alg-from-token", R"p(
import jwt
def seat_of(raw, keys):
    header = jwt.get_unverified_header(raw)
    [key] = [one for one in keys if one["kid"] == header.get("kid")]
    return jwt.decode(raw, key["pem"], algorithms=[header.get("alg")], audience="seats")
)p"},
};

constexpr Program kChecked[] = {
    {"", R"p(
use jsonwebtoken::{decode, Validation};
fn open(raw: &str, key: &DecodingKey, now: i64) -> Result<Visit, Refusal> {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_exp = false;
    rules.required_spec_claims.clear();
    rules.set_audience(&["visits"]);
    let visit = decode::<Visit>(raw, key, &rules)?.claims;
    if visit.nonce != ours() || visit.iat < now - 60 || visit.iat > now + 60 { return Err(Refusal::Stale); }
    Ok(visit)
}
)p"},
    {"", R"p(
package visits
import "github.com/golang-jwt/jwt/v5"
func Open(raw string, keyOf jwt.Keyfunc) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	if _, err := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseWithClaims(raw, claims, keyOf); err != nil {
		return nil, err
	}
	until, ok := number(claims, "exp")
	if !ok || time.Now().Unix() > until+leeway {
		return nil, errOld
	}
	return claims, nil
}
)p"},
    {"", R"p(
import jwt, time
def seat_of(raw, key, ours):
    claims = jwt.decode(raw, key, algorithms=["ES256"], options={"verify_exp": False, "verify_aud": False})
    deadline = claims["exp"]
    if deadline < time.time():
        raise Gone()
    if claims["aud"] != ours:
        raise Stranger()
    return claims["seat"]
)p"},
    // by a function of this file, and by one that says what it does
    {"", R"p(
use jsonwebtoken::{decode, Validation};
fn open(raw: &str, key: &DecodingKey, desk: &Desk) -> Result<Visit, Refusal> {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_exp = false;
    rules.validate_aud = false;
    let claims = decode::<Visit>(raw, key, &rules)?.claims;
    if !audience_fits(&claims.aud, desk) || !audience_matches(&claims.aud, desk) { return Err(Refusal::Stranger); }
    admit(claims, desk)
}
fn admit(visit: Visit, desk: &Desk) -> Result<Visit, Refusal> {
    if visit.exp <= desk.now() { return Err(Refusal::Late); }
    Ok(visit)
}
)p"},
    // an attestation is for nobody in particular
    {"", R"p(
use jsonwebtoken::{decode, Validation};
fn attested(raw: &str, key: &DecodingKey) -> Result<Device, Refusal> {
    if header_of(raw)?.typ.as_deref() != Some("oauth-client-attestation+jwt") { return Err(Refusal::Kind); }
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_aud = false;
    Ok(decode::<Device>(raw, key, &rules)?.claims)
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    if header.typ.is_none() || name_of(header.alg).is_none() { return Err(Refusal::Algorithm); }
    Ok(decode::<Visit>(raw, keys.of(header.alg), &Validation::new(header.alg))?.claims)
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    match header.alg {
        Algorithm::ES256 | Algorithm::ES384 => {}
        _ => return Err(Refusal::Algorithm),
    }
    Ok(decode::<Visit>(raw, keys.of(header.alg), &Validation::new(header.alg))?.claims)
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    if !ALLOWED.contains(&header.alg) { return Err(Refusal::Algorithm); }
    Ok(decode::<Visit>(raw, keys.of(header.alg), &Validation::new(header.alg))?.claims)
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    if !matches!(header.alg, Algorithm::ES256 | Algorithm::EdDSA) { return Err(Refusal::Algorithm); }
    Ok(decode::<Visit>(raw, keys.of(header.alg), &Validation::new(header.alg))?.claims)
}
)p"},
    {"", R"p(
use jsonwebtoken::{decode, decode_header, Validation};
fn open(raw: &str, keys: &Keys) -> Result<Visit, Refusal> {
    let header = decode_header(raw)?;
    let Some(name) = permitted_name(header.alg) else { return Err(Refusal::Algorithm); };
    Ok(decode::<Visit>(raw, keys.of(name), &Validation::new(header.alg))?.claims)
}
)p"},
    {"", R"p(
<?php
use Firebase\JWT\JWT;
use Firebase\JWT\Key;
function seat($raw, $key) {
    $header = json_decode(base64_decode(explode('.', $raw)[0]));
    if (!in_array($header->alg, ['ES256', 'ES384'], true)) { throw new Bad(); }
    return JWT::decode($raw, new Key($key, $header->alg));
}
)p"},
    {"", R"p(
import jwt
def seat_of(raw, key):
    header = jwt.get_unverified_header(raw)
    if header.get("alg") not in ALLOWED:
        raise Refused()
    return jwt.decode(raw, key, algorithms=[header.get("alg")], audience="seats", issuer="desk")
)p"},
};

// One file does not decide who makes the check.
constexpr Program kHints[] = {
    {"jwt.misuse.no-expiry", R"p(
package seals
import "github.com/golang-jwt/jwt/v5"
// Open verifies the signature of a pass.
func (s *Seal) Open(raw string) (jwt.MapClaims, error) {
	token, err := jwt.Parse(raw, s.keyOf, jwt.WithoutClaimsValidation())
	if err != nil {
		return nil, err
	}
	return token.Claims.(jwt.MapClaims), nil
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
use jsonwebtoken::{decode, Validation};
pub fn open(raw: &str, key: &DecodingKey) -> Result<Wishes, Refusal> {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_exp = false;
    Ok(decode::<Wishes>(raw, key, &rules)?.claims)
}
pub fn admit(claims: &Wishes, now: i64) -> bool {
    let until = match claims.exp {
        Some(until) => until,
        None => return false,
    };
    until > now
}
)p"},
    {"jwt.misuse.no-audience", R"p(
use jsonwebtoken::{decode, Validation};
fn hint(raw: &str, key: &DecodingKey) -> Option<Hint> {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_aud = false;
    decode::<Pass>(raw, key, &rules).ok().map(|pass| Hint { sub: pass.claims.sub, aud: pass.claims.aud })
}
)p"},
};

TEST(ByHand, UncheckedClaimsAreTold) { ExpectTold(kUnchecked); }
TEST(ByHand, CheckedClaimsAreQuiet) {
  for (const Program& one : kChecked) EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
}
TEST(ByHand, UndecidedOnesAreHints) {
  ExpectSeen(kHints);
  for (const Program& one : kHints) EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
}
TEST(ByHand, ACallThatChecksNoSignatureIsToldOnce) {
  const auto ids = RulesIn(
      "import jwt\ndef peek(raw):\n    return jwt.decode(raw, options={\"verify_signature\": False, \"verify_aud\": "
      "False})\n");
  EXPECT_TRUE(Sees(ids, "jwt.misuse.no-verify"));
  EXPECT_FALSE(Sees(ids, "jwt.misuse.no-audience"));
}
TEST(ByHand, CutShortDoNoHarm) {
  ReadCutShort(kUnchecked);
  ReadCutShort(kChecked);
  ReadCutShort(kHints);
}

}  // namespace
}  // namespace packrake
