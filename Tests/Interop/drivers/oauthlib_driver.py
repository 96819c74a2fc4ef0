"""A client on requests-oauthlib as a driver: logs in, keeps sessions, and works with documents.

`worksim run Scenarios --client "python3 Tests/Interop/drivers/oauthlib_driver.py"` tries it. It does one thing at a time
on the runner's clock, and leaves its waits to the gateway. `--without state` and `--without pkce` take one of its checks
out, so that a test can see the scenarios notice it.
"""

import json
import sys
import time
from importlib.metadata import version
from urllib.parse import parse_qs, quote, urlsplit

import oauthlib.oauth2
import requests
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth2Session

OPERATIONS = [
    "user.begin_log_in", "user.finish_log_in", "user.log_out", "user.list_libraries", "user.browse",
    "user.search", "user.open", "user.save", "user.lock", "user.unlock", "client.status",
]


class Failed(Exception):
    """A request that the client, or a server, refuses."""

    def __init__(self, id, message, at, status=None, error=None):
        super().__init__(message)
        failure = {"id": id, "message": message, "at": at, "status": status, "error": error}
        self.failure = {key: value for key, value in failure.items() if value is not None}


class Gateway(HTTPAdapter):
    """Names each request to the proxy, by a header of its CONNECT."""

    kind = "other"

    def proxy_headers(self, proxy):
        return {"WorkSim-Kind": self.kind}

    def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):
        # A pool holds the headers of its first CONNECT: each request has a pool of its own.
        self.poolmanager.clear()
        self.proxy_manager.clear()
        return super().get_connection_with_tls_context(request, verify, proxies, cert)


