#include "credential/programs.h"

// What libraries of JavaScript are told to check, and to leave: hapi, jose, fast-jwt, Cognito's, Auth0's, Entra's.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // hapi
    {"jwt.misuse.no-audience", R"p(
const Jwt = require('@hapi/jwt');
exports.plugin = async (server) => {
  server.auth.strategy('partner', 'jwt', {
    keys: process.env.PARTNER_KEY,
    verify: { aud: false, iss: 'urn:partner', sub: false, exp: true },
    validate: false
  });
};
)p"},
    // hapi verify false
    {"jwt.misuse.no-verify", R"p(
const Jwt = require('@hapi/jwt');
exports.plugin = async (server) => {
  server.auth.strategy('partner', 'jwt', { verify: false, validate: (a) => ({ isValid: true, credentials: a.decoded.payload }) });
};
)p"},
    {"jwt.misuse.no-issuer", R"p(
import { auth } from 'express-oauth2-jwt-bearer';
app.use(auth({ issuerBaseURL: base, audience: 'https://api.example.org/orders', validators: { iss: false } }));
)p"},
    {"jwt.misuse.no-audience", R"p(
import { CognitoJwtVerifier } from "aws-jwt-verify";
const v = CognitoJwtVerifier.create({ userPoolId: pool, tokenUse: "id", clientId: null });
)p"},
    {"jwt.misuse.no-audience", R"p(
import { JwtRsaVerifier } from "aws-jwt-verify/jwt-rsa";
const v = JwtRsaVerifier.create({ issuer: process.env.ISS, audience: null, jwksUri: uri });
)p"},
    // azure
    {"jwt.misuse.no-issuer", R"p(
import { BearerStrategy, IBearerStrategyOptionWithRequest } from 'passport-azure-ad';
const o: IBearerStrategyOptionWithRequest = { identityMetadata: meta, clientID: id, validateIssuer: false };
passport.use(new BearerStrategy(o, done));
)p"},
    {"jwt.misuse.alg-from-token", R"p(
import * as jose from 'jose';
export async function check(token: string) {
  const { alg, kid } = jose.decodeProtectedHeader(token);
  const { payload } = await jose.jwtVerify(token, await keyOf(kid), { algorithms: [alg], audience: 'a', issuer: 'b' });
  return payload;
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
const jwt = require('jsonwebtoken');
exports.check = (token, keys) => {
  const { header: { alg: algorithm, kid } } = jwt.decode(token, { complete: true });
  return jwt.verify(token, keys[kid], { algorithms: [algorithm], audience: 'x', issuer: 'y' });
};
)p"},
    {"jwt.misuse.broad-audience", R"p(
import { SignJWT } from 'jose';
export const issue = (sub, key) => new SignJWT({ sub }).setProtectedHeader({ alg: 'EdDSA' }).setAudience(['*']).setExpirationTime('5m').sign(key);
)p"},
    {"jwt.misuse.broad-audience", R"p(
import { SignJWT } from 'jose';
export const issue = (sub, key) => new SignJWT({ sub, aud: '*' }).setProtectedHeader({ alg: 'EdDSA' }).setExpirationTime('5m').sign(key);
)p"},
    {"jwt.misuse.broad-audience", R"p(
import jwt from 'jsonwebtoken';
export const check = (t) => jwt.verify(t, pem, { algorithms: ['RS256'], issuer: 'x', audience: [/^.*$/] });
)p"},
    {"jwt.misuse.broad-audience", R"p(
import jwt from 'jsonwebtoken';
export const check = (t) => jwt.verify(t, pem, { algorithms: ['RS256'], issuer: 'x', audience: new RegExp('.+') });
)p"},
    {"jwt.misuse.broad-audience", R"p(
import { createVerifier } from 'fast-jwt';
const verify = createVerifier({ key: process.env.PEM, algorithms: ['ES256'], allowedAud: /.*/, allowedIss: 'x' });
)p"},
    {"jwt.misuse.alg-mixed", R"p(
import { createVerifier } from 'fast-jwt';
const verify = createVerifier({ key: process.env.PEM, algorithms: ['ES256', 'HS256'], allowedAud: 'x', allowedIss: 'x' });
)p"},
    {"jwt.misuse.alg-none", R"p(
import { createSigner } from 'fast-jwt';
const sign = createSigner({ algorithm: 'none', expiresIn: 6000 });
)p"},
    // decoder
    {"jwt.misuse.no-verify", R"p(
const { createDecoder } = require('fast-jwt');
const express = require('express');
const decode = createDecoder();
app.use((req, res, next) => { req.user = decode(req.headers.authorization.slice(7)).sub; next(); });
)p"},
    // hapi keys
    {"jwt.misuse.alg-none", R"p(
const Jwt = require('@hapi/jwt');
server.auth.strategy('x', 'jwt', { keys: { algorithms: ['none'] }, verify: { aud: 'x', iss: 'y', sub: false }, validate });
)p"},
    // nest
    {"jwt.misuse.alg-none", R"p(
import { JwtModule } from '@nestjs/jwt';
JwtModule.register({ privateKey: process.env.PEM, signOptions: { algorithm: 'none', expiresIn: '5m' } });
)p"},
    // by hand
    {"jwt.misuse.no-verify", R"p(
module.exports = (req, res, next) => {
  const bearer = req.headers.authorization.substring(7);
  const part = bearer.split('.')[1];
  req.user = JSON.parse(Buffer.from(part, 'base64').toString()).sub;
  next();
};
)p"},
    // by hand
    {"jwt.misuse.no-verify", R"p(
module.exports = (req, res, next) => {
  const [, payload] = req.headers.authorization.slice(7).split('.');
  req.user = JSON.parse(atob(payload)).sub; // Bearer
  next();
};
)p"},
    // jsrsasign
    {"jwt.misuse.no-verify", R"p(
const { KJUR } = require('jsrsasign');
app.use((req, res, next) => {
  const parsed = KJUR.jws.JWS.parse(req.headers.authorization.slice(7));
  req.user = parsed.payloadObj.sub;
  next();
});
)p"},
};

