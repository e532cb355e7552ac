#ifndef PACKRAKE_CREDENTIAL_NAMED_TOKEN_H_
#define PACKRAKE_CREDENTIAL_NAMED_TOKEN_H_

#include <string_view>

/// Before lines are read as a program: whether they name a token at all. Most lines that write a file, set a cookie or
/// throw an error do not, and cost nothing this way.
namespace packrake::code {

/// Whether `text`, the lines round a match of `rule` (of misuse_rules.h), has what the rule could tell: a name that is
/// a token's, surely or in a text that speaks of log-ins, or another word that stands for one. What it lets through is
/// read; what it keeps away would tell nothing.
bool MayTellOfToken(std::string_view rule, std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_NAMED_TOKEN_H_
