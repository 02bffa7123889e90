// What came of a showtime's doors: who is in, through which door, when, and which tickets came in twice.
import type { DoorFact, DoubleEntry, VoidEntry } from "./bundle.ts";
import { placeScans, type TicketAtDoor } from "./merge.ts";
import { RE_ENTRY } from "./scan.ts";
import type { TicketAtLedger } from "./tickets.ts";

const MINUTE_MS = 60_000;
/** More than that is no mistake of two doors, but of the whole evening; the number is told whole. */
export const DOUBLE_ENTRIES_MAX = 500;

export type DoorTally = {
  readonly sold: number;
  readonly entered: number;
  readonly inside: number;
  /** `undone`: entries that the door itself took back; each lets its ticket in once more. */
  readonly by_door: {
    readonly id: string;
    readonly name: string;
    readonly entered: number;
    readonly undone: number;
  }[];
  readonly by_grade: Record<string, { readonly sold: number; readonly entered: number }>;
  readonly by_minute: { readonly at_ms: number; readonly entered: number }[];
  /** Tickets that let somebody in and with which nobody came. */
  readonly no_shows: number;
  readonly double_entries: DoubleEntry[];
  readonly void_entries: VoidEntry[];
};

export function tallyDoors(
  tickets: Iterable<TicketAtLedger>,
  factsOf: (ticket_id: string) => readonly DoorFact[],
): DoorTally {
  const doors = new Map<string, { name: string; entered: number; undone: number }>();
  const doorNamed = ({ door_id, door }: DoorFact) => {
    const known = doors.get(door_id) ?? { name: door, entered: 0, undone: 0 };
    doors.set(door_id, known);
    return known;
  };
  const grades: Record<string, { sold: number; entered: number }> = {};
  const minutes = new Map<number, number>();
  const double_entries: DoorTally["double_entries"] = [];
  const void_entries: VoidEntry[] = [];
  let sold = 0;
  let entered = 0;
  let inside = 0;
  let no_shows = 0;
  for (const ticket of tickets) {
    const { section, row, label, ticket_id } = ticket;
    const facts = factsOf(ticket_id);
    const live = ticket.void_since_ms === null;
    if (!live && facts.length === 0) continue;
    const grade = grades[ticket.grade] ?? { sold: 0, entered: 0 };
    grades[ticket.grade] = grade;
    if (live) {
      sold++;
      grade.sold++;
    }
    const placed = placeScans(facts, { re_entry: RE_ENTRY, void_since_ms: ticket.void_since_ms });
    if (placed.inside) inside++;
    if (live && placed.first === null) no_shows++;
    void_entries.push(...voidEntries(ticket, facts, placed));
    for (const fact of facts) if (isEntryUndone(fact, placed)) doorNamed(fact).undone++;
    const doorOf = (nonce: string): DoorFact | undefined => facts.find((fact) => fact.nonce === nonce);
    const first = placed.first === null ? undefined : doorOf(placed.first.nonce);
    if (first === undefined) continue;
    entered++;
    grade.entered++;
    doorNamed(first).entered++;
    const minute = first.at_ms - (first.at_ms % MINUTE_MS);
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    for (const { nonce, at_ms } of placed.double_entries) {
      const again = { at_ms, door: doorOf(nonce)?.door ?? "" };
      double_entries.push({ ticket_id, section, row, label, first: { at_ms: first.at_ms, door: first.door }, again });
    }
  }
  double_entries.sort((a, b) => b.again.at_ms - a.again.at_ms);
  void_entries.sort((a, b) => b.entry.at_ms - a.entry.at_ms);
  return {
    sold,
    entered,
    inside,
    no_shows,
    by_door: [...doors].map(([id, door]) => ({ id, ...door })),
    by_grade: grades,
    by_minute: [...minutes].sort(([a], [b]) => a - b).map(([at_ms, count]) => ({ at_ms, entered: count })),
    double_entries: double_entries.slice(0, DOUBLE_ENTRIES_MAX),
    void_entries: void_entries.slice(0, DOUBLE_ENTRIES_MAX),
  };
}

const isEntryUndone = ({ nonce, direction, shown, undoes }: DoorFact, { placed }: TicketAtDoor): boolean =>
  placed.get(nonce) === "undone" && undoes === null && direction === "in" && shown === "entered";

function voidEntries(
  { void_since_ms, ticket_id, section, row, label }: TicketAtLedger,
  facts: readonly DoorFact[],
  { placed }: TicketAtDoor,
): VoidEntry[] {
  if (void_since_ms === null) return [];
  return facts.flatMap(({ nonce, at_ms, door }) => {
    const place = placed.get(nonce);
    const came_in = place === "entered" || place === "void_entry";
    return came_in ? [{ ticket_id, section, row, label, void_since_ms, entry: { at_ms, door } }] : [];
  });
}

/** Of several showtimes as one. What is named by its showtime is not summed here. */
export function sumTallies(tallies: readonly DoorTally[]): Omit<DoorTally, "double_entries" | "void_entries"> {
  const doors = new Map<string, DoorTally["by_door"][number]>();
  const minutes = new Map<number, number>();
  const by_grade: Record<string, { sold: number; entered: number }> = {};
  for (const tally of tallies) {
    for (const door of tally.by_door) {
      const { entered, undone } = doors.get(door.id) ?? { entered: 0, undone: 0 };
      doors.set(door.id, { ...door, entered: door.entered + entered, undone: door.undone + undone });
    }
    for (const { at_ms, entered } of tally.by_minute) minutes.set(at_ms, (minutes.get(at_ms) ?? 0) + entered);
    for (const [grade, { sold, entered }] of Object.entries(tally.by_grade)) {
      const sum = by_grade[grade] ?? { sold: 0, entered: 0 };
      by_grade[grade] = sum;
      sum.sold += sold;
      sum.entered += entered;
    }
  }
  const total = (field: "sold" | "entered" | "inside" | "no_shows"): number =>
    tallies.reduce((sum, one) => sum + one[field], 0);
  return {
    sold: total("sold"),
    entered: total("entered"),
    inside: total("inside"),
    no_shows: total("no_shows"),
    by_door: [...doors.values()],
    by_grade,
    by_minute: [...minutes].sort(([a], [b]) => a - b).map(([at_ms, entered]) => ({ at_ms, entered })),
  };
}
