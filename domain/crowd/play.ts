// A crowd at play, as plain data: what was ordered, how far each has come, what the person among them did. Written down as
// it stands and read back, it goes on as if nothing had been.
import type { Card, Try } from "./card.ts";
import { type Crowd, newCrowd } from "./crowd.ts";
import type { Keys } from "./keys.ts";
import type { CrowdOrder } from "./order.ts";

/** What is kept of an order: the plan is known by its version. */
export type PlayOrder = Omit<CrowdOrder, "layout" | "for_sale"> & {
  readonly layout_version: string;
  readonly places_by_grade: Readonly<Record<string, number>>;
};

/** The one person of a practice, as far as their pages told and the line answered. */
export type You = {
  joined_ms: number | null;
  position: number | null;
  admitted_ms: number | null;
  entered_ms: number | null;
  tries: Try[];
  refreshes: number;
  /** What their page counted on its map. */
  keys: Keys | null;
  left: boolean;
  /** When anything was last heard of them. */
  heard_ms: number;
};

export type BotPass = { readonly pass_id: string; readonly stay_ends_ms: number | null };

/** Counted for who watches: acts by kind, refusals by code, and what the slowest call of each kind took. */
export type Tally = {
  acts: Record<string, number>;
  refusals: Record<string, number>;
  slowest_ms: Record<string, number>;
  failed: number;
};

export type Play = {
  readonly order: PlayOrder;
  readonly made_ms: number;
  readonly crowd: Crowd;
  readonly you: You;
  readonly tally: Tally;
  /** By bot. */
  readonly positions: Record<number, number>;
  readonly passes: Record<number, BotPass>;
  returns_done: number;
  card: Card | null;
  /** When its line and ledger go; null while it is played. */
  ends_ms: number | null;
  /** They are gone; the card stays until the end. */
  cleared: boolean;
};

export const newPlay = (order: PlayOrder, now_ms: number): Play => ({
  order,
  made_ms: now_ms,
  crowd: newCrowd({ seed: order.seed, level: order.level, opens_ms: order.window.opens_at_ms }),
  you: {
    joined_ms: null,
    position: null,
    admitted_ms: null,
    entered_ms: null,
    tries: [],
    refreshes: 0,
    keys: null,
    left: false,
    heard_ms: now_ms,
  },
  tally: { acts: {}, refusals: {}, slowest_ms: {}, failed: 0 },
  positions: {},
  passes: {},
  returns_done: 0,
  card: null,
  ends_ms: null,
  cleared: false,
});

/** What pages tell of the person. More tries than a hand can make are no practice. */
export type Note =
  | { readonly kind: "joined"; readonly at_ms: number; readonly position: number | null }
  | { readonly kind: "entered" | "refreshed" | "left"; readonly at_ms: number }
  | {
      readonly kind: "tried";
      readonly at_ms: number;
      readonly seats: readonly string[];
      readonly held: boolean;
      readonly keys: Keys | null;
    };

const TRIES_MAX = 200;

export function takeNote({ you }: Play, note: Note): void {
  you.heard_ms = Math.max(you.heard_ms, note.at_ms);
  switch (note.kind) {
    case "joined":
      you.joined_ms ??= note.at_ms;
      you.position = note.position ?? you.position;
      return;
    case "entered":
      you.entered_ms ??= note.at_ms;
      you.admitted_ms ??= note.at_ms;
      return;
    case "refreshed":
      you.refreshes++;
      return;
    case "left":
      you.left = true;
      return;
    case "tried":
      you.keys = note.keys ?? you.keys;
      if (you.tries.length < TRIES_MAX) you.tries.push({ at_ms: note.at_ms, seats: note.seats, held: note.held });
  }
}

/** Nobody has come for this long after the opening, or gone on: its objects are given back. */
export const IDLE_MS = 8 * 60_000;

/** When a play ends by itself. */
export function endsAtMs({ order, you }: Play): number {
  if (order.kind === "rehearsal") return order.ends_at_ms;
  return Math.min(order.ends_at_ms, Math.max(you.heard_ms, order.window.opens_at_ms) + IDLE_MS);
}
