// A real S3 server on a free port, over a folder. Its account is S3RVER with the secret S3RVER; one bucket is there.
const S3rver = require('s3rver');

const [directory, bucket] = process.argv.slice(2);
new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] })
  .run().then(at => console.log(at.port));
process.stdin.on('end', () => process.exit()).resume();
