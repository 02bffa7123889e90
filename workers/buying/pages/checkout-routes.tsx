// The checkout's address is its hold's: it pays for the hold's order while it can be paid, and says how that ended after.
import { DEFAULT_REFUND_RULE } from "../../../domain/seat-ledger/config.ts";
import type { HoldView, OrderView } from "../../../domain/seat-ledger/views.ts";
import type { CheckoutFacts, WindowReturn } from "../../../web/buying/facts.ts";
import { anyShow } from "../../catalogue/kept-shows.ts";
import { titleIn } from "../../catalogue/show-views.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { assetsFor } from "../../kit/pages/assets.ts";
import { paths } from "../../kit/pages/paths.ts";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { refuseLedger } from "../../seats/answers.ts";
import { roomPath } from "../../seats/pages/room-page.tsx";
import { keepOrder } from "../kept-orders.ts";
import { demandOrderRight } from "../order-right.ts";
import { type CheckoutSettings, checkoutSettings } from "../payments/configured.ts";
import { CHECKOUT_ISLAND, CheckoutPage } from "./checkout-page.tsx";
import { HoldGonePage, OutcomePage } from "./outcome-page.tsx";
import { buyingPaths } from "./paths.ts";
import { checkoutPolicy } from "./policy.ts";
import { boughtOf } from "./reads.ts";
import type { Bought, CheckoutView } from "./views.ts";

const QUERY_CHARS_MAX = 200;

export const checkoutPage = asFan(async (c, fan) => {
  const hold_id = c.req.param("hold_id") ?? "";
  const { ledger, show_id } = await ledgerOfId(c.env, hold_id, "hold");
  const fan_id = fan.identity.user_id;
  const [orders, hold] = await Promise.all([ledger.ordersOf(fan_id), ledger.holdOf({ hold_id, fan_id })]);
  const order = orders.ok ? orders.value.find((one) => one.hold_id === hold_id) : undefined;
  if (order !== undefined) return orderPage(c, fan, order);
  if (!hold.ok) return holdGone(c, fan, show_id);
  return holdPage(c, fan, { hold: hold.value as HoldView, show_id });
});

async function orderPage(c: Ctx, fan: Fan, order: OrderView): Promise<Response> {
  const bought = await boughtOf(c, order);
  if (order.status !== "PENDING" && order.status !== "PAYING") {
    // A practice ends with its card, not with a ticket.
    const practice = c.get("practice");
    if (practice !== null && order.status === "CONFIRMED") return c.redirect(paths.practice(practice.id), 303);
    return page(c, <OutcomePage frame={fanFrame(c, fan.user, null)} view={{ ...bought, order }} />);
  }
  const last = order.attempts.at(-1);
  const facts = factsOf(c, {
    hold_id: order.hold_id,
    order_name: orderName(bought, order.lines.length),
    total_krw: order.total_krw,
    booking: {
      id: order.id,
      total_krw: order.total_krw,
      expires_at_ms: order.expires_at_ms,
      attempts_left: order.attempts_left,
      attempts_made: order.attempts.length,
    },
    checking:
      order.status === "PAYING" && last !== undefined ? { request_id: last.id, since_ms: last.started_at_ms } : null,
    last_code: order.status === "PENDING" ? (last?.code ?? null) : null,
  });
  const view = { ...bought, seats: order.lines, together: true, facts };
  return payPage(c, fan, view);
}

async function holdPage(c: Ctx, fan: Fan, { hold, show_id }: { hold: HoldView; show_id: string }): Promise<Response> {
  const bought = await boughtOf(c, { show_id, showtime_id: hold.showtime_id });
  const facts = factsOf(c, {
    hold_id: hold.id,
    order_name: orderName(bought, hold.seats.length),
    total_krw: hold.total_krw,
    booking: null,
    checking: null,
    last_code: null,
  });
  const { seats, together } = hold;
  return payPage(c, fan, { ...bought, seats, together, facts });
}

