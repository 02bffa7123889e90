// Buyers at a product that may die at any moment: every question is asked until it is answered, some are hung up on in the
// middle, and what the service says of a purchase is written down the moment it is said.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "../../schema/limits.ts";

const ANSWER_WITHIN_MS = 10_000;
const GIVE_UP_MS = 40_000;
const RESULT_LOOKED_FOR_MS = 3_000;
const EVERY_DECLINED = 20;
const EVERY_TWICE = 50;
const CUT_AFTER_MS_MAX = 40;
const DAY_MS = 86_400_000;

export type Call = { method?: string; token?: string; pass?: string; body?: unknown; key?: string };
// biome-ignore lint/suspicious/noExplicitAny: whoever plays a buyer reads whatever came
export type Told = { readonly status: number; readonly body: any };
export type Show = { readonly show_id: string; readonly showtime_id: string };
export type Bought = {
  readonly token: string;
  readonly booking_id: string;
  readonly request_id: string;
  /** What it was said to be while the buyer looked; PENDING where they gave up looking. */
  result: string;
};

type Around = {
  readonly port: number;
  readonly random: () => number;
  /** Of so many questions the answer is not waited for; the same is then asked once more. */
  readonly cut_share: number;
  /** Orders of one fan, one after the other: a sale of thousands needs fewer people to be signed in. */
  readonly orders_per_fan?: number;
};

const SEATS_PER_ROW = 40;
const SEATS_PER_FAN = 20;
/** Behind a purchase the turn ends a moment later: who comes back before that is told of the old one. */
const TURNS_TRIED = 20;

/** Each with as many rows as a section may have. */
function floors(seats: number) {
  const rows = Math.ceil(seats / SEATS_PER_ROW);
  return Array.from({ length: Math.ceil(rows / LIMITS.rows_per_section) }, (_, floor) => {
    const length = Math.min(LIMITS.rows_per_section, rows - floor * LIMITS.rows_per_section);
    const named = Array.from({ length }, (_, i) => ({ label: String(i + 1), seats: SEATS_PER_ROW }));
    return { name: `${floor + 1}F`, kind: "seated", grade: "R", rows: named };
  });
}

export class Shop {
  readonly said: Bought[] = [];
  cut = 0;
  readonly #around: Around;
  readonly #tokens = new Map<number, Promise<string>>();

  constructor(around: Around) {
    this.#around = around;
  }

  get sold(): number {
    return this.said.filter(({ result }) => result === "COMPLETED").length;
  }

  /** As a page does it: a line that broke or a server that is away is asked again, with the same key. */
  async ask(path: string, call: Call = {}): Promise<Told> {
    const until_ms = Date.now() + GIVE_UP_MS;
    for (;;) {
      const told = await this.#once(path, call).catch(() => null);
      if (told !== null && told.status < 500) return told;
      if (Date.now() > until_ms) throw new Error(`${path} answers ${told?.status ?? "nothing"}`);
      await sleep(100);
    }
  }

