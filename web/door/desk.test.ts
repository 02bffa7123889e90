import { describe, expect, test } from "vitest";
import { NOTHING_KNOWN } from "./book.ts";
import { Desk } from "./desk.ts";
import { verdictOf } from "./service.ts";
import { NO_OTHERS, nothingNew, placed, setUp } from "./testing/desk.ts";
import { BASE_MS, manifest, ONE, signed, TWO } from "./testing/door.ts";

const soon = () => new Promise((done) => setTimeout(done, 0));

describe("DR11: keeping what was done", () => {
  const nobody = () => Promise.reject(new TypeError("no network"));

  test("DR11: who only this device lets in is let in after the fact is kept; an answer that opens nothing waits for nothing", async () => {
    const writes: (() => void)[] = [];
    const { desk, at, said } = setUp(nobody, { keepScans: () => new Promise((done) => writes.push(done)) });
    await desk.begin();
    at.pace = 100;
    await desk.scan("https://example.com", "in");
    expect(said).toEqual(["invalid"]);
    const scanned = desk.scan(signed(ONE).qr, "in");
    await expect.poll(() => writes.length).toBe(1);
    expect(said).toEqual(["invalid"]);
    writes[0]?.();
    await scanned;
    expect(said).toEqual(["invalid", "entered"]);
  });

  test("DR11: a device that is slow to keep holds up nobody, and is not said to have failed", async () => {
    const { desk, said } = setUp(nobody, { keepScans: () => new Promise(() => {}) });
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    expect([said, desk.kept]).toEqual([["entered"], true]);
  });

  test("DR11: a device that keeps nothing is told, goes on, and tries again until it has everything", async () => {
    const kept = new Map<string, unknown>();
    let full = true;
    const { desk, at, said } = setUp(nobody, {
      keepScans: async (_, scans) => {
        if (full) throw new DOMException("full", "QuotaExceededError");
        for (const scan of scans) kept.set(scan.nonce, scan);
      },
    });
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    expect([said, desk.kept, desk.own.length]).toEqual([["entered"], false, 1]);
    at.now_ms += 10_000;
    await desk.scan(signed(ONE).qr, "in");
    expect(said).toEqual(["entered", "already_entered"]);
    full = false;
    await desk.turn();
    await soon();
    expect([desk.kept, [...kept.values()]]).toEqual([true, desk.own]);
  });

  test("DR11: a device without any storage lets in from the list in its memory", async () => {
    const none = () => Promise.reject(new DOMException("none", "InvalidStateError"));
    const said: string[] = [];
    const desk: Desk = new Desk({
      pass: "p",
      door: "North",
      ended: false,
      others: NO_OTHERS,
      fetch: async (path) => (path.includes("manifest") ? Response.json(manifest()) : Promise.reject(new TypeError())),
      now: () => BASE_MS,
      wait: (ms) => new Promise((done) => setTimeout(done, ms)),
      nonce: () => crypto.randomUUID(),
      shelf: { kept: none, keep: none, scansOf: none, keepScans: none, forgetScans: none },
      said: () => void said.push(desk.verdict?.shown ?? ""),
      changed: () => {},
    });
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    expect([said, desk.kept]).toEqual([["entered"], false]);
  });
});

describe("DR7: a desk", () => {
  test("DR7: with no network it lets in by itself, tells it afterwards, and says the same code once", async () => {
    const { desk, at, sent, shelf } = setUp((path, body) =>
      path.endsWith("/batch") ? placed(body, "entered") : nothingNew(),
    );
    at.network = false;
    const code = signed(ONE).qr;
    await desk.begin();
    await desk.scan(code, "in");
    expect([desk.verdict?.shown, desk.verdict?.name, desk.online]).toEqual(["entered", "하린", false]);
    at.now_ms += 100;
    await desk.scan(code, "in");
    expect(desk.own.length).toBe(1);
    at.now_ms += 10_000;
    await desk.scan(code, "in");
    expect(desk.verdict?.shown).toBe("already_entered");
    await desk.scan("https://example.com", "in");
    expect(desk.verdict?.shown).toBe("invalid");
    at.network = true;
    await desk.turn();
    expect(sent.find(({ path }) => path.endsWith("/batch"))?.body).toMatchObject({
      items: [{ shown: "entered" }, { shown: "already_entered" }],
    });
    expect(desk.online).toBe(true);
    expect(desk.own.every(({ sent_at_ms }) => sent_at_ms !== null)).toBe(true);
    expect([...shelf.scans.values()]).toEqual(desk.own);
  });

  test("DR7: a slow service is not waited for; what it says too late is told, and what was done stays the fact", async () => {
    let answer: (response: Response) => void = () => {};
    const { desk, sent } = setUp((path, body) => {
      if (path.endsWith("/batch")) return placed(body, "double_entry");
      if (!path.endsWith("/checkins")) return nothingNew();
      return new Promise((done) => {
        answer = done;
      });
    });
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    expect([desk.verdict?.shown, desk.verdict?.late]).toEqual(["entered", false]);
    const first = { at_ms: BASE_MS - 5, door: "South" };
    answer(Response.json({ code: "already_entered", first }, { status: 409 }));
    await expect.poll(() => desk.own[0]?.result).toBe("double_entry");
    expect(desk.verdict).toMatchObject({ shown: "already_entered", late: true, first });
    expect(sent.find(({ path }) => path.endsWith("/batch"))?.body).toMatchObject({
      items: [{ nonce: desk.own[0]?.nonce, shown: "entered" }],
    });
  });

  test("DR7: a late answer that agrees is heard without a word", async () => {
    let answer: (response: Response) => void = () => {};
    const { desk } = setUp((path) =>
      path.endsWith("/checkins") ? new Promise((done) => (answer = done)) : nothingNew(),
    );
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    expect(desk.own[0]?.sent_at_ms).toBeNull();
    answer(Response.json({ section: "1F", row: "A", label: "1", grade: "R" }, { status: 201 }));
    await expect.poll(() => desk.own[0]?.result).toBe("entered");
    expect(desk.verdict?.late).toBe(false);
  });

  test("DR7: an undo is a fact too, of the same ticket, and the person may come in again", async () => {
    const { desk, at } = setUp(nothingNew);
    at.network = false;
    await desk.begin();
    await desk.scan(signed(TWO, 1).qr, "in");
    const [scan] = desk.own;
    if (scan === undefined) throw new Error("a scan");
    at.now_ms += 1_000;
    await desk.undo(scan);
    expect(desk.own[1]).toMatchObject({ undoes: scan.nonce, key: scan.key, code: scan.code });
    at.now_ms += 1_000;
    await desk.scan(signed(TWO, 1).qr, "in");
    expect(desk.verdict?.shown).toBe("entered");
  });

  test("DR7: what the service says is said in the door's own words", () => {
    const said = (status: number, body: unknown) =>
      verdictOf({ status, body }, "in", { ...NOTHING_KNOWN, shown: "void", name: "하린" });
    expect(said(201, { section: "1F", row: "A", label: "1", grade: "R" })).toMatchObject({
      shown: "entered",
      name: "하린",
      seat: { row: "A" },
    });
    expect(said(409, { code: "wrong_door", section: "2F" })).toMatchObject({ shown: "wrong_door" });
    expect(said(422, { code: "code_void" })?.shown).toBe("void");
    expect(said(429, { code: "too_many_requests" })).toBeNull();
  });
});
