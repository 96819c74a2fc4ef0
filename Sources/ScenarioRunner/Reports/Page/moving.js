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
  if (!all.length) return toast(only ? 'Nothing failed' : 'Nothing is shown');
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
const KEYS = [['/', 'search'], ['j k', 'next, previous scenario'], ['n p', 'next, previous scenario that did not pass'], ['] [', 'next, previous message'], ['Enter', 'open the message'], ['e', 'open or close all messages'],
  ['c', 'copy the message as curl'], ['l', 'copy a link to the scenario'], ['s', 'show or hide the file'], ['1 2 3', 'scenarios, article, failures'], ['x', 'show all again'], ['t', 'light or dark'], ['?', 'this list'], ['Esc', 'leave the search, close']];
const help = h('dialog', {'aria-labelledby': 'keys'}, h('h2', {id: 'keys'}, 'Keys'), h('dl', {}, KEYS.flatMap(([k, what]) => [h('dt', {}, k.split(' ').flatMap((one, i) => [i ? ' ' : '', h('kbd', {}, one)])), h('dd', {}, what)])), h('div', {class: 'acts'}, button('Close', () => help.close())));
addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || help.open) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { if (e.key === 'Escape') e.target.blur(); return; }
  const act = {'/': () => { tab('scenarios'); search.focus(); }, j: () => move(1), k: () => move(-1), n: () => move(1, true), p: () => move(-1, true), ']': () => step(1), '[': () => step(-1), e: expand,
    c: () => { const b = (document.activeElement?.classList.contains('msg') ? document.activeElement.nextElementSibling : detail)?.querySelector('[data-curl]'); if (b) b.click(); else toast('Open a message first'); },
    l: () => state.open && copy(location.href.split('#')[0] + '#' + encodeURIComponent(state.open.id), 'Link'),
    s: () => showSource(!state.source), 1: () => tab('scenarios'), 2: () => tab('article'), 3: () => tab('failures'), x: clear, t: theme, '?': () => help.showModal()}[e.key];
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
