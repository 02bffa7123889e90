// Shared by the workerd tests: a migrated database, calling the Worker, being somebody.

import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import type { Role } from "../../schema/http/words.ts";
import { unstated } from "./stated-answers.ts";

export const ORIGIN = "http://fairline.test";

export type TestEnv = Env & {
  readonly MIGRATIONS: D1Migration[];
  readonly PRACTICES: string;
  readonly REHEARSED: string;
};
export const testEnv = env as unknown as TestEnv;

export const migrate = (): Promise<void> => applyD1Migrations(testEnv.DB, testEnv.MIGRATIONS);

type Call = {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the platform says of the client. */
  readonly cf?: Readonly<Record<string, unknown>>;
};

type Fetcher = { fetch(request: Request): Promise<Response> };

export function call(path: string, { method = "GET", token, body, headers = {}, cf }: Call = {}): Promise<Response> {
  const all = new Headers(headers);
  if (token !== undefined) all.set("authorization", `Bearer ${token}`);
  if (body !== undefined && !all.has("content-type")) all.set("content-type", "application/json");
  const init: RequestInit = { method, headers: all, redirect: "manual", ...(cf && { cf }) };
  if (body !== undefined) init.body = typeof body === "string" ? body : JSON.stringify(body);
  return (exports as unknown as { default: Fetcher }).default.fetch(new Request(`${ORIGIN}${path}`, init));
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
export type Answer = { readonly status: number; readonly body: any; readonly headers: Headers };

export async function ask(path: string, options: Call = {}): Promise<Answer> {
  const response = await call(path, options);
  const text = await response.text();
  const answer = { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
  const fault = unstated(options.method ?? "GET", path, answer);
  if (fault !== null) throw new Error(`F18: ${fault}`);
  return answer;
}

export type Person = { readonly token: string; readonly id: string; readonly cookies: string };

export async function be(email: string, role: Role = "USER"): Promise<Person> {
  const response = await call("/sandbox/login", { method: "POST", body: { email, role } });
  const { access_token, user } = (await response.json()) as { access_token: string; user: { id: string } };
  return { token: access_token, id: user.id, cookies: cookiesOf(response.headers) };
}

export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

export const VENUE = {
  name: "작은 극장",
  region: "SEOUL",
  time_zone: "Asia/Seoul",
  sections: [
    {
      name: "1층",
      kind: "seated",
      grade: "R",
      rows: [
        { label: "A", seats: 10 },
        { label: "B", seats: 10 },
      ],
    },
    { name: "스탠딩", kind: "standing", grade: "STANDING", capacity: 30 },
  ],
} as const;

export const showBody = (venue_id: string, more: Record<string, unknown> = {}) => ({
  title: "달과 여섯 개의 의자",
  genre: "CONCERT",
  venue_id,
  languages: { en: { title: "The Moon and Six Chairs", description: "A small concert." } },
  grades: [
    { grade: "R", price_krw: 90_000 },
    { grade: "STANDING", price_krw: 50_000 },
  ],
  sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + 86_400_000 },
  ...more,
});

export type MadeShow = { readonly show_id: string; readonly showtime_id: string; readonly venue_id: string };

export async function makeShow(token: string, more: Record<string, unknown> = {}): Promise<MadeShow> {
  const venue = await ask("/v1/api/manage/venues", { method: "POST", token, body: VENUE });
  const show = await ask("/v1/api/manage/shows", { method: "POST", token, body: showBody(venue.body.id, more) });
  const showtime = await ask(`/v1/api/manage/shows/${show.body.id}/showtimes`, {
    method: "POST",
    token,
    body: { starts_at_ms: Date.now() + 7 * 86_400_000, round: 1 },
  });
  return { show_id: show.body.id, showtime_id: showtime.body.id, venue_id: venue.body.id };
}
