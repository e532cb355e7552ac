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

}  // namespace

TEST(Flows, ADefaultOfAPieceOfAParameterIsFollowed) {
  ExpectTold(kPieces);
  ExpectQuiet(kPiecesOfOthers);
}

}  // namespace packrake
