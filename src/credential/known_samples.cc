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
    {"0330b11998cbc9abd5a585e755cb5df2f73f1a5632fdcc2abb19e05e3eceddb9", SampleKind::kPublic, "RFC 7520 3.5"},
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

// Digests of SubjectPublicKeyInfo DER; `packrake scan` of the named source shows them as "spki-sha256".
constexpr Row kKeys[] = {
    {"6fd13c2435a361e7c588cd17f55f5ad3df0177a66c1727a6a200845f4d7ab88c", SampleKind::kPublic, "RFC 7515 A.2"},
    {"2bd1bb0c44a897c30a7aa0991cde38d8062fe441de50da0f46825344f602e827", SampleKind::kPublic, "RFC 7515 A.3"},
    {"9146ce73d6abeda5e0ab6926e7bd9b563f2f2258b488d520534a0b84ba5871df", SampleKind::kPublic, "RFC 7515 A.4"},
    {"bf0a7a74f9afb6edda89ebabe824241bfdb281db2da50daae9973c6cbe99fe95", SampleKind::kPublic, "RFC 7516 A.1"},
    {"c1de70b4f5ae92a53b86f6a7175e3b9b88b2f810d55aba53aca334c59fc2ea60", SampleKind::kPublic, "RFC 7516 A.2"},
    {"51b944cdfa544d4c3273aa6bf350625a7dd53bbb6a71723274f538b19a207760", SampleKind::kPublic, "RFC 7517 A.2"},
    {"ad32320cf6c596d884b05381ba573aba8ddd5749b4de8f4a23a79f9a89ddaeb2", SampleKind::kPublic, "RFC 7517 A.2"},
    {"a4109e6bac8043ec089a57064aeb14d0b5fd5025b95810541c52a168aa565344", SampleKind::kPublic, "RFC 7517 C"},
    {"36ada7a1c77e32830848b347126d4da6de59f1c30536c53750dc9ec8931349fb", SampleKind::kPublic, "RFC 7518 C"},
    {"19818232a1dd313f53b5d5b95ae3d32570e178ba58d6d5906989fc299b00e32f", SampleKind::kPublic, "RFC 7518 C"},
    {"627771f25da426d1f9ae315e42106d700b1529850eee1592acf39603959d795d", SampleKind::kPublic, "RFC 7520 3.4"},
    {"c6479a15a50ac4cd9b6414e27c69bf37345dc1046dc648875c4898fbd35cc74b", SampleKind::kPublic, "RFC 7520 3.2"},
    {"229cabb741449d91d703195d4d69814fdcae96bf2f58960ae2711cedd61e3514", SampleKind::kPublic, "RFC 7520 5.1"},
    {"c8579d8d878fb8eab2a6f1e714c92118b9960e1478ed906496255ed405db1636", SampleKind::kPublic, "RFC 7520 5.2"},
    {"1b50d9a1d7f6619f0362fe9382506259cb44afdd1dc3083c927cab36f2ebf79b", SampleKind::kPublic, "RFC 7520 5.4"},
    {"eb28a65877d2b84b92a6a9b5fd762a45e50665933d97fc0c724e70a161f2031a", SampleKind::kPublic, "RFC 7520 5.5"},
    {"06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9", SampleKind::kPublic, "RFC 8037 A.1"},
    {"4886b0384bff5435d1c7e4830f4577ece463affb9c5fd4488835a1b006875547", SampleKind::kPublic, "jwt.io"},
    {"7e4dca89fb53191466937946b7bbdaf5d9c03837721ee7c456ea62a8638ee7bc", SampleKind::kPublic, "jwt.io"},
    {"d3c6b207c9f500e783546e40682450c7650ed21bdf6a7f70ffe8ad0c5a4027a8", SampleKind::kPublic, "tests of PyJWT"},
    {"0e8d7322b0c7bd329d39602f7369591692e9c17cd7611b11283818e5497043e6", SampleKind::kPublic, "tests of PyJWT"},
    {"0aacaece81bf1d86bff71ce456d08c6b6edabcf037cee4b8d9d240aa86c972be", SampleKind::kPublic, "tests of PyJWT"},
    {"6d459732975cf50fd3bb2d179029077bbec65f1db5530a3950b37b37047d26a6", SampleKind::kPublic, "tests of PyJWT"},
    {"7f3a11519b98c0fc6dea92d15badbb0f7860c9718f5a28d0e39ccd465906be68", SampleKind::kPublic, "tests of PyJWT"},
    {"e7fe64a104e57c6cc41b30177602535c650ae74272d50a11d0d3457866452cf2", SampleKind::kPublic, "tests of PyJWT"},
    {"e7293443ddce5ba92dd8fdea34487170bc059ac3e9c018d9315551ea7dd16443", SampleKind::kPublic, "tests of PyJWT"},
    {"36f9c67111b884ff2eee89b58f340785702eb4574b6856476b8567bb4b2e926e", SampleKind::kPublic, "tests of PyJWT"},
    {"88c1b21e4e62f7bc2e3527d016c81df8611aff408b3d3776fcd6ce80f2f2be4b", SampleKind::kPublic, "manual of PyJWT"},
    {"49c206e4acc33a73a8634abda6ae09f32078fb5a3a8a9a6a9ebccf8669b12bc8", SampleKind::kPublic, "manual of PyJWT"},
    {"d7ebb5567eba7379e871d982896f4f1927290b29aa4fab92aa262ea6cc9be673", SampleKind::kPublic, "manual of PyJWT"},
    {"ddf44bc810c7797dee26e55368cb280e0d04bea070a0bfaf1d64637de076fe5c", SampleKind::kPublic, "manual of PyJWT"},
    {"454727d39e91d8fef1192d0c2b41c2029ac6e30ae14493ffc50f868c2bb66012", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"5046d1bc75ac368638a4bf2dd8a32e183851259adc7486bc3c27113994ea2d13", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"bf4821bcb51707d902029278b2ccfd6e20ceda7738b4d2f235e4844d4240d9ff", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"835d09f525eb09d5372b3be0b447cb13a55ea548482bfcf08ab99f2d0b654ec0", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"4eef4adb242780bdf94714a14cabaa7a3d1a2278ef0ba04bca48106ff9e66810", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"6efa60a865a705a87ded39f79d49e8740177ccdfd80e6274ad87de557f291afb", SampleKind::kPublic,
     "tests of node-jsonwebtoken"},
    {"411a6612528417de252e5d2bf92bcf16bb2279b77f79ccd1f5c30d96418d1c08", SampleKind::kPublic, "tests of golang-jwt"},
    {"5ffca840adc4ff4bfdafe6c29accb2d85712a476af179bdd525ab6212ac2c0d6", SampleKind::kPublic, "tests of golang-jwt"},
    {"567618bd1a32f8551403e25ee8e72e25e5a481fd08cc82e1c0f4f2da63a5bc41", SampleKind::kPublic, "tests of golang-jwt"},
    {"93dcb1660aa8926443841ece6e594261db28d518c93ffccb2817ccc276d99653", SampleKind::kPublic, "tests of golang-jwt"},
    {"0041658b98bc7d6516657db3b132ff6c2f883baff0668ba60d1b58e0e2f111ec", SampleKind::kPublic, "tests of golang-jwt"},
    {"3dd15ef34ff58da98b4cf8fa6b9e2eb281665c38e36f56ad1faba791b2d536c3", SampleKind::kPublic, "manual of php-jwt"},
    {"bde93142b0780b2a66d27977d35f4f542e71cc538d491fe6609e2380b747a027", SampleKind::kPublic, "Vagrant's insecure key"},
    {"a7279699e5c6a4ad971f9f205c2409a1cfb05216522b53b3d894dd3ede5e9675", SampleKind::kPublic, "Vagrant's insecure key"},
    {"b03e0bd15881d52c061a4d27025dabc5f983ad6676a882915fc60a03545ee1ac", SampleKind::kPublic, "OWASP Juice Shop"},
};

// Digests of the last segment's text.
constexpr Row kSignatures[] = {
    {"58a49ad4c9c320cafafc0f9e27f3f48292eb3fe09984fb626d44b6e307263303", SampleKind::kPublic, "jwt.io, RS256"},
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

std::optional<KnownSample> KnownSignature(std::string_view signature) {
  if (!signature.empty() && signature.find_first_not_of(signature[0]) == std::string_view::npos)
    return KnownSample{SampleKind::kPublic, "a signature of one character"};
  return LookUp(kSignatures, signature);
}

}  // namespace packrake
