// A whole sale: every showtime of the show, each against the provider's own list.
import * as z from "zod/mini";
import { readId } from "../../domain/seat-ledger/ids.ts";
import { type SaleVerdict, verifySale } from "../../domain/verify-sale/verify.ts";
import { Unavailable } from "../cli/api.ts";
import type { SaleArguments } from "./arguments.ts";
import { askerOf } from "./asking.ts";
import { readProvider } from "./provider.ts";
import { readShowtime } from "./showtime.ts";

export type ShowtimeVerdict = SaleVerdict & {
  readonly showtime_id: string;
  readonly waiting: number;
  readonly parked: number;
};
export type CheckedSale = {
  readonly show_id: string;
  readonly provider: string;
  readonly showtimes: readonly ShowtimeVerdict[];
  readonly sound: boolean;
};

const showtimes = z.object({ items: z.array(z.object({ id: z.string() })) });

export async function checkSale(read: SaleArguments): Promise<CheckedSale> {
  const ask = await askerOf(read);
  const { items } = await ask(`/v1/api/manage/shows/${encodeURIComponent(read.show_id)}/showtimes`, showtimes);
  if (items.length === 0) throw new Unavailable(`show ${read.show_id} has no showtimes`);
  const sources = [];
  for (const { id } of items) sources.push({ id, ...(await readShowtime(ask, id)) });
  const times = sources.flatMap(({ replay }) => [...replay.orders.values()].map(({ created_at_ms }) => created_at_ms));
  const now_ms = Date.now();
  const first_ms = times.reduce((least, at_ms) => Math.min(least, at_ms), now_ms);
  const provider = await readProvider(read.stand_in ?? read.url, { from_ms: first_ms, to_ms: now_ms });
  const verdicts = sources.map(({ id, code, waiting, parked, ...own }): ShowtimeVerdict => {
    const charges = provider.charges.filter(({ attempt_id }) => readId(attempt_id)?.code === code);
    return { showtime_id: id, waiting, parked, ...verifySale({ ...own, charges, now_ms }) };
  });
  return {
    show_id: read.show_id,
    provider: provider.name,
    showtimes: verdicts,
    sound: verdicts.every(({ sound }) => sound),
  };
}
