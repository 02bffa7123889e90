// Own tickets: the code for the door, and the date for the calendar.
import { ticketAnswer } from "../../../schema/http/payments.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { calendarOf, codeOf, ownTicket } from "../own-ticket.ts";

export const ticketRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/tickets/{ticket_id}",
      tag: "Buying",
      summary: "An own ticket with its signed code; a void one has none",
      access: "fan",
      answers: { 200: ticketAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const ticket = await ownTicket(c, params.ticket_id, identity.user_id);
      const { seat_id, booking_rev, running_minutes, generation, ...shown } = ticket;
      return c.json({ ...shown, ...(await codeOf(c, ticket)) }, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/tickets/{ticket_id}/calendar.ics",
      tag: "Buying",
      summary: "The date of an own ticket for a calendar; cancelled when the ticket is void",
      access: "fan",
      answers: { 200: { media: "text/calendar" } },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const ticket = await ownTicket(c, params.ticket_id, identity.user_id);
      const method = ticket.status === "VOID" ? "CANCEL" : "PUBLISH";
      return c.body(calendarOf(c, ticket), 200, {
        "content-type": `text/calendar; charset=utf-8; method=${method}`,
        "content-disposition": 'attachment; filename="ticket.ics"',
        "cache-control": "no-store",
      });
    },
  ),
];
