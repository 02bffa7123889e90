// People over HTTP on an instance that may be killed under them: a line that broke is asked again, with the same key.
import { setTimeout as sleep } from "node:timers/promises";

const GIVE_UP_MS = 40_000;

export type Call = { method?: string; token?: string; pass?: string; body?: unknown; key?: string };
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
export type Told = { status: number; body: any };
export type Ask = (path: string, call?: Call) => Promise<Told>;
export type Show = { readonly show_id: string; readonly showtime_id: string };
export type ShowWish = { readonly rows?: number; readonly seats?: number };

export function fansAt(port: () => number) {
  const once = async (path: string, { method = "GET", token, pass, body, key }: Call): Promise<Told> => {
    const headers = {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(pass === undefined ? {} : { "x-queue-pass": pass }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(`http://127.0.0.1:${port()}${path}`, { method, headers, signal, ...json });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : null };
  };

  const ask: Ask = async (path, call = {}) => {
    const until_ms = Date.now() + GIVE_UP_MS;
    for (;;) {
      const told = await once(path, call).catch(() => null);
      if (told !== null && told.status < 500) return told;
      if (Date.now() > until_ms) throw new Error(`${path} answers ${told?.status ?? "nothing"}`);
      await sleep(100);
    }
  };

  const login = async (email: string, role?: string): Promise<string> =>
    (await ask("/sandbox/login", { method: "POST", body: { email, role } })).body.access_token;

  const makeShow = async (token: string, { rows = 10, seats = 40 }: ShowWish = {}): Promise<Show> => {
    const post = async (path: string, body: unknown) =>
      (await ask(`/v1/api/manage/${path}`, { method: "POST", token, body })).body;
    const plan = Array.from({ length: rows }, (_, i) => ({ label: String(i + 1), seats }));
    const sections = [{ name: "1F", kind: "seated", grade: "R", rows: plan }];
    const venue = await post("venues", { name: "Hall", region: "SEOUL", time_zone: "Asia/Seoul", sections });
    const show = await post("shows", {
      title: "A sale with accidents",
      genre: "CONCERT",
      venue_id: venue.id,
      grades: [{ grade: "R", price_krw: 90_000 }],
      sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + 86_400_000 },
      room: { room_capacity: 1_000, batch_size: 1_000, step_ms: 50, claim_ms: 600_000, pass_ms: 900_000 },
    });
    const showtime = await post(`shows/${show.id}/showtimes`, { starts_at_ms: Date.now() + 864_000_000, round: 1 });
    return { show_id: show.id, showtime_id: showtime.id };
  };

  return { ask, login, makeShow };
}
