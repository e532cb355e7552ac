#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "credential/crack.h"
#include "credential/repository_literals.h"
#include "report/terminal.h"

namespace packrake::cli {
namespace {

constexpr std::uint64_t kMostBytes = 256ULL << 20;

/// The text of an argument: a file's, standard input's for "-", else the argument itself. As UTF-8, also where
/// PowerShell wrote it.
Result<std::string> TextOf(const std::string& argument, std::istream& in) {
  std::error_code error;
  const bool is_file = argument != "-" && std::filesystem::is_regular_file(argument, error);
  if (argument != "-" && !is_file) return argument;
  auto text = is_file ? ReadFile(argument, kMostBytes) : std::string(std::istreambuf_iterator<char>(in), {});
  if (!text) return text;
  if (auto utf8 = Utf8OfUtf16(*text)) return std::move(*utf8);
  return text;
}

std::string ProgressText(const CrackProgress& progress) {
  std::string text = fmt::format("{}  {} tried", progress.stage, Grouped(progress.tried));
  if (progress.seconds > 0) {
    text += fmt::format("  {}/s",
                        Grouped(static_cast<std::uint64_t>(static_cast<double>(progress.tried) / progress.seconds)));
  }
  if (progress.bytes_total > 0) text += fmt::format("  {}%", progress.bytes_done * 100 / progress.bytes_total);
  return text + fmt::format("  {} left", Counted(progress.tokens_left, "token"));
}

class CrackCommand {
 public:
  CrackCommand(const Plan& plan, Backend& backend, Surroundings& surroundings)
      : plan_(plan), backend_(backend), surroundings_(surroundings) {}

  int Run() {
    auto text = TextOf(plan_.arguments.front(), surroundings_.in);
    if (!text) return Fail(text.error());
    tokens_ = TokensIn(*text);
    if (tokens_.empty())
      return Fail({ErrorCode::kUsage, "there is no token in the argument, and no file is called so"});

    CrackOptions options;
    options.dictionary = backend_.WeakSecrets();
    options.wordlist = plan_.settings.wordlist;
    options.all_forms = plan_.all_forms;
    options.threads = plan_.settings.threads > 0 ? plan_.settings.threads : AvailableProcessors();
    options.stop = &control_.stop;
    if (ShowsProgress()) {
      options.progress = [this](const CrackProgress& progress) {
        surroundings_.err << kClearLine << ProgressText(progress) << std::flush;
      };
    }
    std::unique_ptr<Source> repository;
    if (!plan_.from.empty()) {
      auto opened = backend_.Open("scan", plan_.from, surroundings_.in);
      if (!opened) return Fail(opened.error());
      repository = std::move(*opened);
      options.path_of = [this, &repository](const ObjectId& blob) { return PathOf(*repository, blob); };
      options.literals = LiteralsOf(*repository, {.read = {}, .places_of = {}, .public_keys = true});
    }
    const StopOnSignal stop(control_);
    auto result = Crack(tokens_, options, [this](const CrackedToken& cracked) { Write(cracked); });
    if (ShowsProgress()) surroundings_.err << kClearLine << std::flush;
    if (!result) return Fail(result.error());
    return Finish(*result);
  }

 private:
  bool ShowsProgress() const {
    const Settings& settings = plan_.settings;
    return settings.progress == "always" ||
           (settings.progress == "auto" && surroundings_.err_is_terminal && !settings.quiet);
  }

  int Fail(const Error& error) {
    Complain(surroundings_, error);
    return ExitStatus({.usage_error = IsUsage(error.code) || error.code == ErrorCode::kNotFound, .incomplete = true});
  }

  /// A path of `blob`, one that a tip has before others; "" where no tree names it or it cannot be asked for.
  std::string PathOf(Source& repository, const ObjectId& blob) {
    const auto found = repository.Attribute(
        {{blob, {0}}}, [](const Blob&) { return std::vector<std::uint32_t>(); }, control_);
    std::string path;
    for (const Sighting& sighting : found ? found->sightings : std::vector<Sighting>()) {
      if (path.empty() || sighting.at_tips) path = sighting.path;
    }
    return path;
  }

  void Write(const CrackedToken& cracked) {
    if (ShowsProgress()) surroundings_.err << kClearLine << std::flush;
    const std::string secret =
        plan_.settings.show_secrets ? Printable(cracked.secret.Reveal()) : cracked.secret.Redacted();
    surroundings_.out << fmt::format("token {}  {}  signed with {}, {}{}{}\n", cracked.token + 1,
                                     Secret(tokens_[cracked.token]), secret, cracked.form,
                                     cracked.form.empty() ? "from " : ", from ", Printable(cracked.where))
                      << std::flush;
  }

  int Finish(const CrackResult& result) {
    for (const std::size_t token : result.not_hmac) {
      surroundings_.out << fmt::format("token {}  {}  is not signed with an HMAC, or is cut short\n", token + 1,
                                       Secret(tokens_[token]));
    }
    surroundings_.out << fmt::format("{} of {} cracked; {} secrets tried in {:.1f} s{}\n", result.cracked.size(),
                                     Counted(tokens_.size(), "token"), Grouped(result.tried), result.seconds,
                                     result.exhausted ? "" : "; stopped before the end")
                      << std::flush;
    if (!result.whole)
      Complain(surroundings_, {ErrorCode::kUnreadable, fmt::format("{}: not all of it could be read", plan_.from)});
    return ExitStatus({.interrupted = control_.stop,
                       .incomplete = !surroundings_.out || !result.exhausted || !result.whole,
                       .findings = !result.cracked.empty()});
  }

  static constexpr std::string_view kClearLine = "\r\x1b[K";

  const Plan& plan_;
  Backend& backend_;
  Surroundings& surroundings_;
  ScanControl control_;
  std::vector<std::string> tokens_;
};

}  // namespace

int RunCrack(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  return CrackCommand(plan, backend, surroundings).Run();
}

}  // namespace packrake::cli
