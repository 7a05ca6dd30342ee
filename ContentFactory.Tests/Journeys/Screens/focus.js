// Where the keyboard stands: what a reader would hear, and whether an eye finds it. Null when nowhere.
() => new Promise(done => requestAnimationFrame(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return done(null);
  const words = node => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true], input, select, textarea').forEach(part => part.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const labelled = (e.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)).filter(Boolean);
  const name = labelled.length ? labelled.map(words).join(' ') : e.getAttribute('aria-label') ?? (e.labels?.length ? words(e.labels[0]) : words(e) || e.title || e.placeholder || '');
  const clear = colour => /transparent|, 0\)$|\/ 0\)$/.test(colour);
  const ring = x => (s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 && !clear(s.outlineColor)) || s.boxShadow !== 'none')(getComputedStyle(x));
  // of a date the browser marks the part that is typed
  const marked = ring(e) || /^(date|time|datetime-local|month|week)$/.test(e.type) || [e.labels?.[0], e.parentElement, e.parentElement?.parentElement].some(up => up && up !== document.body && up.matches(':focus-within') && (s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1)(getComputedStyle(up)));
  const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const [x, y] = [r.left + r.width / 2, r.top + Math.min(r.height / 2, 20)];
  const hit = document.elementFromPoint(x, y);
  const seen = r.width > 0 && r.height > 0 && hit !== null && (e.contains(hit) || hit.contains(e) || e.labels?.[0]?.contains(hit) === true);
  done({ name, tag: e.tagName.toLowerCase(), role: e.getAttribute('role') ?? e.type ?? '', address: e.getAttribute('href') ?? '', marked, seen, text: e.outerHTML.slice(0, 140) });
}))
