// Moves the rows of a list by their handles: dragged with a pointer, or with the arrow keys on the handle. The server keeps the order and is told
// the place before and the place after.
export function attach(list, page) {
  let drag;

  const rows = () => [...list.children].filter(row => row.querySelector('[data-handle]'));
  const handleOf = target => target.closest?.('[data-handle]');

  async function tell(from, to) {
    await page.invokeMethodAsync('Moved', from, to);
    rows()[to]?.querySelector('[data-handle]').focus();
  }

  function down(event) {
    const handle = handleOf(event.target);
    if (!handle || event.button !== 0) return;
    const all = rows();
    const from = all.findIndex(row => row.contains(handle));
    drag = { all, from, to: from, y: event.clientY, boxes: all.map(row => row.getBoundingClientRect()), id: event.pointerId };
    handle.setPointerCapture(event.pointerId);
    all[from].classList.add('dragged');
  }

  function move(event) {
    if (!drag || event.pointerId !== drag.id) return;
    const { all, from, boxes, y } = drag;
    const by = event.clientY - y;
    const middle = boxes[from].top + boxes[from].height / 2 + by;
    drag.to = boxes.filter((box, at) => at !== from && box.top + box.height / 2 < middle).length;
    all.forEach((row, at) => {
      const aside = at > from && at <= drag.to ? -boxes[from].height : at < from && at >= drag.to ? boxes[from].height : 0;
      row.style.transform = at === from ? `translateY(${by}px)` : aside ? `translateY(${aside}px)` : '';
    });
  }

  function end(event) {
    if (!drag || event.pointerId !== drag.id) return;
    const { all, from, to } = drag;
    drag = undefined;
    for (const row of all) row.style.transform = '';
    all[from].classList.remove('dragged');
    if (event.type === 'pointerup' && to !== from) tell(from, to);
  }

  function key(event) {
    const handle = handleOf(event.target);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !by) return;
    event.preventDefault();
    const all = rows();
    const from = all.findIndex(row => row.contains(handle));
    if (all[from + by]) tell(from, from + by);
  }

  const kinds = { pointerdown: down, pointermove: move, pointerup: end, pointercancel: end, keydown: key };
  for (const [kind, act] of Object.entries(kinds)) list.addEventListener(kind, act);
  return {
    dispose() {
      for (const [kind, act] of Object.entries(kinds)) list.removeEventListener(kind, act);
    },
  };
}
