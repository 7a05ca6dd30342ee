// Keys without a mouse. An element says which keys press it: data-keys="g h". Lists are walked with j, k, x and e.
const wait = 1000;
let typed = [];
let last = 0;

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key(event) === 'k') {
    event.preventDefault();
    return ask('palette');
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && (event.key === 'Enter' || key(event) === 's')) {
    const target = !document.querySelector('dialog[open], .rz-dialog') && find(event.key === 'Enter' ? 'Ctrl Enter' : 'Ctrl S');
    if (!target) return;
    event.preventDefault();
    return target.click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (writes(event.target) || document.querySelector('dialog[open], .rz-dialog')) return;
  if (event.key === 'Enter' && event.target.matches('[data-row]:not(a)')) return void link(event.target)?.click();
  const pressed = key(event);
  if (pressed.length !== 1) return;
  if (act(sequence(pressed, event.timeStamp), pressed, event.repeat)) event.preventDefault();
});

// On a Latin layout the letter itself counts, on any other the place of the key: "g" is "п" on a Russian keyboard.
function key(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === '/' || event.key === '?') return event.key;
  if (/^Key[A-Z]$/.test(event.code)) return event.code[3].toLowerCase();
  if (event.code === 'Slash' && (event.key === '.' || event.key === ',')) return event.shiftKey ? '?' : '/';
  return event.key;
}

function writes(target) {
  return target.isContentEditable || !!target.closest?.('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select');
}

function sequence(pressed, now) {
  typed = now - last < wait ? [...typed, pressed].slice(-2) : [pressed];
  last = now;
  return typed.join(' ');
}

// a key that is held walks through a list, and presses nothing a second time
function act(keys, pressed, isHeld) {
  const target = find(keys) ?? find(pressed);
  if (target) {
    typed = [];
    if (!isHeld) press(target);
    return true;
  }
  if (pressed === '/') return search();
  return step(pressed);
}

// what the page offers comes before what stands around it
function find(keys) {
  const all = [...document.querySelectorAll(`[data-keys="${CSS.escape(keys)}"]`)].filter(target => !target.disabled);
  return all.find(target => target.closest('main')) ?? all[0];
}

function press(target) {
  if (target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select')) target.focus();
  else target.click();
}

function search() {
  const field = [...document.querySelectorAll('main input[type=search]')].find(input => input.offsetParent);
  if (!field) return ask('palette');
  field.focus();
  field.select();
  return true;
}

function ask(id) {
  const dialog = document.getElementById(id);
  dialog?.dispatchEvent(new CustomEvent('ask'));
  return !!dialog;
}

function step(pressed) {
  const list = document.querySelector('[data-list]');
  if (!list || !'jkxe'.includes(pressed)) return false;
  const rows = [...list.querySelectorAll('[data-row]')].filter(row => row.offsetParent);
  const at = rows.findIndex(row => row.contains(document.activeElement));
  if (pressed === 'j' || pressed === 'k') {
    const next = rows[pressed === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
    return !!next && stand(next);
  }
  if (at < 0) return false;
  const target = pressed === 'x'
    ? rows[at].querySelector('input[type=checkbox]')
    : rows[at].querySelector('[data-row-edit]') ?? link(rows[at]);
  target?.click();
  return !!target;
}

function stand(row) {
  const target = row.tabIndex >= 0 || row.hasAttribute('tabindex') ? row : link(row) ?? row;
  target.focus();
  row.scrollIntoView({ block: 'nearest' });
  return true;
}

function link(row) { return row.matches('a[href]') ? row : row.querySelector('a[href]'); }
