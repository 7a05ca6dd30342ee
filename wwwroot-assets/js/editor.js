// Carries what is typed to the server in small parcels. What stands in the fields is the truth: nothing is written over words that still wait here.
import { tidy } from './paste.js';

const pause = 400;
const longest = 1000;
const again = 2000;
const answered = 5000;

// as many letters as the server takes; more would break the connection
const most = { title: 1_000, text: 100_000, hashtags: 8_000, link: 4_000 };

// away: the copy that the tab keeps (keep.js) is what brings the words back then
const isAway = () => document.querySelector('#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-failed, .components-reconnect-rejected)');

// an attach whose answer was lost with the connection is repeated: the form listens once all the same
const lines = new WeakMap();

export function attach(form, page, words, step, address, token) {
  lines.get(form)?.dispose();
  const fields = [...form.querySelectorAll('[data-word]')];
  const desk = form.closest('[data-desk]') ?? form;
  // what each field held when the server last knew it: who has changed it since is a question of each field
  const known = Object.fromEntries(fields.map(field => [field.dataset.word, plain(words[field.dataset.word])]));
  let { version, edition } = step;
  let unsent = false;
  let running = false;
  let refused = null;
  let since = 0;
  let timer;
  let farewell;
  let standing;
  let stood = null;

  const read = () => Object.fromEntries(fields.map(field => [field.dataset.word, field.value]));
  const tooMuch = () => fields.find(field => field.value.length > most[field.dataset.word])?.dataset.word ?? null;

  function mark(value) {
    unsent = value;
    show();
  }

  // sent is not safe yet: only the answer says that the server has it
  function show() {
    desk.toggleAttribute('data-unsent', unsent || running);
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
    const word = tooMuch();
    if (word) return void refuse(word);
    refused = null;
    running = true;
    mark(false);
    const sent = read();
    try {
      const next = await soon(page.invokeMethodAsync('Typed', sent, edition));
      Object.assign(known, sent);
      take(next.words ?? sent, next);
    } catch {
      mark(true);
      later(again);
    }
    running = false;
    show();
    if (unsent) later(pause);
  }

  // said once; what stands in the field stays there, and in the tab's own copy
  async function refuse(word) {
    if (refused === word) return;
    refused = word;
    try {
      await soon(page.invokeMethodAsync('TooMuch', word));
    } catch {
      refused = null;
      later(again);
    }
  }

  // A field that nobody has touched here since takes the words over. While one differs on both sides the old occasion stays,
  // so that the server joins the two when the parcel comes.
  function take(words, next) {
    let inStep = true;
    for (const field of fields) {
      const name = field.dataset.word;
      const wanted = plain(words[name]);
      if (field.value === known[name]) pour(field, wanted);
      if (field.value === wanted) known[name] = wanted;
      else if (wanted !== known[name]) inStep = false;
    }
    if (inStep) ({ version, edition } = next);
  }

  // the circuit may be closed before it has read its last message, so this goes on its own
  function leave() {
    if ((!unsent && !running) || isAway() || tooMuch()) return;
    const body = JSON.stringify({ version, words: read() });
    if (body === farewell) return;
    farewell = body;
    const options = { method: 'POST', credentials: 'same-origin', body, headers: { 'Content-Type': 'application/json', RequestVerificationToken: token } };
    fetch(address, { ...options, keepalive: true }).catch(() => fetch(address, options)).catch(() => { });
    send();
  }

  function ask(event) {
    leave();
    if (!isAway() && desk.querySelector('[data-save="Failed"], [data-save="Conflict"], [data-unsaved]')) event.preventDefault();
  }

  // whoever else has the post open sees where this person writes; hurrying through the fields tells nobody
  function stand() {
    clearTimeout(standing);
    standing = setTimeout(() => {
      const word = form.contains(document.activeElement) ? document.activeElement.dataset.word ?? null : null;
      if (word === stood || isAway()) return;
      stood = word;
      page.invokeMethodAsync('Standing', word).catch(() => { });
    }, pause);
  }

  const hidden = () => { if (document.hidden) send(); };

  form.addEventListener('input', typed);
  form.addEventListener('paste', tidy);
  form.addEventListener('focusout', send);
  form.addEventListener('focusin', stand);
  form.addEventListener('focusout', stand);
  document.addEventListener('visibilitychange', hidden);
  addEventListener('beforeunload', ask);
  addEventListener('pagehide', leave);
  fields.forEach(grow);
  stand();
  // put back by the tab's own copy before this came
  if (fields.some(field => field.value !== known[field.dataset.word])) {
    since = performance.now();
    mark(true);
    later(0);
  }

  const line = {
    fill(next) { take(next.words, next); },
    pull() {
      if (!unsent) return null;
      clearTimeout(timer);
      const word = tooMuch();
      if (word) return { tooMuch: word, edition };
      mark(false);
      const sent = read();
      Object.assign(known, sent);
      return { words: sent, edition };
    },
    show(word, start, end) {
      const field = fields.find(one => one.dataset.word === word);
      field.focus();
      field.setSelectionRange(start, end);
    },
    dispose() {
      clearTimeout(timer);
      clearTimeout(standing);
      desk.removeAttribute('data-unsent');
      form.removeEventListener('input', typed);
      form.removeEventListener('paste', tidy);
      form.removeEventListener('focusout', send);
      form.removeEventListener('focusin', stand);
      form.removeEventListener('focusout', stand);
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

// whoever stands in the field stays at the same words, whatever changed before or behind them
function pour(field, words) {
  const old = field.value;
  if (old === words) return;
  const { selectionStart, selectionEnd, scrollTop } = field;
  field.value = words;
  grow(field);
  if (document.activeElement !== field || selectionStart === null) return;
  const shorter = Math.min(old.length, words.length);
  let head = 0;
  while (head < shorter && old[head] === words[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === words[words.length - 1 - tail]) tail++;
  const moved = at => at <= head ? at : at >= old.length - tail ? at + words.length - old.length : Math.min(at, words.length - tail);
  field.setSelectionRange(moved(selectionStart), moved(selectionEnd));
  field.scrollTop = scrollTop;
}

const growsAlone = CSS.supports('field-sizing', 'content');

function grow(field) {
  if (growsAlone || field.tagName !== 'TEXTAREA') return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
