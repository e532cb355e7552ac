#include "credential/crack.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include "credential/hmac_lanes.h"
#include "credential/hmac_search.h"
#include "credential/jws_json.h"
#include "credential/jwt.h"
#include "credential/place_name.h"
#include "credential/wordlist.h"

namespace packrake {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSecondsBetweenReports = 0.25;
constexpr std::size_t kFromDictionary = SIZE_MAX, kFromWordlist = SIZE_MAX - 1;
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

  bool Stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  /// False when there is no more to do.
  bool GoesOn() {
    stopped_ = stopped_ || Stopped();
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
    HmacLanes lanes(search_, options_.threads);
    LiteralRequest request;
    request.everywhere = true;
    request.goes_on = [this] { return !Stopped(); };
    request.wants_others = [&lanes] { return lanes.Lacks(Standing::kLikely); };
    const auto caller = std::this_thread::get_id();
    std::vector<TryLiteral> attempts;
    attempts.reserve(static_cast<std::size_t>(options_.threads));
    for (int lane = 0; lane < options_.threads; ++lane) {
      attempts.emplace_back([&, lane](const LiteralText& literal) {
        lanes.Try(lane, literal);
        if (std::this_thread::get_id() == caller) Report("repository", 0);
        return search_.left() != 0;
      });
    }
    whole_ = options_.literals(request, attempts);
    for (const HmacLanes::Match& match : lanes.Take())
      Tell({tokens_[match.token], Secret(match.secret), std::string(match.form), PlaceOf(match)});
    stopped_ = stopped_ || Stopped();
  }

  std::string PlaceOf(const HmacLanes::Match& match) const {
    if (match.blob.empty() || !options_.path_of) return match.place;
    const std::string path = options_.path_of(match.blob);
    return path.empty() ? match.place : PlaceName(Where::kBlob, match.blob, path, match.line);
  }

  void OnMatch(const HmacSearch::Match& match) {
    Tell({tokens_[match.token], Secret(match.secret), std::string(match.form),
          match.origin == kFromDictionary ? "dictionary" : std::string(kWordlist)});
  }

  void Tell(CrackedToken cracked) {
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
  CrackResult result_;
};

}  // namespace

std::vector<std::string> TokensIn(std::string_view text) {
  constexpr std::string_view kProtected = "protected";
  std::vector<std::string> tokens;
  const auto add = [&](std::string_view token) {
    if (std::find(tokens.begin(), tokens.end(), token) == tokens.end()) tokens.emplace_back(token);
  };
  for (std::size_t at = 0; (at = text.find_first_of(kTokenBytes, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(kTokenBytes, at), text.size());
    std::string_view run = text.substr(at, end - at);
    at = end;
    // "token=eyJ…", "Bearer.eyJ….": what stands round a token is made of the same characters.
    if (const std::size_t begin = run.find("ey"); begin != std::string_view::npos) run.remove_prefix(begin);
    while (run.ends_with('.') && std::count(run.begin(), run.end(), '.') > 2) run.remove_suffix(1);
    if (ParseCompactJws(run)) add(run);
  }
  Window window(text);
  for (std::size_t at = text.find(kProtected); at != std::string_view::npos; at = text.find(kProtected, at + 1)) {
    if (const auto token = ReadJsonToken(window, at); token && !token->encrypted) add(token->compact);
  }
  return tokens;
}

Result<CrackResult> Crack(const std::vector<std::string>& tokens, const CrackOptions& options,
                          const std::function<void(const CrackedToken&)>& on_cracked) {
  return Cracker(options, on_cracked).Run(tokens);
}

}  // namespace packrake
