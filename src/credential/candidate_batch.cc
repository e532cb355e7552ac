#include "credential/candidate_batch.h"

namespace packrake {

void CandidateBatch::Add(std::string_view literal, std::size_t origin, Forms forms) {
  const std::size_t begin = bytes_.size();
  bytes_ += literal;
  literals_.push_back({begin, literal.size(), origin});
  ForEachForm(literal, forms, [&](std::string_view bytes, std::string_view form) {
    if (form.empty()) {
      waiting_.push_back({begin, literal.size(), literals_.size() - 1, form});
    } else {
      waiting_.push_back({bytes_.size(), bytes.size(), literals_.size() - 1, form});
      bytes_ += bytes;
    }
  });
}

void CandidateBatch::Clear() {
  bytes_.clear();
  waiting_.clear();
  literals_.clear();
  secrets_.clear();
}

CandidateBatch::Candidate CandidateBatch::operator[](std::size_t index) const {
  const Waiting& waiting = waiting_[index];
  const Literal& literal = literals_[waiting.literal];
  return {BytesOf(literal.begin, literal.size), BytesOf(waiting.begin, waiting.size), waiting.form, literal.origin};
}

std::span<const std::string_view> CandidateBatch::Secrets() {
  secrets_.clear();
  secrets_.reserve(waiting_.size());
  for (const Waiting& waiting : waiting_) secrets_.push_back(BytesOf(waiting.begin, waiting.size));
  return secrets_;
}

}  // namespace packrake
