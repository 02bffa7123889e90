// No code without our signature ever lets anybody in, however near it comes.
import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { fromBase45, toBase45 } from "../../domain/tickets/base45.ts";
import { ticketPayload, ticketQrText } from "../../domain/tickets/ticket-code.ts";
import { readSigned } from "./codes.ts";
import { Desk } from "./desk.ts";
import { NO_OTHERS } from "./testing/desk.ts";
import { KEYS, manifest, memoryShelf, ONE, signed, TWO } from "./testing/door.ts";

const SEED = 20_261_128;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** Bits turned, letters changed, halves of two true codes put together, signed by a key of somebody else. */
function nearMiss(i: number, random: (below: number) => number): string {
  const { text, qr } = signed(ONE);
  const letter = LETTERS[random(LETTERS.length)] ?? "A";
  switch (i % 5) {
    case 0: {
      const bytes = fromBase45(qr) ?? new Uint8Array();
      const at = random(bytes.length);
      return toBase45(bytes.map((byte, place) => (place === at ? byte ^ (1 << random(8)) : byte)));
    }
    case 1: {
      const at = random(text.length - 1);
      return text.slice(0, at) + (text[at] === letter ? "~" : letter) + text.slice(at + 1);
    }
    case 2:
      return qr.slice(0, random(qr.length));
    case 3: {
      const [payload] = text.split(".");
      return `${payload}.${signed(TWO, random(15)).text.split(".")[1]}`;
    }
    default: {
      const payload = ticketPayload({ kid: "k1", ticket_id: ONE, generation: random(16) });
      const key = STRANGER;
      return ticketQrText(payload, sign("sha256", Buffer.from(payload), { key, dsaEncoding: "ieee-p1363" }));
    }
  }
}
const STRANGER = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

test("DR7: no code without our signature is ever green, by ten thousand near misses", async () => {
  const desk = new Desk({
    pass: "p",
    door: "North",
    ended: false,
    others: NO_OTHERS,
    fetch: async () => {
      throw new TypeError("no network");
    },
    now: () => 1,
    wait: async () => {},
    nonce: () => "n",
    shelf: memoryShelf(
      new Map<string, unknown>([
        ["showtime p", "st"],
        ["bundle p st", { text: JSON.stringify(manifest()), as_of_ms: 1 }],
      ]),
    ),
    said: () => {},
    changed: () => {},
  });
  await desk.begin();
  const random = dice(SEED);
  const NEAR_MISSES = 10_000;
  const shown = new Map<string, number>();
  for (let i = 0; i < NEAR_MISSES; i++) {
    await desk.scan(nearMiss(i, random), "in");
    const said = desk.verdict?.shown ?? "nothing";
    shown.set(said, (shown.get(said) ?? 0) + 1);
  }
  expect([...shown.keys()]).toEqual(["invalid"]);
  expect(desk.own).toEqual([]);
  // The control: the very same desk lets the true code in.
  await desk.scan(signed(ONE).qr, "in");
  expect(desk.verdict?.shown).toBe("entered");
}, 60_000);

test("DR7: both writings of a true code are read, with how often it was handed over", async () => {
  const { text, qr } = signed(ONE, 3);
  expect(await readSigned(text, KEYS)).toEqual({ ticket_id: ONE, generation: 3 });
  expect(await readSigned(` ${qr}\n`, KEYS)).toEqual({ ticket_id: ONE, generation: 3 });
  expect(await readSigned(qr, [])).toBeNull();
});
