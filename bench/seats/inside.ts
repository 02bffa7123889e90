// Fans who are let in, and the hold that each of them asks for.
import type { Show } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import { bearer, type Fan } from "../kit/people.ts";
import type { Product } from "../kit/product.ts";

export type Inside = Fan & { readonly pass: string };

/** A claim whose connection was lost is asked again: it is the same claim. */
const CLAIM_TURNS = 3;

/** Two seats that nobody has asked for yet. */
export type NextPair = () => readonly [string, string];

export function holdBytes({ showtime_id }: Show, fan: Inside, seats: readonly string[]): Buffer {
  const headers = { ...bearer(fan), "x-queue-pass": fan.pass };
  return requestBytes({ method: "POST", path: `/v1/api/showtimes/${showtime_id}/holds`, headers }, { seats });
}

/** In through the front door: joined, let in, claimed. */
export async function enter(product: Product, { show_id }: Show, people: readonly Fan[]): Promise<Inside[]> {
  const path = `/v1/api/shows/${show_id}/queue`;
  const status = `${path}/status`;
  const joins = people.map((fan) => requestBytes({ method: "POST", path, headers: bearer(fan) }));
  await load({ to: product, requests: joins, status: 201 });
  const passes = new Map<string, string>();
  for (let turn = 0; turn < CLAIM_TURNS && passes.size < people.length; turn++) {
    const missing = people.filter(({ id }) => !passes.has(id));
    const claims = missing.map((fan) =>
      requestBytes({ method: "PATCH", path: status, headers: bearer(fan) }, { state: "CLAIMED" }),
    );
    const onAnswer = (index: number, { body }: { readonly body: string }): void => {
      const { pass } = JSON.parse(body) as { pass?: string };
      if (pass !== undefined) passes.set(missing[index]?.id ?? "", pass);
    };
    await load({ to: product, requests: claims, status: 200, onAnswer });
  }
  return people.flatMap((fan) => {
    const pass = passes.get(fan.id);
    return pass === undefined ? [] : [{ ...fan, pass }];
  });
}
