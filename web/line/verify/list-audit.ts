// The whole check of one showtime's list for returned seats: its signatures, its hashes, and its offers by the rule.
import { parseListCheckpoint, parseListEntry, parseListReceipt } from "../../../domain/returns/parse-list.ts";
import {
  isSoundListReceipt,
  type ListCheckpoint,
  type ListLogEntry,
  type ListReceipt,
} from "../../../domain/returns/public-entry.ts";
import { finishList, type ListVerdict, newListVerifier, verifyListEntry } from "../../../domain/returns/verify-list.ts";
import { Unavailable } from "./evidence.ts";
import { checkSignature, type PublishedKey, readSigned } from "./jws.ts";
import type { ReceiptFaultCode } from "./own-receipt.ts";

export type ListPage = { readonly entries: readonly ListLogEntry[]; readonly next_from: number | null };
export type SignedHead = { readonly checkpoint: ListCheckpoint; readonly signed: string };
export type ListSource = {
  readonly keys: () => Promise<readonly PublishedKey[]>;
  readonly checkpoints: () => Promise<readonly SignedHead[]>;
  readonly page: (from: number) => Promise<ListPage>;
};

export type ListAudit = {
  readonly verdict: ListVerdict;
  readonly signatures_good: number;
  /** Checkpoints and receipts that no published key signed as they are. */
  readonly unsigned: number;
  readonly sound: boolean;
};

const PAGES_MAX = 10_000;

export const listPath = (showtime_id: string): string => `/v1/api/showtimes/${encodeURIComponent(showtime_id)}/returns`;

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

export function readListPage(value: unknown): ListPage | undefined {
  const { items, next_from = null } = fieldsOf(value);
  const entries = Array.isArray(items) ? items.map(parseListEntry) : [null];
  if (!entries.every((entry) => entry !== null)) return undefined;
  return next_from === null || Number.isSafeInteger(next_from)
    ? { entries, next_from: next_from as number | null }
    : undefined;
}

export function readListCheckpoints(value: unknown): SignedHead[] | undefined {
  const { items } = fieldsOf(value);
  if (!Array.isArray(items)) return undefined;
  const heads = items.map((item: unknown): SignedHead | null => {
    const checkpoint = parseListCheckpoint(item);
    const { signed } = fieldsOf(item);
    return checkpoint === null || typeof signed !== "string" ? null : { checkpoint, signed };
  });
  return heads.every((head) => head !== null) ? heads : undefined;
}

export async function auditList(
  showtime_id: string,
  source: ListSource,
  receipts: readonly string[] = [],
): Promise<ListAudit> {
  const keys = await source.keys();
  // Before the log, which only grows: every checkpoint must then be in it.
  const heads = await source.checkpoints();
  const signed_heads = await Promise.all(heads.map((head) => isSignedHead(head, keys)));
  const own = await Promise.all(receipts.map((text) => signedReceipt(text, keys)));
  const evidence = {
    checkpoints: heads.map(({ checkpoint }) => checkpoint),
    receipts: own.filter((one) => one !== null),
  };
  const verifier = newListVerifier(showtime_id, evidence);
  let from: number | null = 1;
  for (let pages = 0; from !== null; pages++) {
    const page: ListPage = await source.page(from);
    if (pages > PAGES_MAX || (page.next_from !== null && page.next_from <= from))
      throw new Unavailable("the log does not end");
    for (const entry of page.entries) verifyListEntry(verifier, entry);
    from = page.next_from;
  }
  const verdict = finishList(verifier);
  const signatures_good = signed_heads.filter(Boolean).length;
  const unsigned = heads.length - signatures_good + own.filter((one) => one === null).length;
  return { verdict, signatures_good, unsigned, sound: verdict.ok && unsigned === 0 };
}

async function isSignedHead({ checkpoint, signed }: SignedHead, keys: readonly PublishedKey[]): Promise<boolean> {
  const read = readSigned(signed);
  const said = read?.typ === "list-checkpoint+jws" ? parseListCheckpoint(read.payload) : null;
  if (read === null || said === null) return false;
  const same = (["showtime_id", "seq", "hash", "at_ms"] as const).every((name) => said[name] === checkpoint[name]);
  return same && (await checkSignature(read, keys)) === "good";
}

async function signedReceipt(text: string, keys: readonly PublishedKey[]): Promise<ListReceipt | null> {
  const { receipt, signature } = await readListReceipt(text, keys);
  return signature === "good" ? receipt : null;
}

async function readListReceipt(text: string, keys: readonly PublishedKey[]) {
  const read = readSigned(text);
  const receipt = read?.typ === "list-receipt+jws" ? parseListReceipt(read.payload) : null;
  if (read === null || receipt === null) return { receipt: null, signature: null };
  return { receipt, signature: await checkSignature(read, keys) };
}

export type ListReceiptVerdict =
  | { readonly ok: true; readonly receipt: ListReceipt }
  | { readonly ok: false; readonly fault: ReceiptFaultCode };

/** One receipt by itself; whether it stands in the log the log says. */
export async function checkListReceipt(
  text: string,
  showtime_ids: readonly string[],
  keys: readonly PublishedKey[],
): Promise<ListReceiptVerdict> {
  const { receipt, signature } = await readListReceipt(text, keys);
  if (receipt === null) return { ok: false, fault: "unreadable" };
  if (!showtime_ids.includes(receipt.showtime_id)) return { ok: false, fault: "other_show" };
  if (signature !== "good") return { ok: false, fault: signature === "wrong" ? "signature_wrong" : "key_unknown" };
  return isSoundListReceipt(receipt) ? { ok: true, receipt } : { ok: false, fault: "proof_wrong" };
}

/** Whether the audit that was given this receipt found it at its place. */
export const isInListLog = ({ verdict }: ListAudit): boolean =>
  verdict.receipts_checked > 0 &&
  !verdict.faults.some(({ code }) => code === "receipt_not_in_log" || code === "receipt_broken");
