"""The calls that public programs make to real servers, replayed with the parameters and bodies that they send.

Each program of the tables (`foreign_libraries.py`, `foreign_programs.py`) is as its source, or the reference notes on it, have
it: its calls in its order, with what it reads from the answers. What a server passes over it names in `X-WorkSim-Ignored`: a
call of a table says which names those are, and no others may be.

Program: calls of public clients | Operations: token, discovery, search, profile, path, upload, new version, download, lock, workspaces, folders, custom fields, groups, security, change events, older session
"""

import json
import sys
from pathlib import Path

import requests

from foreign_libraries import LIBRARIES
from foreign_programs import PROGRAMS
from openapi import ANSWERS, World, check


class Replay:
    """Makes the calls, checks what is read, and keeps the exchanges as HAR entries."""

    def __init__(self, world):
        self.world, self.entries, self.count = world, [], 0

    def play(self, program, values):
        """Plays one program, with the names of the world for its parameters."""
        values = dict(values)
        if program.signs_in:
            values["token"] = self.world.token("NORA" if program.scope == "admin" else "ADA", program.scope)
        for call in program.calls:
            self.send(program, call, values)

    def send(self, program, call, values):
        def filled(value):
            if isinstance(value, str):
                return value.format_map(values) if "{" in value else value
            if isinstance(value, dict):
                return {name: filled(one) for name, one in value.items()}
            return [filled(one) for one in value] if isinstance(value, list) else value

        headers = dict(call.headers)
        if "token" in values and not call.path.startswith("/auth/oauth2/token"):
            headers[program.header] = ("Bearer " if program.header == "Authorization" else "") + values["token"]
        answer = requests.request(
            call.method, self.world.url + filled(call.path), params=filled(call.query), json=filled(call.json),
            data=filled(call.form) if call.form else call.body, files=call.files, headers=headers, timeout=600,
            allow_redirects=False)
        self.count += 1
        self.keep(answer)
        place = f"{program.name}: {call.method} {filled(call.path)} {call.query or ''}"
        check(answer.status_code == call.status, f"{place} is answered with {answer.status_code}: {answer.text[:500]}")
        named = answer.headers.get("X-WorkSim-Ignored")
        ignored = set(named.split(", ")) if named else set()
        check(ignored == call.ignored, f"{place} passes over {sorted(ignored)}, not {sorted(call.ignored)}")
        for read in call.reads:
            self.read(answer, read, place)
        for name, where in call.gives.items():
            values[name] = str(at(answer.json(), where))
            if "!" in values[name]:
                values[f"{name}_number"] = values[name].split("!")[1].split(".")[0]

    def read(self, answer, read, place):
        """Holds one value that the program reads against what it needs."""
        if read.startswith("header "):
            name, _, wanted = read.removeprefix("header ").partition(":")
            value = answer.headers.get(name, "")
            check(wanted in value, f"{place} has the header {name} with {value!r}")
            return
        where, mark, kind = read.partition("=") if "=" in read else read.partition(":")
        value = at(answer.json(), where)
        if mark == "=":
            check(str(value) == kind, f"{place} has {value!r} at {where}, not {kind}")
        else:
            types = {"str": str, "int": int, "bool": bool, "list": list, "dict": dict}
            is_one = isinstance(value, types[kind]) and not (kind == "int" and isinstance(value, bool))
            check(is_one, f"{place} has {value!r} at {where}: no {kind}")

    def keep(self, answer):
        request = answer.request
        is_json = request.headers.get("Content-Type", "").startswith("application/json")
        kind = answer.headers.get("Content-Type", "")
        self.entries.append({
            "request": {"method": request.method, "url": request.url,
                        "postData": {"text": (request.body or b"").decode() if is_json and isinstance(request.body, bytes) else ""}},
            "response": {
                "status": answer.status_code,
                "content": {"text": answer.text if "json" in kind or kind.startswith("text/") else ""},
                "headers": [{"name": name, "value": value} for name, value in answer.headers.items()],
            },
        })


def at(value, place):
    """The value at a place such as `data.0.name`; None where there is nothing."""
    for part in place.split("."):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def furnish(world):
    """What the programs need beside the preset: aliases, a group, a second folder."""
    token = world.token("NORA", "admin")
    library = "/libraries/ACTIVE"
    world.send(token, "POST", f"{library}/customs/custom1", json={"id": "CLIENT1", "description": "A client"})
    world.send(token, "POST", f"{library}/groups", json={"id": "PLAYED", "full_name": "Played"})
    world.send(token, "PUT", f"{library}/groups/PLAYED/members", json={"data_type": "users", "data": ["ADA"], "action": "add"})
    other = world.send(token, "POST", f"{library}/workspaces/ACTIVE!1/folders", json={"name": "Other"})["id"]
    password = next(row["password"] for row in world.users if row["id"] == "NORA")
    return {
        "customer": "1", "document": "ACTIVE!3.1", "folder": "ACTIVE!2", "workspace": "ACTIVE!1", "group": "PLAYED", "other": other,
        "password": password, "client_id": world.application["client_id"], "client_secret": world.application["client_secret"],
    }


def main(command):
    calls = 0
    for program in LIBRARIES + PROGRAMS:
        # A world for each, so that none meets what another left.
        world = World(command)
        replay = Replay(world)
        try:
            replay.play(program, furnish(world))
        finally:
            world.end()
        calls += replay.count
        if ANSWERS:
            name = "".join(one if one.isalnum() else "-" for one in program.name)
            (Path(ANSWERS) / f"foreign-{name}.har").write_text(json.dumps({"log": {"entries": replay.entries}}), encoding="utf-8")
    print(f"foreign calls: {calls} calls of {len(LIBRARIES + PROGRAMS)} public programs are answered with what they read")


if __name__ == "__main__":
    main(*sys.argv[1:])
