// The public log of a line: hashes and positions, nothing personal.
import * as z from "zod/mini";
import { DRAW_RULE } from "../../../domain/draw/chain.ts";
import { randomnessOf, seedOf } from "../../../domain/draw/order.ts";
import type { Checkpoint } from "../../../domain/log/receipt.ts";
import { DRAW_NUMBER } from "../../../domain/waiting-line/decide-draw.ts";
import type { DrawAnswer } from "../../../durable-objects/waiting-line/replies.ts";
import { queryInt } from "../../../schema/http/common.ts";
import { checkpointsAnswer, drawAnswer, logAnswer, logQuery } from "../../../schema/http/line.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { lineOf } from "../../kit/objects.ts";
import { knownShow } from "../../sale/known-shows.ts";
import { logPageAnswer, MOVING } from "../log-page.ts";
import { signCheckpoint } from "../receipt.ts";

const QUEUE = "/v1/api/shows/{show_id}/queue";
const CHECKPOINTS_MAX = 100;

export const lineLogRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${QUEUE}/log`,
      tag: "Line",
      summary: "The public log, page by page",
      access: "anyone",
      practised: "inside",
      query: logQuery,
      answers: { 200: logAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const show_id = await publicShow(c, params.show_id);
      // Entries are numbered from one.
      const from = Math.max(1, query.from);
      const page = await lineOf(c.env, show_id).logPage({ from, limit: query.limit });
      return logPageAnswer(c, page, { of: ["show_id", show_id], from });
    },
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/draw`,
      tag: "Line",
      summary: "The draw of a lobby: its round, its frozen list, its seed. Not found where the show is first come",
      access: "anyone",
      practised: "inside",
      answers: { 200: drawAnswer },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const show_id = await publicShow(c, params.show_id);
      const draw = await lineOf(c.env, show_id).draw();
      if (draw === null) throw new Refusal("not_found");
      return c.json(await drawBody(c, draw), 200, { "cache-control": MOVING });
    },
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/checkpoints`,
      tag: "Line",
      summary: "Signed heads of the log, newest first",
      access: "anyone",
      practised: "inside",
      query: z.object({ limit: z._default(z.optional(queryInt(1, CHECKPOINTS_MAX)), 20) }),
      answers: { 200: checkpointsAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const show_id = await publicShow(c, params.show_id);
      const heads = await lineOf(c.env, show_id).checkpoints(query.limit);
      const items = await Promise.all(heads.map((head) => signed(c, head)));
      return c.json({ items }, 200, { "cache-control": MOVING });
    },
  ),
];

const signed = async (c: Ctx, head: Checkpoint) => ({ ...head, signed: await signCheckpoint(c.env, head) });

async function drawBody(c: Ctx, draw: NonNullable<DrawAnswer>) {
  const { view, chain, root, signature, checkpoint } = draw;
  const randomness = signature === null ? null : randomnessOf(signature);
  return {
    ...view,
    draw_number: DRAW_NUMBER,
    lobby_opens_at_ms: draw.lobby_opens_at_ms,
    chain: { ...chain },
    root,
    signature,
    randomness,
    seed: root === null || randomness === null ? null : seedOf(root, randomness),
    rule: DRAW_RULE,
    reason: draw.reason,
    checkpoint: checkpoint === null ? null : await signCheckpoint(c.env, checkpoint),
    now_ms: draw.now_ms,
  };
}

async function publicShow(c: Ctx, show_id: string): Promise<string> {
  if ((await knownShow(c.env, show_id, c.get("now_ms"))) === null) throw new Refusal("not_found");
  return show_id;
}
