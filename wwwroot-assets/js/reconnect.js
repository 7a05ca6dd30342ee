// Blazor's script sets classes on the dialog; here is what its buttons do, and what to do when the server no longer knows the circuit.
const dialog = document.getElementById('components-reconnect-modal');

document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) location.reload();
  if (event.target.closest('[data-reconnect]')) retry();
});

// false: the server is there and has forgotten the circuit; only a fresh page helps. A fault: it is still away, and the dialog says so again.
async function retry() {
  try {
    if (await Blazor.reconnect() === false) location.reload();
  } catch {
    dialog.classList.replace('components-reconnect-show', 'components-reconnect-failed');
  }
}

// A page whose session ended meanwhile gets no connection any more: it is loaded anew, as whoever is signed in now.
async function ask() {
  if (!/components-reconnect-(show|failed)/.test(dialog.className)) return;
  try {
    if ((await fetch('/session', { cache: 'no-store' })).status === 401) location.reload();
  } catch {
    // the server is away; what is on the page waits for it
  }
}

if (dialog) {
  setInterval(ask, 3000);
  new MutationObserver(() => {
    if (dialog.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(dialog, { attributeFilter: ['class'] });
}
