// What an event does to the line. Changes the state in place and cannot refuse: the same function serves the live road
// and the reload, so a line that wakes is the line that slept.
import { applyDraw } from "./apply-draw.ts";
import { ENTRY } from "./entry-status.ts";
import type { LineEvent } from "./events.ts";
import { growFanTable, putFan } from "./fan-table.ts";
import { markPosition, unmarkPosition } from "./fenwick.ts";
import { observeFlow } from "./flow.ts";
import { lineTime, pausedMs } from "./sale.ts";
import { type Guest, growEntries, type LineState } from "./state.ts";

type EventOf<K extends LineEvent["kind"]> = Extract<LineEvent, { kind: K }>;

export function apply(state: LineState, event: LineEvent): void {
  if (event.at_ms > state.clock_ms) state.clock_ms = event.at_ms;
  switch (event.kind) {
    case "created":
      state.show_id = event.show_id;
      // Ledgers must hear when selling ends, before any pause.
      state.sale.clock_version++;
      state.sale.window = event.window;
      state.settings = event.settings;
      return;
    case "joined":
      applyJoined(state, event);
      return;
    case "admitted":
      applyAdmitted(state, event);
      return;
    case "left":
      state.totals.left++;
      leavePlace(state, event, ENTRY.LEFT);
      return;
    case "removed":
      state.totals.removed++;
      leavePlace(state, event, ENTRY.REMOVED);
      return;
    case "restored":
      applyRestored(state, event);
      return;
    case "finished":
      state.totals.finished++;
      leavePlace(state, event, ENTRY.FINISHED);
      return;
    case "expired":
      state.totals.expired++;
      if (event.what === "claim") state.totals.no_shows++;
      leavePlace(state, { ...event, draining: event.draining ?? false }, ENTRY.EXPIRED);
      return;
    case "released":
      observeFlow(state, event.at_ms, { ended: 0, begun: 0 });
      if (state.room.get(event.position)?.draining) state.draining--;
      state.room.delete(event.position);
      return;
    case "claimed":
      state.entries[event.position] = ENTRY.CLAIMED;
      state.totals.claimed++;
      withGuest(state, event.position, (guest) => {
        guest.deadline_ms = lineTime(state, event.at_ms) + state.settings.pass_ms;
        guest.stay_ends_ms = guest.deadline_ms;
        guest.turn_ends_ms = guest.deadline_ms;
      });
      return;
    case "prolonged":
      withGuest(state, event.position, (guest) => {
        guest.deadline_ms += state.settings.claim_ms;
        guest.prolonged = true;
      });
      return;
    case "tracked":
      applyTracked(state, event);
      return;
    case "unpaid":
      withGuest(state, event.position, (guest) => stopPaying(guest, event.claim_id));
      return;
    case "doubted":
      for (const guest of state.room.values())
        guest.promised_ms = Math.max(guest.promised_ms, promiseAtMost(state, event));
      return;
    case "counted":
      state.counts.set(event.counts.showtime_id, event.counts);
      return;
    case "ticked":
      // The end of the window ends a pause.
      if (state.sale.paused_at_ms !== null) state.sale.clock_version++;
      return;
    case "resized":
      state.settings = event.settings;
      return;
    case "announced":
    case "frozen":
    case "postponed":
    case "drawn":
    case "fell_back":
      applyDraw(state, event);
      return;
    case "rescheduled":
    case "paused":
    case "resumed":
    case "ended":
    case "cancelled":
      applySale(state, event);
      return;
    default:
      unknownEvent(event);
  }
}

/** Never believed by halves: whoever reads rows that a newer version wrote must stop (D82). */
function unknownEvent(event: never): never {
  throw new Error(`no line knows the event ${JSON.stringify(event).slice(0, 200)}`);
}

function applyJoined(state: LineState, event: EventOf<"joined">): void {
  const last = event.from + event.count - 1;
  growEntries(state, last);
  state.entries.fill(ENTRY.WAITING, event.from, last + 1);
  state.joined = last;
  state.waiting += event.count;
  if (event.presale) state.presale_last = last;
  if (event.fans === undefined) return;
  const { hashes, previous } = event.fans;
  growFanTable(state.fans, event.count);
  const before = new Map(previous);
  for (let i = 0; i < event.count; i++) {
    const old = before.size === 0 ? 0 : (before.get(i) ?? 0);
    putFan(state.fans, hashes[2 * i] ?? 0, hashes[2 * i + 1] ?? 0, (event.arrival ?? event.from) + i, old);
  }
}

function applyAdmitted(state: LineState, event: EventOf<"admitted">): void {
  observeFlow(state, event.at_ms, { ended: 0, begun: event.count });
  const deadline_ms = lineTime(state, event.at_ms) + state.settings.claim_ms;
  for (let position = event.from; position <= event.to; position++) {
    if (state.entries[position] !== ENTRY.WAITING) continue;
    state.entries[position] = ENTRY.ADMITTED;
    state.room.set(position, newGuest(position, deadline_ms, event.at_ms));
  }
  state.deadline_bound_ms = Math.min(state.deadline_bound_ms, deadline_ms);
  state.head = event.to;
  state.waiting -= event.count;
  state.totals.admitted += event.count;
  const { step_ms } = state.settings;
  const elapsed_ms = event.at_ms - state.step.started_at_ms;
  // The first admission starts the beat; later steps begin on it, so that a late alarm lets nobody in twice as fast.
  if (elapsed_ms >= step_ms) {
    const started_at_ms = state.step.started_at_ms === 0 ? event.at_ms : event.at_ms - (elapsed_ms % step_ms);
    state.step = { started_at_ms, admitted: 0 };
  }
  state.step.admitted += event.count;
}

