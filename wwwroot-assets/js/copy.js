// What is to be kept or sent elsewhere, recovery codes or a link for example: the button says that it was done.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button || !navigator.clipboard) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.querySelector('span').textContent = button.dataset.copied;
});
