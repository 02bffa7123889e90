// Mounts the stand-in payment service: its protocol, its window, and what the tests and checks of a sale may see and set.
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { AppEnv, Ctx } from "../../workers/kit/env.ts";
import { parseWith, queryRecord, readJson } from "../../workers/kit/http/parse.ts";
import { page } from "../../workers/kit/pages/answer.tsx";
import { frameOf } from "../../workers/kit/pages/frame.ts";
import { readForm } from "../identity/token-endpoint.ts";
import { BASE, carried, tossCall } from "./carry.ts";
import { textOfCode } from "./errors.ts";
import { OUTCOMES } from "./outcomes.ts";
import { SDK, SDK_PATH } from "./sdk.ts";
import { type TossEnv, tossOf } from "./server.ts";
import { switches } from "./switches.ts";
import {
  ReceiptPage,
  STYLE,
  STYLE_PATH,
  WINDOW_PATH,
  WindowPage,
  type WindowWish,
  WrongWindowPage,
} from "./window-page.tsx";
import { METHODS } from "./window-words.ts";

const LIST_MAX = 1_000;

const text = z.string().check(z.maxLength(2_000));
const wishFields = {
  orderId: z.string().check(z.regex(/^[\w-]{6,64}$/)),
  orderName: z.string().check(z.minLength(1), z.maxLength(100)),
  amount: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1_000_000_000)),
  successUrl: text,
  failUrl: text,
};
const opening = z.object({ ...wishFields, outcome: z.optional(z.enum(OUTCOMES)) });
const decision = z.object({
  ...wishFields,
  method: z.enum(METHODS),
  outcome: z.enum(OUTCOMES),
  act: z.enum(["pay", "reject", "abort", "cancel"]),
});
const listQuery = z.object({
  cursor: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(LIST_MAX)), LIST_MAX),
});

export function mountToss(app: Hono<AppEnv>): void {
  app.get(STYLE_PATH, (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get(SDK_PATH, (c) => c.body(SDK, 200, { "content-type": "text/javascript; charset=utf-8" }));
  app.get(WINDOW_PATH, openWindow);
  app.post(WINDOW_PATH, decide);
  app.get(`${BASE}/receipts/:payment_key`, receipt);
  app.get(`${BASE}/payments`, list);
  app.get(`${BASE}/switches`, async (c) => c.json(await serviceOf(c).switches()));
  app.put(`${BASE}/switches`, setSwitches);
  app.all(`${BASE}/v1/*`, protocol);
}

// The stand-in's own binding is in no deployment's Env.
const serviceOf = (c: Ctx) => tossOf(c.env as unknown as TossEnv);

async function protocol(c: Ctx): Promise<Response> {
  const reply = await serviceOf(c).handle(await tossCall(c.req.raw));
  try {
    return await carried(reply, c.req.raw.signal);
  } catch {
    // Over HTTP a broken line is the nearest a server can come to not answering.
    return new Response(null, { status: 504 });
  }
}

async function openWindow(c: Ctx) {
  const read = opening.safeParse(queryRecord(c.req.url));
  const frame = frameOf(c);
  if (!read.success || !returnsHome(c, read.data)) return page(c, <WrongWindowPage frame={frame} />, 400);
  const { outcome, ...wish } = read.data;
  const preset = outcome ?? (await serviceOf(c).switches()).outcome;
  return page(c, <WindowPage frame={frame} wish={wish} preset={preset} />);
}

async function decide(c: Ctx) {
  const read = decision.safeParse(await readForm(c.req.raw));
  if (!read.success || !returnsHome(c, read.data)) return page(c, <WrongWindowPage frame={frameOf(c)} />, 400);
  const { orderId, orderName, amount, method, outcome, act } = read.data;
  if (act !== "pay") return c.redirect(failed(read.data, act), 303);
  const wish = { order_id: orderId, order_name: orderName, amount_krw: amount, method, outcome };
  const payment_key = await serviceOf(c).authorise(wish, new URL(c.req.url).origin);
  const back = new URL(read.data.successUrl);
  back.searchParams.set("paymentType", "NORMAL");
  back.searchParams.set("orderId", orderId);
  back.searchParams.set("paymentKey", payment_key);
  back.searchParams.set("amount", String(amount));
  return c.redirect(back.href, 303);
}

const FAIL_CODES = { reject: "REJECT_CARD_COMPANY", abort: "PAY_PROCESS_ABORTED", cancel: "PAY_PROCESS_CANCELED" };

function failed({ failUrl, orderId }: WindowWish, act: keyof typeof FAIL_CODES): string {
  const code = FAIL_CODES[act];
  const back = new URL(failUrl);
  back.searchParams.set("code", code);
  back.searchParams.set("message", textOfCode(code));
  // The real window leaves the order out where the fan closed it.
  if (act !== "cancel") back.searchParams.set("orderId", orderId);
  return back.href;
}

/** The real window returns anywhere the shop says; this one only home, so that it is no stepping stone. */
const returnsHome = (c: Ctx, { successUrl, failUrl }: WindowWish): boolean => {
  const { origin } = new URL(c.req.url);
  return URL.parse(successUrl)?.origin === origin && URL.parse(failUrl)?.origin === origin;
};

async function receipt(c: Ctx) {
  const payment = await serviceOf(c).payment(c.req.param("payment_key") ?? "");
  return page(c, <ReceiptPage frame={frameOf(c)} payment={payment} />, payment === null ? 404 : 200);
}

async function list(c: Ctx) {
  const { cursor, limit } = parseWith(listQuery, queryRecord(c.req.url));
  return c.json(await serviceOf(c).list({ after: cursor, limit }));
}

async function setSwitches(c: Ctx) {
  const value = parseWith(switches, await readJson(c));
  await serviceOf(c).setSwitches(value);
  return c.json(value);
}
