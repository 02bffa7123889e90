// The road from a fan to their line: through a relay where the show has some, straight to the line where it has none. A relay is
// no truth, so whoever finds theirs away is asked for at the line itself: any road gives the same place.
import { isPracticeName } from "../../domain/crowd/names.ts";
import { relayOf } from "../../domain/relay/spread.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import type { Ctx } from "../kit/env.ts";
import { log, thrown } from "../kit/log.ts";
import { lineOf, relayAt } from "../kit/objects.ts";
import { relayKey } from "../kit/relay-key.ts";
import { knownShow } from "../sale/known-shows.ts";

export type Traveller = { readonly show_id: string; readonly fan: string };
type Road = Pick<ReturnType<typeof lineOf>, "joinOne" | "status" | "fetch">;

/** A copy that is behind for longer says so by its own age; nobody waits for it. */
const CAUGHT_UP_WITHIN_MS = 1_000;

/** An object that has just died is made anew by the next call, so a relay is asked twice before the line is. */
export async function byRoad<T>(c: Ctx, who: Traveller, ask: (road: Road) => Promise<T>): Promise<T> {
  const relay = await relayFor(c, who);
  if (relay === null) return ask(lineOf(c.env, who.show_id));
  for (let tries = 0; tries < 2; tries++) {
    try {
      return await ask(relayAt(c.env, who.show_id, relay));
    } catch (error) {
      tellAway({ show_id: who.show_id, relay, tries }, error);
    }
  }
  return ask(lineOf(c.env, who.show_id));
}

/** Everybody whom a relay held finds it away in the same moment: one line of the log says so for all of them. */
const AWAY_TOLD_EVERY_MS = 1_000;
let away = { told_ms: Number.NEGATIVE_INFINITY, untold: 0 };

function tellAway(where: { readonly show_id: string; readonly relay: number; readonly tries: number }, error: unknown) {
  const now_ms = Date.now();
  away.untold++;
  if (now_ms - away.told_ms < AWAY_TOLD_EVERY_MS) return;
  log("warn", "relay_away", { ...where, found_away: away.untold, ...thrown(error) });
  away = { told_ms: now_ms, untold: 0 };
}

/** After this fan did something at the line itself: their relay answers from a copy that holds it. */
export async function seenByRelay(c: Ctx, who: Traveller): Promise<void> {
  const relay = await relayFor(c, who);
  if (relay !== null) await catchUp(c.env, who.show_id, relay);
}

/** After the organiser did something at the line: the same for everyone. */
export async function seenByRelays(env: Env, show_id: string, relays: number): Promise<void> {
  await Promise.all(Array.from({ length: relays }, (_, index) => catchUp(env, show_id, index)));
}

async function catchUp(env: Env, show_id: string, relay: number): Promise<void> {
  try {
    await within(CAUGHT_UP_WITHIN_MS, relayAt(env, show_id, relay).caughtUp());
  } catch (error) {
    log("warn", "relay_behind", { show_id, relay, ...thrown(error) });
  }
}

async function relayFor(c: Ctx, { show_id, fan }: Traveller): Promise<number | null> {
  if (isPracticeName(show_id)) return null;
  const show = await knownShow(c.env, show_id, c.get("now_ms"));
  const relays = show?.room.relays ?? 0;
  return relays === 0 ? null : relayOf(fan, relays, relayKey(c.env, show_id));
}
