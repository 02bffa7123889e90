// `keys new|turn|push`: making SIGNING_KEYS, turning them over without ending what they signed, and storing them.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { KeySets } from "../../workers/kit/keys.ts";
import type { Asked, Command } from "../cli/command.ts";
import { isLocal } from "../cli/environments.ts";
import { DONE, REFUSED, USAGE } from "../cli/exit-codes.ts";
import { newKeySets, newSlot, PURPOSES, type Slot } from "../keys.ts";
import { QUIET, WRANGLER } from "../wrangler.ts";

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

export const keysCommands: readonly Command[] = [
  {
    name: "keys new",
    takes: "",
    says: "print a fresh SIGNING_KEYS; nothing signed by another set is believed under it",
    run: async () => {
      console.log(JSON.stringify(newKeySets()));
      return DONE;
    },
  },
  {
    name: "keys turn",
    takes: "<file> [purpose…]",
    says: "print the next step of a rotation of the keys in the file",
    more: `First it adds the next keys, the second time they sign and the former retire. Purposes: ${PURPOSES.join(", ")};
without one, all.`,
    run: ({ words: [file = "", ...purposes] }) => turnFile(file, purposes),
  },
  {
    name: "keys push",
    takes: "<file>",
    says: "store the keys in the file as the deployment's secret, over wrangler",
    options: { "dry-run": { says: "look at the file and send nothing" } },
    run: pushFile,
  },
];

async function turnFile(file: string, words: readonly string[]): Promise<number> {
  if (!words.every(isPurpose)) {
    console.error(`purposes are ${PURPOSES.join(", ")}`);
    return USAGE;
  }
  try {
    const purposes = words.filter(isPurpose);
    const chosen = purposes.length === 0 ? PURPOSES : purposes;
    const { sets: turned, did } = turnKeys(await keysIn(file), chosen, Date.now(), () => newSlot("next"));
    const secret = asSecret(turned);
    if (secret === null) {
      console.error(`more than ${SECRET_BYTES_MAX} bytes, which a secret cannot hold: drop the oldest retired keys`);
      return REFUSED;
    }
    console.error(did.join("\n"));
    console.log(secret);
    return DONE;
  } catch (error) {
    return unreadable(file, error);
  }
}

async function pushFile(asked: Asked): Promise<number> {
  const [file = ""] = asked.words;
  if (isLocal(asked.environment)) {
    console.error("an instance on this computer makes its own keys: --env staging or production");
    return USAGE;
  }
  try {
    const secret = asSecret(await keysIn(file));
    if (secret === null) throw new Error(`more than ${SECRET_BYTES_MAX} bytes`);
    if (asked.is("dry-run")) console.log(`${file} holds keys that fit; nothing was sent`);
    else await putSecret(asked.environment, secret);
    return DONE;
  } catch (error) {
    return unreadable(file, error);
  }
}

function putSecret(env: string, secret: string): Promise<void> {
  const child = spawn(process.execPath, [WRANGLER, "secret", "put", "SIGNING_KEYS", "--env", env], {
    stdio: ["pipe", "inherit", "inherit"],
    env: QUIET,
  });
  // Over a pipe: what stands on a command line can be read by everybody on the machine.
  child.stdin?.end(secret);
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`wrangler ended with ${code}`)))),
  );
}

/** The product's own reader brings a library for signatures along, which no other command should wait for. */
async function keysIn(file: string): Promise<KeySets> {
  const { keySetsOf } = await import("../../workers/kit/keys.ts");
  return keySetsOf(readFileSync(file, "utf8").trim());
}

function unreadable(file: string, error: unknown): number {
  console.error(`${file}: no keys could be taken from it: ${error instanceof Error ? error.message : error}`);
  return REFUSED;
}
