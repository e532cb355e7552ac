#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "credential/flow_read.h"
#include "credential/flow_read_words.h"

// What the fields of a type are called, in the order in which it is made of them.
namespace packrake::code {

// class TokenService(private val secret: String), record JwtConfig(String issuer, String secret)
void FlowReader::ReadPrimaryConstructor(std::uint32_t i) {
  std::uint32_t open = i + 2;
  if (t_.Is(open, "<")) {
    while (open < t_.size() && open < i + 16 && !t_.Is(open, ">")) ++open;
    ++open;
  }
  // @Inject() and private stand before the brackets in Scala and Kotlin.
  for (int steps = 0; steps < 4 && t_.IsName(open) && !t_[open].first_on_line; ++steps) {
    ++open;
    if (t_.Is(open, "(") && t_[open].pair == open + 1) open += 2;
  }
  if (!t_.Is(open, "(") || t_[open].pair == kNone) return;
  std::vector<std::string> names;
  std::vector<Argument> unused;
  ReadParameters(open, names, unused);
  if (!names.empty()) p_.fields_.emplace(Clean(t_.Text(i + 1)), std::move(names));
}

// type Config struct { Issuer, Audience string; jwt.RegisteredClaims }
void FlowReader::ReadGoStruct(std::uint32_t i) {
  const std::uint32_t open = i + 1;
  if (i == 0 || !t_.IsName(i - 1) || !t_.Is(open, "{") || t_[open].pair == kNone) return;
  std::vector<std::string> names;
  for (std::uint32_t k = open + 1; k < t_[open].pair && names.size() < 64; ++k) {
    if (t_[k].inside != open || !(t_[k].first_on_line || t_.Is(k - 1, ";") || k == open + 1)) continue;
    std::uint32_t name = t_.Is(k, "*") ? k + 1 : k;
    if (!t_.IsName(name)) continue;
    while (t_.Is(name + 1, ".") && t_.IsName(name + 2)) name += 2;  // an embedded type is a field of its name
    names.push_back(Clean(t_.Text(name)));
    while (t_.Is(name + 1, ",") && t_.IsName(name + 2)) {
      name += 2;
      names.push_back(Clean(t_.Text(name)));
    }
  }
  if (!names.empty()) p_.fields_.emplace(Clean(t_.Text(i - 1)), std::move(names));
}

void FlowReader::FindFields() {
  const LanguageId id = p_.language().id;
  const bool primary = id == LanguageId::kKotlin || id == LanguageId::kScala || id == LanguageId::kJava ||
                       id == LanguageId::kCSharp || id == LanguageId::kGroovy;
  if (!primary && id != LanguageId::kGo) return;
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    if (!t_.IsName(i)) continue;
    if (id == LanguageId::kGo) {
      if (t_.Is(i, "struct")) ReadGoStruct(i);
    } else if ((t_.Is(i, "class") || t_.Is(i, "record") || t_.Is(i, "struct")) && t_.IsName(i + 1) &&
               !(i > 0 && t_.Is(i - 1, "."))) {
      ReadPrimaryConstructor(i);
    }
  }
  if (p_.fields_.empty() || id == LanguageId::kGo) return;
  for (Region& region : p_.regions_) {
    if (region.kind != RegionKind::kClass) continue;
    if (const auto fields = p_.fields_.find(region.name); fields != p_.fields_.end())
      region.parameters = fields->second;
  }
}

}  // namespace packrake::code
