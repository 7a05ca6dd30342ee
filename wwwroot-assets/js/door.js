// Pages before a tenant. A moved link keeps the document, so clicks are heard there.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-reveal]');
  if (!button) return;
  const input = button.parentElement.querySelector('input');
  const shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', shown);
  input.focus();
});

// The server never sends a password back; a refused form gets it again from this page's memory, once.
let typed = null;
document.addEventListener('submit', event => {
  const input = event.target.querySelector('[name="Input.Password"]');
  typed = input && event.target.hasAttribute('data-enhance') ? { path: location.pathname, value: input.value } : null;
}, true);
window.Blazor?.addEventListener('enhancedload', () => {
  const input = document.querySelector('[name="Input.Password"]');
  if (typed && input && !input.value && typed.path === location.pathname) input.value = typed.value;
  typed = null;
  startZone();
  startForms();
});

// The server names each fault at its field and in the page's language, which the browser's own hints need not be.
// A passkey's form asks the browser before the server, so it keeps them.
const startForms = () => document.querySelectorAll('form[method=post]:not([data-passkey])').forEach(form => { form.noValidate = true; });
startForms();

// Pressed twice is meant once: until the answer is there, or seems lost, a form is not sent again.
const patience = 10000;
let sent = null;
document.addEventListener('submit', event => {
  if (sent?.form !== event.target || event.timeStamp - sent.at > patience) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
// what a script took over was not sent
window.addEventListener('submit', event => {
  if (event.target.method === 'post' && (!event.defaultPrevented || event.target.hasAttribute('data-enhance'))) sent = { form: event.target, at: event.timeStamp };
});
window.addEventListener('pageshow', () => sent = null);
window.Blazor?.addEventListener('enhancedload', () => sent = null);

// A form that asks for a time zone starts with the browser's own; a page that was loaded whole has done so already.
function startZone() {
  const zone = document.querySelector('[data-browser-zone]');
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && own && !document.querySelector('.fault') && document.querySelector(`#zones option[value="${own}"]`)) zone.value = own;
}
