// Dialogs and menus are the browser's own elements; this opens, closes and places them, also before the circuit is up.
export function open(dialog) { if (dialog && !dialog.open) dialog.showModal(); }
export function close(dialog) { dialog.close(); }

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-opens]');
  if (opener) {
    const dialog = opener.dataset.opens ? document.getElementById(opener.dataset.opens) : opener.parentElement.querySelector('dialog');
    if (dialog) open(dialog);
    closeMenus();
    return;
  }
  const dialog = event.target.closest('dialog[open]');
  if (dialog && (event.target.closest('[data-closes]') || isOutside(dialog, event))) dialog.close();
  for (const menu of document.querySelectorAll('details[data-menu][open]'))
    if (!menu.contains(event.target) || event.target.closest('.menu-items a, .menu-items button:not([data-stay])')) menu.open = false;
});

// the backdrop belongs to the dialog element; a press that began inside (a selection of text) is no wish to leave
let pressed;
document.addEventListener('pointerdown', event => { pressed = event.target; });
function isOutside(dialog, event) {
  if (event.target !== dialog || pressed !== dialog) return false;
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

export function isOpen(menu) {
  return menu.open;
}

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details[data-menu][open]') ?? document.querySelector('details[data-menu][open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// placed in the window, not in the page: a table that scrolls would cut it off
document.addEventListener('toggle', event => {
  const menu = event.target;
  if (!menu.matches?.('details[data-menu]') || !menu.open) return;
  for (const other of document.querySelectorAll('details[data-menu][open]')) if (other !== menu && !other.contains(menu)) other.open = false;
  place(menu);
}, true);

function place(menu) {
  const items = menu.querySelector('.menu-items');
  const button = menu.querySelector('summary').getBoundingClientRect();
  items.style.position = 'fixed';
  const size = items.getBoundingClientRect();
  const below = button.bottom + 4 + size.height <= innerHeight - 8 || button.top < size.height;
  items.style.top = `${Math.max(8, below ? button.bottom + 4 : button.top - 4 - size.height)}px`;
  const left = button.left + size.width <= innerWidth - 8 ? button.left : button.right - size.width;
  items.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
  items.style.right = 'auto';
}

// a question asked from a menu lives inside it: closed, the menu would hide the question too
function closeMenus() {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.querySelector('dialog[open]')) menu.open = false;
}
addEventListener('scroll', event => { if (!event.target.closest?.('.menu-items')) closeMenus(); }, { capture: true, passive: true });
addEventListener('resize', closeMenus);
