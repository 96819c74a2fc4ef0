"""The generated pages of the docs are current: the differences, and the programs that `make test` runs with their operations. The
code on the landing pages of the products is compiled: it is in the tests of the example package, line by line.

`docs.py WORKSIM --write` writes them. A program says what it does in the lines `Program:` and `Operations:` at its head; those
that `.make/test` does not start, directly or through `programs.py`, are not in the table.
"""

import re
import subprocess
import sys
from pathlib import Path

from foreign_libraries import LIBRARIES
from foreign_programs import PROGRAMS

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MARK = re.compile(r"Program: (?P<program>[^|\n]+)\| Operations: (?P<operations>.+)")


def differences(command):
    return subprocess.run([command, "differences", "--markdown"], check=True, capture_output=True, text=True).stdout


def programs():
    started = (ROOT / ".make/test").read_text() + (HERE / "programs.py").read_text()
    rows = [
        (mark["program"].strip(), mark["operations"].strip(), file.name)
        for file in sorted(HERE.iterdir()) if file.is_file() and file.name != Path(__file__).name
        for mark in MARK.finditer(file.read_text(errors="replace"))
    ]
    for program, _, file in rows:
        if file not in started:
            raise SystemExit(f"docs: {file} says what {program} does, and make test does not start it")
    lines = [
        "# Programs that others wrote", "",
        "`make test` runs these against `worksim serve`. They know nothing of WorkSim but the address and the credentials that "
        "it prints. `Tests/Interop/docs.py` makes this page from the heads of the programs.", "",
        "| program | operations | file in `Tests/Interop` |", "|---|---|---|",
    ]
    lines += [f"| {program} | {operations} | `{file}` |" for program, operations, file in sorted(rows, key=lambda row: row[0].lower())]
    lines += [
        "", "Node's and Java's run where `node` and a JDK are installed; where not, the run says so.", "",
        "## Programs whose calls are replayed", "",
        "These need a platform or an account that a test has not. `foreign_calls.py` sends what their sources send, in their order, and "
        "checks that what they read from an answer is there. Parameters that the server passes over are named with their call.", "",
        "| program | published at | calls | passed over |", "|---|---|--:|---|",
    ]
    for program in sorted(LIBRARIES + PROGRAMS, key=lambda one: one.name.lower()):
        passed = ", ".join(sorted({f"`{name}`" for call in program.calls for name in call.ignored}))
        lines.append(f"| {program.name} | {program.address or 'its place is not known'} | {len(program.calls)} | {passed} |")
    lines.append("")
    return "\n".join(lines)


def landing_pages():
    """Each block of Swift on a product's page, found in the example's tests whatever its indentation."""
    def plain(text):
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())
    tests = [plain(file.read_text()) for file in ROOT.glob("Tests/Examples/swift/Tests/**/*.swift")]
    pages = sorted(ROOT.glob("Sources/*/*.docc/*.md"))
    for page in pages:
        blocks = re.findall(r"^```swift\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
        for block in blocks:
            if not any(plain(block) in test for test in tests):
                raise SystemExit(f"docs: {page.relative_to(ROOT)}: this code is in no test of Tests/Examples:\n{block}")
        if not blocks:
            raise SystemExit(f"docs: {page.relative_to(ROOT)} shows no code")
    return len(pages)


def main(command, *options):
    for name, text in [("differences.md", differences(command)), ("programs.md", programs())]:
        page = ROOT / ".docs" / name
        if "--write" in options:
            page.write_text(text)
        elif not page.is_file() or page.read_text() != text:
            raise SystemExit(f"docs: .docs/{name} is not current; run Tests/Interop/docs.py {command} --write")
    count = landing_pages()
    print(f"docs: the differences and the table of programs are current; the code of {count} landing pages is compiled")


if __name__ == "__main__":
    main(*sys.argv[1:])
