// Telling ledgers what they sell: layout, prices and limits, when a showtime is published and whenever the organiser
// changes them. Never from a client.
import { isStopped } from "../../domain/alerts/lookout-state.ts";
import { DEFAULT_HANDOVER, DEFAULT_RETURNS } from "../../domain/returns/terms.ts";
import { DEFAULT_REFUND_RULE, type LedgerConfig } from "../../domain/seat-ledger/config.ts";
import type { Counts } from "../../domain/seat-ledger/status.ts";
import type { ShowtimeCounts } from "../../domain/waiting-line/events.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import type { Layout } from "../../schema/layout.ts";
import { type FoundShow, readAnyShow, readShowtimes, type ShowRow, type ShowtimeRow } from "../catalogue/db/shows.ts";
import { readLayoutBody } from "../catalogue/db/venues.ts";
import { type Database, database } from "../kit/db/database.ts";
import { log } from "../kit/log.ts";
import { ledgerOf, lineOf, lookoutOf, screenOf } from "../kit/objects.ts";
import { listObjects } from "./db/live-objects.ts";
import { markSettled } from "./db/show-rows.ts";
import { closeLedgers } from "./in-hands.ts";
import { setupOf } from "./setup.ts";

const WATCH_AFTER_MS = 60_000;

export function limitsOf({ limits: kept }: Pick<ShowRow, "limits">): LedgerConfig["limits"] {
  const { release_on_decline = false, strand_check = false, returns: _r, handover: _h, ...limits } = kept;
  return { ...limits, release_on_decline, strand_check };
}

export const pricesOf = ({ grades }: Pick<FoundShow, "grades">): LedgerConfig["prices_krw"] =>
  Object.fromEntries(grades.map(({ grade, price_krw }) => [grade, price_krw]));

export function configOf(found: FoundShow, showtime: ShowtimeRow): LedgerConfig {
  const { show } = found;
  const { returns, handover } = show.limits;
  return {
    showtime_id: showtime.id,
    show_id: show.id,
    code: showtime.code,
    starts_at_ms: showtime.starts_at_ms,
    time_zone: found.venue.time_zone,
    version: show.updated_at_ms,
    prices_krw: pricesOf(found),
    limits: limitsOf(show),
    refund_rule: DEFAULT_REFUND_RULE,
    returns: { ...DEFAULT_RETURNS, ...returns },
    handover: { ...DEFAULT_HANDOVER, ...handover },
    ...(show.status === "TAKEN_DOWN" ? { suspended: true } : {}),
  };
}

