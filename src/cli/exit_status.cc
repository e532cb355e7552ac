#include "cli/exit_status.h"

namespace packrake::cli {

int ExitStatus(const Outcome& outcome, int found_status) {
  if (outcome.interrupted) return 130;
  if (outcome.usage_error) return 2;
  if (outcome.incomplete) return 3;
  return outcome.findings ? found_status : 0;
}

bool IsUsage(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kInvalidConfig:
    case ErrorCode::kInvalidRule:
    case ErrorCode::kUnsupported:
      return true;
    case ErrorCode::kNotFound:
    case ErrorCode::kUnreadable:
    case ErrorCode::kCorrupt:
    case ErrorCode::kLimit:
    case ErrorCode::kInternal:
      break;
  }
  return false;
}

}  // namespace packrake::cli
