// Forms that a passkey fills: [data-passkey=create|get] asks [data-options] for a challenge, the browser for the passkey, then sends itself.
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.dataset?.passkey) return;
  event.preventDefault();
  event.stopPropagation();
  const fault = form.querySelector('[data-passkey-fault]');
  fault.hidden = true;
  try {
    const credential = await credentialOf(form);
    // without one the form asks the server where to go first
    form.elements['Input.Credential'].value = credential ? JSON.stringify(credential) : '';
    form.submit();
  } catch (error) {
    // what the browser says is in its own words and language; ours say what to do
    console.info(`passkey: ${error.name}`);
    fault.textContent = fault.dataset.passkeyFault;
    fault.classList.add('fault');
    fault.hidden = false;
  }
}, true);

async function credentialOf(form) {
  const token = form.querySelector('[name=__RequestVerificationToken]').value;
  const answer = await fetch(form.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token } });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`${answer.status}`);
  const options = await answer.json();
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return credential.toJSON();
}
