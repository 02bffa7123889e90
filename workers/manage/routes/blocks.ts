// Organiser: house seats and camera positions, kept out of the sale and given back.
import * as z from "zod/mini";
import { blocksInput } from "../../../schema/http/seats.ts";
import { askedBy } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { refuseLedger } from "../../seats/answers.ts";
import { showtimePlace } from "../../seats/routes/seats.ts";
import { ownShowtime } from "./showtimes.ts";

const PATH = "/v1/api/manage/showtimes/{showtime_id}/blocks";
const answers = { 200: z.object({ seats: z.array(z.string()) }) };
const refusals = [
  "not_found",
  "malformed",
  "invalid",
  "unsupported_type",
  "seat_unknown",
  "duplicate_seat",
  "seat_held",
  "seat_sold",
] as const;

type Ask = { readonly showtime_id: string; readonly seats: readonly string[]; readonly blocked: boolean };

export async function setBlocks(c: Ctx, identity: Identity, { showtime_id, seats, blocked }: Ask): Promise<Response> {
  const { showtime } = await ownShowtime(database(c.env), showtime_id, identity);
  const { code } = await showtimePlace(c, showtime.id);
  const answer = await ledgerOf(c.env, code).block({ seats, blocked, asked_by: askedBy(c, identity) });
  if (!answer.ok) return refuseLedger(answer);
  return c.json({ seats });
}

export const manageBlockRoutes: readonly Route[] = [
  route(
    {
      method: "PUT",
      path: PATH,
      tag: "Organiser",
      summary: "Keep seats out of the sale",
      access: "manager",
      body: blocksInput,
      answers,
      refusals,
    },
    (c, { params, body, identity }) =>
      setBlocks(c, identity, { showtime_id: params.showtime_id, seats: body.seats, blocked: true }),
  ),
  route(
    {
      method: "DELETE",
      path: PATH,
      tag: "Organiser",
      summary: "Give seats back to the sale",
      access: "manager",
      body: blocksInput,
      answers,
      refusals,
    },
    (c, { params, body, identity }) =>
      setBlocks(c, identity, { showtime_id: params.showtime_id, seats: body.seats, blocked: false }),
  ),
];
