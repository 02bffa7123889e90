import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ShowPatch } from "../../../schema/http/catalogue.ts";
import { shows, showtimes } from "../../../schema/tables/catalogue.ts";
import { bookings, payments } from "../../../schema/tables/sales.ts";
import { readAnyShow, type ShowRow, type VenueRow } from "../../catalogue/db/shows.ts";
import { awaitingShowtimes, insertLayout, insertVenue, ownShowsAt, packLayout } from "../../catalogue/db/venues.ts";
import type { Database } from "../../kit/db/database.ts";
import { nodeDatabase } from "../../kit/testing/node-d1.ts";
import { dueBroadcasts, orderBroadcast, takeBroadcast } from "../../messages/db/broadcasts.ts";
import { organisesStill } from "../../people/db/account-end.ts";
import { keepChanges } from "../../sale/db/show-rows.ts";
import {
  decidedAnew,
  hasSales,
  insertGrades,
  insertShow,
  newShowRow,
  patchedColumns,
  writeShow,
} from "./show-making.ts";

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;
const PLAN = { sections: [], stage: { kind: "stage", outline: [] }, focal_point: { x: 0, y: 0 } } as const;

async function house(db: Database, owner_id = "usr_a"): Promise<VenueRow> {
  const packed = await packLayout("ven_1", structuredClone(PLAN) as never, NOW_MS);
  const venue: VenueRow = {
    id: "ven_1",
    owner_id,
    name: "작은 극장",
    name_en: null,
    region: "SEOUL",
    time_zone: "Asia/Seoul",
    capacity: 0,
    layout_version: packed.layout.layout_version,
    created_at_ms: NOW_MS,
  };
  await db.batch([insertVenue(db, venue), insertLayout(db, packed.row)]);
  return venue;
}

async function make(db: Database, venue: VenueRow, about = { id: "show_1", owner_id: "usr_a" }): Promise<void> {
  const input = {
    title: "달과 여섯 개의 의자",
    genre: "CONCERT" as const,
    venue_id: venue.id,
    grades: [{ grade: "R" as const, price_krw: 1_000 }],
    sale: { opens_at_ms: NOW_MS, closes_at_ms: NOW_MS + DAY_MS },
  };
  const row = newShowRow(input, venue, { ...about, now_ms: NOW_MS });
  await db.batch([insertShow(db, row), insertGrades(db, row.id, input.grades)]);
}

async function show(db: Database): Promise<ShowRow> {
  const found = await readAnyShow(db, "show_1");
  if (found === null) throw new Error("the show is gone");
  return found.show;
}

async function change(db: Database, venue: VenueRow, patch: ShowPatch, between = async () => {}): Promise<string> {
  return decidedAnew(async () => {
    const before = await show(db);
    if (before.status === "TAKEN_DOWN" && patch.status !== undefined) return "show_taken_down";
    await between();
    await db.batch([writeShow(db, patchedColumns(before, patch, venue), { show: before, now_ms: NOW_MS })]);
    return "written";
  });
}

const takeDown = async (db: Database): Promise<void> => {
  await decidedAnew(async () => {
    await writeShow(db, { status: "TAKEN_DOWN" }, { show: await show(db), now_ms: NOW_MS });
  });
};

/** Runs once, however often its place is passed. */
const once = (work: () => Promise<void>) => {
  let done = false;
  return async () => {
    if (!done) {
      done = true;
      await work();
    }
  };
};

test("D74: a take-down that comes between an organiser's look and their write stands", async () => {
  const db = nodeDatabase();
  const venue = await house(db);
  await make(db, venue);
  const patched = await change(
    db,
    venue,
    { title: "새 이름" },
    once(() => takeDown(db)),
  );
  expect([patched, (await show(db)).status, (await show(db)).title]).toEqual(["written", "TAKEN_DOWN", "새 이름"]);
});

test("D74: publishing that was decided before a take-down is refused after it", async () => {
  const db = nodeDatabase();
  const venue = await house(db);
  await make(db, venue);
  const patched = await change(
    db,
    venue,
    { status: "PUBLISHED" },
    once(() => takeDown(db)),
  );
  expect([patched, (await show(db)).status]).toEqual(["show_taken_down", "TAKEN_DOWN"]);
});

test("D74, negative control: a row written whole undoes the take-down", async () => {
  const db = nodeDatabase();
  const venue = await house(db);
  await make(db, venue);
  const before = await show(db);
  await takeDown(db);
  await db
    .update(shows)
    .set({ ...before, title: "새 이름" })
    .where(eq(shows.id, before.id));
  expect((await show(db)).status).toBe("PUBLISHED");
});

test("D74: what goes with a refused write is not written either", async () => {
  const db = nodeDatabase();
  const venue = await house(db);
  await make(db, venue);
  const before = await show(db);
  await takeDown(db);
  const news = orderBroadcast(db, { show_id: before.id, cause: "show_changed" }, NOW_MS);
  const late = db.batch([news.statement, writeShow(db, { title: "늦음" }, { show: before, now_ms: NOW_MS })]);
  await expect(late).rejects.toThrow();
  await db.update(shows).set({ status: "PUBLISHED" });
  expect(await dueBroadcasts(db, NOW_MS, 10)).toEqual([]);
});

