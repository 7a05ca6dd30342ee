// The frame over a picture that is to be cropped. Its place stands in two range fields, which the keyboard moves too; here the frame is drawn,
// dragged, and moved by the arrow keys. data-ratio is the shape, data-part how large the frame is.
const boxes = new WeakMap();

const fieldOf = (stage, name) => stage.querySelector(`input[data-crop="${name}"]`);

function draw(stage) {
  const picture = stage.querySelector('img');
  const frame = stage.querySelector('[data-frame]');
  if (!picture.naturalWidth) return;
  const shape = picture.naturalWidth / picture.naturalHeight;
  const ratio = Number(stage.dataset.ratio);
  const part = Number(stage.dataset.part);
  const width = Math.min(1, ratio / shape) * part;
  const height = Math.min(1, shape / ratio) * part;
  const across = Number(fieldOf(stage, 'across').value) / 100;
  const down = Number(fieldOf(stage, 'down').value) / 100;
  frame.style.width = `${width * 100}%`;
  frame.style.height = `${height * 100}%`;
  frame.style.left = `${across * (1 - width) * 100}%`;
  frame.style.top = `${down * (1 - height) * 100}%`;
  boxes.set(stage, { width, height });
}

function move(stage, name, by, room) {
  const field = fieldOf(stage, name);
  if (room < 0.0001) return;
  field.value = String(Math.min(100, Math.max(0, Number(field.value) + by / room * 100)));
  draw(stage);
}

function tell(stage) {
  for (const name of ['across', 'down']) fieldOf(stage, name).dispatchEvent(new Event('change', { bubbles: true }));
}

export function attach(stage) {
  const picture = stage.querySelector('img');
  const frame = stage.querySelector('[data-frame]');
  let from;
  let moved = false;
  frame.addEventListener('pointerdown', event => {
    from = { x: event.clientX, y: event.clientY };
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
    frame.focus();
  });
  frame.addEventListener('pointermove', event => {
    const box = boxes.get(stage);
    if (!from || !box) return;
    move(stage, 'across', (event.clientX - from.x) / picture.clientWidth, 1 - box.width);
    move(stage, 'down', (event.clientY - from.y) / picture.clientHeight, 1 - box.height);
    from = { x: event.clientX, y: event.clientY };
  });
  const end = () => { if (from) { from = undefined; tell(stage); } };
  frame.addEventListener('pointerup', end);
  frame.addEventListener('pointercancel', end);
  frame.addEventListener('keydown', event => {
    const step = event.shiftKey ? 0.1 : 0.02;
    const ways = { ArrowLeft: ['across', -step], ArrowRight: ['across', step], ArrowUp: ['down', -step], ArrowDown: ['down', step] };
    const way = ways[event.key];
    const box = boxes.get(stage);
    if (!way || !box) return;
    event.preventDefault();
    move(stage, way[0], way[1], 1 - (way[0] === 'across' ? box.width : box.height));
    moved = true;
  });
  // While a key is held the server is not told: its answer would set the field back to a place already passed.
  const rest = () => { if (moved) { moved = false; tell(stage); } };
  frame.addEventListener('keyup', rest);
  frame.addEventListener('blur', rest);
  stage.addEventListener('input', () => draw(stage));
  picture.addEventListener('load', () => draw(stage));
  draw(stage);
}

// the picture that was cropped is another now, and the button that the dialog was opened by is gone with the old one
function focus(name) { document.querySelector(`[data-crop-of="${CSS.escape(name)}"]`)?.focus(); }

export { draw, focus };
