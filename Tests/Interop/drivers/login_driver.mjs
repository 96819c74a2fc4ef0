// A driver in Node with nothing but its own modules: the log-in part, to begin a driver of one's own from.
// worksim run Scenarios --filter '6-login/*' --client "node Tests/Interop/drivers/login_driver.mjs"

import {createHash, randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {createInterface} from 'node:readline';
import tls from 'node:tls';

const write = message => process.stdout.write(JSON.stringify(message) + '\n');
const random = () => randomBytes(32).toString('base64url');
let world, authority, attempts = 0;
const begun = new Map(), tokens = new Map();

class Failed extends Error {
  constructor(id, message, at, status) { super(message); this.failure = {id, message, at, ...(status && {status})}; }
}

// One request through the gateway: a tunnel, TLS in it, HTTP in that.
function send(kind, method, url, body, headers = {}) {
  attempts += 1;
  const target = new URL(url), gateway = new URL(world.gateways.office), port = target.port || 443;
  return new Promise((resolve, reject) => {
    const unreachable = error => reject(new Failed('server-unreachable', `${kind}: ${error.message}`, kind));
    http.request({host: gateway.hostname, port: gateway.port, method: 'CONNECT', path: `${target.hostname}:${port}`,
      headers: {'WorkSim-Kind': kind}}).on('error', unreachable).on('connect', (answer, socket) => {
      if (answer.statusCode !== 200) return unreachable(new Error(answer.headers['worksim-fault']));
      const secure = tls.connect({socket, servername: target.hostname, ca: authority});
      secure.on('error', unreachable);
      const request = https.request(url, {method, headers, createConnection: () => secure}, response => {
        let text = '';
        response.on('data', piece => text += piece).on('error', unreachable);
        response.on('end', () => resolve({status: response.statusCode, text}));
      });
      request.on('error', unreachable);
      request.end(body);
    }).end();
  });
}

const operations = {
  'user.begin_log_in': ({person, server}) => {
    const state = random(), verifier = random();
    begun.set(state, {person, server, verifier});
    const query = new URLSearchParams({response_type: 'code', client_id: world.client_id, redirect_uri: world.redirect_url,
      scope: 'user', state, code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256'});
    return {page: {url: `${url(server)}/auth/oauth2/authorize?${query}`}};
  },
  'user.finish_log_in': async ({person, callback}) => {
    const query = new URL(callback).searchParams, logIn = begun.get(query.get('state'));
    begun.delete(query.get('state'));
    if (!logIn || logIn.person !== person) throw new Failed('state-mismatch', 'The callback belongs to no log-in.', 'callback');
    if (!query.get('code')) throw new Failed('callback-incomplete', 'The callback has no code.', 'callback');
    const {client_id, client_secret} = world.servers.find(server => server.name === logIn.server);
    const form = new URLSearchParams({grant_type: 'authorization_code', code: query.get('code'), code_verifier: logIn.verifier,
      redirect_uri: world.redirect_url, client_id, client_secret});
    const answer = await send('token', 'POST', `${url(logIn.server)}/auth/oauth2/token`, form.toString(),
      {'Content-Type': 'application/x-www-form-urlencoded'});
    if (answer.status !== 200) throw new Failed('grant-expired', `The code is refused with ${answer.status}.`, 'token', answer.status);
    tokens.set(`${person} ${logIn.server}`, JSON.parse(answer.text).access_token);
    return {server: {name: logIn.server}};
  },
  'client.status': () => ({status: {
    servers: Object.fromEntries(world.servers.map(({name}) => [name, 'validated'])),
    sessions: Object.fromEntries(world.people.map(person => [person.name, Object.fromEntries(world.servers.map(({name}) =>
      [name, tokens.has(`${person.name} ${name}`) ? 'logged_in' : 'logged_out']))])),
    attempts}}),
};
const url = name => world.servers.find(server => server.name === name).url;

write({type: 'hello', protocol: 1, name: 'node', operations: Object.keys(operations), clock: 'virtual', callback: 'handed',
  reports: ['status'], names_requests: true, gives_up_after: '30s'});
for await (const line of createInterface({input: process.stdin})) {
  const message = JSON.parse(line);
  if (message.type === 'begin') {
    world = message.world;
    authority = readFileSync(world.authority_file);
    write({type: 'begun'});
  } else if (message.type === 'request') {
    let outcome;
    try {
      outcome = {reply: await operations[message.request.do](message.request)};
    } catch (error) {
      if (!error.failure) throw error;
      outcome = {failure: error.failure};
    }
    write({type: 'answer', id: message.id, outcome});
  } else if (message.type === 'end') break;
}
