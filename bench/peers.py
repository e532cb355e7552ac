#!/usr/bin/env python3
"""The work of bench/peers.sh: one row a scanner, each with the distinct secrets that it reports, all rules and
JWT-related ones (tokens and private keys) apart."""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from alternate import machine, measure  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent


def program(variable: str, name: str) -> str | None:
    return os.environ.get(variable) or shutil.which(name)


def packrake_secrets(text: str):
    for line in text.splitlines():
        record = json.loads(line)
        if record.get("type") == "finding" and record.get("secret"):
            yield record["family"], record["secret"]


def gitleaks_secrets(text: str):
    for finding in json.loads(text or "[]"):
        yield finding["RuleID"], finding["Secret"]


def kingfisher_secrets(text: str):
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("{"):
            record = json.loads(line)
            if "finding" in record:
                yield record["rule"]["id"], record["finding"]["snippet"]


def trufflehog_secrets(text: str):
    for line in text.splitlines():
        if line.startswith("{"):
            record = json.loads(line)
            if "Raw" in record:
                yield record["DetectorName"], record["RawV2"] or record["Raw"]


def scanners(repository: str, report: str):
    """name -> (command, how to read its report, whether the report is in a file)"""
    packrake = os.environ.get("PACKRAKE", str(ROOT / "build/release/packrake"))
    yield "packrake", [packrake, "scan", "-q", "-f", "jsonl", "--show-secrets", repository], packrake_secrets, False
    if path := program("KINGFISHER", "kingfisher"):
        yield ("kingfisher", [path, "scan", repository, "--no-validate", "--format", "jsonl", "--no-update-check", "--confidence",
                              "low", "--jobs", str(len(os.sched_getaffinity(0)))], kingfisher_secrets, False)
    if path := program("GITLEAKS", "gitleaks"):
        yield "gitleaks", [path, "git", "--no-banner", "-f", "json", "-r", report, repository], gitleaks_secrets, True
    if path := program("BETTERLEAKS", "betterleaks"):
        yield "betterleaks", [path, "git", "--no-banner", "-f", "json", "-r", report, repository], gitleaks_secrets, True
    if path := program("TRUFFLEHOG", "trufflehog"):
        yield ("trufflehog", [path, "git", f"file://{repository}", "--no-verification", "--no-update", "--json"],
               trufflehog_secrets, False)


def is_jwt(rule: str) -> bool:
    rule = rule.lower()
    return any(word in rule for word in ("jwt", "private-key", "privatekey", "private_key", "pem", "hmac-secret", "keystore"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--list", action="store_true", help="digests of secrets that packrake lacks, with their rules")
    arguments = parser.parse_args()
    print(f"machine: {machine()}; one run each; wall and CPU seconds")
    for repository in arguments.repositories:
        repository = str(pathlib.Path(repository).resolve())
        measure(["sh", "-c", 'cat "$0"/objects/pack/* "$0"/.git/objects/pack/* >/dev/null 2>&1', repository])
        print(f"\n{repository}\n  {'':12} {'seconds':>8} {'CPU':>8} {'peak MiB':>9} {'exit':>5} {'secrets':>8} {'JWT, keys':>10}")
        ours: set[str] = set()
        with tempfile.TemporaryDirectory() as folder:
            for name, command, read, in_file in scanners(repository, f"{folder}/report"):
                run = measure(command, limit=3600)
                text = pathlib.Path(f"{folder}/report").read_text() if in_file else run.output.decode("utf-8", "replace")
                found = {(rule, secret) for rule, secret in read(text)}
                jwt = {secret for rule, secret in found if is_jwt(rule)}
                print(f"  {name:12} {run.seconds:8.2f} {run.cpu:8.2f} {run.peak:9.0f} {run.status:5} {len({s for _, s in found}):8} {len(jwt):10}")
                if name == "packrake":
                    ours = {"".join(secret.split()) for _, secret in found}
                elif arguments.list:
                    for rule, secret in sorted(found):
                        bare = "".join(secret.split())
                        if is_jwt(rule) and not any(bare in known or known in bare for known in ours):
                            print(f"      {hashlib.sha256(bare.encode()).hexdigest()[:16]} {rule} ({len(secret)} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
