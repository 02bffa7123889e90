// The same contention without the road: in the ledger's object, in PostgreSQL rows and in a Redis script.
import { type Postgres, withPostgres } from "../kit/postgres.ts";
import { cpuUs } from "../kit/process.ts";
import { type Redis, withRedis } from "../kit/redis.ts";
import { alternate, perSecond, ratio, type Spent } from "../kit/rounds.ts";
import { type LedgerAlone, withLedgerWorker } from "../seats/ledger-alone.ts";

const IN_FLIGHT = 64;
const TRIES = 2_560;
const REDIS_TRIES = 20_000;

/** `seats`: how few there are for everybody. */
export async function contestedPeers(seats: number): Promise<Record<string, number>> {
  return withRedis({ append_only: true }, (redis) =>
    withPostgres(async (postgres) => {
      await postgres.ask(tablesOf(seats));
      await redis.ask("CONFIG", "SET", "appendfsync", "always");
      return withLedgerWorker(async (ledger) => {
        const { own, rows, script } = await alternate({
          own: (round) => ownTries(ledger, seats, round),
          rows: () => postgresTries(postgres),
          script: () => redisTries(redis, seats),
        });
        return {
          tries_over_postgres: ratio(own, rows),
          tries_over_redis: ratio(own, script),
          ledger_tries_per_s: perSecond(own),
          postgres_tries_per_s: perSecond(rows),
          redis_tries_per_s: perSecond(script),
        };
      });
    }),
  );
}

async function ownTries({ ask, pid }: LedgerAlone, seats: number, round: number): Promise<Spent> {
  const [began_ms, began_us] = [performance.now(), cpuUs(pid)];
  const wish = { from: round * TRIES, holds: TRIES, in_flight: IN_FLIGHT, pool: seats, first: round * seats };
  const query = Object.entries(wish).map(([name, value]) => `${name}=${value}`);
  await ask(`/crowd?${query.join("&")}`);
  return { done: TRIES, ms: performance.now() - began_ms, cpu_us: cpuUs(pid) - began_us };
}

const tablesOf = (seats: number): string => `
  CREATE TABLE few (id int PRIMARY KEY, owner bigint, expires_at timestamptz);
  INSERT INTO few (id) SELECT generate_series(1, ${seats});
  CREATE SEQUENCE rival;
  CREATE FUNCTION try_two(who bigint, first_seat int) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE free int;
  BEGIN
    SELECT count(*) INTO free FROM (
      SELECT id FROM few WHERE id IN (first_seat, first_seat + 1) AND (expires_at IS NULL OR expires_at <= now())
      FOR UPDATE SKIP LOCKED) AS mine;
    IF free < 2 THEN RETURN false; END IF;
    UPDATE few SET owner = who, expires_at = now() + interval '5 minutes' WHERE id IN (first_seat, first_seat + 1);
    RETURN true;
  END $$`;

async function postgresTries({ pid, ask, bench }: Postgres): Promise<Spent> {
  await ask("UPDATE few SET owner = NULL, expires_at = NULL");
  const seats = Number(await ask("SELECT count(*) FROM few"));
  const began_us = cpuUs(pid, { children: true });
  const statement = `SELECT try_two(nextval('rival'), 1 + floor(random() * ${seats - 1})::int);`;
  const per_s = await bench(statement, { clients: IN_FLIGHT, each: TRIES / IN_FLIGHT });
  return { done: TRIES, ms: (TRIES / per_s) * 1_000, cpu_us: cpuUs(pid, { children: true }) - began_us };
}

const TRY = `
  local n = tonumber(ARGV[1])
  local a, b = 'seat:' .. n, 'seat:' .. (n + 1)
  if redis.call('EXISTS', a, b) > 0 then return 0 end
  redis.call('SET', a, ARGV[2], 'PX', 300000)
  redis.call('SET', b, ARGV[2], 'PX', 300000)
  return 1`;

async function redisTries({ pid, ask, bench }: Redis, seats: number): Promise<Spent> {
  await ask("FLUSHALL");
  const args = ["0", "__rand_int__", "rival"];
  const began_us = cpuUs(pid);
  const per_s = await bench({
    script: TRY,
    args,
    calls: REDIS_TRIES,
    clients: IN_FLIGHT,
    pipeline: 1,
    below: seats - 1,
  });
  return { done: REDIS_TRIES, ms: (REDIS_TRIES / per_s) * 1_000, cpu_us: cpuUs(pid) - began_us };
}