  async #once(path: string, { method = "GET", token, pass, body, key }: Call): Promise<Told> {
    const { port, random, cut_share } = this.#around;
    const headers = {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(pass === undefined ? {} : { "x-queue-pass": pass }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const hangs_up = random() < cut_share;
    if (hangs_up) this.cut++;
    const signal = AbortSignal.timeout(hangs_up ? 1 + random() * CUT_AFTER_MS_MAX : ANSWER_WITHIN_MS);
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, signal, ...json });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : null };
  }

  async login(email: string, role?: string): Promise<string> {
    return (await this.ask("/sandbox/login", { method: "POST", body: { email, role } })).body.access_token;
  }

  async openSale(seats: number): Promise<Show> {
    const token = await this.login("organiser@example.com", "MANAGER");
    const post = async (path: string, body: unknown) => {
      const made = await this.ask(`/v1/api/manage/${path}`, { method: "POST", token, body });
      if (made.status !== 201) throw new Error(`${path} answered ${made.status} ${made.body?.code}`);
      return made.body;
    };
    const sections = floors(seats);
    const venue = await post("venues", { name: "Hall", region: "SEOUL", time_zone: "Asia/Seoul", sections });
    const show = await post("shows", {
      title: "A sale with accidents",
      genre: "CONCERT",
      venue_id: venue.id,
      grades: [{ grade: "R", price_krw: 90_000 }],
      sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + DAY_MS },
      limits: { seats_per_fan: SEATS_PER_FAN },
      room: { room_capacity: 1_000, batch_size: 1_000, step_ms: 50, claim_ms: 600_000, pass_ms: 900_000 },
    });
    const showtime = await post(`shows/${show.id}/showtimes`, { starts_at_ms: Date.now() + 10 * DAY_MS, round: 1 });
    return { show_id: show.id, showtime_id: showtime.id };
  }

  /** A whole purchase; a sentence where something was not as it must be. */
  async buy(show: Show, i: number): Promise<string | null> {
    const token = await this.#signIn(i);
    const often = i % EVERY_TWICE === 3 ? 2 : 1;
    const entered = await this.#holdTwo(show, token, often);
    if (typeof entered === "string") return `buyer ${i}: ${entered}`;
    const { pass, hold_id } = entered;
    const post = (path: string, body: unknown) => this.#post(path, { token, pass, body }, often);
    const booking = await post("/v1/api/bookings", { hold_id });
    if (booking.status !== 201) return `an order was answered ${booking.status} ${booking.body?.code}`;
    const booking_id: string = booking.body.id;
    const pay = async (simulate: string): Promise<string> => {
      const started = await post("/v1/api/payments", { booking_id, simulate });
      if (started.status !== 202) return `a payment was answered ${started.status} ${started.body?.code}`;
      return this.#result({ token, booking_id, request_id: started.body.request_id, result: "PENDING" });
    };
    const declined = i % EVERY_DECLINED === 7 ? await pay("insufficient_balance") : "FAILED";
    if (declined === "PENDING") return null;
    if (declined !== "FAILED") return declined;
    const paid = await pay(i % EVERY_TWICE === 3 ? "duplicate_callback" : "success");
    return paid === "COMPLETED" || paid === "PENDING" ? null : paid;
  }

  /** One after the other orders of one fan are the same person's. */
  #signIn(i: number): Promise<string> {
    const fan = Math.floor(i / (this.#around.orders_per_fan ?? 1));
    const signed_in = this.#tokens.get(fan) ?? this.login(`buyer${fan}@example.com`);
    this.#tokens.set(fan, signed_in);
    return signed_in;
  }

  /** Asked twice under one key it is answered alike. */
  async #post(path: string, call: Call, often: number): Promise<Told> {
    const keyed = { ...call, method: "POST", key: randomUUID() };
    const first = await this.ask(path, keyed);
    const second = often === 1 ? first : await this.ask(path, keyed);
    if (second.status === first.status) return first;
    throw new Error(`${path} answered ${first.status}, and to a repeat ${second.status}`);
  }

  async #holdTwo(
    show: Show,
    token: string,
    often: number,
  ): Promise<{ readonly pass: string; readonly hold_id: string } | string> {
    let answered = "";
    for (let tries = 0; tries < TURNS_TRIED; tries++) {
      const pass = await this.#enter(show, token);
      if (pass === null) return "was not let in";
      const call = { token, pass, body: { best: { count: 2 } } };
      const hold = await this.#post(`/v1/api/showtimes/${show.showtime_id}/holds`, call, often);
      if (hold.status === 201) return { pass, hold_id: hold.body.id };
      answered = `a hold was answered ${hold.status} ${hold.body?.code}`;
      if (this.#around.orders_per_fan === undefined) return answered;
      await sleep(100);
    }
    return answered;
  }

  async #enter({ show_id }: Show, token: string): Promise<string | null> {
    const queue = `/v1/api/shows/${show_id}/queue`;
    await this.ask(queue, { method: "POST", token });
    for (const until_ms = Date.now() + GIVE_UP_MS; Date.now() < until_ms; await sleep(50)) {
      const { body } = await this.ask(`${queue}/status`, { token });
      // The turn of the order before ended meanwhile: one more place, at the back.
      if (body?.state === "FINISHED") await this.ask(queue, { method: "POST", token });
      if (body?.state !== "ADMITTED" && body?.state !== "CLAIMED") continue;
      const claimed = await this.ask(`${queue}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } });
      // None where the turn ended between the two questions.
      if (typeof claimed.body?.pass === "string") return claimed.body.pass;
    }
    return null;
  }

  /** An accident may leave it pending for a while; what becomes of it is asked at the end. */
  async #result(bought: Bought): Promise<string> {
    this.said.push(bought);
    const until_ms = Date.now() + RESULT_LOOKED_FOR_MS;
    while (bought.result === "PENDING" && Date.now() < until_ms) {
      await sleep(50);
      bought.result = await this.statusOf(bought);
    }
    return bought.result;
  }

  async statusOf({ token, request_id }: Bought): Promise<string> {
    return (await this.ask(`/v1/api/payments/${request_id}/status`, { token })).body.status;
  }

  async bookingOf({ token, booking_id }: Bought): Promise<string> {
    return (await this.ask(`/v1/api/bookings/${booking_id}`, { token })).body.status;
  }
}
