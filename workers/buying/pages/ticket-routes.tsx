// A holder's own ticket by pages: offering it back with what would come back, and handing it over.

import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import type { Failure } from "../../../schema/failures.ts";
import { handoverInput } from "../../../schema/http/returns.ts";
import type { Ctx } from "../../kit/env.ts";
import { problemOf, Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { askHandover } from "../handover.ts";
import { ownTicket } from "../own-ticket.ts";
import { ledgerOfTicket } from "../routes/returns.ts";
import { buyingPaths } from "./paths.ts";
import { boughtOf, ownOrder } from "./reads.ts";
import { HandOverPage, OfferBackPage } from "./ticket-away-pages.tsx";

type Ticket = Awaited<ReturnType<typeof ownTicket>>;

/** Whoever was handed a ticket sees that ticket of its order, and no other. */
export async function orderOfOwnTicket(c: Ctx, ticket: Pick<Ticket, "id" | "booking_id">, fan_id: string) {
  const whole = await ownOrder(c, ticket.booking_id, null);
  const line = whole.lines.find((one) => one.ticket_id === ticket.id);
  if (line === undefined) throw new Refusal("not_found");
  const lines = whole.lines.filter((one) => (one.holder_id ?? whole.fan_id) === fan_id);
  const order: OrderView = { ...whole, lines };
  return { order, line, bought_here: whole.fan_id === fan_id };
}

export const standingOf = async (c: Ctx, ticket_id: string, fan_id: string) => {
  const standing = await (await ledgerOfTicket(c.env, ticket_id)).ticketStanding({ ticket_id, fan_id });
  // Used by now, or void: there is nothing to give away.
  return standing.ok ? standing.value : null;
};

async function viewOf(c: Ctx, fan_id: string, refused: Failure["code"] | null) {
  const ticket_id = c.req.param("ticket_id") ?? "";
  const ticket = await ownTicket(c, ticket_id, fan_id);
  const { order, line } = await orderOfOwnTicket(c, ticket, fan_id);
  const [bought, standing] = await Promise.all([
    boughtOf(c, order),
    ledgerOfTicket(c.env, ticket_id).then((ledger) => ledger.ticketStanding({ ticket_id, fan_id })),
  ]);
  const code = refused ?? (standing.ok ? null : standing.failure.code);
  return { ...bought, line, standing: standing.ok ? standing.value : null, refusal: saidOf(c, code) };
}

const saidOf = (c: Ctx, code: Failure["code"] | null) => {
  if (code === null) return null;
  const { title, detail } = problemOf({ code }, c.get("language"), c.get("request_id"));
  return { title, detail };
};

async function showOfferBack(c: Ctx, fan: Fan, refused: Failure["code"] | null): Promise<Response> {
  const seen = await viewOf(c, fan.identity.user_id, refused);
  const code = seen.standing !== null && "code" in seen.standing.offer_back ? seen.standing.offer_back.code : null;
  const view = { ...seen, refusal: seen.refusal ?? saidOf(c, code) };
  const status = view.refusal === null ? 200 : 409;
  return page(c, <OfferBackPage frame={fanFrame(c, fan.user, null)} view={view} />, status);
}

export const offerBackPage = asFan((c, fan) => showOfferBack(c, fan, null));

export const offerBack = asFan(async (c, fan) => {
  const form = await readForm(c);
  const ticket_id = c.req.param("ticket_id") ?? "";
  const own = { ticket_id, fan_id: fan.identity.user_id };
  const ledger = await ledgerOfTicket(c.env, ticket_id);
  const answer = form.get("act") === "keep" ? await ledger.takeBack(own) : await ledger.offerBack(own);
  if (!answer.ok) return showOfferBack(c, fan, answer.failure.code);
  return c.redirect(buyingPaths.offerBack(ticket_id), 303);
});

async function showHandOver(c: Ctx, fan: Fan, refused: Failure["code"] | null): Promise<Response> {
  const seen = await viewOf(c, fan.identity.user_id, refused);
  const view = { ...seen, refusal: seen.refusal ?? saidOf(c, seen.standing?.handover_code ?? null) };
  const status = view.refusal === null ? 200 : 409;
  return page(c, <HandOverPage frame={fanFrame(c, fan.user, null)} view={view} />, status);
}

export const handOverPage = asFan((c, fan) => showHandOver(c, fan, null));

export const handOver = asFan(async (c, fan) => {
  const form = await readForm(c);
  const ticket_id = c.req.param("ticket_id") ?? "";
  const fan_id = fan.identity.user_id;
  if (form.get("act") === "withdraw") {
    const ledger = await ledgerOfTicket(c.env, ticket_id);
    const answer = await ledger.withdrawHandover({ handover_id: form.get("handover_id"), fan_id });
    if (!answer.ok) return showHandOver(c, fan, answer.failure.code);
  } else {
    const { to_email } = parseWith(handoverInput, { to_email: form.get("to_email") });
    try {
      await askHandover(c, { ticket_id, fan_id, to_email });
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code === "not_found") throw error;
      return showHandOver(c, fan, error.failure.code);
    }
  }
  return c.redirect(buyingPaths.handOver(ticket_id), 303);
});
