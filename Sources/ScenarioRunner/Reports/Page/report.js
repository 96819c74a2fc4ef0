'use strict';
(() => {
const D = JSON.parse(document.getElementById('data').textContent);
const T = i => i == null ? null : D.texts[i];
const SVG = 'http://www.w3.org/2000/svg';
const MARK = {pass: '✓', fail: '✗', vacuous: '∅', error: '!', known: '~', skip: '–', not_reached: '·'};
const WORD = {pass: 'passed', fail: 'failed', vacuous: 'vacuous', error: 'in error', known: 'known', skip: 'skipped', not_reached: 'not reached'};
const BLAME = {scenario: 'The scenario: it expects what its own world does not lead to.',
  configuration: 'The configuration: the world is set up so that a party rightly refuses.',
  client: 'The client, or the expectation where it asks too much: the refusal was the expected one, what the client made of it was not.',
  simulator: 'The simulator: something that must always hold does not.'};
const isRed = v => v === 'fail' || v === 'vacuous' || v === 'error';

// Texts become text nodes: nothing that a server or a file says is ever read as HTML.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value == null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat()) if (child != null && child !== false) element.append(child);
  return element;
}
function s(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text != null) element.textContent = text;
  return element;
}
const mark = v => h('span', {class: 'mark v-' + v, 'aria-hidden': 'true'}, MARK[v] || '?');
const button = (text, action, extra) => h('button', Object.assign({type: 'button', class: 'btn', onclick: action}, extra), text);

// The stored form, with names.
const scenarios = D.scenarios.map((c, place) => ({
  place, id: T(c.i), title: T(c.t), path: T(c.p), verdict: T(c.v), blame: T(c.b), reason: T(c.w),
  covers: c.c.map(T), tags: c.g.map(T), findings: c.f.map(f => f.map(T)),
  steps: c.s.map(p => ({
    number: p.n, line: p.l, id: T(p.i), does: T(p.d), note: T(p.o), verdict: T(p.v), blame: T(p.b), expected: T(p.x), seen: T(p.y),
    mismatches: (p.m || []).map(m => m.map(T)), warnings: (p.a || []).map(m => m.map(T)), failure: T(p.f), rule: T(p.r),
    evidence: T(p.u), remedy: T(p.h), ask: T(p.k), message: T(p.t), elapsed: T(p.e),
    lines: (p.j || []).map(l => ({
      server: T(l.s), party: T(l.p), kind: T(l.k), date: T(l.d), what: T(l.w) || '', status: l.c, rule: T(l.r), refused: !!l.x,
      detail: T(l.t), error: T(l.e), ask: (l.q || []).map(T), askBody: T(l.b), answer: (l.Q || []).map(T), answerBody: T(l.B),
      changes: (l.g || []).map(g => g.map(T))}))}))
}));
const byID = new Map(scenarios.map(c => [c.id, c]));
const fileOf = c => c.id.replace(/\[.*\]$/, '');
const section = c => c.id.includes('/') ? c.id.slice(0, c.id.lastIndexOf('/')) : 'scenarios';
const needs = new Map(D.requirements.map(r => [r.requirement.id, r]));
const failures = new Map(D.failures.map(f => [f.id, f]));

const state = {verdict: '', section: '', tag: '', text: '', open: null, tab: 'scenarios', need: null};
let shown = scenarios;

function haystack(c) {
  if (!c.words) c.words = [c.id, c.title, c.path, c.reason, c.blame, ...c.covers, ...c.tags, ...c.findings.flat(),
    ...c.steps.flatMap(p => [p.does, p.note, p.seen, p.expected, p.failure, p.rule, p.message, p.remedy, ...p.mismatches.flat(),
      ...p.lines.flatMap(l => [l.what, l.detail, l.rule, l.error, l.status, l.party, l.server, l.askBody, l.answerBody, ...l.ask, ...l.answer])])]
    .filter(Boolean).join('\n').toLowerCase();
  return c.words;
}

// The frame.
const app = h('div', {id: 'app'});
const list = h('div', {class: 'list', id: 'list', tabindex: '0', role: 'region', 'aria-label': 'Scenarios'});
const detail = h('section', {class: 'detail', id: 'detail', 'aria-label': 'The chosen scenario', tabindex: '-1'});
const panes = h('div', {class: 'panes'}, list, detail);
const search = h('input', {type: 'search', id: 'search', placeholder: 'Search titles, rules, headers, bodies …', 'aria-label': 'Search', oninput: () => { state.text = search.value; filter(); }});
const select = (label, values, action) => h('select', {'aria-label': label, onchange: e => { action(e.target.value); filter(); }},
  h('option', {value: ''}, label), values.map(v => h('option', {value: v}, v)));
