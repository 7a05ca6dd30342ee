// Draws charts with apexcharts, which is a plain script: it is loaded once, by the first chart.
let library;

// eight colours that stay apart for colour-blind eyes, each readable on light and on dark
const palette = ['#4f7fe0', '#e08a1e', '#1aa38a', '#c95c9e', '#8a6fe8', '#b8a21a', '#d6533f', '#7a8090'];

const device = matchMedia('(prefers-color-scheme: dark)');

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme === 'dark' || (theme !== 'light' && device.matches);
}

export async function draw(element, given, libraryAddress) {
  await (library ??= load(libraryAddress));
  const fitted = it => ({ ...it, width: element.clientWidth });
  let data = fitted(given);
  let chart = new ApexCharts(element, options(data));
  const retheme = () => chart.updateOptions(options(data));
  await chart.render();
  device.addEventListener('change', retheme);
  document.addEventListener('themechange', retheme);
  return {
    update(next) {
      const sameKind = next.kind === data.kind;
      data = fitted(next);
      if (sameKind) return chart.updateOptions(options(data));
      // apexcharts keeps parts of the former kind when only the options change
      chart.destroy();
      chart = new ApexCharts(element, options(data));
      return chart.render();
    },
    dispose() {
      device.removeEventListener('change', retheme);
      document.removeEventListener('themechange', retheme);
      chart.destroy();
    },
  };
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

function options(data) {
  return { ...frame(data), ...(data.kind === 'donut' ? round(data) : straight(data)) };
}

function frame(data) {
  const numbers = new Intl.NumberFormat(data.language, { maximumFractionDigits: 2 });
  const text = value => (value == null ? '–' : numbers.format(value) + (data.unit ? ` ${data.unit}` : ''));
  const style = getComputedStyle(document.documentElement);
  return {
    colors: palette,
    theme: { mode: isDark() ? 'dark' : 'light' },
    grid: { borderColor: style.getPropertyValue('--line').trim() },
    dataLabels: { enabled: false },
    legend: { position: 'bottom', showForSingleSeries: data.series.length > 1 },
    tooltip: { x: { formatter: (shown, at) => data.labels[at?.dataPointIndex] ?? shown }, y: { formatter: text } },
    yaxis: { labels: { formatter: text }, ...(isSmallCount(data) ? { min: 0, stepSize: 1 } : {}) },
    noData: { text: '–' },
  };
}

// nobody has 0.4 of a post
function isSmallCount(data) {
  const values = data.series.flatMap(series => series.values).filter(value => value != null);
  return values.length > 0 && values.every(value => Number.isInteger(value) && value >= 0 && value < 6);
}

function chartOf(type) {
  return {
    type,
    height: 280,
    background: 'transparent',
    fontFamily: 'inherit',
    toolbar: { show: false },
    zoom: { enabled: false },
    animations: { enabled: false },
  };
}

function straight(data) {
  const kinds = data.series.map(series => (data.kind === 'mixed' ? series.kind : data.kind));
  return {
    chart: chartOf(data.kind === 'mixed' ? 'line' : data.kind),
    series: data.series.map((series, i) => ({ name: series.name, type: kinds[i] === 'bar' ? 'column' : kinds[i], data: series.values }))
      .map(series => (data.kind === 'mixed' ? series : { name: series.name, data: series.data })),
    xaxis: { categories: thinned(data), labels: { rotate: 0 }, tooltip: { enabled: false } },
    stroke: { curve: 'monotoneCubic', width: kinds.map(kind => (kind === 'bar' ? 0 : 2)) },
  };
}

// as many labels as have room side by side; the tooltip names each point
function thinned(data) {
  const step = Math.max(1, Math.ceil(data.labels.length * 64 / Math.max(data.width, 64)));
  return data.labels.map((label, i) => ((data.labels.length - 1 - i) % step === 0 ? label : ''));
}

function round(data) {
  return {
    chart: chartOf('donut'),
    series: (data.series[0]?.values ?? []).map(value => value ?? 0),
    labels: data.labels,
  };
}
