// The pages of a running sale: the line and the room behind it.
import type { Hono } from "hono";
import type { HoldView } from "../../domain/seat-ledger/views.ts";
import type { LineFailure } from "../../domain/waiting-line/events.ts";
import { detailOf, showtimeOf, summaryOf } from "../api/show-views.ts";
import { database } from "../db/database.ts";
import { type FoundShow, readShow, readShowtimes, type ShowtimeRow } from "../db/shows.ts";
import type { AppEnv, Ctx, Identity } from "../env.ts";
import { problemOf, Refusal } from "../failures.ts";
import { failureOfLine, placeBody } from "../line/answers.ts";
import { claimRoom } from "../line/claim.ts";
import { joinLine } from "../line/join.ts";
import { knownShow } from "../line/known-shows.ts";
import { ledgerOf, lineOf } from "../objects.ts";
import { readForm } from "./account/form.ts";
import { frameOf } from "./frame.ts";
import { LinePage } from "./line/line-page.tsx";
import { VerifyPage } from "./line/verify-page.tsx";
import type { LineRefusalView } from "./line/view.ts";
import { paths } from "./paths.ts";
import { ROOM_ISLAND, RoomPage } from "./room-page.tsx";
import { page } from "./routes.tsx";

export function mountSalePages(app: Hono<AppEnv>): void {
  app.get("/shows/:show_id/line", line);
  app.post("/shows/:show_id/line", actByForm);
  app.get("/verify/:show_id", verify);
  app.get("/shows/:show_id/room", room);
  app.get("/shows/:show_id/room/:showtime_id", room);
}

type Show = { readonly found: FoundShow; readonly showtimes: readonly ShowtimeRow[] };

async function showOf(c: Ctx): Promise<Show> {
  const show_id = c.req.param("show_id") ?? "";
  const db = database(c.env);
  const [found, showtimes] = await Promise.all([readShow(db, show_id), readShowtimes(db, show_id)]);
  if (found === null || (await knownShow(c.env, show_id, c.get("now_ms"))) === null) throw new Refusal("not_found");
  return { found, showtimes };
}

async function line(c: Ctx) {
  const { found, showtimes } = await showOf(c);
  const identity = c.get("identity");
  if (identity === null) return c.redirect(paths.signIn(paths.line(found.show.id)), 302);
  const answer = await lineOf(c.env, found.show.id).status(identity.user_id);
  const place = await placeBody(c, identity, found.show.id, answer);
  return linePage(c, { found, showtimes }, place.state === "NONE" ? null : place, null);
}

/** Without script a button joins, or claims the turn; a refusal is told on the page itself. */
async function actByForm(c: Ctx) {
  const { found, showtimes } = await showOf(c);
  const show_id = found.show.id;
  const identity = c.get("identity");
  if (identity === null) return c.redirect(paths.signIn(paths.line(show_id)), 303);
  const form = await readForm(c);
  if (form.get("act") === "claim") {
    await claimRoom(c, identity, { show_id, by: "tap", switching: false });
    return c.redirect(paths.room(show_id), 303);
  }
  const answer = await joinLine(c, { show_id, fan: identity.user_id, vip_code: form.get("vip_code") || null });
  if (answer.ok) return c.redirect(paths.line(show_id), 303);
  return linePage(c, { found, showtimes }, null, refusalView(c, answer.failure));
}

function refusalView(c: Ctx, failure: LineFailure): LineRefusalView {
  const { code, title, detail } = problemOf(
    failureOfLine(failure, c.get("now_ms")),
    c.get("language"),
    c.get("request_id"),
  );
  return { code, title, detail, ...("opens_at_ms" in failure ? { opens_at_ms: failure.opens_at_ms } : {}) };
}

type Place = Awaited<ReturnType<typeof placeBody>>;

function linePage(c: Ctx, { found, showtimes }: Show, place: Place | null, join_refusal: LineRefusalView | null) {
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  const now_ms = c.get("now_ms");
  const { vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms } = found.show;
  const early = vip_opens_at_ms !== null && now_ms >= vip_opens_at_ms && now_ms < (lobby_opens_at_ms ?? opens_at_ms);
  const view = {
    show,
    showtimes: showtimes.map(showtimeOf),
    place,
    join_refusal,
    asks_vip_code: early && place === null,
  };
  return page(c, <LinePage frame={frameOf(c, "line.tsx")} view={view} />);
}

/** Public: whoever doubts the line needs no account to check it. */
async function verify(c: Ctx) {
  const { found } = await showOf(c);
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  return page(c, <VerifyPage frame={frameOf(c, "verify.tsx")} view={{ show }} />);
}

/** Only who is inside: everyone else is led to the line, where their turn is claimed. */
async function room(c: Ctx) {
  const { found, showtimes } = await showOf(c);
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
  };
  return page(c, <RoomPage frame={frameOf(c, ROOM_ISLAND)} view={view} />);
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
