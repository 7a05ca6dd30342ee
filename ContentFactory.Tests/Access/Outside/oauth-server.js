// An OAuth 2 server on a free port with code flow, PKCE and codes for one use. POST /identity says who signs in next;
// each request that it answered is a line.
const { createServer } = require('node:http');
const { createHash, createHmac, randomBytes } = require('node:crypto');

const clients = { 'google-client': 'google-secret', 'facebook-client': 'facebook-secret' };
const codes = new Map();
const tokens = new Map();
let identity = {};

const json = (response, status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const body = async request => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};

function authorize(query, response) {
  const back = new URL(query.get('redirect_uri'));
  if (!clients[query.get('client_id')] || query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256' || !query.get('state')) return json(response, 400, { error: 'invalid_request' });
  back.searchParams.set('state', query.get('state'));
  if (identity.deny) back.searchParams.set('error', 'access_denied');
  else {
    const code = randomBytes(16).toString('hex');
    codes.set(code, { identity, client: query.get('client_id'), redirect: query.get('redirect_uri'), challenge: query.get('code_challenge') });
    back.searchParams.set('code', code);
  }
  response.writeHead(302, { location: back.href }).end();
}

async function token(request, response) {
  const form = new URLSearchParams(await body(request));
  const grant = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const right = grant && clients[grant.client] === form.get('client_secret') && grant.client === form.get('client_id') && grant.redirect === form.get('redirect_uri')
    && grant.challenge === createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  console.log(`token ${right ? 'given' : 'refused'}`);
  if (!right) return json(response, 400, { error: 'invalid_grant' });
  const access = randomBytes(16).toString('hex');
  tokens.set(access, grant);
  json(response, 200, { access_token: access, token_type: 'Bearer', expires_in: 3600 });
}

function person(request, query, response) {
  const access = request.headers.authorization?.replace('Bearer ', '');
  const grant = tokens.get(access);
  if (!grant) return json(response, 401, { error: 'invalid_token' });
  if (grant.client === 'facebook-client' && query.get('appsecret_proof') !== createHmac('sha256', clients['facebook-client']).update(access).digest('hex')) return json(response, 400, { error: 'appsecret_proof' });
  json(response, 200, grant.identity);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.endsWith('/authorize')) return authorize(url.searchParams, response);
  if (url.pathname.endsWith('/token')) return token(request, response);
  if (url.pathname.endsWith('/me')) return person(request, url.searchParams, response);
  if (url.pathname === '/identity') {
    identity = JSON.parse(await body(request));
    return json(response, 200, {});
  }
  json(response, 404, {});
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
