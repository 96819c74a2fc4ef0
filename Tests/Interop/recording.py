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


def shapes(web, card):
    """One request of each shape."""
    url, app = card["url"], card["applications"][0]
    api = f"{url}/work/api/v2/customers/1"
    first = log_in(web, card)
    second = log_in(web, card)
    # Several tokens of one user, by each header.
    for token in (first, second):
        web.get(f"{api}/libraries", headers={"X-Auth-Token": token["access_token"]})
    web.get(f"{url}/api", headers={"Authorization": f"Bearer {second['access_token']}"})
    # The application proves itself by Basic.
    web.post(f"{url}/auth/oauth2/token", auth=(app["client_id"], app["client_secret"]),
             data={"grant_type": "refresh_token", "refresh_token": second["refresh_token"]})
    signed = {"X-Auth-Token": first["access_token"]}
    # Repeated keys of a query, a dollar, signs that URLs and YAML read otherwise.
    web.get(f"{api}/libraries?a=1&a=2&b=%24price&c=x%26y", headers=signed)
    web.get(f"{api}/libraries", params={"note": "$5 or $main.token: 'a', \"b\" {c} #d", "on": "yes"}, headers=signed)
    # JSON with line breaks, with a dollar, with fractions, and long.
    typed = {**signed, "Content-Type": "application/json"}
    body = json.dumps({"filters": {"name": "$report for $ada", "cost": 5, "open": True, "tags": ["a", "$b"]}}, indent=2)
    web.post(f"{api}/libraries/ACTIVE/documents/search", data=body, headers=typed)
    web.post(f"{api}/libraries/ACTIVE/documents/search", data='{"ratio": 1.5, "none": null}', headers=typed)
    web.post(f"{api}/libraries/ACTIVE/documents/search", data=json.dumps({"filters": {"name": "long " * 2_000}}), headers=typed)
    web.post(f"{api}/libraries/ACTIVE/documents/search", data="not JSON\r\nat all\r\n", headers=typed)
    # A form with a repeated key, a multipart body, lines that end with CRLF.
    web.post(f"{url}/auth/oauth2/token", data=[("grant_type", "password"), ("grant_type", "x"), ("scope", "a b")])
    web.post(f"{api}/libraries/ACTIVE/documents/search", files={"note": (None, "two\r\nlines with $ada")}, headers=signed)
    web.post(f"{api}/libraries", data="one\r\ntwo\r\n", headers={**signed, "Content-Type": "text/plain"})
    # Refusals: no token, a wrong one.
    web.get(f"{api}/libraries")
    web.get(f"{api}/libraries", headers={"X-Auth-Token": "wrong-1234567890"})
    return first


def plays(file, what):
    text = open(file).read()
    lint = run("lint", file)
    check(lint.returncode == 0, f"{what} does not lint:\n{lint.stdout}{lint.stderr}\n{text}")
    played = run("run", file)
    check(played.returncode == 0, f"{what} does not pass:\n{played.stdout}{played.stderr}\n{text}")
    return text


with tempfile.TemporaryDirectory() as folder:
    journal = os.path.join(folder, "journal.jsonl")
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
        token = shapes(web, card)
        count = len(entries)
        # A secret within a text is where no reference can stand.
        kept = os.path.join(folder, "kept.jsonl")
        open(kept, "w").write(open(journal).read())
        web.post(f"{card['url']}/work/api/v2/customers/1/libraries/ACTIVE/documents/search",
                 headers={"X-Auth-Token": token["access_token"]},
                 json={"filters": {"name": f"the token {token['access_token']} in a text"}})
    finally:
        server.terminate()
        server.wait()

    secrets = [card["applications"][0]["client_secret"], card["users"][0]["password"], token["access_token"], token["refresh_token"]]
    from_journal = os.path.join(folder, "from-journal.yaml")
    made = run("new", from_journal, "--from-journal", kept)
    check(made.returncode == 0, f"new --from-journal: {made.stdout}{made.stderr}")
    text = plays(from_journal, "the scenario of the journal")
    check(text.count("other.request") == count, f"{text.count('other.request')} of {count} requests are in it")
    for secret in secrets:
        check(secret not in text and secret not in open(journal).read(), "a secret is in the journal or its scenario")

    har = os.path.join(folder, "browser.har")
    json.dump({"log": {"version": "1.2", "entries": entries[:count]}}, open(har, "w"))
    from_har = os.path.join(folder, "from-har.yaml")
    made = run("new", from_har, "--from-har", har)
    check(made.returncode == 0, f"new --from-har: {made.stdout}{made.stderr}")
    text = plays(from_har, "the scenario of the HAR")
    check(text.count("other.request") == count, f"{text.count('other.request')} of {count} requests are in it")
    for secret in secrets:
        check(secret not in text, "a secret of the HAR is in its scenario")

    refused = run("new", os.path.join(folder, "never.yaml"), "--from-journal", journal)
    check(refused.returncode == 2, f"a secret within a text: status {refused.returncode}")
    check(re.search(r"line \d+, POST /work/api/v2/customers/1/libraries/ACTIVE/documents/search: its body holds a secret", refused.stderr),
          f"the request and the reason are not named: {refused.stderr}")
    broken = os.path.join(folder, "broken.har")
    open(broken, "w").write('{"log": {}}')
    refused = run("new", os.path.join(folder, "never.yaml"), "--from-har", broken)
    check(refused.returncode == 2 and "it is not a HAR" in refused.stderr, f"a broken HAR: {refused.stderr}")
print(f"recording: {count} requests play again, from a journal and from a HAR")
