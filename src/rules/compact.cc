#include <type_traits>
#include <utility>

#include "base/json.h"
#include "rules/load.h"
#include "rules/rule_fields.h"

// The compact form is JSON without names: [[rule, ...], [global allow]], a rule being its fields in the order of
// rule_fields.h. Names would be half of it, and reading it is part of every start of the program.
namespace packrake {
namespace {

class Writer {
 public:
  explicit Writer(Json& array) : array_(array) {}

  void operator()(const std::string& value) { array_.Append(Json(value)); }
  void operator()(int value) { array_.Append(Json(value)); }
  void operator()(double value) { array_.Append(Json(value)); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum value) { array_.Append(Json(static_cast<int>(value))); }
  void operator()(const std::vector<std::string>& values) {
    Json& array = array_.Append(Json::Array());
    for (const std::string& value : values) array.Append(Json(value));
  }
  void operator()(const std::vector<ContextRule>& contexts) {
    Json& array = array_.Append(Json::Array());
    for (const ContextRule& context : contexts) VisitContext(context, Writer(array.Append(Json::Array())));
  }

 private:
  Json& array_;
};

/// Takes one array's items in order; ok() is false once something was not there or of another kind.
class Reader {
 public:
  explicit Reader(const Json& array) : items_(array.items()) {}

  void operator()(std::string& value) {
    Take(Json::Kind::kString, [&](const Json& item) { value = item.AsString(); });
  }
  void operator()(int& value) {
    Take(Json::Kind::kInteger, [&](const Json& item) { value = static_cast<int>(*item.AsInteger()); });
  }
  void operator()(double& value) {
    const Json* const item = Next();
    ok_ = ok_ && item != nullptr && item->is_number();
    if (ok_) value = *item->AsNumber();
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum& value) {
    Take(Json::Kind::kInteger, [&](const Json& item) { value = static_cast<Enum>(*item.AsInteger()); });
  }
  void operator()(std::vector<std::string>& values) {
    Take(Json::Kind::kArray, [&](const Json& item) {
      values.reserve(item.items().size());
      for (const Json& value : item.items()) values.push_back(value.AsString());
    });
  }
  void operator()(std::vector<ContextRule>& contexts) {
    Take(Json::Kind::kArray, [&](const Json& item) {
      for (const Json& context : item.items()) {
        Reader reader(context);
        VisitContext(contexts.emplace_back(), reader);
        ok_ = ok_ && reader.ok();
      }
    });
  }

  bool ok() const { return ok_; }

 private:
  const Json* Next() { return next_ < items_.size() ? &items_[next_++] : nullptr; }
  template <class Use>
  void Take(Json::Kind kind, Use&& use) {
    const Json* const item = Next();
    ok_ = ok_ && item != nullptr && item->kind() == kind;
    if (ok_) use(*item);
  }

  const std::vector<Json>& items_;
  std::size_t next_ = 0;
  bool ok_ = true;
};

}  // namespace

std::string WriteCompactRules(const RuleSet& set) {
  Json root = Json::Array();
  Json rules = Json::Array();
  for (const Rule& rule : set.rules) {
    Writer writer(rules.Append(Json::Array()));
    VisitDecisiveFields(rule, writer);
    VisitOtherFields(rule, writer);
  }
  root.Append(std::move(rules));
  VisitAllow(set.allow, Writer(root.Append(Json::Array())));
  return root.Dump();
}

Result<RuleSet> ReadCompactRules(std::string_view text) {
  const auto root = ParseJson(text);
  if (!root) return root.error();
  const Error not_ours{ErrorCode::kCorrupt, "the compact rules are not of this version"};
  if (root->items().size() != 2) return not_ours;
  RuleSet set;
  set.rules.reserve(root->items()[0].items().size());
  for (const Json& item : root->items()[0].items()) {
    Reader reader(item);
    Rule& rule = set.rules.emplace_back();
    VisitDecisiveFields(rule, reader);
    VisitOtherFields(rule, reader);
    if (!reader.ok()) return not_ours;
  }
  Reader reader(root->items()[1]);
  VisitAllow(set.allow, reader);
  if (!reader.ok()) return not_ours;
  return set;
}

}  // namespace packrake
