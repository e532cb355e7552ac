#include "credential/exposure_examiner.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "credential/code.h"
#include "credential/code_examiner.h"
#include "credential/far_name.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/named_token.h"
#include "credential/shown_token.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

namespace packrake {
namespace {

constexpr std::size_t kReach = 8U << 10;  // either side
constexpr int kLines = 40;                // either side

constexpr char kCacheKey = 0;  // one address for all rules: they share what was read

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool documentation = false;
};

// Where the line that holds `at` begins, when each line is looked for in what the Window read.
std::size_t BeginOfLine(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

bool IsFence(std::string_view line) {
  const std::size_t indent = line.find_first_not_of(" \t>");
  return indent != std::string_view::npos && (line.substr(indent, 3) == "```" || line.substr(indent, 3) == "~~~") &&
         line.find_first_of(";(){}", indent) == std::string_view::npos;
}

// The lines round the match as far as [from, from + text.size()) shows them, up to the fences of a document if it
// stands between some. Nothing when more would be seen in a longer text.
std::optional<Stretch> LinesIn(std::string_view text, std::size_t from, const PatternMatch& match, bool all) {
  Stretch stretch{BeginOfLine(text, match.begin - from), 0, false};
  bool fenced = false;
  int lines = 0;
  for (; lines < kLines && stretch.begin > 0 && !fenced; ++lines) {
    const std::size_t above = BeginOfLine(text, stretch.begin - 1);
    fenced = IsFence(text.substr(above, stretch.begin - above));
    if (!fenced) stretch.begin = above;
  }
  if (lines < kLines && !fenced && !all) return std::nullopt;
  stretch.documentation = fenced;
  fenced = false;
  stretch.end = std::min(text.find('\n', match.end - from), text.size());
  for (lines = 0; lines < kLines && stretch.end < text.size() && !fenced; ++lines) {
    const std::size_t below = std::min(text.find('\n', stretch.end + 1), text.size());
    fenced = IsFence(text.substr(stretch.end + 1, below - stretch.end - 1));
    if (!fenced) stretch.end = below;
  }
  if (lines < kLines && !fenced && !all) return std::nullopt;
  stretch.documentation |= fenced;
  stretch.begin += from;
  stretch.end += from;
  return stretch;
}

Stretch StretchRound(const PatternMatch& match, Window& window) {
  for (const std::size_t reach : {kReach / 4, kReach}) {
    const std::size_t from = match.begin > reach ? match.begin - reach : 0;
    const std::string_view text = window.Read(from, match.end + reach);
    if (const auto stretch = LinesIn(text, from, match, reach == kReach)) {
      if (stretch->begin == 0) window.SeeBegin();
      return *stretch;
    }
  }
  return {match.begin, match.end, false};
}

// Whether a page shows what stands at `at` as code: <pre> before it, </pre> behind. Components of React have both for
// what they show, and their own code on neither side of one.
bool IsBetweenPre(std::string_view text, std::size_t at) {
  constexpr std::string_view kOpens = "<pre", kCloses = "</pre>";
  const std::size_t opened = text.rfind(kOpens, at);
  if (opened == std::string_view::npos || text.substr(opened, at - opened).find(kCloses) != std::string_view::npos)
    return false;
  const std::size_t closed = text.find(kCloses, at);
  return closed != std::string_view::npos && text.substr(at, closed - at).find(kOpens) == std::string_view::npos;
}

// A request over http:// and the header that it carries stand on lines of their own.
constexpr std::string_view kOfTwoPlaces = code::kPlainHttp;

// Whether the event stands on a line of the match.
bool IsBeside(const code::CodeEvent& event, const PatternMatch& match, std::size_t offset, std::string_view text) {
  const std::size_t begin = event.begin + offset;
  const std::size_t end = event.end + offset;
  if (begin < match.end && match.begin < end) return true;
  const std::size_t gap_begin = begin < match.begin ? end : match.end;
  const std::size_t gap_end = begin < match.begin ? match.begin : begin;
  return text.substr(gap_begin - offset, gap_end - gap_begin).find('\n') == std::string_view::npos;
}

// What is kept under a name: that name may be a constant's, defined anywhere.
// `KEY = "token"`, where the call at the match names KEY, the stretch does not say what that is, and the rest of the
// text does; "" otherwise. Only then is more than the stretch read.
std::string FarKey(const PatternMatch& match, const Stretch& stretch, Window& window) {
  const std::string_view text = window.Read(stretch.begin, stretch.end);
  const std::size_t at = match.begin - stretch.begin;
  const std::string name(code::FirstArgumentName(text.substr(0, std::min(text.find('\n', at), text.size())), at));
  if (name.empty() || code::LiteralOf(name, text)) return "";
  const auto literal = code::LiteralOf(name, window.ReadAll());
  if (!literal || code::TokenName(*literal) == 0) return "";
  return name + " = \"" + *literal + "\";\n";
}

// Whether `call` shows a session's token in a text that nowhere speaks of JWTs. More than the stretch is read only
// for a session's.
bool IsOtherSession(std::string_view call, Window& window) {
  return code::ShowsSessionOnly(call) &&
         !code::HoldsOne(window.ReadAll(), "jwt|JWT|Jwt|jose|id_token|idToken|access_token|accessToken");
}

// "scope": "All", one of a few choices that somebody's schema has. Scopes of OAuth begin with a small letter, and are
// mostly several (RFC 6749, section 3.3).
bool IsOneChoice(std::string_view line, std::size_t begin) {
  const std::size_t sign = line.find_first_of(":=", begin);
  if (sign == std::string_view::npos) return false;
  const std::size_t open = code::SkipBlanks(line, sign + 1);
  if (!code::IsQuote(code::At(line, open)) || !IsUpper(code::At(line, open + 1))) return false;
  std::size_t at = open + 2;
  while (IsLower(code::At(line, at))) ++at;
  return code::At(line, at) == line[open];
}

// Whether what is sent on may be a caller's: its name says so, or the lines round it read headers that came in. Most
// requests are made with a token of one's own.
bool MayBeCallers(std::string_view match, std::string_view round) {
  static constexpr auto kCallers =
      std::to_array<std::string_view>({"user", "incoming", "caller", "client", "original", "received"});
  const std::string name = Lower(match);
  const auto stands = [&name](std::string_view word) { return name.find(word) != std::string::npos; };
  if ((stands("token") || stands("jwt")) && std::ranges::any_of(kCallers, stands)) return true;
  return code::HoldsOne(round,
                        "eaders.|eaders[|eaders?.|HEADERS[|RequestHeader|HeaderParam|FromHeader|eader.Get(|eader.get(|"
                        "etHeader(|etheader(|req.get(");
}

bool IsCommandLine(Window& window) {
  return code::HoldsOne(window.ReadAll(),
                        "cobra.|cli.Context|cli.Command|flag.Parse|pflag.|argparse|sys.argv|import click|optparse|"
                        "getopt|OptionParser|docopt|typer|@manager.option|@manager.command|clap::|structopt|Opt::|"
                        "Commands::|('commander')|(\"commander\")|from 'commander'|('yargs')|process.argv|"
                        "System.CommandLine|picocli|< Thor|cxxopts|CLI11|program_options|void Main(|Task Main(|"
                        "int Main(|new Command(|task :|task(:");
}

// fmt.Printf("%s", token) in a text that is a command line's: what it prints is what was asked for.
bool IsCommandsResult(std::string_view call, Window& window) {
  static constexpr auto kPrinters = std::to_array<std::string_view>(
      {"fmt.Print", "fmt.Fprint", "print(", "print ", "printf(", "println!", "print!", "puts ", "puts(", "std::cout",
       "cout", "console.log(", "Console.Write", "System.out.print"});
  if (std::ranges::none_of(kPrinters, [call](std::string_view printer) { return call.starts_with(printer); }))
    return false;
  if (call.starts_with("fmt.Fprint") && code::HoldsOne(call, "debug|DEBUG|Debug|trace")) return false;
  return IsCommandLine(window);
}

// Whether the rule's match may be where a name is given a token, `const signed = jwt.sign(`, which is shown below.
bool TellsOfMade(const Rule& rule) { return rule.id == code::kInLog || rule.id == code::kInUrl; }

// | `--token` | string | … |: a row of a document's table, which shows no code.
bool IsTableRow(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t first = code::SkipBlanks(line, 0);
  if (code::At(line, first) != '|' || code::At(line, first + 1) != ' ' || !line.ends_with(" |")) return false;
  constexpr std::size_t kWidestCell = 2048;  // asked of every match, and lines may be long
  return line.substr(0, first + kWidestCell).find(" | ", first + 1) != std::string_view::npos;
}

// <!-- TEST println(token) -->: what a document does not show.
bool IsInMarkupComment(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, at);
  const std::size_t open = before.rfind("<!--");
  return open != std::string_view::npos && before.find("-->", open) == std::string_view::npos;
}

class ExposureRule final : public Examiner {
 public:
  std::string_view name() const override { return "jwt-exposure"; }

