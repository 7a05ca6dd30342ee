// Carries what is typed to the server in small parcels. What stands in the fields is the truth: nothing is written over words that still wait here.
const pause = 400;
const longest = 1500;
const again = 2000;
const answered = 5000;

// away: the copy that the tab keeps (keep.js) is what brings the words back then
const isAway = () => document.querySelector('#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-failed, .components-reconnect-rejected)');

// an attach whose answer was lost with the connection is repeated: the form listens once all the same
const lines = new WeakMap();

export function attach(form, page, words, version, address, token) {
  lines.get(form)?.dispose();
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
    if (isAway()) return later(again);
    running = true;
    mark(false);
    try {
      version = await soon(page.invokeMethodAsync('Typed', read(), version));
    } catch {
      mark(true);
      later(again);
    }
    running = false;
    if (unsent) later(pause);
  }

  // the circuit may be closed before it has read its last message, so this goes on its own
  function leave() {
    if ((!unsent && !running) || isAway()) return;
    const body = JSON.stringify({ version, words: read() });
    if (body === farewell) return;
    farewell = body;
    const options = { method: 'POST', credentials: 'same-origin', body, headers: { 'Content-Type': 'application/json', RequestVerificationToken: token } };
    fetch(address, { ...options, keepalive: true }).catch(() => fetch(address, options)).catch(() => { });
    send();
  }

  function ask(event) {
    leave();
    if (!isAway() && desk.querySelector('[data-save="Failed"], [data-save="Conflict"]')) event.preventDefault();
  }

  const hidden = () => { if (document.hidden) send(); };

  form.addEventListener('input', typed);
  form.addEventListener('focusout', send);
  document.addEventListener('visibilitychange', hidden);
  addEventListener('beforeunload', ask);
  addEventListener('pagehide', leave);
  fields.forEach(grow);
  // put back by the tab's own copy before this came
  if (fields.some(field => field.value !== plain(words[field.dataset.word]))) {
    since = performance.now();
    mark(true);
    later(0);
  }

  const line = {
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
      lines.delete(form);
    },
  };
  lines.set(form, line);
  return line;
}

const plain = text => text.replace(/\r\n?/g, '\n');

// a message into a broken connection may never be answered
function soon(promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, answered, new Error('no answer')))]);
}

const growsAlone = CSS.supports('field-sizing', 'content');

function grow(field) {
  if (growsAlone || field.tagName !== 'TEXTAREA') return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
