"""A served server with five readings changed is observed from the command line; Ctrl-C leaves nothing behind; a run adopts the file."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import requests

CHANGED = {
    "oauth.refresh.rotation": "new_old_revoked",
    "http.options": "not_allowed_405",
    "http.parameter.unknown": "refused_400",
    "oauth.request.incomplete": "forbidden_403",
    "content.delete.status": "no_content_204",
}


class World:
    """The served server, who signs in, and a folder in which things may be made."""

    def __init__(self, worksim):
        readings = [word for pair in CHANGED.items() for word in ("--assume", "=".join(pair))]
        self.process = subprocess.Popen(
            [worksim, "serve", "--preset", "firm", "--port", "0", "--json", *readings], stdout=subprocess.PIPE, text=True
        )
        card = json.loads(self.process.stdout.readline())
        self.url, self.ca, self.application = card["url"], card["ca_certificate"], card["applications"][0]
        self.password = next(user["password"] for user in card["users"] if user["id"] == "ADA")
        form = {
            "grant_type": "password",
            "username": "ADA",
            "password": self.password,
            "client_id": self.application["client_id"],
            "client_secret": self.application["client_secret"],
        }
        answer = requests.post(self.url + "/auth/oauth2/token", data=form, verify=self.ca)
        self.headers = {"X-Auth-Token": answer.json()["access_token"]}
        customer = self.get("/api")["user"]["customer_id"]
        self.library = f"/work/api/v2/customers/{customer}/libraries/ACTIVE"
        folders = self.get(self.library + "/folders")
        self.scratch = next(folder["id"] for folder in folders if folder["folder_type"] == "regular")

    def get(self, path):
        return requests.get(self.url + path, headers=self.headers, verify=self.ca).json()["data"]

    def names(self):
        children = self.get(f"{self.library}/folders/{self.scratch}/children")
        return sorted(child["name"] for child in children)

    def observe(self, worksim, out, *more):
        command = [worksim, "observe", self.url, "--ca", self.ca, "--client-id", self.application["client_id"]]
        command += ["--redirect", self.application["redirect_url"], "--user", "ADA", "--scratch", self.scratch]
        secrets = {"WORKSIM_CLIENT_SECRET": self.application["client_secret"], "WORKSIM_PASSWORD": self.password}
        return subprocess.Popen(
            [*command, "--yes", "--out", out, *more],
            env={**os.environ, **secrets},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def part(table, heading):
    """The switches below one heading of the table."""
    found = re.search(rf"^{re.escape(heading)}: \d+\n((?:  .*\n)*)", table, re.MULTILINE)
    lines = found.group(1).splitlines() if found else []
    return dict(line.strip().split(": ", 1) for line in lines)


def main(worksim):
    with tempfile.TemporaryDirectory() as folder:
        world = World(worksim)
        try:
            before = world.names()
            ended = world.observe(worksim, f"{folder}/ended.yaml", "--every", "100ms")
            for line in ended.stderr:
                if line.startswith("content.container"):
                    break
            ended.terminate()
            _, errors = ended.communicate()
            assert ended.returncode == 1 and "stopped early: it was ended" in errors, errors
            assert pathlib.Path(folder, "ended.yaml").exists()
            assert world.names() == before, world.names()

            whole = world.observe(worksim, f"{folder}/observed.yaml", "--every", "1ms")
            table, errors = whole.communicate()
            assert whole.returncode == 0, errors
            assert part(table, "differs (switch set)") == CHANGED, table
            assert not part(table, "differs (no switch: a gap of the simulation)"), table
            assert world.names() == before, world.names()
            text = pathlib.Path(folder, "observed.yaml").read_text()
            for secret in [world.password, world.application["client_secret"], world.headers["X-Auth-Token"], "ADA"]:
                assert secret not in text
        finally:
            world.process.terminate()
            world.process.wait()

        played = subprocess.run(
            [worksim, "run", "Scenarios/8-wire", "--filter", "*pkce*", "--like", f"{folder}/observed.yaml"],
            capture_output=True,
            text=True,
        )
        assert played.returncode == 1, played.stdout
        reasons = set(re.findall(r"observed: (.*); without that the scenario passes", played.stdout))
        assert reasons == {"oauth.request.incomplete=forbidden_403"}, played.stdout
        assert len(re.findall("^fail: ", played.stdout, re.MULTILINE)) == played.stdout.count("  observed: ")
        rules = subprocess.run([worksim, "rules", "--like", f"{folder}/observed.yaml"], capture_output=True, text=True)
        assert "observed here: oauth.request.incomplete: forbidden_403" in rules.stdout
    print("observing: five changed readings found among all others, adopted, and named where a scenario fails for them")


if __name__ == "__main__":
    main(sys.argv[1])
