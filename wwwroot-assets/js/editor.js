// Carries what is typed to the server in small parcels. What stands in the fields is the truth: nothing is written over words that still wait here.
const pause = 400;
const longest = 1500;
const again = 2000;

export function attach(form, page, version, address, token) {
  const fields = [...form.querySelectorAll('[data-word]')];
  const desk = form.closest('[data-desk]') ?? form;
  let unsent = false;
  let running = false;
  let since = 0;
  let timer;
  let farewell;

  const read = () => Object.fromEntries(fields.map(field => [field.dataset.word, field.value]));

  function mark(value) {
    unsent = value;
    desk.toggleAttribute('data-unsent', value);
  }

  function typed(event) {
    if (!event.target.dataset?.word) return;
    grow(event.target);
    const now = performance.now();
    if (!unsent) since = now;
    mark(true);
    later(Math.min(pause, Math.max(0, since + longest - now)));
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(send, time);
  }

  async function send() {
    clearTimeout(timer);
    if (!unsent || running) return;
    running = true;
    mark(false);
    try {
      version = await page.invokeMethodAsync('Typed', read(), version);
    } catch {
      mark(true);
      later(again);
    }
    running = false;
    if (unsent) later(pause);
  }

  // the circuit may be closed before it has read its last message, so this goes on its own
  function leave() {
    if (!unsent && !running) return;
    const body = JSON.stringify({ version, words: read() });
    if (body === farewell) return;
    farewell = body;
    const options = { method: 'POST', credentials: 'same-origin', body, headers: { 'Content-Type': 'application/json', RequestVerificationToken: token } };
    fetch(address, { ...options, keepalive: true }).catch(() => fetch(address, options)).catch(() => { });
    send();
  }

  function ask(event) {
    leave();
    if (desk.querySelector('[data-save="Failed"], [data-save="Conflict"]')) event.preventDefault();
  }

  const hidden = () => { if (document.hidden) send(); };

  form.addEventListener('input', typed);
  form.addEventListener('focusout', send);
  document.addEventListener('visibilitychange', hidden);
  addEventListener('beforeunload', ask);
  addEventListener('pagehide', leave);
  fields.forEach(grow);

  return {
    fill(words, newVersion, force) {
      if ((unsent || running) && !force) return;
      version = newVersion;
      mark(false);
      for (const field of fields) {
        if (field.value === words[field.dataset.word]) continue;
        field.value = words[field.dataset.word];
        grow(field);
      }
    },
    rebase(newVersion) { version = newVersion; },
    pull() {
      if (!unsent) return null;
      clearTimeout(timer);
      mark(false);
      return { words: read(), version };
    },
    dispose() {
      clearTimeout(timer);
      desk.removeAttribute('data-unsent');
      form.removeEventListener('input', typed);
      form.removeEventListener('focusout', send);
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('beforeunload', ask);
      removeEventListener('pagehide', leave);
    },
  };
}

const growsAlone = CSS.supports('field-sizing', 'content');

function grow(field) {
  if (growsAlone || field.tagName !== 'TEXTAREA') return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
