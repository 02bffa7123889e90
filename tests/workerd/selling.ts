// Selling without a line: bookings that are paid and recorded, by the ledger's own road.
import { expect } from "vitest";
import { ledgerOf } from "../../workers/kit/objects.ts";
import { type MadeShow, testEnv } from "./kit.ts";

const value = <A extends object>(answer: { readonly ok: boolean } & object): A => {
  if (!("value" in answer)) throw new Error(JSON.stringify(answer));
  return answer.value as A;
};

/** So many bookings of one place each, paid; recorded in D1 when it returns. */
export async function sell(show: MadeShow, count: number): Promise<string[]> {
  await testEnv.DB.prepare("SELECT 1").run();
  const row = await testEnv.DB.prepare("SELECT code FROM showtimes WHERE id = ?")
    .bind(show.showtime_id)
    .first<{ code: string }>();
  const ledger = ledgerOf(testEnv, row?.code ?? "");
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const fan_id = `usr_buyer_${show.show_id}_${i}`;
    const seat = `1-${Math.floor(i / 10) + 1}-${(i % 10) + 1}`;
    const wish =
      i < 20 ? ({ kind: "seats", seats: [seat] } as const) : ({ kind: "zone", zone: "2", count: 1 } as const);
    const hold = value<{ id: string }>(
      await ledger.hold({ fan_id, key: null, pass_id: null, stay_ends_ms: null, wish }),
    );
    const order = value<{ id: string; total_krw: number }>(await ledger.order({ fan_id, key: null, hold_id: hold.id }));
    const asked = { order_id: order.id, amount_krw: null, method: null, payment_key: null, simulate: "success" };
    value(await ledger.pay({ fan_id, key: null, ...asked }));
    ids.push(order.id);
  }
  await expect
    .poll(
      async () =>
        (
          await testEnv.DB.prepare("SELECT count(*) AS n FROM bookings WHERE show_id = ? AND status = 'CONFIRMED'")
            .bind(show.show_id)
            .first<{ n: number }>()
        )?.n,
      { timeout: 20_000, interval: 200 },
    )
    .toBe(count);
  return ids;
}
