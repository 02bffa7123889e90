// The room behind the line: the seat map, for who is inside.
import type { Hono } from "hono";
import type { HoldView } from "../../../domain/seat-ledger/views.ts";
import { practiceShow } from "../../catalogue/practice-shows.ts";
import { detailOf, showtimeOf } from "../../catalogue/show-views.ts";
import type { AppEnv, Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { ledgerOf, lineOf } from "../../kit/objects.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { pageAround } from "../../kit/pages/kept-page.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { placeBody } from "../../line/answers.ts";
import { showOnSale } from "../../sale/show-on-sale.ts";
import { aboutRoom, ROOM_ISLAND, RoomPart } from "./room-page.tsx";

export function mountRoomPages(app: Hono<AppEnv>): void {
  app.get("/shows/:show_id/room", room);
  app.get("/shows/:show_id/room/:showtime_id", room);
}

/** Only who is inside: everyone else is led to the line, where their turn is claimed. */
async function room(c: Ctx) {
  const { found, showtimes } = await showOnSale(c);
  const identity = c.get("identity");
  const here = paths.line(found.show.id);
  if (identity === null) return c.redirect(paths.signIn(here), 302);
  const answer = await lineOf(c.env, found.show.id).status(identity.user_id);
  if (answer.place.state !== "CLAIMED") return c.redirect(here, 302);
  const place = await placeBody(c, identity, found.show.id, answer);
  const only = showtimes.length === 1 ? (showtimes[0]?.id ?? null) : null;
  const showtime_id = c.req.param("showtime_id") ?? only;
  const showtime = showtimes.find(({ id }) => id === showtime_id);
  if (showtime_id !== null && showtime === undefined) throw new Refusal("not_found");
  const own = showtime === undefined ? { hold: null, seats_bought: 0 } : await ownSeats(c, identity, showtime.code);
  const view = {
    show: detailOf(found, c.get("language"), c.get("now_ms")),
    showtimes: showtimes.map(showtimeOf),
    showtime_id,
    pass_expires_at_ms: place.pass_expires_at_ms ?? null,
    seats_per_fan: found.show.limits.seats_per_fan,
    ...own,
    checkout_url: "/checkout/",
    list: await byKeys(c, found.show.id),
  };
  const frame = frameOf(c, ROOM_ISLAND, "service-banner.ts");
  return pageAround(c, frame, aboutRoom(frame, view), <RoomPart frame={frame} view={view} />);
}

/** The level of keys is chosen on the list; everybody else begins on the plan. */
async function byKeys(c: Ctx, show_id: string): Promise<boolean> {
  if (c.get("practice") === null) return false;
  return (await practiceShow(c.env, show_id, c.get("now_ms")))?.level === "keys";
}

/** What the fan holds and has bought here already: a refresh loses nothing. */
async function ownSeats(
  c: Ctx,
  identity: Identity,
  code: string,
): Promise<{ hold: HoldView | null; seats_bought: number }> {
  const ledger = ledgerOf(c.env, code);
  const [holds, orders] = await Promise.all([ledger.holdsOf(identity.user_id), ledger.ordersOf(identity.user_id)]);
  const bought = orders.ok ? orders.value : [];
  const COUNTED = new Set(["PENDING", "LIVE", "REFUNDING", "REFUND_REFUSED"]);
  const open = bought.filter(({ status }) => ["PENDING", "PAYING", "CONFIRMED", "REFUNDING"].includes(status));
  return {
    hold: (holds.ok ? (holds.value[0] as HoldView | undefined) : undefined) ?? null,
    seats_bought: open.flatMap((order) => order.lines).filter(({ status }) => COUNTED.has(status)).length,
  };
}
