// Draws charts with apexcharts, which is a plain script: it is loaded once, by the first chart of its kinds. Charts that stand in the page
// come without data; they have their touched cells named and, as all, their picture made.
let library;

const device = matchMedia('(prefers-color-scheme: dark)');
const letters = document.createElement('canvas').getContext('2d');

export async function draw(figure, given, libraryAddress, pictureAddress) {
  const hidden = new Set();
  let data = read(given);
  let chart;
  let signature;
  let width;
  const canvas = () => figure.querySelector('.chart-canvas');
  const sizes = new ResizeObserver(() => {
    const now = canvas()?.clientWidth;
    if (!chart || !now || now === width) return;
    const before = thinned(data, width).join('\n');
    width = now;
    if (before !== thinned(data, width).join('\n')) show();
  });

  async function show() {
    const element = canvas();
    const next = data && element ? typeOf(data) + data.series.map(series => series.kind) : undefined;
    // apexcharts keeps parts of the former kind when only the options change
    if (chart && (next !== signature || chart.el !== element)) {
      chart.destroy();
      chart = undefined;
      sizes.disconnect();
    }
    signature = next;
    if (!next) return;
    // names are measured, so their letters must be there
    await Promise.all([library ??= load(libraryAddress), document.fonts.ready]);
    width = element.clientWidth;
    const wanted = options(data, figure, hidden, width);
    if (chart) return chart.updateOptions(wanted);
    chart = new ApexCharts(element, wanted);
    await chart.render();
    sizes.observe(element);
  }

  const retheme = () => chart && show();
  const clicked = async event => {
    const entry = event.target.closest('[data-series]');
    if (entry) return toggle(Number(entry.dataset.series));
    if (!event.target.closest('[data-chart-picture]')) return;
    const fault = figure.querySelector('[data-chart-fault]');
    try {
      const { paint } = await import(new URL(pictureAddress, document.baseURI));
      save(`${figure.dataset.file}.png`, 'image/png', await paint(figure));
      fault.hidden = true;
    } catch {
      fault.hidden = false;
    }
  };

  function toggle(place) {
    if (!hidden.delete(place)) hidden.add(place);
    const entries = figure.querySelectorAll('[data-series]');
    // a picture of nothing says nothing
    if (hidden.size === entries.length) hidden.delete(place);
    for (const entry of entries) entry.ariaPressed = String(!hidden.has(Number(entry.dataset.series)));
    return show();
  }

  await show();
  device.addEventListener('change', retheme);
  document.addEventListener('themechange', retheme);
  figure.addEventListener('click', clicked);
  figure.addEventListener('pointerover', name);
  return {
    update(text) {
      const next = read(text);
      // whoever took a series out reads on without it
      if (names(next) !== names(data)) hidden.clear();
      data = next;
      for (const entry of figure.querySelectorAll('[data-series]')) entry.ariaPressed = String(!hidden.has(Number(entry.dataset.series)));
      return show();
    },
    dispose() {
      device.removeEventListener('change', retheme);
      document.removeEventListener('themechange', retheme);
      figure.removeEventListener('click', clicked);
      figure.removeEventListener('pointerover', name);
      sizes.disconnect();
      chart?.destroy();
    },
  };
}

export function save(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const read = text => text && JSON.parse(text);

const names = data => data && (data.kind === 'donut' ? data.labels : data.series.map(series => series.name)).join('\n');

// a finger has no tip, so a cell's words stand below the cells
function name(event) {
  const said = event.currentTarget.querySelector('[data-chart-said]');
  if (said && event.target.matches('.heat .cell')) said.textContent = event.target.title;
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      library = undefined;
      reject(new Error(`The chart library did not load from ${address}`));
    };
    document.head.append(script);
  });
}

function options(data, figure, hidden, width) {
  return { ...frame(data, figure), ...(data.kind === 'donut' ? round(data, figure, hidden) : straight(data, figure, hidden, width)) };
}

function frame(data, figure) {
  const theme = figure.closest('[data-theme]')?.dataset.theme;
  return {
    theme: { mode: theme === 'dark' || (theme !== 'light' && device.matches) ? 'dark' : 'light' },
    dataLabels: { enabled: false },
    legend: { show: false },
    states: { active: { filter: { type: 'none' } } },
  };
}

const colour = (figure, name) => getComputedStyle(figure).getPropertyValue(`--${name}`).trim();

