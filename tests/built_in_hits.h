#ifndef PACKRAKE_TESTS_BUILT_IN_HITS_H_
#define PACKRAKE_TESTS_BUILT_IN_HITS_H_

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "credential/examiners.h"
#include "match/scanner.h"
#include "rules/builtin.h"
#include "source/open.h"
#include "support/hit_list.h"

/// What the built-in rules find in a repository, read in each of the ways that must agree.
namespace packrake {

inline const Matcher& BuiltinMatcher() {
  static const RuleSet* rules = new RuleSet(BuiltinRules().value());
  static const std::unique_ptr<Matcher>* matcher = new std::unique_ptr<Matcher>(
      Matcher::Create(*rules, Examiners(), BuiltinDatabase(), BuiltinLineFilters()).value());
  return **matcher;
}

/// By the scanner, or by the slow reference that runs every rule over every line.
enum class Way { kScanner, kReference };

/// All hits of a repository's history. Throws where it cannot be read.
inline std::vector<HitKey> HitsOf(const std::string& repository, const ReadOptions& options, Way way = Way::kScanner) {
  auto source = OpenHistory(repository);
  if (!source) throw std::runtime_error(source.error().message);
  HitList hits;
  std::vector<std::unique_ptr<BlobSink>> owned;
  std::vector<BlobSink*> sinks;
  for (int i = 0; i < options.threads; ++i) {
    if (way == Way::kReference) {
      owned.push_back(std::make_unique<ReferenceSink>(BuiltinMatcher().rules(), Examiners(), hits));
    } else {
      owned.push_back(std::make_unique<ScanningSink>(BuiltinMatcher(),
                                                     Matcher::ScannerOptions{.inherit = options.use_deltas}, hits));
    }
    sinks.push_back(owned.back().get());
  }
  ScanControl control;
  auto read = (*source)->Read(options, sinks, control);
  if (!read) throw std::runtime_error(read.error().message);
  return hits.Sorted();
}

inline ReadOptions Reading(int threads, bool packs, bool deltas) {
  ReadOptions options;
  options.threads = threads;
  options.use_packs = packs;
  options.use_deltas = deltas;
  return options;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_BUILT_IN_HITS_H_
