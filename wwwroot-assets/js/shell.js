// What the document itself needs. The policy forbids inline handlers, so elements say what they do by attributes.

document.addEventListener('click', event => {
  if (event.target.closest('[data-back]')) history.back();
});

// "Back" is offered only where there is a page to go back to
const revealBack = () => document.querySelectorAll('[data-back][hidden]').forEach(button => { button.hidden = history.length < 2; });
revealBack();

// Tabs that do not fit are moved so that the open one is seen, once; then they are the reader's to move.
const shownTabs = new WeakMap();
function revealTab() {
  for (const tab of document.querySelectorAll('.tabs .active')) {
    const strip = tab.closest('.tabs');
    if (shownTabs.get(strip) === tab.textContent) continue;
    shownTabs.set(strip, tab.textContent);
    strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }
}
revealTab();

new MutationObserver(() => {
  revealBack();
  revealTab();
}).observe(document.body, { childList: true, subtree: true });

// A list that is narrowed by a part of its address.
document.addEventListener('change', event => {
  const name = event.target.dataset?.query;
  if (!name) return;
  const address = new URL(location.href);
  address.searchParams.delete('page');
  if (event.target.value) address.searchParams.set(name, event.target.value);
  else address.searchParams.delete(name);
  Blazor.navigateTo(address.pathname + address.search);
});

// A choice within a page leaves it where it stands: the router goes to the top after each link. Where people move it themselves, it is theirs.
let held;
document.addEventListener('click', event => {
  held?.abort();
  const top = scrollY;
  if (top === 0 || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey || !event.target.closest('a[data-keep-place]')) return;
  const hold = held = new AbortController();
  addEventListener('scroll', () => {
    if (scrollY > 0) return;
    hold.abort();
    scrollTo({ top, behavior: 'instant' });
  }, { signal: hold.signal });
  for (const own of ['wheel', 'touchmove', 'keydown']) addEventListener(own, () => hold.abort(), { signal: hold.signal, passive: true });
});

// A form that asks for a time zone starts with the browser's own.
const zone = document.querySelector('[data-browser-zone]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && own && !document.querySelector('.fault') && document.querySelector(`#zones option[value="${own}"]`)) zone.value = own;
