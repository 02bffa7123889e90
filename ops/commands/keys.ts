// `keys new` and `keys turn <file>`: making SIGNING_KEYS, and turning them over without ending what they signed.
import { readFileSync } from "node:fs";
import { type KeySets, keySetsOf } from "../../workers/kit/keys.ts";
import { newKeySets, newSlot, PURPOSES, type Slot } from "../keys.ts";
import { DONE, REFUSED, USAGE } from "./exit-codes.ts";

type Purpose = (typeof PURPOSES)[number];
type Slots = readonly Slot[];
export type Turned = { readonly sets: Record<Purpose, Slots>; readonly did: readonly string[] };

const DAY_MS = 86_400_000;
/** A secret of a Worker holds 5 KB. */
const SECRET_BYTES_MAX = 5_000;
/**
 * How long a retired key is still believed. Access tokens live half an hour and passes an hour at most; a day leaves
 * room for a deployment that was slow. Receipts and tickets are checked for years: their keys stay published.
 */
const BELIEVED_MS: Readonly<Record<Purpose, number | null>> = {
  access: DAY_MS,
  pass: DAY_MS,
  receipt: null,
  ticket: null,
};

/**
 * One step of a rotation. A purpose without a next key gets one, which is published before it signs; one that has it
 * signs with it from then on, and the former retires. Retired keys past their last day go.
 */
export function turnKeys(sets: KeySets, purposes: readonly Purpose[], now_ms: number, fresh: () => Slot): Turned {
  const did: string[] = [];
  const turned = PURPOSES.map((purpose): [Purpose, Slots] => {
    const slots = sets[purpose] as Slots;
    return [purpose, purposes.includes(purpose) ? turnOne(purpose, slots, now_ms, fresh, did) : slots];
  });
  return { sets: Object.fromEntries(turned) as Record<Purpose, Slots>, did };
}

function turnOne(purpose: Purpose, slots: Slots, now_ms: number, fresh: () => Slot, did: string[]): Slots {
  const kept = slots.filter(({ not_after_ms }) => not_after_ms === undefined || now_ms <= not_after_ms);
  if (kept.length < slots.length) did.push(`${purpose}: ${slots.length - kept.length} retired past their last day`);
  if (!kept.some(({ state }) => state === "next")) {
    did.push(`${purpose}: a next key added; it signs after another turn`);
    return [...kept, fresh()];
  }
  did.push(`${purpose}: the next key signs, the former retires`);
  return kept.map((slot) => {
    if (slot.state === "next") return { ...slot, state: "active" };
    return slot.state === "active" ? retired(slot, BELIEVED_MS[purpose], now_ms) : slot;
  });
}

const retired = (slot: Slot, believed_ms: number | null, now_ms: number): Slot => ({
  ...slot,
  state: "retired",
  ...(believed_ms === null ? {} : { not_after_ms: now_ms + believed_ms }),
});

/** Null when it no longer fits into a secret. */
export function asSecret(sets: unknown): string | null {
  const text = JSON.stringify(sets);
  return Buffer.byteLength(text) <= SECRET_BYTES_MAX ? text : null;
}

const isPurpose = (word: string): word is Purpose => (PURPOSES as readonly string[]).includes(word);

export async function keysCommand([verb, file, ...words]: readonly string[]): Promise<number> {
  if (verb === "new" && file === undefined) {
    console.log(JSON.stringify(newKeySets()));
    return DONE;
  }
  if (verb !== "turn" || file === undefined || !words.every(isPurpose)) return USAGE;
  try {
    const sets = keySetsOf(readFileSync(file, "utf8").trim());
    const purposes = words.filter(isPurpose);
    const { sets: turned, did } = turnKeys(sets, purposes.length === 0 ? PURPOSES : purposes, Date.now(), () =>
      newSlot("next"),
    );
    const secret = asSecret(turned);
    if (secret === null) {
      console.error(`more than ${SECRET_BYTES_MAX} bytes, which a secret cannot hold: drop the oldest retired keys`);
      return REFUSED;
    }
    console.error(did.join("\n"));
    console.log(secret);
    return DONE;
  } catch (error) {
    console.error(`${file} holds no signing keys: ${error instanceof Error ? error.message : error}`);
    return REFUSED;
  }
}
