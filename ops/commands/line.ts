// `line <show>`: the line in figures, once or each two seconds.
import { setTimeout as sleep } from "node:timers/promises";
import { Unavailable } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, USAGE } from "../cli/exit-codes.ts";
import { timeOf } from "../cli/tell.ts";
import { readSale } from "./sale.ts";

const LOOK_AGAIN_MS = 2_000;

export const lineCommand: Command = {
  name: "line",
  takes: "<show>",
  says: "say how the line moves",
  more: "A line a look: the time, the sale's state, who waits, who is inside, how many were let in and how many seats are free.",
  options: {
    follow: { says: "look again each two seconds, until Ctrl-C or the sale is over" },
    looks: { value: "count", says: "with --follow: so often and no more" },
  },
  run: watchLine,
};

async function watchLine(asked: Asked): Promise<number> {
  const [show = ""] = asked.words;
  const looks = asked.is("follow") ? Number(asked.text("looks") ?? Number.POSITIVE_INFINITY) : 1;
  if (Number.isNaN(looks) || looks < 1) return USAGE;
  const api = await asked.api();
  let admitted_before: number | null = null;
  for (let look = 1; ; look++) {
    // While somebody looks on, a service that is away for a moment is said and asked again.
    const sale = await readSale(api, show).catch((error: unknown) => {
      if (!(error instanceof Unavailable) || looks === 1) throw error;
      console.error(error.message);
      return null;
    });
    if (sale !== null) {
      const { status, waiting, inside, admitted, available, as_of_ms, settings } = sale;
      const since = admitted_before === null ? "" : ` (+${admitted - admitted_before})`;
      console.log(
        asked.json
          ? JSON.stringify({ as_of_ms, status, waiting, inside, admitted, available })
          : `${timeOf(as_of_ms)}  ${status}  waiting ${waiting}  inside ${inside}/${settings.room_capacity}  let in ${admitted}${since}  free ${available ?? "?"}`,
      );
      admitted_before = admitted;
      if (status === "ENDED") return DONE;
    }
    if (look >= looks) return DONE;
    await sleep(LOOK_AGAIN_MS);
  }
}