class Client:
    def __init__(self, world, without):
        self.world, self.without = world, without
        self.servers = {server["name"]: server for server in world["servers"]}
        self.pending, self.sessions, self.opened, self.attempts = {}, {}, {}, 0

    # Requests

    def session(self, server, **options):
        session = OAuth2Session(
            self.servers[server]["client_id"], redirect_uri=self.world["redirect_url"], scope=["user"],
            pkce=None if "pkce" in self.without else "S256", **options)
        self.equip(session)
        # The library's errors do not say the status of the response.
        for kind in ("access_token_response", "refresh_token_response"):
            session.register_compliance_hook(kind, self.noted)
        return session

    def noted(self, answer):
        self.status_code = answer.status_code
        return answer

    def equip(self, session):
        session.trust_env = False
        session.proxies = {"http": self.world["gateways"]["office"], "https": self.world["gateways"]["office"]}
        session.verify = self.world["authority_file"]
        session.headers["Connection"] = "close"
        session.mount("https://", Gateway())
        session.mount("http://", Gateway())

    def send(self, kind, call):
        """Sends one request by `call(adapter kind)`, and counts it."""
        Gateway.kind = kind
        self.attempts += 1
        self.status_code = None
        try:
            return call()
        except requests.exceptions.SSLError as error:
            raise Failed("tls-untrusted", f"The server's certificate is not trusted: {error}", kind)
        except requests.exceptions.ProxyError as error:
            raise Failed("server-unreachable", f"The server cannot be reached: {error}", kind)
        except requests.exceptions.RequestException as error:
            raise Failed("server-unreachable", f"The server does not answer: {error}", kind, self.status_code)

    def api(self, kind, person, server, method, path, **options):
        """Calls the API; a token that has expired is renewed once."""
        state = self.sessions.get((person, server))
        if state is None:
            raise Failed("not-logged-in", f"{person} is not logged in at {server}.", "office")
        for attempt in (1, 2):
            url = f"{self.servers[server]['url']}{state['path']}{path}"
            headers = {"X-Auth-Token": state["token"]["access_token"]}
            plain = requests.Session()
            self.equip(plain)
            answer = self.send(
                kind, lambda: plain.request(method, url, headers=headers, allow_redirects=False, **options))
            if answer.status_code != 401 or attempt == 2:
                break
            self.renew(person, server, state)
        if answer.status_code >= 300:
            raise Failed(self.meaning(answer), f"{kind} is refused with {answer.status_code}.", "api", answer.status_code)
        return answer

    def renew(self, person, server, state):
        if not state["token"].get("refresh_token"):
            del self.sessions[(person, server)]
            raise Failed("session-expired", "The session has ended, and nothing renews it.", "api", 401)
        session = self.session(server, token=state["token"])
        url = f"{self.servers[server]['url']}/auth/oauth2/token"
        auth = (self.servers[server]["client_id"], self.servers[server]["client_secret"])
        try:
            fresh = self.send("refresh", lambda: session.refresh_token(
                url, refresh_token=state["token"]["refresh_token"], auth=auth,
                verify=self.world["authority_file"]))
        except (oauthlib.oauth2.OAuth2Error, ValueError) as error:
            code = getattr(error, "error", "no JSON")
            if code in ("missing_token", "no JSON"):
                raise Failed("server-unavailable", f"No token came: {error}", "refresh", self.status_code)
            if code != "invalid_grant":
                # The application is refused, and not the grant: once that is repaired the session goes on.
                raise Failed("application-refused", f"The server refuses the application: {code}", "refresh", self.status_code, code)
            del self.sessions[(person, server)]
            raise Failed("session-expired", f"The session has ended: {code}", "refresh", self.status_code, code)
        state["token"] = {**state["token"], **fresh}

    @staticmethod
    def meaning(answer):
        return {401: "session-revoked", 403: "access-denied", 404: "not-found", 429: "throttled"}.get(
            answer.status_code, "server-unavailable" if answer.status_code >= 500 else "not-a-work-server")

    # What the runner asks for

    def begin_log_in(self, person, server):
        session = self.session(server)
        page, state = session.authorization_url(f"{self.servers[server]['url']}/auth/oauth2/authorize")
        self.pending[state] = (person, server, session)
        return {"page": {"url": page}}

    def finish_log_in(self, person, callback):
        query = {name: values[0] for name, values in parse_qs(urlsplit(callback).query).items()}
        if "state" in self.without:
            begun = self.pending.pop(query.get("state", ""), None) or self.pending.popitem()[1]
        else:
            begun = self.pending.pop(query.get("state", ""), None)
            if begun is None or begun[0] != person:
                raise Failed(
                    "state-mismatch" if "state" in query else "callback-incomplete",
                    "The callback belongs to no log-in of this person.", "callback")
        _, server, session = begun
        if "error" in query:
            raise Failed("sign-in-refused", f"The sign-in ended with {query['error']}.", "callback", error=query["error"])
        if "code" not in query:
            raise Failed("callback-incomplete", "The callback has no code.", "callback")
        url = self.servers[server]["url"]
        try:
            token = self.send("token", lambda: session.fetch_token(
                f"{url}/auth/oauth2/token", code=query["code"],
                client_secret=self.servers[server]["client_secret"], verify=self.world["authority_file"]))
        except (oauthlib.oauth2.OAuth2Error, ValueError) as error:
            code = getattr(error, "error", None)
            raise Failed("grant-expired", f"The code is refused: {error}", "token", self.status_code, code)
        plain = requests.Session()
        self.equip(plain)
        answer = self.send("discovery", lambda: plain.get(
            f"{url}/api", headers={"X-Auth-Token": token["access_token"]}, allow_redirects=False))
        if answer.status_code != 200:
            raise Failed(self.meaning(answer), f"/api answers {answer.status_code}.", "discovery", answer.status_code)
        customer = self.data(answer, "discovery")["user"].get("customer_id", 1)
        self.sessions[(person, server)] = {"token": token, "path": f"/work/api/v2/customers/{customer}"}
        return {"server": {"name": server}}

    def log_out(self, person, server):
        state = self.sessions.pop((person, server), None)
        if state:
            plain = requests.Session()
            self.equip(plain)
            try:
                self.send("revoke", lambda: plain.post(
                    f"{self.servers[server]['url']}/auth/oauth2/revoke-token",
                    data={"access_token": state["token"]["access_token"]}))
            except Failed as failed:
                # Whoever logs out is logged out here, whatever the server hears of it.
                print(f"log-out: {failed}", file=sys.stderr)
        return {"done": {}}

    @staticmethod
    def data(answer, kind):
        try:
            return answer.json()["data"]
        except (ValueError, KeyError, TypeError):
            raise Failed("not-a-work-server", "The answer is no JSON of a work server.", kind, answer.status_code)

    def rows(self, kind, person, server, path):
        data = self.data(self.api(kind, person, server, "GET", path), kind)
        return data if isinstance(data, list) else data.get("results", [])

    def list_libraries(self, person, server):
        rows = self.rows("libraries", person, server, "/libraries")
        return {"libraries": {"names": sorted(row["id"] for row in rows)}}

    def container(self, person, server, parts):
        """The path of a library, a workspace or a folder, and the path of what is in it."""
        path = f"/libraries/{quote(parts[0])}"
        inside = f"{path}/workspaces?limit=500"
        for depth, part in enumerate(parts[1:]):
            rows = self.rows("browse", person, server, inside)
            found = next((row for row in rows if self.name(row) == part), None)
            if found is None:
                raise Failed("not-found", f"There is no {part}.", "api")
            path = f"/libraries/{quote(parts[0])}/{'folders' if depth else 'workspaces'}/{quote(found['id'])}"
            inside = f"{path}/children?limit=500"
        return path, inside

    def children(self, person, server, parts):
        return self.rows("browse", person, server, self.container(person, server, parts)[1])

    @staticmethod
    def name(row):
        extension = row.get("extension")
        name = row.get("name", "")
        return f"{name}.{extension}" if extension and not name.endswith("." + extension) else name

    def browse(self, person, server, folder):
        rows = self.children(person, server, folder.split("/"))
        return {"documents": {"names": sorted(self.name(row) for row in rows)}}

    def search(self, person, server, text, library=None):
        libraries = [library] if library else self.list_libraries(person, server)["libraries"]["names"]
        found = []
        for name in libraries:
            found += self.rows(
                "search", person, server, f"/libraries/{quote(name)}/documents?anywhere={quote(text)}&limit=500")
        return {"documents": {"names": sorted(self.name(row) for row in found)}}

    def document(self, person, server, path):
        *folder, name = path.split("/")
        for row in self.children(person, server, folder):
            if self.name(row) == name:
                return row, f"/libraries/{quote(folder[0])}/documents/{quote(row['id'])}"
        raise Failed("not-found", f"There is no {path}.", "api")

    def open(self, person, server, document, version=None):
        row, path = self.document(person, server, document)
        if version:
            path = path.rsplit(".", 1)[0] + f".{version}"
        answer = self.api("download", person, server, "GET", f"{path}/download")
        try:
            text = answer.content.decode()
        except UnicodeDecodeError:
            text = None
        self.opened[person, server, document] = version or row["version"]
        return {"opened": {"version": version or row["version"], "bytes": len(answer.content), "text": text}}

    def save(self, person, server, document, text, mode, conflict, folder=None, name=None):
        content = text.encode()
        *parts, own = document.split("/")
        if mode == "document":
            path, _ = self.container(person, server, folder.split("/") if folder else parts)
            return self.upload("upload_document", person, server, f"{path}/documents", name or own, content)
        row, path = self.document(person, server, document)
        if conflict == "ask" and row["version"] != self.opened.get((person, server, document), row["version"]):
            raise Failed("newer-version", f"Somebody saved {document} since it was opened.", "api")
        if conflict == "copy":
            raise Failed("version-conflict", "This client saves no copies.", "office")
        self.api("lock", person, server, "POST", f"{path}/lock", json={})
        try:
            saved = self.upload("upload_version", person, server, f"{path}/versions", own, content)
            self.opened[person, server, document] = saved["saved"]["version"]
            return saved
        finally:
            self.api("unlock", person, server, "DELETE", f"{path}/lock")

    def upload(self, kind, person, server, path, name, content):
        base, _, extension = name.rpartition(".")
        profile = {"doc_profile": {"name": base, "extension": extension, "size": len(content)},
                   "warnings_for_required_and_disabled_fields": True}
        answer = self.api(kind, person, server, "POST", path, files={
            "profile": (None, json.dumps(profile), "application/json"),
            "file": (name, content, "application/octet-stream")})
        return {"saved": {"version": self.data(answer, kind)["version"], "bytes": len(content)}}

    def lock(self, person, server, document):
        _, path = self.document(person, server, document)
        self.api("lock", person, server, "POST", f"{path}/lock", json={})
        return {"done": {}}

    def unlock(self, person, server, document):
        _, path = self.document(person, server, document)
        self.api("unlock", person, server, "DELETE", f"{path}/lock")
        return {"done": {}}

    def status(self):
        people = [member["name"] for member in self.world["people"]]
        sessions = {
            person: {
                server: "logged_in" if (person, server) in self.sessions else "logged_out" for server in self.servers
            } for person in people
        }
        servers = {server: "validated" for server in self.servers}
        return {"status": {"servers": servers, "sessions": sessions, "attempts": self.attempts}}


def write(**message):
    print(json.dumps(message), flush=True)


def main(without):
    write(
        type="hello", protocol=1, name="requests-oauthlib", version=version("requests-oauthlib"), operations=OPERATIONS, clock="virtual",
        callback="handed", reports=["status"], names_requests=True, gives_up_after="60s")
    client = None
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "begin":
            client = Client(message["world"], without)
            write(type="begun")
        elif message["type"] == "request":
            # The libraries read the time here: what they know of expiry follows the runner's clock.
            moment = message["now"]["unix"] / 1e9
            time.time = lambda moment=moment: moment
            request = dict(message["request"])
            action = getattr(client, request.pop("do").split(".")[1])
            try:
                outcome = {"reply": action(**request)}
            except Failed as failed:
                outcome = {"failure": failed.failure}
            write(type="answer", id=message["id"], outcome=outcome)
        elif message["type"] == "end":
            return


if __name__ == "__main__":
    main([value for flag, value in zip(sys.argv[1:], sys.argv[2:]) if flag == "--without"])
