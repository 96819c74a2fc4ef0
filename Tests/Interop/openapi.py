"""Schemathesis plays the OpenAPI document against a server: no answer may be an error of the server's or undocumented.

It knows nothing of WorkSim but the document. Ids of things that exist are written into a copy of the document, so that
calls reach what they are about; a last part is played with the document as it is, so that ids are random too.

Program: Schemathesis | Operations: each operation of the OpenAPI document, with values that fit it and values that do not
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests

CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance",
]
SEED = "20260101"
EXAMPLES = os.environ.get("EXAMPLES", "3")
# A folder for the answers, which Tests/Contract holds against what it knows.
ANSWERS = os.environ.get("ANSWERS")
# One custom field of each kind that a body may hold stands for the others: they would be most of the calls.
CUSTOMS = ["custom1", "custom13", "custom17", "custom21", "custom25"]
PREFIX = "/work/api/v2/customers/{customer}"
# These end the token that the calls are made with; they are played last.
LOG_OUTS = [
    "/auth/logout", "/login/terminate", "/api/v1/session/logout", "/imanage/api/v1/session/logout",
    "/auth/oauth2/revoke-token",
]
# The player follows a redirect, and the document describes the redirect alone.
REDIRECTS = ["/work/link/d/{id}", "/work/link/f/{id}"]
# What cannot come to a success by values that fit the document alone, and why.
PER_LIBRARY = f"{PREFIX}/libraries/{{library}}"
NEVER_SUCCESSFUL = {
    "POST /auth/oauth2/sign-in": "the transaction comes from a page",
    "POST /auth/oauth2/token": "a password would have to be guessed",
    "PUT /api/v1/session/login": "a password would have to be guessed",
    "PUT /imanage/api/v1/session/login": "a password would have to be guessed",
    "GET /work/link/d/{id}": "it redirects",
    "GET /work/link/f/{id}": "it redirects",
    "GET /work/web/startup/session-info": "it answers to the cookie of a browser",
    "GET /auth/oidc/callback/{customer}": "no identity provider is played",
    "POST /auth/api/v1/saml/login/{customer}": "no identity provider is played",
    "GET /auth/oauth2/authorize": "the redirect URL has to be the registered one",
    f"POST {PREFIX}/apps": "whether a client id is free and which fields go together is not in the document",
    f"GET {PER_LIBRARY}/my-favorites/categories/{{id}}/children": "the preset has no favourites",
    f"DELETE {PER_LIBRARY}/folders/{{id}}/documents/{{document}}": "documents and folders are gone by then",
}


def check(condition, what):
    if not condition:
        raise SystemExit(f"openapi: {what}")


class World:
    """A server with enough in it that calls find something."""

    def __init__(self, command):
        self.server = subprocess.Popen(
            [command, "serve", "--preset", "registered", "--plain", "--port", "0", "--json", "--seed", "1"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )
        card = json.loads(self.server.stdout.readline())
        self.url, self.application, self.users = card["url"], card["applications"][0], card["users"]
        self.base = f"{self.url}{PREFIX.format(customer=1)}"

    def token(self, user, scope):
        password = next(row["password"] for row in self.users if row["id"] == user)
        answer = requests.post(f"{self.url}/auth/oauth2/token", timeout=600, data={
            "grant_type": "password", "username": user, "password": password, "scope": scope,
            "client_id": self.application["client_id"], "client_secret": self.application["client_secret"],
        })
        check(answer.status_code == 200, f"{user} could not log in: {answer.text}")
        return answer.json()["access_token"]

    def send(self, token, method, path, **arguments):
        answer = requests.request(
            method, self.base + path, headers={"X-Auth-Token": token}, timeout=600, **arguments)
        check(answer.ok, f"{method} {path} while the world was made: {answer.status_code} {answer.text}")
        return answer.json()["data"]

    def furnish(self, token):
        """Makes things of each kind and returns their ids by the name of the path's part before `{id}`."""
        library = "/libraries/ACTIVE"
        ids = defaultdict(list)
        ids["documents"], ids["folders"], ids["workspaces"] = ["ACTIVE!3.1"], ["ACTIVE!2"], ["ACTIVE!1"]
        for number in range(3):
            workspace = self.send(token, "POST", f"{library}/workspaces", json={"name": f"Matter {number}"})["id"]
            folder = self.send(
                token, "POST", f"{library}/workspaces/{workspace}/folders", json={"name": f"Folder {number}"})["id"]
            ids["workspaces"].append(workspace)
            ids["folders"].append(folder)
            for name in "ab":
                document = self.send(
                    token, "POST", f"{library}/folders/{folder}/documents",
                    files={"profile": (None, json.dumps({"doc_profile": {"name": name, "extension": "txt"}}),
                                       "application/json"),
                           "file": (f"{name}.txt", f"Text {number} {name}.")})
                ids["documents"].append(document["id"])
        # Nothing is in these, so that they can be deleted.
        for _ in range(2):
            ids["workspaces"].append(self.send(token, "POST", f"{library}/workspaces", json={"name": "Empty"})["id"])
            ids["folders"].append(self.send(
                token, "POST", f"{library}/workspaces/{workspace}/folders", json={"name": "Empty"})["id"])
        for alias in ("PLAYED1", "PLAYED2"):
            self.send(token, "POST", f"{library}/customs/custom1", json={"id": alias, "description": "Played"})
            ids["custom1"].append(alias)
        for _ in range(2):
            trashed = ids["documents"].pop()
            answer = requests.delete(
                f"{self.base}{library}/documents/{trashed}", headers={"X-Auth-Token": token}, timeout=600)
            check(answer.ok, f"a document could not be deleted: {answer.status_code} {answer.text}")
            ids["trash-bin/documents"].append(trashed)
        application = self.send(token, "POST", "/apps", json={
            "client_id": "played", "name": "Played", "redirect_urls": ["https://played.example/callback"]})
        ids["apps"] = ids["settings"] = [application.get("client_id") or application["id"]]
        ids["users"] = ["ADA", "NORA", "OMAR"]
        for name in ("PLAYED", "PLAYED2"):
            ids["groups"].append(self.send(token, "POST", f"{library}/groups", json={"id": name})["id"])
            queue = self.send(token, "POST", f"{library}/change-events/queues", json={"queue_id": name, "event_id": 0})
            ids["queues"].append(queue["queue_id"])
        ids["search-folders"] = [self.send(
            token, "POST", f"{library}/workspaces/{workspace}/search-folders",
            json={"name": "Found", "filters": {"name": "a"}})["id"]]
        for kind in ("classes", "roles"):
            ids[kind] = [row["id"] for row in self.send(token, "GET", f"{library}/{kind}")]
        ids["containers"] = ids["workspaces"] + ids["folders"]
        return ids

    def end(self):
        self.server.terminate()
        status = self.server.wait(timeout=600)
        check(status == 0, f"serve ended with {status}")


