// What this device did at a door: kept until the service has it, told in batches, shown as the last ones. Pure.
import type { Direction, ScanFact, Shown } from "../../domain/door/merge.ts";

export type Seat = { readonly section: string; readonly row: string; readonly label: string; readonly grade: string };

/** A ticket's key says which one in its showtime; the code or nothing else says it to the service. */
export type OwnScan = {
  readonly nonce: string;
  readonly code?: string;
  readonly key: string;
  /** Null for a ticket that is not of the showtime this door is at. */
  readonly showtime_id: string | null;
  readonly at_ms: number;
  readonly direction: Direction;
  readonly shown: Shown;
  /** Seat, for the list of the last ones. */
  readonly seat: Seat | null;
  readonly undoes: string | null;
  /** When the service had it, by this device's clock; null while it waits. */
  readonly sent_at_ms: number | null;
  /** What the service said of it afterwards: a double entry is told to the door that made it. */
  readonly result: string | null;
  readonly first: { readonly at_ms: number; readonly door: string } | null;
};

export const OWN = "own";

/** `ahead_ms`: how far our clock is ahead of this device's. What happened here stands among what we tell by one clock. */
export const factOf = ({ nonce, at_ms, direction, shown, undoes }: OwnScan, ahead_ms: number): ScanFact => ({
  nonce,
  device_id: OWN,
  door_id: OWN,
  at_ms: at_ms + ahead_ms,
  direction,
  shown,
  undoes,
});

/** Scans that the bundle may not know of yet. */
export const unknownTo = (own: readonly OwnScan[], asked_at_ms: number): OwnScan[] =>
  own.filter(({ sent_at_ms }) => sent_at_ms === null || sent_at_ms >= asked_at_ms);

/** The list that a person looks back at. */
export const LAST_MAX = 50;

/** Whatever the service has not heard is kept however long it takes; of the rest, what the list shows. */
export const forgettable = (own: readonly OwnScan[]): OwnScan[] =>
  own.filter(({ sent_at_ms }, i) => sent_at_ms !== null && i < own.length - LAST_MAX);

export const BATCH_MAX = 200;
export const batchOf = (own: readonly OwnScan[]) =>
  own
    .filter(({ sent_at_ms }) => sent_at_ms === null)
    .slice(0, BATCH_MAX)
    .map(({ nonce, at_ms, direction, shown, undoes, ...named }) => ({
      ...namedTicket(named),
      nonce,
      scanned_at_ms: at_ms,
      direction,
      shown,
      ...(undoes === null ? {} : { undoes }),
    }));

export const namedTicket = ({ code, key, showtime_id }: Pick<OwnScan, "code" | "key" | "showtime_id">) => ({
  ...(code === undefined ? { ticket_key: key } : { code }),
  ...(showtime_id === null ? {} : { showtime_id }),
});

export type Result = { readonly nonce: string; readonly result: string; readonly first?: OwnScan["first"] };

export function heard(own: readonly OwnScan[], results: readonly Result[], now_ms: number): OwnScan[] {
  const by_nonce = new Map(results.map((one) => [one.nonce, one]));
  return own.map((scan) => {
    const told = by_nonce.get(scan.nonce);
    return told === undefined
      ? scan
      : { ...scan, sent_at_ms: now_ms, result: told.result, first: told.first ?? scan.first };
  });
}

/** Of two pages on one device: what either did, in its order; of one scan the newer word. */
export function together(known: readonly OwnScan[], told: readonly OwnScan[]): OwnScan[] {
  const by_nonce = new Map(told.map((scan) => [scan.nonce, scan]));
  const names = new Set(known.map(({ nonce }) => nonce));
  return [...known.map((scan) => by_nonce.get(scan.nonce) ?? scan), ...told.filter(({ nonce }) => !names.has(nonce))];
}

/** Names of scans that were taken back: gathered once, since an evening without a network has thousands. */
export const undoneOf = (own: readonly OwnScan[]): ReadonlySet<string> =>
  new Set(own.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));

/** Only what let somebody in or out, and was not taken back already. */
export const mayUndo = ({ shown, undoes, nonce }: OwnScan, undone: ReadonlySet<string>): boolean =>
  (shown === "entered" || shown === "left") && undoes === null && !undone.has(nonce);

/** Somebody was let in who should not have been: known only afterwards. */
export const wasWrong = ({ shown, result }: OwnScan): boolean =>
  shown === "entered" && result !== null && result !== "entered" && result !== "undone";
