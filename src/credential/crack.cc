#include "credential/crack.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>

#include "credential/hmac_search.h"
#include "credential/jwt.h"
#include "credential/literal_places.h"
#include "credential/wordlist.h"

namespace packrake {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSecondsBetweenReports = 0.25;
constexpr std::size_t kFromDictionary = SIZE_MAX, kFromWordlist = SIZE_MAX - 1;
constexpr std::size_t kMostPlaces = 1U << 18;
constexpr std::string_view kWordlist = "wordlist";

constexpr std::string_view kTokenBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";

class Cracker {
 public:
  Cracker(const CrackOptions& options, const std::function<void(const CrackedToken&)>& on_cracked)
      : options_(options),
        on_cracked_(on_cracked),
        search_(options.threads, [this](const HmacSearch::Match& match) { OnMatch(match); }) {}

  Result<CrackResult> Run(const std::vector<std::string>& tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (search_.Add(tokens[i])) {
        tokens_.push_back(i);
      } else {
        result_.not_hmac.push_back(i);
      }
    }
    TryDictionary();
    if (auto read = TryWordlist(); !read) return std::move(read).error();
    TryLiterals();
    Report("", 0, true);
    result_.tried = search_.tried();
    result_.seconds = Seconds();
    result_.exhausted = !stopped_;
    result_.whole = whole_ || search_.left() == 0;
    return std::move(result_);
  }

 private:
  double Seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  /// False when there is no more to do.
  bool GoesOn() {
    stopped_ = stopped_ || (options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed));
    return !stopped_ && search_.left() != 0;
  }

  void Report(std::string_view stage, std::uint64_t bytes_done, bool now = false) {
    if (!options_.progress || (!now && Seconds() - reported_ < kSecondsBetweenReports)) return;
    reported_ = Seconds();
    const std::uint64_t total = stage == kWordlist ? bytes_total_ : 0;
    options_.progress({stage, bytes_done, total, search_.tried(), reported_, search_.left()});
  }

  void TryDictionary() {
    search_.Try("", kFromDictionary, Forms::kAsWritten);
    ForEachWord(options_.dictionary, [&](std::string_view word) {
      search_.Try(word, kFromDictionary);
      Report("dictionary", 0);
      return GoesOn();
    });
    search_.Flush();
    Report("dictionary", 0);
  }

  Status TryWordlist() {
    if (options_.wordlist.empty()) return {};
    std::error_code unknown;  // a pipe has no size
    const auto size = std::filesystem::file_size(options_.wordlist, unknown);
    bytes_total_ = unknown ? 0 : size;
    const Forms forms = options_.all_forms ? Forms::kAll : Forms::kAsWritten;
    return search_.TryFile(options_.wordlist, kFromWordlist, forms, [this](std::uint64_t bytes_done) {
      Report(kWordlist, bytes_done);
      return GoesOn();
    });
  }

  void TryLiterals() {
    if (!options_.literals || !GoesOn()) return;
    const LiteralRequest request{{}, true, [this] { return GoesOn(); }};
    whole_ = options_.literals(request, [&](const LiteralText& literal) {
      if (literal.text.size() > kMaxWord) return true;
      if (places_.size() == kMostPlaces) {
        search_.Flush();
        places_.Clear();
      }
      places_.Add(literal);
      search_.Try(literal.text, places_.size() - 1, literal.likely ? Forms::kAll : Forms::kDecoded);
      Report("repository", 0);
      return GoesOn();
    });
    search_.Flush();
  }

  void OnMatch(const HmacSearch::Match& match) {
    CrackedToken cracked;
    cracked.token = tokens_[match.token];
    cracked.secret = Secret(match.secret);
    cracked.form = match.form;
    cracked.where = match.origin == kFromDictionary ? "dictionary"
                    : match.origin == kFromWordlist ? "wordlist"
                                                    : places_.Name(match.origin);
    if (on_cracked_) on_cracked_(cracked);
    result_.cracked.push_back(std::move(cracked));
  }

  const CrackOptions& options_;
  const std::function<void(const CrackedToken&)>& on_cracked_;
  HmacSearch search_;
  Clock::time_point start_ = Clock::now();
  double reported_ = 0;
  std::uint64_t bytes_total_ = 0;
  bool stopped_ = false;
  bool whole_ = true;
  std::vector<std::size_t> tokens_;
  LiteralPlaces places_;
  CrackResult result_;
};

}  // namespace

std::vector<std::string> TokensIn(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; (at = text.find_first_of(kTokenBytes, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(kTokenBytes, at), text.size());
    std::string_view run = text.substr(at, end - at);
    at = end;
    // "token=eyJ…", "Bearer.eyJ….": what stands round a token is made of the same characters.
    if (const std::size_t begin = run.find("ey"); begin != std::string_view::npos) run.remove_prefix(begin);
    while (run.ends_with('.') && std::count(run.begin(), run.end(), '.') > 2) run.remove_suffix(1);
    if (!ParseCompactJws(run)) continue;
    if (std::find(tokens.begin(), tokens.end(), run) == tokens.end()) tokens.emplace_back(run);
  }
  return tokens;
}

Result<CrackResult> Crack(const std::vector<std::string>& tokens, const CrackOptions& options,
                          const std::function<void(const CrackedToken&)>& on_cracked) {
  return Cracker(options, on_cracked).Run(tokens);
}

}  // namespace packrake
