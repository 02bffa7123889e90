// A plan that moves on while its show is changed: the last word in D1 is the last word in the ledgers too.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { hall } from "../../domain/seat-ledger/testing/halls.ts";
import { shows, showtimes } from "../../schema/tables/catalogue.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { insertLayout, insertVenue, packLayout } from "../catalogue/db/venues.ts";
import { nodeD1, nodeDatabase } from "../kit/testing/node-d1.ts";
import { insertGrades, insertShow, newShowRow } from "../manage/db/show-making.ts";
import { publishShow, republish } from "./publish.ts";
import { moveToLayout } from "./relayout.ts";

const NOW_MS = 1_700_000_000_000;
const SHOW = "show_1";

type Config = { readonly version: number; readonly suspended?: boolean };

function plan(rows: number) {
  const { sections, stage, focal_point } = hall(rows, 4);
  return { sections, stage, focal_point };
}

/** A show in public with one showtime, its ledger and its line: what they were told, and somebody who acts in between. */
async function aShow() {
  const DB = nodeD1();
  const db = nodeDatabase(DB);
  const told = { config: { version: -1 } as Config, layouts: 0 };
  const between: { layout?: () => Promise<void> } = {};
  const ledger = {
    publish: async ({ config, layout }: { config: Config; layout: object | null }) => {
      if (layout === null && told.layouts === 0) return { ok: false, failure: { code: "not_found" } };
      if (layout !== null) await between.layout?.();
      if (layout !== null) told.layouts++;
      if (config.version > told.config.version) told.config = config;
      return { ok: true, value: null };
    },
    counts: async () => ({ ok: false, failure: { code: "not_found" } }),
  };
  const line = { spreadOver: async () => {}, follow: async () => "FOLLOWED" };
  const objects = (made: object) => ({ idFromName: (name: string) => name, get: () => made });
  const env = {
    DB,
    SEAT_LEDGER: objects(ledger),
    WAITING_LINE: objects(line),
    SALE_SCREEN: objects({ start: async () => {} }),
    LOOKOUT: objects({ state: async () => ({ stops: [] }) }),
  } as unknown as Env;

  const packed = await packLayout("ven_1", plan(1), NOW_MS);
  const at = { region: "SEOUL", time_zone: "Asia/Seoul", capacity: 4, created_at_ms: NOW_MS } as const;
  const { layout_version } = packed.layout;
  const venue = { id: "ven_1", owner_id: "usr_a", name: "극장", name_en: null, layout_version, ...at };
  const input = {
    title: "달",
    genre: "CONCERT" as const,
    venue_id: venue.id,
    grades: [{ grade: "R" as const, price_krw: 1_000 }],
    sale: { opens_at_ms: NOW_MS, closes_at_ms: NOW_MS + 86_400_000 },
  };
  await db.batch([insertVenue(db, venue), insertLayout(db, packed.row)]);
  const row = newShowRow(input, venue, { id: SHOW, owner_id: "usr_a", now_ms: NOW_MS });
  await db.batch([insertShow(db, row), insertGrades(db, SHOW, input.grades)]);
  await db.insert(showtimes).values({
    id: "st_1",
    show_id: SHOW,
    code: "TESTAA",
    round: 1,
    starts_at_ms: NOW_MS + 86_400_000,
    layout_version,
    seats_left: { R: 4 },
    created_at_ms: NOW_MS,
  });
  await publishShow(env, SHOW);
  const takeDown = async () => {
    const newer = { rev: sql`${shows.rev} + 1`, updated_at_ms: sql`${shows.updated_at_ms} + 1` };
    await db.update(shows).set({ status: "TAKEN_DOWN", ...newer });
  };
  const tell = async () => {
    const found = await readAnyShow(db, SHOW);
    if (found !== null) await republish(env, found.show);
  };
  const move = async () => {
    const next = await packLayout("ven_1", plan(2), NOW_MS);
    await insertLayout(db, next.row);
    const showtime = { id: "st_1", show_id: SHOW, code: "TESTAA" };
    await moveToLayout(env, { show_ids: [SHOW], showtimes: [showtime] }, next.layout);
  };
  return { told, between, takeDown, tell, move };
}

test.each([
  ["written and told", true],
  ["written, and told by nobody", false],
])("D74: a take-down %s while the plan of its house moves on holds in the ledgers too", async (_, is_told) => {
  const { told, between, takeDown, tell, move } = await aShow();
  between.layout = async () => {
    delete between.layout;
    await takeDown();
    if (is_told) await tell();
  };
  await move();
  expect(told.layouts).toBe(2);
  expect(told.config.suspended).toBe(true);
});

test("D74: what follows a plan that moved on is newer than what the ledgers were told with it", async () => {
  const { told, takeDown, tell, move } = await aShow();
  await move();
  await takeDown();
  await tell();
  expect(told.config.suspended).toBe(true);
});
