// One menu for all cards of the calendar: by the button that stands at the card under the mouse or the focus, by the card's own button where
// fingers have it, by the right mouse button, the menu key or Shift+F10. The server says what it offers; here it is opened, placed and walked through.
const gap = 4;
const cardOf = target => target?.closest?.('[data-calendar] a.pub') ?? null;
const idOf = card => card.dataset.move ?? card.getAttribute('href').split('/').pop();
const textOf = (card, part) => card.querySelector(part).textContent.trim();
const plain = event => !event.ctrlKey && !event.metaKey && !event.altKey;

// as in calendar.js: the next page ends the listeners of one that never learned what to dispose
let attached = null;

export function attach(menu, more, page) {
  attached?.abort();
  const stop = attached = new AbortController();
  const on = (target, name, act, options) => target.addEventListener(name, act, { signal: stop.signal, ...options });
  const isOpen = () => menu.matches(':popover-open');
  const items = () => [...menu.querySelectorAll('[role=menuitem]')];
  let near = null;
  let of = null;
  let asking = false;

  on(document, 'pointerover', event => {
    if (event.pointerType !== 'mouse' || isOpen() || more.contains(event.target)) return;
    point(cardOf(event.target) ?? focused());
  });
  on(document, 'focusin', event => { if (event.target !== more && !isOpen()) point(focused()); });
  on(document, 'scroll', () => stand(), { capture: true, passive: true });
  on(window, 'resize', () => { stand(); if (isOpen() && of?.isConnected) place(of.getBoundingClientRect()); });

  on(document, 'pointerdown', event => {
    if (isOpen() && !menu.contains(event.target) && !more.contains(event.target) && !event.target.closest?.('[data-card]')) hide();
    // a card that is lifted leaves its button behind
    if (!more.contains(event.target)) point(null);
  });

  on(document, 'click', event => {
    const own = event.target.closest?.('[data-card]');
    const button = own ?? (more.contains(event.target) ? more : null);
    if (!button) return;
    const card = own ? own.parentElement.querySelector('a.pub') : near;
    if (isOpen() && of === card) hide(true);
    else if (card?.isConnected) open(card, button.getBoundingClientRect());
  });

  // a redraw takes the card from under the button and the menu
  const watch = new MutationObserver(() => {
    stand();
    if (isOpen() && !of?.isConnected) hide();
  });
  const calendar = document.querySelector('[data-calendar]');
  if (calendar) watch.observe(calendar, { childList: true, subtree: true });
  stop.signal.addEventListener('abort', () => watch.disconnect());

  // after calendar.js, which keeps a finger that lifts a card from opening anything
  on(window, 'contextmenu', event => {
    const card = cardOf(event.target);
    if (!card || event.defaultPrevented || event.pointerType === 'touch') return;
    event.preventDefault();
    open(card, event.button === 2 ? new DOMRect(event.clientX, event.clientY, 0, 0) : card.getBoundingClientRect());
  });

  on(document, 'keydown', event => {
    if (isOpen()) return steer(event);
    const card = cardOf(event.target);
    if (card && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault();
      return void open(card, card.getBoundingClientRect());
    }
    if (event.key !== 'Tab' || !plain(event) || more.hidden) return;
    // the button comes after its card, wherever it stands in the page
    if (card && card === near && !event.shiftKey) { event.preventDefault(); more.focus({ preventScroll: true }); }
    else if (event.target === more && near?.isConnected) { near.focus(); if (event.shiftKey) event.preventDefault(); }
  });

  on(menu, 'click', event => { if (event.target.closest('[role=menuitem]')) hide(true); });
  on(menu, 'focusout', event => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) hide(); });

  function focused() {
    const card = cardOf(document.activeElement);
    return document.activeElement === more ? near : card?.matches(':focus-visible') ? card : null;
  }

  function point(card) {
    // a finger has a button at each card
    const own = card?.parentElement.querySelector(':scope > [data-card]');
    near = card && !card.hasAttribute('data-held') && !own?.checkVisibility() ? card : null;
    more.hidden = !near;
    if (near) more.ariaLabel = `${more.dataset.label}: ${textOf(near, '.time')} ${textOf(near, '.title')}`;
    stand();
  }

  function stand() {
    if (!near) return;
    if (!near.isConnected) return void point(null);
    const box = near.getBoundingClientRect();
    more.style.left = `${box.right - 26}px`;
    more.style.top = `${box.top + box.height / 2 - 12}px`;
  }

  async function open(card, beside) {
    if (asking) return;
    if (of !== card) hide();
    asking = true;
    try {
      if (!await page.invokeMethodAsync('Open', idOf(card))) return;
    } catch {
      // the connection is away: the frame says so
      return;
    } finally {
      asking = false;
    }
    of = card;
    if (!isOpen()) menu.showPopover();
    place(beside);
    items()[0]?.focus({ preventScroll: true });
  }

  function place(beside) {
    const size = menu.getBoundingClientRect();
    const below = beside.bottom + gap + size.height <= innerHeight - 8 || beside.top < size.height;
    const left = beside.left + size.width <= innerWidth - 8 ? beside.left : beside.right - size.width;
    menu.style.top = `${Math.max(8, Math.min(below ? beside.bottom + gap : beside.top - gap - size.height, innerHeight - size.height - 8))}px`;
    menu.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
  }

  function hide(back) {
    if (!isOpen()) return;
    // first, or the button of a card that the focus returns to would be drawn twice
    const card = of;
    of = null;
    menu.hidePopover();
    if (back) card?.focus({ preventScroll: true });
  }

  function steer(event) {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all.at(to === all.length ? 0 : to)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      hide(true);
    }
  }

  menu.toggleAttribute('data-ready', true);
  return { dispose() { stop.abort(); more.hidden = true; } };
}
