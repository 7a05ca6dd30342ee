// No-op jobs by graphile-worker as it comes: one job at a time. Takes how many; the database from PG* variables.
// Says the seconds between the start and the last job completed.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";

const count = Number(process.argv[2]);
const pool = new pg.Pool();
const fail = (error) => { throw error; };
pool.on("error", fail);
pool.on("connect", (client) => client.on("error", fail));
const logger = new Logger(() => () => {});
const utils = await makeWorkerUtils({ pgPool: pool, logger });
await utils.migrate();
await pool.query("select graphile_worker.add_job('noop', json_build_object('id', n)) from generate_series(1, $1) n", [count]);
await pool.query("vacuum analyze");

let completed = 0;
let last;
const finished = new Promise((resolve) => { last = resolve; });
const begun = process.hrtime.bigint();
const runner = await run({ pgPool: pool, logger, noHandleSignals: true, taskList: { noop: async () => {} } });
runner.events.on("job:complete", () => { if (++completed === count) last(process.hrtime.bigint()); });
const seconds = Number((await finished) - begun) / 1e9;
await runner.stop();
await utils.release();
await pool.end();
console.log(seconds);
