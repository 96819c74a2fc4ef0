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
  const stateOf = ids => { const all = ids.map(i => needs.get(i)).filter(Boolean).map(r => r.covered.state); return ['failing', 'untested', 'claimed'].find(v => all.includes(v)) ?? (all.length ? 'proven' : 'untested'); };
  const show = id => {
    state.need = id;
    for (const b of text.querySelectorAll('.passage')) b.setAttribute('aria-pressed', String(b.dataset.ids.split(' ').includes(id)));
    const r = needs.get(id);
    if (!r) { fill(side, h('p', {}, 'Choose a sentence to see what proves it.')); return; }
    fill(side, h('h2', {}, r.requirement.id), h('p', {}, h('b', {}, r.title)), h('p', {class: 'says'}, r.requirement.says), h('p', {}, r.requirement.means),
      r.requirement.assumes && h('p', {}, h('b', {}, 'Our reading: '), r.requirement.assumes),
      ...[[r.covered.success, 'It succeeds as the article says.'], ...r.covered.cells.map((c, i) => [c, r.requirement.cells[i].means])].map(([c, means]) =>
        h('div', {class: 'cell'}, h('span', {class: 'state s-' + c.state}, c.state), ' ', h('code', {}, c.id), h('div', {}, means), links(c.scenarios.concat(c.claims)))));
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
  views.article.append(h('div', {class: 'legend'}, h('span', {}, h('i', {class: 's-proven'}, 'proven'), ' every cell has a scenario that passes'), h('span', {}, h('i', {class: 's-failing'}, 'failing'), ' a scenario fails'), h('span', {}, h('i', {class: 's-claimed'}, 'claimed'), ' scenarios name it and no rule that serves it decided'), h('span', {}, h('i', {class: 's-untested'}, 'untested'), ' some cell was not played')),
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