/** A hold and a payment prolong a pass by an hour each at most. */
const PROLONGED_MAX_MS = 2 * 3_600_000;
const promiseAtMost = (state: LineState, { at_ms }: { readonly at_ms: number }): number =>
  lineTime(state, at_ms) + state.settings.claim_ms + state.settings.pass_ms + PROLONGED_MAX_MS;

const newGuest = (position: number, deadline_ms: number, admitted_at_ms: number): Guest => ({
  position,
  deadline_ms,
  promised_ms: deadline_ms,
  admitted_at_ms,
  prolonged: false,
  hold_used: false,
  order_used: false,
  stay_ends_ms: 0,
  turn_ends_ms: 0,
  paying: [],
  phase: null,
  draining: false,
});

type Parting = { at_ms: number; position: number; draining: boolean };

function leavePlace(state: LineState, parting: Parting, status: number): void {
  const { position } = parting;
  const before = state.entries[position];
  state.entries[position] = status;
  if (before === ENTRY.WAITING) {
    state.waiting--;
    markPosition(state.gone, position);
    return;
  }
  observeFlow(state, parting.at_ms, { ended: 1, begun: 0 });
  const guest = state.room.get(position);
  if (guest !== undefined && parting.draining) {
    guest.draining = true;
    guest.deadline_ms = guest.promised_ms;
    state.draining++;
  } else state.room.delete(position);
}

/** Whose turn had come meanwhile is called at once, beyond the room's size if it is full: nobody behind loses by it. */
function applyRestored(state: LineState, { at_ms, position, called }: EventOf<"restored">): void {
  state.totals.removed--;
  if (!called) {
    state.entries[position] = ENTRY.WAITING;
    state.waiting++;
    unmarkPosition(state.gone, position);
    return;
  }
  observeFlow(state, at_ms, { ended: 0, begun: 1 });
  const deadline_ms = lineTime(state, at_ms) + state.settings.claim_ms;
  state.entries[position] = ENTRY.ADMITTED;
  state.room.set(position, newGuest(position, deadline_ms, at_ms));
  state.deadline_bound_ms = Math.min(state.deadline_bound_ms, deadline_ms);
  state.totals.admitted++;
}

function applyTracked(state: LineState, event: EventOf<"tracked">): void {
  withGuest(state, event.position, (guest) => {
    const { phase, claim_id = "" } = event;
    const until_ms = event.until_ms - pausedMs(state, event.at_ms);
    guest.paying = guest.paying.filter((id) => id !== claim_id);
    if (phase === "hold") extendByHold(guest, until_ms);
    else if (phase === "order") followOrder(guest, until_ms);
    else {
      guest.paying.push(claim_id);
      guest.hold_used = true;
      guest.deadline_ms = until_ms;
    }
    guest.phase = guest.paying.length > 0 ? "paying" : phase;
  });
}

function extendByHold(guest: Guest, until_ms: number): void {
  if (!guest.hold_used) {
    guest.deadline_ms = Math.max(guest.deadline_ms, until_ms);
    guest.turn_ends_ms = Math.max(guest.turn_ends_ms, until_ms);
  }
  guest.hold_used = true;
}

/** The first order takes the place of pass and hold; those after it only what is left of the turn (L16). */
function followOrder(guest: Guest, until_ms: number): void {
  if (!guest.order_used) guest.turn_ends_ms = Math.max(guest.turn_ends_ms, until_ms);
  const next_ms = Math.min(until_ms, guest.turn_ends_ms);
  // Beside a payment under way the slot stays until that is known.
  guest.deadline_ms = guest.paying.length > 0 ? Math.max(guest.deadline_ms, next_ms) : next_ms;
  guest.hold_used = true;
  guest.order_used = true;
}

function stopPaying(guest: Guest, claim_id: string): void {
  guest.paying = guest.paying.filter((id) => id !== claim_id);
  if (guest.paying.length > 0) return;
  guest.phase = null;
  guest.deadline_ms = Math.min(guest.deadline_ms, guest.turn_ends_ms);
}

function withGuest(state: LineState, position: number, change: (guest: Guest) => void): void {
  const guest = state.room.get(position);
  if (guest === undefined) return;
  change(guest);
  guest.promised_ms = Math.max(guest.promised_ms, guest.deadline_ms);
  state.deadline_bound_ms = Math.min(state.deadline_bound_ms, guest.deadline_ms);
}

function applySale(
  state: LineState,
  event: EventOf<"rescheduled"> | EventOf<"paused"> | EventOf<"resumed"> | EventOf<"ended"> | EventOf<"cancelled">,
): void {
  const { sale } = state;
  const paused_ms = pausedMs(state, event.at_ms);
  sale.clock_version++;
  switch (event.kind) {
    case "rescheduled":
      // A pause that the old window had ended does not begin again in the past of the new one.
      sale.paused_ms = paused_ms;
      if (sale.paused_at_ms !== null) sale.paused_at_ms = event.at_ms;
      sale.window = event.window;
      return;
    case "paused":
      sale.paused_at_ms = event.at_ms;
      return;
    case "resumed":
    case "ended":
    case "cancelled":
      sale.paused_ms = paused_ms;
      sale.paused_at_ms = null;
      if (event.kind === "ended") sale.ended_at_ms = event.at_ms;
      if (event.kind === "cancelled") sale.cancelled_at_ms = event.at_ms;
      return;
    default:
      unknownEvent(event);
  }
}
