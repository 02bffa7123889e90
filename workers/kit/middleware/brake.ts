// Brakes, keyed by the fan where one is known, so that a crowd behind one address is not punished.
// The platform's counter costs a call; a fan within a quarter of the limit in this isolate is never asked for it.
import type { Ctx, Identity } from "../env.ts";
import { Refusal } from "../failures.ts";
import { rangeOf } from "../http/address.ts";
import { Counter } from "./counter.ts";

const WINDOW_MS = 10_000;
const FREE_PER_WINDOW = 30;
const FREE_PER_WINDOW_ADDRESS = 750;
const RETRY_AFTER_S = 10;
/** Every tab of a fan coming back at once, twice; what opens more often than this is no page. */
const OPENINGS_PER_WINDOW = 30;
/** A provider speaks from few addresses: this is two hundred payments a second, more than a ledger takes. */
const HINTS_PER_WINDOW = 2_000;

const counter = new Counter(WINDOW_MS);

const addressKey = (c: Ctx): string => `address:${c.req.header("cf-connecting-ip") ?? "none"}`;

export async function brakeWrites(c: Ctx, identity: Identity | null): Promise<void> {
  if (identity === null) return brakeAddress(c, "");
  const key = `fan:${identity.user_id}`;
  if (counter.count(key, c.get("now_ms")) <= FREE_PER_WINDOW) return;
  const { success } = await c.env.WRITES_PER_FAN.limit({ key });
  if (!success) throw tooMany();
}

/** Reads that open something: a socket, a stream. Coming back is free, coming back without end is not (D73). */
export async function brakeOpenings(c: Ctx, identity: Identity | null): Promise<void> {
  if (identity === null) return brakeAddress(c, "opening ");
  const count = counter.count(`opening fan:${identity.user_id}`, c.get("now_ms"));
  if (count > OPENINGS_PER_WINDOW) throw tooMany();
}

/**
 * Whether one more hint from there is listened to. Whoever is refused only comes again, so the answer is the same either
 * way: a hint that is not heard costs its sender nothing and us a second.
 */
export const hearsHints = (c: Ctx): boolean => counter.count(`hint ${rangeOf(c)}`, c.get("now_ms")) <= HINTS_PER_WINDOW;

async function brakeAddress(c: Ctx, what: string): Promise<void> {
  const key = what + addressKey(c);
  if (counter.count(key, c.get("now_ms")) <= FREE_PER_WINDOW_ADDRESS) return;
  const { success } = await c.env.WRITES_PER_ADDRESS.limit({ key });
  if (!success) throw tooMany();
}

const tooMany = (): Refusal => new Refusal("too_many_requests", undefined, RETRY_AFTER_S);
