// The seats of a showtime that are of one grade or section and nobody's, as the plan and the ledger have them now.
import { nobodys, placesOfGroup } from "../../../web/seat-map/area.ts";
import { liveFrom } from "../../../web/seat-map/live-seats.ts";
import { planOf } from "../../../web/seat-map/plan.ts";
import type { ShowtimeRow } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { layoutOf } from "../../sale/publish.ts";
import { refuseLedger } from "../../seats/answers.ts";

export async function seatsOfGroup(env: Env, showtime: ShowtimeRow, group: string): Promise<string[]> {
  const [layout, snapshot] = await Promise.all([
    layoutOf(database(env), showtime.layout_version),
    ledgerOf(env, showtime.code).snapshot(),
  ]);
  if (!snapshot.ok) return refuseLedger(snapshot);
  const plan = planOf(layout);
  const { version, layout_version, seats, zones } = snapshot.value;
  const live = liveFrom(plan, { version, layout_version, bits: seats.bits, zones });
  // Its plan was changed between the two looks.
  if (live === null) throw new Refusal("sale_state_conflict");
  return nobodys(live, placesOfGroup(plan, group)).map((place) => plan.map.ids[place] ?? "");
}
