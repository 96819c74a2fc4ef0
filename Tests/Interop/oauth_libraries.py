"""Two OAuth libraries that know nothing of WorkSim log in, call the API, refresh and revoke, over HTTPS with its CA.

Program: requests-oauthlib | Operations: sign-in page, code with PKCE, HTTP Basic, discovery by Bearer, libraries, refresh, revocation
Program: Authlib | Operations: sign-in page, code with PKCE, libraries, refresh, replayed code, password, revocation
"""

import html
import json
import re
import subprocess
import sys
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from authlib.integrations.requests_client import OAuth2Session as AuthlibSession
from requests_oauthlib import OAuth2Session as OauthlibSession


def sign_in(page_url, user, ca):
    """Does what a person does in the browser: opens the page, fills in the form, follows to the redirect URL."""
    page = requests.get(page_url, verify=ca, timeout=600)
    page.raise_for_status()
    action = html.unescape(re.search(r'<form[^>]*action="([^"]*)"', page.text).group(1))
    fields = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page.text)
    }
    fields.update(username=user["id"], password=user["password"], action="sign_in")
    answer = requests.post(
        urljoin(page_url, action), data=fields, verify=ca, allow_redirects=False, timeout=600
    )
    assert answer.status_code == 302, answer.status_code
    return answer.headers["Location"]


def libraries(session_get, url, token, ca):
    answer = session_get(
        f"{url}/work/api/v2/customers/1/libraries", headers={"X-Auth-Token": token}, verify=ca
    )
    return answer.status_code, [row["id"] for row in answer.json().get("data", [])]


def check(condition, what):
    if not condition:
        raise SystemExit(f"oauth_libraries: {what}")


def through_oauthlib(card, ca):
    url, app, user = card["url"], card["applications"][0], card["users"][0]
    session = OauthlibSession(app["client_id"], redirect_uri=app["redirect_url"], pkce="S256")
    page, _ = session.authorization_url(f"{url}/auth/oauth2/authorize")
    location = sign_in(page, user, ca)
    # requests-oauthlib sends the client's credentials by HTTP Basic.
    token = session.fetch_token(
        f"{url}/auth/oauth2/token", authorization_response=location,
        client_secret=app["client_secret"], verify=ca,
    )
    check(token["token_type"] == "Bearer" and token["expires_in"] == 1800, "token_type and expires_in")
    # The session sends the token as Authorization: Bearer.
    answer = session.get(f"{url}/api", verify=ca).json()["data"]
    check(answer["auth_status"] == "authenticated" and answer["user"]["id"] == user["id"], "GET /api by Bearer")
    check(libraries(session.get, url, token["access_token"], ca)[0] == 200, "libraries")
    fresh = session.refresh_token(
        f"{url}/auth/oauth2/token", client_id=app["client_id"], client_secret=app["client_secret"], verify=ca
    )
    check(fresh["access_token"] != token["access_token"], "a refresh gives another access token")
    revoke(url, fresh["access_token"], ca)
    check(libraries(requests.get, url, fresh["access_token"], ca)[0] == 401, "a revoked token is dead")


def through_authlib(card, ca):
    url, app, user = card["url"], card["applications"][0], card["users"][0]
    session = AuthlibSession(
        app["client_id"], app["client_secret"], redirect_uri=app["redirect_url"], scope="user",
        token_endpoint_auth_method="client_secret_post", code_challenge_method="S256",
    )
    verifier = "a-verifier-of-at-least-forty-three-characters-for-rfc-7636"
    page, state = session.create_authorization_url(f"{url}/auth/oauth2/authorize", code_verifier=verifier)
    location = sign_in(page, user, ca)
    check(parse_qs(urlsplit(location).query)["state"] == [state], "the state comes back")
    token = session.fetch_token(
        f"{url}/auth/oauth2/token", authorization_response=location, code_verifier=verifier, verify=ca
    )
    check(libraries(requests.get, url, token["access_token"], ca)[0] == 200, "libraries")
    fresh = session.refresh_token(f"{url}/auth/oauth2/token", refresh_token=token["refresh_token"], verify=ca)
    check(libraries(requests.get, url, fresh["access_token"], ca)[0] == 200, "libraries after a refresh")
    try:
        session.fetch_token(
            f"{url}/auth/oauth2/token", authorization_response=location, code_verifier=verifier, verify=ca
        )
        check(False, "a code must be good once")
    except Exception as error:  # Each library has its own type for it.
        check("invalid_grant" in str(error), f"a replayed code is refused as invalid_grant, not: {error}")
    password = AuthlibSession(app["client_id"], app["client_secret"])
    token = password.fetch_token(
        f"{url}/auth/oauth2/token", username=user["id"], password=user["password"], verify=ca
    )
    revoke(url, token["access_token"], ca)
    check(libraries(requests.get, url, token["access_token"], ca)[0] == 401, "a revoked token is dead")


def revoke(url, token, ca):
    """iManage's field is access_token, not RFC 7009's token, so that no library can do it by itself."""
    answer = requests.post(f"{url}/auth/oauth2/revoke-token", data={"access_token": token}, verify=ca, timeout=600)
    check(answer.status_code == 200, "revoke-token")


def main(command):
    server = subprocess.Popen(
        [command, "serve", "--preset", "registered", "--port", "0", "--json", "--seed", "1"],
        stdout=subprocess.PIPE, text=True,
    )
    try:
        card = json.loads(server.stdout.readline())
        through_oauthlib(card, card["ca_certificate"])
        through_authlib(card, card["ca_certificate"])
    finally:
        server.terminate()
        status = server.wait(timeout=600)
    check(status == 0, f"serve ended with {status}")
    print("oauth-libraries: requests-oauthlib and Authlib logged in, refreshed and revoked")


if __name__ == "__main__":
    main(sys.argv[1])
