"""`redact --check` reads a large file in pieces: three times the text takes no more memory, from a file and from a pipe.

Also: a folder is checked with all files below it, and each secret is named by file and line.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

LINE = b"2026-01-05T10:00:00Z INFO  the document was saved, and nothing else happened in this part of the log\n"


def peak(arguments, stdin=None):
    """The status of a program, and the most memory that it held, in MiB."""
    process = subprocess.Popen(arguments, stdin=stdin or subprocess.DEVNULL, stderr=subprocess.PIPE)
    process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024


def main(worksim):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        size = 9 << 20
        small, large = folder / "small.log", folder / "large.log"
        small.write_bytes(LINE * (size // len(LINE)))
        large.write_bytes(LINE * (3 * size // len(LINE)) + b"client_secret=Zx9Qk27TmVb4LsHw\n")
        status, little = peak([worksim, "redact", "--check", small])
        assert status == 0, status
        status, much = peak([worksim, "redact", "--check", large])
        assert status == 1, status
        with open(large, "rb") as pipe:
            cat = subprocess.Popen(["cat"], stdin=pipe, stdout=subprocess.PIPE)
            status, piped = peak([worksim, "redact", "--check"], stdin=cat.stdout)
        assert status == 1 and cat.wait() == 0, status
        # Read whole, the large one would take at least as many MiB more as it is larger.
        assert max(much, piped) - little < 2 * size / (1 << 20) / 2, f"{little:.0f}, {much:.0f} and {piped:.0f} MiB"
        small.unlink()
        large.unlink()
        (folder / "deep").mkdir()
        (folder / "deep/a.log").write_text("one\npassword=Tr0ub4dor9x\n")
        (folder / "b.txt").write_text("nothing\n")
        (folder / "c.bin").write_bytes(bytes(range(256)))
        done = subprocess.run([worksim, "redact", "--check", folder], capture_output=True, text=True)
        assert done.returncode == 1 and not done.stdout, done
        assert f"{folder}/deep/a.log:2: password" in done.stderr and "Tr0ub4dor9x" not in done.stderr, done.stderr
        assert f"{folder}/c.bin is not text" in done.stderr and "2 files checked" in done.stderr, done.stderr
        (folder / "deep/a.log").unlink()
        assert subprocess.run([worksim, "redact", "--check", folder], capture_output=True).returncode == 2
        (folder / "c.bin").unlink()
        assert subprocess.run([worksim, "redact", "--check", folder], capture_output=True).returncode == 0
    print(f"large log: {3 * size >> 20} MiB take {much:.0f} MiB of memory, {size >> 20} MiB take {little:.0f} MiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
