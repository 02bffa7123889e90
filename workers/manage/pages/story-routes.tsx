// The operator's road to one booking: by the number a fan reads aloud. For the organiser of its show, and for admins.

import { readBookingNumber } from "../../../domain/seat-ledger/ids.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { buyingPaths } from "../../buying/pages/paths.ts";
import { boughtOf, readWholeStory } from "../../buying/pages/reads.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { ledgerOfNumber } from "../../sale/ledger-of-id.ts";
import { ownShow } from "../routes/shows.ts";
import { FindStoryPage, StoryPage } from "./story-page.tsx";

const NUMBER_CHARS_MAX = 40;

/** These pages do not exist for fans. */
const asOperator = (answer: (c: Ctx, fan: Fan) => Promise<Response>) =>
  asFan((c, fan) => {
    if (fan.user.role === "USER") throw new Refusal("not_found");
    return answer(c, fan);
  });

export const findStory = asOperator(async (c, fan) => {
  const number = (queryRecord(c.req.url).number ?? "").slice(0, NUMBER_CHARS_MAX);
  const read = readBookingNumber(number);
  if (read !== null) return c.redirect(buyingPaths.story(read.number), 302);
  return page(c, <FindStoryPage frame={fanFrame(c, fan.user, null)} view={{ number }} />, number === "" ? 200 : 404);
});

export const storyPage = asOperator(async (c, fan) => {
  const number = (c.req.param("number") ?? "").slice(0, NUMBER_CHARS_MAX);
  const order = await orderOf(c, fan, number);
  if (order === null) return page(c, <FindStoryPage frame={fanFrame(c, fan.user, null)} view={{ number }} />, 404);
  const [bought, { story, buyer }] = await Promise.all([boughtOf(c, order), readWholeStory(c, order)]);
  return page(c, <StoryPage frame={fanFrame(c, fan.user, null)} view={{ ...bought, order, buyer, story }} />);
});

/** A booking of somebody else's show is not there. */
async function orderOf(c: Ctx, fan: Fan, number: string): Promise<OrderView | null> {
  const found = await ledgerOfNumber(c.env, number);
  if (found === null) return null;
  const order = await found.ledger.orderByNumber(found.number);
  if (!order.ok) return null;
  try {
    await ownShow(database(c.env), order.value.show_id, fan.identity);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
  return order.value;
}
