// The command against logs that a real line wrote: the honest one, and every way of bending it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompactSign, importJWK } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainHash, genesisHash, type LogEntry } from "../../domain/log/entry.ts";
import { processorMs } from "../../domain/testing/processor.ts";
import { decideClaim, decideFinish, decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { joinAll, lineBench, SHOW } from "../../durable-objects/waiting-line/testing/line-bench.ts";
import { newKeySets } from "../keys.ts";
import { readArguments } from "./arguments.ts";
import { checkLine } from "./line.ts";
import { printed } from "./report.ts";
import { openSource } from "./sources.ts";

const keys = newKeySets();
const dir = mkdtempSync(join(tmpdir(), "fairline-verify-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function sign(typ: string, facts: object, set = keys): Promise<string> {
  const slot = set.receipt[0];
  if (slot === undefined) throw new Error("no key");
  const payload = new TextEncoder().encode(JSON.stringify({ iss: "fairline", ...facts }));
  const key = await importJWK(slot.jwk, "ES256");
  return new CompactSign(payload).setProtectedHeader({ alg: "ES256", kid: slot.kid, typ }).sign(key);
}

type Recorded = {
  readonly show_id: string;
  readonly items: LogEntry[];
  readonly checkpoints: Record<string, unknown>[];
  readonly keys: Record<string, unknown>[];
};
let day: Recorded;
let receipts: string[] = [];

const entryAt = (items: readonly LogEntry[], i: number): LogEntry => {
  const entry = items[i];
  if (entry === undefined) throw new Error(`no entry ${i}`);
  return entry;
};

/** An afternoon of a small room, driven through the engine that serves the product. */
beforeAll(async () => {
  const { engine, clock } = lineBench({ room_capacity: 3, batch_size: 2, step_ms: 1_000, claim_ms: 10_000 });
  joinAll(engine, ..."abcde");
  joinAll(engine, "f", "g");
  engine.run((state, at_ms) => decideClaim(state, { position: 1, by: "tap" }, at_ms));
  engine.run((state, at_ms) => decideLeave(state, 4, at_ms));
  clock.now_ms += 2_500;
  engine.sweep();
  const middle = engine.checkpoint();
  engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms));
  clock.now_ms += 60_000;
  engine.run((state, at_ms) => decideStatus(state, "OPEN", at_ms));
  clock.now_ms += 12_000;
  engine.sweep();
  engine.run((state, at_ms) => ({ ok: true, value: decideFinish(state, [1], at_ms) }));
  clock.now_ms += 30_000;
  engine.sweep();
  const items: LogEntry[] = engine.logPage(1, 1_000).map((text) => JSON.parse(text));
  const heads = [engine.checkpoint(), middle].filter((head) => head !== null);
  const checkpoints = await Promise.all(
    heads.map(async (head) => ({ ...head, signed: await sign("checkpoint+jws", head) })),
  );
  receipts = await Promise.all(
    [..."abcdefg"].map(async (fan, i) => {
      const receipt = engine.receipt(fan, i + 1);
      if (!receipt.ok) throw new Error("no receipt");
      return sign("receipt+jws", receipt.value);
    }),
  );
  const published = keys.receipt.map(({ kid, jwk }) => ({
    kty: jwk.kty,
    crv: jwk.crv,
    x: jwk.x,
    y: jwk.y,
    kid,
    purpose: "receipt",
  }));
  day = { show_id: SHOW, items, checkpoints, keys: published };
});

