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

// what was typed must not stay readable for the browser's own memory
document.addEventListener('submit', event => {
  for (const input of event.target.querySelectorAll('.password input')) input.type = 'password';
});
