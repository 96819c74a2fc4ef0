// The words that are searched for, marked where they stand; and the file beside the diagram, at the step that is read.
const sought = () => state.text.toLowerCase().split(/\s+/).filter(Boolean);
function hits(root) {
  for (const mark of root.querySelectorAll('mark')) { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); }
  for (const label of root.querySelectorAll('.found')) label.classList.remove('found');
  const words = sought();
  if (!words.length) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const text = node.data.toLowerCase();
    if (text.length !== node.data.length || !words.some(w => text.includes(w))) continue;
    const label = node.parentElement.closest('svg text');
    if (label) { label.classList.add('found'); continue; }
    const parts = [];
    for (let at = 0; at < text.length;) {
      const next = words.map(w => [text.indexOf(w, at), w.length]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) { parts.push(node.data.slice(at)); break; }
      if (next[0] > at) parts.push(node.data.slice(at, next[0]));
      parts.push(h('mark', {}, node.data.slice(next[0], next[0] + next[1])));
      at = next[0] + next[1];
    }
    node.replaceWith(...parts);
  }
  // A message that is closed says that a word is in it.
  for (const b of root.querySelectorAll('.msg')) if (b.words && words.some(w => b.words().includes(w))) b.classList.add('found');
}
function sourcePane(c) {
  const pane = h('pre', {id: 'source', class: 'source', tabindex: '0', role: 'region', 'aria-label': 'The file'});
  c.source.replace(/\n$/, '').split('\n').forEach((line, i) => pane.append(h('span', {class: 'line', 'data-line': String(i + 1)}, h('span', {class: 'number', 'aria-hidden': 'true'}, String(i + 1)), line + '\n')));
  return pane;
}
function showSource(on) {
  state.source = on;
  detail.querySelector('.beside-source')?.classList.toggle('on', on);
  document.getElementById('source-button')?.setAttribute('aria-pressed', String(on));
  follow();
}
// The lines of the step at the reader's height, or of the message that has the focus.
function follow() {
  const pane = document.getElementById('source');
  if (!pane || !state.source) return;
  const steps = [...detail.querySelectorAll('.step')];
  const read = document.activeElement?.closest('.diagram') ? steps.findLast(p => p.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) : null;
  const current = read || steps.findLast(p => p.getBoundingClientRect().top < innerHeight * .4) || steps[0];
  if (!current) return;
  const first = Number(current.dataset.line), later = steps.map(p => Number(p.dataset.line)).filter(n => n > first);
  const lines = [...pane.querySelectorAll('.line')], end = later.length ? Math.min(...later) : lines.length + 1;
  for (const line of lines) { const n = Number(line.dataset.line); line.classList.toggle('read', n >= first && n < end); }
  const line = lines[first - 1];
  if (line && (line.offsetTop < pane.scrollTop + 20 || line.offsetTop > pane.scrollTop + pane.clientHeight - 60)) pane.scrollTop = line.offsetTop - pane.clientHeight / 3;
}
addEventListener('scroll', follow, {passive: true});
addEventListener('focusin', follow);
