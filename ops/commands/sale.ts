// `sale status|open|pause|resume|end <show>`: the running sale, over the routes of the console.
import type * as z from "zod/mini";
import { saleAnswerBody } from "../../schema/http/line.ts";
import { type Api, Refused } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { confirmed, pairs, tell, timeOf, won } from "../cli/tell.ts";

type Sale = z.infer<typeof saleAnswerBody>;
type Turn = { readonly verb: string; readonly to: "OPEN" | "PAUSED" | "ENDED"; readonly says: string };

const TURNS: readonly Turn[] = [
  { verb: "open", to: "OPEN", says: "open the sale now" },
  { verb: "pause", to: "PAUSED", says: "let nobody new in; the time of those inside stands still" },
  { verb: "resume", to: "OPEN", says: "let a paused sale go on at the same place" },
  { verb: "end", to: "ENDED", says: "end the sale; who waits is told, payments that began go on" },
];

export const saleCommands: readonly Command[] = [
  { name: "sale status", takes: "<show>", says: "say how a sale stands", run: showSale },
  ...TURNS.map(
    (turn): Command => ({
      name: `sale ${turn.verb}`,
      takes: "<show>",
      says: turn.says,
      ...(turn.to === "ENDED" ? { options: { yes: { says: "without being asked" } } } : {}),
      run: (asked) => turnSale(asked, turn),
    }),
  ),
];

const pathOf = (show: string): string => `/v1/api/manage/shows/${encodeURIComponent(show)}/sale`;

export const readSale = (api: Api, show: string): Promise<Sale> => named(show, api.get(pathOf(show), saleAnswerBody));

/** What the service says to fans helps nobody at a terminal. */
async function named(show: string, answer: Promise<Sale>): Promise<Sale> {
  try {
    return await answer;
  } catch (error) {
    const words = error instanceof Refused ? WORDS[error.code]?.(show) : undefined;
    if (!(error instanceof Refused) || words === undefined) throw error;
    throw new Refused({ code: error.code, status: error.status, words });
  }
}

const WORDS: Readonly<Record<string, (show: string) => string>> = {
  not_found: (show) => `no show is called ${show}: npm run ops -- sale list has their ids`,
  sale_stopped: (show) =>
    `the switch stopped it: npm run ops -- service go-on ${show} (or without the show, if all were)`,
};

async function showSale(asked: Asked): Promise<number> {
  const [show = ""] = asked.words;
  const sale = await readSale(await asked.api(), show);
  tell(asked, sale, saleLines(sale));
  return DONE;
}

async function turnSale(asked: Asked, { verb, to }: Turn): Promise<number> {
  const [show = ""] = asked.words;
  const api = await asked.api();
  if (to === "ENDED") {
    const { waiting, inside } = await readSale(api, show);
    const question = `${waiting} wait and ${inside} are inside: an ended sale never opens again.`;
    if (!(await confirmed(asked, question))) return REFUSED;
  }
  // What is paused by the operator's switch, or over, the service refuses; resuming what is not paused is seen here.
  if (verb === "resume") {
    const { status } = await readSale(api, show);
    if (status !== "PAUSED") {
      console.error(`the sale is ${status}, not PAUSED`);
      return REFUSED;
    }
  }
  const sale = await named(show, api.send("PATCH", `${pathOf(show)}/status`, { status: to }, saleAnswerBody));
  tell(asked, sale, saleLines(sale));
  return DONE;
}

export const saleLines = (sale: Sale): string[] => [
  ...pairs([
    ["sale", `${sale.status} (as of ${timeOf(sale.as_of_ms)} UTC)`],
    ["waiting", sale.waiting],
    ["inside", `${sale.inside} of ${sale.settings.room_capacity}`],
    ["let in", `${sale.admitted}, ${sale.finished} done, ${sale.no_shows} did not come`],
    ["seats", `${sale.sold} sold, ${sale.held} held, ${sale.available ?? "?"} free`],
    ["revenue", won(sale.revenue_krw)],
    ["sockets", sale.sockets],
  ]),
];
