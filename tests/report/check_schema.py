#!/usr/bin/env python3
"""Validates reports against docs/report.schema.json: `check_schema.py SCHEMA REPORT...`. A report whose name ends in
.jsonl is read line by line. Also proves that the schema can fail: every required key is left out once, and a key is
added, and each of these must be refused. Exits 77 (skipped) where python3-jsonschema is not there."""

import copy
import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def values_of(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith(".jsonl"):
            return [json.loads(line) for line in file]
        return [json.load(file)]


def breakages(value):
    """`value` broken in each way that a reader of the schema would stumble over."""
    for key in value:
        without = copy.deepcopy(value)
        del without[key]
        if key not in ("started", "seconds"):
            yield f"without {key}", without
    yield "with a key more", {**value, "no such key": 1}
    for location_key in value.get("locations", [{}])[0]:
        without = copy.deepcopy(value)
        del without["locations"][0][location_key]
        yield f"without locations[0].{location_key}", without


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    checked = 0
    for path in sys.argv[2:]:
        for value in values_of(path):
            validator.validate(value)
            for what, broken in breakages(value):
                if validator.is_valid(broken):
                    sys.exit(f"{path}: a {value['type']} {what} is taken for valid")
                checked += 1
    if checked == 0:
        sys.exit("nothing was checked")
    print(f"valid; {checked} broken records refused")


if __name__ == "__main__":
    main()
