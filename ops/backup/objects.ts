// Lines and ledgers of a backup: which there are, their pages of one moment, and their way back.
import * as z from "zod/mini";
import { copyAnswer } from "../../schema/http/objects.ts";
import { type Api, NOTHING, Refused } from "../cli/api.ts";
import type { CopiedObject } from "./folder.ts";

const shows = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), status: z.string() })),
  next_cursor: z.nullable(z.string()),
});
export type Show = z.infer<typeof shows>["items"][number];
const showtimes = z.object({ items: z.array(z.object({ id: z.string() })) });
const ledger = z.object({ code: z.string() });

export type Subject = Pick<CopiedObject, "kind" | "name" | "show_id">;
export type Pages = Pick<CopiedObject, "steps" | "mark" | "counts"> & { readonly bodies: readonly string[] };

/** So often a copy begins anew whose object wrote down all it knows between two pages: each some thousand events. */
const TRIES = 5;
/** One that was set up and nothing else happened to is made again by publishing. */
const NOTHING_HAPPENED = "0";

export async function showsOf(api: Api, only: string | null): Promise<Show[]> {
  const found: Show[] = [];
  for (let cursor = ""; ; ) {
    const page = await api.get(`/v1/api/admin/shows?limit=100${cursor}`, shows);
    found.push(...page.items.filter(({ id, status }) => status !== "DRAFT" && (only === null || id === only)));
    if (page.next_cursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

export async function subjectsOf(api: Api, show_id: string): Promise<Subject[]> {
  const { items } = await api.get(`/v1/api/manage/shows/${show_id}/showtimes`, showtimes);
  const codes = await Promise.all(items.map(({ id }) => codeOf(api, id)));
  const ledgers = codes.filter((code) => code !== null).map((name): Subject => ({ kind: "ledger", name, show_id }));
  return [{ kind: "line", name: show_id, show_id }, ...ledgers];
}

/** Null where nothing was ever published. */
async function codeOf(api: Api, showtime_id: string): Promise<string | null> {
  try {
    return (await api.get(`/v1/api/admin/showtimes/${showtime_id}/journal?limit=1`, ledger)).code;
  } catch (error) {
    if (error instanceof Refused && error.code === "not_found") return null;
    throw error;
  }
}

const pathOf = ({ kind, name }: Pick<Subject, "kind" | "name">): string =>
  `/v1/api/admin/objects/${kind}/${encodeURIComponent(name)}`;

/** As the object was when the first page was read, whatever happens meanwhile. Null where nothing ever happened. */
export async function pagesOf(api: Api, subject: Subject): Promise<Pages | null> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const pages = await pagesOnce(api, subject);
    if (pages?.mark === NOTHING_HAPPENED) return null;
    if (pages !== null) return pages;
  }
  const words = `${subject.kind} ${subject.name} changes faster than it can be read: try again in a moment`;
  throw new Refused({ code: "moves", status: 0, words });
}

/** Null where it has to begin anew. */
async function pagesOnce(api: Api, subject: Subject): Promise<Pages | null> {
  const bodies: string[] = [];
  let first: Omit<Pages, "bodies"> | null = null;
  for (let after = ""; ; ) {
    const { page, mark, steps, counts, next } = await api.get(`${pathOf(subject)}/rows${after}`, copyAnswer);
    first ??= { mark, steps, counts };
    if (mark !== first.mark) return null;
    bodies.push(page);
    if (next === null) return { bodies, ...first };
    after = `?after=${encodeURIComponent(next)}`;
  }
}

const restored = z.object({ pages: z.int() });

type Back = { readonly object: CopiedObject; readonly bodies: readonly string[]; readonly replace: boolean };

export async function bringBack(api: Api, { object, bodies, replace }: Back): Promise<void> {
  const restoration = crypto.randomUUID();
  for (const [n, page] of bodies.entries())
    await api.send("POST", `${pathOf(object)}/rows`, { restoration, n, page }, NOTHING);
  const whole = { restoration, pages: bodies.length, steps: object.steps, replace };
  await api.send("POST", `${pathOf(object)}/restoration`, whole, restored);
}

const told = z.object({ orders: z.int() });

/** The database learns every order of a show again. */
export async function tellAgain(api: Api, show_id: string): Promise<number> {
  const { items } = await api.get(`/v1/api/manage/shows/${show_id}/showtimes`, showtimes);
  let orders = 0;
  for (const { id } of items) {
    orders += (await api.send("POST", `/v1/api/admin/showtimes/${id}/telling`, undefined, told)).orders;
  }
  return orders;
}
