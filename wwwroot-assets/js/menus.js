// What people expect of a menu beside opening and closing (js/floating.js): arrows walk through it, and leaving it closes it.
document.addEventListener('keydown', event => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const menu = event.target.closest?.('details[data-menu][open]');
  const items = menu ? [...menu.querySelectorAll('.menu-items a, .menu-items button')].filter(item => item.offsetParent) : [];
  if (items.length === 0) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  const next = event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1;
  items[(next + items.length) % items.length].focus();
});

document.addEventListener('focusin', event => {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false;
});

// a dialog that has to prepare itself is asked, and shows itself
document.addEventListener('click', event => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) document.getElementById(opener.dataset.dialog)?.dispatchEvent(new CustomEvent('ask'));
});