function payPage(c: Ctx, fan: Fan, view: Omit<CheckoutView, "rule">): Response | Promise<Response> {
  const frame = {
    ...fanFrame(c, fan.user, null),
    assets: assetsFor("account.ts", CHECKOUT_ISLAND, "service-banner.ts"),
  };
  const policy = checkoutPolicy(view.facts.payment === null ? null : checkoutSettings(c.env), frame.origin);
  for (const [name, value] of Object.entries(policy ?? {})) c.header(name, value);
  return page(c, <CheckoutPage frame={frame} view={{ ...view, rule: DEFAULT_REFUND_RULE }} />);
}

function factsOf(
  c: Ctx,
  known: Omit<CheckoutFacts, "language" | "url" | "release_url" | "returned" | "payment" | "practised">,
): CheckoutFacts {
  const { origin, pathname } = new URL(c.req.url);
  const practised = c.get("practice") !== null;
  const settings = practised || known.total_krw === 0 ? null : checkoutSettings(c.env);
  return {
    ...known,
    practised,
    language: c.get("language"),
    url: origin + pathname,
    release_url: buyingPaths.release(known.hold_id),
    returned: returnOf(queryRecord(c.req.url)),
    payment: settings === null ? null : shownSettings(settings),
  };
}

const shownSettings = ({ client_key, sdk_url, simulated }: CheckoutSettings) => ({ client_key, sdk_url, simulated });

/** What the provider's window put into the address. It is only compared and asked about, never believed. */
function returnOf(query: Readonly<Record<string, string>>): WindowReturn | null {
  if (query.window === "failed") return { kind: "failed", code: (query.code ?? "").slice(0, QUERY_CHARS_MAX) };
  const { paymentKey: payment_key = "", orderId: attempt_id = "", amount = "" } = query;
  if (query.window !== "agreed" || !/^[\w=-]{1,200}$/.test(payment_key) || !/^\d{1,10}$/.test(amount)) return null;
  return { kind: "agreed", payment_key, attempt_id, amount_krw: Number(amount) };
}

const ORDER_NAME_CHARS = 100;

/** As it stands in the provider's window and on the card's bill. */
const orderName = ({ show }: Bought, count: number): string =>
  `${show.title.slice(0, ORDER_NAME_CHARS - 8)} × ${count}`;

async function holdGone(c: Ctx, fan: Fan, show_id: string): Promise<Response> {
  const found = (await anyShow(c.env, show_id, c.get("now_ms")))?.found ?? null;
  if (found === null) throw new Refusal("not_found");
  const { language } = fanFrame(c, fan.user, null);
  const title = titleIn(language, found.show);
  return page(c, <HoldGonePage frame={fanFrame(c, fan.user, null)} view={{ show_id: found.show.id, title }} />, 410);
}

/** Without a script: the hold becomes an order, the page is the same. */
export const makeOrder = asFan(async (c, { identity }) => {
  const hold_id = c.req.param("hold_id") ?? "";
  const found = await ledgerOfId(c.env, hold_id, "hold");
  await demandOrderRight(c, identity, { hold_id, found });
  const made = await found.ledger.order({
    fan_id: identity.user_id,
    key: null,
    hold_id,
    request_id: c.get("request_id"),
  });
  // Its time was over: the page itself says so.
  if (made.ok) {
    await keepOrder(c, identity, made.value);
  }
  return c.redirect(buyingPaths.checkout(hold_id), 303);
});

/** Gives the seats up, as a hold or as an unpaid order, and leads back to the seats. */
export const releaseSeats = asFan(async (c, { identity }) => {
  const hold_id = c.req.param("hold_id") ?? "";
  const { ledger, show_id } = await ledgerOfId(c.env, hold_id, "hold");
  const fan_id = identity.user_id;
  const orders = await ledger.ordersOf(fan_id);
  const order = orders.ok ? orders.value.find((one) => one.hold_id === hold_id) : undefined;
  if (order !== undefined) {
    const given_up = await ledger.cancelOrder({ order_id: order.id, fan_id });
    if (!given_up.ok) return refuseLedger(given_up);
    return c.redirect(roomPath(order.show_id, order.showtime_id), 303);
  }
  const hold = await ledger.holdOf({ hold_id, fan_id });
  if (!hold.ok) return c.redirect(buyingPaths.checkout(hold_id), 303);
  const released = await ledger.release({ hold_id, fan_id });
  if (!released.ok) return refuseLedger(released);
  return c.redirect(roomPath(show_id, hold.value.showtime_id), 303);
});
