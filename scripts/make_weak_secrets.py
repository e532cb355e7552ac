#!/usr/bin/env python3
"""Writes patterns/weak-secrets.txt: secrets that people use for JWT without thinking. Two sources, both in this file: whole
phrases (what products are shipped with, what manuals and tutorials print, what stands in place of a secret), and common
words joined in the ways that names of settings and placeholders are. Each once. Run it after a change:
scripts/make_weak_secrets.py > patterns/weak-secrets.txt; a test compares the two."""

import itertools
import sys

# First what manuals and default configurations of products print (jwt.io, FastAPI, golang-jwt, JWT.NET, hapi, Hono,
# Supabase, Nacos, RuoYi, Micronaut, Superset, Mercure, SpringBlade, LoopBack, gin-vue-admin, Strapi, Spring tutorials), then
# placeholders, keyboards walks and other texts that come to mind.
WHOLE = """
your-256-bit-secret
your-384-bit-secret
your-512-bit-secret
a-string-secret-at-least-256-bits-long
a-valid-string-secret-that-is-at-least-384-bits-long
a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long
09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7
AllYourBase
GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk
NeverShareYourSecret
it-is-very-secret
mySecretKey
shhhhh
shhhhhared-secret
shhhh
hmac-secret
my_super_secret
super-secret-string
your-super-secret-jwt-token-with-at-least-32-characters-long
super-secret-jwt-token-with-at-least-32-characters-long
SecretKey012345678901234567890123456789012345678901234567890123456789
VGhpc0lzTXlDdXN0b21TZWNyZXRLZXkwMTIzNDU2Nzg=
abcdefghijklmnopqrstuvwxyz
pleaseChangeThisSecretForANewOne
test-guest-secret-change-me
TEST_NON_DEV_SECRET
CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET
thisISaSECRET_1234
!ChangeThisMercureHubJWTSecretKey!
!ChangeMe!
!UpdateMe!
bladexisapowerfulmicroservicearchitectureupgradedandoptimizedfromacommercialproject
myjwts3cr3t
qmPlus
tobemodified
toBeModified1
CHANGE_THIS_TO_YOUR_SECRET
my-secret-token-to-change-in-production
7d441f27d441f27567d441f2b6176a
S0M3S3CR3TK3Y
ThisIsASecretKeyForJwtAuthentication
this is my custom Secret key for authentication
This is a secret key for jwt token authentication
THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING
THIS IS USED TO SIGN AND VERIFY JWT TOKENS, IT CAN BE ANY STRING
this is my custom Secret key for authnetication
my top secret key
MY_SECRET_KEY
MySecretKey12345
mysupersecret_secretkey!123
mysupersecret_secretkey!1234
my_super_secret_key_that_nobody_will_guess
SecretKeyToGenJWTs
JWTSuperSecretKey
bezKoderSecretKey
bezkoder-secret-key
javainuse
javatechie
jwtpass
iamaverysecretkey
somethingverysecret
keyboard cat
keyboardcat
secretcat
thisisthesecretkey
thisismysecret
ThisIsMySecretKey
this-is-my-secret
this_is_my_secret
thisisasecret
thisisasecretkey
ThisIsASecretKey
this_is_a_secret
this_is_a_secret_key
this is a secret
this is a secret key
this is not a secret
thisisnotasecret
this-is-not-secure
donttellanyone
dont-tell-anyone
dont_tell_anyone
you-will-never-guess
you_will_never_guess
youwillneverguess
hard to guess string
hard-to-guess-string
a really long secret
a very long secret
some secret
some random string
a random string
arandomstring
random_string
randomstring
insert-secret-here
insert-some-random-string
insert_random_secret_key_here
put-your-secret-here
put_your_secret_here
put your secret here
enter-your-secret
enter your secret here
type-your-secret-here
replace-me
replaceme
replace_me
replace-with-your-secret
replace_with_your_secret
replace-this-secret
replace_this_secret
replace-with-a-secure-random-string
generate-a-secret
generate-a-strong-secret
generate_a_secure_random_secret_here
use-a-strong-secret
use-a-long-random-string
change-me
changeme
change_me
ChangeMe
CHANGEME
CHANGE_ME
change-me-please
changemeplease
please-change-me
please_change_me
pleasechangeme
change-this
change_this
changethis
ChangeThis
change-this-secret
change_this_secret
change-this-in-production
change_this_in_production
change-me-in-production
change_me_in_production
changeme-in-production
dev-secret-change-in-production
dev-secret-change-me
secret-change-me
secret-change-in-production
changeit
change-it
letmein
opensesame
open-sesame
opensesame123
trustno1
iloveyou
qwerty
qwerty123
qwertyuiop
asdfgh
asdfghjkl
asdf1234
zxcvbn
zxcvbnm
zaq12wsx
1q2w3e4r
1qaz2wsx
1234
12345
123456
1234567
12345678
123456789
1234567890
12345678901234567890
123456789012345678901234567890
12345678901234567890123456789012
0123456789
0123456789abcdef
0123456789abcdef0123456789abcdef
0123456789ABCDEF0123456789ABCDEF
abc
abcd
abcde
abcdef
abc123
abcd1234
abcdefg
abcdefgh
abcdefghij
abcdefghijklmnop
abcdefghijklmnopqrstuvwxyz123456
abcdefghijklmnopqrstuvwxyz0123456789
ABCDEFGHIJKLMNOPQRSTUVWXYZ
ABCDEFGHIJKLMNOPQRSTUVWXYZ123456
a1b2c3
a1b2c3d4
a1b2c3d4e5f6
a1b2c3d4e5f6g7h8i9j0
a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6
00000000000000000000000000000000
11111111111111111111111111111111
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
ffffffffffffffffffffffffffffffff
deadbeef
deadbeefdeadbeefdeadbeefdeadbeef
cafebabe
0000
1111
0
1
a
x
s
k
xxx
xxxx
xxxxxxxx
aaaa
zzzz
foo
bar
baz
foobar
foobarbaz
foo-bar
foo_bar
hello
helloworld
hello world
hello-world
hello_world
HelloWorld
lorem ipsum
loremipsum
hogehoge
piyopiyo
toto
tata
titi
pepe
asdf
qwer
null
undefined
none
None
nil
NULL
true
false
default
empty
string
value
dummy
example
sample
placeholder
todo
TODO
fixme
tbd
n/a
[object Object]
process.env.JWT_SECRET
process.env.SECRET_KEY
process.env.SECRET
${JWT_SECRET}
$JWT_SECRET
%JWT_SECRET%
{{JWT_SECRET}}
<secret>
<your-secret>
<JWT_SECRET>
<your_secret_key>
[secret]
[SECRET_256_BITS]
***
*****
********
...
correct horse battery staple
correcthorsebatterystaple
the quick brown fox jumps over the lazy dog
thequickbrownfoxjumpsoverthelazydog
winter is coming
winteriscoming
may the force be with you
maytheforcebewithyou
abracadabra
hocuspocus
supercalifragilisticexpialidocious
rosebud
swordfish
hunter2
p@ssw0rd
P@ssw0rd
P@ssword1
p@55w0rd
pa55w0rd
passw0rd
Passw0rd
Passw0rd!
s3cr3t
S3cr3t
S3CR3T
s3cret
S3cret
secr3t
5ecret
53cr3t
s3cr3t-k3y
s3cr3tk3y
S3cr3tK3y
s3cretkey
sup3rs3cr3t
sup3r-s3cr3t
sup3rS3cr3t
SuperS3cr3t
sup3rsecret
t0ps3cr3t
t0pS3cr3t
t0psecret
top-s3cr3t
"""

