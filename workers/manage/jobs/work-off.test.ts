import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterAsking,
  type ItemChange,
  isSettled,
  type LedgerWord,
  refundKey,
} from "../../../domain/refund-job/items.ts";
import { type Asked, type JobPorts, type OpenItem, workOff } from "./work-off.ts";

class Crash extends Error {}

type Refund = { readonly id: string; readonly amount_krw: number; refused: boolean; said: boolean };
type Row = ItemChange & OpenItem;

/** Bookings with one price each; a ledger that answers a known key as before; a provider that may refuse. */
function world(
  prices: readonly number[],
  { refuses, keyed = true }: { refuses: ReadonlySet<number>; keyed?: boolean },
) {
  const rows = new Map<string, Row>();
  const refunds = new Map<string, Refund[]>();
  const kept = new Map<string, LedgerWord>();
  for (const [i] of prices.entries()) {
    const item = { job_id: "job_1", booking_id: `b_${i}`, round: 1, seats: null };
    rows.set(item.booking_id, { ...item, status: "WAITING", refund_id: null, refund_krw: 0, fee_krw: 0, code: null });
  }
  const owed = (booking_id: string): number => {
    const paid = (refunds.get(booking_id) ?? []).some(({ refused }) => !refused);
    return paid ? 0 : (prices[Number(booking_id.slice(2))] ?? 0);
  };
  const ask = ({ item, key }: Asked): LedgerWord => {
    const before = keyed ? kept.get(key) : undefined;
    if (before !== undefined) return before;
    const amount_krw = owed(item.booking_id);
    if (amount_krw === 0) return { ok: false, code: "already_cancelled" };
    const list = refunds.get(item.booking_id) ?? [];
    const refused = refuses.has(Number(item.booking_id.slice(2))) && item.round === 1;
    const refund = { id: `${item.booking_id}-r${list.length + 1}`, amount_krw, refused, said: false };
    refunds.set(item.booking_id, [...list, refund]);
    const word: LedgerWord = { ok: true, refund_id: refund.id, refund_krw: amount_krw, fee_krw: 0 };
    kept.set(key, word);
    return word;
  };
  return { rows, refunds, ask };
}

type World = ReturnType<typeof world>;

/** Ports that die at the steps named, after they have done a part of what they were asked. */
function portsOf(of: World, crashes: Set<number>): JobPorts {
  let step = 0;
  const mayDie = () => {
    step += 1;
    if (crashes.delete(step)) throw new Crash();
  };
  return {
    waiting: async (limit) => {
      mayDie();
      return [...of.rows.values()].filter(({ status }) => status === "WAITING").slice(0, Math.min(limit, 4));
    },
    ask: async (questions) => {
      const words: LedgerWord[] = [];
      for (const question of questions) {
        mayDie();
        words.push(of.ask(question));
      }
      mayDie();
      return words;
    },
    keep: async (changes) => {
      mayDie();
      for (const { item, change } of changes) {
        const row = of.rows.get(item.booking_id);
        if (row?.status === "WAITING") of.rows.set(item.booking_id, { ...row, ...change });
      }
      mayDie();
    },
    settle: async () => {
      mayDie();
      for (const row of of.rows.values()) {
        const refund = of.refunds.get(row.booking_id)?.find(({ id }) => id === row.refund_id);
        if (row.status !== "ASKED" || refund === undefined) continue;
        const code = refund.refused ? "refund_refused" : null;
        of.rows.set(row.booking_id, { ...row, status: refund.refused ? "FAILED" : "DONE", code });
      }
      return 0;
    },
  };
}

const countsOf = (of: World) => {
  const counts = { WAITING: 0, ASKED: 0, DONE: 0, FAILED: 0 };
  for (const { status } of of.rows.values()) counts[status] += 1;
  return counts;
};

async function runToTheEnd(of: World, ports: JobPorts): Promise<void> {
  for (let turn = 0; turn < 200 && !isSettled(countsOf(of)); turn++) {
    try {
      await workOff(ports);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}

const plays = fc.record({
  prices: fc.array(fc.integer({ min: 1_000, max: 300_000 }), { minLength: 1, maxLength: 12 }),
  refuses: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
  crashes: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }),
});

describe("RJ: a job over many bookings", () => {
  it("RJ1 RJ2: whatever dies between any two steps, each booking is refunded once, to the won, and told so", async () => {
    await fc.assert(
      fc.asyncProperty(plays, async ({ prices, refuses, crashes }) => {
        const refused = new Set(refuses.filter((one) => one < prices.length));
        const of = world(prices, { refuses: refused });
        await runToTheEnd(of, portsOf(of, new Set(crashes)));
        expect(countsOf(of)).toEqual({
          WAITING: 0,
          ASKED: 0,
          DONE: prices.length - refused.size,
          FAILED: refused.size,
        });
        for (const [i, price] of prices.entries()) {
          expect(of.refunds.get(`b_${i}`)?.map(({ amount_krw }) => amount_krw)).toEqual([price]);
          expect(of.rows.get(`b_${i}`)?.refund_krw).toBe(price);
        }
      }),
    );
  });

  it("RJ3: trying again asks the refused ones alone, under another key, and pays none twice", async () => {
    const of = world([1_000, 2_000, 3_000], { refuses: new Set([1]) });
    await runToTheEnd(of, portsOf(of, new Set()));
    const row = of.rows.get("b_1");
    if (row === undefined) throw new Error("no row");
    of.rows.set("b_1", { ...row, status: "WAITING", round: 2, refund_id: null, code: null });
    await runToTheEnd(of, portsOf(of, new Set([2])));
    expect(countsOf(of).DONE).toBe(3);
    const paid = [...of.refunds.values()].flat().filter(({ refused }) => !refused);
    expect(paid.map(({ amount_krw }) => amount_krw).toSorted()).toEqual([1_000, 2_000, 3_000]);
  });

  it("RJ1 (control): without the key a refund that was made is reported as failed", async () => {
    const of = world([5_000], { refuses: new Set(), keyed: false });
    await runToTheEnd(of, portsOf(of, new Set([3])));
    expect(of.rows.get("b_0")).toMatchObject({ status: "FAILED", code: "already_cancelled" });
  });

  it("RJ4: a busy ledger is asked again, a refusal is the answer, an unpaid order ends without money", () => {
    expect(afterAsking({ ok: false, code: "overloaded" })).toBeNull();
    expect(afterAsking({ ok: false, code: "seat_unknown" })).toMatchObject({ status: "FAILED", code: "seat_unknown" });
    expect(afterAsking({ ok: true, refund_id: null, refund_krw: 0, fee_krw: 0 })).toMatchObject({ status: "DONE" });
    expect(refundKey({ job_id: "j", booking_id: "b", round: 2 })).toBe("j:b:2");
  });
});
