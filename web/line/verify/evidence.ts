// The log and its checkpoints as a server or a file gives them: parsed, never believed.
import type { LogEntry } from "../../../domain/log/entry.ts";
import { parseCheckpoint, parseLogEntry } from "../../../domain/log/parse.ts";
import type { Checkpoint } from "../../../domain/log/receipt.ts";
import { CHECKPOINT_TYPE, checkSignature, type PublishedKey, readSigned } from "./jws.ts";

export type LogPage = { readonly entries: readonly LogEntry[]; readonly next_from: number | null };
/** What was said, and the same as it was signed. */
export type SignedCheckpoint = { readonly checkpoint: Checkpoint; readonly signed: string };

/** Where a log comes from. Each throws `Unavailable` when it cannot say. */
export type LogSource = {
  readonly keys: () => Promise<readonly PublishedKey[]>;
  readonly checkpoints: () => Promise<readonly SignedCheckpoint[]>;
  readonly page: (from: number) => Promise<LogPage>;
};

export class Unavailable extends Error {}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function readEntries(value: unknown): LogEntry[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map(parseLogEntry);
  return entries.every((entry) => entry !== null) ? entries : undefined;
}

export function readLogPage(value: unknown): LogPage | undefined {
  if (!isFields(value)) return undefined;
  const entries = readEntries(value.items);
  const { next_from } = value;
  if (entries === undefined || (next_from !== null && !Number.isSafeInteger(next_from))) return undefined;
  return { entries, next_from: next_from as number | null };
}

export function readCheckpoints(value: unknown): SignedCheckpoint[] | undefined {
  if (!isFields(value) || !Array.isArray(value.items)) return undefined;
  const items = value.items.map((item: unknown): SignedCheckpoint | null => {
    const checkpoint = parseCheckpoint(item);
    if (checkpoint === null || !isFields(item) || typeof item.signed !== "string") return null;
    return { checkpoint, signed: item.signed };
  });
  return items.every((item) => item !== null) ? items : undefined;
}

export type Signatures = {
  readonly good: number;
  readonly wrong: readonly number[];
  readonly key_unknown: readonly number[];
};

/** A signature holds for a checkpoint only if what was signed is what is said. */
export async function checkCheckpoints(
  items: readonly SignedCheckpoint[],
  keys: readonly PublishedKey[],
): Promise<Signatures> {
  const verdicts = await Promise.all(
    items.map(async ({ checkpoint, signed }) => {
      const read = readSigned(signed);
      const said = read === null || read.typ !== CHECKPOINT_TYPE ? null : parseCheckpoint(read.payload);
      if (read === null || said === null || !isSame(said, checkpoint)) return "wrong";
      return checkSignature(read, keys);
    }),
  );
  const seqs = (wanted: string): number[] =>
    items.flatMap(({ checkpoint }, i) => (verdicts[i] === wanted ? [checkpoint.seq] : []));
  return { good: seqs("good").length, wrong: seqs("wrong"), key_unknown: seqs("key_unknown") };
}

const isSame = (one: Checkpoint, other: Checkpoint): boolean =>
  one.show_id === other.show_id &&
  one.seq === other.seq &&
  one.hash === other.hash &&
  one.joined === other.joined &&
  one.head === other.head &&
  one.draw?.root === other.draw?.root &&
  one.draw?.entrants === other.draw?.entrants &&
  one.draw?.round === other.draw?.round;
