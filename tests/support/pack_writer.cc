#include "support/pack_writer.h"

#include <algorithm>

#include "base/digest.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

constexpr std::size_t kPackHeaderSize = 12;

std::string BigEndian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// Seven bits a byte, least significant first.
std::string Varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(0x80 | (value & 0x7F));
  return out + static_cast<char>(value);
}

/// An entry's kind and size.
std::string EntryHead(int kind, std::uint64_t size) {
  const auto first = static_cast<unsigned>(kind << 4) | static_cast<unsigned>(size & 15);
  size >>= 4;
  if (size == 0) return std::string(1, static_cast<char>(first));
  return static_cast<char>(first | 0x80U) + Varint(size);
}

/// How far back an offset delta's base is: seven bits a byte, most significant first, each carry less one.
std::string Distance(std::uint64_t distance) {
  std::string out(1, static_cast<char>(distance & 0x7F));
  while (distance >>= 7) out.insert(out.begin(), static_cast<char>(0x80 | (--distance & 0x7F)));
  return out;
}

}  // namespace

std::string StoredZlib(std::string_view bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<std::uint8_t>(c)) % 65521;
    b = (b + a) % 65521;
  }
  std::string out = "\x78\x01";
  do {
    const std::string_view block = bytes.substr(0, 0xFFFF);
    bytes.remove_prefix(block.size());
    out += bytes.empty() ? '\1' : '\0';
    const auto size = static_cast<unsigned>(block.size());
    for (const unsigned word : {size, ~size}) {
      out += static_cast<char>(word & 0xFF);
      out += static_cast<char>(word >> 8 & 0xFF);
    }
    out += block;
  } while (!bytes.empty());
  return out + BigEndian(std::uint64_t{b} << 16 | a, 4);
}

DeltaWriter::DeltaWriter(std::uint64_t base_size, std::uint64_t result_size)
    : bytes_(Varint(base_size) + Varint(result_size)) {}

DeltaWriter& DeltaWriter::Copy(std::uint64_t offset, std::uint64_t size) {
  unsigned instruction = 0x80;
  std::string operands;
  for (unsigned i = 0; i < 7; ++i) {
    const auto byte = static_cast<char>((i < 4 ? offset >> (8 * i) : size >> (8 * (i - 4))) & 0xFF);
    if (byte == 0) continue;
    instruction |= 1U << i;
    operands += byte;
  }
  bytes_ += static_cast<char>(instruction) + operands;
  return *this;
}

DeltaWriter& DeltaWriter::Insert(std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(127, bytes.size()))) {
    const std::string_view part = bytes.substr(0, 127);
    bytes_ += static_cast<char>(part.size());
    bytes_ += part;
  }
  return *this;
}

DeltaWriter& DeltaWriter::Raw(std::string_view bytes) {
  bytes_ += bytes;
  return *this;
}

ObjectId PackWriter::IdOf(ObjectType type, std::string_view bytes) const {
  return ObjectId::FromRaw(GitObjectDigest(Name(type), bytes, id_size_));
}

std::size_t PackWriter::AddRaw(int kind, std::uint64_t size, std::string_view after_size, std::string_view stream,
                               const ObjectId& id) {
  entries_.push_back({id, kPackHeaderSize + data_.size()});
  data_ += EntryHead(kind, size);
  data_ += after_size;
  data_ += stream;
  return entries_.size() - 1;
}

std::size_t PackWriter::AddWhole(ObjectType type, std::string_view bytes) {
  constexpr int kKinds[] = {3, 2, 1, 4};  // by ObjectType
  return AddRaw(kKinds[static_cast<int>(type)], bytes.size(), {}, StoredZlib(bytes), IdOf(type, bytes));
}

std::size_t PackWriter::AddOffsetDelta(std::size_t base, std::string_view delta, const ObjectId& id) {
  const std::uint64_t distance = kPackHeaderSize + data_.size() - offset(base);
  return AddRaw(6, delta.size(), Distance(distance), StoredZlib(delta), id);
}

std::size_t PackWriter::AddIdDelta(const ObjectId& base, std::string_view delta, const ObjectId& id) {
  return AddRaw(7, delta.size(), base.raw(), StoredZlib(delta), id);
}

std::string PackWriter::Pack() const {
  const std::string body = "PACK" + BigEndian(2, 4) + BigEndian(entries_.size(), 4) + data_;
  // No reader of ours checks the pack's own check sum; it is only as long as one.
  return body + std::string(id_size_, '\x5A');
}

std::string PackWriter::Index(bool long_offsets) const {
  std::vector<Entry> sorted = entries_;
  std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) { return a.id < b.id; });
  std::string out = "\377tOc" + BigEndian(2, 4);
  for (int first = 0; first < 256; ++first) {
    const auto count =
        std::count_if(sorted.begin(), sorted.end(), [first](const Entry& e) { return *e.id.data() <= first; });
    out += BigEndian(static_cast<std::uint64_t>(count), 4);
  }
  for (const Entry& entry : sorted) out += entry.id.raw();
  out += std::string(sorted.size() * 4, '\0');
  std::string table;
  for (const Entry& entry : sorted) {
    if (long_offsets || entry.offset >= 0x80000000U) {
      out += BigEndian(0x80000000U + table.size() / 8, 4);
      table += BigEndian(entry.offset, 8);
    } else {
      out += BigEndian(entry.offset, 4);
    }
  }
  return out + table + std::string(2 * id_size_, '\x5A');
}

void PackWriter::Write(const std::filesystem::path& object_dir, const std::string& name) const {
  WriteTestFile(object_dir / "pack" / (name + ".pack"), Pack());
  WriteTestFile(object_dir / "pack" / (name + ".idx"), Index());
}

}  // namespace packrake
