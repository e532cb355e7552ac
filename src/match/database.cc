#include "match/database.h"

#include <fmt/format.h>
#include <hs.h>

#include <cassert>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "base/digest.h"
#include "base/log.h"

namespace packrake {
namespace {

// Raised whenever anchors or forms are derived differently, so that databases of an older program are not taken.
constexpr std::string_view kMakerVersion = "packrake anchors 3";
constexpr std::string_view kMagic = "packrake hsdb 1\n";

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* handle) const {
    Free(handle);
  }
};
using DatabaseHandle = std::unique_ptr<hs_database_t, Deleter<hs_free_database>>;
using ScratchHandle = std::unique_ptr<hs_scratch_t, Deleter<hs_free_scratch>>;
using CompileError = std::unique_ptr<hs_compile_error_t, Deleter<hs_free_compile_error>>;
using SerializedBytes = std::unique_ptr<char, Deleter<std::free>>;
using ExpressionInfo = std::unique_ptr<hs_expr_info_t, Deleter<std::free>>;

/// What stands before the bytes that Hyperscan wrote. Native byte order: such bytes never leave a kind of machine.
struct Header {
  char magic[16];
  char key[32];
  std::uint8_t digest[32];  // SHA-256 of the payload
  std::uint64_t payload_size;
  std::uint32_t max_width;
  std::uint32_t reserved[9];
};
static_assert(sizeof(Header) == 128);  // keeps the payload aligned as Hyperscan wants it

std::string HexEscaped(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  return text;
}

Error InvalidExpression(const Expression& expression, std::string_view reason) {
  return Error{ErrorCode::kInvalidRule,
               fmt::format("rule {}: its anchor does not compile: {}", expression.rule, reason)};
}

extern "C" int TellSink(unsigned id, unsigned long long, unsigned long long end, unsigned, void* sink) noexcept {
  static_cast<EventSink*>(sink)->OnEvent(id, end);
  return 0;
}

extern "C" int StopAtFirst(unsigned, unsigned long long, unsigned long long, unsigned, void* found) noexcept {
  *static_cast<bool*>(found) = true;
  return 1;
}

void Append(std::string& to, std::string_view field) {
  const std::uint64_t size = field.size();
  to.append(reinterpret_cast<const char*>(&size), sizeof size);
  to.append(field);
}

}  // namespace

struct Database::Handle {
  DatabaseHandle database;
};
struct Scratch::Handle {
  ScratchHandle scratch;
};

Scratch::Scratch(const Database& database) : handle_(std::make_unique<Handle>()) { Serve(database); }

void Scratch::Serve(const Database& database) {
  hs_scratch_t* raw = handle_->scratch.release();
  const hs_error_t error = hs_alloc_scratch(database.handle_->database.get(), &raw);
  handle_->scratch.reset(raw);
  // The database was checked when it was made: only memory can be short. Without scratch nothing would ever be found.
  if (error != HS_SUCCESS) throw std::bad_alloc();
}

Scratch::~Scratch() = default;

