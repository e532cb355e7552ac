// Checks patterns/*.yaml, compiles them, and writes what the program embeds: `embed_builtin PATTERNS_DIR OUT_DIR`.
#include <filesystem>
#include <iostream>
#include <string>

#include "base/file.h"
#include "credential/examiners.h"
#include "match/scanner.h"
#include "rules/load.h"
#include "text/decode.h"

namespace packrake {
namespace {

Status Embed(const std::filesystem::path& patterns, const std::filesystem::path& out) {
  RuleVocabulary vocabulary;
  for (const auto& [name, examiner] : Examiners()) vocabulary.examiners.emplace_back(name);
  for (const Decoder* decoder : Decoders()) vocabulary.decoders.emplace_back(decoder->name());

  RuleSet rules;
  if (auto added = AddRulesFrom(patterns, vocabulary, OnBadRule::kFail, rules); !added) return added;
  for (const Rule& rule : rules.rules) {
    if (auto checked = CheckAnchor(rule); !checked) return checked;
  }
  auto database = Matcher::SerializeDatabase(rules);
  if (!database) return std::move(database).error();
  auto line_filters = Matcher::SerializeLineFilters(rules);
  if (!line_filters) return std::move(line_filters).error();
  auto weak_secrets = ReadFile(patterns / "weak-secrets.txt");
  if (!weak_secrets) return std::move(weak_secrets).error();

  std::error_code ignored;  // the writes below tell better what is wrong
  std::filesystem::create_directories(out, ignored);
  if (auto written = WriteFileAtomically(out / "rules.compact", WriteCompactRules(rules)); !written) return written;
  if (auto written = WriteFileAtomically(out / "rules.hsdb", *database); !written) return written;
  if (auto written = WriteFileAtomically(out / "rules.filters", *line_filters); !written) return written;
  return WriteFileAtomically(out / "weak-secrets.txt", *weak_secrets);
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: embed_builtin PATTERNS_DIR OUT_DIR\n";
    return 2;
  }
  auto status = packrake::Embed(argv[1], argv[2]);
  if (!status) std::cerr << status.error().message << '\n';
  return status ? 0 : 1;
}
