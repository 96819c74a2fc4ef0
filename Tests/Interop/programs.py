"""Programs in other languages, each with the HTTP client of its platform, use a served server over HTTPS.

Node's `fetch` and Java's `HttpClient` run where `node` (18 or newer) and `java` (11 or newer, with its compiler) are there.
The calls of public programs that cannot run here are replayed by `foreign_calls.py`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import foreign_calls

HERE = Path(__file__).parent
PROGRAMS = [
    ("node", [HERE / "fetch.mjs"]),
    ("java", ["-Xshare:auto", "-XX:TieredStopAtLevel=1", HERE / "HttpClientProgram.java"]),
]


def main(command):
    server = subprocess.Popen(
        [command, "serve", "--preset", "registered", "--port", "0", "--json", "--seed", "1"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )
    try:
        card = json.loads(server.stdout.readline())
        application = card["applications"][0]
        user = next(row for row in card["users"] if row["id"] == "ADA")
        environment = os.environ | {
            "BASE": card["url"], "CA": card["ca_certificate"], "NODE_EXTRA_CA_CERTS": card["ca_certificate"],
            "CLIENT_ID": application["client_id"], "CLIENT_SECRET": application["client_secret"],
            "REDIRECT_URL": application["redirect_url"], "NAME": user["id"], "PASSWORD": user["password"],
        }
        for program, arguments in PROGRAMS:
            if shutil.which(program) is None:
                print(f"programs: {program} is not installed, so that {arguments[-1].name} is NOT run")
                continue
            answer = subprocess.run([program, *arguments], env=environment, text=True, timeout=600)
            if answer.returncode != 0:
                raise SystemExit(f"programs: {arguments[-1].name} ended with {answer.returncode}")
    finally:
        server.terminate()
        status = server.wait(timeout=600)
    if status != 0:
        raise SystemExit(f"programs: serve ended with {status}")


if __name__ == "__main__":
    main(sys.argv[1])
    foreign_calls.main(sys.argv[1])
