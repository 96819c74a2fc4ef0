"""The answers that are held against the contract: of a run's results.json, and of recorded HTTP (HAR)."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

# Rules by which something else answers in place of the server.
NOT_THE_SERVERS = ("fault.", "proxy.", "firewall.")


@dataclass
class Answer:
    """One answer of the server.

    `body` is its text; None is none, and `summary` says that the journal names it only. `asked` is the text of the request.
    """

    method: str
    path: str
    query: dict
    status: int
    headers: dict
    body: str | None
    asked: str | None
    place: str
    summary: bool = False
    cut: bool = False

    @property
    def key(self):
        """The same for answers that need to be judged only once."""
        return (self.method, self.path, tuple(sorted(self.query.items())), self.status, self.body, self.asked,
                tuple(sorted((name, value) for name, value in self.headers.items() if name != "date")))


def call(method, url):
    """Method, path and query of a call."""
    parts = urlsplit(url)
    return method, unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True))


def of_results(path):
    """The answers that a run's journals hold. What a fault or a proxy put in their place is none of them."""
    for scenario in json.loads(path.read_text(encoding="utf-8"))["scenarios"]:
        for number, step in enumerate(scenario["steps"], 1):
            for line in step.get("journal", []):
                if line.get("kind") != "exchange" or "status" not in line or line["rule"].startswith(NOT_THE_SERVERS):
                    continue
                method, _, url = line["what"].partition(" ")
                response = line.get("response") or {}
                body = response.get("body")
                cut = body is not None and body[:1] in "{[" and body.endswith("…")
                yield Answer(
                    *call(method, url), line["status"], headers(response.get("headers", [])), body,
                    (line.get("request") or {}).get("body"), f"{scenario['id']}, step {number}, {line['what']}",
                    summary=body is not None and body[:1] not in "{[", cut=cut)


def of_har(path):
    """The answers of a HAR file."""
    for entry in json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]:
        request, response = entry["request"], entry["response"]
        content = response.get("content", {})
        body = content.get("text")
        if body and content.get("encoding") == "base64":
            body = base64.b64decode(body).decode("utf-8", "replace")
        lines = [f"{one['name']}: {one['value']}" for one in response["headers"]]
        yield Answer(*call(request["method"], request["url"]), response["status"], headers(lines), body or None,
                     request.get("postData", {}).get("text"), f"{path.name}, {request['method']} {request['url']}")


def headers(lines):
    """Headers by their names in lower case."""
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}


def whole_part(text):
    """What is complete of a JSON text that was cut: members and elements that were cut are left out."""
    return Prefix(text.removesuffix("…")).value()[0]


class Prefix:
    """Reads a JSON text that may end anywhere."""

    def __init__(self, text):
        self.text, self.decoder, self.at = text, json.JSONDecoder(), 0

    def value(self):
        """The value that begins here, and whether it was whole."""
        first = self.text[self.at:self.at + 1]
        if first == "{":
            return self.members({}, "}")
        if first == "[":
            return self.members([], "]")
        try:
            value, self.at = self.decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError:
            return None, False
        return value, self.at < len(self.text)

    def members(self, container, end):
        """The whole members of an object or array; a list is kept as far as it goes, an object only in full."""
        self.at += 1
        while self.at < len(self.text):
            if self.text[self.at] == end:
                self.at += 1
                return container, True
            if self.text[self.at] == ",":
                self.at += 1
            name = None
            if end == "}":
                name, is_whole = self.value()
                if not is_whole or self.text[self.at:self.at + 1] != ":":
                    break
                self.at += 1
            value, is_whole = self.value()
            kept = is_whole or isinstance(value, list) or isinstance(value, dict) and any(
                isinstance(one, list) for one in value.values())
            if kept and name is not None:
                container[name] = value
            elif is_whole and name is None:
                container.append(value)
            if not is_whole:
                break
        return container, False
