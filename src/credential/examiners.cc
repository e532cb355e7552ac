#include "credential/examiners.h"

#include "credential/code_examiner.h"
#include "credential/der_bytes.h"
#include "credential/der_text.h"
#include "credential/exposure_examiner.h"
#include "credential/jwk.h"
#include "credential/jws.h"
#include "credential/jws_json.h"
#include "credential/key_files.h"
#include "credential/keystore.h"
#include "credential/nkey.h"
#include "credential/pem.h"
#include "credential/pgp_packets.h"
#include "credential/product_keys.h"
#include "credential/public_key.h"
#include "credential/rsa_parameters.h"

namespace packrake {

const ExaminerTable& Examiners() {
  static const ExaminerTable table = [] {
    ExaminerTable rows;
    for (const Examiner* examiner : {
             &JwsExaminer(),          &JwsLinesExaminer(),   &JweExaminer(),           &JwsJsonExaminer(),
             &DerBase64Examiner(),    &DerBytesExaminer(),   &DerArrayExaminer(),      &JwkExaminer(),
             &PuttyExaminer(),        &RsaXmlExaminer(),     &RsaParametersExaminer(), &AgeExaminer(),
             &PgpPacketExaminer(),    &GnupgAgentExaminer(), &VapidExaminer(),         &PublicKeyExaminer(),
             &KeycloakHmacExaminer(), &KeystoreExaminer(),   &FileNameExaminer(),      &CodeExaminer(),
             &ExposureExaminer(),     &PemExaminer(),        &NkeyExaminer(),          &GhostAdminExaminer(),
         }) {
      rows.emplace(examiner->name(), examiner);
    }
    return rows;
  }();
  return table;
}

}  // namespace packrake
