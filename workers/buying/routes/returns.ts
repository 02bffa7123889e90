// After the sell-out: the list for returned seats, and tickets offered back to it. Decided by the showtime's ledger.

import type { ListPageView } from "../../../domain/returns/page-view.ts";
import { orderOfTicket } from "../../../domain/seat-ledger/ids.ts";
import { listAnswer, listInput, returnAnswer, showListsAnswer } from "../../../schema/http/returns.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { showOnSale } from "../../sale/show-on-sale.ts";
import { refuseLedger } from "../../seats/answers.ts";
import { showtimePlace } from "../../seats/routes/seats.ts";
import { enterList } from "../list-entry.ts";
import { listsOfShow, ownListAnswer } from "../own-lists.ts";

const NO_STORE = { "cache-control": "no-store" };

export const returnsRoutes: readonly Route[] = [
  route(
    {
      method: "PUT",
      path: "/v1/api/showtimes/{showtime_id}/returns",
      tag: "Buying",
      summary: "Join the list for returned seats, or change the wish; repeating keeps the place",
      access: "fan",
      body: listInput,
      answers: { 200: listAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "not_sold_out",
        "show_cancelled",
        "show_taken_down",
        "sale_over",
        "check_required",
        "check_failed",
      ],
    },
    async (c, { params, body, identity }) => {
      const { count, grades = [], together = false, check: shown } = body;
      const { showtime_id } = params;
      const now = await enterList(c, identity, { showtime_id, count, grades, together, shown });
      return now.ok ? c.json(timedPlace(now), 200, NO_STORE) : refuseLedger(now);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/showtimes/{showtime_id}/returns",
      tag: "Buying",
      summary: "The own place in the list for returned seats, and the offer",
      access: "fan",
      answers: { 200: listAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { code } = await showtimePlace(c, params.showtime_id);
      const place = await ledgerOf(c.env, code).listPage(identity.user_id);
      return place.ok ? c.json(timedPlace(place), 200, NO_STORE) : refuseLedger(place);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/shows/{show_id}/returns",
      tag: "Buying",
      summary: "The lists for returned seats of a show's sold-out rounds, with the asker's own places in them",
      access: "anyone",
      answers: { 200: showListsAnswer },
      refusals: ["not_found"],
    },
    async (c) => c.json({ items: await listsOfShow(c, await showOnSale(c)), now_ms: c.get("now_ms") }, 200, NO_STORE),
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/showtimes/{showtime_id}/returns",
      tag: "Buying",
      summary: "Leave the list; an open offer goes on to the next fan",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found", "payment_in_progress"],
    },
    async (c, { params, identity }) => {
      const { code } = await showtimePlace(c, params.showtime_id);
      const left = await ledgerOf(c.env, code).leaveList(identity.user_id);
      return left.ok ? c.body(null, 204) : refuseLedger(left);
    },
  ),

  route(
    {
      method: "PUT",
      path: "/v1/api/tickets/{ticket_id}/return",
      tag: "Buying",
      summary: "Offer an own ticket back; it stays valid until the next fan has paid for its seat",
      access: "fan",
      answers: { 202: returnAnswer },
      refusals: ["not_found", "ticket_used", "too_late", "returns_off", "already_cancelled", "show_cancelled"],
    },
    async (c, { params, identity }) => {
      const ledger = await ledgerOfTicket(c.env, params.ticket_id);
      const offered = await ledger.offerBack(own(params.ticket_id, identity.user_id));
      return offered.ok ? c.json(offered.value, 202, NO_STORE) : refuseLedger(offered);
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/tickets/{ticket_id}/return",
      tag: "Buying",
      summary: "Keep the ticket after all, as long as nobody is paying for it",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found", "already_cancelled", "payment_in_progress"],
    },
    async (c, { params, identity }) => {
      const ledger = await ledgerOfTicket(c.env, params.ticket_id);
      const kept = await ledger.takeBack(own(params.ticket_id, identity.user_id));
      return kept.ok ? c.body(null, 204) : refuseLedger(kept);
    },
  ),
];

const timedPlace = ({ value, now_ms }: { readonly value: ListPageView; readonly now_ms: number }) => ({
  ...ownListAnswer(value),
  now_ms,
});

const own = (ticket_id: string, fan_id: string) => ({ ticket_id, fan_id });

export async function ledgerOfTicket(env: Env, ticket_id: string) {
  const of_order = orderOfTicket(ticket_id);
  if (of_order === null) throw new Refusal("not_found");
  return (await ledgerOfId(env, of_order.order_id, "order")).ledger;
}
