// Handing a ticket over to another account: asked for by the holder, accepted by whoever has the address. Never a price.
import { readHandoverId } from "../../../domain/seat-ledger/ids.ts";
import { handoverAccepted, handoverAnswer, handoverInput } from "../../../schema/http/returns.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { refuseLedger } from "../../seats/answers.ts";
import { acceptHandover, askHandover } from "../handover.ts";
import { ledgerOfTicket } from "./returns.ts";

const NO_STORE = { "cache-control": "no-store" };

export const handoverRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/tickets/{ticket_id}/handovers",
      tag: "Buying",
      summary: "Hand an own ticket over to the account of a mail address; the receiver has to accept",
      access: "fan",
      body: handoverInput,
      answers: { 202: handoverAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "handover_off",
        "too_late",
        "ticket_used",
        "limit_reached",
        "already_cancelled",
        "payment_in_progress",
        "show_cancelled",
      ],
    },
    async (c, { params, body, identity }) => {
      const request = { ticket_id: params.ticket_id, fan_id: identity.user_id, to_email: body.to_email };
      return c.json(await askHandover(c, request), 202, NO_STORE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/tickets/{ticket_id}/handovers/{handover_id}",
      tag: "Buying",
      summary: "Take a handover back before it is accepted",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      if (readHandoverId(params.handover_id)?.ticket_id !== params.ticket_id) throw new Refusal("not_found");
      const ledger = await ledgerOfTicket(c.env, params.ticket_id);
      const command = { handover_id: params.handover_id, fan_id: identity.user_id };
      const withdrawn = await ledger.withdrawHandover(command);
      return withdrawn.ok ? c.body(null, 204) : refuseLedger(withdrawn);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/handovers/{handover_id}/acceptance",
      tag: "Buying",
      summary: "Accept a ticket; its earlier code is void from this moment",
      access: "fan",
      answers: { 201: handoverAccepted },
      refusals: [
        "not_found",
        "handover_off",
        "too_late",
        "ticket_used",
        "limit_reached",
        "already_cancelled",
        "show_cancelled",
      ],
    },
    async (c, { params, identity }) => {
      const request = { handover_id: params.handover_id, fan_id: identity.user_id };
      return c.json(await acceptHandover(c, request), 201, NO_STORE);
    },
  ),
];
