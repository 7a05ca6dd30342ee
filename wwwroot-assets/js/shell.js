// What the document itself needs. The policy forbids inline handlers, so buttons say what they do by an attribute.
document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) location.reload();
});

// The server no longer knows the circuit (it was restarted): only a fresh page helps.
const dialog = document.getElementById('components-reconnect-modal');
if (dialog) {
  new MutationObserver(() => {
    if (dialog.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(dialog, { attributeFilter: ['class'] });
}

// A form that asks for a time zone starts with the browser's own.
const zone = document.querySelector('[data-browser-zone]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && own && !document.querySelector('.fault') && document.querySelector(`#zones option[value="${own}"]`)) zone.value = own;