let files = 0;
function write(content: unknown): string {
  const path = join(dir, `${++files}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function check(recorded: Partial<Recorded>, receipt_files: readonly string[] = []) {
  const opened = openSource({ from: write({ ...day, ...recorded }), show_id: null });
  const checked = await checkLine({ ...opened, receipt_files, save_to: null });
  return { sound: checked.sound, codes: checked.audit.verdict.faults.map(({ code }) => code), checked };
}

/** A forger who can do everything but sign: makes all hashes anew behind the change. */
function rechained(items: readonly LogEntry[]): LogEntry[] {
  let previous = genesisHash(SHOW);
  return items.map(({ hash: _hash, seq: _seq, ...facts }, i) => {
    previous = chainHash(previous, i + 1, facts);
    return { seq: i + 1, ...facts, hash: previous };
  });
}

describe("npm run verify -- line", () => {
  it("L50: a saved draw is made again offline, its signature included, and a forged one is found", async () => {
    const saved = JSON.parse(readFileSync("docs/vectors/draw.json", "utf8")) as Recorded;
    const drawn = { show_id: saved.show_id, items: saved.items, checkpoints: [], keys: [] };
    const { sound, checked } = await check(drawn);
    expect(sound).toBe(true);
    expect(printed(checked, "en")).toContain("All 9 places follow from the list and that signature alone");
    expect(printed(checked, "ko")).toContain("번호 9개가 모두");
    const forged = rechained(
      saved.items.map((entry) => (entry.kind === "drawn" ? { ...entry, signature: "ab".repeat(48) } : entry)),
    );
    expect((await check({ ...drawn, items: forged })).codes).toContain("draw_signature_wrong");
  });

  it("L21: an honest afternoon is proved in both languages, with what stays open", async () => {
    const { sound, checked } = await check({}, receipts.map(write));
    expect(sound).toBe(true);
    expect(checked.audit.signatures).toEqual({ good: 2, wrong: [], key_unknown: [] });
    expect(checked.audit.verdict.receipts_checked).toBe(7);
    expect(printed(checked, "en")).toMatch(/The order was kept.*7 receipts.*What no log can prove/s);
    expect(printed(checked, "ko")).toContain("증명된 것");
  });

  it("L21 D17: mutated, reordered, shortened, forged, served out of order or over capacity: each fails", async () => {
    const { items } = day;
    const admit = items.findIndex(({ kind }) => kind === "admit");
    const mutated = items.with(3, { ...entryAt(items, 3), at_ms: entryAt(items, 3).at_ms + 1_000 });
    expect(await check({ items: mutated })).toMatchObject({
      sound: false,
      codes: expect.arrayContaining(["chain_broken"]),
    });
    const reordered = items.with(1, entryAt(items, 2)).with(2, entryAt(items, 1));
    expect(await check({ items: reordered })).toMatchObject({ sound: false });
    // Cut short it holds in itself: the signed checkpoint shows the cut.
    expect((await check({ items: items.slice(0, -1) })).codes).toEqual(["checkpoint_missing"]);
    expect((await check({ items: items.slice(0, -1), checkpoints: [] })).sound).toBe(true);
    const forged = rechained(
      items.with(1, { ...entryAt(items, 1), root: items.findLast(({ kind }) => kind === "join")?.root ?? "" }),
    );
    expect((await check({ items: forged })).codes).toContain("checkpoint_differs");
    const skipping = rechained(items.with(admit, { ...entryAt(items, admit), from: 2, to: 3 }));
    expect((await check({ items: skipping, checkpoints: [] })).codes).toContain("admitted_out_of_order");
    const { rules } = entryAt(items, 0);
    if (rules === undefined) throw new Error("no rules");
    const narrow = rechained(items.with(0, { ...entryAt(items, 0), rules: { ...rules, room_capacity: 1 } }));
    expect((await check({ items: narrow, checkpoints: [] })).codes).toContain("admitted_over_capacity");
  });

  it("L21: a checkpoint signed by another, changed behind its signature or not signed at all fails", async () => {
    const [head = {}, middle = {}] = day.checkpoints;
    const foreign = { ...head, signed: await sign("checkpoint+jws", head, newKeySets()) };
    expect((await check({ checkpoints: [foreign] })).checked.audit.signatures.key_unknown).toHaveLength(1);
    const moved = { ...middle, signed: head.signed };
    expect((await check({ checkpoints: [head, moved] })).checked.audit.signatures.wrong).toHaveLength(1);
    const as_receipt = { ...head, signed: await sign("receipt+jws", head) };
    expect((await check({ checkpoints: [as_receipt] })).sound).toBe(false);
    // Negative control: what is refused above is refused for its signature alone.
    expect((await check({ checkpoints: [head, middle] })).sound).toBe(true);
  });

  it("L22: a receipt whose place was dropped fails, and so does one that was changed or is of another show", async () => {
    const own = write(receipts[6] ?? "");
    const dropped = rechained(day.items.filter(({ kind, from }) => !(kind === "join" && from === 6)));
    expect((await check({ items: dropped, checkpoints: [] }, [own])).codes).toContain("receipt_not_in_log");
    const [head = "", body = "", seal = ""] = (receipts[6] ?? "").split(".");
    const facts = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    const changed = [head, Buffer.from(JSON.stringify({ ...facts, position: 6 })).toString("base64url"), seal].join(
      ".",
    );
    const faultOf = async (text: string) => (await check({}, [write(text)])).checked.receipts[0]?.verdict;
    expect(await faultOf(changed)).toMatchObject({ ok: false, fault: "signature_wrong" });
    expect(await faultOf(await sign("receipt+jws", { ...facts, position: 6 }))).toMatchObject({ fault: "proof_wrong" });
    expect(await faultOf(await sign("receipt+jws", { ...facts, show_id: "x" }))).toMatchObject({ fault: "other_show" });
    expect(await faultOf(await sign("receipt+jws", facts, newKeySets()))).toMatchObject({ fault: "key_unknown" });
    expect(await faultOf("not a receipt")).toMatchObject({ fault: "unreadable" });
    expect(await faultOf(`${receipts[6]?.slice(0, 40)}\n${receipts[6]?.slice(40)}\n`)).toMatchObject({ ok: true });
  });

  it("L22: one receipt is checked alone, signature and proof, in under 100 ms", async () => {
    const { checkOwnReceipt } = await import("../../web/line/verify/own-receipt.ts");
    const { readKeys } = await import("../../web/line/verify/jws.ts");
    const published = readKeys({ keys: day.keys }) ?? [];
    const began = processorMs();
    expect(await checkOwnReceipt(receipts[0] ?? "", SHOW, published)).toMatchObject({ ok: true });
    expect(processorMs() - began).toBeLessThan(100);
  });

  it("L21: reads a server's log page by page, and what it saves holds again", async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://x");
      seen.push(url.pathname + url.search);
      const from = Number(url.searchParams.get("from"));
      const answer = url.pathname.endsWith("/log")
        ? {
            show_id: SHOW,
            items: day.items.slice(from - 1, from + 4),
            next_from: from + 5 > day.items.length ? null : from + 5,
          }
        : url.pathname.endsWith("/checkpoints")
          ? { items: day.checkpoints }
          : { keys: day.keys };
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const save_to = join(dir, "kept.json");
    for (const path of [`/verify/${SHOW}`, `/shows/${SHOW}/line`, `/v1/api/shows/${SHOW}/queue/log`]) {
      const opened = openSource({ from: `http://127.0.0.1:${port}${path}`, show_id: null });
      const checked = await checkLine({ ...opened, receipt_files: [], save_to });
      expect([opened.show_id, checked.sound, checked.audit.verdict.entries]).toEqual([SHOW, true, day.items.length]);
    }
    server.close();
    expect(seen.filter((path) => path.includes("/log")).length).toBeGreaterThan(5);
    const again = await checkLine({
      ...openSource({ from: save_to, show_id: null }),
      receipt_files: [],
      save_to: null,
    });
    expect(again.sound && again.audit.signatures.good).toBe(2);
  });

  it("L21: ends with 0 when it holds, 1 when it does not, 2 when it cannot be checked", () => {
    const run = (...words: string[]) => spawnSync(process.execPath, ["ops/verify.ts", ...words], { encoding: "utf8" });
    const good = run("line", write(day), "--receipt", write(receipts[2] ?? ""), "--lang", "ko");
    expect([good.status, good.stdout.includes("순서가 지켜졌어요")]).toEqual([0, true]);
    expect(run("line", write({ ...day, items: day.items.slice(0, -1) })).status).toBe(1);
    expect(run("line", join(dir, "absent.json")).status).toBe(2);
    expect(run("line", write("{}")).status).toBe(2);
    expect(run().status).toBe(2);
    expect(run("line", "http://127.0.0.1:1/verify/x").status).toBe(2);
  });

  it("L21: takes an address, a server and a show, or a file, and refuses what it does not know", () => {
    expect(readArguments(["line", "f.json", "--receipt", "a", "--receipt", "b", "--lang", "ko"])).toMatchObject({
      from: "f.json",
      receipts: ["a", "b"],
      language: "ko",
    });
    expect(readArguments(["line", "http://x", "show_1"])).toMatchObject({ from: "http://x", show_id: "show_1" });
    for (const words of [
      [],
      ["seats"],
      ["line"],
      ["line", "f", "--lang", "fr"],
      ["line", "f", "--what", "x"],
      ["line", "f", "--show"],
    ]) {
      expect(typeof readArguments(words)).toBe("string");
    }
  });
});