const sections = [...new Set(scenarios.map(section))];
const tags = [...new Set(scenarios.flatMap(c => c.tags))].sort();
const count = h('span', {class: 'sr', role: 'status', id: 'count'});
const tools = h('div', {class: 'tools'}, search, sections.length > 1 && select('All sections', sections, v => state.section = v),
  tags.length > 0 && select('All tags', tags, v => state.tag = v), count);
const views = {scenarios: h('div', {}, tools, panes), article: h('div', {class: 'hide'}), failures: h('div', {class: 'hide'})};

function headline() {
  const n = D.summary, red = n.fail + n.vacuous + n.error;
  if (red && n.total === 1) return 'The scenario is red';
  if (red) return `${red} of ${n.total} scenarios ${red === 1 ? 'is' : 'are'} red`;
  if (!n.pass) return 'No scenario passed';
  if (n.pass === n.total) return n.total === 1 ? 'The scenario passed' : `All ${n.total} scenarios passed`;
  return `${n.pass} of ${n.total} scenarios passed, none is red`;
}
const chips = {};
function summary() {
  const bar = s('svg', {viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  const row = h('div', {class: 'chips', role: 'group', 'aria-label': 'Show only'});
  let x = 0;
  for (const v of ['', 'fail', 'vacuous', 'error', 'known', 'skip', 'pass']) {
    const n = v === '' ? D.summary.total : D.summary[v];
    if (!n) continue;
    chips[v] = h('button', {type: 'button', class: 'chip', 'aria-pressed': String(v === ''), 'data-verdict': v, onclick: () => { state.verdict = v; filter(); }},
      v && mark(v), h('b', {}, String(n)), v ? WORD[v] : 'scenarios');
    row.append(chips[v]);
  }
  for (const v of ['fail', 'vacuous', 'error', 'known', 'skip', 'pass']) {
    const w = D.summary.total ? D.summary[v] * 1000 / D.summary.total : 0;
    if (w) bar.append(s('rect', {x, y: 0, width: w, height: 10, class: 'f-' + v}));
    x += w;
  }
  const cells = D.requirements.flatMap(r => [r.covered.success, ...r.covered.cells]);
  const proven = cells.filter(c => c.state === 'proven').length, failing = cells.filter(c => c.state === 'failing').length;
  return h('div', {class: 'summary'}, h('h1', {}, headline()), h('div', {class: 'bar'}, bar), row,
    h('p', {class: 'facts'}, h('b', {}, `${proven} of ${cells.length}`), ' cells of the article are proven' + (failing ? `, ${failing} failing` : '') + `. Seed ${D.seed}: the same seed gives the same page.`));
}

// The list.
function filter() {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  shown = scenarios.filter(c => (!state.verdict || c.verdict === state.verdict || (state.verdict === 'skip' && c.verdict === 'not_reached'))
    && (!state.section || section(c) === state.section) && (!state.tag || c.tags.includes(state.tag))
    && words.every(w => haystack(c).includes(w)));
  for (const [v, chip] of Object.entries(chips)) chip.setAttribute('aria-pressed', String(v === state.verdict));
  count.textContent = `${shown.length} of ${scenarios.length} scenarios are shown`;
  list.replaceChildren();
  // What is red comes first; then the sections, with the rows of a matrix below their common title.
  const red = shown.filter(c => isRed(c.verdict)), rest = shown.filter(c => !isRed(c.verdict));
  shown = [...red, ...rest];
  let part = null, file = null;
  for (const c of shown) {
    const heading = isRed(c.verdict) ? 'Red' : section(c).replace('-', ' ');
    if (heading !== part) list.append(h('h2', {}, heading, h('span', {}, String(heading === 'Red' ? red.length : rest.filter(o => section(o) === section(c)).length))));
    const row = /\[(.*)\]$/.exec(c.id), again = heading === part && row && file === fileOf(c);
    [part, file] = [heading, fileOf(c)];
    c.button = h('button', {type: 'button', class: again ? 'item again' : 'item', 'data-id': c.id, 'aria-current': state.open === c ? 'true' : null, onclick: () => go(c.id)},
      mark(c.verdict), h('span', {}, h('span', {class: 'sr'}, WORD[c.verdict] + ': '), h('span', {class: again ? 'sr' : 't'}, c.title), row && h('span', {class: 'row'}, again ? null : h('br'), row[1])));
    list.append(c.button);
  }
  if (!shown.length) list.append(h('p', {class: 'empty'}, 'Nothing fits. ', button('Show all', clear)));
}
function clear() {
  Object.assign(state, {verdict: '', section: '', tag: '', text: ''});
  search.value = '';
  for (const box of tools.querySelectorAll('select')) box.value = '';
  filter();
}

// One scenario.
function open(c, message) {
  if (state.open) state.open.button?.removeAttribute('aria-current');
  state.open = c;
  panes.classList.toggle('is-open', !!c);
  app.classList.toggle('is-open', !!c);
  if (!c) { detail.replaceChildren(welcome()); return; }
  c.button?.setAttribute('aria-current', 'true');
  // The list scrolls by itself; the page stays where the reader is.
  if (c.button) { const top = c.button.offsetTop - list.offsetTop; if (top < list.scrollTop + 40 || top > list.scrollTop + list.clientHeight - 60) list.scrollTop = top - 80; }
  document.title = c.title + ' – WorkSim';
  const red = c.steps.find(p => isRed(p.verdict));
  detail.replaceChildren(
    button('‹ All scenarios', () => { location.hash = ''; }, {class: 'btn back'}),
    h('div', {class: 'head'}, mark(c.verdict), h('h2', {}, c.title)),
    h('div', {class: 'meta'}, h('span', {class: 'verdict v-' + c.verdict}, WORD[c.verdict]), h('code', {}, c.id), h('span', {}, red ? `${c.path}:${red.line}` : c.path),
      c.tags.map(t => h('span', {class: 'tag'}, '#' + t))),
    h('div', {class: 'meta'}, c.covers.map(name => h('button', {type: 'button', class: 'tag', title: 'What it proves', onclick: () => need(name)}, name))),
    h('div', {class: 'acts'}, button('Copy link', () => copy(location.href.split('#')[0] + '#' + encodeURIComponent(c.id), 'Link')), button('Open all messages', expand)),
    ...[why(c, red)].filter(Boolean), diagram(c, red));
  const wanted = message && detail.querySelector(`[data-message="${CSS.escape(message)}"]`);
  if (wanted) { if (wanted.getAttribute('aria-expanded') !== 'true') wanted.click(); wanted.scrollIntoView({block: 'center'}); }
}
function why(c, red) {
  if (c.verdict === 'known' || c.verdict === 'skip') return h('div', {class: 'why calm'}, h('h3', {}, 'Why it ' + (c.verdict === 'known' ? 'is known to fail' : 'was left out')), h('p', {}, c.reason || 'No reason is given.'));
  if (!isRed(c.verdict)) return null;
  const box = h('div', {class: 'why'}, h('h3', {}, red ? `Step ${red.number} ` + {fail: 'failed', vacuous: 'proves nothing: it failed for another reason', error: 'could not be played'}[red.verdict] : 'Why it is red'));
  if (c.reason) box.append(h('p', {}, c.reason));
  if (red) {
    box.append(h('p', {class: 'mono'}, red.does));
    for (const [what, expected, seen] of red.mismatches) box.append(h('p', {}, h('b', {}, what === 'ok' ? 'outcome' : what)),
      h('div', {class: 'beside'}, h('div', {class: 'exp'}, h('b', {}, 'Expected'), expected), h('div', {class: 'seen'}, h('b', {}, 'Seen'), brief(seen, red))));
  }
  for (const [check, what] of c.findings) box.append(h('p', {}, h('b', {}, check + ': '), what));
  const facts = h('dl', {});
  const fact = (name, ...value) => facts.append(h('dt', {}, name), h('dd', {}, ...value));
  if (c.blame) fact('Blame', BLAME[c.blame] || c.blame);
  if (red && red.rule) fact('Rule', h('code', {}, red.rule), ' ', D.rules[red.rule] ? D.rules[red.rule].decides + ' ' : '', red.evidence ? `(${red.evidence})` : '');
  if (red && red.remedy) fact('Remedy', red.remedy, red.ask ? ' ' + red.ask : '');
  box.append(facts);
  if (red && red.message) box.append(reply(c, red));
  return box;
}
// The remedy has a line of its own.
function brief(seen, p) { return [p.remedy, p.ask].filter(Boolean).reduce((text, part) => text.replace(part, ''), seen).trim(); }
function replyText(p) {
  const rule = D.rules[p.rule];
  return ['Hello,', '', 'thank you for your report. The message was:', '', '    ' + p.message, '',
    rule ? 'What happened: ' + rule.decides + (rule.evidence === 'assumed' ? ' (This is our reading; the vendor has not published it.)' : '') : null,
    p.remedy ? 'What mends it: ' + p.remedy + (p.ask && !p.remedy.includes(p.ask) ? ' ' + p.ask : '') : null, '',
    'If it goes on, please send us the error code and message that you see, and screenshots of the full Office & Dragons application registration in your Control Center.',
    '', `Failure: ${p.failure || 'none'}${p.rule ? ', rule ' + p.rule : ''}`].filter(l => l !== null).join('\n');
}
function reply(c, p) {
  const text = replyText(p);
  return h('details', {}, h('summary', {}, 'A reply for support'), h('pre', {tabindex: '0'}, text), h('div', {class: 'acts'}, button('Copy the reply', () => copy(text, 'Reply'))));
}

// The diagram: a row for each message, lifelines drawn anew in each, so that a message opens in its place.
function partyName(l) { return l.party === 'office' ? 'Office & Dragons' : l.party.startsWith('browser') ? 'Browser' : l.party; }
function columns(c) {
  const people = [], servers = [];
  let office = false, browser = false, network = false;
  for (const p of c.steps) {
    if (p.does.startsWith('office.') || p.failure) office = true;
    for (const l of p.lines) {
      if (l.party === 'office') office = true; else if (l.party.startsWith('browser')) browser = true;
      else if (l.kind !== 'connection' || l.server !== 'network') { if (!people.includes(l.party)) people.push(l.party); }
      if (l.server === 'network') network = true; else if (!servers.includes(l.server)) servers.push(l.server);
    }
  }
  return [...people, ...(browser ? ['Browser'] : []), ...(office ? ['Office & Dragons'] : []), ...(network && !servers.length ? ['network'] : []), ...servers];
}
let widths = null;
function diagram(c, red) {
  const box = h('div', {class: 'diagram'});
  const names = columns(c), hosts = {};
  for (const l of c.steps.flatMap(p => p.lines)) for (const a of l.ask) if (a.startsWith('host: ') && !hosts[l.server]) hosts[l.server] = a.slice(6);
  const draw = () => {
    const width = Math.max(180, (detail.clientWidth || 700) - (matchMedia('(max-width:880px)').matches ? 50 + 26 : 72 + 42));
    if (box.drawn === width) return;
    box.drawn = width;
    const x = name => { const i = names.indexOf(name); return (i + .5) * width / Math.max(1, names.length); };
    const opened = [...box.querySelectorAll('[aria-expanded=true]')].map(b => b.dataset.message);
    box.replaceChildren();
    if (names.length) {
      const head = s('svg', {width, height: 40, 'aria-hidden': 'true'});
      const room = width / names.length - 8;
      for (const name of names) {
        const host = hosts[name], label = name === 'Office & Dragons' && room < 130 ? 'O&D' : host && host.length * 7.4 < Math.min(room, 170) - 6 ? host : cut(name, room - 8, 7.6);
        head.append(s('rect', {x: x(name) - Math.min(room, 170) / 2, y: 6, width: Math.min(room, 170), height: 27, rx: 7}), s('text', {x: x(name), y: 24}, label));
      }
      box.append(h('div', {class: 'parties'}, head));
    }
    let before = null;
    for (const p of c.steps) {
      box.append(stepHead(p, p === red));
      p.lines.forEach((l, i) => {
        box.append(...message(c, p, l, `${p.number}.${i + 1}`, names, x, width, before));
        before = l.date;
      });
      if (p.failure && !p.lines.some(l => l.rule === p.rule) && names.includes('Office & Dragons')) box.append(...decision(c, p, names, x, width));
    }
    for (const name of opened) box.querySelector(`[data-message="${CSS.escape(name)}"]`)?.click();
  };
  widths?.disconnect();
  widths = new ResizeObserver(() => draw());
  widths.observe(detail);
  draw();
  return box;
}
function cut(text, room, each) { const most = Math.max(4, Math.floor(room / (each || 7))); return text.length > most ? text.slice(0, most - 1) + '…' : text; }
function stepHead(p, isTold) {
  const at = p.does.indexOf(' '), name = at < 0 ? p.does : p.does.slice(0, at), rest = at < 0 ? '' : p.does.slice(at);
  return h('div', {class: 'step'}, mark(p.verdict), h('div', {}, h('div', {class: 'does'}, `${p.number}  `, h('b', {}, name), rest),
    p.note && h('div', {class: 'note'}, p.note),
    p.seen && h('div', {class: 'end'}, h('span', {class: 'v-' + p.verdict}, p.verdict === 'pass' ? (p.failure ? 'fails as expected: ' : '') : WORD[p.verdict] + ': '), p.seen, p.elapsed ? ` · took ${p.elapsed}` : ''),
    p.verdict === 'not_reached' && h('div', {class: 'end'}, 'not reached'),
    p.warnings.map(w => h('div', {class: 'end v-vacuous'}, `should: ${w[0]} ${w[1]}, is ${w[2]}`)),
    isRed(p.verdict) && !isTold && p.mismatches.map(m => h('div', {class: 'end'}, `${m[0]}: expected ${m[1]}, seen ${m[2]}`)),
    p.message && !isTold && h('div', {class: 'end'}, '“' + p.message + '”')),
  h('div', {class: 'place'}, `line ${p.line}`));
}
function row(c, key, time, label, svg, panel) {
  const body = h('div', {class: 'open', hidden: true, id: 'm-' + key});
  const head = h('button', {type: 'button', class: 'msg', 'aria-expanded': 'false', 'aria-controls': 'm-' + key, 'data-message': key, 'aria-label': label, onclick: () => {
    const on = head.getAttribute('aria-expanded') !== 'true';
    head.setAttribute('aria-expanded', String(on));
    body.hidden = !on;
    if (on && !body.firstChild) body.append(...panel());
  }}, time, svg);
  return [head, body];
}
function lifelines(svg, names, x, height) { for (const name of names) svg.append(s('line', {x1: x(name), x2: x(name), y1: 0, y2: height, class: 'life'})); }
function arrow(svg, from, to, y, cls) {
  const d = to > from ? -1 : 1;
  svg.append(s('line', {x1: from, x2: to + d * 4, y1: y, y2: y, class: cls}), s('path', {d: `M${to} ${y}l${d * 9} -4.5v9z`, class: cls.split(' ').map(k => k + '-h').join(' ')}));
}
function text(svg, words, a, b, y, width, cls) {
  const size = 7, left = Math.min(a, b), right = Math.max(a, b);
  const room = cut(words, width - 8, size), w = room.length * size;
  let start = (left + right) / 2 - w / 2;
  start = Math.max(2, Math.min(start, width - w - 2));
  svg.append(s('text', {x: start, y, class: 'lab ' + (cls || '')}, room));
}
const clock = date => date.slice(11, 19);
function since(a, b) {
  const n = (Date.parse(b) - Date.parse(a)) / 1000;
  if (!(n > 0)) return null;
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']];
  let rest = Math.round(n), out = '';
  for (const [size, unit] of parts) { const k = Math.floor(rest / size); if (k) out += k + unit; rest -= k * size; }
  return '+' + out;
}
function timeOf(date, before) {
  const gone = before ? since(before, date) : null;
  const day = !before || before.slice(0, 10) !== date.slice(0, 10) ? date.slice(0, 10) : null;
  return h('span', {class: 'time'}, gone || !before ? h('b', {}, gone || clock(date)) : null, gone ? clock(date) : null, day && h('span', {}, h('br'), day.slice(2)));
}
const short = what => what.split('?')[0];
function message(c, p, l, key, names, x, width, before) {
  const server = names.includes(l.server) ? l.server : names[names.length - 1];
  const party = partyName(l), from = names.includes(party) ? x(party) : 2, to = x(server);
  const wire = l.kind === 'exchange', tall = wire ? 50 : 30;
  const svg = s('svg', {width, height: tall, 'aria-hidden': 'true'});
  lifelines(svg, names, x, tall);
  if (wire) {
    arrow(svg, from, to, 19, 'ask');
    text(svg, short(l.what), from, to, 13, width);
    arrow(svg, to, from, 42, l.refused ? 'ans no' : 'ans');
    text(svg, `${l.status || ''} ${l.refused ? '✗ ' : ''}${l.rule}`, from, to, 36, width, l.refused ? 'bad' : 'good');
  } else if (l.kind === 'connection' || l.kind === 'tls') {
    const stop = from + (to - from) * .72;
    svg.append(s('line', {x1: from, x2: stop, y1: 20, y2: 20, class: 'ask no'}), s('path', {d: `M${stop - 5} 15l10 10m0 -10l-10 10`, class: 'ask no'}));
    text(svg, `${l.refused ? '✗ ' : ''}${l.rule}`, from, to, 13, width, l.refused ? 'bad' : '');
  } else {
    if (from !== to && names.includes(party)) arrow(svg, from, to, 20, l.refused ? 'ask no' : 'ask');
    text(svg, (l.kind === 'fault' ? '⚡ ' : '') + (l.refused ? '✗ ' + l.rule : l.detail), from, to, 13, width, l.refused ? 'bad' : '');
  }
  const say = `${party} to ${l.server}: ${l.what ? short(l.what) : l.detail}, ${l.status || ''} ${l.refused ? 'refused by' : 'by'} ${l.rule}, at ${clock(l.date)}`;
  return row(c, key, timeOf(l.date, before), say, svg, () => panel(c, p, l, key));
}
function decision(c, p, names, x, width) {
  const at = x('Office & Dragons'), svg = s('svg', {width, height: 30, 'aria-hidden': 'true'});
  lifelines(svg, names, x, 30);
  svg.append(s('circle', {cx: at, cy: 20, r: 5, class: 'box bad'}));
  text(svg, '✗ ' + (p.rule || p.failure), at, at, 13, width, 'bad');
  return row(c, p.number + '.0', h('span', {class: 'time'}), `Office & Dragons decides: ${p.failure}, ${p.rule || ''}`, svg, () => [
    p.message && h('p', {}, p.message), ruleCard(p.rule, p), reply(c, p)].filter(Boolean));
}
function panel(c, p, l, key) {
  const parts = [h('p', {}, l.detail, l.error ? h('span', {}, ' Error code ', h('code', {}, l.error), '.') : '')];
  if (l.kind === 'exchange') parts.push(h('div', {class: 'sides'},
    h('div', {}, h('h3', {}, 'Request'), pre([l.what, ...l.ask]), l.askBody && pre(bodyLines(l.askBody))),
    h('div', {}, h('h3', {}, 'Response'), pre([String(l.status || ''), ...l.answer]), l.answerBody && !l.answerBody.startsWith('Location: ') && pre(bodyLines(l.answerBody)))));
  if (l.changes.length) parts.push(h('h3', {}, 'What it changed on ' + l.server), h('table', {}, h('thead', {}, h('tr', {}, ['Where', 'Before', 'After'].map(t => h('th', {scope: 'col'}, t)))),
    h('tbody', {}, l.changes.map(([path, was, is]) => h('tr', {}, h('td', {}, path), h('td', {class: was == null ? '' : 'was'}, was == null ? '–' : was), h('td', {class: is == null ? '' : 'is'}, is == null ? '–' : is))))));
  parts.push(ruleCard(l.rule, p));
  const acts = h('div', {class: 'acts'});
  if (l.kind === 'exchange') acts.append(button('Copy as curl', () => copy(curl(l), 'curl command'), {'data-curl': ''}));
  acts.append(button('Copy link', () => copy(location.href.split('#')[0] + '#' + encodeURIComponent(c.id) + '@' + key, 'Link')));
  parts.push(acts);
  if (l.refused && p.message) parts.push(reply(c, p));
  return parts;
}
function ruleCard(id, p) {
  const rule = D.rules[id];
  if (!rule) return id ? h('p', {}, 'Rule ', h('code', {}, id)) : null;
  const facts = h('dl', {}, h('dt', {}, 'Rule'), h('dd', {}, h('code', {}, id)), h('dt', {}, 'Decides'), h('dd', {}, rule.decides), h('dt', {}, 'Answer'), h('dd', {}, rule.answer),
    h('dt', {}, 'Evidence'), h('dd', {}, `${rule.evidence}: ${rule.source}`));
  if (rule.switches.length) facts.append(h('dt', {}, 'Other readings'), h('dd', {}, rule.switches.join(', ')));
  const says = rule.serves.map(name => needs.get(name.split('/')[0])).filter(Boolean);
  return h('div', {}, h('h3', {}, 'Why'), facts, [...new Set(says)].map(r => h('div', {class: 'says'}, 'The article: ' + r.requirement.says + ' ', h('button', {type: 'button', class: 'tag', onclick: () => need(r.requirement.id)}, r.requirement.id))));
}
function bodyLines(body) {
  if (/^[[{]/.test(body)) { try { return JSON.stringify(JSON.parse(body), null, 2).split('\n'); } catch { return [body]; } }
  return /^[^\s=&]+=[^\s]*/.test(body) && body.includes('&') ? body.split(/&(?![^‹]*›)/) : [body];
}
function pre(lines) {
  const box = h('pre', {tabindex: '0'});
  lines.filter(Boolean).forEach((line, i) => {
    if (i) box.append('\n');
    // Redacted secrets stand out.
    line.split(/(‹[^›]*›)/).forEach(part => box.append(part.startsWith('‹') ? h('span', {class: 'secret'}, part) : part));
  });
  return box;
}
const quoted = t => "'" + t.replaceAll("'", "'\\''") + "'";
function curl(l) {
  const [method, ...rest] = l.what.split(' ');
  const host = (l.ask.find(a => a.startsWith('host: ')) || 'host: ' + l.server).slice(6);
  const parts = ['curl -i' + (method === 'GET' ? '' : ' -X ' + method) + ' ' + quoted(`https://${host}${rest.join(' ')}`)];
  for (const a of l.ask) if (!/^(host|content-length|connection|date):/i.test(a)) parts.push('  -H ' + quoted(a));
  if (l.askBody) parts.push('  --data-raw ' + quoted(l.askBody));
  return (/‹/.test(l.what + l.ask.join('') + l.askBody) ? '# Put your own values in place of ‹…›.\n' : '') + parts.join(' \\\n');
}

// The article and the failures.
function need(name) {
  const id = name.split('/')[0];
  if (failures.has(name)) { tab('failures'); document.getElementById('f-' + name)?.scrollIntoView({block: 'center'}); return; }
  if (!needs.has(id)) return;
  state.need = id;
  tab('article');
}
function links(ids) { return h('div', {class: 'links'}, ids.map(id => h('button', {type: 'button', class: 'tag', onclick: () => go(id)}, id))); }
function article() {
  const text = h('div', {class: 'article'}), side = h('aside', {class: 'cells', 'aria-label': 'What proves it', tabindex: '0'});
  const stateOf = ids => { const all = ids.map(i => needs.get(i)).filter(Boolean).map(r => r.covered.state); return all.includes('failing') ? 'failing' : all.every(v => v === 'proven') ? 'proven' : 'untested'; };
  const show = id => {
    state.need = id;
    for (const b of text.querySelectorAll('.passage')) b.setAttribute('aria-pressed', String(b.dataset.ids.split(' ').includes(id)));
    const r = needs.get(id);
    if (!r) { side.replaceChildren(h('p', {}, 'Choose a sentence to see what proves it.')); return; }
    side.replaceChildren(h('h2', {}, r.requirement.id), h('p', {}, h('b', {}, r.title)), h('p', {class: 'says'}, r.requirement.says), h('p', {}, r.requirement.means),
      r.requirement.assumes && h('p', {}, h('b', {}, 'Our reading: '), r.requirement.assumes),
      ...[[r.covered.success, 'It succeeds as the article says.'], ...r.covered.cells.map((c, i) => [c, r.requirement.cells[i].means])].map(([c, means]) =>
        h('div', {class: 'cell'}, h('span', {class: 'state s-' + c.state}, c.state), ' ', h('code', {}, c.id), h('div', {}, means), links(c.scenarios))));
  };
  const passage = (p) => p.requirements.length ? h('span', {role: 'button', tabindex: '0', onkeydown: e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); show(p.requirements[0]); } }, class: 'passage s-' + stateOf(p.requirements), 'data-ids': p.requirements.join(' '), title: p.requirements.join(', ') + ': ' + stateOf(p.requirements), onclick: () => show(p.requirements[0])}, p.text) : p.text;
  let items = null;
  for (const b of D.article) {
    if (b.kind === 'li') { if (!items) { items = h('ul', {}); text.append(items); } items.append(h('li', {}, b.passages.map(passage))); continue; }
    items = null;
    text.append(h(b.kind === 'h' ? 'h2' : 'p', {}, b.passages.map(passage)));
  }
  const stated = new Set(D.article.flatMap(b => b.passages).flatMap(p => p.requirements));
  const others = D.requirements.filter(r => !stated.has(r.requirement.id));
  if (others.length) text.append(h('h2', {}, 'Said by pages that complete the article'), h('ul', {}, others.map(r => h('li', {}, passage({text: r.requirement.says, requirements: [r.requirement.id]})))));
  const first = D.requirements.find(r => r.covered.state === 'failing');
  views.article.append(h('div', {class: 'legend'}, h('span', {}, h('i', {class: 's-proven'}, 'proven'), ' every cell has a green scenario'), h('span', {}, h('i', {class: 's-failing'}, 'failing'), ' a scenario is red'), h('span', {}, h('i', {class: 's-untested'}, 'untested'), ' some cell was not played')),
    h('div', {class: 'cover'}, text, side));
  views.article.show = show;
  show(first ? first.requirement.id : D.requirements[0].requirement.id);
}
function failureTable() {
  views.failures.append(h('div', {class: 'failures', tabindex: '0', role: 'region', 'aria-label': 'Documented failures'}, h('table', {}, h('thead', {}, h('tr', {}, ['', 'What people see', 'Why', 'Remedy', 'Scenarios'].map(t => t ? h('th', {scope: 'col'}, t) : h('td', {})))),
    h('tbody', {}, D.failures.map(f => h('tr', {id: 'f-' + f.id}, h('td', {}, f.id, h('div', {class: 'state s-' + f.state}, f.state)), h('td', {}, f.symptom), h('td', {}, f.cause), h('td', {}, f.remedy, h('div', {class: 'row'}, `${f.evidence}: ${f.source}`)), h('td', {}, links(f.scenarios))))))));
}
const tabs = {};
function tab(name) {
  state.tab = name;
  for (const [key, view] of Object.entries(views)) { view.classList.toggle('hide', key !== name); tabs[key].setAttribute('aria-selected', String(key === name)); tabs[key].tabIndex = key === name ? 0 : -1; }
  if (name === 'article') { if (!views.article.firstChild) article(); if (state.need) { views.article.show(state.need); views.article.querySelector('.passage[aria-pressed=true]')?.scrollIntoView({block: 'center'}); } }
  if (name === 'failures' && !views.failures.firstChild) failureTable();
}

// Moving about.
function go(id) { if (location.hash === '#' + encodeURIComponent(id)) route(); else location.hash = encodeURIComponent(id); }
function route() {
  let hash = location.hash.slice(1);
  try { hash = decodeURIComponent(hash); } catch { hash = ''; }
  if (hash === 'article' || hash === 'failures') return tab(hash);
  const at = hash.lastIndexOf('@'), id = byID.has(hash) || at < 0 ? hash : hash.slice(0, at);
  tab('scenarios');
  if (byID.has(id)) { open(byID.get(id), id === hash ? null : hash.slice(at + 1)); if (matchMedia('(max-width:880px)').matches) scrollTo(0, 0); }
  else if (matchMedia('(max-width:880px)').matches) open(null);
  else open(shown.find(c => isRed(c.verdict)) || shown[0] || null);
}
function welcome() { return h('p', {class: 'empty'}, 'Choose a scenario.'); }
function move(by, only) {
  const all = only ? shown.filter(c => isRed(c.verdict)) : shown;
  if (!all.length) return toast(only ? 'Nothing is red' : 'Nothing is shown');
  let i = all.indexOf(state.open);
  if (i < 0 && only && state.open) i = by > 0 ? -1 : all.length;
  go(all[(i + by + all.length) % all.length].id);
}
function step(by) {
  const all = [...detail.querySelectorAll('.msg')], i = all.indexOf(document.activeElement);
  all[i < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, i + by))]?.focus();
}
function expand() {
  const all = [...detail.querySelectorAll('.msg')], on = all.some(b => b.getAttribute('aria-expanded') !== 'true');
  for (const b of all) if ((b.getAttribute('aria-expanded') !== 'true') === on) b.click();
}
function theme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
}
let gone;
function toast(words) { document.querySelector('.toast')?.remove(); clearTimeout(gone); const t = h('div', {class: 'toast', role: 'status'}, words); document.querySelector('main').append(t); gone = setTimeout(() => t.remove(), 1600); }
function copy(words, what) {
  const done = () => toast(what + ' copied');
  const old = () => { const area = h('textarea', {class: 'sr', 'aria-label': 'Copy'}); area.value = words; document.querySelector('main').append(area); area.select(); document.execCommand('copy'); area.remove(); done(); };
  window.lastCopied = words;
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(words).then(done, old); else old();
}
const KEYS = [['/', 'search'], ['j k', 'next, previous scenario'], ['n p', 'next, previous red scenario'], ['] [', 'next, previous message'], ['Enter', 'open the message'], ['e', 'open or close all messages'],
  ['c', 'copy the message as curl'], ['l', 'copy a link to the scenario'], ['1 2 3', 'scenarios, article, failures'], ['x', 'show all again'], ['t', 'light or dark'], ['?', 'this list'], ['Esc', 'leave the search, close']];