constexpr Program kHints[] = {
    {"jwt.misuse.alg-any", R"p(
const guard = require('express-jwt');
app.use(guard({ secret: process.env.PUBLIC_KEY }).unless({ path: ['/'] }));
)p"},
    {"jwt.misuse.alg-any", R"p(
const jwt = require('jwt-simple');
exports.read = (t) => jwt.decode(t, process.env.KEY, false);
)p"},
    // Google's client
    {"jwt.misuse.audience-absent", R"p(
const { OAuth2Client } = require('google-auth-library');
exports.check = async (idToken) => (await new OAuth2Client().verifyIdToken({ idToken })).getPayload();
)p"},
};

constexpr Program kQuiet[] = {
    // hapi full
    {"", R"p(
const Jwt = require('@hapi/jwt');
exports.plugin = async (server) => {
  server.auth.strategy('partner', 'jwt', {
    keys: process.env.PARTNER_KEY,
    verify: { aud: 'urn:orders', iss: 'urn:partner', sub: false, nbf: true, exp: true },
    validate: (artifacts) => ({ isValid: true, credentials: artifacts.decoded.payload })
  });
};
)p"},
    // hapi verify false by hand
    {"", R"p(
const Jwt = require('@hapi/jwt');
exports.plugin = async (server) => {
  server.auth.strategy('partner', 'jwt', { verify: false, validate: async (a) => {
    Jwt.token.verify(a, await keyOf(a.decoded.header.kid), { aud: 'urn:orders', iss: 'urn:partner' });
    return { isValid: true };
  } });
};
)p"},
    // hapi decode and verify
    {"", R"p(
const Jwt = require('@hapi/jwt');
function check(text) {
  const artifacts = Jwt.token.decode(text);
  Jwt.token.verify(artifacts, process.env.KEY, { aud: 'urn:orders', iss: 'urn:p', sub: false });
  return artifacts.decoded.payload.user;
}
)p"},
    // validators function
    {"", R"p(
import { auth } from 'express-oauth2-jwt-bearer';
app.use(auth({ issuerBaseURL: base, audience: 'https://api.example.org/orders', validators: { iss: (iss) => known.has(iss), aud: orders } }));
)p"},
    // ui flags
    {"", R"p(
import { auth } from 'express-oauth2-jwt-bearer';
const columns = { aud: false, iss: false, exp: false };
app.use(auth({ issuerBaseURL: base, audience: 'https://api.example.org/orders' }));
)p"},
    {"", R"p(
import { CognitoJwtVerifier } from "aws-jwt-verify";
const v = CognitoJwtVerifier.create({ userPoolId: pool, tokenUse: null, clientId: process.env.CLIENT });
let clientIdOf = null;
)p"},
    // azure
    {"", R"p(
import { BearerStrategy } from 'passport-azure-ad';
passport.use(new BearerStrategy({ identityMetadata: meta, clientID: id, validateIssuer: true, issuer: issuers }, done));
)p"},
    // azure env
    {"", R"p(
import { BearerStrategy } from 'passport-azure-ad';
passport.use(new BearerStrategy({ identityMetadata: meta, clientID: id, validateIssuer: config.validateIssuer }, done));
)p"},
    // alg from own key
    {"", R"p(
const jwt = require('jsonwebtoken');
exports.check = (token, keys) => {
  const { header: { kid } } = jwt.decode(token, { complete: true });
  const { alg, pem } = keys[kid];
  return jwt.verify(token, pem, { algorithms: [alg], audience: 'x', issuer: 'y' });
};
)p"},
    // alg compared
    {"", R"p(
import * as jose from 'jose';
export async function check(token: string) {
  const { alg, kid } = jose.decodeProtectedHeader(token);
  if (!ALLOWED.includes(alg)) throw new Error('algorithm');
  const { payload } = await jose.jwtVerify(token, await keyOf(kid), { algorithms: [alg], audience: 'a', issuer: 'b' });
  return payload;
}
)p"},
    // alg from settings
    {"", R"p(
const jwt = require('jsonwebtoken');
const { alg } = require('./settings').signing;
exports.check = (token) => jwt.verify(token, key, { algorithms: [alg], audience: 'x', issuer: 'y' });
)p"},
    {"", R"p(
import { SignJWT } from 'jose';
export const issue = (sub, key) => new SignJWT({ sub }).setProtectedHeader({ alg: 'EdDSA' }).setAudience('orders').setExpirationTime('5m').sign(key);
)p"},
    {"", R"p(
import { SignJWT } from 'jose';
export const issue = (sub, key, aud) => new SignJWT({ sub }).setProtectedHeader({ alg: 'EdDSA' }).setAudience(aud).setExpirationTime('5m').sign(key);
)p"},
    // regexp
    {"", R"p(
import jwt from 'jsonwebtoken';
export const check = (t) => jwt.verify(t, pem, { algorithms: ['RS256'], issuer: 'x', audience: /^https:\/\/[a-z]+\.shop\.example\.org\/orders$/ });
)p"},
    // fast
    {"", R"p(
import { createSigner, createVerifier } from 'fast-jwt';
const sign = createSigner({ key: process.env.PEM, algorithm: 'ES256', aud: 'orders', expiresIn: 6000 });
const verify = createVerifier({ key: process.env.PUB, algorithms: ['ES256'], allowedAud: /^orders/, allowedIss: 'x' });
)p"},
    // decoder for header
    {"", R"p(
const { createDecoder, createVerifier } = require('fast-jwt');
const decodeComplete = createDecoder({ complete: true });
)p"},
    // nest
    {"", R"p(
import { JwtModule } from '@nestjs/jwt';
JwtModule.register({ privateKey: process.env.PEM, signOptions: { algorithm: 'RS256', expiresIn: '5m', audience: 'orders' }, verifyOptions: { algorithms: ['RS256'] } });
)p"},
    {"", R"p(
const { expressjwt } = require('express-jwt');
app.use(expressjwt({ secret: process.env.PUBLIC_KEY, algorithms: ['RS256'], audience: 'a', issuer: 'b' }));
)p"},
    {"", R"p(
const jwt = require('jwt-simple');
exports.read = (t) => jwt.decode(t, process.env.KEY, false, 'HS256');
)p"},
    // basic
    {"", R"p(
module.exports = (req, res, next) => {
  if (!req.headers.authorization.startsWith('Basic ')) return next(); // no Bearer
  const [name, pass] = Buffer.from(req.headers.authorization.slice(6), 'base64').toString().split(':');
  next(check(name, pass));
};
)p"},
    // jsrsasign
    {"", R"p(
const { KJUR } = require('jsrsasign');
app.use((req, res, next) => {
  const token = req.headers.authorization.slice(7);
  if (!KJUR.jws.JWS.verifyJWT(token, pem, { alg: ['RS256'], iss: ['x'], aud: ['y'] })) return res.sendStatus(401);
  req.user = KJUR.jws.JWS.parse(token).payloadObj.sub;
  next();
});
)p"},
    // Google's client
    {"", R"p(
const { OAuth2Client } = require('google-auth-library');
exports.check = async (idToken) => (await new OAuth2Client().verifyIdToken({ idToken, audience: process.env.CLIENT })).getPayload();
)p"},
};

TEST(CheckedInScript, AreTold) { ExpectTold(kTold); }
TEST(CheckedInScript, AreToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(CheckedInScript, AreHintsWhereTheFileDoesNotDecide) {
  ExpectSeen(kHints);
  for (const Program& one : kHints) EXPECT_FALSE(Sees(RulesIn(one.text), one.rules)) << one.text;
}
TEST(CheckedInScript, AreQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(CheckedInScript, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
