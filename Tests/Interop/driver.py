"""The driver protocol from outside: its page, its schema, and drivers in Python that the scenarios are played with.

Usage: driver.py WORKSIM [--write]. Each line of .docs/driver.md is valid by the schema, the driver that the page shows logs in,
the one on requests-oauthlib passes the scenarios of drivers/oauthlib_passes.txt and no other ones, and fails for the stated
reason where one of its checks is taken out. `--write` writes that list anew.
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

# Log-in, sessions and documents. What the driver on requests-oauthlib passes of them is listed; with the others it is untested,
# or does what the client of Office & Dragons does not: it resumes no download, and waits for nobody.
CORE = ["Scenarios/6-login"] + [
    f"Scenarios/6-use/{name}.yaml" for name in ("first-document", "search-all-libraries", "session-ends-midway")]
PASSES = HERE / "drivers/oauthlib_passes.txt"
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


def oauthlib(command, driver, folder, writes):
    results = run(command, "*", driver, folder, CORE)
    passed = sorted(id for id, row in results.items() if row["verdict"] == "pass")
    for id, row in results.items():
        seen = [step.get("seen") for step in row["steps"]]
        check(row["verdict"] in ("pass", "untested") or row.get("blame") == "client",
              f"the driver on requests-oauthlib is not to blame for {id}: {row['verdict']}, {row.get('reason')}, {seen}")
        check(row["verdict"] != "error", f"the driver on requests-oauthlib breaks the protocol in {id}: {row.get('reason')}")
    if writes:
        PASSES.write_text("".join(f"{id}\n" for id in passed))
    listed = PASSES.read_text().split()
    check(passed == listed, "the driver on requests-oauthlib: "
          f"passes no more {sorted(set(listed) - set(passed))}, newly {sorted(set(passed) - set(listed))}")
    return listed


def main(command, *options):
    command = str(Path(command).resolve())
    source = examples(command)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.py"
        small.write_text(source)
        results = run(command, "6-login/two-tabs", f"{sys.executable} {small}", folder)
        check([row["verdict"] for row in results.values()] == ["pass"], f"the driver of the page: {results}")
        driver = f"{sys.executable} {OAUTHLIB}"
        passes = oauthlib(command, driver, folder, "--write" in options)
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
    print(f"driver: the page, its driver, {len(passes)} scenarios with requests-oauthlib, and {len(CHECKS)} checks taken out")


if __name__ == "__main__":
    main(*sys.argv[1:])
