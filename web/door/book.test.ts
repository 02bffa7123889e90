import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ticketKey } from "../../domain/door/tickets.ts";
import { makeId, ticketId } from "../../domain/seat-ledger/ids.ts";
import { ticketCode, ticketPayload, ticketQrText } from "../../domain/tickets/ticket-code.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";
import { Book, batchOf, heard, mayUndo, merged, type OwnScan, unknownTo } from "./book.ts";
import { readSigned } from "./codes.ts";
import { Desk, verdictOf } from "./desk.ts";

const BASE_MS = 1_000_000;
const ORDER = makeId("order", "ABCDEF", new Uint8Array(10).fill(7));
const [ONE, TWO, VOID, INSIDE] = [0, 1, 2, 3].map((line) => ticketId(ORDER, line)) as [string, string, string, string];

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const KEYS = [{ ...publicKey.export({ format: "jwk" }), kid: "k1" }] as unknown as DoorManifest["keys"];
function signed(ticket_id: string, generation = 0): { readonly text: string; readonly qr: string } {
  const payload = ticketPayload({ kid: "k1", ticket_id, generation });
  const signature = sign("sha256", Buffer.from(payload), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return { text: ticketCode(payload, signature), qr: ticketQrText(payload, signature) };
}

const manifest = (more: Partial<DoorManifest> = {}): DoorManifest => ({
  showtime: { id: "st", code: "ABCDEF", starts_at_ms: BASE_MS, title: "" },
  showtimes: [],
  door: { id: "d", name: "North", sections: null, ends_at_ms: 9_999_999_999 },
  as_of_ms: BASE_MS,
  version: 1,
  whole: true,
  base_ms: BASE_MS,
  rows: [["1F", "1", "R", "A"]],
  doors: ["South"],
  tickets: [
    [ticketKey(ONE), 0, "1", "XXXXX1", "abcd"],
    [ticketKey(TWO), 0, "2", "XXXXX1", "abcd"],
    [ticketKey(VOID), 0, "3", "XXXXX1", "abcd", 5, 0, -1, 0],
    [ticketKey(INSIDE), 0, "4", "XXXXX1", "abcd", 0, 1, 60, 0],
  ],
  double_entries: [],
  name_salt: "st",
  keys: KEYS,
  ...more,
});
const scan = (ticket_id: string) => ({ ticket_id, generation: 0, direction: "in" as const });
const own = (more: Partial<OwnScan>): OwnScan => ({
  nonce: "n",
  ticket_id: ONE,
  at_ms: BASE_MS + 1,
  direction: "in",
  shown: "entered",
  undoes: null,
  sent_at_ms: null,
  result: null,
  ...more,
});

describe("DR7: a door alone", () => {
  test("DR7: says green, amber and red by itself", () => {
    const book = new Book(manifest());
    expect(book.decide(scan(ONE), [])).toMatchObject({
      shown: "entered",
      seat: { section: "1F", row: "A", label: "1" },
    });
    expect(book.decide(scan(VOID), []).shown).toBe("void");
    expect(book.decide(scan(INSIDE), [])).toMatchObject({
      shown: "already_entered",
      first: { at_ms: BASE_MS + 60_000, door: "South" },
    });
    expect(book.decide(scan(ONE), [own({})])).toMatchObject({ shown: "already_entered", first: { door: "North" } });
    expect(book.decide(scan(ONE), [own({}), own({ nonce: "u", undoes: "n" })]).shown).toBe("entered");
    expect(book.decide({ ...scan(ONE), generation: 1 }, []).shown).toBe("void");
    const foreign = ticketId(makeId("order", "GHJKMN", new Uint8Array(10)), 0);
    expect(book.decide(scan(foreign), []).shown).toBe("wrong_showtime");
    const elsewhere = new Book(manifest({ door: { ...manifest().door, sections: ["2F"] } }));
    expect(elsewhere.decide(scan(ONE), []).shown).toBe("wrong_door");
  });

  test("DR7: what changed is laid over what was known, with its rows and doors numbered anew", () => {
    const told = manifest({
      whole: false,
      version: 2,
      rows: [
        ["9F", "9", "S", "Z"],
        ["1F", "1", "R", "A"],
      ],
      doors: ["West"],
      tickets: [[ticketKey(TWO), 1, "2", "XXXXX1", "abcd", 0, 1, 90, 0]],
    });
    const book = new Book(merged(manifest(), told));
    expect(book.decide(scan(TWO), [])).toMatchObject({
      shown: "already_entered",
      seat: { row: "A" },
      first: { door: "West" },
    });
    expect(book.decide(scan(INSIDE), []).first?.door).toBe("South");
    expect(book.entered).toBe(2);
  });

  test("DR7: facts wait until the service has them, and are told under the same name", () => {
    const list = [own({}), own({ nonce: "m", sent_at_ms: 5 })];
    expect(batchOf(list).map(({ nonce }) => nonce)).toEqual(["n"]);
    const after = heard(list, [{ nonce: "n", result: "double_entry" }], 9);
    expect(after[0]).toMatchObject({ sent_at_ms: 9, result: "double_entry" });
    expect(batchOf(after)).toEqual([]);
    expect(unknownTo(after, 9).map(({ nonce }) => nonce)).toEqual(["n"]);
    expect(mayUndo(own({}), [own({ nonce: "u", undoes: "n" })])).toBe(false);
  });

  test("DR7: found by its booking number or a name, by nothing shorter", () => {
    const book = new Book(manifest());
    expect(book.find({ number: "ABCDEF-XXXXX1", name_mark: "" }).length).toBe(4);
    expect(book.find({ number: "x", name_mark: "abcd" })[0]?.ticket_id).toBe(ONE);
    expect(book.find({ number: "XX", name_mark: "none" })).toEqual([]);
  });

  test("DR7: no code without our signature is ever read, by ten thousand near misses", async () => {
    const { text, qr } = signed(ONE);
    expect(await readSigned(text, KEYS)).toEqual({ ticket_id: ONE, generation: 0 });
    expect(await readSigned(qr, KEYS)).toEqual({ ticket_id: ONE, generation: 0 });
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let seed = 20_261_128;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed % below;
    };
    let read = 0;
    const NEAR_MISSES = 10_000;
    for (let i = 0; i < NEAR_MISSES; i++) {
      const from = i % 2 === 0 ? text : qr;
      const at = random(from.length);
      const other = letters[random(letters.length)] ?? "A";
      const bent = from.slice(0, at) + (from[at] === other ? (other === "A" ? "B" : "A") : other) + from.slice(at + 1);
      // The last letter of base64url carries bits that mean nothing: another text, the very same bytes.
      const found = await readSigned(bent, KEYS);
      if (found !== null && !(from === text && at === text.length - 1)) read++;
    }
    expect(read).toBe(0);
  });

  test("DR7: with no network the desk lets in by itself, tells it afterwards, and says the same code once", async () => {
    const code = signed(ONE).qr;
    const things = new Map<string, unknown>([["bundle p", manifest()]]);
    const sent: { path: string; body: unknown }[] = [];
    let network = false;
    let now_ms = BASE_MS;
    let named = 0;
    const desk = new Desk({
      pass: "p",
      door: "North",
      fetch: async (path, init) => {
        if (!network) throw new TypeError("no network");
        const body = JSON.parse(String(init.body ?? "null"));
        sent.push({ path, body });
        if (!path.endsWith("/batch")) return new Response(null, { status: 204 });
        return Response.json({ items: body.items.map(({ nonce }: OwnScan) => ({ nonce, result: "entered" })) });
      },
      now: () => now_ms,
      nonce: () => `n${++named}`,
      shelf: {
        kept: async <T>(name: string) => (things.get(name) as T | undefined) ?? null,
        keep: async (name, thing) => void things.set(name, thing),
      },
      changed: () => {},
    });
    await desk.begin();
    await desk.scan(code, "in");
    expect([desk.verdict?.shown, desk.online]).toEqual(["entered", false]);
    now_ms += 100;
    await desk.scan(code, "in");
    expect(desk.own.length).toBe(1);
    now_ms += 10_000;
    await desk.scan(code, "in");
    expect(desk.verdict?.shown).toBe("already_entered");
    await desk.scan("https://example.com", "in");
    expect(desk.verdict?.shown).toBe("invalid");
    network = true;
    await desk.turn();
    expect(sent.find(({ path }) => path.endsWith("/batch"))?.body).toMatchObject({
      items: [{ shown: "entered" }, { shown: "already_entered" }],
    });
    expect(desk.own.every(({ sent_at_ms }) => sent_at_ms !== null)).toBe(true);
    expect(things.get("own p")).toEqual(desk.own);
  });

  test("DR7: what the service says is said in the door's own words", () => {
    expect(verdictOf(201, { section: "1F", row: "A", label: "1", grade: "R" }, "in")?.shown).toBe("entered");
    expect(verdictOf(409, { code: "wrong_door", section: "2F" }, "in")).toMatchObject({ shown: "wrong_door" });
    expect(verdictOf(422, { code: "code_void" }, "in")?.shown).toBe("void");
    expect(verdictOf(429, { code: "too_many_requests" }, "in")).toBeNull();
  });
});