Database::Database(std::unique_ptr<Handle> handle, std::uint32_t max_width)
    : handle_(std::move(handle)), max_width_(max_width) {}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::Compile(std::span<const Expression> expressions,
                                                    DatabasePlatform platform) {
  std::vector<std::string> texts;
  std::vector<unsigned> flags(expressions.size(), HS_FLAG_MULTILINE);
  std::vector<unsigned> ids;
  std::uint32_t max_width = 0;
  for (const Expression& expression : expressions) {
    texts.push_back(expression.literal ? HexEscaped(expression.text) : expression.text);
    ids.push_back(expression.id);
    if (expression.literal) {
      max_width = std::max(max_width, static_cast<std::uint32_t>(expression.text.size()));
      continue;
    }
    hs_expr_info_t* raw_info = nullptr;
    hs_compile_error_t* raw_error = nullptr;
    hs_expression_info(texts.back().c_str(), HS_FLAG_MULTILINE, &raw_info, &raw_error);
    const ExpressionInfo info(raw_info);
    const CompileError error(raw_error);
    if (!info) return InvalidExpression(expression, error ? error->message : "out of memory");
    if (info->max_width == UINT32_MAX) return InvalidExpression(expression, "it is unbounded");
    max_width = std::max(max_width, info->max_width);
  }
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());

  const hs_platform_info_t generic{HS_TUNE_FAMILY_GENERIC, 0, 0, 0};
  hs_database_t* raw = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  if (expressions.empty()) {  // Hyperscan wants at least one; this one never matches
    static constexpr const char* kNever = "\\x00\\x01\\x02packrake\\x02\\x01\\x00";
    hs_compile(kNever, 0, HS_MODE_BLOCK, platform == DatabasePlatform::kGeneric ? &generic : nullptr, &raw, &raw_error);
  } else {
    hs_compile_multi(pointers.data(), flags.data(), ids.data(), static_cast<unsigned>(expressions.size()),
                     HS_MODE_BLOCK, platform == DatabasePlatform::kGeneric ? &generic : nullptr, &raw, &raw_error);
  }
  auto handle = std::make_unique<Handle>();
  handle->database.reset(raw);
  const CompileError error(raw_error);
  if (!handle->database) {
    if (error && error->expression >= 0 && static_cast<std::size_t>(error->expression) < expressions.size()) {
      return InvalidExpression(expressions[static_cast<std::size_t>(error->expression)], error->message);
    }
    return Error{ErrorCode::kInternal,
                 fmt::format("Hyperscan cannot compile the rules: {}", error ? error->message : "?")};
  }
  return std::unique_ptr<Database>(new Database(std::move(handle), max_width));
}

Result<std::unique_ptr<Database>> Database::CompileForLines(const std::string& pattern, DatabasePlatform platform) {
  const hs_platform_info_t generic{HS_TUNE_FAMILY_GENERIC, 0, 0, 0};
  hs_database_t* raw = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  hs_compile(pattern.c_str(), HS_FLAG_PREFILTER | HS_FLAG_SINGLEMATCH | HS_FLAG_ALLOWEMPTY, HS_MODE_BLOCK,
             platform == DatabasePlatform::kGeneric ? &generic : nullptr, &raw, &raw_error);
  auto handle = std::make_unique<Handle>();
  handle->database.reset(raw);
  const CompileError error(raw_error);
  if (!handle->database) return Error{ErrorCode::kInvalidRule, error ? error->message : "out of memory"};
  return std::unique_ptr<Database>(new Database(std::move(handle), 0));
}

std::unique_ptr<Database> Database::Deserialize(std::string_view bytes, std::string_view key, bool check_digest) {
  Header header;
  if (bytes.size() < sizeof header || key.size() != sizeof header.key) return nullptr;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::string_view payload = bytes.substr(sizeof header);
  if (std::memcmp(header.magic, kMagic.data(), sizeof header.magic) != 0 ||
      std::memcmp(header.key, key.data(), sizeof header.key) != 0 || header.payload_size != payload.size()) {
    return nullptr;
  }
  if (check_digest) {
    const Sha256Digest digest = Sha256(payload);
    if (std::memcmp(header.digest, digest.data(), digest.size()) != 0) return nullptr;
  }
  std::string aligned;
  const char* data = payload.data();
  if (reinterpret_cast<std::uintptr_t>(data) % 8 != 0) {  // Hyperscan refuses what is not aligned to 8 bytes
    aligned.assign(payload);
    data = aligned.data();
  }
  hs_database_t* raw = nullptr;
  auto handle = std::make_unique<Handle>();
  const hs_error_t error = hs_deserialize_database(data, payload.size(), &raw);
  handle->database.reset(raw);
  if (error != HS_SUCCESS || !handle->database) return nullptr;
  hs_scratch_t* raw_scratch = nullptr;  // refuses a database that this processor cannot run
  const bool runs = hs_alloc_scratch(handle->database.get(), &raw_scratch) == HS_SUCCESS;
  const ScratchHandle scratch(raw_scratch);
  if (!runs) return nullptr;
  return std::unique_ptr<Database>(new Database(std::move(handle), header.max_width));
}

