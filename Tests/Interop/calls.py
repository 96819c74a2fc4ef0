"""What a replayed call is, and the addresses and short forms that the tables of programs share."""

import json
from dataclasses import dataclass, field

V2 = "/work/api/v2/customers/{customer}"
SHORT = "/api/v2/customers/{customer}"
WEB = "/work/web/api/v2/customers/{customer}"
L = V2 + "/libraries/ACTIVE"
SHORT_L = SHORT + "/libraries/ACTIVE"
WEB_L = WEB + "/libraries/ACTIVE"


@dataclass
class Call:
    """One call: `reads` names places in the answer as `place:type` or `place=value`; `gives` keeps values for later calls."""

    method: str
    path: str
    reads: list = field(default_factory=list)
    query: dict | None = None
    json: dict | None = None
    form: dict | None = None
    files: list | None = None
    status: int = 200
    gives: dict = field(default_factory=dict)
    ignored: set = field(default_factory=set)
    headers: dict = field(default_factory=dict)
    body: str | None = None


@dataclass
class Program:
    """A program: its name, where it is published (None where the text was found without its place), and its calls."""

    name: str
    address: str | None
    calls: list
    scope: str = "user"
    signs_in: bool = True
    header: str = "X-Auth-Token"


def get(path, *reads, **more):
    return Call("GET", path, list(reads), **more)


def post(path, body, *reads, **more):
    return Call("POST", path, list(reads), json=body, **more)


def patch(path, body, *reads, **more):
    return Call("PATCH", path, list(reads), json=body, **more)


def upload(path, name, profile, *reads, method="POST", profile_part=None, **more):
    part = profile_part or ("profile", (None, json.dumps(profile), "application/json"))
    return Call(method, path, list(reads), files=[part, ("file", (name, b"Some text", "application/octet-stream"))], **more)


DISCOVERY = get("/api", "data.user.customer_id:int", "data.work.preferred_library:str", "data.versions.0.url:str",
                "data.work.libraries.0.alias:str", gives={"customer": "data.user.customer_id"})
DOCUMENT = [
    "data.id:str", "data.name:str", "data.extension:str", "data.size:int", "data.class:str", "data.type:str", "data.author:str",
    "data.operator:str", "data.create_date:str", "data.edit_date:str", "data.version:int", "data.workspace_id:str",
    "data.workspace_name:str", "data.document_number:int",
]
