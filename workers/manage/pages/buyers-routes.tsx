// The pages around the buyers of an own show: a message to those a filter finds, and the list on paper.
import { buyersMessage } from "../../../schema/http/refund-jobs.ts";
import { readDoorList } from "../../door/list.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { countWantedBuyers, namesOfShowtime, roundsOf } from "../db/purchases.ts";
import { tellBuyers } from "../routes/messages.ts";
import { ownShowtime } from "../routes/showtimes.ts";
import { asOwner, type Own } from "./as-owner.ts";
import { MessagePage, type MessageView } from "./message-page.tsx";
import { consolePaths } from "./paths.ts";
import { PrintPage } from "./print-page.tsx";
import { FILTERS, filterOf } from "./purchases-routes.tsx";

type Asked = { readonly from: Readonly<Record<string, string | undefined>>; readonly refused: MessageView["refused"] };

async function showMessage(c: Ctx, { user }: Fan, { show }: Own, { from, refused }: Asked) {
  const { filter, given } = filterOf(from);
  const buyers = await countWantedBuyers(database(c.env), show.id, filter);
  const view = { show, buyers, fields: given, refused };
  return page(c, <MessagePage frame={fanFrame(c, user, null)} view={view} />, refused === null ? 200 : 422);
}

export const askMessage = asOwner((c, fan, own) =>
  showMessage(c, fan, own, { from: queryRecord(c.req.url), refused: null }),
);

export const sendMessage = asOwner(async (c, fan, own) => {
  const { identity } = fan;
  const { found, show } = own;
  // Its organiser says nothing to anybody while it is down.
  if (found.show.status === "TAKEN_DOWN") throw new Refusal("show_taken_down");
  const form = await readForm(c);
  const from = Object.fromEntries(FILTERS.map((name) => [name, form.get(name)]));
  const { filter } = filterOf(from);
  const text = form.get("text");
  const text_en = form.get("text_en").trim();
  const message = buyersMessage.safeParse({ text, filter, ...(text_en !== "" && { text_en }) });
  // A long text is not written twice.
  if (!message.success) return showMessage(c, fan, own, { from, refused: { text, text_en } });
  const told = await tellBuyers(c, identity, show.id, message.data);
  return c.redirect(`${consolePaths.purchases(show.id)}?told=${told}`, 303);
});

export const printPage = asOwner(async (c, { user, identity }, { show }) => {
  const db = database(c.env);
  const query = queryRecord(c.req.url);
  const order = query.order === "number" ? ("number" as const) : ("seat" as const);
  const rounds = await roundsOf(db, show.id);
  const round = rounds.find(({ id }) => id === query.showtime_id) ?? rounds[0] ?? null;
  const tickets = round === null ? [] : await ticketsOf(round.id);
  return page(c, <PrintPage frame={fanFrame(c, user, null)} view={{ show, rounds, round, order, tickets }} />);

  async function ticketsOf(showtime_id: string) {
    const { showtime } = await ownShowtime(db, showtime_id, identity);
    const [tickets, names] = await Promise.all([
      readDoorList(c.env, showtime.code, order),
      namesOfShowtime(db, showtime_id),
    ]);
    return tickets.map((ticket) => ({ ...ticket, name: names.get(ticket.number) ?? "" }));
  }
});
