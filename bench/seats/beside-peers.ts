// Two-seat holds of the same meaning, named seats, owner, limit, expiry, written down, 64 in flight: one ledger over RPC
// in workerd, PostgreSQL rows, a Redis script with its append-only file. Only holds that succeeded are counted.
import { type Postgres, withPostgres } from "../kit/postgres.ts";
import { cpuUs } from "../kit/process.ts";
import { type Redis, withRedis } from "../kit/redis.ts";
import { alternate, cpuRatio, cpuUsEach, perSecond, type Rates, type Run, ratio, type Spent } from "../kit/rounds.ts";
import { withLedgerWorker } from "./ledger-alone.ts";

const IN_FLIGHT = 64;
const HOLDS = 2_560;
const PIPELINE = 16;
const SEATS = 50_000;
/** The append-only file makes Redis's run short: it gets more to do. */
const REDIS_HOLDS = 40_000;

type Ledger = Readonly<Record<"inside" | "overRpc", Run>>;

export async function ownHoldFigures(): Promise<Record<string, number>> {
  return withLedger(async ({ inside, overRpc }) => {
    const rates = await alternate({ inside, overRpc });
    return ownFigures(rates);
  });
}

const ownFigures = ({ inside, overRpc }: Rates<"inside" | "overRpc">): Record<string, number> => ({
  ledger_holds_per_s: perSecond(inside),
  ledger_hold_cpu_us: cpuUsEach(inside),
  ledger_rpc_holds_per_s: perSecond(overRpc),
  ledger_rpc_hold_cpu_us: cpuUsEach(overRpc),
});

export async function besidePeers(): Promise<Record<string, number>> {
  return withRedis({ append_only: true }, (redis) =>
    withPostgres(async (postgres) => {
      await postgres.ask(POSTGRES_TABLES);
      await postgres.ask("VACUUM ANALYZE seat");
      return withLedger(async ({ inside, overRpc }) => {
        const { rows, script, piped, synced, ...own } = await alternate({
          inside,
          rows: () => postgresHolds(postgres),
          overRpc,
          script: () => redisHolds(redis, { pipeline: 1, fsync: "everysec" }),
          piped: () => redisHolds(redis, { pipeline: PIPELINE, fsync: "everysec" }),
          synced: () => redisHolds(redis, { pipeline: 1, fsync: "always" }),
        });
        return {
          holds_over_postgres: ratio(own.inside, rows),
          holds_over_postgres_by_cpu: cpuRatio(own.inside, rows),
          holds_over_redis: ratio(own.inside, script),
          holds_over_redis_by_cpu: cpuRatio(own.inside, script),
          holds_over_redis_pipelined: ratio(own.inside, piped),
          holds_over_redis_fsync_always: ratio(own.inside, synced),
          rpc_holds_over_postgres: ratio(own.overRpc, rows),
          rpc_holds_over_redis: ratio(own.overRpc, script),
          ...ownFigures(own),
          postgres_holds_per_s: perSecond(rows),
          postgres_hold_cpu_us: cpuUsEach(rows),
          redis_holds_per_s: perSecond(script),
          redis_hold_cpu_us: cpuUsEach(script),
          redis_pipelined_holds_per_s: perSecond(piped),
          redis_fsync_always_holds_per_s: perSecond(synced),
        };
      });
    }),
  );
}

async function withLedger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedgerWorker(async ({ ask, pid }) => {
    let from = 0;
    const hold = async (path: string): Promise<Spent> => {
      const [began_ms, began_us] = [performance.now(), cpuUs(pid)];
      const done = Number(await ask(`${path}?from=${from}&holds=${HOLDS}&in_flight=${IN_FLIGHT}`));
      const spent = { done, ms: performance.now() - began_ms, cpu_us: cpuUs(pid) - began_us };
      from += HOLDS;
      if (done < HOLDS) throw new Error(`${HOLDS - done} of ${HOLDS} holds were refused`);
      return spent;
    };
    return work({ inside: () => hold("/crowd"), overRpc: () => hold("/rpc") });
  });
}

