// Formatting of a field that has a bar for it: a button or its keys put the signs around what is chosen, or take them away again.
const keys = { b: 'Bold', i: 'Italic', u: 'Underline' };

// the field keeps the focus, and a phone its keyboard
document.addEventListener('mousedown', event => {
  if (event.target.closest?.('[data-format]')) event.preventDefault();
});

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-format]');
  const field = button && fieldOf(button);
  if (field) act(field, button);
});

document.addEventListener('keydown', event => {
  if (event.target.matches?.('[data-format]')) return step(event);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
  // the place of the key counts on a layout of other letters
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code?.slice(3).toLowerCase();
  const button = keys[letter] && barOf(event.target)?.querySelector(`[data-format="${keys[letter]}"]`);
  if (!button || fieldOf(button) !== event.target) return;
  event.preventDefault();
  act(event.target, button);
});

// one stop of the tab key for the whole bar
function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...event.target.parentElement.children];
  const next = buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length];
  buttons.forEach(button => { button.tabIndex = button === next ? 0 : -1; });
  next.focus();
}

// a bar names its field
function fieldOf(button) {
  const field = document.getElementById(button.closest('[data-format-of]')?.dataset.formatOf);
  return field && !field.readOnly && !field.disabled ? field : null;
}

function barOf(field) {
  return field.matches?.('textarea[id]') ? document.querySelector(`[data-format-of="${CSS.escape(field.id)}"]`) : null;
}

function act(field, button) {
  field.focus();
  const { format, sign, words } = button.dataset;
  if (format === 'Quote') quote(field);
  else if (format === 'Link') link(field, words);
  else around(field, sign, words);
}

function around(field, sign, words) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const chosen = value.slice(start, end);
  if (chosen && has(sign, trail(value.slice(0, start), sign[0]), lead(value.slice(end), sign[0])))
    return put(field, start - sign.length, end + sign.length, chosen, 0, chosen.length);
  if (chosen.trim() === '') return put(field, start, end, sign + words + sign, sign.length, sign.length + words.length);
  // a mark ends with its line; what begins a line and white space stay outside, or the signs would mean nothing
  const lines = chosen.split('\n').map(line => /^((?:> )?\s*)(.*?)(\s*)$/s.exec(line).slice(1));
  const marked = lines.filter(([, middle]) => middle);
  const off = marked.every(([, middle]) => middle.length > 2 * sign.length && has(sign, lead(middle, sign[0]), trail(middle, sign[0])));
  const text = lines.map(([before, middle, after]) => before + (!middle ? '' : off ? middle.slice(sign.length, -sign.length) : sign + middle + sign) + after).join('\n');
  const outer = marked.length === 1 && lines.length === 1 && !off ? sign.length : 0;
  put(field, start, end, text, lines[0][0].length + outer, text.length - lines.at(-1)[2].length - outer);
}

const lead = (text, sign) => text.length - text.replace(new RegExp(`^\\${sign}+`), '').length;
const trail = (text, sign) => text.length - text.replace(new RegExp(`\\${sign}+$`), '').length;

// of three underscores one is italic and two are underline
function has(sign, before, after) {
  const both = Math.min(before, after);
  return sign === '_' ? both % 2 === 1 : both >= sign.length;
}

// words that are chosen become the words of the link, an address its address
function link(field, words) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const chosen = value.slice(start, end).trim();
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const [text, address] = isAddress ? [words, chosen.replace(/[()]/g, sign => (sign === '(' ? '%28' : '%29'))] : [chosen.replace(/[[\]\n]+/g, ' ') || words, 'https://'];
  const from = isAddress ? 1 : text.length + 3;
  put(field, start, end, `[${text}](${address})`, from, from + (isAddress ? text : address).length);
}

function quote(field) {
  const { value, selectionStart, selectionEnd } = field;
  const start = selectionStart === 0 ? 0 : value.lastIndexOf('\n', selectionStart - 1) + 1;
  const after = value.indexOf('\n', selectionEnd);
  const lines = value.slice(start, after < 0 ? value.length : after).split('\n');
  const quoted = lines.every(line => line.startsWith('> ') || line === '>');
  const text = lines.map(line => (quoted ? line.replace(/^> ?/, '') : line.startsWith('> ') ? line : line ? '> ' + line : '>')).join('\n');
  put(field, start, start + lines.join('\n').length, text, text.length, text.length);
}

// as if it were typed: the browser's own undo takes it back
function put(field, start, end, text, from, to) {
  const before = field.value;
  field.setSelectionRange(start, end);
  document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (field.value === before && before.slice(start, end) !== text) {
    field.setRangeText(text, start, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(start + from, start + to);
}