# Words that stand alone, and are joined with one another below; the likeliest first.
NOUNS = ["secret", "key", "jwt", "token", "password", "secretkey", "jwtsecret", "jwtkey", "signingkey", "apikey", "auth",
         "access", "refresh", "session", "app", "api", "hs256", "passphrase", "salt", "string", "private", "signature",
         "encryption", "cookie", "login", "user", "admin", "root", "test", "dev", "demo", "prod", "production",
         "development", "staging", "local", "localhost", "web", "server", "backend", "frontend", "service", "client",
         "mobile", "shop", "store", "blog", "todo", "chat", "bank", "game", "system", "project", "company", "master",
         "security", "authentication", "authorization"]

# What people take for a password when nobody looks, as every published count of leaked ones has it.
EVERYDAY = """
football baseball basketball soccer hockey dragon monkey tiger lion wolf eagle falcon panther horse kitty puppy buddy
bailey max charlie cookie ginger pepper princess queen king prince angel sunshine summer winter spring autumn flower
rainbow butterfly sunflower rose diamond silver golden crystal purple orange yellow shadow hunter ranger killer ninja
samurai warrior phoenix thunder lightning superman batman spiderman ironman pokemon pikachu naruto starwars startrek
matrix gandalf merlin wizard magic mustang ferrari porsche corvette mercedes harley yankees liverpool chelsea arsenal
barcelona juventus michael jordan jennifer jessica ashley michelle daniel andrew joshua matthew robert thomas george
nicole amanda hannah maria anthony freedom whatever welcome hello goodbye lovely forever family friends love loveme
lovers baby babygirl sweet jesus heaven america computer internet samsung google facebook linkedin apple windows
linux banana chocolate cheese coffee pizza chicken peanut snoopy maverick cowboy scooter hammer donald mickey
asshole fuckyou biteme access blink182 slipknot metallica nirvana eminem letsgo nothing secret1 passw0rd p@ssw0rd
pa55word pa55w0rd admin1 administrator superuser toor guest changeit
""".split()

