"""The manifests of .docs/machines.md fit the schemas of their systems, and eight parts give what one run gives.

Usage: machines.py WORKSIM
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import kubernetes_validate
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / ".docs/machines.md"
SCHEMAS = {"GitHub Actions": "vendor.github-workflows", "GitLab CI": "vendor.gitlab-ci", "Buildkite": "vendor.buildkite"}
FILES = "Scenarios/7-trouble"


def manifests():
    """The blocks of YAML by the heading that they are below."""
    sections = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0]: re.search(r"```yaml\n(.*?)```", section, re.DOTALL)[1] for section in sections}


def run(*command, **more):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **more)


def main(worksim):
    found = manifests()
    job = yaml.safe_load(found.pop("Kubernetes"))
    kubernetes_validate.validate(job, kubernetes_validate.latest_version(), strict=True)
    spec, container = job["spec"], job["spec"]["template"]["spec"]["containers"][0]
    count = int({entry["name"]: entry["value"] for entry in container["env"]}["WORKSIM_SHARD_COUNT"])
    assert spec["completions"] == spec["parallelism"] == count and spec["completionMode"] == "Indexed", spec

    with tempfile.TemporaryDirectory() as folder:
        assert found.keys() == SCHEMAS.keys(), found.keys()
        for name, text in found.items():
            file = Path(folder, "manifest.yml")
            file.write_text(text)
            checked = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(file))
            assert checked.returncode == 0, f"{name}: {checked.stdout}{checked.stderr}"

        whole = run(worksim, "run", FILES, "--report", f"{folder}/whole")
        assert whole.returncode == 0, whole.stdout + whole.stderr
        for index in range(count):
            part = run(worksim, "run", FILES, "--shard", "auto", "--timings", f"{folder}/whole/timings.json",
                       "--report", f"{folder}/part-{index}",
                       env={**os.environ, "JOB_COMPLETION_INDEX": str(index), "WORKSIM_SHARD_COUNT": str(count)})
            assert part.returncode == 0, part.stdout + part.stderr
        parts = [f"{folder}/part-{index}" for index in range(count)]
        merged = run(worksim, "merge", *parts, "--report", f"{folder}/merged")
        assert merged.returncode == 0, merged.stdout + merged.stderr
        for name in ("results.json", "report.html"):
            assert Path(folder, "merged", name).read_bytes() == Path(folder, "whole", name).read_bytes(), name
        missing = run(worksim, "merge", *parts[1:], "--report", f"{folder}/less")
        assert missing.returncode == 2 and "one is missing: 1" in missing.stderr, missing.stderr
        assert not Path(folder, "less", "results.json").exists()
    print(f"machines: {len(SCHEMAS) + 1} manifests fit their schemas, and {count} parts give the bytes of one run")


if __name__ == "__main__":
    main(sys.argv[1])
