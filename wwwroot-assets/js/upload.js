// Sends files in parts and goes on where it stopped: after a lost connection by itself, after a reload when the same file is chosen again.
const partSize = 2 * 1024 * 1024;
const tries = 6;

export function attach(input, area, picker, address, token) {
  const call = (path, options = {}) =>
    fetch(address + path, { credentials: 'same-origin', ...options, headers: { RequestVerificationToken: token, ...options.headers } });

  const refusal = async answer => {
    const said = await answer.json().catch(() => null);
    return Object.assign(new Error(said?.text ?? ''), { status: answer.status, received: said?.received, final: answer.status < 500 && answer.status !== 429 });
  };

  const memory = file => `upload:${address}:${file.name}:${file.size}:${file.lastModified}`;

  async function begin(file) {
    const known = localStorage.getItem(memory(file));
    if (known) {
      const answer = await call('/' + known);
      if (answer.ok) return answer.json();
    }
    const answer = await call('', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: file.name, size: file.size }) });
    if (!answer.ok) throw await refusal(answer);
    const upload = await answer.json();
    localStorage.setItem(memory(file), upload.id);
    return upload;
  }

  async function part(file, upload) {
    const bytes = file.slice(upload.received, upload.received + partSize);
    const answer = await call(`/${upload.id}?offset=${upload.received}`, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body: bytes });
    if (answer.ok) return (await answer.json()).received;
    const fault = await refusal(answer);
    if (fault.status === 409 && typeof fault.received === 'number') return fault.received;
    throw fault;
  }

  async function patiently(act) {
    for (let n = 1; ; n++) {
      try {
        return await act();
      } catch (fault) {
        if (fault.final || n === tries) throw fault;
        await new Promise(done => setTimeout(done, 500 * 2 ** n));
      }
    }
  }

  async function send(file) {
    try {
      const upload = await patiently(() => begin(file));
      while (upload.received < upload.size) {
        upload.received = await patiently(() => part(file, upload));
        await picker.invokeMethodAsync('Progressed', file.name, upload.received, upload.size);
      }
      const made = await patiently(async () => {
        const answer = await call(`/${upload.id}/complete`, { method: 'POST' });
        if (!answer.ok) throw await refusal(answer);
        return answer.json();
      });
      localStorage.removeItem(memory(file));
      await picker.invokeMethodAsync('Finished', file.name, made.id);
    } catch (fault) {
      if (fault.final) localStorage.removeItem(memory(file));
      await picker.invokeMethodAsync('Failed', file.name, fault.status && fault.message ? fault.message : '').catch(() => { });
    }
  }

  // a file that is on its way already is not sent a second time beside itself
  const underway = new Set();

  async function sendAll(files) {
    const fresh = [...files].filter(file => !underway.has(memory(file)) && underway.add(memory(file)));
    for (const file of fresh) {
      await send(file);
      underway.delete(memory(file));
    }
  }

  const over = event => { event.preventDefault(); area.classList.add('drop-over'); };
  const leave = () => area.classList.remove('drop-over');
  const drop = event => { event.preventDefault(); leave(); sendAll(event.dataTransfer.files); };
  const change = () => { const files = [...input.files]; input.value = ''; sendAll(files); };
  input.addEventListener('change', change);
  // chosen while this script was still on its way
  if (input.files.length > 0) change();
  area.addEventListener('dragover', over);
  area.addEventListener('dragleave', leave);
  area.addEventListener('drop', drop);
  return {
    dispose() {
      input.removeEventListener('change', change);
      area.removeEventListener('dragover', over);
      area.removeEventListener('dragleave', leave);
      area.removeEventListener('drop', drop);
    },
  };
}
