// What is wrong with a page as it stands, seen from inside. Answers [{ kind, what }]; ScreensKind lists the kinds.
// expected: { language, phone, dark }
expected => {
  const found = [];
  const say = (kind, element, note) => found.push({ kind, what: `${name(element)}${note ? ': ' + note : ''}` });
  const short = (text, length = 60) => (text = text.replace(/\s+/g, ' ').trim(), text.length > length ? text.slice(0, length) + '…' : text);
  const name = e => {
    const mark = e.id ? '#' + e.id : [...e.classList].slice(0, 2).map(c => '.' + c).join('');
    const place = e.closest('[class]') ?? e;
    const text = short(e.getAttribute('aria-label') ?? e.innerText ?? e.value ?? '', 40);
    return `${place === e ? '' : [...place.classList].slice(0, 1).map(c => '.' + c + ' ').join('')}${e.tagName.toLowerCase()}${mark}${text ? ` "${text}"` : ''}`;
  };
  const style = new Map();
  const styleOf = e => style.get(e) ?? (style.set(e, getComputedStyle(e)), style.get(e));
  const page = document.documentElement;
  const meet = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const wide = r => r.right - r.left, high = r => r.bottom - r.top;
  const isShown = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.visually-hidden');
  const hides = e => styleOf(e).overflowX !== 'visible' || styleOf(e).overflowY !== 'visible' || styleOf(e).clipPath !== 'none';

  // what is left of a rectangle inside the ancestors that cut or scroll
  const visiblePart = (element, rectangle) => {
    let rest = rectangle;
    for (let up = element.parentElement; up && up !== page && up !== document.body; up = up.parentElement)
      if (hides(up)) rest = meet(rest, up.getBoundingClientRect());
    return rest;
  };
  const isOffered = e => isShown(e) && !e.disabled && (r => wide(r) > 1 && high(r) > 1 && r.right > 0 && r.bottom + scrollY > 0)(visiblePart(e, e.getBoundingClientRect()));

  const texts = [];
  for (const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode();) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|OPTION|TITLE|TEXTAREA)$/.test(parent.tagName) || parent.namespaceURI.endsWith('svg') || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const lines = [...range.getClientRects()].filter(r => r.width > 0.5 && r.height > 0.5);
    // one pixel in size: only for readers of the page by ear
    if (lines.length && parent.getBoundingClientRect().width > 1.5) texts.push({ parent, text: walk.currentNode.data.trim(), box: range.getBoundingClientRect(), lines });
  }

  // sideways scrolling, and who does it
  if (page.scrollWidth > page.clientWidth) {
    const guilty = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > page.clientWidth + 1 && isShown(e) && visiblePart(e, e.getBoundingClientRect()).right > page.clientWidth + 1);
    const inner = guilty.filter(e => !guilty.some(other => other !== e && e.contains(other))).slice(0, 3);
    found.push({ kind: 'sideways', what: `${page.scrollWidth - page.clientWidth}px wider than the window because of ${inner.map(name).join(' | ') || 'something hidden'}` });
  }

  // texts that end before they end: an ellipsis is allowed where a title says the rest
  for (const { parent, text, box } of texts) {
    for (let up = parent; up && up !== page && up !== document.body; up = up.parentElement) {
      const s = styleOf(up);
      const inside = up.getBoundingClientRect();
      const across = /hidden|clip/.test(s.overflowX) && (box.right > inside.right + 1.5 || box.left < inside.left - 1.5);
      const down = /hidden|clip/.test(s.overflowY) && (box.bottom > inside.bottom + 3 || box.top < inside.top - 3);
      if (across || down) {
        // the beginning of a longer text, as many lines as there is room for
        const excerpt = s.webkitLineClamp !== 'none' && s.webkitLineClamp > 1 && !up.closest('h1, h2, h3, button, .button, label');
        if (!excerpt && !up.closest('[title]:not([title=""])') && !parent.closest('[title]:not([title=""])')) say('cut', up, `"${short(text)}" is cut ${across ? 'across' : 'below'}`);
        break;
      }
      if (/auto|scroll/.test(s.overflowX + s.overflowY)) break;
      if (s.position === 'fixed') break;
    }
  }

  // labels that leave their button, badge or cell
  for (const { parent, text, box } of texts) {
    const holder = parent.closest('button, .button, .quiet, .icon-button, .badge, td, th, summary, label, h1, h2, h3');
    if (!holder || styleOf(holder).display === 'inline') continue;
    const inside = holder.getBoundingClientRect();
    // what an excerpt hides stands nowhere
    const seen = meet(visiblePart(parent, box), hides(parent) ? parent.getBoundingClientRect() : box);
    if (seen.right > inside.right + 2 || seen.left < inside.left - 2 || seen.bottom > inside.bottom + 4) say('cut', holder, `"${short(text)}" stands out of its box`);
  }

  // fields narrower than what they say by themselves
  const canvas = document.createElement('canvas').getContext('2d');
  for (const field of document.querySelectorAll('select, input[placeholder]')) {
    if (!isOffered(field) || (field.tagName === 'INPUT' && field.value)) continue;
    const s = styleOf(field);
    canvas.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const text = field.tagName === 'SELECT' ? field.selectedOptions[0]?.text ?? '' : field.placeholder;
    const room = field.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight) - (field.tagName === 'SELECT' && s.appearance !== 'none' ? 16 : 0);
    if (canvas.measureText(text).width > room + 1 && !field.title) say('cut', field, `"${short(text)}" needs ${Math.ceil(canvas.measureText(text).width)}px, has ${Math.floor(room)}px`);
  }

  // controls that lie on each other
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=menuitem], [role=option]')].filter(isOffered);
  const floats = e => { for (let up = e; up && up !== page; up = up.parentElement) if (/fixed|sticky/.test(styleOf(up).position) || up.matches('dialog[open], :popover-open')) return up; return null; };
  const placed = controls.map(e => ({ e, layer: floats(e), boxes: [...e.getClientRects()].map(r => visiblePart(e, r)).filter(r => wide(r) > 0 && high(r) > 0) }));
  const reserved = (field, other) => { // a button in a field that keeps the room free for it
    const [a, b, s] = [field.getBoundingClientRect(), other.getBoundingClientRect(), styleOf(field)];
    return /INPUT|TEXTAREA/.test(field.tagName) && (a.right - b.left <= parseFloat(s.paddingRight) + 4 || b.right - a.left <= parseFloat(s.paddingLeft) + 4);
  };
  for (let i = 0; i < placed.length; i++)
    for (let j = i + 1; j < placed.length; j++) {
      const [a, b] = [placed[i], placed[j]];
      if (a.layer !== b.layer || a.e.contains(b.e) || b.e.contains(a.e)) continue;
      const over = a.boxes.some(x => b.boxes.some(y => (m => wide(m) > 2 && high(m) > 2)(meet(x, y))));
      if (over && !reserved(a.e, b.e) && !reserved(b.e, a.e)) say('overlap', a.e, `lies on ${name(b.e)}`);
    }

  // fingers
  if (expected.phone) {
    const [x, y] = [scrollX, scrollY];
    const inSentence = e => styleOf(e).display === 'inline' && [...e.parentElement.childNodes].some(n => n !== e && n.nodeType === 3 && n.data.trim().length > 1);
    const answers = (e, reach) => { // what lies around its middle still belongs to it
      e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const r = e.getBoundingClientRect(), [cx, cy] = [r.left + r.width / 2, r.top + r.height / 2];
      return [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].every(([dx, dy]) => {
        const hit = document.elementFromPoint(cx + dx, cy + dy);
        return hit && (hit === e || e.contains(hit) || e.labels?.[0]?.contains(hit) || (hit.tagName === 'LABEL' && hit.control === e));
      });
    };
    for (const e of controls) {
      if (inSentence(e) || e.matches('.skip, textarea')) continue;
      const r = (e.matches('input') && e.closest('label') ? e.closest('label') : e).getBoundingClientRect();
      if (Math.min(r.width, r.height) >= 39.5) continue;
      if (Math.min(r.width, r.height) < 31.5 && !answers(e, 15)) say('touch', e, `${Math.round(r.width)}×${Math.round(r.height)}px`);
      else if (!answers(e, 19)) say('touch40', e, `${Math.round(r.width)}×${Math.round(r.height)}px`);
    }
    scrollTo({ left: x, top: y, behavior: 'instant' });
  }

  // pictures
  for (const image of document.images) {
    if (!image.hasAttribute('alt')) say('picture', image, `no alt (${short(image.currentSrc.split('/').pop() ?? '')})`);
    if (image.complete && image.naturalWidth === 0 && image.src) say('resource', image, `the picture did not load (${short(image.src, 100)})`);
  }

  // texts that are keys, and words of the other language
  const said = [...texts.map(t => ({ e: t.parent, text: t.text })),
    ...[...document.querySelectorAll('[title], [aria-label], [placeholder], [alt]')].flatMap(e => ['title', 'aria-label', 'placeholder', 'alt'].map(a => ({ e, text: e.getAttribute(a) ?? '' })))];
  for (const { e, text } of said) {
    if (e.closest('code, pre, kbd, samp, [translate=no]')) continue;
    if (/\b[A-Z][a-z]+[A-Za-z]*_[A-Z]\w+\b/.test(text)) say('key', e, short(text));
    const speaks = e.closest('[lang]')?.lang ?? '';
    if (expected.language === 'ru' && speaks.startsWith('ru') && !/[а-яё]/i.test(text) && (text.match(/\b[A-Za-z]{2,}\b/g) ?? []).length >= 3 && !/[@/]|\w\.\w/.test(text)) say('english', e, `|${text}`);
  }

  // the document itself
  const heads = [...document.querySelectorAll('h1')].filter(isShown);
  if (page.lang !== expected.language) found.push({ kind: 'document', what: `says lang="${page.lang}" on a page in ${expected.language}` });
  if (!document.title.trim()) found.push({ kind: 'document', what: 'has no title' });
  if (heads.length !== 1) found.push({ kind: heads.length ? 'note' : 'document', what: `has ${heads.length} h1: ${heads.map(h => short(h.innerText, 30)).join(' | ')}` });
  const [r, g, b] = (styleOf(document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
  const light = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  if (light > 0.5 === expected.dark) found.push({ kind: 'document', what: `looks ${expected.dark ? 'light' : 'dark'} in the other theme` });
  return [...new Map(found.map(f => [f.kind + f.what, f])).values()];
}
