// What happened to one ticket at the doors, told from the facts that devices brought, in whatever order they came. Two
// doors that were both offline cannot have known of each other: the earlier entry is the entry, the later one a double
// entry that everybody is shown. A fact is never refused for being late; it is only placed.

/** What the device did with the person, and so what it told them. Only `entered` and `left` moved anybody. */
export const SHOWN = ["entered", "left", "already_entered", "void", "wrong_showtime", "wrong_door", "invalid"] as const;
export type Shown = (typeof SHOWN)[number];
export type Direction = "in" | "out";

export type ScanFact = {
  /** Made by the device for this scan: a fact told twice is one fact. */
  readonly nonce: string;
  readonly device_id: string;
  readonly door_id: string;
  /** The device's time, corrected by what its clock was found to be off. */
  readonly at_ms: number;
  readonly direction: Direction;
  readonly shown: Shown;
  /** The scan of the same device that this one takes back; null for a scan. */
  readonly undoes: string | null;
};

export type DoorRules = {
  /** Whoever went out may come in again. */
  readonly re_entry: boolean;
  /** Since when the ticket lets nobody in any more (refunded, handed over, given back); null while it does. */
  readonly void_since_ms: number | null;
};

export const PLACED = ["entered", "re_entered", "left", "double_entry", "void_entry", "turned_away", "undone"] as const;
export type Placed = (typeof PLACED)[number];

export type TicketAtDoor = {
  readonly inside: boolean;
  /** The first entry that stands. */
  readonly first: ScanFact | null;
  readonly placed: ReadonlyMap<string, Placed>;
  readonly double_entries: readonly ScanFact[];
};

/** The agreed order: by time, then by device, then by nonce. No two facts are equal in it. */
export const agreedOrder = (a: ScanFact, b: ScanFact): number =>
  a.at_ms - b.at_ms || compare(a.device_id, b.device_id) || compare(a.nonce, b.nonce);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A fact may be told again with another correction of its clock, since each batch measures anew. A measured delay is never
 * too short, so the earliest reading is the truest, whichever copy came first.
 */
export const sameFact = (known: ScanFact, again: ScanFact): ScanFact => (again.at_ms < known.at_ms ? again : known);

export function placeScans(facts: Iterable<ScanFact>, rules: DoorRules): TicketAtDoor {
  const ordered = [...facts].sort(agreedOrder);
  const taken_back = takenBack(ordered);
  const placed = new Map<string, Placed>();
  const double_entries: ScanFact[] = [];
  let first: ScanFact | null = null;
  let inside = false;
  for (const fact of ordered) {
    const place = placeOf(fact, { inside, first, taken_back, rules });
    placed.set(fact.nonce, place);
    if (place === "left") inside = false;
    if (place === "entered" || place === "re_entered") inside = true;
    if (place === "entered") first = fact;
    if (place === "double_entry") double_entries.push(fact);
  }
  return { inside, first, placed, double_entries };
}

/** Only the device that let somebody in may say that it did not, and at that door: whoever learns its name undoes nothing. */
function takenBack(ordered: readonly ScanFact[]): ReadonlySet<string> {
  const by_nonce = new Map(ordered.map((fact) => [fact.nonce, fact]));
  return new Set(
    ordered.flatMap(({ undoes, device_id, door_id }) => {
      const undone = by_nonce.get(undoes ?? "");
      return undone?.device_id === device_id && undone.door_id === door_id ? [undone.nonce] : [];
    }),
  );
}

type SoFar = Pick<TicketAtDoor, "inside" | "first"> & {
  readonly taken_back: ReadonlySet<string>;
  readonly rules: DoorRules;
};

function placeOf(fact: ScanFact, { inside, first, taken_back, rules }: SoFar): Placed {
  if (fact.undoes !== null || taken_back.has(fact.nonce)) return "undone";
  if (fact.shown !== "entered" && fact.shown !== "left") return "turned_away";
  if (fact.direction === "out") return "left";
  if (rules.void_since_ms !== null && fact.at_ms >= rules.void_since_ms) return "void_entry";
  if (inside) return "double_entry";
  if (first === null) return "entered";
  return rules.re_entry ? "re_entered" : "double_entry";
}
