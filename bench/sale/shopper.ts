// What a fan does inside: claims, reads the map, holds, pays, and leaves.
import { type Ask, expected, type Told } from "../buy/asker.ts";
import type { Hall } from "../buy/hall.ts";
import { payFor } from "../buy/purchase.ts";
import { requestBytes } from "../kit/http-load.ts";
import type { Scene } from "../kit/line-fan.ts";
import { bearer, type Fan } from "../kit/people.ts";

export type Plan = { readonly declined: boolean; readonly chance: number };

const TRIES = 4;

/** How many seats the fan bought. */
export async function shop(scene: Scene, hall: Hall, fan: Fan, plan: Plan): Promise<number> {
  const queue = `/v1/api/shows/${hall.show_id}/queue`;
  const ask = askerOf(scene, "step");
  const claim = await askerOf(scene, "claim")(
    { method: "PATCH", path: `${queue}/status`, headers: bearer(fan) },
    { state: "CLAIMED" },
  );
  if (claim.status !== 200) {
    scene.tally.refused(`claim_${claim.body?.code ?? claim.status}`);
    return 0;
  }
  const buyer = { id: fan.id, headers: { ...bearer(fan), "x-queue-pass": String(claim.body.pass) } };
  const held = await hold(scene, hall, buyer.headers, plan);
  if (held !== null) {
    const took = await payFor(ask, buyer, held.id, { declined: plan.declined, twice: false, wished: [] });
    for (const ms of took) scene.tally.took("result", ms);
    scene.tally.happened("bought");
  }
  // A paid place is over by itself; whoever found nothing gives it to the next.
  else await ask({ method: "DELETE", path: queue, headers: bearer(fan) });
  return held?.seats ?? 0;
}

type Held = { readonly id: string; readonly seats: number };

async function hold(scene: Scene, hall: Hall, headers: Record<string, string>, { chance }: Plan): Promise<Held | null> {
  const path = `/v1/api/showtimes/${hall.showtime_id}`;
  for (let tries = 0; tries < TRIES; tries++) {
    const map = expected(
      await askerOf(scene, "map")({ method: "GET", path: `${path}/seats?format=json`, headers }),
      200,
      "map",
    );
    const seats = map.seats as Readonly<Record<string, string>>;
    const free = Object.keys(seats).filter((id) => seats[id] === "AVAILABLE");
    if (free.length === 0) return null;
    const at = Math.floor(chance * free.length);
    const wished = chance < 0.7 ? free.slice(at, at + 2) : free.slice(at, at + 1);
    const told = await askerOf(scene, "hold")({ method: "POST", path: `${path}/holds`, headers }, { seats: wished });
    if (told.status === 201) return { id: told.body.id, seats: told.body.seats.length };
    scene.tally.happened(`hold_${told.body?.code ?? told.status}`);
  }
  return null;
}

function askerOf({ roads }: Scene, what: string): Ask {
  return async (head, body): Promise<Told> => {
    const answer = await roads.timed(what, requestBytes(head, body), [200, 201, 202, 204, 409]);
    return { status: answer.status, body: answer.body.startsWith("{") ? JSON.parse(answer.body) : answer.body };
  };
}
