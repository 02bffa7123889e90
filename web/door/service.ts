// What a door asks of the service, with its link as its right: one scan, a batch of what was done alone, the bundle.
import type { Direction, Shown } from "../../domain/door/merge.ts";
import { NOTHING_KNOWN, type Verdict } from "./book.ts";
import type { Seat } from "./own-scans.ts";

export type Answer = { readonly status: number; readonly text: string };
export type Fetching = (path: string, init: RequestInit) => Promise<Response>;

/** A wall between us, a hotel's network for one, answers with pages of its own. */
const isOurs = ({ status, headers }: Response): boolean =>
  status === 204 || (headers.get("content-type") ?? "").includes("json");

/** Null where there is no network, none that leads to us, or a service that has too much to do. */
export async function askService(
  { fetch, pass }: { readonly fetch: Fetching; readonly pass: string },
  path: string,
  { body, wait_ms }: { readonly body?: unknown; readonly wait_ms: number },
): Promise<Answer | null> {
  const headers = { authorization: `Bearer ${pass}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, { ...sent, headers, signal: AbortSignal.timeout(wait_ms) });
    if (!isOurs(answer)) return null;
    const text = await answer.text();
    return answer.status < 500 && answer.status !== 429 ? { status: answer.status, text } : null;
  } catch {
    return null;
  }
}

const REFUSED: Readonly<Record<string, Shown>> = {
  already_entered: "already_entered",
  code_void: "void",
  wrong_showtime: "wrong_showtime",
  wrong_door: "wrong_door",
  code_invalid: "invalid",
};

type Said = { readonly code?: string; readonly first?: Verdict["first"]; readonly section?: string } & Partial<Seat>;

/** Null for an answer that says nothing of the ticket. What only this device knows of it is laid under the answer. */
export function verdictOf(
  { status, body }: { readonly status: number; readonly body: unknown },
  direction: Direction,
  known: Verdict | null,
): Verdict | null {
  const said = (body ?? {}) as Said;
  const { section, row = "", label = "", grade = "" } = said;
  const shown = status === 201 ? (direction === "out" ? "left" : "entered") : REFUSED[said.code ?? ""];
  if (shown === undefined) return null;
  const seat = section === undefined ? (known?.seat ?? null) : { section, row, label, grade };
  return { ...(known ?? NOTHING_KNOWN), shown, seat, first: status === 201 ? null : (said.first ?? null) };
}
