// Formatting of a field that has a bar for it: a button or its keys put the signs around what is chosen, or take them away again.
const keys = { b: 'Bold', i: 'Italic', u: 'Underline' };

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-format]');
  const field = button && fieldOf(button);
  if (field) act(field, button);
});

document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
  // the place of the key counts on a layout of other letters
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code?.slice(3).toLowerCase();
  const button = keys[letter] && barOf(event.target)?.querySelector(`[data-format="${keys[letter]}"]`);
  if (!button) return;
  event.preventDefault();
  act(event.target, button);
});

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
  if (value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign)
    return put(field, start - sign.length, end + sign.length, chosen, 0, chosen.length);
  // white space at the ends stays outside, or the signs would mean nothing; a mark ends with its line
  const inner = chosen.trim();
  const lead = chosen.indexOf(inner);
  const text = inner === '' ? words : inner;
  const marked = text.split('\n').map(line => (line.trim() ? sign + line + sign : line)).join('\n');
  const from = start + (inner === '' ? 0 : lead);
  put(field, from, from + inner.length, marked, sign.length, marked.length - sign.length);
}

// words that are chosen become the words of the link, an address its address
function link(field, words) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const chosen = value.slice(start, end).trim();
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const [text, address] = isAddress ? [words, chosen] : [chosen || words, 'https://'];
  const from = isAddress ? 1 : text.length + 3;
  put(field, start, end, `[${text}](${address})`, from, from + (isAddress ? text : address).length);
}

function quote(field) {
  const { value, selectionStart, selectionEnd } = field;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const after = value.indexOf('\n', selectionEnd);
  const lines = value.slice(start, after < 0 ? value.length : after).split('\n');
  const quoted = lines.every(line => line.startsWith('> '));
  const text = lines.map(line => (quoted ? line.slice(2) : line.startsWith('> ') ? line : '> ' + line)).join('\n');
  put(field, start, start + lines.join('\n').length, text, text.length, text.length);
}

// as if it were typed: the browser's own undo takes it back
function put(field, start, end, text, from, to) {
  field.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, start, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(start + from, start + to);
}
