"""Tokens that expire, without waiting: `WORKSIM=path/to/worksim pytest` needs pytest and requests."""

import json
import os
import subprocess

import pytest
import requests


@pytest.fixture(scope="module")
def served():
    command = [os.environ.get("WORKSIM", "worksim"), "serve", "--port", "0", "--json", "--control", "--clock", "virtual"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield json.loads(process.stdout.readline())
        process.terminate()


@pytest.fixture
def world(served):
    control = requests.Session()
    control.headers["Authorization"] = "Bearer " + served["control"]["token"]
    control.post(served["control"]["url"] + "/reset").raise_for_status()
    return lambda *steps: control.post(served["control"]["url"] + "/steps", json=steps).raise_for_status()


def token(served, **form):
    app = served["applications"][0]
    form |= {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    return requests.post(served["url"] + "/auth/oauth2/token", data=form, verify=served["ca_certificate"]).json()


def status(served, access):
    headers = {"X-Auth-Token": access["access_token"]}
    return requests.get(served["url"] + "/work/api/v2/customers/1/libraries", headers=headers, verify=served["ca_certificate"]).status_code


def log_in(served):
    return token(served, grant_type="password", username=served["users"][0]["id"], password=served["users"][0]["password"])


def test_a_token_that_nobody_uses_expires(served, world):
    access = log_in(served)
    world({"clock.advance": "29m"})
    assert status(served, access) == 200
    world({"clock.advance": "31m"})
    assert status(served, access) == 401


@pytest.mark.parametrize("days, refreshed", [(364, True), (366, False)])
def test_a_refresh_token_lives_for_365_days(served, world, days, refreshed):
    first = log_in(served)
    world({"clock.advance": f"{days}d"})
    assert ("access_token" in token(served, grant_type="refresh_token", refresh_token=first["refresh_token"])) is refreshed
