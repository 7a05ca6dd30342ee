// A copy of what is typed, for this tab: a circuit that is lost takes the server's memory of the fields with it.
// <form data-keep="topic">  its fields with a name are copied as they are typed; passwords and [data-secret] never are.
//   data-keep-base="7"      the version below the fields: on another one the text is offered, not put back
//   data-saved="7"          a new value says that everything was saved, and the copy goes; others call forgetTyped("topic")
const kinds = 'input:not([type=password], [type=file], [type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit]), textarea, [contenteditable]';
const still = 600;
const mostPast = 400;
const note = document.getElementById('kept');
const seen = new WeakMap();
const typedHere = new Set();
let shown = [];
let caret = null;

document.addEventListener('input', event => {
  const field = event.target;
  const box = field.closest?.('[data-keep]');
  if (!box || !isKept(field)) return;
  const slot = slotOf(box);
  const copy = read(slot) ?? { fields: {} };
  copy.base = box.dataset.keepBase ?? null;
  copy.at = Date.now();
  copy.fields[nameOf(field)] = valueOf(field);
  remember(copy, nameOf(field), valueOf(field));
  write(slot, copy);
  typedHere.add(slot);
  caret = { slot, name: nameOf(field) };
}, true);

document.addEventListener('click', event => {
  const forget = event.target.closest('[data-keep-forget]');
  const box = forget?.closest('[data-keep]');
  if (box) drop(slotOf(box));
  const choice = event.target.closest('[data-kept]')?.dataset.kept;
  if (choice) answer(choice);
});

// only a live form is filled: the prerendered one is thrown away when the circuit draws its own
new MutationObserver(changes => {
  for (const change of changes) if (change.attributeName === 'data-saved') settle(change.target);
  document.querySelectorAll('[data-live] [data-keep]').forEach(meet);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-saved', 'data-keep', 'data-live'] });
document.querySelectorAll('[data-live] [data-keep]').forEach(meet);

// the circuit survived a broken connection, but what was typed meanwhile never reached it
const dialog = document.getElementById('components-reconnect-modal');
let isBehind = false;
if (dialog) new MutationObserver(() => {
  if (dialog.classList.contains('components-reconnect-show')) isBehind = true;
  if (!isBehind || !dialog.classList.contains('components-reconnect-hide')) return;
  setTimeout(() => {
    if (isAway()) return;
    isBehind = false;
    document.querySelectorAll('[data-live] [data-keep]').forEach(resend);
  }, still);
}).observe(dialog, { attributeFilter: ['class'] });

function resend(box) {
  const copy = read(slotOf(box));
  if (copy) fieldsOf(box).filter(field => nameOf(field) in copy.fields).forEach(field => put(field, valueOf(field)));
}

// whoever signs in next in this tab must not find another's words, let alone save them under their own name
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') !== '/sign-out') return;
  Object.keys(sessionStorage).filter(slot => slot.startsWith('typed:')).forEach(drop);
}, true);

window.forgetTyped = key => drop(`typed:${location.pathname}:${key}`);

// for a page that shows one form at a time: which of them have a copy, and the fields of each
window.keptTyped = prefix => {
  const start = `typed:${location.pathname}:`;
  const slots = Object.keys(sessionStorage).filter(slot => slot.startsWith(start + prefix));
  return Object.fromEntries(slots.map(slot => [slot.slice(start.length), Object.keys(read(slot)?.fields ?? {})]));
};

function meet(box) {
  const slot = slotOf(box);
  if (seen.get(box) === slot) return;
  seen.set(box, slot);
  const copy = read(slot);
  if (!copy) return;
  const lost = fieldsOf(box).filter(field => nameOf(field) in copy.fields && copy.fields[nameOf(field)] !== valueOf(field))
    .map(field => ({ field, typed: copy.fields[nameOf(field)], found: valueOf(field) }));
  if (lost.length === 0) return typedHere.has(slot) || drop(slot);
  // typed in the moment before the circuit came: nobody needs to hear of it
  if (typedHere.has(slot)) {
    lost.forEach(({ field, typed }) => put(field, typed));
    if (caret?.slot === slot && document.activeElement === document.body) fieldsOf(box).find(field => nameOf(field) === caret.name)?.focus();
    return;
  }
  // the newer version may be this tab's own: saved, and the server was gone before it could say so
  const isSameBase = copy.base === (box.dataset.keepBase ?? null) || lost.every(({ field, found }) => copy.past?.[nameOf(field)]?.includes(mark(found)));
  if (isSameBase) lost.forEach(({ field, typed }) => put(field, typed));
  tell(slot, lost, isSameBase);
}

function tell(slot, lost, isRestored) {
  shown.push({ slot, lost });
  note.dataset.state = isRestored && note.dataset.state !== 'offered' ? 'restored' : 'offered';
  note.hidden = false;
}

function answer(choice) {
  for (const { slot, lost } of shown) {
    if (choice === 'restore') lost.forEach(({ field, typed }) => put(field, typed));
    if (choice === 'discard') lost.forEach(({ field, found }) => put(field, found));
    if (choice === 'discard') drop(slot);
  }
  shown = [];
  note.hidden = true;
  delete note.dataset.state;
}

// Only what was typed before the news of the saving came is covered by it. Later letters wait for the next: were the copy to go by time alone,
// a server that dies in between would take them along. One typed just before may still be on its way. After a broken connection comes old news
// first: the copy stays until the server has been told what it missed.
function settle(box) {
  if (!box.matches('[data-keep]') || !box.dataset.saved) return;
  const [slot, heard] = [slotOf(box), Date.now()];
  setTimeout(() => {
    const copy = read(slot);
    const isOpen = !box.isConnected || !box.dataset.saved || box.closest('[data-unsent]') || isAway() || isBehind;
    if (copy && copy.at <= heard && !isOpen) drop(slot);
  }, still);
}

function isAway() { return !!dialog && /components-reconnect-(show|failed|rejected)/.test(dialog.className); }

function put(field, value) {
  if (!field.isConnected) return;
  if (field.isContentEditable) field.innerText = value;
  else field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

// what stood in a field on the way, so that it is known again when the server has kept it
function remember(copy, name, value) {
  const past = (copy.past ??= {})[name] ??= [];
  past.push(mark(value));
  if (past.length > mostPast) past.shift();
}

function mark(value) {
  let sum = value.length;
  for (let at = 0; at < value.length; at++) sum = Math.imul(sum ^ value.charCodeAt(at), 16777619);
  return sum >>> 0;
}

function isKept(field) { return field.matches(kinds) && !!nameOf(field) && !field.closest('[data-secret]'); }
function fieldsOf(box) { return [...box.querySelectorAll(kinds)].filter(field => isKept(field) && field.closest('[data-keep]') === box); }
function nameOf(field) { return field.getAttribute('name') || field.id; }
function valueOf(field) { return field.isContentEditable ? field.innerText : field.value; }
function slotOf(box) { return `typed:${location.pathname}:${box.dataset.keep}`; }

function read(slot) {
  try {
    return JSON.parse(sessionStorage.getItem(slot));
  } catch {
    return null;
  }
}

function write(slot, copy) {
  try {
    sessionStorage.setItem(slot, JSON.stringify(copy));
  } catch {
    // the tab's storage is full or forbidden: the form works as before, without a copy
  }
}

function drop(slot) {
  typedHere.delete(slot);
  sessionStorage.removeItem(slot);
}
