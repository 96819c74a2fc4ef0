"""Holds scenario files against the JSON Schema that editors use, with a validator that knows nothing of this project.

schema.py WORKSIM: every shipped scenario must fit the schema of `WORKSIM schema`, as it fits the loader. Of the files that the
loader refuses (Tests/ScenarioLanguageTests/Rejected) the schema must refuse all but those of beyond-schema.txt, whose
mistake only the whole file shows, such as a person whom nobody declared.
"""

import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

import language_server

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REJECTED = ROOT / "Tests/ScenarioLanguageTests/Rejected"


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: yes and on are texts, 010 and 1_0 are no octal and no number."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", "nN~"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Core)


def main(worksim):
    schema = json.loads(subprocess.run([worksim, "schema"], check=True, capture_output=True, text=True).stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = []
    shipped = [p for p in sorted((ROOT / "Scenarios").rglob("*.yaml")) if p.parent.name != "presets"]
    shipped += sorted((ROOT / "Tests/Browser/Scenarios").rglob("*.yaml"))
    for path in shipped:
        error = jsonschema.exceptions.best_match(validator.iter_errors(read(path)))
        if error:
            wrong.append(f"{path.relative_to(ROOT)}: {list(error.absolute_path)}: {error.message[:200]}")
    passed = set()
    for path in sorted(REJECTED.glob("*.yaml")):
        try:
            document = read(path)
        except yaml.YAMLError:
            continue
        if validator.is_valid(document):
            passed.add(path.stem)
    listed = ROOT / "Tests/Interop/beyond-schema.txt"
    beyond = {line for line in listed.read_text().splitlines() if line and not line.startswith("#")}
    wrong += [f"{name}: the schema takes it, though the loader refuses it" for name in sorted(passed - beyond)]
    wrong += [f"{name}: the schema refuses it now; take it out of {listed.name}" for name in sorted(beyond - passed)]
    if wrong:
        sys.exit("schema: " + "\nschema: ".join(wrong))
    print(f"schema: {len(shipped)} scenarios fit it, {len(beyond)} rejected files are beyond it, the others are refused by it too")


if __name__ == "__main__":
    main(*sys.argv[1:])
    # The other way in which editors know scenario files.
    language_server.main(*sys.argv[1:])
