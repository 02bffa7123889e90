// Joins through the object in batches, beside Redis doing an idempotent sorted-set join by a script, pipelined by 16:
// both between the 900,000th and the millionth entry, one join in twenty asked before.
import { type Redis, withRedis } from "../kit/redis.ts";
import { median, ROUNDS } from "../kit/rounds.ts";
import { type WorkerdFigures, workerdFigures } from "./in-workerd.ts";

const CLIENTS = 50;
const PIPELINE = 16;
const REPEATS = 0.05;
const FILL_AT_ONCE = 50_000;

const JOIN = `
  local place = redis.call('ZSCORE', KEYS[1], ARGV[1])
  if place then return place end
  place = redis.call('INCR', KEYS[2])
  redis.call('ZADD', KEYS[1], place, ARGV[1])
  return place`;
const FILL = `
  for n = tonumber(ARGV[1]), tonumber(ARGV[2]) - 1 do
    redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[2]), string.format('usr_%012d', n))
  end`;
const KEYS = ["2", "line", "place"] as const;

async function redisJoins({ ask, bench }: Redis, entries: number): Promise<number> {
  const known = Math.floor(entries * 0.9);
  await ask("FLUSHALL");
  for (let from = 0; from < known; from += FILL_AT_ONCE)
    await ask("EVAL", FILL, ...KEYS, String(from), String(Math.min(known, from + FILL_AT_ONCE)));
  return bench({
    script: JOIN,
    args: [...KEYS, "usr___rand_int__"],
    calls: entries - known,
    clients: CLIENTS,
    pipeline: PIPELINE,
    // Names are drawn from twenty times as many as are known, so that one in twenty is known.
    below: Math.round(known / REPEATS),
  });
}

/** Median of the rounds; in each the object and then Redis, or the other way round. */
export async function joinFigures(entries: number, peers: boolean): Promise<Record<string, number>> {
  if (!peers) return medians(await rounds(() => workerdFigures(entries)));
  return withRedis({ append_only: false }, async (redis) => {
    const pairs = await rounds(async (round) => {
      const before = round % 2 === 0 ? await redisJoins(redis, entries) : null;
      const ours = await workerdFigures(entries);
      return { ...ours, redis_joins_per_s: before ?? (await redisJoins(redis, entries)) };
    });
    return {
      joins_over_redis: median(pairs.map((pair) => pair.joins_per_s / pair.redis_joins_per_s)),
      redis_joins_per_s: median(pairs.map((pair) => pair.redis_joins_per_s)),
      ...medians(pairs),
    };
  });
}

async function rounds<T>(work: (round: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await work(round));
  return all;
}

const medians = (all: readonly WorkerdFigures[]): WorkerdFigures => ({
  joins_per_s: median(all.map((one) => one.joins_per_s)),
  join_cpu_us: median(all.map((one) => one.join_cpu_us)),
  wake_ms: median(all.map((one) => one.wake_ms)),
});
