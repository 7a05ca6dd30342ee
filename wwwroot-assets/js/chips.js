// The keys of a list field (ChipsField): Enter hands over what is typed, a pasted list is handed over at once, Backspace in the empty field
// takes the last entry away. The field is emptied here and not by the server, so that quick typing is never written over.
const line = '\u2028';

const boxOf = target => target.closest?.('[data-chips]');

function hand(input) {
  input.dispatchEvent(new Event('change', { bubbles: true }));
  input.value = '';
}

document.addEventListener('keydown', event => {
  const box = boxOf(event.target);
  if (!box || event.target.tagName !== 'INPUT' || event.isComposing) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    if (event.target.value.trim()) hand(event.target);
  } else if (event.key === 'Backspace' && !event.target.value && !event.repeat) {
    [...box.querySelectorAll('li button')].at(-1)?.click();
  }
});

document.addEventListener('paste', event => {
  const box = boxOf(event.target);
  const text = event.clipboardData?.getData('text') ?? '';
  if (!box || !(box.dataset.chips === 'Lines' ? /\n/ : /[,;\n]/).test(text)) return;
  event.preventDefault();
  const input = event.target;
  // a field of one line would lose the ends of lines
  input.setRangeText(text.replace(/\r?\n/g, line), input.selectionStart, input.selectionEnd, 'end');
  hand(input);
});

// left with something typed: that is an entry too
document.addEventListener('change', event => {
  if (event.isTrusted && boxOf(event.target)) setTimeout(() => { event.target.value = ''; });
});

// whoever removes by keyboard goes on in the field
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-chips] li button');
  if (button && event.detail === 0) boxOf(button).querySelector('input').focus();
});
