#include "credential/known_samples.h"

#include <span>

#include "base/digest.h"

namespace packrake {
namespace {

struct Row {
  std::string_view digest;  // SHA-256, hex
  SampleKind kind;
  std::string_view name;
};

// Digests of the secrets' texts.
constexpr Row kSecrets[] = {
    {"f7d838701b86c5dfb57bf95fbc5ce6df204cfc9f15ad6cdb39fd22f8776e47b6", SampleKind::kPublic, "jwt.io until 2024"},
    {"dfd7dc439654f313f3bb7734b467e71d701b6982cd4cb31cf7d555e723c223e9", SampleKind::kPublic, "jwt.io until 2024"},
    {"5eef83fe7cb71e2da053f846a07ecf933f49b66ef755ef8627be5e2fe94d7e84", SampleKind::kPublic, "jwt.io until 2024"},
    {"465d9ad5d5528ebe287b5dce4fb51620833d09b290e49ddcc70ca6c4a0aea01b", SampleKind::kPublic, "jwt.io since 2024"},
    {"db6833593279d7373592ef70e51f3daf048c04475739f8ed024b0821fd9e7fde", SampleKind::kPublic, "jwt.io since 2024"},
    {"730d21a80e61a8de82d12cb4c0b8057cff5a30e2dec50ce7a773513374f9164a", SampleKind::kPublic, "jwt.io since 2024"},
    {"570dad43de1af4c925f92c16a68a50936da42b7dd6fdeb24850507a1199aac89", SampleKind::kPublic, "FastAPI tutorial"},
    {"94a4a66749030a6976d3717ca72c922bf6dbeb21330739beaafc41d773e177ee", SampleKind::kPublic, "golang-jwt manual"},
    {"3b8c641b71396a65f3e488ba181bb1b8540c697a4d9beec1532f082100788aee", SampleKind::kPublic, "JWT.NET manual"},
    {"68b610d7350d5488ce4d81fb8d856c940cbe5ab196c3d8ad46114e1fbb0aeada", SampleKind::kPublic, "hapi-auth-jwt2 manual"},
    {"8b1b17a9740c068accab5c3d0d652c8e3cc13206e70bb73b42ea41d4c2de3c12", SampleKind::kPublic, "RFC 7515 A.1"},
    {"1453cea2dc3799e9026e42b3e465e455256d5a149582e4c5b92d4c8d604731a2", SampleKind::kShippedDefault, "Supabase"},
    {"a064b502e61d27e94b8717290e5e1b32e36720e9fbdf952ec81a84c07128cb37", SampleKind::kShippedDefault, "Supabase CLI"},
    {"c07799c18d8b80eed95367921770430008a217c621fa7b765fed516f08fc7f91", SampleKind::kShippedDefault, "Nacos"},
    {"71c480df93d6ae2f1efad1447c66c9525e316218cf51fc8d9ed832f2daf18b73", SampleKind::kShippedDefault, "RuoYi"},
    {"0ba207a0db0e4c71bfc3f72479d60eae87fec029d7c5bf6c3807b17b7768a244", SampleKind::kShippedDefault, "Micronaut"},
    {"3dc23f83676cf1b65e1cbdb50844a549b9ff77253389cd790f443a20e5b2288e", SampleKind::kShippedDefault, "Superset"},
    {"26fd2cb96404507841385bd67e6f16710e44c7fe924c7e5be55177f37af52027", SampleKind::kShippedDefault, "Superset"},
    {"fe18bd40b727a37ecce96ec8f474a82508c191b0c3bb3c47d325335cd467ad97", SampleKind::kShippedDefault, "Superset"},
    {"3f7aa5c0b56cad6ccbfc84814cd4b16a1abf3dd31d60b6f1663cc751b2a0d2a6", SampleKind::kShippedDefault, "Superset"},
    {"82640871d80ad525d0214e4c9cf5484471f779070760efc06a7f983aeda71436", SampleKind::kShippedDefault, "Mercure"},
    {"584ad96033c48784f4678cb6f5ddba60e6e6e13e636f710d20cbd7f41ed49206", SampleKind::kShippedDefault, "Mercure, old"},
    {"328cc709b66af346d51b786bd43e2f48077769e9d78bd218bb229b41326f1cef", SampleKind::kShippedDefault,
     "SpringBlade (CVE-2022-27360)"},
    {"d0ef674851cdedc855dfa0fd20301293fccfecd5fbff9b4c7a120357b04ecde6", SampleKind::kShippedDefault, "LoopBack 4"},
    {"a5159f723ea855a92b161d1b161359672823aaade4e71e166e09f23b78d56482", SampleKind::kShippedDefault, "gin-vue-admin"},
    {"41b9d19f6fb430a37bd07b1c832722d89934865e3207b3b69f0c916fab16a356", SampleKind::kShippedDefault, "Hono manual"},
};

// ABP's project template ends every secret that it makes with these characters, after the project's name.
constexpr std::string_view kAbpSuffix = "_C421AAEE0D114E9C";

// Digests of SubjectPublicKeyInfo DER.
constexpr Row kKeys[] = {
    {"", SampleKind::kPublic, ""},
};

// Digests of the last segment's text.
constexpr Row kSignatures[] = {
    {"051d093c4bdedbf23f905ad01d9c6111414d54e2170e1d7f76657c4e76e3e65b", SampleKind::kPublic, "jwt.io until 2024"},
    {"eaa5581c2e8d2f4418f12e51a5d352efebe602d431f547a4aa2e21297bb24af5", SampleKind::kPublic, "jwt.io since 2024"},
    {"13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3", SampleKind::kPublic, "RFC 7519 3.1"},
};

std::optional<KnownSample> LookUp(std::span<const Row> rows, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string digest = Sha256Hex(text);
  for (const Row& row : rows) {
    if (row.digest == digest) return KnownSample{row.kind, row.name};
  }
  return std::nullopt;
}

}  // namespace

std::optional<KnownSample> KnownSecret(std::string_view secret) {
  if (secret.ends_with(kAbpSuffix)) return KnownSample{SampleKind::kShippedDefault, "ABP project template"};
  return LookUp(kSecrets, secret);
}

std::optional<KnownSample> KnownKey(std::string_view spki) { return LookUp(kKeys, spki); }

std::optional<KnownSample> KnownSignature(std::string_view signature) { return LookUp(kSignatures, signature); }

}  // namespace packrake
