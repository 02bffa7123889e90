// The first buyers of a fresh instance: one after the other they come to two of the season's shows, over HTTP as anybody
// does, so that their organiser finds a sale that moves and, minutes later, one that is over. Nothing is written past the
// product: what the console shows of them happened.
import { setTimeout as sleep } from "node:timers/promises";
import { chance } from "../../domain/chance.ts";

/** A room of 128 seats whose sale ends ten minutes after the first start, or when the last seat is gone. */
const SELLS_OUT = "show_one_night";
/** A club whose sale goes on. */
const GOES_ON = "show_no_night_flights";
const BUYERS = 90;
/** The first page is somebody's: nobody comes before it has been looked at. */
const FIRST_AFTER_MS = 15_000;
const APART_MS = 3_500;
const TURN_WITHIN_MS = 20_000;
const ASK_MS = 400;
const DECLINED_MS = 1_500;
const SEED = 20_261_128;
const DRAW = { apart: 1, show: 2, seats: 3, end: 4, surname: 5, given: 6 } as const;

const SURNAMES = [
  "김",
  "이",
  "박",
  "최",
  "정",
  "강",
  "조",
  "윤",
  "장",
  "임",
  "한",
  "오",
  "서",
  "신",
  "권",
  "황",
  "안",
  "송",
];
const GIVEN = [
  "서연",
  "도윤",
  "하은",
  "지호",
  "수아",
  "예준",
  "지우",
  "민서",
  "현우",
  "채원",
  "은우",
  "다인",
  "시우",
  "유진",
];

export type Buyer = {
  readonly name: string;
  readonly email: string;
  readonly show_id: string;
  readonly seats: number;
  /** Some think better of it, and some have a card that says no. */
  readonly end: "buys" | "declined" | "lets_go";
  readonly after_ms: number;
};

export function firstBuyers(): Buyer[] {
  return Array.from({ length: BUYERS }, (_, n) => {
    const draw = (what: keyof typeof DRAW): number => chance(SEED, DRAW[what], n);
    const pick = (from: readonly string[], what: keyof typeof DRAW): string =>
      from[Math.floor(draw(what) * from.length)] ?? "";
    const end = draw("end");
    return {
      name: `${pick(SURNAMES, "surname")}${pick(GIVEN, "given")}`,
      email: `first-buyer-${n + 1}@fairline.example`,
      show_id: draw("show") < 0.8 ? SELLS_OUT : GOES_ON,
      seats: 1 + Math.floor(draw("seats") * 3.4),
      end: end < 0.86 ? "buys" : end < 0.93 ? "declined" : "lets_go",
      after_ms: Math.round(APART_MS * (0.2 + 1.6 * draw("apart"))),
    };
  });
}

type Call = { readonly method?: string; readonly token?: string; readonly pass?: string; readonly body?: unknown };
export type Ask = (
  path: string,
  call: Call,
) => Promise<{ readonly ok: boolean; readonly body: Record<string, unknown> }>;

const askOver =
  (url: string): Ask =>
  async (path, { method = "GET", token, pass, body }) => {
    const headers = {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(pass === undefined ? {} : { "x-queue-pass": pass }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, headers, ...sent, signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    return { ok: response.ok, body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };

const textIn = (body: Readonly<Record<string, unknown>>, name: string): string => String(body[name] ?? "");

/** One visit, from the sign-in to the end; a step that is refused ends it, as it would for anybody. */
export async function visit(ask: Ask, buyer: Buyer, wait: (ms: number) => Promise<unknown> = sleep): Promise<boolean> {
  const { email, name, show_id, seats, end } = buyer;
  const signed_in = await ask("/sandbox/login", { method: "POST", body: { email } });
  const token = textIn(signed_in.body, "access_token");
  await ask("/v1/api/users/me", { method: "PATCH", token, body: { name } });
  const queue = `/v1/api/shows/${show_id}/queue`;
  if (!(await ask(queue, { method: "POST", token })).ok) return false;
  for (let waited_ms = 0; ; waited_ms += ASK_MS) {
    const { body } = await ask(`${queue}/status`, { token });
    if (body.state === "ADMITTED" || body.state === "CLAIMED") break;
    if (waited_ms > TURN_WITHIN_MS) return false;
    await wait(ASK_MS);
  }
  const claimed = await ask(`${queue}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } });
  const pass = textIn(claimed.body, "pass");
  const shown = await ask(`/v1/api/shows/${show_id}/showtimes`, { token });
  const [first] = (shown.body.items ?? []) as readonly { readonly id: string }[];
  const post: Post = (path, body) => ask(path, { method: "POST", token, pass, body });
  const hold = await holdSome({ ask, post, showtime_id: first?.id ?? "", seats });
  const paid = hold !== null && end !== "lets_go" && (await pay(post, hold, end));
  // Whoever did not buy makes room for those behind; a refused card is known a moment later.
  if (end === "declined") await wait(DECLINED_MS);
  if (!paid || end === "declined") await ask(queue, { method: "DELETE", token });
  return paid;
}

type Post = (path: string, body: unknown) => ReturnType<Ask>;
type Looking = { readonly ask: Ask; readonly post: Post; readonly showtime_id: string; readonly seats: number };

/** As many together as there are, at last the places that nobody is given by itself; null where nothing is left. */
async function holdSome({ ask, post, showtime_id, seats }: Looking): Promise<string | null> {
  const path = `/v1/api/showtimes/${showtime_id}/holds`;
  for (let count = seats; count >= 1; count--) {
    const held = await post(path, { best: { count } });
    if (held.ok) return textIn(held.body, "id");
  }
  const { body } = await ask(`/v1/api/showtimes/${showtime_id}/layout`, {});
  for (const seat of byHand((body.sections ?? []) as readonly Section[])) {
    const held = await post(path, { seats: [seat] });
    if (held.ok) return textIn(held.body, "id");
  }
  return null;
}

type Section = {
  readonly rows?: readonly { readonly seats: readonly { readonly id: string; readonly tags?: readonly string[] }[] }[];
};
const byHand = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ rows = [] }) =>
    rows.flatMap(({ seats }) => seats.flatMap(({ id, tags = [] }) => (tags.length > 0 ? [id] : []))),
  );

async function pay(post: Post, hold_id: string, end: Buyer["end"]): Promise<boolean> {
  const booking = await post("/v1/api/bookings", { hold_id });
  const simulate = end === "declined" ? "insufficient_balance" : "success";
  return (await post("/v1/api/payments", { booking_id: textIn(booking.body, "id"), simulate })).ok;
}

/** Until all have been there or the instance stops; what fails is nobody's trouble but that buyer's. */
export async function letFirstBuyersCome(url: string, stopped: () => boolean): Promise<void> {
  const ask = askOver(url);
  await sleep(FIRST_AFTER_MS, undefined, { ref: false });
  for (const buyer of firstBuyers()) {
    if (stopped()) return;
    await visit(ask, buyer).catch(() => false);
    await sleep(buyer.after_ms, undefined, { ref: false });
  }
}