  bool Concerns(const Rule& rule, std::string_view line, std::size_t begin, std::size_t end) const override {
    if (IsTableRow(line) || IsInMarkupComment(line, begin)) return false;
    if (rule.id == code::kBroadScope) return !IsOneChoice(line, begin);
    // What is called a token is seen where it is shown.
    if (const auto made = code::NameOfMade(line.substr(begin, end - begin)); TellsOfMade(rule) && !made.empty())
      return code::TokenName(made) == 0;
    // status=401 stands behind what the answer says.
    if (rule.id == code::kInError && line.substr(begin).starts_with("status")) begin = 0;
    return (rule.id != code::kInLog && rule.id != code::kInError) || code::MayShowToken(line, begin);
  }

  void Examine(const Rule& rule, std::span<const PatternMatch> matches, Window& window, TextCache& cache,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    const Stretch stretch = StretchRound(match, window);
    const std::string_view text = window.Read(stretch.begin, stretch.end);
    // A scope is one of many things that have "scope": "all" unless tokens are spoken of.
    if (rule.id == code::kBroadScope && !code::HoldsOne(text, "token|jwt|JWT|oauth|OAuth")) return;
    const std::string_view matched = text.substr(match.begin - stretch.begin, match.end - match.begin);
    if (rule.id == code::kForwarded && !MayBeCallers(matched, text)) return;
    const std::string_view made = TellsOfMade(rule) ? code::NameOfMade(matched) : std::string_view();
    const auto tell = [&](const code::CodeEvent& event) {
      if (event.rule != rule.id) return false;
      const bool of_made = !made.empty() && event.begin + stretch.begin > match.begin &&
                           code::Names(text.substr(event.begin, event.end - event.begin), made);
      if (rule.id != kOfTwoPlaces && !of_made && !IsBeside(event, match, stretch.begin, text)) return false;
      drafts.push_back(DraftOfEvent(event, stretch.begin));
      const std::string_view call = text.substr(event.begin, event.end - event.begin);
      if (rule.id == code::kInLog && (IsOtherSession(call, window) || IsCommandsResult(call, window)))
        drafts.back().confidence = Confidence::kLow;
      // fs::write("out.jwt", &token): a plain file, which is what a command line was asked for.
      if (rule.id == code::kMobileStorage && event.confidence == Confidence::kMedium && IsCommandLine(window))
        drafts.back().confidence = Confidence::kLow;
      if (stretch.documentation || IsBetweenPre(text, match.begin - stretch.begin))
        drafts.back().signals.emplace_back("doc-example");
      return true;
    };
    bool told = false;
    if (code::MayTellOfToken(rule.id, text)) {
      using ByStretch = std::map<std::pair<std::size_t, std::size_t>, std::vector<code::CodeEvent>>;
      auto& known = cache.Get<ByStretch>(&kCacheKey, [] { return ByStretch(); });
      const auto [found, fresh] = known.try_emplace({stretch.begin, stretch.end});
      if (fresh) found->second = code::AnalyzeStretch(text);
      for (const code::CodeEvent& event : found->second) told |= tell(event);
    }
    if (told || (rule.id != code::kWebStorage && rule.id != code::kMobileStorage)) return;
    const std::string key = FarKey(match, stretch, window);
    if (key.empty()) return;
    for (code::CodeEvent& event : code::AnalyzeStretch(key + std::string(window.Read(stretch.begin, stretch.end)))) {
      if (event.begin < key.size()) continue;
      event.begin -= key.size();
      event.end -= key.size();
      for (code::CodeEvent::Related& related : event.related) related.offset -= std::min(related.offset, key.size());
      if (tell(event)) break;
    }
  }
};

}  // namespace

const Examiner& ExposureExaminer() {
  static const ExposureRule examiner;
  return examiner;
}

}  // namespace packrake
