#include "base/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <map>
#include <optional>
#include <streambuf>
#include <unordered_set>

#include "base/utf8.h"

namespace packrake {
namespace {

/// Ends the parse from inside an event: yaml-cpp has no other way out. Never leaves this file.
struct Refusal {
  Error error;
};

/// What a node costs: with everything below it.
struct Cost {
  std::size_t nodes = 1;
  std::size_t bytes = 0;
  int height = 1;
};

// Recursion is bounded: a node is measured only after it was admitted at a depth of at most max_depth.
Cost CostOf(const YamlNode& node) {
  Cost cost{1, node.scalar.size(), 1};
  const auto add = [&cost](const YamlNode& child) {
    const Cost part = CostOf(child);
    cost.nodes += part.nodes;
    cost.bytes += part.bytes;
    cost.height = std::max(cost.height, part.height + 1);
  };
  for (const YamlNode& item : node.items) add(item);
  for (const auto& [key, value] : node.members) {
    add(key);
    add(value);
  }
  return cost;
}

/// Builds the tree from yaml-cpp's events and refuses what exceeds a limit before it is kept.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view name, const YamlLimits& limits) : name_(name), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) Refuse(mark, "a second document; one is expected");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.line = mark.line + 1;
    Keep(anchor, *Place(mark, std::move(node)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (value.size() > limits_.max_scalar_bytes) {
      RefuseLimit(mark, fmt::format("a value longer than {} bytes", limits_.max_scalar_bytes));
    }
    CheckTag(mark, tag);
    YamlNode node;
    node.kind = YamlNode::Kind::kScalar;
    node.line = mark.line + 1;
    node.quoted = tag != "?";
    node.scalar = value;
    Keep(anchor, *Place(mark, std::move(node)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) Refuse(mark, "an alias inside the node it names");
    // Charged before the copy is made; Place charges one node and its scalar itself.
    const Cost cost = CostOf(found->second);
    Charge(mark, {cost.nodes - 1, cost.bytes - found->second.scalar.size(), cost.height});
    Place(mark, found->second);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, YamlNode::Kind::kSequence);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, YamlNode::Kind::kMap);
  }
  void OnMapEnd() override { Close(); }

  YamlNode&& root() && { return std::move(root_); }

 private:
  struct Frame {
    YamlNode* node;
    YAML::anchor_t anchor;
    bool has_key = false;
    YamlNode key;
    std::unordered_set<std::string> keys;
  };

  [[noreturn]] void Refuse(const YAML::Mark& mark, std::string_view reason) const {
    throw Refusal{{ErrorCode::kInvalidConfig, fmt::format("{}:{}: {}", name_, mark.line + 1, reason)}};
  }
  [[noreturn]] void RefuseLimit(const YAML::Mark& mark, std::string_view reason) const {
    throw Refusal{{ErrorCode::kLimit, fmt::format("{}:{}: {}", name_, mark.line + 1, reason)}};
  }

  // "?" and "!" are yaml-cpp's marks for plain and quoted scalars without a tag.
  void CheckTag(const YAML::Mark& mark, std::string_view tag) const {
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (tag.empty() || tag == "?" || tag == "!") return;
    if (tag.substr(0, kCore.size()) == kCore) {
      const std::string_view kind = tag.substr(kCore.size());
      for (const std::string_view known : {"str", "seq", "map"}) {
        if (kind == known) return;
      }
    }
    Refuse(mark, "a tag that is not understood");
  }

  void Charge(const YAML::Mark& mark, const Cost& cost) {
    if (static_cast<int>(open_.size()) + cost.height > limits_.max_depth) {
      RefuseLimit(mark, fmt::format("nested deeper than {}", limits_.max_depth));
    }
    nodes_ += cost.nodes;
    if (nodes_ > limits_.max_nodes) RefuseLimit(mark, fmt::format("more than {} values", limits_.max_nodes));
    bytes_ += cost.bytes;
    // Twice: an escape such as "\L" writes more bytes than it takes.
    if (bytes_ > 2 * limits_.max_bytes) RefuseLimit(mark, "aliases that expand to too much text");
  }

