#ifndef PACKRAKE_CREDENTIAL_LANGUAGE_SETS_H_
#define PACKRAKE_CREDENTIAL_LANGUAGE_SETS_H_

#include "credential/language.h"

/// Short names of languages and of their families, for tables with rows by language; for those tables' sources alone.
namespace packrake::code {

inline constexpr LanguageSet kPy = Only(LanguageId::kPython);
inline constexpr LanguageSet kJs = Only(LanguageId::kJavaScript);
inline constexpr LanguageSet kJvm =
    Only(LanguageId::kJava) | Only(LanguageId::kKotlin) | Only(LanguageId::kScala) | Only(LanguageId::kGroovy);
inline constexpr LanguageSet kNet =
    Only(LanguageId::kCSharp) | Only(LanguageId::kVisualBasic) | Only(LanguageId::kPowerShell);
inline constexpr LanguageSet kSc = Only(LanguageId::kScala);
inline constexpr LanguageSet kGo = Only(LanguageId::kGo);
inline constexpr LanguageSet kRb = Only(LanguageId::kRuby);
inline constexpr LanguageSet kPhp = Only(LanguageId::kPhp);
inline constexpr LanguageSet kRs = Only(LanguageId::kRust);
inline constexpr LanguageSet kEx = Only(LanguageId::kElixir);
inline constexpr LanguageSet kCc = Only(LanguageId::kCpp);
inline constexpr LanguageSet kSw = Only(LanguageId::kSwift);
inline constexpr LanguageSet kDa = Only(LanguageId::kDart);
inline constexpr LanguageSet kLu = Only(LanguageId::kLua);
inline constexpr LanguageSet kPl = Only(LanguageId::kPerl);
inline constexpr LanguageSet kCl = Only(LanguageId::kClojure);
inline constexpr LanguageSet kSq = Only(LanguageId::kSql);
inline constexpr LanguageSet kEr = Only(LanguageId::kErlang);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LANGUAGE_SETS_H_