def is_another_custom(name):
    """Whether a name is that of a custom field for which another stands."""
    return name.startswith("custom") and name not in CUSTOMS


def with_ids(document, ids):
    """A copy of the document in which ids are those of things that there are."""
    document = json.loads(json.dumps(document))
    for path, operations in document["paths"].items():
        parts = path.split("/")
        for operation in operations.values():
            operation["parameters"] = [
                one for one in operation["parameters"] if one["in"] == "path" or not is_another_custom(one["name"])]
            for parameter in operation["parameters"]:
                if parameter["in"] != "path":
                    continue
                name = parameter["name"]
                place = parts.index("{" + name + "}")
                kind = parts[place - 1]
                if "/trash-bin/" in path:
                    kind = "trash-bin/documents"
                if kind == "{field}":
                    kind = "custom1"
                known = {"customer": ["1"], "library": ["ACTIVE"], "field": ["custom1"],
                         "document": ids["documents"]}.get(name) or ids.get(kind)
                if known:
                    parameter["schema"] = {"enum": known, "type": "string"}
    bodies = document["components"]["schemas"]
    for fields in [body["properties"] for body in bodies.values() if body.get("additionalProperties") is True]:
        inner = [fields.get(name, {}).get("properties", {}) for name in ("doc_profile", "filters", "profile", "searchprofile")]
        for holder in [fields, *inner]:
            for name in [one for one in holder if is_another_custom(one)]:
                del holder[name]
        for names in fields.get("profile_fields", {}).get("properties", {}).values():
            names["items"]["enum"] = [one for one in names["items"]["enum"] if not is_another_custom(one)]
    for name in ("NewApplication", "ApplicationChange"):
        fields = bodies[name]["properties"]
        fields["redirect_urls"]["items"] = {"enum": ["https://played.example/callback"], "type": "string"}
        fields["access"] = {"enum": ["all"], "type": "string"}
        fields["secret_expires"] = {"enum": ["never"], "type": "string"}
        for days in ("access_token_expiry", "refresh_token_expiry"):
            fields[days] = {"enum": [30], "type": "integer"}
    # Nobody is to lock out whoever makes the calls.
    del bodies["UserChange"]["properties"]["allow_logon"]
    # A body that names another thing than its path is refused.
    del bodies["UserChange"]["properties"]["id"], bodies["ChangeQueueMove"]["properties"]["queue_id"]
    bodies["MembersChange"]["properties"]["database"] = {"enum": ["ACTIVE"], "type": "string"}
    for name in ("NewChangeQueue", "ChangeQueueMove"):
        bodies[name]["properties"]["event_id"] = {"enum": ["0"], "type": "string"}
        del bodies[name]["properties"]["event_date"]
    # A name has a character at least, and a random one seldom has.
    bodies["NewChangeQueue"]["properties"]["queue_id"] = {"enum": ["new-1", "new-2"], "type": "string"}
    bodies["Promotion"]["properties"]["version"] = {"enum": [1], "type": "integer"}
    bodies["MembersChange"]["properties"]["data"]["items"] = {"enum": ids["users"], "type": "string"}
    for body, field, kind in [
        ("Destination", "destination_folder_id", "folders"), ("Destination", "destination_id", "folders"),
        ("DocumentMove", "destination_folder_id", "folders"), ("DocumentMove", "destination_id", "folders"),
        ("FolderChoice", "folder_id", "folders"), ("DocumentChoice", "document_id", "documents"),
    ]:
        bodies[body]["properties"][field] = {"enum": ids[kind], "type": "string"}
    bodies["Restore"]["properties"]["folder_ids"]["items"] = {"enum": ids["folders"], "type": "string"}
    bodies["NewShortcut"]["properties"]["target_id"] = {"enum": ids["documents"] + ids["folders"], "type": "string"}
    return document


