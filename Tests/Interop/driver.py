"""The driver protocol from outside: its page, its schema, and drivers in Python that the scenarios are played with.

Usage: driver.py WORKSIM. Each line of .docs/driver.md is valid by the schema, the driver that the page shows logs in,
the one on requests-oauthlib conforms to the profile core, by a conformance.json that its schema accepts, and fails for the
stated reason where one of its checks is taken out. A driver on the machine's clock passes a scenario without waits.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OAUTHLIB = HERE / "drivers/oauthlib_driver.py"

# A check that is taken out, a scenario that notices it, and what it says.
CHECKS = [
    ("state", "6-login/callback*", "it succeeded"),
    ("pkce", "6-login/proof-key", "code_challenge"),
]


def run(command, filters, driver, folder, files=("Scenarios",)):
    """Plays scenarios with a driver; returns the results by id."""
    subprocess.run(
        [command, "run", *files, "--filter", filters, "--client", driver, "--report", folder],
        cwd=ROOT, stdout=subprocess.DEVNULL, check=False, timeout=600)
    return {row["id"]: row for row in json.loads((Path(folder) / "results.json").read_text())["scenarios"]}


def check(condition, what):
    if not condition:
        raise SystemExit(f"driver: {what}")


def examples(command):
    schema = json.loads(subprocess.run([command, "driver", "--schema"], check=True, capture_output=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    page = (ROOT / ".docs/driver.md").read_text()
    lines = [line for block in re.findall(r"```json\n(.*?)```", page, re.S) for line in block.splitlines()]
    for line in lines:
        errors = [error.message for error in validator.iter_errors(json.loads(line))]
        check(not errors, f".docs/driver.md has a line that the schema refuses: {line}: {errors[:1]}")
    for wrong in [{}, {"type": "nothing"}, {"type": "sleep", "id": 1}, {"type": "begun", "more": 1}]:
        check(not validator.is_valid(wrong), f"the schema accepts {wrong}")
    named = {json.loads(line)["type"] for line in lines}
    known = {side["properties"]["type"]["const"] for name in ("driver", "runner") for side in schema["$defs"][name]["oneOf"]}
    check(named == known, f".docs/driver.md has no example of {sorted(known - named)}")
    return re.search(r"```python\n(.*?)```", page, re.S).group(1)


def core(command, driver, folder):
    """Plays the profile core; returns how many scenarios the driver passed that it must."""
    end = subprocess.run(
        [command, "run", "--profile", "core", "--client", driver, "--report", folder],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=1200)
    result = json.loads((Path(folder) / "conformance.json").read_text())
    schema = json.loads(subprocess.run([command, "profiles", "--schema"], check=True, capture_output=True).stdout)
    Draft202012Validator.check_schema(schema)
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(result)]
    check(not errors, f"conformance.json is refused by its schema: {errors[:1]}")
    check(not Draft202012Validator(schema).is_valid({**result, "conforms": "yes"}), "the schema accepts anything")
    lacking = [f"{row['verdict']} {row['id']}: {row.get('reason')}"
               for row in result["scenarios"] if row["level"] == "must" and row["verdict"] != "pass"]
    check(end.returncode == 0 and result["conforms"] and not lacking,
          f"the driver on requests-oauthlib {result['sentence']}: {lacking}")
    check(end.stdout.splitlines()[-1] == f"requests-oauthlib {result['client']['version']} conforms to WorkSim core 1.0",
          f"the last line of the run is {end.stdout.splitlines()[-1:]}")
    for name in ("conformance.html", "conformance.svg"):
        check("WorkSim core 1.0" in (Path(folder) / name).read_text(), f"{name} does not name the profile")
    return result["must"]["passed"]


def main(command):
    command = str(Path(command).resolve())
    source = examples(command)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.py"
        small.write_text(source)
        results = run(command, "6-login/two-tabs", f"{sys.executable} {small}", folder)
        check([row["verdict"] for row in results.values()] == ["pass"], f"the driver of the page: {results}")
        real = Path(folder) / "real.py"
        real.write_text(source.replace('clock="virtual"', 'clock="real"'))
        check(real.read_text() != source, "the driver of the page names no virtual clock")
        for scenario, verdict in [("6-login/two-tabs", "pass"), ("6-login/slow-sign-in", "untested")]:
            rows = run(command, scenario, f"{sys.executable} {real}", folder)
            check([row["verdict"] for row in rows.values()] == [verdict], f"with a real clock {scenario} ends with {rows}")
        driver = f"{sys.executable} {OAUTHLIB}"
        passes = core(command, driver, folder)
        for language, program in [("Node", ["node", "login_driver.mjs"]), ("Java", ["java", "LoginDriver.java"])]:
            if shutil.which(program[0]) is None:
                print(f"driver: {language} is not installed: its driver was not played")
                continue
            results = run(command, "6-login/two-tabs", f"{program[0]} {HERE}/drivers/{program[1]}", folder)
            # The scenario ends with a list of libraries, which is more than the log-in part.
            steps = [step["verdict"] for row in results.values() for step in row["steps"]]
            check(steps == ["pass", "untested"], f"the driver in {language}: {json.dumps(results, indent=1)}")
        for name, scenario, words in CHECKS:
            rows = run(command, scenario, f"{driver} --without {name}", folder)
            failed = [json.dumps(row["steps"]) for row in rows.values() if row["verdict"] == "fail"]
            check(any(words in text for text in failed), f"without {name} {scenario} ends with {json.dumps(rows)}")
    print(f"driver: the page, its driver, {passes} must scenarios of core with requests-oauthlib, and {len(CHECKS)} checks taken out")


if __name__ == "__main__":
    main(*sys.argv[1:])
