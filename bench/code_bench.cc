// What reading code as a program costs: code_bench [-n RUNS] [--stretch] FILE...
// Reads each file as the examiner "jwt-code" does (with --stretch as "jwt-exposure" does), RUNS (5) times, each on a
// fresh thread, so that nothing is remembered from the run before. Prints bytes, events and a checksum of them, by
// which two builds show that they tell the same, and the least CPU time of a run in nanoseconds a byte: of guessing the
// language, of tokens, of the whole flow, and of everything.
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "credential/code.h"
#include "credential/flow.h"
#include "credential/language.h"
#include "credential/lexer.h"

namespace {

using packrake::Fact;
namespace code = packrake::code;

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<code::LanguageId> LanguagesOf(const std::string& text) {
  std::vector<code::LanguageId> languages = code::GuessLanguages(text);
  if (languages.empty()) languages.push_back(code::LanguageId::kJavaScript);
  return languages;
}

struct Told {
  std::size_t events = 0;
  std::size_t checksum = 0;

  void Add(std::string_view text) { checksum = checksum * 1099511628211U + std::hash<std::string_view>{}(text); }
  void Add(std::span<const code::CodeEvent> of_text) {
    events += of_text.size();
    for (const code::CodeEvent& event : of_text) {
      for (const std::string_view part : {event.rule, std::string_view(event.secret), std::string_view(event.identity)})
        Add(part);
      Add(std::to_string(event.begin) + " " + std::to_string(event.end) + " " +
          std::to_string(event.severity ? static_cast<int>(*event.severity) : -1) + " " +
          std::to_string(event.confidence ? static_cast<int>(*event.confidence) : -1));
      for (const std::string& signal : event.signals) Add(signal);
      for (const Fact& fact : event.facts) Add(fact.name + fact.value);
      for (const code::CodeEvent::Related& related : event.related) Add(std::to_string(related.offset) + related.note);
    }
  }
};

/// The least CPU time of `runs` runs of `work`, each on a thread of its own.
double LeastSeconds(int runs, const std::function<void()>& work) {
  double least = 1e9;
  for (int run = 0; run < runs; ++run) {
    std::thread([&] {
      const double begin = CpuSeconds();
      work();
      least = std::min(least, CpuSeconds() - begin);
    }).join();
  }
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  int runs = 5;
  bool stretch = false;
  std::vector<std::string> texts;
  double bytes = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "-n" && i + 1 < argc) {
      runs = std::stoi(argv[++i]);
    } else if (word == "--stretch") {
      stretch = true;
    } else {
      std::ifstream file(argv[i], std::ios::binary);
      if (!file) {
        std::cerr << "code_bench: " << word << ": cannot be read\n";
        return 2;
      }
      texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      bytes += static_cast<double>(texts.back().size());
    }
  }
  if (texts.empty() || runs < 1) {
    std::cerr << "code_bench: usage: code_bench [-n RUNS] [--stretch] FILE...\n";
    return 2;
  }
  Told told;
  const auto per_byte = [&](const std::function<void(const std::string&)>& work) {
    return 1e9 / bytes * LeastSeconds(runs, [&] {
             told = {};
             for (const std::string& text : texts) work(text);
           });
  };
  const double guess = per_byte([&](const std::string& text) { told.events += LanguagesOf(text).size(); });
  const double tokens = per_byte([&](const std::string& text) {
    for (const code::LanguageId id : LanguagesOf(text)) told.events += Lex(text, code::LanguageOf(id)).size();
  });
  const double flow = per_byte([&](const std::string& text) {
    for (const code::LanguageId id : LanguagesOf(text)) told.events += code::Program(text, id).calls().size();
  });
  const double all = per_byte([&](const std::string& text) {
    if (stretch) {
      told.Add(code::AnalyzeStretch(text));
    } else {
      told.Add(code::TextReading(text).Events());
    }
  });
  std::cout << texts.size() << " texts, " << bytes << " bytes, " << told.events << " events, checksum " << std::hex
            << told.checksum << std::dec << "\nnanoseconds a byte: guess " << guess << ", tokens " << tokens - guess
            << ", flow " << flow - tokens << ", what it tells " << all - flow << "; all " << all << "\n";
  return 0;
}