def play(folder, name, phases, document, world, token, *arguments):
    """Plays a document; returns the statuses by operation, or ends with what was found."""
    written, har = folder / f"{name}.json", folder / f"{name}.har"
    written.write_text(json.dumps(document))
    (folder / "schemathesis.toml").write_text("")
    answer = subprocess.run(
        [Path(sys.executable).parent / "st", "--config-file", folder / "schemathesis.toml", "run", written,
         "--url", world.url, "--checks", ",".join(CHECKS), "--phases", phases, "--seed", SEED,
         "--max-examples", EXAMPLES, "--header", f"X-Auth-Token: {token}", "--request-timeout", "600", "--workers", "1",
         "--generation-database", "none", "--suppress-health-check", "all", "--warnings", "off", "--no-color",
         "--continue-on-failure", "--report", "har", "--report-har-path", har, *arguments],
        cwd=folder, capture_output=True, text=True)
    check(answer.returncode == 0, f"{name}:\n{answer.stdout}\n{answer.stderr}")
    if ANSWERS:
        shutil.copy(har, ANSWERS)
    return [
        (entry["request"]["method"], urlsplit(entry["request"]["url"]).path, entry["response"]["status"])
        for entry in json.loads(har.read_text())["log"]["entries"]
    ]


def operation_of(method, path, document):
    """The operation of a call: the one with the fewest parameters that fits."""
    parts = path.split("/")
    fitting = [
        template for template, operations in document["paths"].items()
        if method.lower() in operations and len(template.split("/")) == len(parts)
        and all(a == b or a.startswith("{") for a, b in zip(template.split("/"), map(unquote, parts)))
    ]
    return f"{method} {min(fitting, key=lambda one: one.count('{'))}" if fitting else None


