#include <gtest/gtest.h>

#include "credential/programs.h"

// Tokens that programs in Java, Kotlin, Scala and Groovy show, keep and send; and beside it what differs in the one thing
// that matters.
namespace packrake {
namespace {

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-log", R"p(
class Outgoing implements Interceptor {
  public Response intercept(Chain chain) throws IOException {
    Request request = signed(chain.request());
    Log.d("net", request.url() + " " + request.header("Authorization"));
    return chain.proceed(request);
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Filter extends OncePerRequestFilter {
  void doFilterInternal(HttpServletRequest request) {
    log.debug("called with {}", request.getHeader(HttpHeaders.AUTHORIZATION));
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Client {
  void refresh() {
    TokenResponse response = exchange();
    logger.info("got {}", response.getAccessToken());
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Welcome {
  void greet(OidcUser user) {
    System.out.println("id token: " + user.getIdToken().getTokenValue());
  }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Intake extends LazyLogging {
  def accept(accessToken: String): Unit = logger.warn(s"partner sent $accessToken and was refused")
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
fun Application.failures() {
    install(StatusPages) {
        exception<JWTVerificationException> { call, _ ->
            val jwt = call.request.headers["Authorization"]?.removePrefix("Bearer ")
            call.respond(HttpStatusCode.Forbidden, mapOf("reason" to "cannot use $jwt"))
        }
    }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Gate(check: Check) {
  val route = extractCredentials { given =>
    val jwt = given.map(_.token()).getOrElse("")
    if (check.passes(jwt)) complete("welcome") else complete(StatusCodes.Unauthorized -> s"no entry with '$jwt' today")
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Login {
  ResponseEntity<?> session(String accessToken) {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body("unknown session " + accessToken);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Entry extends OncePerRequestFilter {
  void refuse(HttpServletResponse response, String jwt) throws IOException {
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "bad token: " + jwt);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Desk {
  void handle(RoutingContext ctx, String jwt) {
    ctx.response().setStatusCode(401).end("expired: " + jwt);
  }
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
class Orders @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def show(jwt: String) = Action { Forbidden(Json.obj("error" -> "not yours", "token" -> jwt)) }
}
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
class Stock {
  Mono<String> items(OidcUser user) {
    return client.get().uri("/items").headers(h -> h.setBearerAuth(user.getIdToken().getTokenValue())).retrieve();
  }
}
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
suspend fun profile(session: Session) = client.get("https://api.example.org/me") { bearerAuth(session.idToken) }
)p"},
    {"jwt.misuse.web-storage", R"p(
class LoginView extends VerticalLayout {
  void keep(String accessToken) {
    getElement().executeJs("window.sessionStorage.setItem('desk', $0)", accessToken);
  }
}
)p"},
    {"jwt.misuse.web-storage", R"p(
class Screen {
  fun handOver(jwt: String) {
    webView.loadUrl("javascript:localStorage.setItem('access_token', '" + jwt + "')")
  }
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
import retrofit2.http.GET

interface Albums {
    @GET("albums/{id}")
    suspend fun album(@Path("id") id: String, @Query("access_token") accessToken: String): Album
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient
interface Albums {
  @GET
  Album album(@QueryParam("jwt") String jwt);
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
class Session {
  void keep(Context context, Login login) throws IOException {
    try (FileOutputStream out = context.openFileOutput("session", Context.MODE_PRIVATE)) {
      out.write(login.getRefreshToken().getBytes());
    }
  }
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import androidx.datastore.preferences.core.stringPreferencesKey

class Sessions(private val context: Context) {
    private val key = stringPreferencesKey("refresh_token")

    suspend fun keep(tokens: Pair) = context.dataStore.edit { prefs ->
        prefs[key] = tokens.refresh
    }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
fun Route.login(users: Users) = post("/login") {
    call.response.cookies.append("access_token", users.issue(call.receive()), maxAge = 3600L, httpOnly = true)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
class Login implements Handler<RoutingContext> {
  public void handle(RoutingContext ctx) {
    ctx.response().addCookie(Cookie.cookie("jwt", issue(ctx)).setHttpOnly(true).setPath("/")).end();
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import play.api.mvc._

class Login @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def enter = Action { request =>
    Ok("welcome").withCookies(Cookie("jwt", issue(request), maxAge = Some(3600)))
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import akka.http.scaladsl.model.headers.HttpCookie

class Login {
  val route = setCookie(HttpCookie("access_token", value = issue(), secure = true)) { complete("welcome") }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import io.javalin.http.Context;

class Login {
  void enter(Context ctx) {
    ctx.cookie("jwt", issue(ctx), 3600);
  }
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
class Login {
  Response enter(User user) {
    return Response.ok().cookie(new NewCookie.Builder("jwt").value(issue(user)).secure(true).build()).build();
  }
}
)p"},
};

constexpr Program kUnshown[] = {
    // whether there is one, and what it is about
    {"", R"p(
class Filter extends OncePerRequestFilter {
  void doFilterInternal(HttpServletRequest request) {
    log.debug("authorized: {}", request.getHeader("Authorization") != null);
    log.debug("scheme {}", schemeOf(request.getHeader(HttpHeaders.AUTHORIZATION)));
    log.debug("accepts {}", request.getHeader("Accept"));
  }
}
)p"},
    {"", R"p(
class Client {
  void refresh() {
    TokenResponse response = exchange();
    logger.info("access token expires at {}", response.getAccessToken().getExpiresAt());
    logger.info("scopes {}", response.getAccessToken().getScopes());
    logger.info("token of {} bytes", response.getAccessToken().length());
    logger.debug("jwt {}", mask(response.getAccessToken()));
  }
}
)p"},
    // a parser's tokens
    {"", R"p(
class Reader {
  void read(JsonParser parser) throws IOException {
    log.debug("next is {}", parser.nextToken());
    log.debug("at {}", parser.getToken());
  }
}
)p"},
    {"", R"p(
class Intake extends LazyLogging {
  def accept(accessToken: String): Unit = logger.warn(s"partner's token of $partner was refused: ${accessToken.length}")
}
)p"},
    // refusals that say why, and the answer to a log-in
    {"", R"p(
fun Application.failures() {
    install(StatusPages) {
        exception<JWTVerificationException> { call, cause ->
            call.respond(HttpStatusCode.Unauthorized, mapOf("error" to "invalid_token", "at" to cause.message))
        }
    }
}

fun Route.login(users: Users) = post("/login") {
    val token = users.issue(call.receive()) ?: return@post call.respond(HttpStatusCode.Unauthorized)
    call.respond(HttpStatusCode.OK, mapOf("token" to token))
}
)p"},
    {"", R"p(
class Login {
  ResponseEntity<?> session(Credentials given) {
    String jwt = issue(given);
    if (jwt == null) return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body("bad credentials");
    return ResponseEntity.status(HttpStatus.OK).body(Map.of("token", jwt));
  }
}
)p"},
    {"", R"p(
class Orders @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  def show(jwt: String) = Action { if (mine(jwt)) Ok(Json.obj("token" -> jwt)) else Unauthorized("not yours") }
}
)p"},
    // an access token as the bearer
    {"", R"p(
class Stock {
  Mono<String> items(OAuth2AuthorizedClient authorized) {
    return client.get().uri("/items").headers(h -> h.setBearerAuth(authorized.getAccessToken().getTokenValue())).retrieve();
  }
}
)p"},
    // other items of a page
    {"", R"p(
class LoginView extends VerticalLayout {
  void keep(String theme) {
    getElement().executeJs("window.localStorage.setItem('theme', $0)", theme);
    getElement().executeJs("window.localStorage.removeItem('token')");
  }
}
)p"},
    // a header, a page's token, and a link's that a mail carries
    {"", R"p(
import retrofit2.http.GET;

interface Albums {
  @GET("albums/{id}")
  Call<Album> album(@Path("id") String id, @Header("Authorization") String bearer, @Query("pageToken") String page);

  @GET("auth/confirm-email")
  Call<Void> confirm(@Query("token") String token);
}
)p"},
    // a server is asked so by others
    {"", R"p(
@Path("/albums")
class AlbumResource {
  @GET
  Album album(@QueryParam("page") int page) {
    return albums.get(page);
  }
}
)p"},
    {"", R"p(
class Notes {
  void keep(Context context, Note note) throws IOException {
    try (FileOutputStream out = context.openFileOutput("notes", Context.MODE_PRIVATE)) {
      out.write(note.getText().getBytes());
    }
    this.token = login.getToken();
  }
}
)p"},
    {"", R"p(
import androidx.datastore.preferences.core.stringPreferencesKey

class Sessions(private val context: Context) {
    private val key = stringPreferencesKey("theme")

    suspend fun keep(theme: String, token: String) = context.dataStore.edit { prefs ->
        prefs[key] = theme
    }
}
)p"},
    // cookies with both flags, of something else, and of a client's request
    {"", R"p(
fun Route.login(users: Users) = post("/login") {
    call.response.cookies.append("access_token", users.issue(call.receive()), secure = true, httpOnly = true)
    call.response.cookies.append("theme", "dark")
}
)p"},
    {"", R"p(
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

public class Login implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext ctx) {
    Cookie cookie = Cookie.cookie("jwt", issue(ctx)).setPath("/");
    cookie.setHttpOnly(true).setSecure(true);
    ctx.response().addCookie(cookie).end();
  }
}
)p"},
    {"", R"p(
import play.api.mvc._

class Login @Inject() (cc: ControllerComponents) extends AbstractController(cc) {
  private val age: Option[Int] = Some(3600)

  def enter = Action { implicit request =>
    Ok("welcome").withCookies(Cookie("jwt", issue(request), age, secure = true), Cookie("lang", "no"))
  }
}
)p"},
    {"", R"p(
class CookieSpec {
  void sendsIt(String jwt) {
    client.exchange(HttpRequest.GET("/desk").cookie(Cookie.of("JWT", jwt)));
  }
}
)p"},
    {"", R"p(
class LoginHandler {
  Cookie cookie(String accessToken) {
    Cookie made = Cookie.of("JWT", accessToken);
    made.configure(settings, secureRequest);
    return made;
  }
}
)p"},
    {"", R"p(
class Login {
  Response enter(User user) {
    return Response.ok().cookie(new NewCookie.Builder("jwt").value(issue(user)).secure(true).httpOnly(true).build()).build();
  }
}
)p"},
};

TEST(ReviewedJvmShown, TokensThatAreShownAreTold) { ExpectTold(kShown); }
TEST(ReviewedJvmShown, TokensThatAreNotShownAreQuiet) { ExpectQuiet(kUnshown); }
TEST(ReviewedJvmShown, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kShown);
  ReadCutShort(kUnshown);
}

}  // namespace
}  // namespace packrake
