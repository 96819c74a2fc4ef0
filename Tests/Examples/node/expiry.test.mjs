// Tokens that expire, without waiting: `WORKSIM=path/to/worksim node --test` needs nothing but Node.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, beforeEach, test } from "node:test";

let server, card;

before(async () => {
  const options = ["serve", "--plain", "--port", "0", "--json", "--control", "--clock", "virtual"];
  server = spawn(process.env.WORKSIM ?? "worksim", options, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    card = JSON.parse(line);
    break;
  }
});
after(() => server.kill());

async function control(path, body = "") {
  const headers = { Authorization: `Bearer ${card.control.token}` };
  const answer = await fetch(card.control.url + path, { method: "POST", headers, body });
  assert.equal(answer.status, 200, await answer.text());
}
beforeEach(() => control("/reset"));

async function token(form) {
  const { client_id, client_secret } = card.applications[0];
  const body = new URLSearchParams({ client_id, client_secret, ...form });
  return (await fetch(`${card.url}/auth/oauth2/token`, { method: "POST", body })).json();
}
const logIn = () => token({ grant_type: "password", username: card.users[0].id, password: card.users[0].password });

async function status({ access_token }) {
  const headers = { "X-Auth-Token": access_token };
  return (await fetch(`${card.url}/work/api/v2/customers/1/libraries`, { headers })).status;
}

test("a token that nobody uses expires", async () => {
  const access = await logIn();
  await control("/steps", "clock.advance: 29m");
  assert.equal(await status(access), 200);
  await control("/steps", "clock.advance: 31m");
  assert.equal(await status(access), 401);
});

for (const [days, refreshed] of [[364, true], [366, false]]) {
  test(`a refresh token after ${days} days`, async () => {
    const { refresh_token } = await logIn();
    await control("/steps", `clock.advance: ${days}d`);
    assert.equal("access_token" in await token({ grant_type: "refresh_token", refresh_token }), refreshed);
  });
}