def as_administrator(command, document, folder):
    """What an administrator may do, which is all; then what ends log-ins."""
    world = World(command)
    try:
        token = world.token("NORA", "admin")
        real = with_ids(document, world.furnish(token))
        kept = ["--exclude-method", "DELETE", *chosen("exclude")]
        calls = play(folder, "as-administrator", "coverage,fuzzing", real, world, token, *kept)
        for path in LOG_OUTS:
            # Each with a token of its own.
            calls += play(folder, f"logging-out{path.replace('/', '-')}", "fuzzing", real, world,
                          world.token("NORA", "admin"), "--include-path", path)
        return calls
    finally:
        world.end()


def deleting(command, document, folder):
    """What ends things, in a world in which nothing has been used up."""
    world = World(command)
    try:
        token = world.token("NORA", "admin")
        real = with_ids(document, world.furnish(token))
        return play(folder, "deleting", "fuzzing", real, world, token, "--include-method", "DELETE",
                    "--mode", "positive", "--max-examples", "20")
    finally:
        world.end()


def as_user(command, document, folder):
    """What others may do, by ids of what there is and by random ones."""
    world = World(command)
    try:
        real = with_ids(document, world.furnish(world.token("NORA", "admin")))
        token = world.token("ADA", "user")
        kept = ["--exclude-method", "DELETE", *chosen("exclude")]
        calls = play(folder, "as-user", "fuzzing", real, world, token, *kept)
        return calls + play(folder, "at-random", "fuzzing", document, world, token, *chosen("exclude"))
    finally:
        world.end()


def chosen(how):
    """The arguments that leave out the log-outs and redirects."""
    return [argument for path in LOG_OUTS + REDIRECTS for argument in (f"--{how}-path", path)]


def main(command, *options):
    document = json.loads(subprocess.run([command, "openapi"], check=True, capture_output=True, text=True).stdout)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as pool:
        parts = [pool.submit(part, command, document, Path(name)) for part in (as_administrator, as_user, deleting)]
        calls = [call for part in parts for call in part.result()]
    statuses = defaultdict(lambda: defaultdict(int))
    for method, path, status in calls:
        statuses[operation_of(method, path, document)][status] += 1
    if "--verbose" in options:
        for operation, counts in sorted(statuses.items(), key=str):
            print(operation, dict(sorted(counts.items())))
    operations = {f"{method.upper()} {path}" for path, rows in document["paths"].items() for method in rows}
    reached = {name for name, counts in statuses.items() if any(one < 400 for one in counts)}
    unreached = operations - reached - set(NEVER_SUCCESSFUL)
    check(not unreached, f"never answered with success, so hardly tested: {sorted(unreached)}")
    stale = reached & set(NEVER_SUCCESSFUL)
    check(not stale, f"can be answered with success after all: {sorted(stale)}")
    good = sum(count for counts in statuses.values() for one, count in counts.items() if one < 400)
    print(f"openapi: schemathesis made {len(calls)} calls to {len(operations)} operations, {good} with success")


if __name__ == "__main__":
    main(*sys.argv[1:])
