// What the pages of buying read: orders from the ledger that owns them, shows from D1.
import { isPracticeName } from "../../../domain/crowd/names.ts";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { readAnyShow, readShowtime } from "../../catalogue/db/shows.ts";
import { anyShow } from "../../catalogue/kept-shows.ts";
import { summaryOf } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { answered } from "../../seats/answers.ts";
import { readToldOf } from "../db/story.ts";
import { placeInLine } from "../place-in-line.ts";
import { inTime, ledgerLines, type StoryLine, toldLines } from "../story-facts.ts";
import { seatName } from "./order-summary.tsx";
import { type StoryEntry, storyOf } from "./story-lines.ts";
import type { Bought } from "./views.ts";

type Showtime = Pick<OrderView, "show_id" | "showtime_id">;

/** What an order's page says about its show. A show that was taken down stays readable for who bought it. */
export async function boughtOf(c: Ctx, { show_id, showtime_id }: Showtime): Promise<Bought> {
  const now_ms = c.get("now_ms");
  if (isPracticeName(show_id)) {
    const kept = await anyShow(c.env, show_id, now_ms);
    const [only] = kept?.showtimes ?? [];
    if (kept === null || only === undefined) throw new Refusal("practice_over");
    const { round, starts_at_ms } = only;
    return { show: summaryOf(kept.found, c.get("language"), now_ms), round, showtime_id, starts_at_ms };
  }
  const db = database(c.env);
  const [found, row] = await Promise.all([readAnyShow(db, show_id), readShowtime(db, showtime_id)]);
  if (found === null || row === null) throw new Refusal("not_found");
  const { round, starts_at_ms } = row.showtime;
  const show = summaryOf(found, c.get("language"), now_ms);
  return { show, round, showtime_id, starts_at_ms };
}

export async function ownOrder(c: Ctx, order_id: string, fan_id: string | null): Promise<OrderView> {
  const { ledger } = await ledgerOfId(c.env, order_id, "order");
  return answered(await ledger.orderOf({ order_id, fan_id }));
}

type Told = { readonly story: readonly StoryEntry[]; readonly buyer: Buyer };

/** What the ledger wrote down, and what was sent because of it. */
export const readStory = (c: Ctx, order: OrderView): Promise<Told> => storyWith(c, order, []);

/** With what the line's log says, too: for who is asked about it. Own bookings, which a crowd opens, leave the line alone. */
export const readWholeStory = async (c: Ctx, order: OrderView): Promise<Told> =>
  storyWith(c, order, await placeInLine(c.env, order));

async function storyWith(c: Ctx, order: OrderView, place: readonly StoryLine[]): Promise<Told> {
  const code = readId(order.id)?.code ?? "";
  const [journal, told] = await Promise.all([
    ledgerOf(c.env, code).story(order.id),
    readToldOf(database(c.env), { id: order.id, user_id: order.fan_id }),
  ]);
  const language = c.get("language");
  const seats = order.lines.map((line) => seatName(line, language)).join(" · ");
  const story = storyOf(inTime([...place, ...ledgerLines(journal, order), ...toldLines(told)]), { language, seats });
  return { story, buyer: told.buyer };
}

type Buyer = Awaited<ReturnType<typeof readToldOf>>["buyer"];

/** Shows repeat in a list of bookings: each is read once. */
export function boughtReader(c: Ctx): (order: OrderView) => Promise<Bought> {
  const known = new Map<string, Promise<Bought>>();
  return (order) => {
    const found = known.get(order.showtime_id) ?? boughtOf(c, order);
    known.set(order.showtime_id, found);
    return found;
  };
}
