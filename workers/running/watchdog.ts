// The watchdog behind the objects' own alarms: each minute it pokes those whose time has come and alerts about any that
// had slept past its work. It learns from the poke when to look again, so that no command ever writes to the list.
import type { Poked } from "../../durable-objects/kit/poked.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { ledgerOf, lineOf, lookoutOf } from "../kit/objects.ts";
import { type DueObject, dueObjects, lookAgain, type NextLook } from "../sale/db/live-objects.ts";

const MINUTE_MS = 60_000;
/** The platform may deliver an alarm this late without being at fault. */
const ALARM_GRACE_MS = MINUTE_MS;
/** While a sale is on, commands bring deadlines that the last poke could not know of. */
const LOOK_ON_SALE_MS = 5 * MINUTE_MS;
const LOOK_QUIET_MS = 60 * MINUTE_MS;
/** Refunds may come until the show and a little after. */
const QUIET_AFTER_SHOW_MS = 2 * 24 * 60 * MINUTE_MS;
const POKES_PER_MINUTE = 100;
const POKES_AT_ONCE = 10;

export type Poke = (object: Pick<DueObject, "name" | "kind">) => Promise<Poked>;

const pokeIn =
  (env: Env): Poke =>
  async ({ name, kind }) =>
    kind === "line" ? lineOf(env, name).poke() : ledgerOf(env, name).poke();

export async function pokeSleepers(env: Env, now_ms: number, poke: Poke = pokeIn(env)): Promise<void> {
  const db = database(env);
  const due = await dueObjects(db, now_ms, POKES_PER_MINUTE);
  const looks: Looked[] = [];
  for (let at = 0; at < due.length; at += POKES_AT_ONCE) {
    const some = due.slice(at, at + POKES_AT_ONCE);
    looks.push(...(await Promise.all(some.map((object) => lookAt(object, now_ms, poke)))));
  }
  const overdue = looks.filter(({ slept }) => slept).length;
  if (overdue > 0) await lookoutOf(env).countOverdue(overdue);
  await lookAgain(db, looks, now_ms);
}

type Looked = NextLook & { readonly slept: boolean };

async function lookAt(object: DueObject, now_ms: number, poke: Poke): Promise<Looked> {
  const { name, kind } = object;
  try {
    const { overdue_ms, due_at_ms } = await poke(object);
    const slept = overdue_ms > ALARM_GRACE_MS;
    if (slept) log("error", "object_slept", { kind, name, overdue_ms });
    return { name, look_at_ms: nextLookMs(object, due_at_ms, now_ms), slept };
  } catch (error) {
    log("error", "object_unpoked", { kind, name, ...thrown(error) });
    return { name, look_at_ms: now_ms + MINUTE_MS, slept: false };
  }
}

type Times = Pick<DueObject, "opens_at_ms" | "closes_at_ms" | "last_starts_at_ms">;

/** Null: it has nothing to do and nobody will bring it anything any more. */
export function nextLookMs(show: Times, due_at_ms: number | null, now_ms: number): number | null {
  const own_ms = (due_at_ms ?? Infinity) + ALARM_GRACE_MS;
  const over_ms = Math.max(show.closes_at_ms, show.last_starts_at_ms ?? 0) + QUIET_AFTER_SHOW_MS;
  let look_ms = Infinity;
  if (now_ms < show.opens_at_ms) look_ms = show.opens_at_ms + ALARM_GRACE_MS;
  else if (now_ms < show.closes_at_ms) look_ms = now_ms + LOOK_ON_SALE_MS;
  else if (now_ms < over_ms) look_ms = now_ms + LOOK_QUIET_MS;
  const next_ms = Math.min(own_ms, look_ms);
  return next_ms === Infinity ? null : Math.max(next_ms, now_ms + MINUTE_MS);
}
