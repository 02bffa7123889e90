// Brakes on writes, keyed by the fan where one is known, so that a crowd behind one address is not punished.
// The platform's counter costs a call; a fan within a quarter of the limit in this isolate is never asked for it.
import type { Ctx, Identity } from "../env.ts";
import { Refusal } from "../failures.ts";

const WINDOW_MS = 10_000;
const FREE_PER_WINDOW = 30;
const FREE_PER_WINDOW_ADDRESS = 750;
const KEYS_MAX = 50_000;
const RETRY_AFTER_S = 10;

let window_starts_at_ms = 0;
let counts = new Map<string, number>();

function countHere(key: string, now_ms: number): number {
  if (now_ms - window_starts_at_ms >= WINDOW_MS || counts.size >= KEYS_MAX) {
    window_starts_at_ms = now_ms;
    counts = new Map();
  }
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

export async function brakeWrites(c: Ctx, identity: Identity | null): Promise<void> {
  const key = identity === null ? `address:${c.req.header("cf-connecting-ip") ?? "none"}` : `fan:${identity.user_id}`;
  const free = identity === null ? FREE_PER_WINDOW_ADDRESS : FREE_PER_WINDOW;
  if (countHere(key, c.get("now_ms")) <= free) return;
  const brake = identity === null ? c.env.WRITES_PER_ADDRESS : c.env.WRITES_PER_FAN;
  const { success } = await brake.limit({ key });
  if (!success) throw new Refusal("too_many_requests", undefined, RETRY_AFTER_S);
}