type Peer = { readonly done: number; readonly per_s: number; readonly cpu_us: number };
const spentOf = ({ done, per_s, cpu_us }: Peer): Spent => ({ done, ms: (done / per_s) * 1_000, cpu_us });

/** One round trip and one transaction a hold: the way of doing it that serves PostgreSQL best. */
const POSTGRES_TABLES = `
  CREATE TABLE seat (id int PRIMARY KEY, owner int, hold_id bigint, expires_at timestamptz);
  INSERT INTO seat (id) SELECT generate_series(1, ${SEATS});
  CREATE INDEX seat_owner ON seat (owner) WHERE owner IS NOT NULL;
  CREATE SEQUENCE pair;
  CREATE SEQUENCE hold_number;
  CREATE FUNCTION hold_two(who int, first_seat int) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE free int; made bigint;
  BEGIN
    IF (SELECT count(*) FROM seat WHERE owner = who AND expires_at > now()) + 2 > 4 THEN RETURN NULL; END IF;
    SELECT count(*) INTO free FROM (
      SELECT id FROM seat WHERE id IN (first_seat, first_seat + 1) AND (expires_at IS NULL OR expires_at <= now())
      FOR UPDATE SKIP LOCKED) AS mine;
    IF free < 2 THEN RETURN NULL; END IF;
    made := nextval('hold_number');
    UPDATE seat SET owner = who, hold_id = made, expires_at = now() + interval '5 minutes'
    WHERE id IN (first_seat, first_seat + 1);
    RETURN made;
  END $$`;
const POSTGRES_HOLD = "SELECT hold_two(n::int, (n * 2 - 1)::int) FROM (SELECT nextval('pair') AS n) AS next_pair;";

async function postgresHolds({ pid, ask, bench }: Postgres): Promise<Spent> {
  const held = async (): Promise<number> => Number(await ask("SELECT count(*) / 2 FROM seat WHERE owner IS NOT NULL"));
  const before = await held();
  const began_us = cpuUs(pid, { children: true });
  const per_s = await bench(POSTGRES_HOLD, { clients: IN_FLIGHT, each: HOLDS / IN_FLIGHT });
  const cpu_us = cpuUs(pid, { children: true }) - began_us;
  const done = (await held()) - before;
  return spentOf({ done, per_s: per_s * (done / HOLDS), cpu_us });
}

const REDIS_HOLD = `
  local n = tonumber(ARGV[1])
  local a, b, fan = 'seat:' .. (2 * n), 'seat:' .. (2 * n + 1), 'fan:' .. n
  if redis.call('EXISTS', a, b) > 0 then return 0 end
  if tonumber(redis.call('GET', fan) or '0') + 2 > 4 then return 0 end
  redis.call('SET', a, fan, 'PX', 300000)
  redis.call('SET', b, fan, 'PX', 300000)
  redis.call('SET', fan, 2, 'PX', 300000)
  return 1`;
const KEYS_PER_HOLD = 3;

/** `everysec` is Redis's own way with the file; `always` writes down before it answers, as the ledger and PostgreSQL do. */
type RedisWay = { readonly pipeline: number; readonly fsync: "everysec" | "always" };

async function redisHolds({ pid, ask, bench }: Redis, { pipeline, fsync }: RedisWay): Promise<Spent> {
  await ask("CONFIG", "SET", "appendfsync", fsync);
  await ask("FLUSHALL");
  const clients = IN_FLIGHT / pipeline;
  const run = { script: REDIS_HOLD, args: ["0", "__rand_int__"], calls: REDIS_HOLDS, below: 1_000_000_000 };
  const began_us = cpuUs(pid);
  const per_s = await bench({ ...run, clients, pipeline });
  const cpu_us = cpuUs(pid) - began_us;
  const done = Number(await ask("DBSIZE")) / KEYS_PER_HOLD;
  return spentOf({ done, per_s: per_s * (done / REDIS_HOLDS), cpu_us });
}
