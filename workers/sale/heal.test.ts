// What the minute makes up for: shows that were cancelled or deleted, and whose line and ledgers have not heard of it.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { hall } from "../../domain/seat-ledger/testing/halls.ts";
import { shows, showtimes } from "../../schema/tables/catalogue.ts";
import { live_objects } from "../../schema/tables/sales.ts";
import { insertLayout, insertVenue, packLayout } from "../catalogue/db/venues.ts";
import { nodeD1, nodeDatabase } from "../kit/testing/node-d1.ts";
import { insertShow, newShowRow } from "../manage/db/show-making.ts";
import { listObjects, markGone } from "./db/live-objects.ts";
import { closeGone, publishLost } from "./heal.ts";

const NOW_MS = 1_700_000_000_000;
const SHOW = "show_1";
const CODE = "TESTAA";

/** A show in public with its line and one ledger, which say what they heard; `due_at_ms`: whether something is under way there. */
async function aSale() {
  const DB = nodeD1();
  const db = nodeDatabase(DB);
  const heard: string[] = [];
  const state = { due_at_ms: NOW_MS as number | null, away: false };
  const objectOf = (name: string) => {
    const hear = async (word: string): Promise<void> => {
      if (state.away) throw new Error("away");
      heard.push(`${name} ${word}`);
    };
    return {
      cancel: () => hear("cancelled"),
      cancelShow: () => hear("cancelled"),
      follow: async () => "FOLLOWED",
      poke: async () => ({ overdue_ms: 0, due_at_ms: state.due_at_ms }),
    };
  };
  const objects = { idFromName: (name: string) => name, get: objectOf };
  const env = { DB, SEAT_LEDGER: objects, WAITING_LINE: objects } as unknown as Env;

  const { sections, stage, focal_point } = hall(1, 4);
  const packed = await packLayout("ven_1", { sections, stage, focal_point }, NOW_MS);
  const { layout_version } = packed.layout;
  const at = { region: "SEOUL", time_zone: "Asia/Seoul", capacity: 4, created_at_ms: NOW_MS } as const;
  const venue = { id: "ven_1", owner_id: "usr_a", name: "극장", name_en: null, layout_version, ...at };
  await db.batch([insertVenue(db, venue), insertLayout(db, packed.row)]);
  const input = {
    title: "달",
    genre: "CONCERT" as const,
    venue_id: venue.id,
    grades: [{ grade: "R" as const, price_krw: 1_000 }],
    sale: { opens_at_ms: NOW_MS, closes_at_ms: NOW_MS + 86_400_000 },
  };
  await insertShow(db, newShowRow(input, venue, { id: SHOW, owner_id: "usr_a", now_ms: NOW_MS }));
  const place = { show_id: SHOW, code: CODE, layout_version, seats_left: { R: 4 } };
  await db.insert(showtimes).values({ id: "st_1", ...place, round: 1, starts_at_ms: NOW_MS, created_at_ms: NOW_MS });
  await listObjects(db, { show_id: SHOW, codes: [CODE], look_at_ms: NOW_MS }, NOW_MS);
  return { env, db, heard, state };
}

const listed = async (db: ReturnType<typeof nodeDatabase>) =>
  (await db.select({ name: live_objects.name }).from(live_objects)).map(({ name }) => name).sort();

test("C14: a show that was cancelled, and whose ledger could not be reached then, is closed by the minute", async () => {
  const { env, db, heard, state } = await aSale();
  await db.update(shows).set({ status: "CANCELLED", rev: 1, settled_rev: 0 });
  state.away = true;
  await publishLost(env);
  expect(heard).toEqual([]);
  state.away = false;
  await publishLost(env);
  expect(heard).toEqual([`${CODE} cancelled`, `${SHOW} cancelled`]);
  // Brought to what stands there: the next minute has nothing to do.
  expect(await publishLost(env)).toBe(0);
  expect(heard.length).toBe(2);
});

test("C14: the ledger of a showtime that is gone is closed, and looked at until nothing is under way", async () => {
  const { env, db, heard, state } = await aSale();
  await closeGone(env);
  expect(heard).toEqual([]);
  await db.batch([db.delete(showtimes).where(eq(showtimes.id, "st_1")), markGone(db, [CODE])]);
  state.away = true;
  await closeGone(env);
  expect([heard, await listed(db)]).toEqual([[], [CODE, SHOW]]);
  state.away = false;
  await closeGone(env);
  expect([heard, await listed(db)]).toEqual([[`${CODE} cancelled`], [CODE, SHOW]]);
  state.due_at_ms = null;
  await closeGone(env);
  expect(await listed(db)).toEqual([SHOW]);
});

test("C14: a show that is gone takes its line and its ledgers with it", async () => {
  const { env, db, heard, state } = await aSale();
  await db.batch([db.delete(showtimes), db.delete(shows), markGone(db, [SHOW, CODE])]);
  state.due_at_ms = null;
  await closeGone(env);
  expect(heard.sort()).toEqual([`${CODE} cancelled`, `${SHOW} cancelled`]);
  expect(await listed(db)).toEqual([]);
});

test("C14: rows that are missing close nothing: a database may just be on its way back", async () => {
  const { env, db, heard } = await aSale();
  await db.delete(showtimes);
  await db.delete(shows);
  await closeGone(env);
  expect(heard).toEqual([]);
});