  /// Puts `node` where it belongs and returns where it now is: stable until the enclosing node is closed or, in a
  /// sequence or map, gets its next child.
  YamlNode* Place(const YAML::Mark& mark, YamlNode node) {
    Charge(mark, {1, node.scalar.size(), 1});
    if (open_.empty()) {
      root_ = std::move(node);
      return &root_;
    }
    Frame& frame = open_.back();
    if (frame.node->kind == YamlNode::Kind::kSequence) {
      frame.node->items.push_back(std::move(node));
      return &frame.node->items.back();
    }
    if (!frame.has_key) {
      if (node.kind != YamlNode::Kind::kScalar) Refuse(mark, "a key that is not a plain word");
      if (!frame.keys.insert(node.scalar).second) Refuse(mark, fmt::format("'{}' is there twice", node.scalar));
      frame.key = std::move(node);
      frame.has_key = true;
      return &frame.key;
    }
    frame.has_key = false;
    if (node.kind == YamlNode::Kind::kNull) node.line = frame.key.line;  // its mark is the next token's
    frame.node->members.emplace_back(std::move(frame.key), std::move(node));
    return &frame.node->members.back().second;
  }

  void Keep(YAML::anchor_t anchor, const YamlNode& node) {
    if (anchor == 0) return;
    const Cost cost = CostOf(node);
    YAML::Mark mark;
    mark.line = node.line - 1;
    nodes_ += cost.nodes;
    bytes_ += cost.bytes;
    Charge(mark, {0, 0, 1});
    anchors_[anchor] = node;
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
    CheckTag(mark, tag);
    YamlNode node;
    node.kind = kind;
    node.line = mark.line + 1;
    open_.push_back({Place(mark, std::move(node)), anchor, false, {}, {}});
  }

  void Close() {
    const Frame frame = std::move(open_.back());
    open_.pop_back();
    Keep(frame.anchor, *frame.node);
  }

  std::string_view name_;
  const YamlLimits& limits_;
  YamlNode root_;
  std::vector<Frame> open_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  int documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t bytes_ = 0;
};

/// Reads from a view, without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // only ever read: there is no put area
    setg(begin, begin, begin + text.size());
  }
};

int LineOf(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

// yaml-cpp takes 0x04 for the end of the text and guesses UTF-16 from NULs; YAML 1.2 section 5.1 allows neither.
bool IsForbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

// What yaml-cpp would hold in memory before its first event: inside brackets it reads on to their end, to know
// whether they are a key, at some 300 bytes a token; and each token takes one of these bytes, or follows one.
std::size_t CountTokenMarks(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return std::string_view("[]{},:\"'*&!?").find(c) != std::string_view::npos;
  }));
}

std::optional<Error> CheckText(std::string_view text, std::string_view name, const YamlLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return Error{ErrorCode::kLimit, fmt::format("{}: larger than {} bytes", name, limits.max_bytes)};
  }
  if (CountTokenMarks(text) > 5 * limits.max_nodes) {
    return Error{ErrorCode::kLimit, fmt::format("{}: more than {} values", name, limits.max_nodes)};
  }
  if (const auto bad = std::find_if(text.begin(), text.end(), IsForbidden); bad != text.end()) {
    return Error{ErrorCode::kInvalidConfig, fmt::format("{}:{}: a control character", name,
                                                        LineOf(text, static_cast<std::size_t>(bad - text.begin())))};
  }
  if (const std::size_t bad = FindInvalidUtf8(text); bad != std::string_view::npos) {
    return Error{ErrorCode::kInvalidConfig, fmt::format("{}:{}: not UTF-8", name, LineOf(text, bad))};
  }
  return std::nullopt;
}

}  // namespace

YamlNode::YamlNode() = default;
YamlNode::YamlNode(const YamlNode&) = default;
YamlNode::YamlNode(YamlNode&&) noexcept = default;
YamlNode& YamlNode::operator=(const YamlNode&) = default;
YamlNode& YamlNode::operator=(YamlNode&&) noexcept = default;
YamlNode::~YamlNode() = default;

const YamlNode* YamlNode::Find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

Result<YamlNode> ParseYaml(std::string_view text, std::string_view name, const YamlLimits& limits) {
  if (auto error = CheckText(text, name, limits)) return std::move(*error);
  try {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    TreeBuilder builder(name, limits);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return std::move(builder).root();
  } catch (Refusal& refusal) {
    return std::move(refusal.error);
  } catch (const YAML::Exception& e) {
    return Error{ErrorCode::kInvalidConfig, fmt::format("{}:{}: {}", name, e.mark.line + 1, e.msg)};
  } catch (const std::exception&) {
    return Error{ErrorCode::kInternal, fmt::format("{}: reading YAML failed", name)};
  }
}

}  // namespace packrake
