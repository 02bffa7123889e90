// A show is cancelled for everyone, and the machine dies in the middle of it.
//
// CANCEL_ORDERS=5000 plays it in full size, with two kills; the suite plays some hundred orders and one.
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import { Shop } from "../../ops/crash/shop.ts";
import { checkSale } from "../../ops/verify-sale/sale.ts";
import {
  alive,
  dropStateDir,
  freePort,
  type Instance,
  newStateDir,
  noted,
  pidOf,
  start,
  stop,
  until,
} from "./instance.ts";

const ORDERS = Number(process.env.CANCEL_ORDERS ?? 100);
const AT_ONCE = 20;
const ORDERS_PER_FAN = 5;
const KILLS = ORDERS > 1_000 ? 2 : 1;
/** A machine that others use as well is slow to begin. */
const START_WITHIN_MS = 160_000;
const BACK_WITHIN_MS = 60_000;
/** Two seats each. */
const ORDER_KRW = 180_000;
/** What one order may take on a busy machine, from the sign-in to the money back. */
const ORDER_MS = 400;
/** Of what the service said, where it is worth reading. */
const SAID_CHARS = 6_000;
const WITHIN_MS = 60_000 + ORDERS * ORDER_MS;

let state_dir: string;
let port: number;
let running: Instance;

beforeAll(async () => {
  state_dir = newStateDir();
  port = await freePort();
  // The minute finds the job whose run died; by its lease, which is as long as ever, not before.
  running = await start({ state_dir, port, env: { MINUTE: "short" } });
}, START_WITHIN_MS);
afterAll(async () => {
  if (running.child.exitCode === null && running.child.signalCode === null) await stop(running);
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

type Refunded = { readonly booking_id: string; readonly refunded_krw: number }[];

describe("RJ6: cancelling a show while the machine dies", () => {
  it(
    "RJ6 D53: kill -9 in the middle of the refunds: every order is paid back exactly once, and all agrees",
    async () => {
      onTestFailed(() =>
        console.log(`${shop.sold} sold; the service said last:\n${running.output().slice(-SAID_CHARS)}`),
      );
      const shop = new Shop({ port, random: Math.random, cut_share: 0, orders_per_fan: ORDERS_PER_FAN });
      const ask: Shop["ask"] = (path, call) => shop.ask(path, call);
      const show = await shop.openSale(2 * ORDERS);
      const organiser = await shop.login("organiser@example.com", "MANAGER");
      const manage = `/v1/api/manage/shows/${show.show_id}`;
      const began_ms = Date.now();
      let next = 0;
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let fan = next++; fan * ORDERS_PER_FAN < ORDERS; fan = next++) {
            const last = Math.min(ORDERS, (fan + 1) * ORDERS_PER_FAN);
            for (let n = fan * ORDERS_PER_FAN; n < last; n++) expect(await shop.buy(show, n)).toBeNull();
          }
        }),
      );
      // On a busy machine a buyer may look away before a refused card is known, and not try again.
      for (const one of shop.said) {
        await until(async () => {
          one.result = await shop.statusOf(one);
          return one.result !== "PENDING";
        }, WITHIN_MS);
      }
      const sold = shop.sold;
      expect(sold).toBeGreaterThan(ORDERS * 0.9);
      const preview = { all: true, reason: "x", preview: true };
      const copied = async (): Promise<number> =>
        (await ask(`${manage}/refunds`, { method: "POST", token: organiser, body: preview })).body.bookings;
      await until(
        async () => (await copied()) === sold,
        WITHIN_MS,
        () => "not every order stands in the record",
      );

      const cancelled_ms = Date.now();
      const body = { reason: "rain" };
      const { job_id } = (await ask(`${manage}/cancellation`, { method: "POST", token: organiser, body })).body;
      const job = async () => (await ask(`${manage}/jobs/${job_id}`, { token: organiser })).body;
      const killed_at: number[] = [];
      for (let kill = 1; kill <= KILLS; kill++) {
        let done = 0;
        const least = (sold * kill) / (KILLS + 2);
        await until(
          async () => {
            done = (await job()).done;
            return done >= least;
          },
          WITHIN_MS,
          () => `${done} done`,
        );
        killed_at.push(done);
        const before = pidOf(state_dir, "workerd");
        process.kill(before, "SIGKILL");
        await until(() => pidOf(state_dir, "workerd") !== before, BACK_WITHIN_MS);
      }
      let last: Record<string, unknown> = {};
      await until(
        async () => {
          last = await job();
          return last.status === "DONE";
        },
        WITHIN_MS,
        () => `the job stands at ${JSON.stringify(last)}`,
      );
      const took_ms = Date.now() - cancelled_ms;
      // An order whose card was refused and that nobody paid afterwards ends with the show as well, without money.
      expect(last).toMatchObject({ failed: 0, refund_krw: sold * ORDER_KRW });
      // In the middle: some were refunded when it died, and not all.
      expect(killed_at[0]).toBeGreaterThan(0);
      expect(killed_at[0]).toBeLessThan(sold);

      const back: Refunded = [];
      for (let cursor = ""; ; ) {
        const page = await ask(`${manage}/purchases?limit=50&status=REFUNDED${cursor}`, { token: organiser });
        back.push(...page.body.items);
        if (page.body.next_cursor === null) break;
        cursor = `&cursor=${encodeURIComponent(page.body.next_cursor)}`;
      }
      expect(new Set(back.map(({ booking_id }) => booking_id)).size).toBe(sold);
      expect(new Set(back.map(({ refunded_krw }) => refunded_krw))).toEqual(new Set([ORDER_KRW]));
      const admin = await shop.login("admin@example.com", "ADMIN");
      const checked = await checkSale({ show_id: show.show_id, url: running.url, token: admin });
      const [verdict] = checked.showtimes;
      expect(checked.showtimes.flatMap(({ checks }) => checks.flatMap(({ differences }) => differences))).toEqual([]);
      expect(verdict).toMatchObject({ live_tickets: 0 });
      console.log(
        `${sold} orders sold in ${cancelled_ms - began_ms} ms; killed at ${killed_at.join(" and ")} refunds; all refunded once after ${took_ms} ms`,
      );
    },
    4 * WITHIN_MS,
  );
});
