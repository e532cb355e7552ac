#include "credential/flow_read.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "credential/flow_read_words.h"
#include "credential/one_of.h"

// Calls, with their dotted paths and the extent of their arguments.
namespace packrake::code {
namespace {

// Words before an operand, so that two names side by side are no typed parameter.
constexpr std::array kPrefixLike = std::to_array<std::string_view>(
    {"new", "await", "ref", "out", "in", "not", "return", "async", "throw", "const", "static", "fn", "function"});

// What calls the function that it is given with the arguments that follow: of functools, asyncio, anyio, Starlette,
// concurrent.futures.
constexpr std::array kHandOver = std::to_array<std::string_view>(
    {"partial", "to_thread", "run_in_threadpool", "run_sync", "run_in_executor", "submit"});
// What F# writes without brackets; it is read as C#.
constexpr std::array kCommandsOfFSharp =
    std::to_array<std::string_view>({"printf", "printfn", "eprintf", "eprintfn", "failwithf", "failwith"});

}  // namespace

void FlowReader::AddCall(std::uint32_t name, std::uint32_t open, Range inner, bool braced) {
  // Key.new("…"), Key::new("…"): what other languages write `new Key("…")`.
  const bool made = t_.Is(name, "new") && name > 1 && t_.IsName(name - 2) &&
                    (t_.Is(name - 1, ".") || t_.Is(name - 1, "::") || t_.Is(name - 1, "->"));
  if (made) name -= 2;
  // ctx.throw(403, …) of Koa is a method's, and assert(ok, …) a function's where that is no statement.
  const bool calls = (t_.Is(name, "throw") && name > 0 && t_.Is(name - 1, ".")) ||
                     (t_.Is(name, "assert") && p_.language().id == LanguageId::kJavaScript);
  if (OneOf(t_.Text(name), kNotCallees) && !calls) return;
  // A definition reads like a call: `function parse($x)`, `Token parse(String x)`.
  if (name > 0 && OneOf(t_.Text(name - 1), kFunctionWords)) return;
  const LanguageId id = p_.language().id;
  const bool typed = id == LanguageId::kJava || id == LanguageId::kCSharp || id == LanguageId::kDart ||
                     id == LanguageId::kPhp || id == LanguageId::kGroovy;
  if (typed && !braced && inner.size() >= 2 && t_.IsName(inner.begin) && t_.IsName(inner.begin + 1) &&
      !OneOf(t_.Text(inner.begin), kPrefixLike))
    return;
  auto path = PathBefore(name);
  if (!path) return;
  // def self.parse(token)
  if (id == LanguageId::kRuby && path->begin > 0 && t_.Is(path->begin - 1, "def")) return;
  Call call;
  call.name = name;
  call.begin = path->begin;
  call.open = open;
  call.inner = inner;
  call.is_braced = braced;
  const bool rooted = id == LanguageId::kPhp && path->begin > 0 && t_.Is(path->begin - 1, "\\");  // new \Firebase\…
  const std::uint32_t root = rooted ? path->begin - 1 : path->begin;
  call.is_new = made || (root > 0 && (t_.Is(root - 1, "new") || t_.Is(root - 1, "New")));
  call.path = std::move(path->names);
  if (p_.language().id == LanguageId::kClojure ||
      (p_.language().id == LanguageId::kPhp && call.path.front().find('\\') != std::string::npos)) {
    const char divider = p_.language().id == LanguageId::kClojure ? '/' : '\\';
    const std::string head = call.path.front();
    const std::size_t slash = head.rfind(divider);
    if (slash != std::string::npos && slash > 0 && slash + 1 < head.size()) {
      call.path.front() = head.substr(slash + 1);
      if (divider == '/') call.path.insert(call.path.begin(), head.substr(0, slash));
    }
  }
  if (id == LanguageId::kJavaScript && call.path.size() > 1 && call.path.front() == "require" &&
      t_.Is(call.begin, "require") && t_.Is(call.begin + 1, "(") && t_.IsString(call.begin + 2)) {
    call.path.front() = t_.StringAt(call.begin + 2).value;  // require('jsonwebtoken').sign(…)
    call.is_imported = true;
  }
  if (const auto found = p_.imports_.find(call.path.front()); found != p_.imports_.end()) {
    call.is_imported = true;
    call.path.front() = found->second.member.empty() ? found->second.module : found->second.member;
    if (!found->second.member.empty()) call.path.insert(call.path.begin(), found->second.module);
  }
  // functools.partial(jwt.encode, key="…") calls jwt.encode with what follows.
  if (id == LanguageId::kPython && OneOf(call.method(), kHandOver) && !inner.empty()) {
    std::uint32_t first = inner.begin;
    if (call.method() == "run_in_executor" && t_.IsName(first) && t_.Is(first + 1, ",")) first += 2;
    std::uint32_t comma = first;
    while (comma < inner.end && (t_.IsName(comma) || t_.Is(comma, "."))) ++comma;
    if (comma > first && t_.Is(comma, ",")) return AddCall(comma - 1, open, {comma + 1, inner.end}, false);
  }
  p_.calls_.push_back(std::move(call));
}

// The bracket that ends Type[Argument]; HANDLERS[key] is a table.
bool FlowReader::IsOfGeneric(std::uint32_t close) const {
  if (!t_.Is(close, "]") || t_[close].pair == kNone || t_[close].pair == 0 || !t_.IsName(t_[close].pair - 1))
    return false;
  const std::string_view name = t_.Text(t_[close].pair - 1);
  return IsUpper(name[0]) && std::ranges::any_of(name, [](char c) { return IsLower(c); });
}

// promisify(jwt.verify)(token, key), promisify<A, B>(jwt.verify as any)(…), sync_to_async(jwt.encode)(claims, key): the
// name of the function that is given to the call before `open`, which calls it; kNone where there is none.
std::uint32_t FlowReader::HandedOver(std::uint32_t open) const {
  const LanguageId id = p_.language().id;
  if ((id != LanguageId::kJavaScript && id != LanguageId::kPython) || open < 5 || !t_.Is(open - 1, ")")) return kNone;
  const std::uint32_t close = open - 1;
  if (t_[close].pair == kNone || t_[close].pair == 0) return kNone;
  std::uint32_t name = t_[close].pair + 1;
  const std::uint32_t maker = BeforeTypes(name - 2);
  if (!t_.IsName(name) || !t_.Is(maker, id == LanguageId::kPython ? "sync_to_async" : "promisify")) return kNone;
  const auto binds = [this](std::uint32_t i) { return t_.Is(i, ".") && t_.Is(i + 1, "bind"); };
  while (t_.Is(name + 1, ".") && t_.IsName(name + 2) && !binds(name + 1)) name += 2;
  return name + 1 == close || t_.Is(name + 1, "as") || binds(name + 1) ? name : kNone;
}

// The name before the type arguments that end at `close`, promisify<A, B>; `close` itself where none do.
std::uint32_t FlowReader::BeforeTypes(std::uint32_t close) const {
  constexpr std::uint32_t kLongestTypes = 40;  // tokens
  if (p_.language().id != LanguageId::kJavaScript || !(t_.Is(close, ">") || t_.Is(close, ">>"))) return close;
  std::size_t angles = 0;
  for (std::uint32_t k = close; k > 0 && close - k < kLongestTypes; --k) {
    if (t_.Is(k, ">") || t_.Is(k, ">>")) angles += t_.Text(k).size();
    if (t_.Is(k, "<") && --angles == 0) return k - 1;
  }
  return close;
}

std::uint32_t FlowReader::TypeOfNew(std::uint32_t word) const {
  if (word < 3 || (!t_.Is(word - 1, "=") && !t_.Is(word - 1, "=>"))) return kNone;
  std::uint32_t name = word - 2;
  if (t_.Is(name, "}") && t_[name].pair != kNone && t_[name].pair > 1) name = t_[name].pair - 1;
  std::uint32_t type = name - 1;
  if (t_.Is(type, "?") && type > 0) --type;
  return t_.IsName(name) && t_.IsName(type) ? type : kNone;
}

void FlowReader::FindCalls() {
  const LanguageId id = p_.language().id;
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_.Is(i, "(") && t_[i].pair != kNone) {
      if (id == LanguageId::kClojure) {
        if (t_.IsName(i + 1)) AddCall(i + 1, i, {i + 2, t_[i].pair}, false);
        continue;
      }
      if (i == 0) continue;
      std::uint32_t name = i - 1;
      if (t_.Is(name, "<>") && name > 0) {  // new ImmutableSecret<>(…)
        --name;
      } else if (t_.Is(name, ">") && name > 1) {
        int depth = 0;
        for (std::uint32_t k = name; k > 0 && name - k < 16; --k) {
          if (t_.Is(k, ">")) ++depth;
          if (t_.Is(k, "<") && --depth == 0) {
            name = k - 1;
            break;
          }
        }
        if (t_.Is(name, "::") && name > 0) --name;
      } else if (id == LanguageId::kVisualBasic && t_.Is(name, ")") && t_[name].pair != kNone &&
                 t_.Is(t_[name].pair + 1, "Of") && t_[name].pair > 0) {
        name = t_[name].pair - 1;
      } else if (id == LanguageId::kPython && IsOfGeneric(name)) {
        name = t_[name].pair - 1;  // JWTAuth[Member](…)
      } else if (t_.Is(name, "!") && name > 0 && id == LanguageId::kRust) {
        --name;
      } else if (t_.Is(name, "]") && id == LanguageId::kScala && t_[name].pair != kNone && t_[name].pair > 0) {
        name = t_[name].pair - 1;  // buildKey[IO](…)
      } else if (t_.Is(name, "?.") && name > 0) {
        --name;
      }
      if (id == LanguageId::kCSharp && t_.Is(name, "new")) {
        const std::uint32_t type = TypeOfNew(name);
        if (type != kNone) AddCall(type, i, {i + 1, t_[i].pair}, false);
        continue;
      }
      const bool type_arguments = id == LanguageId::kVisualBasic && t_.Is(i + 1, "Of");
      if (t_.IsName(name) && !type_arguments) AddCall(name, i, {i + 1, t_[i].pair}, false);
      if (const std::uint32_t handed = HandedOver(i); handed != kNone) AddCall(handed, i, {i + 1, t_[i].pair}, false);
      // require('module')(…)
      if (id == LanguageId::kJavaScript && i > 4 && t_.Is(i - 1, ")") && t_[i - 1].pair == i - 3 &&
          t_.IsString(i - 2) && t_.Is(i - 4, "require")) {
        Call call;
        call.begin = call.name = i - 4;
        call.open = i;
        call.inner = {i + 1, t_[i].pair};
        call.is_imported = true;
        call.path = {t_.StringAt(i - 2).value};
        p_.calls_.push_back(std::move(call));
      }
    } else if (t_.Is(i, "{") && t_[i].pair != kNone && i > 0 && t_.IsName(i - 1) && !region_brace_[i] &&
               (id == LanguageId::kGo || id == LanguageId::kCSharp || id == LanguageId::kCpp ||
                id == LanguageId::kRust)) {
      AddCall(i - 1, i, {i + 1, t_[i].pair}, true);
    } else if (t_.Is(i, "{") && t_[i].pair != kNone && i > 1 && t_.Is(i - 1, ")") && !region_brace_[i] &&
               id == LanguageId::kCSharp && t_[i - 1].pair != kNone && t_[i - 1].pair > 0 &&
               t_.IsName(t_[i - 1].pair - 1)) {
      AddCall(t_[i - 1].pair - 1, i, {i + 1, t_[i].pair}, true);  // new Options() { … }
    } else if (id == LanguageId::kCSharp && t_.IsString(i + 1) && OneOf(t_.Text(i), kCommandsOfFSharp)) {
      std::uint32_t end = i + 2;  // printfn "… %s" token
      while (end < t_.size() && !t_[end].first_on_line && !t_.Is(end, ")") && !t_.Is(end, "|>")) ++end;
      AddCall(i, kNone, {i + 1, end}, false);
    } else if (id == LanguageId::kGroovy && t_.IsName(i) && t_.IsString(i + 1) && !t_[i + 1].first_on_line &&
               !OneOf(t_.Text(i), kNotCallees)) {
      // log.info "…", println "…": a statement
      std::uint32_t head = i;
      while (head > 1 && t_.Is(head - 1, ".") && t_.IsName(head - 2)) head -= 2;
      if (t_[head].first_on_line || (head > 0 && t_.Is(head - 1, "{")))
        AddCall(i, kNone, {i + 1, std::min(p_.Expression(i + 1).end, t_.size())}, false);
    } else if (t_.IsName(i) &&
               (id == LanguageId::kRuby || id == LanguageId::kElixir || id == LanguageId::kPowerShell ||
                id == LanguageId::kPerl) &&
               i + 1 < t_.size() && !t_[i + 1].first_on_line &&
               (t_[i + 1].kind != TokenKind::kSign || t_.Is(i + 1, ":") || t_.Is(i + 1, "[")) &&
               !OneOf(t_.Text(i), kNotCallees)) {
      // A command: `JWT.encode payload, key`. Only a statement's or value's first name can be one.
      if (t_.Is(i + 1, "[") && t_[i + 1].begin == t_[i].end) continue;
      if (t_.Is(i + 1, ":") && (t_[i + 1].begin == t_[i].end || t_.Text(i + 2).empty())) continue;
      if (t_.IsName(i + 1) && OneOf(t_.Text(i + 1), kNotCallees)) continue;
      std::uint32_t end = i + 1;
      for (int count = 0; count < 24; ++count) {
        const Range one = p_.Expression(end);
        end = std::max(one.end, end);
        if (!t_.Is(end, ",")) break;
        ++end;
      }
      AddCall(i, kNone, {i + 1, std::min(end, t_.size())}, false);
    }
  }
  std::ranges::stable_sort(p_.calls_, {}, &Call::name);
  for (std::uint32_t k = 0; k < p_.calls_.size(); ++k) {
    const Call& call = p_.calls_[k];
    if (call.open != kNone)
      p_.call_by_open_.emplace(call.open, k);
    else
      p_.command_by_begin_.emplace(call.begin, k);
  }
}