Result<std::string> Database::Serialize(std::string_view key) const {
  char* raw = nullptr;
  std::size_t size = 0;
  const hs_error_t error = hs_serialize_database(handle_->database.get(), &raw, &size);
  const SerializedBytes payload(raw);
  if (error != HS_SUCCESS) {
    return Error{ErrorCode::kInternal, fmt::format("Hyperscan cannot serialize its database: error {}", error)};
  }
  Header header{};
  assert(key.size() == sizeof header.key && "DatabaseKey makes it");
  std::memcpy(header.magic, kMagic.data(), sizeof header.magic);
  std::memcpy(header.key, key.data(), sizeof header.key);
  const Sha256Digest digest = Sha256({payload.get(), size});
  std::memcpy(header.digest, digest.data(), digest.size());
  header.payload_size = size;
  header.max_width = max_width_;
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes.append(payload.get(), size);
  return bytes;
}

void Database::Scan(std::string_view text, Scratch& scratch, EventSink& sink) const {
  if (text.empty()) return;
  assert(text.size() <= UINT32_MAX && "required of the caller");
  const hs_error_t error = hs_scan(handle_->database.get(), text.data(), static_cast<unsigned>(text.size()), 0,
                                   scratch.handle_->scratch.get(), TellSink, &sink);
  assert(error == HS_SUCCESS && "database and scratch belong together, and the callback never stops a scan");
  if (error != HS_SUCCESS) log::Error("Hyperscan failed with error {}: the result is not complete", error);
}

bool Database::Contains(std::string_view text, Scratch& scratch) const {
  if (text.empty()) return true;  // hs_scan would not look; what matches nothing is rare
  assert(text.size() <= UINT32_MAX && "required of the caller");
  bool found = false;
  const hs_error_t error = hs_scan(handle_->database.get(), text.data(), static_cast<unsigned>(text.size()), 0,
                                   scratch.handle_->scratch.get(), StopAtFirst, &found);
  assert((error == HS_SUCCESS || error == HS_SCAN_TERMINATED) && "the scratch serves this database");
  return found || error != HS_SUCCESS;
}

std::string DatabaseKey(const RuleSet& rules) {
  std::string all(kMakerVersion);
  Append(all, hs_version());
  const auto append_list = [&](const std::vector<std::string>& list) {
    Append(all, std::to_string(list.size()));
    for (const std::string& item : list) Append(all, item);
  };
  append_list(rules.allow.patterns);
  for (const Rule& rule : rules.rules) {
    Append(all, rule.id);
    Append(all, rule.pattern);
    Append(all, rule.anchor);
    append_list(rule.decode);
    // Not compiled by Hyperscan, but checked in the same step: a database under this key says that they compile.
    append_list(rule.allow.patterns);
    Append(all, std::to_string(rule.context.size()));
    for (const ContextRule& context : rule.context) Append(all, context.pattern);
  }
  const Sha256Digest digest = Sha256(all);
  return std::string(digest.begin(), digest.end());
}

std::string HyperscanDescription() {
  const std::string_view version = hs_version();
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  const std::string_view level = (platform.cpu_features & HS_CPU_FEATURES_AVX512VBMI) != 0 ? "AVX-512 VBMI"
                                 : (platform.cpu_features & HS_CPU_FEATURES_AVX512) != 0   ? "AVX-512"
                                 : (platform.cpu_features & HS_CPU_FEATURES_AVX2) != 0     ? "AVX2"
                                                                                           : "SSE4.2";
  return fmt::format("Hyperscan {}, {}", version.substr(0, version.find(' ')), level);
}

std::string HostPlatform() {
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  return fmt::format("{:x}-{:x}", platform.tune, platform.cpu_features);
}

}  // namespace packrake
