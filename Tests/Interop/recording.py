"""Requests of every shape become scenarios: from the server's journal and from a HAR, each of which lints and passes."""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

import requests



worksim = sys.argv[1]
entries = []


def check(condition, what):
    if not condition:
        raise SystemExit(f"recording: {what}")


def pairs(headers):
    return [{"name": name, "value": value} for name, value in headers.items()]


def recorded(response, *_, **__):
    """Adds an exchange to the HAR, as a browser's developer tools would write it."""
    request = response.request
    body = request.body.encode() if isinstance(request.body, str) else request.body
    entry = {
        "startedDateTime": f"2026-01-05T10:00:{len(entries):02d}.000Z",
        "request": {"method": request.method, "url": request.url, "headers": pairs(request.headers), "bodySize": len(body or b"")},
        "response": {
            "status": response.status_code,
            "headers": pairs(response.headers),
            "content": {"encoding": "base64", "text": base64.b64encode(response.content).decode()},
        },
    }
    if body:
        entry["request"]["postData"] = {"mimeType": request.headers.get("Content-Type", ""), "text": body.decode()}
    entries.append(entry)


def run(*arguments):
    return subprocess.run([worksim, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def log_in(web, card):
    app, user = card["applications"][0], card["users"][0]
    query = f"response_type=code&client_id={app['client_id']}&scope=user&state=xyz&redirect_uri={app['redirect_url']}"
    url = f"{card['url']}/auth/oauth2/authorize?{query}"
    page = web.get(url)
    form = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', page.text))
    action = re.search(r'<form[^>]*action="([^"]*)"', page.text).group(1)
    answer = web.post(
        card["url"] + action,
        data={"transaction": form["transaction"], "state": "xyz", "username": user["id"],
              "password": user["password"], "action": "sign_in"},
        allow_redirects=False,
    )
    code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    fields = {"grant_type": "authorization_code", "client_id": app["client_id"], "redirect_uri": app["redirect_url"], "code": code}
    return web.post(f"{card['url']}/auth/oauth2/token", data={**fields, "client_secret": app["client_secret"]}).json()


def shapes(card, first, second):
    """The requests of each named shape, as functions that send them; the tokens are those of two log-ins of one user."""
    url, app = card["url"], card["applications"][0]
    api = f"{url}/work/api/v2/customers/1"
    search = f"{api}/libraries/ACTIVE/documents/search"
    signed = {"X-Auth-Token": first["access_token"]}
    typed = {**signed, "Content-Type": "application/json"}
    indented = json.dumps({"filters": {"name": "$report for $ada", "cost": 5, "open": True, "tags": ["a", "$b"]}}, indent=2)
    return {
        "several tokens of one user": lambda web: [
            web.get(f"{api}/libraries", headers={"X-Auth-Token": token["access_token"]}) for token in (first, second)],
        "Bearer": lambda web: web.get(f"{url}/api", headers={"Authorization": f"Bearer {second['access_token']}"}),
        "Basic": lambda web: web.post(
            f"{url}/auth/oauth2/token", auth=(app["client_id"], app["client_secret"]),
            data={"grant_type": "refresh_token", "refresh_token": second["refresh_token"]}),
        "repeated keys of a query": lambda web: web.get(f"{api}/libraries?a=1&a=2&b=%24price&c=x%26y", headers=signed),
        "a dollar and signs that YAML reads otherwise": lambda web: web.get(
            f"{api}/libraries", params={"note": "$5 or $main.token: 'a', \"b\" {c} #d", "on": "yes"}, headers=signed),
        "JSON with line breaks": lambda web: web.post(search, data=indented, headers=typed),
        "JSON with line breaks in its texts": lambda web: web.post(
            search, data=json.dumps({"filters": {"name": "two\nlines\r\nand a\ttab"}}), headers=typed),
        "JSON with fractions and nulls": lambda web: web.post(search, data='{"ratio": 1.5, "none": null}', headers=typed),
        "a long body": lambda web: web.post(search, data=json.dumps({"filters": {"name": "long " * 2_000}}), headers=typed),
        "what is no JSON, with CRLF": lambda web: web.post(search, data="not JSON\r\nat all\r\n", headers=typed),
        "a form with a repeated key": lambda web: web.post(
            f"{url}/auth/oauth2/token", data=[("grant_type", "password"), ("grant_type", "x"), ("scope", "a b")]),
        "multipart": lambda web: web.post(search, files={"note": (None, "two\r\nlines with $ada")}, headers=signed),
        "plain text with CRLF": lambda web: web.post(
            f"{api}/libraries", data="one\r\ntwo\r\n", headers={**signed, "Content-Type": "text/plain"}),
        "no token": lambda web: web.get(f"{api}/libraries"),
        "a wrong token": lambda web: web.get(f"{api}/libraries", headers={"X-Auth-Token": "wrong-1234567890"}),
    }


def plays(file, what):
    text = open(file).read()
    lint = run("lint", file)
    check(lint.returncode == 0, f"{what} does not lint:\n{lint.stdout}{lint.stderr}\n{text}")
    played = run("run", file)
    check(played.returncode == 0, f"{what} does not pass:\n{played.stdout}{played.stderr}\n{text}")
    return text


def exchanges(lines):
    """The lines of a journal's exchanges, one for each request in its order."""
    return [line for line in lines[1:] if json.loads(line).get("kind") == "exchange"]


def make(folder, name, option, text):
    """A scenario of a recording; each shape has a file of its own, so that a failure names it."""
    source = os.path.join(folder, f"{name}.source")
    open(source, "w").write(text)
    made = run("new", os.path.join(folder, "made", f"{name}.yaml"), option, source)
    check(made.returncode == 0, f"{name}: new {option}: {made.stdout}{made.stderr}")
    return open(os.path.join(folder, "made", f"{name}.yaml")).read()


with tempfile.TemporaryDirectory() as folder:
    journal = os.path.join(folder, "journal.jsonl")
    os.mkdir(os.path.join(folder, "made"))
    server = subprocess.Popen(
        [worksim, "serve", "--preset", "registered", "--port", "0", "--json", "--seed", "1", "--journal", journal],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True,
    )
    try:
        card = json.loads(server.stdout.readline())
        web = requests.Session()
        web.trust_env = False
        web.verify = card["ca_certificate"]
        web.hooks["response"].append(recorded)
        token, second = log_in(web, card), log_in(web, card)
        prelude = len(entries)
        table, spans = shapes(card, token, second), {}
        for shape, send in table.items():
            start = len(entries)
            send(web)
            spans[shape] = (start, len(entries))
        count = len(entries)
        # A secret within a text is where no reference can stand.
        web.post(f"{card['url']}/work/api/v2/customers/1/libraries/ACTIVE/documents/search",
                 headers={"X-Auth-Token": token["access_token"]},
                 json={"filters": {"name": f"the token {token['access_token']} in a text"}})
    finally:
        server.terminate()
        server.wait()

    lines = open(journal).read().splitlines()
    rows = exchanges(lines)
    check(len(rows) == len(entries), f"{len(rows)} exchanges of {len(entries)} requests are in the journal")
    secrets = [card["applications"][0]["client_secret"], card["users"][0]["password"], token["access_token"], token["refresh_token"]]
    for secret in secrets:
        check(secret not in "\n".join(lines), "a secret is in the journal")
    # All of them in one recording, and each shape by itself behind the two log-ins.
    for number, (shape, (start, end)) in enumerate([("all of them", (prelude, count)), *spans.items()]):
        for kind, option in [("journal", "--from-journal"), ("har", "--from-har")]:
            if kind == "journal":
                source = "\n".join([lines[0]] + rows[:prelude] + rows[start:end]) + "\n"
            else:
                source = json.dumps({"log": {"version": "1.2", "entries": entries[:prelude] + entries[start:end]}})
            text = make(folder, f"{number:02d}-{re.sub('[^a-z]+', '-', shape.lower())}-{kind}", option, source)
            check(text.count("other.request") == prelude + end - start, f"{shape} from a {kind}: requests are missing")
            for secret in secrets:
                check(secret not in text, f"{shape}: a secret is in the scenario of the {kind}")
    made = os.path.join(folder, "made")
    for what in ("lint", "run"):
        done = run(what, made)
        check(done.returncode == 0, f"{what} of the recordings:\n{done.stdout}{done.stderr}")

    refused = run("new", os.path.join(folder, "never.yaml"), "--from-journal", journal)
    check(refused.returncode == 2, f"a secret within a text: status {refused.returncode}")
    check(re.search(r"line \d+, POST /work/api/v2/customers/1/libraries/ACTIVE/documents/search: its body holds a secret", refused.stderr),
          f"the request and the reason are not named: {refused.stderr}")
    broken = os.path.join(folder, "broken.har")
    open(broken, "w").write('{"log": {}}')
    refused = run("new", os.path.join(folder, "never.yaml"), "--from-har", broken)
    check(refused.returncode == 2 and "it is not a HAR" in refused.stderr, f"a broken HAR: {refused.stderr}")
print(f"recording: {count} requests of {len(spans)} shapes play again, from a journal and from a HAR, together and each by itself")
