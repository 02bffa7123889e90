// The public log of a showtime's list for returned seats: places and wishes, nobody's name. Read as the line's log is.
import * as z from "zod/mini";
import type { ListCheckpoint } from "../../../domain/returns/public-entry.ts";
import { queryInt } from "../../../schema/http/common.ts";
import { logQuery, receiptAnswer } from "../../../schema/http/line.ts";
import { listCheckpointsAnswer, listLogAnswer } from "../../../schema/http/returns.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { logPageAnswer, MOVING } from "../../line/log-page.ts";
import { signListCheckpoint, signListReceipt } from "../../line/receipt.ts";
import { showtimePlace } from "../../seats/routes/seats.ts";

const RETURNS = "/v1/api/showtimes/{showtime_id}/returns";
const CHECKPOINTS_MAX = 100;

export const returnsLogRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${RETURNS}/log`,
      tag: "Buying",
      summary: "The public log of the list for returned seats, page by page",
      access: "anyone",
      query: logQuery,
      answers: { 200: listLogAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const { code } = await showtimePlace(c, params.showtime_id);
      const from = Math.max(1, query.from);
      const page = await ledgerOf(c.env, code).listLog({ from, limit: query.limit });
      return logPageAnswer(c, page, { of: ["showtime_id", params.showtime_id], from });
    },
  ),

  route(
    {
      method: "GET",
      path: `${RETURNS}/checkpoints`,
      tag: "Buying",
      summary: "Signed heads of the list's log, newest first",
      access: "anyone",
      query: z.object({ limit: z._default(z.optional(queryInt(1, CHECKPOINTS_MAX)), 20) }),
      answers: { 200: listCheckpointsAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const { code } = await showtimePlace(c, params.showtime_id);
      const heads = await ledgerOf(c.env, code).listCheckpoints(query.limit);
      const items = await Promise.all(heads.map((head) => signed(c, head)));
      return c.json({ items }, 200, { "cache-control": MOVING });
    },
  ),

  route(
    {
      method: "GET",
      path: `${RETURNS}/receipt`,
      tag: "Buying",
      summary: "The receipt of the own place in the list: it leads to the entry of the log that registers it",
      access: "fan",
      answers: { 200: receiptAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { code } = await showtimePlace(c, params.showtime_id);
      const receipt = await ledgerOf(c.env, code).listReceipt(identity.user_id);
      if (receipt === null) throw new Refusal("not_found");
      return c.json({ receipt: await signListReceipt(c.env, receipt) }, 200, { "cache-control": "no-store" });
    },
  ),
];

const signed = async (c: Ctx, head: ListCheckpoint) => ({ ...head, signed: await signListCheckpoint(c.env, head) });
