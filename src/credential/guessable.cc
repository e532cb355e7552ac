#include "credential/guessable.h"

#include <algorithm>
#include <array>

#include "credential/flow_words.h"
#include "credential/language_sets.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

// From the documentation of each language's standard library; of UUIDs, RFC 9562 section 5.1.
constexpr GuessableRow kCalls[] = {
    // Clocks.
    {kPy, "time.time", ""},
    {kPy, "time.time_ns", ""},
    {kPy, "time.ctime", ""},
    {kPy, "time.strftime", ""},
    {kPy, "datetime.now", ""},
    {kPy, "datetime.utcnow", ""},
    {kPy, "datetime.today", ""},
    {kPy, "date.today", ""},
    {kPy, "timezone.now", ""},  // Django's
    {kJs, "Date", ""},
    {kJs, "Date.now", ""},
    {kJs, "performance.now", ""},
    {kJs, "process.hrtime", ""},
    {kJs, "process.uptime", ""},
    {kJvm, "System.currentTimeMillis", ""},
    {kJvm, "System.nanoTime", ""},
    {kJvm, "Instant.now", ""},
    {kJvm, "LocalDate.now", ""},
    {kJvm, "LocalDateTime.now", ""},
    {kJvm, "Date", "fun Date("},
    {kNet, "Stopwatch.GetTimestamp", ""},
    {kGo, "time.Now", ""},
    {kRb, "Time.now", ""},
    {kPhp, "time", ""},
    {kPhp, "microtime", ""},
    {kPhp, "hrtime", ""},
    {kPhp, "date", ""},
    {kRs, "SystemTime.now", ""},
    {kRs, "Utc.now", ""},
    {kRs, "Local.now", ""},
    {kRs, "Instant.now", ""},
    {kEx, "System.system_time", ""},
    {kEx, "System.os_time", ""},
    {kEx, "System.monotonic_time", ""},
    {kEx, "DateTime.utc_now", ""},
    {kEx, "NaiveDateTime.utc_now", ""},
    {kLu, "os.time", ""},
    {kLu, "os.date", ""},
    {kLu, "ngx.time", ""},
    {kLu, "ngx.now", ""},
    {kPl, "time", ""},
    {kPl, "localtime", ""},
    {kCc, "time", ""},
    {kCc, "std.time", ""},
    {kCc, "system_clock.now", ""},
    {kSw, "Date", ""},
    {kDa, "DateTime.now", ""},
    // Random numbers that whoever has seen a few can go on with.
    {kPy, "random.random", ""},
    {kPy, "random.randint", ""},
    {kPy, "random.randrange", ""},
    {kPy, "random.choice", ""},
    {kPy, "random.choices", ""},
    {kPy, "random.sample", ""},
    {kPy, "random.uniform", ""},
    {kPy, "random.getrandbits", ""},
    {kPy, "random.randbytes", ""},
    {kJs, "Math.random", ""},
    {kJvm, "Math.random", ""},
    {kJvm, "Random.nextInt", ""},
    {kJvm, "Random.nextLong", ""},
    {kJvm, "Random.nextDouble", ""},
    {kJvm, "Random.nextBytes", ""},
    {kJvm, "Random.Default.nextBytes", ""},  // Kotlin's
    {kJvm, "Random.Default.nextInt", ""},
    {kJvm, "Random.Default.nextLong", ""},
    {kJvm, "ThreadLocalRandom.current.nextInt", ""},
    {kJvm, "ThreadLocalRandom.current.nextLong", ""},
    {kNet, "Random.Next", ""},
    {kNet, "Random.NextInt64", ""},
    {kNet, "Random.NextDouble", ""},
    {kNet, "Random.Shared.Next", ""},
    {kNet, "Random.NextBytes", ""},
    {kGo, "rand.Read", "crypto/rand"},
    {kGo, "rand.Int", "crypto/rand"},
    {kGo, "rand.Intn", "crypto/rand"},
    {kGo, "rand.IntN", "crypto/rand"},
    {kGo, "rand.Int31", "crypto/rand"},
    {kGo, "rand.Int63", "crypto/rand"},
    {kGo, "rand.Int64", "crypto/rand"},
    {kGo, "rand.Uint64", "crypto/rand"},
    {kGo, "rand.Float64", "crypto/rand"},
    {kRb, "rand", ""},
    {kRb, "Random.rand", ""},
    {kPhp, "rand", ""},
    {kPhp, "mt_rand", ""},
    {kPhp, "lcg_value", ""},
    {kPhp, "uniqid", ""},
    {kEx, "rand.uniform", ""},
    {kLu, "math.random", ""},
    {kPl, "rand", ""},
    {kCc, "rand", ""},
    {kCc, "std.rand", ""},
    {kCc, "random", ""},
    {kDa, "Random.nextInt", ""},
    // UUIDs made of the time and the machine.
    {kPy, "uuid.uuid1", ""},
    {kJs, "uuid.v1", ""},
    {kJs, "uuidv1", ""},
    {kJs, "uuid1", ""},
    {kJvm, "Generators.timeBasedGenerator.generate", ""},  // java-uuid-generator
    {kJvm, "Generators.timeBasedReorderedGenerator.generate", ""},
    {kJvm, "UuidCreator.getTimeBased", ""},
    {kJvm, "Uuids.timeBased", ""},  // Cassandra's drivers
    {kJvm, "UUIDs.timeBased", ""},
    {kGo, "uuid.NewUUID", ""},
    {kGo, "uuid.NewV1", ""},
    {kGo, "uuid.NewTime", ""},
    {kRs, "Uuid.now_v1", ""},
    {kDa, "Uuid.v1", ""},
    {kPhp, "Uuid.uuid1", ""},
    {kEx, "UUID.uuid1", ""},
    {kRb, "UUIDTools.UUID.timestamp_create", ""},
    // Machines, processes, people.
    {kPy, "socket.gethostname", ""},
    {kPy, "platform.node", ""},
    {kPy, "os.getpid", ""},
    {kPy, "os.getlogin", ""},
    {kPy, "getpass.getuser", ""},
    {kPy, "uuid.getnode", ""},
    {kJs, "os.hostname", ""},
    {kJvm, "InetAddress.getLocalHost.getHostName", ""},
    {kGo, "os.Hostname", ""},
    {kGo, "os.Getpid", ""},
    {kRb, "Socket.gethostname", ""},
    {kPhp, "php_uname", ""},
    {kPhp, "gethostname", ""},
    {kPhp, "getmypid", ""},
    {kEx, "inet.gethostname", ""},
    {kPl, "hostname", ""},
    {kRs, "process.id", ""},
    {kCc, "getpid", ""},
};

