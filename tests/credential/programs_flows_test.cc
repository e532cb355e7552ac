#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What stands for an entry that is missing of a parameter taken to pieces.
constexpr Program kPieces[] = {
    {"jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
function issue({ secret = '{{random:alnum:20:41001}}', ttl = 60 } = {}) {
  return jwt.sign({ a: 1 }, secret, { expiresIn: ttl });
}
)p"},
    {"jwt.secret*", R"p(
import jwt from 'jsonwebtoken';
export const issue = ({ key: signing = '{{random:alnum:20:41002}}' }: Options = {}) =>
  jwt.sign({ a: 1 }, signing, { expiresIn: 60 });
)p"},
    {"jwt.secret*", R"p(
import jwt from 'jsonwebtoken';
class Issuer {
  constructor({ material = '{{random:alnum:20:41003}}' } = {}) { this.material = material; }
  make(u) { return jwt.sign({ u }, this.material, { expiresIn: 60 }); }
}
)p"},
};
constexpr Program kPiecesOfOthers[] = {
    {"", R"p(
const jwt = require('jsonwebtoken');
function issue({ secret = process.env.JWT_SECRET, label = '{{random:alnum:20:41004}}' } = {}) {
  return jwt.sign({ a: 1, label }, secret, { expiresIn: 60 });
}
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
function measure({ material = '{{random:alnum:20:41005}}' } = {}) { return material.length; }
function issue({ material }) { return jwt.sign({ a: 1 }, material, { expiresIn: 60 }); }
)p"},
};

// A name of the file that a function assigns to.
constexpr Program kGlobals[] = {
    {"jwt.secret*", R"p(
import jwt
def configure():
    global KEY
    KEY = "{{random:alnum:24:41101}}"
def token(u):
    return jwt.encode({"u": u, "exp": 5}, KEY)
)p"},
    {"jwt.secret*", R"p(
import jwt
signing = None
def configure():
    global other, signing
    signing = "{{random:alnum:24:41102}}"
def token(u):
    return jwt.encode({"u": u, "exp": end}, signing, "HS256")
)p"},
    {"jwt.secret*", R"p(<?php
use Firebase\JWT\JWT;
function configure() { global $signing; $signing = '{{random:alnum:24:41103}}'; }
function token($u) { global $signing; return JWT::encode(['u' => $u, 'exp' => time() + 60], $signing, 'HS256'); }
)p"},
};
constexpr Program kGlobalsOfOthers[] = {
    // Nothing yet is no empty secret, and what another function calls its own is its own.
    {"", R"p(
import jwt
signing = None
def configure():
    global signing
    signing = os.environ["K"]
def other():
    material = "{{random:alnum:24:41104}}"
    return material.lower()
def token(u):
    return jwt.encode({"u": u, "exp": end}, signing, "HS256")
)p"},
};

// A function that is one expression, given a name.
constexpr Program kLambdas[] = {
    {"jwt.secret*", R"p(
import jwt
key = lambda: "{{random:alnum:24:41201}}"
def token(u): return jwt.encode({"u": u, "exp": 5}, key())
)p"},
    {"jwt.secret*", R"p(
import jwt
signing_for = lambda tenant, *rest: "{{random:alnum:24:41202}}"
def token(u): return jwt.encode({"u": u, "exp": 5}, signing_for("a"))
)p"},
    {"jwt.secret*", R"p(
class T {
  SecurityKey Make() {
    Func<string> signing = () => "{{random:alnum:32:41203}}";
    return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signing()));
  }
}
)p"},
};
constexpr Program kLambdasOfOthers[] = {
    {"", R"p(
import jwt
signing = lambda name="{{random:alnum:24:41204}}": vault.read(name)
def token(u): return jwt.encode({"u": u, "exp": 3}, signing())
)p"},
};

// Bytes that a call writes into what it is given.
constexpr Program kFilled[] = {
    {"jwt.secret.weak", R"p(
class T {
  String make() {
    byte[] key = new byte[32];
    new Random().nextBytes(key);
    return Jwts.builder().signWith(Keys.hmacShaKeyFor(key)).expiration(end).compact();
  }
}
)p"},
    {"jwt.secret.weak", R"p(
class T {
  private final Random random = new Random();
  String make() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return Jwts.builder().signWith(Keys.hmacShaKeyFor(key)).expiration(end).compact();
  }
}
)p"},
    {"jwt.secret.weak", R"p(
package a

import (
	"math/rand"

	"github.com/golang-jwt/jwt/v5"
)

func make(token *jwt.Token) (string, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key[:]); err != nil {
		return "", err
	}
	return token.SignedString(key)
}
)p"},
    {"jwt.secret.weak", R"p(
class T {
  SecurityKey Make() {
    var bytes = new byte[32];
    new Random().NextBytes(bytes);
    return new SymmetricSecurityKey(bytes);
  }
}
)p"},
};
constexpr Program kFilledWell[] = {
    {"", R"p(
class T {
  String make() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Jwts.builder().signWith(Keys.hmacShaKeyFor(key)).expiration(end).compact();
  }
}
)p"},
    {"", R"p(
class T {
  private final Random random = new SecureRandom();
  String make() {
    byte[] key = new byte[32];
    byte[] noise = new byte[32];
    random.nextBytes(key);
    new Random().nextBytes(noise);
    return Jwts.builder().signWith(Keys.hmacShaKeyFor(key)).expiration(end).compact();
  }
}
)p"},
    {"", R"p(
package a

import (
	"crypto/rand"

	"github.com/golang-jwt/jwt/v5"
)

func make(token *jwt.Token) (string, error) {
	key := make([]byte, 32)
	rand.Read(key)
	return token.SignedString(key)
}
)p"},
};

}  // namespace

TEST(Flows, ADefaultOfAPieceOfAParameterIsFollowed) {
  ExpectTold(kPieces);
  ExpectQuiet(kPiecesOfOthers);
}

TEST(Flows, AGlobalIsWhatAFunctionAssignsToIt) {
  ExpectTold(kGlobals);
  ExpectQuiet(kGlobalsOfOthers);
}

TEST(Flows, ANamedLambdaIsAFunction) {
  ExpectTold(kLambdas);
  ExpectQuiet(kLambdasOfOthers);
}

TEST(Flows, CutShortDoNoHarm) {
  ReadCutShort(kPieces);
  ReadCutShort(kPiecesOfOthers);
  ReadCutShort(kGlobals);
  ReadCutShort(kGlobalsOfOthers);
  ReadCutShort(kLambdas);
  ReadCutShort(kLambdasOfOthers);
  ReadCutShort(kFilled);
  ReadCutShort(kFilledWell);
}

TEST(Flows, WhatACallFillsIsWhatItGives) {
  ExpectTold(kFilled);
  ExpectQuiet(kFilledWell);
}

}  // namespace packrake