const help = h('dialog', {'aria-labelledby': 'keys'}, h('h2', {id: 'keys'}, 'Keys'), h('dl', {}, KEYS.flatMap(([k, what]) => [h('dt', {}, k.split(' ').flatMap((one, i) => [i ? ' ' : '', h('kbd', {}, one)])), h('dd', {}, what)])), h('div', {class: 'acts'}, button('Close', () => help.close())));
addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || help.open) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { if (e.key === 'Escape') e.target.blur(); return; }
  const act = {'/': () => { tab('scenarios'); search.focus(); }, j: () => move(1), k: () => move(-1), n: () => move(1, true), p: () => move(-1, true), ']': () => step(1), '[': () => step(-1), e: expand,
    c: () => { const b = (document.activeElement?.classList.contains('msg') ? document.activeElement.nextElementSibling : detail)?.querySelector('[data-curl]'); if (b) b.click(); else toast('Open a message first'); },
    l: () => state.open && copy(location.href.split('#')[0] + '#' + encodeURIComponent(state.open.id), 'Link'),
    1: () => tab('scenarios'), 2: () => tab('article'), 3: () => tab('failures'), x: clear, t: theme, '?': () => help.showModal()}[e.key];
  if (act) { e.preventDefault(); act(); }
});
addEventListener('hashchange', route);

