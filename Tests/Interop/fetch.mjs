// Node's fetch logs in with a code and PKCE, searches, uploads, saves a version, downloads, refreshes and revokes.
//
// It knows nothing of WorkSim but the address, the application and a user, which stand in the environment.
// Program: Node fetch | Operations: code with PKCE, discovery, search, path, upload, new version, download, refresh, profile, revocation
import { createHash, randomBytes } from "node:crypto";

const { BASE, CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, NAME, PASSWORD } = process.env;
const api = `${BASE}/work/api/v2/customers/1`;

function check(condition, what) {
  if (!condition) {
    console.error(`fetch: ${what}`);
    process.exit(1);
  }
}

async function json(response, status, what) {
  const text = await response.text();
  check(response.status === status, `${what}: ${response.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

function unescaped(text) {
  return text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** What a person does in the browser: opens the page, fills in the form, follows to the redirect URL. */
async function signIn(verifier, state) {
  const question = new URLSearchParams({
    response_type: "code", client_id: CLIENT_ID, redirect_uri: REDIRECT_URL, state, scope: "user",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256",
  });
  const address = `${BASE}/auth/oauth2/authorize?${question}`;
  const page = await (await fetch(address)).text();
  const fields = new URLSearchParams({ username: NAME, password: PASSWORD, action: "sign_in" });
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    fields.set(name, unescaped(value));
  }
  const action = unescaped(page.match(/<form[^>]*action="([^"]*)"/)[1]);
  const answer = await fetch(new URL(action, address), { method: "POST", body: fields, redirect: "manual" });
  check(answer.status === 302, `the sign-in was answered with ${answer.status}`);
  const back = new URL(answer.headers.get("location"));
  check(back.searchParams.get("state") === state, "the state comes back");
  return back.searchParams.get("code");
}

const token = (fields) => fetch(`${BASE}/auth/oauth2/token`, { method: "POST", body: new URLSearchParams(fields) });

const verifier = randomBytes(48).toString("base64url");
const first = await json(await token({
  grant_type: "authorization_code", code: await signIn(verifier, "of-node"), code_verifier: verifier,
  redirect_uri: REDIRECT_URL, client_id: CLIENT_ID, client_secret: CLIENT_SECRET,
}), 200, "the code");
let headers = { "X-Auth-Token": first.access_token };
const who = await json(await fetch(`${BASE}/api`, { headers }), 200, "discovery");
check(who.data.user.id === NAME, `discovery names ${who.data.user.id}`);

const found = await json(await fetch(`${api}/libraries/ACTIVE/documents?name=complaint&total=true`, { headers }), 200, "search");
check(found.total_count === 1 && found.data.results.length === 1, `the search found ${JSON.stringify(found)}`);
const path = await json(
  await fetch(`${api}/libraries/ACTIVE/documents/${found.data.results[0].id}/path`, { headers }), 200, "path");
const folder = path.data[0].at(-1).id;

async function sent(method, address, text, profile, status, what) {
  const form = new FormData();
  form.append("profile", new Blob([JSON.stringify(profile)], { type: "application/json" }));
  form.append("file", new Blob([text], { type: "text/plain" }), "note.txt");
  return (await json(await fetch(address, { method, headers, body: form }), status, what)).data;
}

const made = await sent("POST", `${api}/libraries/ACTIVE/folders/${folder}/documents`, "First. Grüße.",
  { doc_profile: { name: "Of node", extension: "txt" } }, 201, "upload");
const next = await sent("POST", `${api}/libraries/ACTIVE/documents/${made.id}/versions`, "Second. Grüße.", {}, 201, "version");
check(next.version === 2, `the new version is ${next.version}`);
const file = await fetch(`${api}/libraries/ACTIVE/documents/${next.id}/download`, { headers });
check(await file.text() === "Second. Grüße.", "the download is what was sent");
check(file.headers.get("content-disposition").includes('filename="Of node.txt"'), "the file's name");

const fresh = await json(await token({ grant_type: "refresh_token", refresh_token: first.refresh_token }), 200, "refresh");
headers = { "X-Auth-Token": fresh.access_token };
const changed = await json(await fetch(`${api}/libraries/ACTIVE/documents/${next.id}`, {
  method: "PATCH", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ comment: "By fetch" }),
}), 200, "profile");
check(changed.data.comment === "By fetch", "the comment is kept");
await json(await fetch(`${BASE}/auth/oauth2/revoke-token`, {
  method: "POST", body: new URLSearchParams({ access_token: fresh.access_token }),
}), 200, "revoke");
const dead = await fetch(`${api}/libraries`, { headers });
check(dead.status === 401, `a revoked token is answered with ${dead.status}`);
console.log("fetch of Node: code with PKCE, discovery, search, path, upload, version, download, refresh, profile, revoke");
