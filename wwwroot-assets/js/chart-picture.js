// Paints what is seen of a chart (title, note, drawing, legend) into a PNG of twice its size. Boxes and texts are painted where the browser
// laid them out, in the page's own font; drawings go in as pictures, which know neither the page's styles nor its fonts.
const ratio = 2;
const unseen = '[data-chart-foot], .fault, .visually-hidden, .icon, [class*=apexcharts-][class*=tooltip], [data-chart-said]';
const copied = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity'];

export async function paint(figure) {
  const frame = figure.getBoundingClientRect();
  const end = figure.querySelector('[data-chart-foot]').getBoundingClientRect().top;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(frame.width * ratio);
  canvas.height = Math.ceil((end - frame.top + parseFloat(getComputedStyle(figure).paddingTop)) * ratio);
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  pen.fillStyle = getComputedStyle(figure).backgroundColor;
  pen.fillRect(0, 0, frame.width, canvas.height);
  pen.translate(-frame.left, -frame.top);
  await within(figure, pen);
  return new Promise((done, fail) => canvas.toBlob(picture => (picture ? done(picture) : fail(new Error('No picture came of the chart'))), 'image/png'));
}

async function within(element, pen) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) write(child, pen);
    if (child.nodeType !== Node.ELEMENT_NODE || child.matches(unseen)) continue;
    const style = getComputedStyle(child);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    pen.save();
    pen.globalAlpha *= Number(style.opacity);
    if (child instanceof SVGElement) await picture(child, pen);
    else {
      box(child, style, pen);
      await within(child, pen);
    }
    pen.restore();
  }
}

function box(element, style, pen) {
  const place = element.getBoundingClientRect();
  if (place.width === 0 || place.height === 0) return;
  const border = style.borderTopStyle === 'none' ? 0 : parseFloat(style.borderTopWidth);
  pen.beginPath();
  pen.roundRect(place.left + border / 2, place.top + border / 2, place.width - border, place.height - border, parseFloat(style.borderTopLeftRadius) || 0);
  pen.fillStyle = style.backgroundColor;
  pen.fill();
  if (border > 0) {
    pen.setLineDash(style.borderTopStyle === 'dashed' ? [3, 2] : []);
    pen.lineWidth = border;
    pen.strokeStyle = style.borderTopColor;
    pen.stroke();
  }
  if (style.overflowX !== 'visible') {
    pen.beginPath();
    pen.rect(place.left, place.top, place.width, place.height);
    pen.clip();
  }
}

// a text may stand on several lines: each letter tells where it is
function write(text, pen) {
  if (!text.data.trim()) return;
  const style = getComputedStyle(text.parentElement);
  const range = document.createRange();
  let line = '';
  let start;
  dress(style, style.color, pen);
  const height = pen.measureText('x').fontBoundingBoxAscent;
  let end;
  // the canvas has no figures of one width, so what stands at the right is held there
  const isRight = style.textAlign === 'end' || style.textAlign === 'right';
  pen.textAlign = isRight ? 'right' : 'left';
  const flush = () => start && pen.fillText(line.trimEnd(), isRight ? end.right : start.left, start.top + height);
  let at = 0;
  for (const letter of text.data) {
    range.setStart(text, at);
    range.setEnd(text, at += letter.length);
    const place = range.getClientRects()[0];
    if (!place) continue;
    if (!start || Math.abs(place.top - start.top) > 3) {
      flush();
      [line, start] = ['', place];
    }
    if (letter.trim()) end = place;
    line += letter;
  }
  flush();
}

async function picture(svg, pen) {
  const place = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  const [originals, copies] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  const texts = [];
  originals.forEach((original, i) => {
    if (original.closest('defs')) return;
    const style = getComputedStyle(original);
    if (style.display === 'none' || style.visibility === 'hidden' || original.matches('text, title, foreignObject, style')) {
      copies[i].remove();
      if (original.matches('text') && original.checkVisibility({ opacityProperty: true, visibilityProperty: true })) texts.push(original);
      return;
    }
    for (const name of copied) copies[i].style.setProperty(name, style.getPropertyValue(name));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', svg.getAttribute('viewBox') ?? `0 0 ${place.width} ${place.height}`);
  copy.setAttribute('width', place.width * ratio);
  copy.setAttribute('height', place.height * ratio);
  copy.removeAttribute('style');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  pen.drawImage(image, place.left, place.top, place.width, place.height);
  for (const text of texts) label(text, pen);
}

function label(text, pen) {
  const lines = text.querySelectorAll('tspan');
  for (const line of lines.length > 0 ? lines : [text]) {
    if (!line.textContent.trim() || line.getNumberOfChars() === 0) continue;
    const style = getComputedStyle(line);
    const start = line.getStartPositionOfChar(0).matrixTransform(line.getScreenCTM());
    dress(style, style.fill, pen);
    pen.fillText(line.textContent, start.x, start.y);
  }
}

function dress(style, colour, pen) {
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.fillStyle = colour;
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
}
