// One line of the public log of a list for returned seats. It tells places and wishes, never whose they are.
import type { Grade } from "../../schema/layout.ts";
import { beginning, linked } from "../log/chain.ts";
import { batchKey, commitBatch, leafOf, SALT_BYTES, saltBytes } from "../log/commitment.ts";
import { bytesToWords, wordsToBytes } from "../log/sha256.ts";
import { fromBase64url, fromHex, toBase64url } from "../log/text.ts";
import type { AsideReason, PassedReason } from "./events.ts";
import type { Wish } from "./match.ts";

export const LIST_LOG_KINDS = [
  "open",
  "terms",
  "register",
  "leave",
  "close",
  "back",
  "gone",
  "aside",
  "pass_over",
  "offer",
  "taken",
  "expired",
  "declined",
  "kept",
] as const;
export type ListLogKind = (typeof LIST_LOG_KINDS)[number];

/** A seat that can be offered: its place in the layout, whether the next one is its neighbour, and since when. */
export type SeatBack = {
  readonly place: number;
  readonly grade: Grade;
  readonly joined: boolean;
  readonly since_ms: number;
};

export type ListFacts = {
  readonly kind: ListLogKind;
  readonly at_ms: number;
  readonly position?: number;
  readonly count?: number;
  readonly grades?: readonly Grade[];
  readonly together?: boolean;
  /** Binds the fan to the position; only their own receipt opens it. */
  readonly leaf?: string;
  readonly seats?: readonly SeatBack[];
  readonly places?: readonly number[];
  readonly why?: PassedReason | AsideReason | "served";
  readonly showtime_id?: string;
  readonly gather_ms?: number;
  /** The show is taken down: nothing is offered meanwhile. */
  readonly suspended?: boolean;
};
export type ListLogEntry = ListFacts & { readonly seq: number; readonly hash: string };

/** What a change of the list says of itself, before the log gives it a time and hides its fan. */
export type ListNote = Omit<ListFacts, "at_ms" | "leaf"> & { readonly fan_id?: string };

export const beginningOfList = (showtime_id: string): string => beginning("list", showtime_id);

/** One spelling for one entry: fields in a fixed order, absent ones as null. */
const spelling = (seq: number, facts: ListFacts): string =>
  JSON.stringify([
    seq,
    facts.kind,
    facts.at_ms,
    facts.position ?? null,
    facts.count ?? null,
    facts.grades ?? null,
    facts.together ?? null,
    facts.leaf ?? null,
    facts.seats?.map(({ place, grade, joined, since_ms }) => [place, grade, joined, since_ms]) ?? null,
    facts.places ?? null,
    facts.why ?? null,
    facts.showtime_id ?? null,
    facts.gather_ms ?? null,
    facts.suspended ?? null,
  ]);

export const linkedToList = (previous: string, seq: number, facts: ListFacts): string =>
  linked(previous, spelling(seq, facts));

/** What hides a position's fan: the list's key and the position's own random bytes, both hex. Neither leaves the ledger. */
export type Hiding = { readonly key: string; readonly own: string };

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** Salt and leaf of a position, as a line makes them for an arrival. */
export function commitment(hiding: Hiding, position: number, fan_id: string): { salt: string; leaf: string } {
  const [key, own] = [bytesOf(hiding.key), bytesOf(hiding.own)];
  const { salts, leaves } = commitBatch(batchKey(key, own), position, [fan_id]);
  return { salt: toBase64url(saltBytes(salts, 0)), leaf: toBase64url(wordsToBytes(leaves)) };
}

/** What a fan keeps of their place in the list. */
export type ListReceipt = {
  readonly showtime_id: string;
  readonly fan: string;
  readonly position: number;
  readonly salt: string;
  /** The `register` entry that the leaf stands in. */
  readonly seq: number;
  readonly entry: Pick<Wish, "count" | "grades" | "together"> & { readonly at_ms: number };
  readonly previous: string;
  readonly hash: string;
};

/** A signed head of the log: who keeps one can show later that the log was changed behind it. */
export type ListCheckpoint = {
  readonly showtime_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly at_ms: number;
};

/** From the fan's id to the entry's hash: everything is made again from what the receipt says. */
export function isSoundListReceipt({ fan, position, salt, seq, entry, previous, hash }: ListReceipt): boolean {
  const salted = fromBase64url(salt);
  if (salted?.length !== SALT_BYTES) return false;
  const leaf = new Int32Array(8);
  leafOf(bytesToWords(salted), 0, position, fan, leaf, 0);
  const { at_ms, count, grades, together } = entry;
  const text = toBase64url(wordsToBytes(leaf));
  return (
    linkedToList(previous, seq, { kind: "register", at_ms, position, count, grades, together, leaf: text }) === hash
  );
}
