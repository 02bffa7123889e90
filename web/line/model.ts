// What the waiting page knows. Everything on it is made from this and the time; step.ts is all that changes it.
import type { FanState } from "../../schema/http/words.ts";
import { type Clock, learn, newClock } from "./clock.ts";
import type { Checking } from "./join-check.ts";
import type { LineFrame, Notice, Place, PlaceTold } from "./place.ts";

export type Link = "connecting" | "live" | "polling" | "offline";
export type Act = "join" | "claim" | "prolong" | "leave";

/** A refusal as the service words it; the page has its own words for those a fan may meet here. */
export type LineRefusal = {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly opens_at_ms?: number | undefined;
};
export type OtherRoom = { readonly id: string; readonly title: string };

export type LineModel = {
  readonly place: Place | null;
  readonly clock: Clock;
  /** When the service last said anything of the place, by this page's clock. */
  readonly heard_local_ms: number;
  readonly redirect_url: string | null;
  readonly link: Link;
  /** Of the connection that is open; null before its first frame. */
  readonly version: number | null;
  /** What is shown may have been overtaken: after a loss, a sleep, a gap. */
  readonly doubtful: boolean;
  readonly first_ahead: number | null;
  readonly near: boolean;
  readonly join_refusal: LineRefusal | null;
  readonly signed_in: boolean;
  readonly busy: Act | null;
  readonly act_refusal: LineRefusal | null;
  readonly other_room: OtherRoom | null;
  readonly notice: Notice | null;
  readonly receipt: string | null;
  readonly prolonged: boolean;
  /** The claim was made because the fan was here, not by a tap. */
  readonly kept: boolean;
  readonly attention: Attention;
  readonly ticked_local_ms: number;
  /** The moment that was asked about because its time had run out. */
  readonly asked_about_ms: number | null;
  /** What is asked for before joining, while it is under way. */
  readonly checking: Checking | null;
  /** A code is on its way by mail. */
  readonly check_mailed: boolean;
};

/** An attended page: visible, focused, and touched by a person. Without the touch a page is on, not attended. */
export type Attention = {
  readonly visible: boolean;
  readonly focused: boolean;
  readonly touched_local_ms: number | null;
};

export type LineEvent =
  | { readonly type: "told"; readonly told: PlaceTold; readonly local_ms: number }
  | { readonly type: "frame"; readonly frame: LineFrame; readonly local_ms: number }
  | { readonly type: "socket_open" }
  | { readonly type: "socket_lost" }
  | { readonly type: "online" }
  | { readonly type: "offline" }
  | { readonly type: "tick"; readonly local_ms: number }
  | { readonly type: "acting"; readonly act: Act }
  | { readonly type: "acted"; readonly act: Act; readonly told: PlaceTold | null; readonly local_ms: number }
  | { readonly type: "refused"; readonly act: Act; readonly refusal: LineRefusal; readonly other: OtherRoom | null }
  | { readonly type: "checking"; readonly work: LineModel["checking"] }
  | { readonly type: "check_mailed" }
  | { readonly type: "signed_out" }
  | { readonly type: "claimed_by_focus" }
  | { readonly type: "receipt"; readonly receipt: string }
  | { readonly type: "seen"; readonly visible: boolean; readonly focused: boolean; readonly local_ms: number }
  | { readonly type: "touched"; readonly local_ms: number }
  | { readonly type: "dismissed"; readonly what: "notice" | "other_room" | "act_refusal" };

/** What the reducer would have done for it: calls and sounds are made by the island. */
export type Wish = "ask" | "ask_now" | "join" | "claim_by_focus" | "ring_near" | "ring_turn";

export type LineStart = {
  readonly place: Place | null;
  readonly notice: Notice | null;
  readonly join_refusal: LineRefusal | null;
  readonly signed_in: boolean;
  readonly now_ms: number;
  readonly check_mailed?: boolean;
};

export function startModel(start: LineStart, kept: { first_ahead: number | null } = { first_ahead: null }): LineModel {
  const { place, now_ms } = start;
  return {
    place: place?.state === "NONE" ? null : place,
    clock: learn(newClock(), { now_ms, local_ms: 0 }),
    heard_local_ms: 0,
    redirect_url: null,
    link: "connecting",
    version: null,
    doubtful: false,
    first_ahead: farthest(kept.first_ahead, place?.ahead ?? null),
    near: place !== null && isNear(place),
    join_refusal: start.join_refusal,
    signed_in: start.signed_in,
    busy: null,
    act_refusal: null,
    other_room: null,
    notice: start.notice,
    receipt: null,
    prolonged: false,
    kept: false,
    attention: { visible: true, focused: false, touched_local_ms: null },
    ticked_local_ms: 0,
    asked_about_ms: null,
    checking: null,
    check_mailed: start.check_mailed ?? false,
  };
}

export const farthest = (one: number | null, other: number | null): number | null =>
  one === null ? other : Math.max(one, other ?? 0);

const NEAR_AHEAD = 1;
const NEAR_MS = 60_000;

const LIVE: ReadonlySet<FanState> = new Set<FanState>(["LOBBY", "WAITING", "ADMITTED", "CLAIMED"]);
/** Has an entry that is still served: there is something to listen to. */
export const isInLine = (place: Place | null): place is Place => place !== null && LIVE.has(place.state);

/** A minute's wait for most, or nobody but one ahead. Only while someone is let in at all: a paused line is near nothing. */
export function isNear({ state, ahead, eta, sale }: Place): boolean {
  if (state !== "WAITING" || sale !== "OPEN" || ahead === null) return false;
  return ahead <= NEAR_AHEAD || (eta !== null && eta.p50_ms <= NEAR_MS);
}
