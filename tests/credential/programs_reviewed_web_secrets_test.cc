#include "credential/code_text.h"
#include "credential/programs.h"

// PHP, Ruby, Elixir, Perl and Lua: secrets in the ways of their libraries, and beside each what is written in much the
// same way and comes from outside.
namespace packrake {
namespace {

constexpr Program kToldOfPhp[] = {
    {"jwt.secret.*", R"p(<?php
use Namshi\JOSE\SimpleJWS;

$jws = new SimpleJWS(['alg' => 'HS256']);
$jws->setPayload(['uid' => 7]);
$jws->sign('{{random:alnum:28:7101}}');
)p"},
    // another name for the class; what sites are called
    {"jwt.secret.weak", R"p(<?php
use Firebase\JWT\{JWT as Codec, Key};

class Bell {
    public function ring($id) {
        $key = hash('sha512', config('app.name'));
        return Codec::encode(['sub' => $id, 'exp' => time() + 60], $key, 'HS512');
    }
}
)p"},
    // the pass phrase of the key that signs
    {"jwt.secret.config", R"p(
lexik_jwt_authentication:
    secret_key: '%env(resolve:JWT_SECRET_KEY)%'
    pass_phrase: '{{random:alnum:28:7102}}'
    token_ttl: 900
)p"},
};

constexpr Program kQuietInPhp[] = {
    // a setting that nobody sees
    {"", R"p(<?php
use Firebase\JWT\JWT as Codec;

class Bell {
    public function ring($id) {
        $key = hash('sha512', config('app.name') . config('app.key'));
        return Codec::encode(['sub' => $id, 'exp' => time() + 60], $key, 'HS512');
    }
}
)p"},
    // a foreach has an `as`, too
    {"", R"p(<?php
use Firebase\JWT\JWT;

foreach ($rows as $row) { JWT::encode(['sub' => $row, 'exp' => time() + 60], $key, 'HS512'); }
)p"},
    {"", R"p(
lexik_jwt_authentication:
    secret_key: '%env(resolve:JWT_SECRET_KEY)%'
    pass_phrase: '%env(JWT_PASSPHRASE)%'
    token_ttl: 900
)p"},
    // the kinds of a lexer's tokens
    {"", R"p(<?php
final class Kind {
    const T_JWT = 'jwt';
    const T_SECRET = 'secret';
    const T_NUMBER = 'number';
    const T_NAME = 'name';
    const T_JWT_SECRET = 'jwt_secret';
}
)p"},
};

constexpr Program kToldOfRuby[] = {
    // keys: a block's, a provider's, a hand-made signature's, Warden's
    {"jwt.secret.fallback", R"p(
require 'jwt'

def self.read(raw)
  JWT.decode(raw, nil, true, algorithms: ['HS256']) do |header|
    RING.fetch(header['kid']) { '{{random:alnum:28:7201}}' }
  end
end
)p"},
    {"jwt.secret.flow", R"p(
require 'jwt'

def read(raw)
  JWT.decode(raw, nil, true, { algorithms: ['HS256'] }) { |_header| '{{random:alnum:28:7202}}' }
end
)p"},
    {"jwt.secret.call", R"p(
Rails.application.config.middleware.use OmniAuth::Builder do
  provider :github, ENV['GITHUB_ID'], ENV['GITHUB_SECRET']
  provider :jwt, '{{random:alnum:28:7203}}', auth_url: 'https://login.example.org'
end
)p"},
    {"jwt.secret.call", R"p(
Devise.setup do |config|
  config.omniauth :jwt, '{{random:alnum:28:7204}}', uid_claim: 'email'
end
)p"},
    {"jwt.secret.call", R"p(
head = encode({ alg: 'HS256', typ: 'JWT' })
mac = OpenSSL::HMAC.digest(OpenSSL::Digest.new('sha256'), '{{random:alnum:28:7205}}', "#{head}.#{body}")
)p"},
    {"jwt.secret.*", R"p(
Warden::JWTAuth.configure do |config|
  config.secret = ENV['WARDEN_KEY'].presence || '{{random:alnum:28:7206}}'
  config.dispatch_requests = [['POST', %r{^/login$}]]
end
)p"},
    // a digest of what the token itself says
    {"jwt.secret.weak", R"p(
class MeterPass
  def to_s
    JWT.encode({ sub: @meter.plate, exp: 1.hour.from_now.to_i }, key, 'HS256')
  end

  def key
    Digest::SHA256.hexdigest("pass:#{@meter.plate}")
  end
end
)p"},
};

constexpr Program kQuietInRuby[] = {
    {"", R"p(
require 'jwt'

def read(raw)
  JWT.decode(raw, nil, true, algorithms: ['RS256'], verify_aud: true, aud: 'doors', verify_iss: true, iss: 'id') do |header|
    RING.fetch(header['kid']) { raise KeyError, 'unknown key' }
  end
end
)p"},
    // key sets that a method puts into the options, and options of elsewhere
    {"", R"p(
class Federation
  def call(raw)
    JWT.decode(raw, nil, true, options).first
  end

  def options
    known = { algorithms: ['RS256'], jwks: @keys }
    known[:aud] = @client
    known
  end
end
)p"},
    {"", R"p(
Rails.application.config.middleware.use OmniAuth::Builder do
  provider :github, ENV['GITHUB_ID'], ENV['GITHUB_SECRET']
  provider :twitter, 'a-public-key-of-ours', ENV['TWITTER_SECRET']
  provider :jwt, ENV['SSO_SECRET'], auth_url: 'https://login.example.org'
end
)p"},
    {"", R"p(
head = encode({ alg: 'HS256', typ: 'JWT' })
mac = OpenSSL::HMAC.digest('SHA256', ENV.fetch('SIGNING'), "#{head}.#{body}")
etag = Digest::SHA256.hexdigest('etag-of-the-page')
)p"},
    {"", R"p(
Warden::JWTAuth.configure do |config|
  config.secret = ENV.fetch('WARDEN_KEY')
  config.dispatch_requests = [['POST', %r{^/login$}]]
end
)p"},
    // a digest with something in it that only the server has
    {"", R"p(
class MeterPass
  def to_s
    JWT.encode({ sub: @meter.plate, exp: 1.hour.from_now.to_i }, key, 'HS256')
  end

  def key
    Digest::SHA256.hexdigest("#{@pepper}:#{@meter.plate}")
  end
end
)p"},
    {"", R"p(
class MeterPass
  def to_s
    JWT.encode({ sub: @meter.plate, exp: 1.hour.from_now.to_i }, key, 'HS256')
  end

  def key
    Digest::SHA256.hexdigest("pass:#{@meter.vault_entry}")
  end
end
)p"},
};

constexpr Program kToldOfElixir[] = {
    {"jwt.secret*", R"p(
defmodule Chat.Tokens do
  def signing_key, do: Application.get_env(:chat, :key, "{{random:alnum:28:91021}}")
  def signer, do: Joken.Signer.create("HS512", signing_key())
end
)p"},
    // what is piped in, what is asked for with a default
    {"jwt.secret.*", R"p(
defmodule Till.Keys do
  def jwk do
    "{{random:alnum:28:7301}}"
    |> JOSE.JWK.from_oct()
  end
end
)p"},
    {"jwt.secret.fallback", R"p(
defmodule Till.Keys do
  def signer(options) do
    Joken.Signer.create("HS256", Keyword.get(options, :key, "{{random:alnum:28:7302}}"))
  end
end
)p"},
    {"jwt.secret.fallback", R"p(
defmodule Till.Keys do
  def jwk, do: :till |> Application.get_env(:media_key, "{{random:alnum:28:7303}}") |> JOSE.JWK.from_oct()
end
)p"},
    {"jwt.secret.weak", R"p(
defmodule Till.Keys do
  def sign(till) do
    JOSE.JWT.sign(JOSE.JWK.from_oct(key(till)), %{"alg" => "HS256"}, %{"sub" => till.plate})
  end

  defp key(till), do: :crypto.hash(:sha256, "till:" <> till.plate)
end
)p"},
};

constexpr Program kQuietInElixir[] = {
    {"", R"p(
defmodule Chat.Tokens do
  def signing_key, do: Application.fetch_env!(:chat, :key)
  def issuer, do: "chat.example.org/of-the-team"
  def signer, do: Joken.Signer.create("HS512", signing_key())
end
)p"},
    {"", R"p(
defmodule Till.Keys do
  def signer(options) do
    Joken.Signer.create("HS256", Keyword.get(options, :key, System.fetch_env!("TILL_KEY")))
  end

  def jwk, do: :till |> Application.fetch_env!(:media_key) |> JOSE.JWK.from_oct()
end
)p"},
    {"", R"p(
defmodule Till.Keys do
  def sign(till) do
    JOSE.JWT.sign(JOSE.JWK.from_oct(key(till)), %{"alg" => "HS256"}, %{"sub" => till.plate})
  end

  defp key(till), do: :crypto.hash(:sha256, till.secret <> till.plate)
end
)p"},
};

constexpr Program kToldOfPerl[] = {
    // Crypt::JWT
    {"jwt.secret.*", R"p(
package Depot::Auth;
use Crypt::JWT qw(encode_jwt);

my %options = (alg => 'HS256', key => '{{random:alnum:28:7401}}');

sub pass {
    my ($id) = @_;
    return encode_jwt(payload => { sub => $id }, alg => $options{alg}, key => $options{key}, relative_exp => 600);
}
)p"},
    {"jwt.secret.*", R"p(
package Depot::Auth;
use Crypt::JWT qw(decode_jwt);

sub new {
    my ($class) = @_;
    my $self = bless {}, $class;
    $self->{key} = '{{random:alnum:28:7402}}';
    return $self;
}

sub claims {
    my ($self, $raw) = @_;
    return decode_jwt(token => $raw, key => $self->{key}, accepted_alg => 'HS256');
}
)p"},
    // Mojo::JWT
    {"jwt.secret.*", R"p(
use Mojo::JWT;
my $jwt = Mojo::JWT->new(claims => { id => 7 }, secret => '{{random:alnum:28:7403}}')->encode;
)p"},
    {"jwt.secret.*", R"p(
use JSON::WebToken;
my $raw = JSON::WebToken->encode({ sub => 7 }, '{{random:alnum:28:7404}}', 'HS256');
)p"},
    {"jwt.secret.weak", R"p(
use JSON::WebToken;
use Sys::Hostname;
use Digest::SHA qw(sha256_hex);

sub key { return $ENV{DEPOT_KEY} // sha256_hex(hostname()); }
my $raw = JSON::WebToken->encode({ sub => 7 }, key(), 'HS256');
)p"},
};

constexpr Program kQuietInPerl[] = {
    {"", R"p(
package Depot::Auth;
use Crypt::JWT qw(encode_jwt decode_jwt);

my %options = (alg => 'HS256', key => $ENV{DEPOT_KEY});

sub pass {
    my ($id) = @_;
    return encode_jwt(payload => { sub => $id }, alg => $options{alg}, key => $options{key}, relative_exp => 600);
}

sub claims {
    my ($self, $raw) = @_;
    return decode_jwt(token => $raw, key => $self->{key}, accepted_alg => 'HS256', verify_exp => 1, ignore_signature => 0);
}
)p"},
    {"", R"p(
use JSON::WebToken;
use Digest::SHA qw(sha256_hex);

sub key { my ($self) = @_; return sha256_hex($self->{name} . $self->{secret}); }
my $raw = JSON::WebToken->encode({ sub => 7 }, key(), 'HS256');
)p"},
};

constexpr Program kToldOfLua[] = {
    {"jwt.secret.weak", R"p(
local jwt = require "resty.jwt"
local token = jwt:sign(tostring(os.time()), { header = { alg = "HS256" }, payload = { sub = user } })
)p"},
};

constexpr Program kQuietInLua[] = {
    {"", R"p(
local jwt = require "resty.jwt"
local token = jwt:sign(os.getenv("PORTAL_KEY"), { header = { alg = "HS256" }, payload = { exp = os.time() + 60 } })
)p"},
};

TEST(ReviewedWeb, SecretsOfPhp) {
  ExpectTold(kToldOfPhp);
  ExpectQuiet(kQuietInPhp);
}
TEST(ReviewedWeb, SecretsOfRuby) {
  ExpectTold(kToldOfRuby);
  ExpectQuiet(kQuietInRuby);
}
TEST(ReviewedWeb, SecretsOfElixir) {
  ExpectTold(kToldOfElixir);
  ExpectQuiet(kQuietInElixir);
}
TEST(ReviewedWeb, SecretsOfPerl) {
  ExpectTold(kToldOfPerl);
  ExpectQuiet(kQuietInPerl);
}
TEST(ReviewedWeb, SecretsOfLua) {
  ExpectTold(kToldOfLua);
  ExpectQuiet(kQuietInLua);
}
TEST(ReviewedWeb, SecretsAreReadWhereverTheyAreCutShort) {
  ReadCutShort(kToldOfPhp);
  ReadCutShort(kToldOfRuby);
  ReadCutShort(kToldOfElixir);
  ReadCutShort(kToldOfPerl);
  ReadCutShort(kToldOfLua);
}

}  // namespace
}  // namespace packrake