// apexcharts writes names of series and titles of tips as markup, and names of channels and topics come from outside
const plain = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);

// tips say what the table says, letter by letter
const told = (figure, row, column) => figure.querySelector('[data-chart-foot] tbody')?.rows[row]?.cells[column]?.textContent ?? '';

function typeOf(data) {
  // a line over a stack of bars belongs to no bar
  return data.kind === 'mixed' || (data.kind === 'bar' && data.stacked && data.series.some(series => series.pale)) ? 'line' : data.kind;
}

function chartOf(type, figure, stacked) {
  return {
    type,
    stacked,
    height: 280,
    parentHeightOffset: 0,
    background: 'transparent',
    fontFamily: getComputedStyle(figure).fontFamily,
    foreColor: colour(figure, 'ink-soft'),
    toolbar: { show: false },
    zoom: { enabled: false },
    animations: { enabled: false },
  };
}

function straight(data, figure, hidden, width) {
  const type = typeOf(data);
  const isMixed = data.kind === 'mixed' || type !== data.kind;
  const rows = data.series.map((series, place) => ({ ...series, place })).filter(row => row.drawn && !hidden.has(row.place))
    .map(row => ({ ...row, kind: data.kind === 'mixed' ? row.kind : type !== data.kind ? (row.pale ? 'line' : 'bar') : data.kind }));
  const colours = rows.map(row => {
    const own = colour(figure, `chart-${row.tint}`);
    return row.pale ? mixed(own, colour(figure, 'surface')) : own;
  });
  const values = rows.flatMap(row => row.values).filter(value => value != null);
  const isSmallCount = isFew(data, values);
  const fromZero = isSmallCount || (values.every(value => value >= 0) && rows.some(row => row.kind !== 'line'));
  const few = data.labels.length < 5;
  // of its own, because a change of theme puts apexcharts' colour over that of the chart
  const ink = { colors: colour(figure, 'ink-soft') };
  return {
    colors: colours,
    grid: { borderColor: colour(figure, 'line'), padding: { top: -12 } },
    chart: chartOf(type, figure, data.stacked),
    series: rows.map(row => ({ name: plain(row.name), data: row.values, ...(isMixed ? { type: row.kind === 'bar' ? 'column' : row.kind } : {}) })),
    xaxis: {
      categories: thinned(data, width), labels: { rotate: 0, hideOverlappingLabels: false, style: ink }, tooltip: { enabled: false },
      axisTicks: { show: false }, axisBorder: { color: colour(figure, 'line') }, crosshairs: { stroke: { color: colour(figure, 'line-strong') } },
    },
    yaxis: data.twoScales && isMixed ? rows.map(row => sideOf(row, rows, data, ink)) : axis(data, values, fromZero, isSmallCount, ink),
    stroke: { curve: 'monotoneCubic', width: rows.map(row => (row.kind === 'bar' ? Number(row.pale) : 2)), dashArray: rows.map(row => (row.pale ? 5 : 0)), ...(rows.some(row => row.kind === 'bar' && row.pale) ? { colors: rows.map(row => colour(figure, `chart-${row.tint}`)) } : {}) },
    fill: { type: 'solid', opacity: rows.map(row => (row.kind === 'area' && !data.stacked ? (row.pale ? 0.04 : 0.16) : 1)) },
    plotOptions: { bar: { columnWidth: `${few ? 14 * data.labels.length : 64}%`, borderRadius: 3, borderRadiusApplication: 'end', borderRadiusWhenStacked: 'last' } },
    markers: { size: 0, strokeWidth: 0, hover: { size: 4 }, discrete: lone(rows, colours) },
    tooltip: {
      shared: true, intersect: false,
      x: { formatter: (_, at) => plain(data.labels[at?.dataPointIndex] ?? '') },
      y: { formatter: (_, at) => told(figure, at.dataPointIndex, rows[at.seriesIndex].place + 1) },
    },
  };
}

// nobody has 0.4 of a post
const isFew = (data, values) => (!data.numbers || (data.numbers === 'plain' && !data.places)) && values.length > 0 && values.every(value => Number.isInteger(value) && value >= 0 && value < 6);

const axis = (data, values, fromZero, isSmallCount, ink) => ({
  labels: { formatter: scale(data, values), style: ink }, min: fromZero ? 0 : undefined, stepSize: isSmallCount ? 1 : undefined, forceNiceScale: !isSmallCount,
});

