// Pasted words become plain text: word processors bring soft hyphens, odd blanks and letters of symbol fonts along.
const bullets = /^([ \t]*)(?:[\u00B7\u2022\u2043\u25AA\u25CF\u25E6\uF0A7\uF0A8\uF0B7\uF0D8\uF0FC]|[o\u00A7](?=\t))[ \t\u00A0]+/gm;

export function clean(text) {
  return text
    .replace(/\r\n?|[\u2028\u2029\u000B\u000C]/g, '\n')
    .replace(bullets, '$1• ')
    // a joiner inside an emoji stays
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/[\u0000-\u0008\u000E-\u001F\u007F]/g, '')
    .replace(/[\uE000-\uF8FF]/g, '')
    // a blank at the end of what is pasted may be wanted between two words
    .replace(/[ \t]+(?=\n)/g, '')
    .replace(/\n{3,}/g, '\n\n');
}

// so long that the browser's own undo would take minutes over it
const huge = 200_000;

export function tidy(event) {
  const field = event.target;
  const raw = event.clipboardData?.getData('text/plain');
  if (!raw || !field.dataset?.word || field.readOnly) return;
  let text = clean(raw);
  if (field.tagName === 'INPUT') text = text.replace(/^\s*\n\s*|\s*\n\s*$/g, '').replace(/\s*\n\s*/g, ' ');
  if (text === raw && text.length < huge) return;
  event.preventDefault();
  if (text.length < huge && document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
}
