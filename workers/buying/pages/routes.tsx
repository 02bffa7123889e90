// Where the pages of buying are mounted. What is private is kept in no cache but the ticket's own (D70).
import type { Hono } from "hono";
import type { AppEnv } from "../../kit/env.ts";
import { keepNowhere } from "../../kit/middleware/keep-nowhere.ts";
import { assetsFor } from "../../kit/pages/assets.ts";
import { bookingPage, bookingsPage, cancelBooking, cancelPage, ticketPage, ticketWallet } from "./booking-routes.tsx";
import { checkoutPage, makeOrder, releaseSeats } from "./checkout-routes.tsx";
import { handoverPage, takeHandover } from "./handover-page.tsx";
import { changeListEntry, returnsPage } from "./returns-routes.tsx";
import { handOver, handOverPage, offerBack, offerBackPage } from "./ticket-routes.tsx";

export function mountBuyingPages(app: Hono<AppEnv>): void {
  for (const path of ["/checkout/*", "/tickets/*", "/handovers/*", "/shows/:show_id/returns"])
    app.use(path, keepNowhere);
  app.get("/checkout/:hold_id", checkoutPage);
  app.post("/checkout/:hold_id", makeOrder);
  app.post("/checkout/:hold_id/release", releaseSeats);
  app.get("/me/bookings", bookingsPage);
  app.get("/me/bookings/:booking_id", bookingPage);
  app.get("/me/bookings/:booking_id/cancel", cancelPage);
  app.post("/me/bookings/:booking_id/cancel", cancelBooking);
  app.get("/tickets/:ticket_id", ticketPage);
  app.get("/tickets/:ticket_id/wallet/:wallet", ticketWallet);
  app.get("/tickets/:ticket_id/return", offerBackPage);
  app.post("/tickets/:ticket_id/return", offerBack);
  app.get("/tickets/:ticket_id/handover", handOverPage);
  app.post("/tickets/:ticket_id/handover", handOver);
  app.get("/shows/:show_id/returns", returnsPage);
  app.post("/shows/:show_id/returns", changeListEntry);
  app.get("/handovers/:handover_id", handoverPage);
  app.post("/handovers/:handover_id", takeHandover);
  // At the root, so that it may look after all pages; its own text is an asset like any other.
  app.get("/sw.js", (c) =>
    c.body(`importScripts(${JSON.stringify(assetsFor("ticket-worker.ts").scripts.at(-1))});\n`, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    }),
  );
}