std::vector<std::string> Program::PathOfMade(const Call& call, bool imported) const {
  if (call.path.size() != 2 || call.is_imported) return {};
  const auto [found, fresh] = makers_[imported ? 1 : 0].try_emplace(call.path[0], nullptr);
  if (fresh) found->second = MakerOf(call.path[0], imported);
  if (found->second == nullptr) return {};
  std::vector<std::string> path = found->second->path;
  path.push_back(call.method());
  return path;
}

const Call* Program::MakerOf(const std::string& name, bool imported) const {
  for (const Binding* binding : BindingsOf(name)) {
    if (binding->value.empty() || !binding->member.empty() || !Spend(1)) continue;
    // Random rng = new(); of C#: the type stands before the name, and the call is its.
    const std::uint32_t bare = binding->value.begin + 1;
    const Call* typed = tokens_.Is(bare - 1, "new") && tokens_.Is(bare, "(") ? CallAt(bare) : nullptr;
    if (typed != nullptr && (!imported || typed->is_imported)) return typed;
    const Range value = Strip(binding->value);
    if (value.empty() || !tokens_.Is(value.end - 1, ")")) continue;
    const std::uint32_t open = tokens_[value.end - 1].pair;
    const Call* made = open == kNone ? nullptr : CallAt(open);
    if (made != nullptr && made->begin == value.begin && (!imported || made->is_imported)) return made;
  }
  return nullptr;
}

}  // namespace packrake::code
