#include "credential/examiners.h"

#include "credential/jws.h"
#include "credential/pem.h"

namespace packrake {

const ExaminerTable& Examiners() {
  static const ExaminerTable table = [] {
    ExaminerTable rows;
    for (const Examiner* examiner : {
             &JwsExaminer(),
             &JweExaminer(),
             &PemExaminer(),
         }) {
      rows.emplace(examiner->name(), examiner);
    }
    return rows;
  }();
  return table;
}

}  // namespace packrake
