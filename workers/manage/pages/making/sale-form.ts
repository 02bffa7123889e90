// The form of when a show is sold, in which order people are let in, and how many at once.
import { suggestedSale } from "../../../../domain/catalogue/first-draft.ts";
import { type OffsetMinutes, readWall, writeWall } from "../../../../domain/catalogue/wall-time.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { changedIn, type FormState, fromMs, inMs, type Values, whole } from "./form-state.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const WINDOW = ["lobby_opens_at", "opens_at", "closes_at", "lobby_closes_at"] as const;
const ROOM = ["room_capacity", "batch_size", "step_s", "claim_s", "pass_min", "relays"] as const;
export const SALE_FIELDS: readonly string[] = [
  ...WINDOW,
  "admission",
  ...ROOM,
  "waiting_per_seat",
  "check",
  "practice",
];

export function saleValues({ show }: FoundShow, offset: OffsetMinutes): Values {
  const { room, lobby_opens_at_ms } = show;
  const wall = (at_ms: number | null | undefined): string =>
    at_ms === null || at_ms === undefined ? "" : writeWall(at_ms, offset);
  return {
    lobby_opens_at: wall(lobby_opens_at_ms),
    opens_at: wall(show.opens_at_ms),
    closes_at: wall(show.closes_at_ms),
    lobby_closes_at: room.admission === "draw" ? wall(room.lobby_closes_at_ms) : "",
    admission: room.admission ?? "fifo",
    room_capacity: String(room.room_capacity),
    batch_size: String(room.batch_size),
    step_s: fromMs(room.step_ms, SECOND_MS),
    claim_s: fromMs(room.claim_ms, SECOND_MS),
    pass_min: fromMs(room.pass_ms, MINUTE_MS),
    waiting_per_seat: String(room.waiting_per_seat_max ?? ""),
    check: room.check ?? "off",
    practice: show.practice ? "on" : "",
    relays: String(room.relays ?? 0),
  };
}

/** What a draft is offered in place of what it was made with; saved only when the organiser saves. */
export function offeredSale(found: FoundShow, offset: OffsetMinutes): Values {
  const values = saleValues(found, offset);
  if (found.show.status !== "DRAFT") return values;
  return { ...values, closes_at: writeWall(suggestedSale(found.show, offset).closes_at_ms, offset) };
}

export function salePatchOf(state: FormState, offset: OffsetMinutes): Record<string, unknown> {
  const { values } = state;
  const changed = changedIn(state);
  const sale: Record<string, unknown> = {};
  for (const name of WINDOW) {
    const text = values[name] ?? "";
    // What a draw closes by itself stays its own to close.
    if (!changed.has(name) || (name === "lobby_closes_at" && text === "")) continue;
    // A sale need not have a lobby.
    const none = name === "lobby_opens_at" && text === "";
    sale[`${name}_ms`] = none ? null : (readWall(text, offset) ?? Number.NaN);
  }
  const room = {
    ...Object.fromEntries(ROOM.filter((name) => changed.has(name)).map((name) => roomOf(name, values[name] ?? ""))),
    ...(changed.has("waiting_per_seat") && { waiting_per_seat_max: timesOf(values.waiting_per_seat ?? "") }),
    ...(changed.has("check") && { check: values.check }),
  };
  return {
    ...(Object.keys(sale).length === 0 ? {} : { sale }),
    ...(changed.has("admission") ? { admission: values.admission } : {}),
    ...(changed.has("practice") && { practice: values.practice === "on" }),
    ...(Object.keys(room).length === 0 ? {} : { room }),
  };
}

/** Empty is no bound. */
const timesOf = (text: string): number | null => (text.trim() === "" ? null : Number(text.trim().replace(",", ".")));

function roomOf(name: (typeof ROOM)[number], text: string): [string, unknown] {
  if (name === "step_s") return ["step_ms", inMs(text, SECOND_MS)];
  if (name === "claim_s") return ["claim_ms", inMs(text, SECOND_MS)];
  if (name === "pass_min") return ["pass_ms", inMs(text, MINUTE_MS)];
  return [name, whole(text)];
}

const PLACES: Readonly<Record<string, string>> = {
  "room.step_ms": "step_s",
  "room.claim_ms": "claim_s",
  "room.pass_ms": "pass_min",
  "room.waiting_per_seat_max": "waiting_per_seat",
};

export const saleField = (path: string): string =>
  PLACES[path] ?? path.replace(/^(room|sale)\./, "").replace(/_ms$/, "");
