// A second verifier of the log of a list for returned seats, written from docs/SPEC-LOG.md alone, and nothing of the first.
import { createHash } from "node:crypto";
import { leafOf } from "./second.ts";

// biome-ignore lint/suspicious/noExplicitAny: a stranger's log, whose every field is compared and none is believed
type Entry = any;
type Seat = { readonly grade: string; readonly joined: boolean; readonly since_ms: number };

const b64 = (text: string): string => createHash("sha256").update(text).digest("base64url");

export const firstHash = (showtime_id: string): string => b64(`fairline.list.v1\n${showtime_id}`);

export function nextHash(before: string, entry: Entry): string {
  const fields = [entry.seq, entry.kind, entry.at_ms];
  for (const name of ["position", "count", "grades", "together", "leaf"]) fields.push(entry[name] ?? null);
  fields.push(
    entry.seats ? entry.seats.map((seat: Entry) => [seat.place, seat.grade, seat.joined, seat.since_ms]) : null,
  );
  for (const name of ["places", "why", "showtime_id", "gather_ms", "suspended"]) fields.push(entry[name] ?? null);
  return b64(`fairline.entry.v1\n${before}\n${JSON.stringify(fields)}`);
}

/** The hash of the `register` entry that a receipt leads to. */
export function receiptLeadsTo({ fan, position, salt, seq, entry, previous }: Entry): string {
  const leaf = leafOf(Buffer.from(salt, "base64url"), position, fan).toString("base64url");
  return nextHash(previous, { seq, kind: "register", position, leaf, ...entry });
}

export type SecondList = {
  readonly faults: readonly string[];
  readonly hash: string;
  readonly offers: readonly string[];
};

export function readList(showtime_id: string, entries: readonly Entry[]): SecondList {
  const faults: string[] = [];
  const offers: string[] = [];
  const list = new Map<number, Entry>();
  const seats = new Map<number, Seat>();
  let [before, now_ms, last, gather_ms, stands_still] = [firstHash(showtime_id), 0, 0, 0, false];
  let due: string[] = [];

  /** What the rule gives out at a time, in the words of the entries that say so. */
  const given = (at_ms: number): string[] => {
    const left = new Map([...seats].sort(([a], [b]) => a - b));
    const served: { position: number; places: number[] }[] = [];
    const unserved: Entry[] = [];
    const wants = (wish: Entry, seat: Seat): boolean => wish.grades.length === 0 || wish.grades.includes(seat.grade);
    const waiting = [...list.values()].filter((one) => one.state === "waits" && !one.aside);
    for (const wish of waiting.sort((a, b) => a.position - b.position)) {
      const fitting = [...left].filter(([, seat]) => wants(wish, seat));
      const since = (place: number): number => left.get(place)?.since_ms ?? 0;
      let best: number[] | null = null;
      for (const [first] of fitting) {
        const run = Array.from({ length: wish.count }, (_, i) => first + i);
        const whole = run.every(
          (place, i) => fitting.some(([one]) => one === place) && (i + 1 === run.length || left.get(place)?.joined),
        );
        const age = Math.max(...run.map(since));
        if (whole && (best === null || age < Math.max(...best.map(since)))) best = run;
      }
      if (best === null && !wish.together && fitting.length >= wish.count) {
        const oldest = fitting.map(([place]) => place).sort((a, b) => since(a) - since(b) || a - b);
        best = oldest.slice(0, wish.count);
      }
      if (best === null) {
        unserved.push(wish);
        for (const [place, seat] of fitting) if (seat.since_ms + gather_ms > at_ms) left.delete(place);
        continue;
      }
      served.push({ position: wish.position, places: best });
      for (const place of best) left.delete(place);
    }
    const told = unserved.flatMap((wish) => {
      const passed = served.some(
        ({ position, places }) =>
          position > wish.position && places.some((place) => wants(wish, seats.get(place) as Seat)),
      );
      const why =
        [...seats.values()].filter((seat) => wants(wish, seat)).length < wish.count ? "too_few" : "not_together";
      return passed && wish.told !== why ? [`pass_over ${wish.position} ${why}`] : [];
    });
    return [...told, ...served.map(({ position, places }) => `offer ${position} ${places.join()}`)];
  };

  for (const [i, entry] of entries.entries()) {
    const fault = (what: string): number => faults.push(`#${entry.seq} ${what}`);
    if (entry.seq !== i + 1 || (i === 0) !== (entry.kind === "open")) fault("is out of place");
    if (nextHash(before, entry) !== entry.hash) fault("does not follow");
    before = entry.hash;
    if (entry.at_ms < now_ms) fault("is older than what stands before it");
    const one = list.get(entry.position);
    if (entry.kind === "offer" || entry.kind === "pass_over") {
      if (due.length === 0 && !stands_still) due = given(entry.at_ms);
      const what = `${entry.kind} ${entry.position} ${entry.why ?? entry.places?.join()}`;
      if (due.shift() !== what) fault("is not what the rule gives");
      if (entry.kind === "offer") offers.push(what);
    } else if (due.length > 0 || (entry.at_ms > now_ms && !stands_still && given(now_ms).length > 0)) {
      fault("comes while an offer is due");
      due = [];
    }
    now_ms = Math.max(now_ms, entry.at_ms);
    switch (entry.kind) {
      case "open":
      case "terms":
        if (entry.kind === "open" && entry.showtime_id !== showtime_id) fault("is another showtime's");
        gather_ms = entry.gather_ms;
        stands_still = entry.suspended;
        break;
      case "register":
        if (one === undefined ? entry.position !== ++last : one.state !== "waits" || entry.count > one.count)
          fault("has another's position");
        if (one !== undefined && one.leaf !== entry.leaf) fault("is another fan's");
        list.set(entry.position, { ...entry, state: "waits", told: null, aside: false });
        break;
      case "back":
        for (const { place, ...seat } of entry.seats) {
          if (seats.has(place) || seat.since_ms > entry.at_ms) fault("brings a seat that cannot be");
          seats.set(place, seat);
        }
        break;
      case "gone":
      case "offer":
        for (const place of entry.places) if (!seats.delete(place)) fault("takes a seat that is not there");
        if (entry.kind === "gone") break;
        if (one?.state !== "waits") fault("offers to nobody");
        else one.state = "offered";
        break;
      case "pass_over":
        if (one?.state !== "waits") fault("passes nobody");
        else one.told = entry.why;
        break;
      case "aside":
      case "leave":
      case "close":
        if (one?.state !== "waits") fault("is of nobody who waits");
        else if (entry.kind === "aside") one.aside = entry.why !== "served";
        else one.state = "over";
        break;
      case "taken":
      case "expired":
      case "declined":
      case "kept":
        if (one?.state !== "offered") fault("is of nobody with an offer");
        else one.state = entry.kind === "kept" ? "waits" : "over";
        break;
      default:
        fault("is of no kind");
    }
  }
  if (due.length > 0) faults.push("an offer is due at the end");
  return { faults, hash: before, offers };
}
