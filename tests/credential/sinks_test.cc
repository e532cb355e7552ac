#include "credential/sinks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "credential/code_text.h"

// One table for each family of languages: a program in each library's way, and the literal it gives away.
namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr char kSecret[] = "turnip-stew-with-barley";

struct Row {
  const char* library;
  const char* program;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.library; }

class Sink : public ::testing::TestWithParam<Row> {};

TEST_P(Sink, TakesTheLiteral) { EXPECT_THAT(SecretsIn(GetParam().program), Contains(kSecret)) << GetParam().program; }

constexpr Row kPython[] = {
    {"PyJWT", "import jwt\njwt.encode(p, 'turnip-stew-with-barley', algorithm='HS256')"},
    {"PyJwtUnderAnotherName",
     "import jwt as pyjwt\npyjwt.decode(t, key='turnip-stew-with-barley', algorithms=['HS256'])"},
    {"PyJwtFunction", "from jwt import encode as issue\nissue(p, 'turnip-stew-with-barley')"},
    {"PyJwtObject", "import jwt\njwt.PyJWT().encode(p, 'turnip-stew-with-barley')"},
    {"PyJwtBytesOfAName", "import jwt\nK = 'turnip-stew-with-barley'\nraw = K.encode('utf-8')\njwt.encode(p, raw)"},
    {"JoseJws", "from jose import jws\njws.sign(p, 'turnip-stew-with-barley', algorithm='HS256')"},
    {"JoseJwk", "from jose import jwk\njwk.construct('turnip-stew-with-barley', 'HS256')"},
    {"Authlib", "from authlib.jose import jwt\njwt.encode({'alg': 'HS256'}, payload, 'turnip-stew-with-barley')"},
    {"Jwcrypto", "from jwcrypto import jwk\nkey = jwk.JWK(kty='oct', k='turnip-stew-with-barley')"},
    {"PythonJwt", "import python_jwt as jwt\njwt.generate_jwt(p, 'turnip-stew-with-barley', 'HS256', delta)"},
    {"ItsDangerous",
     "from itsdangerous import TimedJSONWebSignatureSerializer\ns = "
     "TimedJSONWebSignatureSerializer('turnip-stew-with-barley', 60)"},
    {"FastApiUsers",
     "from fastapi_users.authentication import JWTStrategy\nJWTStrategy(secret='turnip-stew-with-barley', "
     "lifetime_seconds=60)"},
    {"FastApiUsersManager", "class M(BaseUserManager):\n    reset_password_token_secret = 'turnip-stew-with-barley'"},
    {"FastApiJwtAuth", "class S(BaseModel):\n    authjwt_secret_key: str = 'turnip-stew-with-barley'"},
    {"PydanticSettings", "class S(BaseSettings):\n    jwt_secret: str = 'turnip-stew-with-barley'"},
    {"Sanic", "from sanic_jwt import Initialize\nInitialize(app, authenticate=a, secret='turnip-stew-with-barley')"},
    {"DrfJwt", "JWT_AUTH = {'JWT_SECRET_KEY': 'turnip-stew-with-barley'}"},
    {"Superset", "GUEST_TOKEN_JWT_SECRET = 'turnip-stew-with-barley'"},
    {"Starlette", "app.add_middleware(SessionMiddleware, secret_key='turnip-stew-with-barley')"},
    {"Tornado", "import tornado\ntornado.web.Application(h, cookie_secret='turnip-stew-with-barley')"},
    {"SelfAttribute",
     "import jwt\nclass A:\n    def __init__(self):\n        self.key = 'turnip-stew-with-barley'\n    def f(self):\n  "
     "      return jwt.encode(p, self.key)"},
    {"OwnFunction",
     "import jwt\ndef key():\n    return 'turnip-stew-with-barley'\ndef f():\n    return jwt.encode(p, key())"},
};
INSTANTIATE_TEST_SUITE_P(Python, Sink, ::testing::ValuesIn(kPython),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kScript[] = {
    {"JsonWebToken", "const jwt = require('jsonwebtoken'); jwt.sign(p, 'turnip-stew-with-barley');"},
    {"JsonWebTokenImported", "import jwt from 'jsonwebtoken';\njwt.verify(t, `turnip-stew-with-barley`, cb);"},
    {"JsonWebTokenPart", "import { sign } from 'jsonwebtoken';\nsign(p, 'turnip-stew-with-barley');"},
    {"JsonWebTokenRequiredPart",
     "const { sign: issue } = require('jsonwebtoken'); issue(p, 'turnip-stew-with-barley');"},
    {"JsonWebTokenKeyObject",
     "const jwt = require('jsonwebtoken'); jwt.sign(p, { key: 'turnip-stew-with-barley', passphrase: '' });"},
    {"JsonWebTokenCallback",
     "const jwt = require('jsonwebtoken'); jwt.verify(t, (h, cb) => cb(null, 'turnip-stew-with-barley'));"},
    {"JsonWebTokenNamedCallback",
     "const jwt = require('jsonwebtoken');\nfunction key(h, cb) { cb(null, 'turnip-stew-with-barley'); "
     "}\njwt.verify(t, key);"},
    {"JsonWebTokenClassField",
     "const jwt = require('jsonwebtoken');\nclass A { secret = 'turnip-stew-with-barley'; f(p) { return jwt.sign(p, "
     "this.secret); } }"},
    {"JsonWebTokenObject",
     "const jwt = require('jsonwebtoken');\nconst c = { jwt: { secret: 'turnip-stew-with-barley' } };\njwt.sign(p, "
     "c.jwt.secret);"},
    {"JoseTextEncoder",
     "import * as jose from 'jose';\nconst k = new TextEncoder().encode('turnip-stew-with-barley');\nawait new "
     "jose.SignJWT(c).setProtectedHeader(h).sign(k);"},
    {"JoseVerify", "import { jwtVerify } from 'jose';\nawait jwtVerify(t, Buffer.from('turnip-stew-with-barley'));"},
    {"JoseOld", "const { JWT, JWK } = require('jose'); JWT.sign(p, JWK.asKey('turnip-stew-with-barley'));"},
    {"JoseJwk",
     "import { importJWK } from 'jose';\nawait importJWK({ kty: 'oct', k: 'turnip-stew-with-barley' }, 'HS256');"},
    {"ExpressJwt",
     "const { expressjwt } = require('express-jwt'); app.use(expressjwt({ secret: 'turnip-stew-with-barley', "
     "algorithms: ['HS256'] }));"},
    {"ExpressJwtByName",
     "const expressJwt = require('express-jwt'); const o = { secret: 'turnip-stew-with-barley' }; "
     "app.use(expressJwt(o));"},
    {"ExpressJwtAssigned",
     "const expressJwt = require('express-jwt'); const o = Object.assign({}, { secret: 'turnip-stew-with-barley' }); "
     "app.use(expressJwt(o));"},
    {"KoaJwt", "const jwt = require('koa-jwt'); app.use(jwt({ secret: 'turnip-stew-with-barley' }));"},
    {"PassportJwt", "passport.use(new JwtStrategy({ secretOrKey: 'turnip-stew-with-barley' }, cb));"},
    {"PassportJwtStatement",
     "const opts = {}; opts.secretOrKey = 'turnip-stew-with-barley'; passport.use(new JwtStrategy(opts, cb));"},
    {"NestStrategy",
     "@Injectable() export class S extends PassportStrategy(Strategy) { constructor() { super({ ignoreExpiration: "
     "false, secretOrKey: 'turnip-stew-with-barley' }); } }"},
    {"NestModule",
     "@Module({ imports: [JwtModule.register({ secret: 'turnip-stew-with-barley', signOptions: {} })] }) export class "
     "A {}"},
    {"NestModuleAsync", "JwtModule.registerAsync({ useFactory: async () => ({ secret: 'turnip-stew-with-barley' }) })"},
    {"NestConstants", "export const jwtConstants = { secret: 'turnip-stew-with-barley' };"},
    {"NestService", "this.jwtService.sign(p, { secret: 'turnip-stew-with-barley' });"},
    {"Fastify", "fastify.register(require('@fastify/jwt'), { secret: 'turnip-stew-with-barley' })"},
    {"Hapi", "server.auth.strategy('jwt', 'jwt', { keys: 'turnip-stew-with-barley', verify: {} });"},
    {"Hono", "import { jwt } from 'hono/jwt';\napp.use('/a/*', jwt({ secret: 'turnip-stew-with-barley' }));"},
    {"HonoSign", "import { sign } from 'hono/jwt';\nawait sign(p, 'turnip-stew-with-barley');"},
    {"JwtSimple", "const jwt = require('jwt-simple'); jwt.decode(t, 'turnip-stew-with-barley');"},
    {"Njwt", "const njwt = require('njwt'); njwt.create(c, 'turnip-stew-with-barley');"},
    {"Strapi",
     "module.exports = ({ env }) => ({ auth: { secret: env('ADMIN_JWT_SECRET', 'turnip-stew-with-barley') } });"},
    {"NextAuth", "export default NextAuth({ providers: [], secret: 'turnip-stew-with-barley' });"},
    {"LoopBack",
     "export namespace TokenServiceConstants { export const TOKEN_SECRET_VALUE = 'turnip-stew-with-barley'; }"},
    {"ExpressSession", "app.use(require('express-session')({ secret: 'turnip-stew-with-barley' }));"},
    {"ByHand", "const h = b64({ alg: 'HS256' }); crypto.createHmac('sha256', 'turnip-stew-with-barley').update(h);"},
};
INSTANTIATE_TEST_SUITE_P(Script, Sink, ::testing::ValuesIn(kScript),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kJvm[] = {
    {"JjwtSignWith",
     "String t = Jwts.builder().setSubject(s).signWith(SignatureAlgorithm.HS256, "
     "\"turnip-stew-with-barley\").compact();"},
    {"JjwtKeyFirst",
     "String t = Jwts.builder().subject(s).signWith(Keys.hmacShaKeyFor(\"turnip-stew-with-barley\".getBytes()), "
     "Jwts.SIG.HS256).compact();"},
    {"JjwtParser", "Jwts.parser().setSigningKey(\"turnip-stew-with-barley\").parseClaimsJws(t);"},
    {"JjwtField",
     "class A { private final String secret = \"turnip-stew-with-barley\"; Key k() { return "
     "Keys.hmacShaKeyFor(secret.getBytes(UTF_8)); } }"},
    {"JjwtMethod",
     "class A {\n Key k() { byte[] b = Decoders.BASE64.decode(SECRET); return Keys.hmacShaKeyFor(b); }\n String t() { "
     "return Jwts.builder().signWith(k()).compact(); }\n static final String SECRET = \"turnip-stew-with-barley\";\n}"},
    {"JjwtSpringValue",
     "class A { @Value(\"${jwt.secret:turnip-stew-with-barley}\") private String jwtSecret; Key k() { return "
     "Keys.hmacShaKeyFor(jwtSecret.getBytes()); } }"},
    {"JavaJwt", "Algorithm a = Algorithm.HMAC512(\"turnip-stew-with-barley\");"},
    {"Nimbus", "JWSSigner s = new MACSigner(\"turnip-stew-with-barley\");"},
    {"SpringDecoder",
     "NimbusJwtDecoder.withSecretKey(new SecretKeySpec(\"turnip-stew-with-barley\".getBytes(), "
     "\"HmacSHA256\")).build();"},
    {"Jose4j", "Key k = new HmacKey(\"turnip-stew-with-barley\".getBytes(UTF_8));"},
    {"Vertx",
     "new JWTAuthOptions().addPubSecKey(new "
     "PubSecKeyOptions().setAlgorithm(\"HS256\").setBuffer(\"turnip-stew-with-barley\"));"},
    {"FusionAuth", "Signer signer = HMACSigner.newSHA256Signer(\"turnip-stew-with-barley\");"},
    {"Hutool", "String t = JWTUtil.createToken(map, \"turnip-stew-with-barley\".getBytes());"},
    {"KotlinConstant",
     "companion object { const val KEY = \"turnip-stew-with-barley\" }\nfun t() = "
     "JWT.create().sign(Algorithm.HMAC256(KEY))"},
    {"KotlinByteArray", "val key = Keys.hmacShaKeyFor(\"turnip-stew-with-barley\".toByteArray())"},
    {"ScalaCirce",
     "object A {\n  val key = \"turnip-stew-with-barley\"\n  def t(c: JwtClaim) = JwtCirce.encode(c, key, "
     "JwtAlgorithm.HS256)\n}"},
    {"GroovyField",
     "class A { def secret = 'turnip-stew-with-barley'\n def t() { Jwts.builder().signWith(SignatureAlgorithm.HS256, "
     "secret).compact() } }"},
};
INSTANTIATE_TEST_SUITE_P(Jvm, Sink, ::testing::ValuesIn(kJvm),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kNet[] = {
    {"SymmetricKey", "var k = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"turnip-stew-with-barley\"));"},
    {"SymmetricKeyUtf8Literal", "var k = new SymmetricSecurityKey(\"turnip-stew-with-barley\"u8.ToArray());"},
    {"SymmetricKeyBase64", "var k = new SymmetricSecurityKey(Convert.FromBase64String(\"turnip-stew-with-barley\"));"},
    {"SymmetricKeyConstant",
     "class A {\n  private const string Phrase = \"turnip-stew-with-barley\";\n  void M() {\n    var bytes = "
     "Encoding.ASCII.GetBytes(Phrase);\n    var k = new SymmetricSecurityKey(bytes);\n  }\n}"},
    {"IssuerSigningKey",
     "new TokenValidationParameters { IssuerSigningKey = new "
     "SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"turnip-stew-with-barley\")) };"},
    {"JwtNetBuilder", "var t = new JwtBuilder().WithAlgorithm(a).WithSecret(\"turnip-stew-with-barley\").Encode();"},
    {"JwtNetDecoder",
     "IJwtDecoder decoder = Make(); var json = decoder.Decode(token, \"turnip-stew-with-barley\", verify: true);"},
    {"JoseJwt",
     "string t = Jose.JWT.Encode(p, Encoding.UTF8.GetBytes(\"turnip-stew-with-barley\"), JwsAlgorithm.HS256);"},
    {"AppSettings", "{ \"JwtSettings\": { \"Issuer\": \"a\", \"SecretKey\": \"turnip-stew-with-barley\" } }"},
    {"AppSettingsTokens", "{ \"AppSettings\": { \"Token\": \"turnip-stew-with-barley\" } }"},
    {"WebConfig", "<appSettings>\n<add key=\"jwt:Secret\" value=\"turnip-stew-with-barley\" />\n</appSettings>"},
    {"VisualBasic",
     "Dim Phrase As String = \"turnip-stew-with-barley\"\nDim Key As New "
     "SymmetricSecurityKey(Encoding.UTF8.GetBytes(Phrase))"},
};
INSTANTIATE_TEST_SUITE_P(Net, Sink, ::testing::ValuesIn(kNet),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kGo[] = {
    {"SignedString", "package a\nfunc f() { s, err := token.SignedString([]byte(\"turnip-stew-with-barley\")) }"},
    {"PackageVariable",
     "package a\nimport \"github.com/golang-jwt/jwt/v5\"\nfunc f() { t.SignedString(key) }\nvar key = "
     "[]byte(\"turnip-stew-with-barley\")"},
    {"ConstantGroup",
     "package a\nconst (\n  issuer = \"a\"\n  key = \"turnip-stew-with-barley\"\n)\nfunc f() { "
     "token.SignedString([]byte(key)) }"},
    {"KeyFunction",
     "package a\nimport \"github.com/golang-jwt/jwt/v5\"\nfunc f() { jwt.Parse(raw, func(t *jwt.Token) (interface{}, "
     "error) {\n if bad { return nil, err }\n return []byte(\"turnip-stew-with-barley\"), nil }) }"},
    {"GinJwt",
     "package a\nvar m, err = jwt.New(&jwt.GinJWTMiddleware{ Realm: \"a\", Key: []byte(\"turnip-stew-with-barley\") "
     "})"},
    {"Echo", "package a\ne.Use(echojwt.WithConfig(echojwt.Config{ SigningKey: []byte(\"turnip-stew-with-barley\") }))"},
    {"Fiber",
     "package a\nimport jwtware \"github.com/gofiber/contrib/jwt\"\nvar h = jwtware.New(jwtware.Config{ SigningKey: "
     "jwtware.SigningKey{Key: []byte(\"turnip-stew-with-barley\")} })"},
    {"Chi", "package a\nvar tokenAuth = jwtauth.New(\"HS256\", []byte(\"turnip-stew-with-barley\"), nil)"},
    {"GoJose",
     "package a\nimport jose \"github.com/go-jose/go-jose/v4\"\nvar s, _ = jose.NewSigner(jose.SigningKey{Algorithm: "
     "jose.HS256, Key: []byte(\"turnip-stew-with-barley\")}, nil)"},
    {"Lestrrat",
     "package a\nimport \"github.com/lestrrat-go/jwx/v2/jwt\"\nvar b, _ = jwt.Sign(t, jwt.WithKey(jwa.HS256, "
     "[]byte(\"turnip-stew-with-barley\")))"},
    {"Cristal", "package a\nvar s, _ = jwt.NewSignerHS(jwt.HS256, []byte(\"turnip-stew-with-barley\"))"},
    {"Struct", "package a\ntype C struct { JWTSecret string }\nvar c = C{ JWTSecret: \"turnip-stew-with-barley\" }"},
    {"Viper", "package a\nfunc init() { viper.SetDefault(\"jwt.secret\", \"turnip-stew-with-barley\") }"},
};
INSTANTIATE_TEST_SUITE_P(Go, Sink, ::testing::ValuesIn(kGo),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kRubyAndPhp[] = {
    {"RubyJwt", "require 'jwt'\ntoken = JWT.encode(payload, 'turnip-stew-with-barley', 'HS256')"},
    {"RubyJwtCommand", "token = JWT.encode payload, 'turnip-stew-with-barley', 'HS256'"},
    {"RubyJwtConstant",
     "class A\n  KEY = 'turnip-stew-with-barley'.freeze\n  def t\n    JWT.encode(p, KEY, 'HS256')\n  end\nend"},
    {"RubyJwtMethod",
     "class A\n  def key\n    'turnip-stew-with-barley'\n  end\n  def t\n    JWT.encode(p, key, 'HS256')\n  end\nend"},
    {"RubyInstanceVariable",
     "class A\n  def initialize\n    @key = 'turnip-stew-with-barley'\n  end\n  def t\n    JWT.encode(p, @key, "
     "'HS256')\n  end\nend"},
    {"RubyFallback", "KEY = ENV.fetch('JWT_SECRET', 'turnip-stew-with-barley')"},
    {"RubyFallbackBlock", "jwt_secret = ENV.fetch('JWT_SECRET') { 'turnip-stew-with-barley' }"},
    {"DeviseJwt",
     "Devise.setup do |config|\n  config.jwt do |jwt|\n    jwt.secret = 'turnip-stew-with-barley'\n  end\nend"},
    {"Knock", "Knock.setup do |config|\n  config.token_secret_signature_key = -> { 'turnip-stew-with-barley' }\nend"},
    {"JwtSessions", "JWTSessions.encryption_key = 'turnip-stew-with-barley'"},
    {"Rodauth", "plugin :rodauth do\n  jwt_secret 'turnip-stew-with-barley'\nend"},
    {"PhpFirebase", "<?php $t = JWT::encode($p, 'turnip-stew-with-barley', 'HS256');"},
    {"PhpFirebaseKey", "<?php $d = JWT::decode($t, new Key('turnip-stew-with-barley', 'HS256'));"},
    {"PhpProperty",
     "<?php class A { private $key = 'turnip-stew-with-barley'; function t($p) { return JWT::encode($p, $this->key, "
     "'HS256'); } }"},
    {"PhpConstant",
     "<?php class A { const KEY = 'turnip-stew-with-barley'; function t($p) { return JWT::encode($p, self::KEY, "
     "'HS256'); } }"},
    {"PhpLcobucci",
     "<?php $c = Configuration::forSymmetricSigner(new Sha256(), InMemory::plainText('turnip-stew-with-barley'));"},
    {"PhpTymon", "<?php return ['secret' => env('JWT_SECRET', 'turnip-stew-with-barley')];"},
    {"PhpWordPress", "<?php define('JWT_AUTH_SECRET_KEY', 'turnip-stew-with-barley');"},
};
INSTANTIATE_TEST_SUITE_P(RubyAndPhp, Sink, ::testing::ValuesIn(kRubyAndPhp),
                         [](const auto& row) { return std::string(row.param.library); });

constexpr Row kOthers[] = {
    {"RustEncodingKey",
     "let t = encode(&Header::default(), &c, &EncodingKey::from_secret(b\"turnip-stew-with-barley\"))?;"},
    {"RustConstant",
     "const KEY: &str = \"turnip-stew-with-barley\";\nfn f() { let k = DecodingKey::from_secret(KEY.as_ref()); }"},
    {"RustFallback",
     "let k = EncodingKey::from_secret(env::var(\"K\").unwrap_or_else(|_| "
     "\"turnip-stew-with-barley\".into()).as_bytes());"},
    {"RustRaw", "let k = HS256Key::from_bytes(r#\"turnip-stew-with-barley\"#.as_bytes());"},
    {"ElixirJoken", "signer = Joken.Signer.create(\"HS256\", \"turnip-stew-with-barley\")"},
    {"ElixirAttribute",
     "defmodule A do\n  @key \"turnip-stew-with-barley\"\n  def signer, do: Joken.Signer.create(\"HS256\", @key)\nend"},
    {"ElixirGuardian",
     "config :my_app, MyApp.Guardian,\n  issuer: \"my_app\",\n  secret_key: \"turnip-stew-with-barley\""},
    {"ElixirJose", "defmodule A do\n  def k, do: JOSE.JWK.from_oct(\"turnip-stew-with-barley\")\nend"},
    {"CppJwt",
     "#include <jwt-cpp/jwt.h>\nauto t = jwt::create().sign(jwt::algorithm::hs256{\"turnip-stew-with-barley\"});"},
    {"CppMacro",
     "#include <jwt-cpp/jwt.h>\n#define KEY \"turnip-stew-with-barley\"\nauto a = jwt::algorithm::hs256(KEY);"},
    {"Libjwt",
     "#include <jwt.h>\nint main() { jwt_set_alg(jwt, JWT_ALG_HS256, (unsigned char*)\"turnip-stew-with-barley\", 23); "
     "}"},
    {"L8w8",
     "#include \"l8w8jwt/encode.h\"\nvoid f() { params.secret_key = (unsigned char*)\"turnip-stew-with-barley\"; }"},
    {"SwiftJwtKit", "import JWTKit\nlet signer = JWTSigner.hs256(key: \"turnip-stew-with-barley\")"},
    {"SwiftData",
     "import SwiftJWT\nlet key = \"turnip-stew-with-barley\".data(using: .utf8)!\nlet signer = JWTSigner.hs256(key: "
     "key)"},
    {"Dart",
     "import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';\nfinal t = "
     "jwt.sign(SecretKey('turnip-stew-with-barley'));"},
    {"LuaResty", "local jwt = require 'resty.jwt'\nlocal t = jwt:sign('turnip-stew-with-barley', { header = h })"},
    {"PerlCryptJwt",
     "use strict;\nuse Crypt::JWT;\nmy $t = encode_jwt(payload => $p, alg => 'HS256', key => "
     "'turnip-stew-with-barley');"},
    {"ClojureBuddy",
     "(ns a (:require [buddy.sign.jwt :as jwt]))\n(def key \"turnip-stew-with-barley\")\n(defn t [m] (jwt/sign m "
     "key))"},
    {"SqlPgjwt", "SELECT sign('{\"sub\":\"1\"}', 'turnip-stew-with-barley') AS jwt;"},
};
INSTANTIATE_TEST_SUITE_P(Others, Sink, ::testing::ValuesIn(kOthers),
                         [](const auto& row) { return std::string(row.param.library); });

// --- What must stay quiet (facts 5): programs of the same libraries.

class Quiet : public ::testing::TestWithParam<Row> {};

TEST_P(Quiet, SaysNothingOfASecret) { EXPECT_THAT(SecretsIn(GetParam().program), IsEmpty()) << GetParam().program; }

constexpr Row kQuiet[] = {
    {"Environment", "import jwt, os\njwt.encode(p, os.environ['K'])"},
    {"EnvironmentJs", "const jwt = require('jsonwebtoken'); jwt.sign(p, process.env.JWT_SECRET);"},
    {"EnvironmentNonNull", "import jwt from 'jsonwebtoken';\njwt.sign(p, process.env.JWT_SECRET!);"},
    {"EnvironmentAs",
     "import jwt from 'jsonwebtoken';\njwt.sign(p, process.env.JWT_SECRET as string, { issuer: 'shop', subject: 'me' "
     "});"},
    {"NonLiteralDefault", "import os\nJWT_SECRET_KEY = os.environ.get('JWT_SECRET_KEY', SECRET_KEY)"},
    {"AlgorithmDefault", "import os\nJWT_ALGORITHM = os.environ.get('JWT_ALGORITHM', 'HS256')"},
    {"ConfigurationIndex", "var k = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]));"},
    {"ConfigurationSection",
     "var k = builder.Configuration.GetSection(\"Jwt\")[\"Key\"]; var s = new "
     "SymmetricSecurityKey(Encoding.UTF8.GetBytes(k));"},
    {"RubyEnvironment", "JWT.encode(p, ENV['JWT_SECRET'], 'HS256')"},
    {"RailsSecrets", "JWT.encode(p, Rails.application.secrets.secret_key_base, 'HS256')"},
    {"PhpEnvironment", "<?php JWT::encode($p, env('JWT_SECRET'), 'HS256');"},
    {"PhpGetenv", "<?php JWT::encode($p, getenv('JWT_SECRET'), 'HS256');"},
    {"GoEnvironment", "package a\nvar k = []byte(os.Getenv(\"JWT_SECRET\"))\nfunc f() { token.SignedString(k) }"},
    {"GoViper", "package a\nfunc f() { token.SignedString([]byte(viper.GetString(\"jwt.secret\"))) }"},
    {"RustEnvironment",
     "let k = EncodingKey::from_secret(env::var(\"JWT_SECRET\").expect(\"JWT_SECRET must be set\").as_bytes());"},
    {"JavaGetenv", "Algorithm a = Algorithm.HMAC256(System.getenv(\"JWT_SECRET\"));"},
    {"SpringValue",
     "class A { @Value(\"${jwt.secret}\") private String jwtSecret; Key k() { return "
     "Keys.hmacShaKeyFor(jwtSecret.getBytes()); } }"},
    {"ElixirEnvironment", "config :my_app, MyApp.Guardian, secret_key: System.get_env(\"GUARDIAN_SECRET\")"},
    {"FileRead", "const jwt = require('jsonwebtoken'); const k = fs.readFileSync('private.pem'); jwt.sign(p, k);"},
    {"FilePath", "const jwt = require('jsonwebtoken'); jwt.sign(p, './private.pem');"},
    {"Generated", "const jwt = require('jsonwebtoken'); jwt.sign(p, crypto.randomBytes(32));"},
    {"GeneratedPython", "import jwt, secrets\njwt.encode(p, secrets.token_hex(32))"},
    {"Parameter", "const jwt = require('jsonwebtoken'); function f(p, secret) { return jwt.sign(p, secret); }"},
    {"ParameterShadowsAConstant",
     "import jwt\nkey = 'turnip-stew-with-barley'\ndef f(p, key):\n    return jwt.encode(p, key)"},
    {"Overwritten",
     "import jwt\ndef f():\n    key = 'turnip-stew-with-barley'\n    key = load()\n    return jwt.encode(p, key)"},
    {"PublicKey", "import jwt\njwt.decode(t, '-----BEGIN PUBLIC KEY-----\\nMIIB', algorithms=['RS256'])"},
    {"Interpolated", "import jwt from 'jsonwebtoken';\njwt.sign(p, `${prefix}-${suffix}`);"},
    {"PiecedTogether", "import jwt\njwt.encode(p, 'shop-' + os.environ['K'])"},
    {"Algorithm", "import jwt\njwt.encode(p, key, 'HS256')"},
    {"OtherLibrary", "import base64\nbase64.encode(p, 'turnip-stew-with-barley')"},
    {"OtherSecret",
     "queue({ driver: 'sqs', secret: 'turnip-stew-with-barley' }); const jwt = require('jsonwebtoken');"},
    {"LaravelQueue", "<?php return ['sqs' => ['driver' => 'sqs', 'secret' => 'your-secret-key']];"},
    {"PasswordMap", "const jwt = require('jsonwebtoken'); const users = { ann: 'turnip-stew-with-barley' };"},
    {"DenyList",
     "const INSECURE_SECRETS = ['secret', 'changeme'];\nconst jwt = require('jsonwebtoken');\njwt.sign(p, key);"},
    {"Message", "if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET is missing');"},
    {"NameOfAVariable", "const JWT_SECRET_ENV = 'JWT_SECRET';\nconst jwt_secret = 'JWT_SECRET';"},
    {"NameOfASetting", "class A { static final String JWT_SECRET = \"jwt.secret\"; }"},
    {"Header", "JWT_HEADER_TYPE = 'Bearer'\nJWT_AUTH_USERNAME_KEY = 'username'\nGUEST_TOKEN_JWT_ALGO = 'HS256'"},
    {"TypeAnnotation", "interface JwtOptions { secret: string; privateKey?: string; }"},
};
INSTANTIATE_TEST_SUITE_P(MustNotFire, Quiet, ::testing::ValuesIn(kQuiet),
                         [](const auto& row) { return std::string(row.param.library); });

TEST(Sinks, ObjectsThatAreMergedIntoThemselvesEnd) {
  // #5: options = Object.assign(…, options) was followed without end.
  const std::string program = R"(
const axios = require('axios');
let options = { url: base };
options = Object.assign({ headers: { Authorization: `Bearer ${token}` } }, options);
const other = Object.assign(options, other);
axios.get(Object.assign(other, Object.assign(options, other)));
jwt.sign(payload, other.secret, Object.assign(options, other));
)";
  EXPECT_THAT(SecretsIn(program), ::testing::IsEmpty());
}

}  // namespace
}  // namespace packrake
