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
// Steps of one number are played together; each gets a letter.
function groups(steps) {
  const all = [];
  for (const p of steps) { const last = all[all.length - 1]; if (last && last[0].number === p.number) last.push(p); else all.push([p]); }
  for (const group of all) if (group.length > 1) group.forEach((p, i) => { p.letter = i < 26 ? String.fromCharCode(97 + i) : String(i); });
  return all;
}
let widths = null;
function diagram(c, red) {
  const box = h('div', {class: 'diagram'});
  const names = columns(c), hosts = {};
  for (const l of c.steps.flatMap(p => p.lines)) for (const a of l.ask) if (a.startsWith('host: ') && !hosts[l.server]) hosts[l.server] = a.slice(6);
  const draw = () => {
    // Beside the file it has a part of the pane.
    const isPhone = matchMedia('(max-width:880px)').matches;
    const whole = box.clientWidth || (detail.clientWidth || 700) - (isPhone ? 26 : 42);
    const width = Math.max(180, whole - (isPhone ? 50 : 72));
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
    for (const group of groups(c.steps)) {
      const heads = group.map(p => stepHead(p, p === red));
      box.append(group.length > 1 ? h('div', {class: 'together', role: 'group', 'aria-label': 'At the same time'}, heads) : heads[0]);
      // What happened at the same time is in the order of time, each message with the letter of its step.
      const lines = group.flatMap(p => p.lines.map((l, i) => ({p, l, i}))).sort((a, b) => a.l.date < b.l.date ? -1 : a.l.date > b.l.date ? 1 : 0);
      for (const {p, l, i} of lines) {
        box.append(...message(c, p, l, `${p.number}${p.letter || ''}.${i + 1}`, names, x, width, before));
        before = l.date;
      }
      for (const p of group) if (p.failure && !p.lines.some(l => l.rule === p.rule) && names.includes('Office & Dragons')) box.append(...decision(c, p, names, x, width));
    }
    hits(box);
    for (const name of opened) box.querySelector(`[data-message="${CSS.escape(name)}"]`)?.click();
  };
  widths?.disconnect();
  widths = new ResizeObserver(() => draw());
  widths.observe(box);
  draw();
  return box;
}
function cut(text, room, each) { const most = Math.max(4, Math.floor(room / (each || 7))); return text.length > most ? text.slice(0, most - 1) + '…' : text; }
function stepHead(p, isTold) {
  const at = p.does.indexOf(' '), name = at < 0 ? p.does : p.does.slice(0, at), rest = at < 0 ? '' : p.does.slice(at);
  return h('div', {class: 'step', 'data-line': String(p.line)}, mark(p.verdict), h('div', {}, h('div', {class: 'does'}, `${p.number}${p.letter || ''}  `, h('b', {}, name), rest),
    p.note && h('div', {class: 'note'}, p.note),
    p.seen && h('div', {class: 'end'}, h('span', {class: 'v-' + p.verdict}, lead(p)), outcome(p), p.elapsed ? ` · took ${p.elapsed}` : ''),
    p.verdict === 'not_reached' && h('div', {class: 'end'}, 'not reached'),
    p.warnings.map(w => h('div', {class: 'end v-vacuous'}, `should: ${w[0]} ${w[1]}, is ${w[2]}`)),
    isRed(p.verdict) && !isTold && p.mismatches.map(m => h('div', {class: 'end'}, `${m[0]}: expected ${m[1]}, seen ${m[2]}`)),
    p.message && !isTold && h('div', {class: 'end'}, '“' + p.message + '”')),
  h('div', {class: 'place'}, `line ${p.line}`));
}
const isOk = p => !p.failure && /^ok( |$)/.test(p.seen);
const lead = p => p.verdict === 'pass' ? (p.failure ? 'fails as expected: ' : '') : isOk(p) ? 'not as expected: ' : WORD[p.verdict] + ': ';
// A red step that went well did so although something else was expected.
const outcome = p => p.verdict !== 'pass' && isOk(p) ? 'it succeeds' + p.seen.slice(2) : p.seen;
function row(c, key, time, label, svg, panel) {
  const body = h('div', {class: 'open', hidden: true, id: 'm-' + key});
  const head = h('button', {type: 'button', class: 'msg', 'aria-expanded': 'false', 'aria-controls': 'm-' + key, 'data-message': key, 'aria-label': label, onclick: () => {
    const on = head.getAttribute('aria-expanded') !== 'true';
    head.setAttribute('aria-expanded', String(on));
    body.hidden = !on;
    if (on && !body.firstChild) { body.append(...panel()); hits(body); }
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
function timeOf(date, before, letter) {
  const gone = before ? since(before, date) : null;
  const day = !before || before.slice(0, 10) !== date.slice(0, 10) ? date.slice(0, 10) : null;
  return h('span', {class: 'time'}, gone || !before ? h('b', {}, gone || clock(date)) : null, gone ? clock(date) : null, day && h('span', {class: 'day'}, h('span', {class: 'year'}, day.slice(0, 5)), day.slice(5)), letter && h('span', {class: 'letter'}, letter));
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
  const rows = row(c, key, timeOf(l.date, before, p.letter), say, svg, () => panel(c, p, l, key));
  rows[0].words = () => [l.what, l.detail, l.rule, l.error, l.status, l.askBody, l.answerBody, ...l.ask, ...l.answer].filter(Boolean).join('\n').toLowerCase();
  return rows;
}
function decision(c, p, names, x, width) {
  const at = x('Office & Dragons'), svg = s('svg', {width, height: 30, 'aria-hidden': 'true'});
  lifelines(svg, names, x, 30);
  svg.append(s('circle', {cx: at, cy: 20, r: 5, class: 'box bad'}));
  text(svg, '✗ ' + (p.rule || p.failure), at, at, 13, width, 'bad');
  return row(c, p.number + (p.letter || '') + '.0', h('span', {class: 'time'}, p.letter && h('span', {class: 'letter'}, p.letter)), `Office & Dragons decides: ${p.failure}, ${p.rule || ''}`, svg, () => [
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
