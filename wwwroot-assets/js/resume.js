// The circuit draws its page over the one that came first. Whoever stood in a field by then goes on in the new one, with what was typed.
if (!document.querySelector('[data-live]')) {
  let last = null;

  const remember = event => {
    const field = event.target;
    if (field.matches?.('input, textarea, select')) last = { field, value: field.value, typed: event.type === 'input' || last?.field === field && last.typed };
    else if (event.type === 'focusin') last = null;
  };
  document.addEventListener('focusin', remember);
  document.addEventListener('input', remember);

  // the old field may go some renders before the new one comes
  const observer = new MutationObserver(() => {
    if (last && !last.field.isConnected && !resume(last)) return;
    if (!document.querySelector('[data-live]')) return;
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('input', remember);
  });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });

  // the router then takes the focus to the heading of the page that it has drawn
  function stay(field) {
    field.focus();
    field.addEventListener('focusout', event => {
      if (event.relatedTarget?.localName === 'h1') queueMicrotask(() => field.focus());
    }, { once: true });
  }

  function resume({ field, value, typed }) {
    const next = field.id
      ? document.getElementById(field.id)
      : [...document.getElementsByName(field.name)].find(other => other.localName === field.localName && other.getAttribute('aria-label') === field.getAttribute('aria-label'));
    if (!next) return false;
    last = null;
    if (document.activeElement === document.body) stay(next);
    if (!typed || next.value === value || next.type === 'checkbox' || next.type === 'radio') return true;
    next.value = value;
    next.dispatchEvent(new Event('input', { bubbles: true }));
    next.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
}
