#include "text/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <utility>
#include <vector>

namespace packrake {
namespace {

constexpr std::int64_t kMaxMemory = 8 << 20;

RE2::Options Options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);  // bytes: a blob need not be UTF-8
  options.set_log_errors(false);                       // RE2 would write patterns to stderr
  options.set_max_mem(kMaxMemory);
  return options;
}

// RE2's own message quotes the pattern, which a user's rule file may not want in a log.
std::string_view ReasonOf(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape:
      return "an escape that RE2 does not know";
    case RE2::ErrorBadCharClass:
    case RE2::ErrorBadCharRange:
      return "a class or range that is wrong";
    case RE2::ErrorMissingBracket:
      return "a ']' is missing";
    case RE2::ErrorMissingParen:
      return "a ')' is missing";
    case RE2::ErrorUnexpectedParen:
      return "a ')' too many";
    case RE2::ErrorTrailingBackslash:
      return "a backslash at the end";
    case RE2::ErrorRepeatArgument:
      return "a repeat with nothing to repeat";
    case RE2::ErrorRepeatSize:
      return "a repeat count above 1000";
    case RE2::ErrorRepeatOp:
      return "a repeat of a repeat";
    case RE2::ErrorBadPerlOp:
      return "a group that RE2 does not know, such as look-around";
    case RE2::ErrorBadNamedCapture:
      return "a group name that is wrong";
    case RE2::ErrorPatternTooLarge:
      return "it compiles to more than 8 MiB";
    default:
      return "RE2 does not take it";
  }
}

}  // namespace

struct Regex::Impl {
  explicit Impl(std::string_view pattern) : regex(re2::StringPiece(pattern.data(), pattern.size()), Options()) {}
  RE2 regex;
  int secret_group = 0;
  bool has_named_secret = false;
};

Regex::Regex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::Compile(std::string_view pattern) {
  auto impl = std::make_unique<Impl>(pattern);
  if (!impl->regex.ok()) {
    return Error{ErrorCode::kInvalidRule,
                 fmt::format("not a regular expression: {}", ReasonOf(impl->regex.error_code()))};
  }
  const auto& names = impl->regex.NamedCapturingGroups();
  const auto named = names.find("secret");
  impl->has_named_secret = named != names.end();
  impl->secret_group = impl->has_named_secret ? named->second : impl->regex.NumberOfCapturingGroups() > 0 ? 1 : 0;
  return Regex(std::move(impl));
}

bool Regex::Find(std::string_view text, std::size_t from, Match* match) const {
  if (from > text.size()) return false;
  const int wanted = impl_->secret_group + 1;
  re2::StringPiece few[4];
  std::vector<re2::StringPiece> many;
  re2::StringPiece* groups = few;
  if (wanted > 4) {
    many.resize(static_cast<std::size_t>(wanted));
    groups = many.data();
  }
  const re2::StringPiece piece(text.data(), text.size());
  if (!impl_->regex.Match(piece, from, text.size(), RE2::UNANCHORED, groups, wanted)) return false;
  const auto span_of = [&](const re2::StringPiece& group) {
    const auto begin = static_cast<std::size_t>(group.data() - text.data());
    return Span{begin, begin + group.size()};
  };
  match->whole = span_of(groups[0]);
  const re2::StringPiece& secret = groups[impl_->secret_group];
  match->secret = secret.data() == nullptr ? match->whole : span_of(secret);
  return true;
}

bool Regex::Contains(std::string_view text) const {
  const re2::StringPiece piece(text.data(), text.size());
  return impl_->regex.Match(piece, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Regex::has_named_secret() const { return impl_->has_named_secret; }
int Regex::group_count() const { return impl_->regex.NumberOfCapturingGroups(); }

}  // namespace packrake
