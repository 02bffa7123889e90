// `sale list` and `service status|stop|go-on`: what whoever was woken asks first, and the switch that stops one sale or all.
import * as z from "zod/mini";
import { statusAnswer, stopsAnswer } from "../../schema/http/status.ts";
import { STOPPED } from "../../web/words/banner.ts";
import { NOTHING, parsedFrom, Refused } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { addressOf } from "../cli/environments.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { confirmed, pairs, tell, timeOf } from "../cli/tell.ts";

const STOPS = "/v1/api/admin/stops";

export const saleListCommand: Command = {
  name: "sale list",
  takes: "",
  says: "list the shows by id, those whose sale is open or paused first; alerts name them by title",
  run: listSales,
};

export const serviceCommands: readonly Command[] = [
  {
    name: "service status",
    takes: "",
    says: "say what is away, what is stopped, and what happened lately; needs no token",
    more: "It ends with 0 where everything is well, and with 1 where not.",
    run: showService,
  },
  {
    name: "service stop",
    takes: "[show]",
    says: "stop one sale, or all: nobody new is let in, the time of those inside stands still, pages say why",
    more: "It works while the database is away. Organisers cannot open a sale again that was stopped so.",
    options: {
      ko: { value: "text", says: "what pages say in Korean" },
      en: { value: "text", says: "what pages say in English" },
      yes: { says: "without being asked" },
    },
    run: stop,
  },
  {
    name: "service go-on",
    takes: "[show]",
    says: "let a stopped sale go on at the same place; without a show that which was stopped for all",
    run: goOn,
  },
];

const shows = z.object({
  items: z.array(
    z.object({ id: z.string(), title: z.string(), status: z.string(), sale: z.object({ status: z.string() }) }),
  ),
  next_cursor: z.nullable(z.string()),
});
type Shown = z.infer<typeof shows>["items"][number];

const FIRST: readonly string[] = ["OPEN", "PAUSED"];
const rank = ({ sale }: Shown): number => (FIRST.includes(sale.status) ? 0 : 1);

async function listSales(asked: Asked): Promise<number> {
  const api = await asked.api();
  const found: Shown[] = [];
  for (let cursor = ""; ; ) {
    const page = await api.get(`/v1/api/admin/shows?limit=100${cursor}`, shows);
    found.push(...page.items.filter(({ status }) => status !== "DRAFT"));
    if (page.next_cursor === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
  const sorted = found.toSorted((a, b) => rank(a) - rank(b));
  const items = sorted.map(({ id, title, sale }) => ({ show_id: id, title, sale: sale.status }));
  tell(asked, items, pairs(items.map(({ show_id, title, sale }) => [show_id, `${sale.padEnd(9)}  ${title}`])));
  return DONE;
}

/** As anybody may read it: at night a token is one thing more that may not be had. */
async function readService({ environment, url }: Asked): Promise<z.infer<typeof statusAnswer>> {
  const address = await addressOf(environment, url);
  return parsedFrom(new Request(`${address}/v1/api/status`), statusAnswer);
}

async function showService(asked: Asked): Promise<number> {
  const { state, as_of_ms, parts, stops, incidents } = await readService(asked);
  const lines = [
    ...pairs([
      ["service", `${state} (${as_of_ms === null ? "never looked at" : `as of ${timeOf(as_of_ms)} UTC`})`],
      ...parts.map(({ name, up }): [string, string] => [name, up ? "answers" : "AWAY"]),
    ]),
    ...stops.map(
      ({ show_id, at_ms, text }) => `stopped  ${show_id ?? "all sales"}  since ${timeOf(at_ms)}  ${text.en}`,
    ),
    ...incidents.map(({ title, began_at_ms, ended_at_ms }) => {
      const until = ended_at_ms === null ? "now" : timeOf(ended_at_ms);
      return `${timeOf(began_at_ms)} to ${until}  ${title.en}`;
    }),
  ];
  tell(asked, { state, as_of_ms, parts, stops, incidents }, lines);
  return state === "ok" ? DONE : REFUSED;
}

async function stop(asked: Asked): Promise<number> {
  const [show_id = null] = asked.words;
  const text = { ko: asked.text("ko") ?? STOPPED.ko, en: asked.text("en") ?? STOPPED.en };
  const api = await asked.api();
  const what = show_id === null ? "ALL sales" : `the sale of ${show_id}`;
  if (!(await confirmed(asked, `Stops ${what} of ${api.url}; pages will say: ${text.ko} / ${text.en}`))) return REFUSED;
  const { items } = await api.send("PUT", STOPS, { show_id, text }, stopsAnswer);
  const back = ["npm run ops -- service go-on", ...(show_id === null ? [] : [show_id])].join(" ");
  tell(asked, items, [`stopped: ${what}. To let it go on: ${back}`]);
  return DONE;
}

async function goOn(asked: Asked): Promise<number> {
  const [show_id = null] = asked.words;
  const query = show_id === null ? "" : `?show_id=${encodeURIComponent(show_id)}`;
  try {
    await (await asked.api()).send("DELETE", `${STOPS}${query}`, undefined, NOTHING);
  } catch (error) {
    if (!(error instanceof Refused && error.code === "not_found")) throw error;
    const what = show_id ?? "all sales at once";
    throw new Refused({ code: error.code, status: error.status, words: `no stop of ${what} stands: service status` });
  }
  tell(asked, { show_id, stopped: false }, [`${show_id ?? "what was stopped for all"} goes on at the same place`]);
  return DONE;
}
