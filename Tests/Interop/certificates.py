"""OpenSSL, Python, Node and Java judge the certificates by their strict rules: good ones pass, faulty ones fail for their fault alone."""

import json
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

# What `openssl verify` says of each recipe, for the name that it was made for; nothing for a good one.
RECIPES = {
    "healthy": None,
    "short-lived": None,
    "wildcard": None,
    "expired": "certificate has expired",
    "not-yet-valid": "certificate is not yet valid",
    "wrong-host": "hostname mismatch",
    "self-signed": "self-signed certificate",
    "missing-intermediate": "unable to get local issuer certificate",
    "unknown-ca": "unable to get local issuer certificate",
    "weak-key": "EE certificate key too weak",
}
HOST = "work.example.com"
# A name, an address of IPv4, and one of IPv6.
SERVED = ["localhost", "127.0.0.1"]

NODE = """
const https = require('https')
https.get(process.argv[1] + '/api', answer => { process.exit(answer.statusCode === 200 ? 0 : 1) })
  .on('error', error => { console.error(error.message); process.exit(1) })
"""

JAVA = """
import java.io.FileInputStream;
import java.net.URI;
import java.net.http.*;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.*;

public class Fetch {
    public static void main(String[] arguments) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (FileInputStream file = new FileInputStream(arguments[0])) {
            roots.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
        for (int index = 1; index < arguments.length; index++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[index] + "/api")).build();
            int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) throw new IllegalStateException("status " + status);
        }
    }
}
"""


def fail(what):
    raise SystemExit(f"certificates: {what}")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout + done.stderr


def judge_recipes(worksim, folder):
    status, said = run(worksim, "certs", "--out", str(folder), "--host", HOST)
    if status:
        fail(said)
    made = {file.stem for file in folder.glob("*.key")}
    if made != set(RECIPES):
        fail(f"the recipes are {sorted(made)}, and this test knows {sorted(RECIPES)}")
    for name, fault in RECIPES.items():
        chain = folder / f"{name}.pem"
        status, said = run(
            "openssl", "verify", "-x509_strict", "-auth_level", "2", "-purpose", "sslserver", "-verify_hostname", HOST,
            "-CAfile", str(folder / "ca.pem"), "-untrusted", str(chain), str(chain),
        )
        errors = [line.split(": ", 1)[1] for line in said.splitlines() if line.startswith("error ")]
        if fault is None and status != 0:
            fail(f"openssl refuses {name}: {said}")
        if fault is not None and not any(fault.lower() in error.lower() for error in errors):
            fail(f"openssl says of {name} '{said}', not '{fault}'")
    for certificate in ["ca.pem", "healthy.pem"]:
        _, text = run("openssl", "x509", "-in", str(folder / certificate), "-noout", "-text")
        for extension in ["Subject Key Identifier", "Authority Key Identifier", "Key Usage: critical"]:
            if extension not in text:
                fail(f"{certificate} has no {extension}")


def presented(url, ca, name):
    """Connects as Python does from 3.13 on, and returns the certificate."""
    context = ssl.create_default_context(cafile=ca)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    with socket.create_connection(("127.0.0.1", urlsplit(url).port), timeout=600) as plain:
        with context.wrap_socket(plain, server_hostname=name) as secured:
            return secured.getpeercert()


def judge_served(worksim, folder):
    server = subprocess.Popen(
        [worksim, "serve", "--preset", "registered", "--port", "0", "--json", "--seed", "1"],
        stdout=subprocess.PIPE, text=True,
    )
    try:
        card = json.loads(server.stdout.readline())
        url, ca = card["url"], card["ca_certificate"]
        urls = [f"https://{name}:{urlsplit(url).port}" for name in SERVED]
        for name in SERVED:
            names = {value for _, value in presented(url, ca, name)["subjectAltName"]}
            if not names >= {"localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"}:
                fail(f"the served certificate is for {sorted(names)}")
        try:
            presented(url, ca, "another.example.net")
            fail("Python takes the served certificate for another name")
        except ssl.SSLCertVerificationError:
            pass
        passed = ["openssl", "Python"]
        if shutil.which("node"):
            for one in urls:
                done = subprocess.run(
                    ["node", "-e", NODE, one], env={"PATH": "/usr/bin:/bin:/usr/local/bin", "NODE_EXTRA_CA_CERTS": ca},
                    capture_output=True, text=True, timeout=600,
                )
                if done.returncode:
                    fail(f"Node refuses {one}: {done.stderr}")
            passed.append("Node")
        else:
            print("certificates: no Node on this machine, skipped")
        if shutil.which("javac"):
            source = folder / "Fetch.java"
            source.write_text(JAVA)
            status, said = run("java", str(source), ca, *urls)
            if status:
                fail(f"Java refuses the served certificate: {said}")
            passed.append("Java")
        else:
            print("certificates: no Java compiler on this machine, skipped")
        print(f"certificates: {', '.join(passed)} accept what they should, by their strict rules")
    finally:
        server.terminate()
        server.wait(10)


with tempfile.TemporaryDirectory() as made:
    judge_recipes(sys.argv[1], pathlib.Path(made))
    judge_served(sys.argv[1], pathlib.Path(made))
