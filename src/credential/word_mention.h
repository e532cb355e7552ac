#ifndef PACKRAKE_CREDENTIAL_WORD_MENTION_H_
#define PACKRAKE_CREDENTIAL_WORD_MENTION_H_

#include <cstddef>
#include <string_view>

/// The ways in which a line speaks of a word and uses nothing that goes by it: prose, lists, dependencies, data.
namespace packrake::code {

/// Whether the bracket at `open` holds the extras of a package of Python: jose[cryptography]>=3.3.
bool HasExtras(std::string_view line, std::size_t open);

/// Whether what the sign at `sign` gives says what a project is built with:
/// java-jwt = { module = "com.auth0:java-jwt", version = "4.4" }.
bool IsDependency(std::string_view line, std::size_t sign);

/// Whether the name that ends at `name_end`, with a colon at `colon`, begins an item of a list of changes, `* JWT:
/// tokens are checked again`, or a link's address below a document, `[jwt]: https://…`.
bool IsItemOfProse(std::string_view line, std::size_t name_end, std::size_t colon);

/// Whether the line is a remark that names [begin, end) and uses it for nothing: a comment or heading without another
/// word, `# Phoenix.Token`, or with the word in brackets, `// the sum (Hmac256) of both`, or an item of a list of
/// changes with a link in it.
bool IsRemark(std::string_view line, std::size_t begin, std::size_t end);

/// Whether the colon at `colon`, behind the word at `word`, stands between words inside the value of an entry of JSON:
/// "description": "jsonwebtoken: insecure default in …".
bool IsProse(std::string_view line, std::size_t word, std::size_t colon);

/// Whether [begin, end) stands in a long string of a JSON text that is one long line, as scanners and crawlers write
/// them: prose and code there are read as one string, in which nothing but NAME=value may be told.
bool IsDeepInJson(std::string_view line, std::size_t begin, std::size_t end);

/// Whether [begin, end) is part of a checksum or the like, Qm7Pjwt4x9ZkT2aLw5Rf0Y8=: no name goes on for so long
/// without a sign, with so many digits in it.
bool IsInEncoded(std::string_view line, std::size_t begin, std::size_t end);

/// Whether a sentence in quotes begins with the word at `begin`, or with the path that leads to it, or nothing but that
/// stands between back-quotes: Error('cookieParser("secret") required …'), `Phoenix.Token`. Looks through the whole
/// line: give it the bytes round the word.
bool BeginsSentence(std::string_view line, std::size_t begin);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_WORD_MENTION_H_
