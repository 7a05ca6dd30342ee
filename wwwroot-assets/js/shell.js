// What the document itself needs. The policy forbids inline handlers, so elements say what they do by attributes.

document.addEventListener('click', event => {
  if (event.target.closest('[data-back]')) history.back();
});

// "Back" is offered only where there is a page to go back to
const revealBack = () => document.querySelectorAll('[data-back][hidden]').forEach(button => { button.hidden = history.length < 2; });
revealBack();
new MutationObserver(revealBack).observe(document.body, { childList: true, subtree: true });

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

// A form that asks for a time zone starts with the browser's own.
const zone = document.querySelector('[data-browser-zone]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && own && !document.querySelector('.fault') && document.querySelector(`#zones option[value="${own}"]`)) zone.value = own;
