// How many sockets and streams this isolate holds, and whose. At the platform's limit a process does not refuse, it dies;
// so past a ceiling the answer is 503 and pages fall back to polling. Objects of all classes share one isolate here.
//
// Nobody may take the ceiling away from everybody (D73). A fan opens a handful. An address may hold a multiple of what is
// still free: nearly everything while nobody else is there, so that a crowd behind one address is not felt, and always less
// than the rest, so that whoever comes from elsewhere still finds room. Who has not signed in stands behind who has.

/** Who asks for a socket, as the edge has found out. */
export type Asker = {
  /** Null for somebody who has not signed in. */
  readonly fan: string | null;
  /** A part of the net, not an address; empty where it is not known, and then it counts for nothing. */
  readonly range: string;
};

/** `own_full`: this fan has enough of them. `full`: nothing is left, or nothing for where they come from. */
export type Opening = "opened" | "full" | "own_full";

export type SocketBudget = {
  /** Takes one where the answer is `opened`, else nothing. */
  readonly tryOpen: (asker: Asker) => Opening;
  readonly closed: (asker: Asker) => void;
  /** What an object found after waking: sockets survive its sleep, the count of them may not have. */
  readonly recount: (askers: readonly Asker[]) => void;
};

/** Tabs, phones and streams of one fan: at one object, and at all of them. */
export const FAN_SOCKETS_MAX = 10;
export const FAN_SOCKETS_ALL_MAX = 30;
/** So many times what is free: 8 lets one range have eight ninths of the ceiling while it is alone. */
const RANGE_TIMES_FREE = 8;
/** Half of it for one range of people who have not signed in, two thirds for all of them together. */
const GUEST_RANGE_TIMES_FREE = 1;
const GUESTS_TIMES_FREE = 2;

const GUESTS = "guests";

/** Everything a socket is counted under: whose, at which object, from where. */
const heapsOf = (owner: string, { fan, range }: Asker): readonly string[] => [
  ...(fan === null ? [GUESTS] : [`fan ${fan}`, `fan ${fan} at ${owner}`]),
  ...(range === "" ? [] : [rangeHeap({ fan, range })]),
];
const rangeHeap = ({ fan, range }: Asker): string => `${fan === null ? "guests" : "fans"} of ${range}`;

type Held = { readonly asker: Asker; open: number };

const heaps = new Map<string, number>();
const held_by_owner = new Map<string, Map<string, Held>>();
let open_total = 0;

const heap = (name: string): number => heaps.get(name) ?? 0;

function change(owner: string, asker: Asker, by: number): void {
  open_total += by;
  for (const name of heapsOf(owner, asker)) {
    if (heap(name) + by === 0) heaps.delete(name);
    else heaps.set(name, heap(name) + by);
  }
}

function mayOpen(owner: string, asker: Asker, sockets_max: number): Opening {
  const { fan, range } = asker;
  const free = sockets_max - open_total;
  if (free <= 0) return "full";
  if (fan === null && heap(GUESTS) >= GUESTS_TIMES_FREE * free) return "full";
  const fan_is_full = heap(`fan ${fan} at ${owner}`) >= FAN_SOCKETS_MAX || heap(`fan ${fan}`) >= FAN_SOCKETS_ALL_MAX;
  if (fan !== null && fan_is_full) return "own_full";
  const times = fan === null ? GUEST_RANGE_TIMES_FREE : RANGE_TIMES_FREE;
  return range !== "" && heap(rangeHeap(asker)) >= times * free ? "full" : "opened";
}

export function socketBudget(owner: string, sockets_max: number): SocketBudget {
  const opened = (asker: Asker): void => {
    const held = held_by_owner.get(owner) ?? new Map<string, Held>();
    held_by_owner.set(owner, held);
    const key = JSON.stringify([asker.fan, asker.range]);
    const one = held.get(key);
    if (one === undefined) held.set(key, { asker, open: 1 });
    else one.open += 1;
    change(owner, asker, 1);
  };
  const closed = (asker: Asker): void => {
    const held = held_by_owner.get(owner);
    const key = JSON.stringify([asker.fan, asker.range]);
    const one = held?.get(key);
    if (held === undefined || one === undefined) return;
    one.open -= 1;
    if (one.open === 0) held.delete(key);
    if (held.size === 0) held_by_owner.delete(owner);
    change(owner, asker, -1);
  };
  return {
    tryOpen: (asker) => {
      const opening = mayOpen(owner, asker, sockets_max);
      if (opening === "opened") opened(asker);
      return opening;
    },
    closed,
    recount: (askers) => {
      for (const { asker, open } of held_by_owner.get(owner)?.values() ?? []) change(owner, asker, -open);
      held_by_owner.delete(owner);
      for (const asker of askers) opened(asker);
    },
  };
}

export const socketsOpen = (): number => open_total;

export function socketsMaxOf(text: string): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : 9_000;
}

/** As the edge says it to an object, and as a socket keeps it through the object's sleep: the tags of a socket. */
export const FAN_HEADER = "X-Fan-Id";
export const RANGE_HEADER = "X-Address-Range";
const FAN_TAG = "fan:";
const RANGE_TAG = "range:";

export const askerOf = (headers: Headers): Asker => ({
  fan: headers.get(FAN_HEADER),
  range: headers.get(RANGE_HEADER) ?? "",
});

export const tagsOf = ({ fan, range }: Asker): string[] => [
  ...(fan === null ? [] : [FAN_TAG + fan]),
  ...(range === "" ? [] : [RANGE_TAG + range]),
];

export function askerOfTags(tags: readonly string[]): Asker {
  const tagged = (prefix: string): string | undefined =>
    tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length);
  return { fan: tagged(FAN_TAG) ?? null, range: tagged(RANGE_TAG) ?? "" };
}

/** What an object answers instead of a socket; the edge turns it into words. */
export const refusedOpening = (opening: "full" | "own_full"): Response =>
  opening === "own_full"
    ? new Response(null, { status: 429, headers: { "Retry-After": "30" } })
    : new Response(null, { status: 503, headers: { "Retry-After": "5" } });
