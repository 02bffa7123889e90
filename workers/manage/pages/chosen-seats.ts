// The seats of a showtime for an act upon many: those of one grade or section that are nobody's, as the plan and the ledger
// have them now; and named ones as people call them.
import type { Language } from "../../../schema/http/words.ts";
import { nobodys, placesOfGroup } from "../../../web/seat-map/area.ts";
import { liveFrom } from "../../../web/seat-map/live-seats.ts";
import { planOf } from "../../../web/seat-map/plan.ts";
import { seatMapWords, seatsByRow } from "../../../web/seat-map/ui/seat-names.ts";
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

type Named = { readonly ids: readonly string[]; readonly language: Language };

/** Row by row; what the plan does not know is left to the ledger to refuse. */
export async function seatsInWords(
  env: Env,
  showtime: ShowtimeRow,
  { ids, language }: Named,
): Promise<readonly string[]> {
  const plan = planOf(await layoutOf(database(env), showtime.layout_version));
  const places = ids.flatMap((id) => plan.map.place_by_id.get(id) ?? []);
  return seatsByRow(seatMapWords(language), plan, places);
}
