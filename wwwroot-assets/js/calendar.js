// Moves cards of the calendar: by mouse, by a long press of a finger, and by keys (m or space, arrows, Enter). The server decides and draws;
// here is only what follows the pointer.
const hold = 350;
const slack = 6;
const edge = 70;

const source = target => target.closest?.('[data-move], [data-post]');
const root = () => document.querySelector('[data-calendar]');
const dayOf = card => card.closest('[data-day]')?.dataset.day;
const hourOf = card => Number(card.querySelector('.time').textContent.slice(0, 2));
const writes = target => target.isContentEditable || !!target.closest?.('input, textarea, select, dialog');
const say = words => { const place = document.querySelector('[data-say]'); if (place) place.textContent = words ?? ''; };

// A page that is left while it attaches never learns what to dispose: the next one ends its listeners, or each drop would be sent twice.
let attached = null;

export function attach(page) {
  attached?.abort();
  const stop = attached = new AbortController();
  const on = (name, act, options) => document.addEventListener(name, act, { signal: stop.signal, ...options });
  let press = null;
  let lifted = null;
  let picked = null;

  on('pointerdown', event => {
    const card = source(event.target);
    if (!card || event.button !== 0 || lifted) return;
    if (picked) leave();
    press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType !== 'mouse' };
    if (press.touch) press.timer = setTimeout(lift, hold);
  });

  on('pointermove', event => {
    if (press) {
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > slack;
      if (far && press.touch) return forget();
      if (far) lift();
    }
    if (lifted) follow(event.clientX, event.clientY);
  });

  on('pointerup', () => { forget(); if (lifted) drop(); });
  on('pointercancel', () => { forget(); if (lifted) putBack(); });
  // what is cut off reads in full on hover; written into each card it would weigh more than the cards
  on('pointerover', event => {
    const card = event.target.closest?.('a.pub:not([title])');
    if (card) card.title = card.querySelector('.title').textContent;
  });
  // once a card is lifted the finger moves it and not the page
  on('touchmove', event => { if (lifted && event.cancelable) event.preventDefault(); }, { passive: false });
  on('contextmenu', event => { if (lifted || press?.touch) event.preventDefault(); });
  on('dragstart', event => { if (source(event.target)) event.preventDefault(); });
  on('selectstart', event => { if (lifted) event.preventDefault(); });

  // the click that ends a drag opens nothing
  let dropped = -Infinity;
  on('click', event => {
    if (event.timeStamp - dropped < 300 && source(event.target)) { event.preventDefault(); event.stopPropagation(); return; }
    const add = event.target.closest?.('[data-add]');
    if (add) page.invokeMethodAsync('Add', add.dataset.add || null, add.dataset.slot ?? null, null, add.dataset.for ?? null).catch(gone);
    if (event.target.closest?.('[data-print]')) setTimeout(() => print());
  }, { capture: true });

  on('keydown', event => {
    if (event.key === 'Escape' && lifted) return void putBack();
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyZ' && root() && !writes(event.target) && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      return void page.invokeMethodAsync('Undo').catch(gone);
    }
    if (picked) return steer(event);
    const card = source(event.target);
    if (!card || event.ctrlKey || event.metaKey || event.altKey || (event.key !== ' ' && event.code !== 'KeyM')) return;
    event.preventDefault();
    if (card.dataset.post) return void page.invokeMethodAsync('Add', null, null, null, card.dataset.post).catch(gone);
    pick(card);
  }, { capture: true });
  on('focusout', event => { if (picked && event.target === picked.card) leave(); });

  function forget() {
    clearTimeout(press?.timer);
    press = null;
  }

  function lift() {
    const { card, x, y } = press;
    forget();
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true);
    ghost.removeAttribute('href');
    Object.assign(ghost.style, {
      position: 'fixed', zIndex: 70, left: `${box.left}px`, top: `${box.top}px`, width: `${Math.min(Math.max(box.width, 120), 260)}px`, height: 'auto',
      margin: 0, pointerEvents: 'none', boxShadow: 'var(--shadow-float)', cursor: 'grabbing',
    });
    // beside its card, where the same styles reach it
    document.body.append(ghost);
    card.toggleAttribute('data-held', true);
    lifted = { card, ghost, x, y, over: null };
    navigator.vibrate?.(10);
  }

  function follow(x, y) {
    lifted.ghost.style.transform = `translate(${x - lifted.x}px, ${y - lifted.y}px)`;
    aim(lifted, targetAt(x, y));
    if (y < edge + 52) scrollBy(0, -12);
    else if (y > innerHeight - edge) scrollBy(0, 12);
  }

  function targetAt(x, y) {
    const target = document.elementFromPoint(x, y)?.closest('[data-slot], [data-hour], [data-day]');
    return target && root()?.contains(target) ? target : null;
  }

  function aim(held, target) {
    if (held.over === target) return;
    held.over?.removeAttribute('data-over');
    target?.toggleAttribute('data-over', true);
    held.over = target;
  }

  async function drop() {
    const { card, ghost, over } = lifted;
    dropped = performance.now();
    if (!over) return putBack();
    const held = lifted;
    lifted = null;
    over.removeAttribute('data-over');
    const stays = await send(card, over);
    if (stays) fly(ghost, held);
    else ghost.remove();
    card.removeAttribute('data-held');
  }

  // true where the card stays where it was
  async function send(card, target) {
    const date = target.closest('[data-day]').dataset.day;
    const hour = target.closest('[data-hour]')?.dataset.hour;
    const at = hour === undefined ? null : Number(hour);
    try {
      if (card.dataset.post) await page.invokeMethodAsync('Add', date, target.dataset.slot ?? null, at, card.dataset.post);
      else if (date === dayOf(card) && (at === null || at === hourOf(card))) return true;
      else return !await page.invokeMethodAsync('MoveTo', card.dataset.move, card.dataset.at, date, at);
    } catch {
      gone();
      return true;
    }
    return false;
  }

  function putBack() {
    const held = lifted;
    lifted = null;
    aim(held, null);
    held.card.removeAttribute('data-held');
    fly(held.ghost, held);
  }

  function fly(ghost) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return ghost.remove();
    ghost.animate([{ transform: ghost.style.transform }, { transform: 'none' }], 140).finished.finally(() => ghost.remove());
  }

  const days = () => [...root().querySelectorAll('[data-day]')].filter(day => day.checkVisibility() && !day.closest('.chosen-day'));

  function pick(card) {
    const day = dayOf(card);
    picked = { card, at: days().findIndex(other => other.dataset.day === day), hour: hourOf(card), over: null };
    card.toggleAttribute('data-held', true);
    aimAt();
    say(root().dataset.lifted);
  }

  function steer(event) {
    const all = days();
    const grid = root().querySelector('[data-grid]')?.dataset.grid === '7' ? 7 : 1;
    const hours = [...(all[picked.at]?.querySelectorAll('[data-hour]') ?? [])].filter(hour => hour.checkVisibility()).map(hour => Number(hour.dataset.hour));
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: hours.length ? 0 : -grid, ArrowDown: hours.length ? 0 : grid };
    if (event.key in steps) {
      event.preventDefault();
      event.stopPropagation();
      if (steps[event.key]) picked.at = Math.min(Math.max(picked.at + steps[event.key], 0), all.length - 1);
      else picked.hour = Math.min(Math.max(picked.hour + (event.key === 'ArrowUp' ? -1 : 1), hours[0]), hours.at(-1));
      aimAt();
      return announce(all);
    }
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); return void land(); }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave(); }
  }

  function aimAt() {
    const day = days()[picked.at];
    const target = day?.querySelector(`[data-hour="${picked.hour}"]`) ?? day ?? null;
    aim(picked, target);
    target?.scrollIntoView({ block: 'nearest' });
  }

  function announce(all) {
    const day = all[picked.at];
    say(day.querySelector('[data-hour]') ? `${day.ariaLabel}, ${String(picked.hour).padStart(2, '0')}:00` : day.ariaLabel);
  }

  async function land() {
    const held = picked;
    picked = null;
    const target = held.over;
    aim(held, null);
    held.card.removeAttribute('data-held');
    const stays = !target || await send(held.card, target);
    say(stays ? root()?.dataset.stays : root()?.dataset.dropped);
    // where the drop came to a question, its answer comes first
    const answer = document.querySelector('[data-anyway]');
    if (answer) answer.focus();
    else focus(held.card.dataset.move);
  }

  // a card that an act took away leaves the word about it, with the way back
  function focus(id) {
    const cards = [...document.querySelectorAll(`[data-calendar] a.pub[href$="/${CSS.escape(id)}"]`)];
    (cards.find(card => card.checkVisibility()) ?? document.querySelector('.toast button'))?.focus();
  }

  function leave() {
    const held = picked;
    picked = null;
    aim(held, null);
    held.card.removeAttribute('data-held');
    say(root()?.dataset.stays);
  }

  // the connection is away: the frame says so, and the card stands where it stood
  function gone() { say(root()?.dataset.away); }

  stop.signal.addEventListener('abort', () => {
    forget();
    lifted?.ghost.remove();
  });
  return { focus, dispose() { stop.abort(); } };
}
