// Where the cursor stands in a field, and words put there as if they were typed.
export function at(id) {
  return document.getElementById(id)?.selectionStart ?? -1;
}

export function insert(id, text) {
  const field = document.getElementById(id);
  if (!field || field.readOnly || field.disabled) return false;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  return true;
}
