// Ctrl+K: goes anywhere by a few letters. Places and actions are in the document; rows of the tenant come from the server.
const dialog = document.getElementById('palette');
const pause = 150;

if (dialog) start(dialog);

function start(dialog) {
  const input = dialog.querySelector('[role=combobox]');
  const list = dialog.querySelector('[role=listbox]');
  const found = dialog.querySelector('[data-found]');
  const none = dialog.querySelector('.palette-none');
  const count = dialog.querySelector('[data-count]');
  const fixed = [...list.querySelectorAll('[role=option]')];
  let timer;
  let asking;
  fixed.forEach((option, n) => { option.id = `palette-${n}`; });

  dialog.addEventListener('ask', () => {
    if (dialog.open) return;
    input.value = '';
    refresh();
    show();
    dialog.showModal();
    input.focus();
  });

  dialog.addEventListener('close', () => { clearTimeout(timer); asking?.abort(); });

  input.addEventListener('input', () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(find, pause);
  });

  dialog.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(step);
    } else if (event.key === 'Enter' && event.target === input && !event.isComposing) {
      event.preventDefault();
      active()?.click();
    }
  });

  list.addEventListener('click', event => { if (event.target.closest('[role=option]')) dialog.close(); });
  list.addEventListener('mousemove', event => {
    const option = event.target.closest('[role=option]');
    if (option) choose(option, false);
  });

  // the company that the lists are narrowed to goes along, and forms come back to where the person is now
  function refresh() {
    found.replaceChildren();
    const here = new URL(location.href);
    const company = here.searchParams.get('company');
    for (const link of list.querySelectorAll('a[href^="/t/"]')) link.setAttribute('href', withCompany(link.getAttribute('href'), company));
    document.querySelectorAll('[data-here]').forEach(field => { field.value = here.pathname + here.search; });
    document.querySelectorAll('[data-from-query]').forEach(field => { field.value = here.searchParams.get(field.dataset.fromQuery) ?? ''; });
  }

  function withCompany(href, company) {
    const address = new URL(href, location.origin);
    if (company) address.searchParams.set('company', company);
    else address.searchParams.delete('company');
    return address.pathname + address.search + address.hash;
  }

  function show() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    for (const option of fixed) option.hidden = !words.every(word => plain(option.querySelector('.grow').textContent).includes(word));
    for (const group of list.querySelectorAll('[role=group]')) group.hidden = !group.querySelector('[role=option]:not([hidden])');
    if (words.length === 0) found.replaceChildren();
    settle();
  }

  // what is chosen stays chosen while rows arrive, as long as it is still there
  function settle() {
    const options = shown();
    none.hidden = options.length > 0;
    choose(options.find(option => option === active()) ?? options[0]);
    count.textContent = options.length ? count.dataset.many.replace('{0}', options.length) : count.dataset.one;
  }

  async function find() {
    const text = input.value.trim();
    asking?.abort();
    if (text.length < 2) return void found.replaceChildren();
    asking = new AbortController();
    try {
      const answer = await fetch(`${dialog.dataset.find}?q=${encodeURIComponent(text)}`, { signal: asking.signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      found.replaceChildren(...(await answer.json()).map(group));
      settle();
    } catch (fault) {
      // away or overtaken by the next letter: places and actions still work
      if (fault.name !== 'AbortError' && fault.name !== 'TypeError') throw fault;
    }
  }

  function group(data, n) {
    const box = element('div', { role: 'group', 'aria-labelledby': `found-${n}` });
    box.append(element('div', { id: `found-${n}`, className: 'palette-title', role: 'presentation' }, data.title));
    data.rows.forEach((row, at) => {
      const option = element('a', { role: 'option', id: `found-${n}-${at}`, tabindex: '-1', href: row.address });
      option.append(icon(data.icon), element('span', { className: 'grow clip' }, row.text), element('span', { className: 'hint clip' }, row.note));
      box.append(option);
    });
    return box;
  }

  // the document's own symbol is taken as a pattern: its address carries a fingerprint
  function icon(name) {
    const copy = dialog.querySelector('svg.icon').cloneNode(true);
    const use = copy.querySelector('use');
    use.setAttribute('href', use.getAttribute('href').replace(/#.*/, `#${name}`));
    return copy;
  }

  function shown() { return [...list.querySelectorAll('[role=option]')].filter(option => !option.hidden && !option.closest('[role=group][hidden]')); }

  function active() { return document.getElementById(input.getAttribute('aria-activedescendant') ?? ''); }

  function move(step) {
    const options = shown();
    if (options.length) choose(options[(options.indexOf(active()) + step + options.length) % options.length]);
  }

  function choose(option, scroll = true) {
    list.querySelectorAll('[aria-selected=true]').forEach(other => other.setAttribute('aria-selected', 'false'));
    if (!option) return void input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    if (scroll) option.scrollIntoView({ block: 'nearest' });
  }
}

function plain(text) { return text.toLocaleLowerCase().replaceAll('ё', 'е'); }

function element(name, attributes, text = '') {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) key === 'className' ? made.className = value : made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
