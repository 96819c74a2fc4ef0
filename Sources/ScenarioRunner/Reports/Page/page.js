const D = JSON.parse(document.getElementById('data').textContent);
const T = i => i == null ? null : D.texts[i];
const SVG = 'http://www.w3.org/2000/svg';
const MARK = {pass: '✓', fail: '✗', vacuous: '∅', error: '!', known: '~', untested: '?', skip: '–', not_reached: '·'};
const WORD = {pass: 'passed', fail: 'failed', vacuous: 'vacuous', error: 'in error', known: 'known', untested: 'untested', skip: 'skipped', not_reached: 'not reached'};
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
// What is left out of a list of children is no text: `append` and `replaceChildren` would write 'undefined'.
function fill(element, ...children) { element.replaceChildren(); for (const child of children.flat()) if (child != null && child !== false) element.append(child); }
const mark = v => h('span', {class: 'mark v-' + v, 'aria-hidden': 'true'}, MARK[v] || '?');
const button = (text, action, extra) => h('button', Object.assign({type: 'button', class: 'btn', onclick: action}, extra), text);

// The stored form, with names.
const scenarios = D.scenarios.map((c, place) => ({
  place, id: T(c.i), title: T(c.t), path: T(c.p), verdict: T(c.v), blame: T(c.b), changed: T(c.u), observed: T(c.ob), reason: T(c.w),
  given: T(c.n), begins: T(c.z), source: T(c.x),
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

const state = {verdict: '', section: '', tag: '', text: '', open: null, tab: 'scenarios', need: null, source: false};
let shown = scenarios;

function haystack(c) {
  if (!c.words) c.words = [c.id, c.title, c.path, c.reason, c.blame, c.given, c.begins && 'begins ' + c.begins, ...c.covers, ...c.tags, ...c.findings.flat(),
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
const search = h('input', {type: 'search', id: 'search', placeholder: 'Search titles, worlds, rules, headers, bodies …', 'aria-label': 'Search', oninput: () => { state.text = search.value; filter(); }});
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
  if (red && n.total === 1) return 'The scenario did not pass';
  if (red) return `${red} of ${n.total} scenarios did not pass`;
  if (!n.pass) return 'No scenario passed';
  if (n.pass === n.total) return n.total === 1 ? 'The scenario passed' : `All ${n.total} scenarios passed`;
  return `${n.pass} of ${n.total} scenarios passed, none failed`;
}
const chips = {};
function summary() {
  const bar = s('svg', {viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  const row = h('div', {class: 'chips', role: 'group', 'aria-label': 'Show only'});
  let x = 0;
  for (const v of ['', 'fail', 'vacuous', 'error', 'known', 'untested', 'skip', 'pass']) {
    const n = v === '' ? D.summary.total : D.summary[v];
    if (!n) continue;
    chips[v] = h('button', {type: 'button', class: 'chip', 'aria-pressed': String(v === ''), 'data-verdict': v, onclick: () => { state.verdict = v; filter(); }},
      v && mark(v), h('b', {}, String(n)), v ? WORD[v] : 'scenarios');
    row.append(chips[v]);
  }
  for (const v of ['fail', 'vacuous', 'error', 'known', 'untested', 'skip', 'pass']) {
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
    const heading = isRed(c.verdict) ? 'Not passed' : section(c).replace('-', ' ');
    if (heading !== part) list.append(h('h2', {}, heading, h('span', {}, String(heading === 'Not passed' ? red.length : rest.filter(o => section(o) === section(c)).length))));
    const row = /\[(.*)\]$/.exec(c.id), again = heading === part && row && file === fileOf(c);
    [part, file] = [heading, fileOf(c)];
    c.button = h('button', {type: 'button', class: again ? 'item again' : 'item', 'data-id': c.id, 'aria-current': state.open === c ? 'true' : null, onclick: () => go(c.id)},
      mark(c.verdict), h('span', {}, h('span', {class: 'sr'}, WORD[c.verdict] + ': '), h('span', {class: again ? 'sr' : 't'}, c.title), row && h('span', {class: 'row'}, again ? null : h('br'), row[1])));
    list.append(c.button);
  }
  if (!shown.length) list.append(h('p', {class: 'empty'}, 'Nothing fits. ', button('Show all', clear)));
  // What is open already has the words marked that are typed now.
  hits(detail);
}
function clear() {
  Object.assign(state, {verdict: '', section: '', tag: '', text: ''});
  search.value = '';
  for (const box of tools.querySelectorAll('select')) box.value = '';
  filter();
}
