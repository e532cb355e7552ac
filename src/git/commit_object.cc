#include "git/commit_object.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace packrake {
namespace {

/// Takes the first line off `rest`, without its newline.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

/// What follows `key` and a space on `line`; nothing when the line begins otherwise.
std::optional<std::string_view> ValueOf(std::string_view line, std::string_view key) {
  if (line.size() <= key.size() || line.substr(0, key.size()) != key || line[key.size()] != ' ') return std::nullopt;
  return line.substr(key.size() + 1);
}

std::optional<ObjectId> IdOf(std::string_view hex, std::size_t id_size) {
  if (hex.size() != id_size * 2) return std::nullopt;
  return ObjectId::FromHex(hex);
}

std::string_view Trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Who and when, of an author or committer line.
struct Signature {
  std::string_view name;
  std::string_view email;
  std::int64_t time = 0;
  int offset_minutes = 0;
};

int OffsetMinutes(std::string_view zone) {
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return 0;
  int digits = 0;
  const auto [end, error] = std::from_chars(zone.data() + 1, zone.data() + zone.size(), digits);
  if (error != std::errc() || end != zone.data() + zone.size() || digits < 0) return 0;
  const int minutes = digits / 100 * 60 + digits % 100;
  return zone[0] == '-' ? -minutes : minutes;
}

// "Name <email> seconds zone". The last '>' ends the email, as in git: a broken name may hold others.
Signature ReadSignature(std::string_view text) {
  Signature signature;
  const std::size_t open = text.find('<');
  const std::size_t close = text.rfind('>');
  signature.name = Trim(text.substr(0, open));
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return signature;
  signature.email = Trim(text.substr(open + 1, close - open - 1));
  const std::string_view date = Trim(text.substr(close + 1));
  const std::size_t space = date.find(' ');
  const std::string_view seconds = date.substr(0, space);
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), signature.time);
  if (error != std::errc() || end != seconds.data() + seconds.size() || signature.time < 0) signature.time = 0;
  if (space != std::string_view::npos) signature.offset_minutes = OffsetMinutes(Trim(date.substr(space)));
  return signature;
}

/// A commit object's headers; the texts are borrowed from it.
struct Headers {
  CommitLinks links;
  Signature author;
  std::string_view message;
};

Result<Headers> ReadHeaders(std::string_view bytes, std::size_t id_size) {
  Headers headers;
  std::string_view rest = bytes;
  const auto tree = ValueOf(TakeLine(rest), "tree");
  const auto tree_id = tree ? IdOf(*tree, id_size) : std::nullopt;
  if (!tree_id) return Error{ErrorCode::kCorrupt, "the commit does not begin with its tree"};
  headers.links.tree = *tree_id;

  ParentIds& parents = headers.links.parents;
  bool among_parents = true;  // they stand in a row after the tree; git takes no other line for one
  while (!rest.empty()) {
    const std::string_view line = TakeLine(rest);
    if (line.empty()) break;
    if (const auto value = ValueOf(line, "parent"); value && among_parents) {
      const auto parent = IdOf(*value, id_size);
      if (!parent)
        return Error{ErrorCode::kCorrupt, fmt::format("parent {} of the commit is no id", parents.size() + 1)};
      parents.push_back(*parent);
      continue;
    }
    among_parents = false;
    if (const auto author = ValueOf(line, "author"); author && headers.author.name.empty()) {
      headers.author = ReadSignature(*author);
    } else if (const auto committer = ValueOf(line, "committer"); committer && headers.links.committer_time == 0) {
      headers.links.committer_time = ReadSignature(*committer).time;
    }
  }
  headers.message = rest;
  return headers;
}

}  // namespace

Result<CommitLinks> ParseCommitLinks(std::string_view bytes, std::size_t id_size) {
  auto headers = ReadHeaders(bytes, id_size);
  if (!headers) return headers.error();
  return std::move(headers->links);
}

Result<ParsedCommit> ParseCommit(std::string_view bytes, std::size_t id_size) {
  auto headers = ReadHeaders(bytes, id_size);
  if (!headers) return headers.error();
  ParsedCommit commit;
  commit.tree = headers->links.tree;
  commit.parents = std::move(headers->links.parents);
  commit.summary.author_name = headers->author.name;
  commit.summary.author_email = headers->author.email;
  commit.summary.author_time = headers->author.time;
  commit.summary.author_offset_minutes = headers->author.offset_minutes;
  commit.summary.committer_time = headers->links.committer_time;
  std::string_view rest = headers->message;
  while (!rest.empty() && commit.summary.subject.empty()) commit.summary.subject = Trim(TakeLine(rest));
  return commit;
}

Result<ParsedTag> ParseTag(std::string_view bytes, std::size_t id_size) {
  std::string_view rest = bytes;
  const auto object = ValueOf(TakeLine(rest), "object");
  const auto target = object ? IdOf(*object, id_size) : std::nullopt;
  if (!target) return Error{ErrorCode::kCorrupt, "the tag does not begin with its object"};
  const auto type = ValueOf(TakeLine(rest), "type");
  for (const ObjectType candidate : {ObjectType::kBlob, ObjectType::kTree, ObjectType::kCommit, ObjectType::kTag}) {
    if (type && *type == Name(candidate)) return ParsedTag{*target, candidate};
  }
  return Error{ErrorCode::kCorrupt, "the tag does not say what type its object has"};
}

}  // namespace packrake