// bars measure themselves on the left, what is drawn over them on the right; each side by the first of its rows
function sideOf(row, rows, data, ink) {
  const side = rows.filter(other => (other.kind === 'bar') === (row.kind === 'bar'));
  const values = side.flatMap(other => other.values).filter(value => value != null);
  return { ...axis(data, values, values.every(value => value >= 0), isFew(data, values), ink), seriesName: plain(side[0].name), show: side[0] === row, opposite: row.kind !== 'bar' && side.length < rows.length };
}

// a point without neighbours makes no line
function lone(rows, colours) {
  return rows.flatMap((row, seriesIndex) => (row.kind === 'bar' ? [] : row.values.flatMap((value, dataPointIndex) =>
    value != null && row.values[dataPointIndex - 1] == null && row.values[dataPointIndex + 1] == null
      ? [{ seriesIndex, dataPointIndex, size: 4, fillColor: colours[seriesIndex], strokeColor: colours[seriesIndex], shape: 'circle' }]
      : [])));
}

function round(data, figure, hidden) {
  return {
    colors: data.parts.map(part => colour(figure, `chart-${part}`)),
    chart: chartOf('donut', figure),
    // a part below zero is no part
    series: data.series[0].values.map((value, part) => (hidden.has(part) ? 0 : Math.max(0, value ?? 0))),
    labels: data.labels.map(plain),
    stroke: { width: 2, colors: [colour(figure, 'surface')] },
    plotOptions: { pie: { donut: { size: '68%' }, expandOnClick: false } },
    tooltip: { fillSeriesColor: false, y: { formatter: (_, at) => `${told(figure, at.seriesIndex, 1)} · ${told(figure, at.seriesIndex, data.series.length + 1)}` } },
  };
}

// the axis has room for short numbers only
function scale(data, values) {
  const isLarge = values.some(value => Math.abs(value) >= 100_000);
  const isMoney = data.numbers === 'money';
  const numbers = new Intl.NumberFormat(data.language, {
    style: data.numbers === 'percent' ? 'percent' : isMoney ? 'currency' : 'decimal',
    ...(isMoney ? { currency: data.currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 } : {}),
    ...(isLarge ? { notation: 'compact', maximumFractionDigits: 1 } : { maximumFractionDigits: data.places ?? (data.numbers === 'seconds' ? 1 : 2) }),
  });
  return value => {
    if (value == null) return '–';
    if (data.numbers !== 'seconds') return numbers.format(value) + (data.unit && !data.numbers?.match('percent|money') ? ` ${data.unit}` : '');
    if (Math.abs(value) < 60) return data.seconds.replace('{0}', numbers.format(value));
    const [hours, minutes, rest] = [Math.floor(value / 3600), Math.floor(value / 60) % 60, Math.round(value % 60)];
    const two = number => String(number).padStart(2, '0');
    return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };
}

// As many labels as have room side by side. A few names stay and are cut rather than left out; tips say them whole.
function thinned(data, width) {
  letters.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const wide = label => letters.measureText(label).width + 10;
  const values = data.series.flatMap(series => series.values).filter(value => value != null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const ticks = [low, high, low * 0.77, high * 0.77, high * 1.2].map(scale(data, values));
  const scales = data.twoScales ? 2 : 1;
  const room = 0.9 * Math.max(width - scales * (Math.max(...ticks.map(wide)) + 17) - 17, 64) / data.labels.length;
  const widest = Math.min(Math.max(...data.labels.map(wide)), data.labels.length <= 8 ? Math.max(room, 72) : 110);
  const step = Math.ceil(widest / room);
  return data.labels.map((label, i) => ((data.labels.length - 1 - i) % step === 0 ? cut(label, text => wide(text) <= room * step) : ''));
}

function cut(label, fits) {
  if (fits(label)) return label;
  let end = label.length - 1;
  while (end > 1 && !fits(`${label.slice(0, end)}…`)) end--;
  return `${label.slice(0, end).trimEnd()}…`;
}

// half way to the ground, for a comparison; both are written as #rrggbb or #rgb
function mixed(one, other) {
  const parts = text => (text.length === 4 ? [...text.slice(1)].map(digit => digit + digit) : text.slice(1).match(/../g)).map(part => parseInt(part, 16));
  const [from, to] = [parts(one), parts(other)];
  return `#${from.map((part, i) => Math.round(part * 0.5 + to[i] * 0.5).toString(16).padStart(2, '0')).join('')}`;
}
