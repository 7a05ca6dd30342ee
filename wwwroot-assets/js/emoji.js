// A grid of emoji that opens at its button: found by name in English and Russian, walked with the arrow keys. What was used last stands first.
const memory = 'emoji-recent';
const most = 16;
const row = 8;

const recent = () => {
  try { return JSON.parse(localStorage.getItem(memory)) ?? []; } catch { return []; }
};

export async function attach(root, listAddress, caretAddress) {
  const open = root.querySelector('.open');
  const sheet = root.querySelector('.sheet');
  const search = sheet.querySelector('input');
  const grid = sheet.querySelector('.grid');
  const [{ list }, caret] = await Promise.all([import(new URL(listAddress, document.baseURI)), import(new URL(caretAddress, document.baseURI))]);
  const name = entry => entry[root.dataset.language === 'ru' ? 2 : 1];

  function group(title, entries) {
    if (entries.length === 0) return;
    const heading = document.createElement('span');
    heading.className = 'group';
    heading.textContent = title;
    grid.append(heading, ...entries.map(entry => {
      const button = document.createElement('button');
      button.type = 'button';
      button.role = 'option';
      button.textContent = entry[0];
      button.title = name(entry);
      button.ariaLabel = name(entry);
      button.tabIndex = -1;
      return button;
    }));
  }

  function draw() {
    grid.replaceChildren();
    const wanted = search.value.trim().toLowerCase();
    if (wanted) {
      const found = list.filter(entry => entry.some(word => word.toLowerCase().includes(wanted)));
      group(root.dataset.all, found);
      if (found.length === 0) grid.append(Object.assign(document.createElement('span'), { className: 'group', textContent: root.dataset.none }));
    } else {
      group(root.dataset.recent, recent().map(sign => list.find(entry => entry[0] === sign)).filter(Boolean));
      group(root.dataset.all, list);
    }
    const first = grid.querySelector('button');
    if (first) first.tabIndex = 0;
  }

  function show(shown) {
    sheet.hidden = !shown;
    open.ariaExpanded = String(shown);
    if (!shown) return;
    search.value = '';
    draw();
    search.focus();
  }

  function take(sign) {
    localStorage.setItem(memory, JSON.stringify([sign, ...recent().filter(other => other !== sign)].slice(0, most)));
    show(false);
    caret.insert(root.dataset.emoji, sign);
  }

  function walk(event) {
    const buttons = [...grid.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
    if (!step || (at < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const next = at < 0 ? 0 : at + step;
    if (next < 0) return search.focus();
    buttons[Math.min(next, buttons.length - 1)]?.focus();
  }

  open.addEventListener('click', () => show(sheet.hidden));
  sheet.querySelector('[data-close]').addEventListener('click', () => { show(false); open.focus(); });
  search.addEventListener('input', draw);
  grid.addEventListener('click', event => { if (event.target.tagName === 'BUTTON') take(event.target.textContent); });
  sheet.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      show(false);
      open.focus();
    } else if (event.key === 'Enter' && event.target === search) {
      event.preventDefault();
      const first = grid.querySelector('button');
      if (first) take(first.textContent);
    } else {
      walk(event);
    }
  });
  root.addEventListener('focusout', event => { if (event.relatedTarget && !root.contains(event.relatedTarget)) show(false); });
}
