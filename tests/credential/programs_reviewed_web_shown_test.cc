#include "credential/code_text.h"
#include "credential/programs.h"

// PHP, Ruby, Elixir and Lua: tokens where others read them, in the ways of their frameworks, and beside each what is
// written in much the same way and shows none.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // the dot joins
    {"jwt.misuse.token-in-log", R"p(<?php
use Firebase\JWT\JWT;

function refuse($token, $logger, $e) {
    $logger->info('refused ' . $token . ': ' . $e->getMessage());
}
)p"},
    // the context of a log line
    {"jwt.misuse.token-in-log", R"p(<?php
use Illuminate\Support\Facades\Log;

class Shipper {
    public function ship($order, $refreshToken) {
        Log::warning('no answer', [
            'order' => $order->id,
            'token' => $refreshToken,
        ]);
    }
}
)p"},
    // by what the name was given
    {"jwt.misuse.token-in-error", R"p(<?php
class Gate {
    public function handle(Request $request) {
        $sent = $request->bearerToken();
        return response()->json(['error' => "no such token: $sent"], 401);
    }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
module Gate
  def claims
    sent = cookies[:jwt]
    JWT.decode(sent, KEY, true, algorithm: 'ES256')
  rescue JWT::DecodeError
    raise Denied, "cannot read token #{sent}"
  end
end
)p"},
    {"jwt.misuse.token-in-error", R"p(
module Gate
  def claims
    render json: { error: "cannot read #{token}" }, status: 401
  rescue JWT::DecodeError
    nil
  end
end
)p"},
    // cookies that are told to be neither
    {"jwt.misuse.cookie-flags", R"p(<?php
use Symfony\Component\HttpFoundation\Cookie;
$response->headers->setCookie(Cookie::create('jwt', $raw, 0, '/', null, true, false));
)p"},
    {"jwt.misuse.cookie-flags", R"p(<?php
use Illuminate\Support\Facades\Cookie;
Cookie::queue('access_token', $raw, 60, '/', null, false, true);
)p"},
    {"jwt.misuse.cookie-flags", R"p(<?php
return response('ok')->cookie('auth_token', $token, 60, null, null, true, false);
)p"},
    {"jwt.misuse.cookie-flags", R"p(<?php
use yii\web\Cookie;
Yii::$app->response->cookies->add(new Cookie(['name' => 'jwt', 'value' => $raw, 'httpOnly' => false]));
)p"},
    {"jwt.misuse.cookie-flags", R"p(
defmodule TillWeb.SessionController do
  def create(conn, _params) do
    {:ok, token, _claims} = Till.Guardian.encode_and_sign(conn.assigns.user)
    put_resp_cookie(conn, "till_token", token, http_only: false)
  end
end
)p"},
    {"jwt.misuse.cookie-flags", R"p(
local jwt = require "resty.jwt"
ngx.header["Set-Cookie"] = "till_token=" .. token .. "; Path=/; HttpOnly"
)p"},
    {"jwt.misuse.cookie-flags", R"p(
local jwt = require "resty.jwt"
ngx.header.set_cookie = "jwt=" .. token
)p"},
    // the address that all of a client's requests begin with
    {"jwt.misuse.plain-http", R"p(
class Till
  include HTTParty
  base_uri 'http://till.example.org'

  def sums
    self.class.get('/sums', headers: { 'Authorization' => "Bearer #{@token}" })
  end
end
)p"},
    {"jwt.misuse.plain-http", R"p(
class Till
  def client
    Faraday.new(url: 'http://till.example.org') { |f| f.adapter :net_http }
  end

  def sums
    client.get('/sums', nil, { 'Authorization' => "Bearer #{@token}" })
  end
end
)p"},
    {"jwt.misuse.plain-http", R"p(
defmodule Till.Client do
  use Tesla
  plug Tesla.Middleware.BaseUrl, "http://till.example.org"

  def sums(token), do: get("/sums", headers: [{"authorization", "Bearer " <> token}])
end
)p"},
    {"jwt.misuse.plain-http", R"p(<?php
use GuzzleHttp\Client;

class Till {
    public function __construct() {
        $this->http = new Client(['base_uri' => 'http://till.example.org', 'timeout' => 3]);
    }

    public function sums($token) {
        return $this->http->get('/sums', ['headers' => ['Authorization' => 'Bearer ' . $token]]);
    }
}
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
Faraday.new(url: BASE) do |f|
  f.request :authorization, 'Bearer', session.id_token
end
)p"},
    // an access token is no link's of one use
    {"jwt.misuse.token-in-url", R"p(
class InvitationMailer
  def invite(user)
    access_token = JWT.encode({ sub: user.id, exp: soon }, key, 'HS512')
    @link = "https://app.example.org/start?access_token=#{access_token}"
  end
end
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(<?php
use Firebase\JWT\JWT;

function refuse($token, $logger, $e) {
    $logger->info('refused a token of ' . $token->name . ': ' . $e->getMessage());
    $logger->info('refused ' . substr($token, 0, 6) . ': ' . $e->getMessage());
}
)p"},
    {"", R"p(<?php
use Illuminate\Support\Facades\Log;

class Shipper {
    public function ship($order, $refreshToken) {
        Log::warning('no answer', [
            'order' => $order->id,
            'token' => hash('sha256', $refreshToken),
        ]);
        return ['token' => $refreshToken];
    }
}
)p"},
    {"", R"p(<?php
class Gate {
    public function handle(Request $request) {
        $sent = $request->bearerToken();
        $why = $this->check($sent);
        return response()->json(['error' => "no such token: $why"], 401);
    }
}
)p"},
    // what a parser met, and whose token it is
    {"", R"p(
module Gate
  def claims
    sent = cookies[:jwt]
    owner = find(sent).owner
    raise Denied, "no token of #{owner}"
  end
end
)p"},
    {"", R"p(
module Gate
  def claims
    render json: { error: "token of #{user.name} has expired" }, status: 401
  rescue JWT::DecodeError => e
    render json: { error: "invalid token: #{e.message}" }, status: 401
  end
end
)p"},
    // HttpOnly by default, and Secure as the request has it
    {"", R"p(<?php
use Symfony\Component\HttpFoundation\Cookie;
$response->headers->setCookie(Cookie::create('jwt', $raw, 0, '/', null, true, true));
$response->headers->setCookie(new Cookie('jwt', $raw));
)p"},
    {"", R"p(<?php
use Illuminate\Support\Facades\Cookie;
Cookie::queue('access_token', $raw, 60);
Cookie::queue('theme', $name, 60, '/', null, false, false);
Cookie::queue('XSRF-TOKEN', $raw, 60, '/', null, true, false);
)p"},
    {"", R"p(<?php
use yii\web\Cookie;
Yii::$app->response->cookies->add(new Cookie(['name' => 'jwt', 'value' => $raw, 'httpOnly' => true]));
)p"},
    {"", R"p(
defmodule TillWeb.SessionController do
  def create(conn, _params) do
    {:ok, token, _claims} = Till.Guardian.encode_and_sign(conn.assigns.user)

    conn
    |> put_resp_cookie("till_token", token, max_age: 900)
    |> put_resp_cookie("till_theme", "dark", http_only: false)
  end
end
)p"},
    {"", R"p(
local jwt = require "resty.jwt"
ngx.header["Set-Cookie"] = "till_token=" .. token .. "; Path=/; HttpOnly; Secure"
ngx.header["Set-Cookie"] = "till_theme=" .. theme .. "; Path=/"
)p"},
    {"", R"p(
class Till
  include HTTParty
  base_uri 'https://till.example.org'

  def sums
    self.class.get('/sums', headers: { 'Authorization' => "Bearer #{@token}" })
  end
end
)p"},
    // nothing is carried there
    {"", R"p(
class Weather
  include HTTParty
  base_uri 'http://weather.example.org'

  def today
    self.class.get('/today', query: { city: 'Bern' })
  end
end
)p"},
    // inside a cluster
    {"", R"p(
defmodule Till.Client do
  use Tesla
  plug Tesla.Middleware.BaseUrl, "http://sums:4000"

  def sums(token), do: get("/sums", headers: [{"authorization", "Bearer " <> token}])
end
)p"},
    {"", R"p(
Faraday.new(url: BASE) do |f|
  f.request :authorization, 'Bearer', session.access_token
end
)p"},
};

TEST(ReviewedWeb, TokensShown) { ExpectTold(kTold); }
TEST(ReviewedWeb, TokensNotShown) { ExpectQuiet(kQuiet); }
TEST(ReviewedWeb, TokensShownAreReadWhereverTheyAreCutShort) { ReadCutShort(kTold); }

}  // namespace
}  // namespace packrake
