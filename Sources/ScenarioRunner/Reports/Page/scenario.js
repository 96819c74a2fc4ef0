// One scenario.
function open(c, message) {
  if (state.open) state.open.button?.removeAttribute('aria-current');
  state.open = c;
  panes.classList.toggle('is-open', !!c);
  app.classList.toggle('is-open', !!c);
  if (!c) { fill(detail, welcome()); return; }
  c.button?.setAttribute('aria-current', 'true');
  // The list scrolls by itself; the page stays where the reader is.
  if (c.button) { const top = c.button.offsetTop - list.offsetTop; if (top < list.scrollTop + 40 || top > list.scrollTop + list.clientHeight - 60) list.scrollTop = top - 80; }
  document.title = c.title + ' – WorkSim';
  const red = c.steps.find(p => isRed(p.verdict));
  fill(detail,
    button('‹ All scenarios', () => { location.hash = ''; }, {class: 'btn back'}),
    h('div', {class: 'head'}, mark(c.verdict), h('h2', {}, c.title)),
    h('div', {class: 'meta'}, h('span', {class: 'verdict v-' + c.verdict}, WORD[c.verdict]), h('code', {}, c.id), h('span', {}, red ? `${c.path}:${red.line}` : c.path),
      c.tags.map(t => h('span', {class: 'tag'}, '#' + t))),
    h('div', {class: 'meta'}, c.covers.map(name => h('button', {type: 'button', class: 'tag', title: 'What it proves', onclick: () => need(name)}, name))),
    h('div', {class: 'acts'}, button('Copy link', () => copy(location.href.split('#')[0] + '#' + encodeURIComponent(c.id), 'Link')), button('Open all messages', expand),
      c.source && button('Show the file', () => showSource(!state.source), {id: 'source-button', 'aria-pressed': String(state.source), 'aria-controls': 'source'})),
    why(c, red), world(c), h('div', {class: 'beside-source'}, diagram(c, red), c.source && sourcePane(c)));
  showSource(state.source);
  hits(detail);
  const wanted = message && detail.querySelector(`[data-message="${CSS.escape(message)}"]`);
  if (wanted) { if (wanted.getAttribute('aria-expanded') !== 'true') wanted.click(); wanted.scrollIntoView({block: 'center'}); }
}
// What the file says of the world at the start.
function world(c) {
  if (!c.given && !c.begins) return null;
  const lines = (c.given || '').split('\n');
  return h('details', {class: 'world', open: lines.length <= 12}, h('summary', {}, 'The world at the start', c.begins && h('span', {class: 'row'}, ` the clock begins at ${c.begins}`)), c.given && pre(lines));
}
function why(c, red) {
  if (c.verdict === 'known' || c.verdict === 'untested' || c.verdict === 'skip') return h('div', {class: 'why calm'}, h('h3', {}, 'Why it ' + ({known: 'is known to fail', untested: 'is untested', skip: 'was left out'}[c.verdict])), h('p', {}, c.reason || 'No reason is given.'));
  if (!isRed(c.verdict)) return null;
  const box = h('div', {class: 'why'}, h('h3', {}, red ? `Step ${red.number} ` + D.reds[red.verdict] : 'Why it is red'));
  if (c.reason) box.append(h('p', {}, c.reason));
  if (red) {
    box.append(h('p', {class: 'mono'}, red.does));
    for (const [what, expected, seen] of red.mismatches) box.append(h('p', {}, h('b', {}, what === 'ok' ? 'outcome' : what)),
      h('div', {class: 'beside'}, h('div', {class: 'exp'}, h('b', {}, 'Expected'), expected), h('div', {class: 'seen'}, h('b', {}, 'Seen'), brief(seen, red))));
  }
  for (const [check, what] of c.findings) box.append(h('p', {}, h('b', {}, check + ': '), what));
  const facts = h('dl', {});
  const fact = (name, ...value) => facts.append(h('dt', {}, name), h('dd', {}, ...value));
  if (c.blame) fact('Blame', `The ${c.blame}: ${D.blames[c.blame]}`);
  if (c.observed) fact('Observed', c.observed);
  if (c.changed) fact('Else', c.changed);
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
