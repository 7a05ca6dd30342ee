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