test("D74: changes of many at once all stand, whatever their order", async () => {
  const patches: readonly ShowPatch[] = [
    { title: "가" },
    { description: "나" },
    { room: { room_capacity: 7 } },
    { room: { batch_size: 3 } },
    { sale: { closes_at_ms: NOW_MS + 2 * DAY_MS } },
    { age_limit: 12 },
    { limits: { seats_per_fan: 2 } },
  ];
  const order = fc.shuffledSubarray([...patches.keys()], { minLength: patches.length });
  await fc.assert(
    fc.asyncProperty(order, fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), async (indexes, waits) => {
      const db = nodeDatabase();
      const venue = await house(db);
      await make(db, venue);
      const pause = async (turns = 0) => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      };
      const organiser = indexes.map((index, i) => change(db, venue, patches[index] ?? {}, () => pause(waits[i])));
      const changes = [{ at_ms: NOW_MS, room: { step_ms: 99 }, limits: {} }];
      const sale = keepChanges(db, "show_1", { changes, now_ms: NOW_MS });
      await Promise.all([...organiser, sale, takeDown(db)]);
      const after = await show(db);
      expect([after.title, after.description, after.age_limit, after.status]).toEqual(["가", "나", 12, "TAKEN_DOWN"]);
      expect(after.room).toMatchObject({ room_capacity: 7, batch_size: 3, step_ms: 99 });
      expect([after.limits.seats_per_fan, after.closes_at_ms]).toEqual([2, NOW_MS + 2 * DAY_MS]);
      // Each of the nine is a version of its own to a ledger.
      expect([after.rev, after.updated_at_ms]).toEqual([9, NOW_MS + 9]);
    }),
    { numRuns: 30 },
  );
});

test("D74: an organiser's message waits while the show is taken down; the word of it goes out", async () => {
  const db = nodeDatabase();
  await make(db, await house(db));
  const said = orderBroadcast(db, { show_id: "show_1", cause: "organiser_message" }, NOW_MS);
  const down = orderBroadcast(db, { show_id: "show_1", cause: "show_taken_down" }, NOW_MS);
  await db.batch([said.statement, down.statement]);
  await takeDown(db);
  const lease = { now_ms: NOW_MS, until_ms: NOW_MS + 1 };
  expect(await dueBroadcasts(db, NOW_MS, 10)).toEqual([down.id]);
  expect(await takeBroadcast(db, said.id, lease)).toBeNull();
  await writeShow(db, { status: "PUBLISHED" }, { show: await show(db), now_ms: NOW_MS });
  expect((await takeBroadcast(db, said.id, lease))?.cause).toBe("organiser_message");
});

test("D76: a house's owner moves only their own shows to a new plan", async () => {
  const db = nodeDatabase();
  const venue = await house(db);
  await make(db, venue);
  await make(db, venue, { id: "show_2", owner_id: "usr_b" });
  await db.insert(showtimes).values(
    ["show_1", "show_2"].map((show_id, i) => ({
      id: `st_${i + 1}`,
      show_id,
      code: `CODE0${i}`,
      round: 1,
      starts_at_ms: NOW_MS + DAY_MS,
      layout_version: venue.layout_version,
      seats_left: {},
      created_at_ms: NOW_MS,
    })),
  );
  expect((await awaitingShowtimes(db, venue, NOW_MS)).map(({ id }) => id)).toEqual(["st_1"]);
  expect(await ownShowsAt(db, venue)).toEqual([{ id: "show_1" }]);
});

const booking = (id: string, status: (typeof bookings.$inferInsert)["status"]) => ({
  id,
  number: id,
  user_id: "usr_f",
  show_id: "show_1",
  showtime_id: "st_1",
  status,
  total_krw: 1_000,
  rev: 1,
  created_at_ms: NOW_MS,
  updated_at_ms: NOW_MS,
});

test("C9: an order that came to nothing is no sale, a bought or charged one is", async () => {
  const db = nodeDatabase();
  await make(db, await house(db));
  const of = { show_id: "show_1" };
  for (const status of ["CANCELLED", "EXPIRED", "FAILED", "PENDING"] as const) {
    await db.insert(bookings).values(booking(`ord_${status}`, status));
    expect([status, await hasSales(db, of)]).toEqual([status, false]);
  }
  const paid = { provider: "toss", amount_krw: 1_000, rev: 1, created_at_ms: NOW_MS, updated_at_ms: NOW_MS };
  await db.insert(payments).values({ id: "pay_1", booking_id: "ord_FAILED", status: "FAILED", ...paid });
  expect(await hasSales(db, of)).toBe(false);
  await db.insert(payments).values({ id: "pay_2", booking_id: "ord_FAILED", status: "COMPLETED", ...paid });
  expect([await hasSales(db, of), await hasSales(db, { showtime_id: "st_2" })]).toEqual([true, false]);
  for (const status of ["PAYING", "CONFIRMED", "REFUNDING", "REFUNDED"] as const) {
    await db.delete(bookings);
    await db.insert(bookings).values(booking("ord_1", status));
    expect([status, await hasSales(db, { showtime_id: "st_1" })]).toEqual([status, true]);
  }
});

test("A8: who organises a show that is not over keeps their account, also while it is taken down", async () => {
  const db = nodeDatabase();
  await make(db, await house(db));
  const at = (now_ms: number) => organisesStill(db, "usr_a", now_ms);
  expect([await at(NOW_MS), await at(NOW_MS + DAY_MS), await organisesStill(db, "usr_b", NOW_MS)]).toEqual([
    true,
    false,
    false,
  ]);
  await takeDown(db);
  expect(await at(NOW_MS)).toBe(true);
  await writeShow(db, { status: "CANCELLED" }, { show: await show(db), now_ms: NOW_MS });
  expect(await at(NOW_MS)).toBe(false);
});