constexpr GuessableRow kNames[] = {
    {kJs, "process.pid", ""},
    {kNet, "DateTime.Now", ""},
    {kNet, "DateTime.UtcNow", ""},
    {kNet, "DateTime.Today", ""},
    {kNet, "DateTimeOffset.Now", ""},
    {kNet, "DateTimeOffset.UtcNow", ""},
    {kNet, "Environment.MachineName", ""},
    {kNet, "Environment.UserName", ""},
    {kNet, "Environment.TickCount", ""},
    {kNet, "Environment.ProcessId", ""},
    {kRb, "Time.now", ""},
    {kRb, "Time.current", ""},
    {kRb, "Date.today", ""},
    {kRb, "Process.pid", ""},
    {kRb, "Socket.gethostname", ""},
    {kSw, "Date.timeIntervalSince1970", ""},
    {kPl, "time", ""},
};

bool EndsInNames(std::string_view path, std::string_view tail) {
  if (!path.ends_with(tail)) return false;
  return path.size() == tail.size() || path[path.size() - tail.size() - 1] == '.';
}

// What a hole begins with: "Date.now" of `Date.now()`, "Date" of `new Date()`.
std::string_view HeadOf(std::string_view hole) {
  while (!hole.empty() && hole.front() == ' ') hole.remove_prefix(1);
  if (hole.starts_with("new ")) hole.remove_prefix(4);
  std::size_t end = 0;
  while (end < hole.size() && (IsNameByte(hole[end]) || hole[end] == '.')) ++end;
  return hole.substr(0, end);
}

bool IsGuessableHead(std::string_view head, LanguageId language) {
  if (head.empty()) return false;
  if (IsGuessableName(head, language)) return true;
  return std::ranges::any_of(kCalls, [&](const GuessableRow& row) {
    return (row.languages & Only(language)) != 0 && row.unless.empty() && EndsInNames(head, row.tail);
  });
}

}  // namespace

const GuessableRow* GuessableCall(const std::vector<std::string>& path, LanguageId language) {
  for (const GuessableRow& row : kCalls) {
    if ((row.languages & Only(language)) == 0) continue;
    // From behind, without a string of its own: every call that a value comes from is asked.
    std::string_view rest = row.tail;
    std::size_t k = path.size();
    bool ends = true;
    while (ends && !rest.empty()) {
      const std::size_t dot = rest.rfind('.');
      const std::string_view name = dot == std::string_view::npos ? rest : rest.substr(dot + 1);
      // Of an import the module's path stands there: "math/rand".
      ends = k > 0 && (path[k - 1] == name || (path[k - 1].ends_with(name) && path[k - 1].size() > name.size() &&
                                               path[k - 1][path[k - 1].size() - name.size() - 1] == '/'));
      rest = dot == std::string_view::npos ? std::string_view() : rest.substr(0, dot);
      --k;
    }
    // time() and rand() of something else are that thing's own.
    const bool bare = row.tail.find('.') == std::string_view::npos;
    if (ends && (!bare || path.size() == 1)) return &row;
  }
  return nullptr;
}

