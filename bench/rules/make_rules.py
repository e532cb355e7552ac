#!/usr/bin/env python3
"""Writes a rule set for timing: make_rules.py COUNT > rules.yaml. The same for ever: 300 and 1000 are the two sets that
bench/rules/scan.sh compares, and the smaller is the beginning of the larger.

The rules are shaped like those that scanners ship for providers: tokens with a prefix of their own, settings named for a
provider with a value of a fixed alphabet and length, addresses with a key in them, and names of settings as programs
write them. The providers are made of syllables; one setting in eight is named for an English word instead, as real
providers are, so that its anchor does stand in source code."""

import random
import sys

SEED = 20240917
KINDS = (("prefix", 40), ("assignment", 45), ("address", 8), ("setting", 7))  # per cent

CONSONANTS = ("b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "cl", "dr", "fl", "gr",
              "pl", "sk", "st", "tr")
VOWELS = ("a", "e", "i", "o", "u", "ai", "eo", "io")
ENDINGS = ("ly", "ify", "hub", "base", "kit", "io", "ster", "ware", "desk", "pay", "mail", "stack")
WORDS = ("amber", "anchor", "beacon", "beamer", "bridge", "canvas", "compass", "crystal", "dispatch", "falcon", "harbor",
         "horizon", "lantern", "launch", "linear", "magnet", "marble", "mercury", "monitor", "orbit", "pepper", "pilot",
         "planet", "prism", "quartz", "rocket", "sentinel", "signal", "silver", "spectrum", "square", "summit", "timber",
         "torch", "voyage", "winter", "yellow", "zephyr")
ALPHABETS = (("[a-zA-Z0-9]", 30), ("[a-f0-9]", 30), ("[a-z0-9]", 20), ("[A-Za-z0-9_-]", 15), ("[A-Z0-9]", 5))
LENGTHS = (16, 20, 24, 32, 32, 32, 36, 40, 40, 48, 64)
THINGS = ("api", "live", "pat", "sk", "key", "tok", "sec", "app", "bot", "svc")
NAMES = ("API_KEY", "SECRET_KEY", "ACCESS_TOKEN", "CLIENT_SECRET", "AUTH_TOKEN", "PRIVATE_KEY", "WEBHOOK_SECRET")


def weighted(source: random.Random, table):
    return source.choices([row[0] for row in table], [row[1] for row in table])[0]


def provider(source: random.Random, taken: set[str]) -> str:
    while True:
        name = "".join(source.choice(CONSONANTS) + source.choice(VOWELS) for _ in range(source.choice((2, 2, 3))))
        name += source.choice(ENDINGS)
        if name not in taken and 6 <= len(name) <= 14:
            taken.add(name)
            return name


def prefix(source: random.Random, name: str) -> str:
    short = name[: source.choice((3, 4, 5))]
    sign = source.choice(("_", "-", "."))
    head = source.choice((short + sign + source.choice(THINGS) + sign, short + source.choice(THINGS) + sign,
                          name + sign, short.upper() + source.choice(("PK", "AK", "SK")))).replace(".", r"\.")
    return rf"\b({head}{weighted(source, ALPHABETS)}{{{source.choice(LENGTHS)}}})\b"


def assignment(source: random.Random, name: str, words: list[str]) -> str:
    if words and source.random() < 0.125:
        name = words.pop()
    value = rf"{weighted(source, ALPHABETS)}{{{source.choice(LENGTHS)}}}"
    return (rf"(?i)[\w.-]{{0,50}}?{name}(?:[ \t\w.-]{{0,20}})[\s'\"]{{0,3}}(?:=|>|:{{1,3}}=|\|\||:|=>|\?=|,)"
            rf"[\x60'\"\s=]{{0,5}}({value})(?:[\x60'\"\s;]|\\[nr]|$)")


def address(source: random.Random, name: str) -> str:
    shape = source.choice((rf"https://hooks\.{name}\.com/services/([A-Z0-9]{{8,12}}/[A-Za-z0-9]{{24}})",
                           rf"https://[a-z0-9-]{{3,40}}\.{name}\.io/v[12]/\?(?:key|token)=([a-zA-Z0-9]{{20,40}})",
                           rf"{name}(?:ql)?://[^:@/\s'\"]{{3,40}}:([^@/\s'\"]{{8,60}})@"))
    return shape


def setting(source: random.Random, name: str) -> str:
    return rf"\b{name.upper()}_{source.choice(NAMES)}\b['\"]?\s*[:=]\s*['\"]?([A-Za-z0-9_/+=-]{{16,80}})"


def main() -> int:
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    source = random.Random(SEED)
    taken: set[str] = set()
    words = list(WORDS)
    source.shuffle(words)
    print("rules:")
    for number in range(int(sys.argv[1])):
        kind = weighted(source, KINDS)
        name = provider(source, taken)
        if kind == "assignment":
            pattern = assignment(source, name, words)
        else:
            pattern = {"prefix": prefix, "address": address, "setting": setting}[kind](source, name)
        quoted = pattern.replace("'", "''")
        print(f"  - id: bench.{number:04}.{name}\n    family: custom\n    name: {kind} of {name}\n    pattern: '{quoted}'")
        if kind == "assignment":
            print("    entropy: {min: 3.0}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