const bar = h('div', {class: 'tabs', role: 'tablist', 'aria-label': 'Views'}, [['scenarios', 'Scenarios'], ['article', 'Article'], ['failures', 'Failures']].map(([key, title]) =>
  tabs[key] = h('button', {type: 'button', role: 'tab', id: 'tab-' + key, 'aria-controls': 'view-' + key, 'aria-selected': 'false', onclick: () => tab(key), onkeydown: e => {
    const keys = Object.keys(tabs), by = {ArrowRight: 1, ArrowLeft: -1}[e.key];
    if (by) { const next = keys[(keys.indexOf(key) + by + keys.length) % keys.length]; tab(next); tabs[next].focus(); }
  }}, title)));
for (const [key, view] of Object.entries(views)) { view.id = 'view-' + key; view.setAttribute('role', 'tabpanel'); view.setAttribute('aria-labelledby', 'tab-' + key); }
app.append(h('header', {class: 'top'}, h('span', {class: 'brand'}, 'WorkSim', h('small', {}, 'a run against the stand-in iManage Work Server')), h('span', {class: 'grow'}), button('Light / dark', theme), button('Keys ?', () => help.showModal())),
  h('main', {class: 'wrap'}, summary(), bar, views.scenarios, views.article, views.failures, help));
document.getElementById('static').replaceWith(app);
filter();
route();
})();