bool IsGuessableName(std::string_view path, LanguageId language) {
  return std::ranges::any_of(kNames, [&](const GuessableRow& row) {
    if ((row.languages & Only(language)) == 0) return false;
    const std::size_t at = path.find(row.tail);
    if (at == std::string_view::npos || (at > 0 && path[at - 1] != '.')) return false;
    const std::size_t end = at + row.tail.size();
    return end == path.size() || path[end] == '.';
  });
}

bool SoundsSecret(std::string_view text) {
  return std::ranges::any_of(WordsOf(text), [](const std::string& word) { return IsSecretWord(word); });
}

bool MayBeGuessable(std::string_view text) {
  static constexpr WordSet kWords(std::to_array<std::string_view>(
      {"time.", "time(", "now(", "date(", "random", "rand(", "uuid1", "uuid.", "v1(", "hostname", "uniqid", "getpid"}));
  return kWords.StandsIn(text);
}

bool HoldsGuessableHole(std::string_view raw, LanguageId language) {
  bool guessable = false;
  for (std::size_t open = raw.find('{'); open != std::string_view::npos; open = raw.find('{', open + 1)) {
    std::size_t close = open + 1;
    for (int depth = 1; close < raw.size(); ++close) {
      depth += raw[close] == '{' ? 1 : raw[close] == '}' ? -1 : 0;
      if (depth == 0) break;
    }
    const std::string_view hole = raw.substr(open + 1, close - open - 1);
    if (SoundsSecret(hole)) return false;
    guessable |= IsGuessableHead(HeadOf(hole), language);
    open = close;
  }
  return guessable;
}

bool IsFormOfReceiver(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"ToString", "toISOString", "toLocaleString", "toLocaleDateString", "toDateString", "toUTCString", "toJSON",
       "getTime", "valueOf", "toFixed", "toPrecision", "substring", "substr", "slice", "padStart", "padEnd", "replace",
       "replaceAll", "toUpperCase", "toLowerCase", "split", "strftime", "isoformat", "timestamp", "ctime", "format",
       "Format", "Unix", "UnixNano", "UnixMilli", "UnixMicro", "String", "Substring", "ToArray", "ToUnixTimeSeconds",
       "ToUnixTimeMilliseconds", "ToLongDateString", "ToShortDateString", "toEpochMilli", "getEpochSecond", "hashCode",
       "GetHashCode", "as_secs", "as_millis", "as_nanos", "as_micros", "as_secs_f64", "duration_since", "to_string",
       "timestamp_millis", "timestamp_nanos", "to_i", "to_f", "to_s", "to_iso8601", "iso8601", "hex", "bytes",
       "time_since_epoch", "count", "millisecondsSinceEpoch", "microsecondsSinceEpoch", "unwrap", "toIso8601String",
       "unwrap_or_default", "timeIntervalSince1970", "Ticks", "getBytes", "toByteArray", "encode", "join", "upper",
       "lower", "zfill", "ljust", "rjust", "repeat", "PadLeft", "PadRight", "reversed", "concat", "getFullYear",
       "getUTCFullYear", "getMonth", "getUTCMonth", "getDate", "getUTCDate", "getDay", "getHours", "getMinutes",
       "getYear", "getMonthValue", "getDayOfMonth", "getDayOfYear", "Year", "Month", "Day", "YearDay", "year", "month",
       "yday"});
  return OneOf(method, kMethods);
}

bool IsFormOfArguments(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"Sprint", "Sprintf", "Sprintln", "FormatInt", "FormatUint", "Itoa", "hex", "hexlify", "oct", "bin", "repr",
       "toHexString", "toBinaryString", "toOctalString", "Number", "parseInt", "sprintf", "strval", "dechex", "bin2hex",
       "base_convert", "str_pad", "to_string", "integer_to_binary", "Must", "Append", "concat", "Concat", "format",
       "Format", "EncodeToString", "b64encode", "urlsafe_b64encode", "ToBase64String", "encodeToString", "btoa",
       "base64_encode", "encode64", "strict_encode64", "sha1", "sha256", "sha512", "md5", "crc32", "hashCode", "Sum",
       "Sum256", "Sum512", "HashData", "ComputeHash", "join", "stringify", "dumps", "hash", "sha256Hex", "md5Hex",
       "sha1Hex", "tostring", "md5_hex", "sha1_hex", "sha256_hex", "sha512_hex"});
  return OneOf(method, kMethods);
}

bool PicksFromReceiver(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"charAt", "at", "elementAt", "ElementAt"});
  return OneOf(method, kMethods);
}

bool FillsItsArgument(std::string_view method, LanguageId language) {
  if (language == LanguageId::kGo) return method == "Read";
  return ((kJvm | kNet) & Only(language)) != 0 && (method == "nextBytes" || method == "NextBytes");
}

}  // namespace packrake::code