export async function layoutOf(db: Database, layout_version: string): Promise<Layout> {
  const packed = await readLayoutBody(db, layout_version);
  if (packed === null) throw new Error(`layout ${layout_version} is not there`);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Makes the line and every ledger of a show; what exists is brought to what stands in D1. Safe to repeat. */
export async function publishShow(env: Env, show_id: string): Promise<void> {
  const db = database(env);
  const [found, showtimes] = await Promise.all([readAnyShow(db, show_id), readShowtimes(db, show_id)]);
  if (found === null) return;
  const line = lineOf(env, show_id);
  const settled = await settleLine(env, show_id);
  await line.spreadOver(found.show.room.relays ?? 0);
  const layouts = new Map<string, Promise<Layout>>();
  for (const showtime of showtimes) {
    const config = configOf(found, showtime);
    const ledger = ledgerOf(env, showtime.code);
    // A ledger that knows its layout needs only the config: the large part is sent once.
    const answer = await ledger.publish({ config, layout: null });
    if (!answer.ok) {
      const layout = layouts.get(showtime.layout_version) ?? layoutOf(db, showtime.layout_version);
      layouts.set(showtime.layout_version, layout);
      const first = await ledger.publish({ config, layout: await layout });
      if (!first.ok) throw new Error(`ledger of ${showtime.id} was not published: ${first.failure.code}`);
    }
    // Before anyone is let in the line knows every ledger: whom to tell of passes, and that none of them is sold out.
    const counts = await ledger.counts();
    if (counts.ok) await line.introduce(lineCounts(counts.value, showtime.code));
  }
  await screenOf(env, show_id).start(show_id);
  await watchShow(db, show_id, { codes: showtimes.map(({ code }) => code) });
  if (settled) await markSettled(db, found.show);
}

/** The watchdog looks at them a minute from now, and learns from each when to look again. */
export async function watchShow(
  db: Database,
  show_id: string,
  { codes }: { readonly codes: readonly string[] },
): Promise<void> {
  const now_ms = Date.now();
  await listObjects(db, { show_id, codes, look_at_ms: now_ms + WATCH_AFTER_MS }, now_ms);
}

/** A ledger's counts as its line takes them: seats that are being paid for stand among the held. */
export const lineCounts = (counts: Counts, ledger: string): ShowtimeCounts => ({
  showtime_id: counts.showtime_id,
  ledger,
  version: counts.version,
  on_sale: counts.on_sale,
  available: counts.available,
  held: counts.held,
  paying: 0,
});

/** A draft has no line and no ledgers yet. */
export async function publishIfPublic(env: Env, show: Pick<ShowRow, "id" | "status">): Promise<void> {
  if (show.status === "PUBLISHED") await publishShow(env, show.id);
}

/** Somebody else's change may come between; each turn of the loop means that one did. */
const SETTLE_MAX = 20;
const STOPS_WITHIN_MS = 2_000;

/**
 * The line follows D1: it is told until what it was told is still what stands there, so that the last word of two who
 * change at once is the same in both (D74). What was changed at the line itself D1 hears first (L56). False where D1 is
 * still behind: the line goes on telling it.
 */
export async function settleLine(env: Env, show_id: string): Promise<boolean> {
  const db = database(env);
  let show = (await readAnyShow(db, show_id))?.show;
  for (let turns = 0; turns < SETTLE_MAX && show !== undefined; turns++) {
    const followed = await tellRow(env, show);
    const now = (await readAnyShow(db, show_id))?.show;
    if (followed && now?.rev === show.rev) return true;
    show = now;
  }
  return false;
}

async function tellRow(env: Env, show: ShowRow): Promise<boolean> {
  const line = lineOf(env, show.id);
  if (show.status === "CANCELLED") await line.cancel();
  if (show.status !== "PUBLISHED" && show.status !== "TAKEN_DOWN") return true;
  const { stand, ...setup } = setupOf(env, show);
  const stays = stand === undefined || (stand === "ON" && (await mayBeStopped(env, show.id)));
  const says = stays ? setup : { ...setup, stand };
  const followed = await line.follow({ ...says, line_told_at_ms: show.line_told_at_ms });
  if (followed === "REFUSED") log("warn", "line_unsettled", { show_id: show.id, rev: show.rev });
  return followed !== "BEHIND";
}

/** What the operator stopped goes on when the stop is lifted; while nobody can say, nothing is set going. */
async function mayBeStopped(env: Env, show_id: string): Promise<boolean> {
  try {
    const { stops } = await within(STOPS_WITHIN_MS, Promise.resolve(lookoutOf(env).state()));
    return isStopped(stops, show_id);
  } catch {
    return true;
  }
}

/** Whatever changed, and whoever should have seen to it: its line and its ledgers as its row says. */
export async function bringToRow(env: Env, show_id: string): Promise<void> {
  const db = database(env);
  const show = (await readAnyShow(db, show_id))?.show;
  if (show === undefined || show.status === "DRAFT") return;
  if (show.status !== "CANCELLED") return publishShow(env, show_id);
  // Each hears the same word again without harm.
  const showtimes = await readShowtimes(db, show_id);
  await closeLedgers(
    env,
    showtimes.map(({ code }) => code),
    "cancelled",
  );
  if (await settleLine(env, show_id)) await markSettled(db, show);
}

/** After the organiser changed times or the room: the line takes the new setup, the ledgers the new prices. */
export async function republish(env: Env, show: Pick<ShowRow, "id" | "status">): Promise<void> {
  if (show.status === "DRAFT" || show.status === "CANCELLED") return;
  await publishShow(env, show.id);
}
