// What must hold of a line after every command, each checked the slow and obvious way.
import type { LogEntry } from "../../../domain/log/entry.ts";
import type { NodeSql } from "../../../domain/testing/node-sql.ts";
import { apply } from "../../../domain/waiting-line/apply.ts";
import { decideAdmit } from "../../../domain/waiting-line/decide-room.ts";
import { ENTRY, isLive } from "../../../domain/waiting-line/entry-status.ts";
import type { LineEvent } from "../../../domain/waiting-line/events.ts";
import type { FanTable } from "../../../domain/waiting-line/fan-table.ts";
import { lineTime } from "../../../domain/waiting-line/sale.ts";
import { takeSnapshot } from "../../../domain/waiting-line/snapshot.ts";
import { aheadOf, type LineState, newLineState } from "../../../domain/waiting-line/state.ts";
import type { LineEngine } from "../engine.ts";
import type { LineStore } from "../store.ts";

export type Memory = {
  /** Places that were answered to a fan: nothing may take them back. */
  readonly told: Map<number, string>;
  readonly ahead: Map<number, number>;
  looked?: Looked;
};

/** What the rows said, and to whom: it is looked at again once anything was written or the line has woken anew. */
type Looked = { readonly engine: LineEngine; readonly writes: number; readonly fans: readonly string[] };

export const newMemory = (): Memory => ({ told: new Map(), ahead: new Map() });

const law = (holds: boolean, text: string): void => {
  if (!holds) throw new Error(`broken: ${text}`);
};

export function fansOf(sql: NodeSql): string[] {
  return sql.all("SELECT fan FROM entry ORDER BY position").map((row) => String(row.fan));
}

function stillAsLooked({ looked }: Memory, engine: LineEngine, sql: NodeSql): Looked | null {
  return looked?.engine === engine && looked.writes === sql.writes_run ? looked : null;
}

export function checkLaws(engine: LineEngine, sql: NodeSql, memory: Memory): void {
  const { state } = engine;
  const now_ms = engine.now();
  const known = stillAsLooked(memory, engine, sql);
  const fans = known?.fans ?? fansOf(sql);
  law(fans.length === state.joined, "positions are gapless");
  for (const [position, fan] of memory.told)
    law(fans[position - 1] === fan, `the place ${position} told to ${fan} is kept`);
  const live = new Set<string>();
  let waiting = 0;
  for (let position = 1; position <= state.joined; position++) {
    const status = state.entries[position] ?? 0;
    const fan = fans[position - 1] ?? "";
    law(status !== 0, "every place has a state");
    if (status === ENTRY.WAITING) {
      law(position > state.head, "nobody before the head still waits");
      checkAhead(state, memory, { position, waiting });
      waiting++;
    } else
      law(position <= state.head || status === ENTRY.LEFT || status === ENTRY.REMOVED, "nobody is served out of order");
    const guest = state.room.get(position);
    law(
      (status === ENTRY.ADMITTED || status === ENTRY.CLAIMED) === (guest !== undefined && !guest.draining),
      "who is in has a slot",
    );
    if (guest !== undefined) law(guest.deadline_ms > lineTime(state, now_ms), "no deadline is overstayed");
    if (!isLive(status)) continue;
    law(!live.has(fan), `${fan} is in the line once`);
    law(known !== null || engine.find(fan) === position, `${fan} finds their place again`);
    live.add(fan);
  }
  const draining = [...state.room.values()].filter((guest) => guest.draining).length;
  law(draining === state.draining, "the count of the slots kept back is exact");
  law(waiting === state.waiting, "the count of the waiting is exact");
  law(decideAdmit(state, now_ms).length === 0, "no slot stays free while the next could have it");
  memory.looked = { engine, writes: sql.writes_run, fans };
}

function checkAhead(state: LineState, memory: Memory, at: { position: number; waiting: number }): void {
  const ahead = aheadOf(state, at.position);
  law(ahead === at.waiting, "people ahead is exact");
  law(ahead <= (memory.ahead.get(at.position) ?? ahead), "people ahead never grows");
  memory.ahead.set(at.position, ahead);
}

/** Follows the line by its stored events alone, and looks at the room at each admission. */
export type Shadow = { readonly state: LineState; seq: number };
export const newShadow = (): Shadow => ({ state: newLineState(), seq: 0 });

export function checkAdmissions(sql: NodeSql, shadow: Shadow): void {
  for (const row of sql.all("SELECT seq, body FROM event WHERE seq > ? ORDER BY seq", shadow.seq)) {
    law(row.seq === shadow.seq + 1, "no event is lost");
    shadow.seq++;
    const event: LineEvent = JSON.parse(String(row.body));
    apply(shadow.state, event);
    if (event.kind !== "admitted") continue;
    law(shadow.state.room.size <= shadow.state.settings.room_capacity, "the room is never over capacity");
  }
}

/** Whatever slots they have come to lie in. */
const fansIn = ({ high, low, position }: FanTable): string[] =>
  [...position.keys()]
    .filter((slot) => position[slot] !== 0)
    .map((slot) => `${position[slot]} ${high[slot]} ${low[slot]}`)
    .sort();

/** All that a line remembers, in a form that two can be compared by. */
export function portrait(state: LineState): string {
  const { facts, entries } = takeSnapshot(state);
  const sorted = JSON.parse(facts) as { room: { position: number }[] };
  sorted.room.sort((a, b) => a.position - b.position);
  return JSON.stringify([sorted, [...entries], fansIn(state.fans)]);
}

export const wholeLog = (store: Pick<LineStore, "logPage">): LogEntry[] =>
  store.logPage(0, 1_000_000).map((text) => JSON.parse(text));