ADJECTIVES = ["my", "your", "the", "our", "some", "a", "this-is-a", "this-is-my", "this-is-the", "super", "my-super",
              "your-super", "very", "very-very", "top", "my-top", "ultra", "mega", "new", "random", "strong", "secure",
              "long", "unique", "default", "example", "sample", "dummy", "fake", "mock", "temporary", "temp", "test",
              "testing", "unit-test", "dev", "development", "local", "prod", "production", "staging", "demo", "not-so",
              "insecure", "unsafe", "weak", "simple", "basic", "common", "shared", "private", "hidden", "secret"]

CORES = ["secret", "key", "secret-key", "jwt-secret", "jwt-key", "jwt-secret-key", "jwt-token", "jwt-token-secret",
         "token", "token-secret", "token-key", "signing-key", "jwt-signing-key", "access-token-secret",
         "refresh-token-secret", "access-secret", "refresh-secret", "auth-secret", "session-secret", "app-secret",
         "api-key", "api-secret", "password", "private-key", "encryption-key", "secret-string", "secret-token",
         "jwt", "passphrase", "256-bit-secret", "secret-jwt-key", "secret-for-jwt", "super-secret-key",
         "super-secret", "top-secret"]

TAILS = ["1", "12", "123", "1234", "12345", "123456", "!", "!!", "1!", "123!", "@123", "#123", "_123", "-123", "2", "01",
         "2019", "2020", "2021", "2022", "2023", "2024", "2025", "-dev", "-test", "-prod", "-local", "-here", "-value",
         "_here", "HERE", "-change-me", "-for-dev", "-for-testing", "-for-development", "-that-is-long-enough",
         "-please-change", "_change_me", "-change-in-production", "xyz", "abc", "0", "00", "$", "?", "."]


def cases(words):
    """One phrase in the ways that names are written."""
    parts = words.split("-")
    yield "".join(parts)
    yield words
    yield "_".join(parts)
    yield parts[0] + "".join(p.capitalize() for p in parts[1:])
    yield "".join(p.capitalize() for p in parts)
    yield "_".join(parts).upper()
    if len(parts) > 1:
        yield " ".join(parts)


def phrases():
    yield from (line for line in WHOLE.split("\n") if line)
    for noun in NOUNS:
        yield from (noun, noun.capitalize(), noun.upper())
    for core in CORES:
        yield from cases(core)
    for word in EVERYDAY:
        yield from (word, word.capitalize(), word + "1", word + "123", word.capitalize() + "123")
    for adjective, core in itertools.product(ADJECTIVES, CORES):
        full = list(cases(adjective + "-" + core))
        # The commonest joins in all ways of writing, the rest in the two that settings and placeholders use most.
        common = adjective in ("my", "your", "super", "my-super", "this-is-a", "this-is-my", "test", "some", "top", "very")
        yield from full if common else full[:2]
    for core in CORES[:16] + ["admin", "test", "jwt", "changeme", "qwerty", "hello", "welcome"]:
        for tail in TAILS:
            joined = "".join(core.split("-"))
            yield joined + tail
            yield joined.capitalize() + tail
            if "-" in core:
                yield core + tail
    for noun in NOUNS:
        for tail in TAILS[:12]:
            yield noun + tail
    # What is repeated until it is long enough.
    for word in ("secret", "key", "jwt", "test", "abc", "password", "1234", "12345678", "changeme", "a", "x", "0", "1"):
        for times in (2, 3, 4, 5, 6, 8, 16, 32, 64):
            if len(word) * times <= 128:
                yield word * times
    for length in range(6, 65):
        yield ("1234567890" * 7)[:length]
    for first, second in itertools.product(("jwt", "token", "auth", "app", "api", "session", "access", "refresh"), NOUNS[:24]):
        yield from list(cases(first + "-" + second))[:3]


def main():
    seen = set()
    for phrase in phrases():
        if phrase not in seen:
            seen.add(phrase)
            sys.stdout.write(phrase + "\n")


if __name__ == "__main__":
    main()
