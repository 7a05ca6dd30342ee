// A real mail server on a free port. What it does follows from the reader's name; each letter it took is a line of JSON.
const { readFileSync } = require('node:fs');
const { SMTPServer } = require('smtp-server');

const [key, cert] = process.argv.slice(2);
const asked = new Map();
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  key: readFileSync(key), cert: readFileSync(cert), logger: false, disableReverseLookup: true,
  onAuth: (auth, session, done) => auth.username === 'sender' && auth.password === 'mail-password' ? done(null, { user: 'sender' }) : done(refusal(535, 'wrong password')),
  onRcptTo: (address, session, done) => {
    const name = address.address.split('@')[0];
    asked.set(address.address, (asked.get(address.address) ?? 0) + 1);
    if (name.startsWith('refused')) return done(refusal(550, 'no such mailbox'));
    if (name.startsWith('later') && asked.get(address.address) === 1) return done(refusal(450, 'busy'));
    done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const name = session.envelope.rcptTo[0].address.split('@')[0];
      console.log(JSON.stringify({ to: session.envelope.rcptTo[0].address, secure: session.secure, user: session.user, raw: Buffer.concat(parts).toString('latin1') }));
      if (name.startsWith('cut')) return [...server.connections].filter(one => one.session === session).forEach(one => one._socket.destroy());
      if (name.startsWith('full')) return done(refusal(452, 'no room'));
      if (name.startsWith('spam')) return done(refusal(554, 'not wanted'));
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.stdin.on('end', () => process.exit()).resume();
