// The log of the list for returned seats: two verifiers that share nothing agree, and no change of it goes unseen.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { CompactSign, importJWK } from "jose";
import { expect, test } from "vitest";
import { beginningOfList, type ListLogEntry, linkedToList } from "../../domain/returns/public-entry.ts";
import { verifyList } from "../../domain/returns/verify-list.ts";
import { ReturnsWorld } from "../../durable-objects/seat-ledger/testing/returns-world.ts";
import { newKeySets } from "../../ops/keys.ts";
import { auditList, checkListReceipt, isInListLog } from "../../web/line/verify/list-audit.ts";
import { list, listLog, listOfSix } from "./make-list.ts";
import * as second from "./second-list.ts";

const read = () => JSON.parse(readFileSync("docs/vectors/list.json", "utf8"));

/** A forger who can do everything but sign: numbers and hashes are made anew behind the change. */
function rechained(showtime_id: string, items: readonly ListLogEntry[]): ListLogEntry[] {
  let previous = beginningOfList(showtime_id);
  return items.map(({ hash: _hash, seq: _seq, ...facts }, i) => {
    previous = linkedToList(previous, i + 1, facts);
    return { seq: i + 1, ...facts, hash: previous };
  });
}

test("RT11 the vector is what the product makes today, and tells of every kind", () => {
  expect(read()).toEqual(JSON.parse(JSON.stringify(list())));
  const kinds = new Set(read().items.map(({ kind }: ListLogEntry) => kind));
  for (const kind of [
    "open",
    "register",
    "leave",
    "close",
    "back",
    "gone",
    "pass_over",
    "offer",
    "taken",
    "expired",
    "kept",
  ])
    expect(kinds, kind).toContain(kind);
});

test("RT11 both verifiers agree on the vector, its receipts and its checkpoint", () => {
  const { showtime_id, items, receipts, checkpoint } = read();
  const verdict = verifyList(showtime_id, items, { receipts, checkpoints: [checkpoint] });
  expect(verdict.faults).toEqual([]);
  const mine = second.readList(showtime_id, items);
  expect(mine).toMatchObject({ faults: [], hash: verdict.hash });
  expect([mine.hash, mine.offers.length]).toEqual([checkpoint.hash, verdict.offers]);
  for (const receipt of receipts) expect(second.receiptLeadsTo(receipt)).toBe(receipt.hash);
  expect(receipts.length).toBe(6);
});

test("RT11 nobody stands in the log by name or id", () => {
  const { items } = read();
  expect(JSON.stringify(items)).not.toMatch(/usr_|owner|민지/);
});

test("RT11 both verifiers agree on lists of 100 fans with declines, expiries, refunds and crashes", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const world = new ReturnsWorld(seed, { rows: 2, fans: 100 });
    for (let n = 0; n < 60; n++) world.step();
    world.settle();
    const { showtime_id } = world.ledger.state.config;
    const log = world.publicLog();
    const verdict = verifyList(showtime_id, log, world.evidence());
    expect(verdict.ok).toBe(true);
    const mine = second.readList(showtime_id, log);
    expect(mine.faults, `seed ${seed}`).toEqual([]);
    expect([mine.hash, mine.offers.length]).toEqual([verdict.hash, verdict.offers]);
  }
});

test("RT11 property: whatever a server changes, drops, doubles or swaps, both verifiers see it", () => {
  const ledger = listOfSix();
  const { showtime_id } = ledger.state.config;
  const log = listLog(ledger);
  const evidence = { receipts: list().receipts, checkpoints: ledger.listCheckpoints(1) };
  const at = fc.nat(log.length - 1);
  const change = fc.oneof(
    // The last one left out is a log that ends earlier: only what was signed tells of that.
    fc.nat(log.length - 2).map((i) => log.filter((_, n) => n !== i)),
    at.map((i) => log.flatMap((entry, n) => (n === i ? [entry, entry] : [entry]))),
    fc
      .tuple(at, at)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => log.with(a, log[b] as ListLogEntry).with(b, log[a] as ListLogEntry)),
    at.map((i) => {
      const entry = log[i] as ListLogEntry;
      return log.with(
        i,
        entry.position === undefined
          ? { ...entry, at_ms: entry.at_ms + 1_000 }
          : { ...entry, position: entry.position + 1 },
      );
    }),
  );
  fc.assert(
    fc.property(change, (changed) => {
      expect(verifyList(showtime_id, changed).ok).toBe(false);
      expect(second.readList(showtime_id, changed).faults).not.toEqual([]);
      // Hashes made anew help nothing against what was signed.
      expect(verifyList(showtime_id, rechained(showtime_id, changed), evidence).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test("RT11 a whole forged log that favours somebody is red by the rule alone, without any signature", () => {
  const ledger = listOfSix();
  const { showtime_id } = ledger.state.config;
  const log = listLog(ledger);
  const forged = (change: (entry: ListLogEntry) => ListLogEntry | null): ListLogEntry[] =>
    rechained(
      showtime_id,
      log.flatMap((entry) => change(entry) ?? []),
    );
  const first = log.find(({ kind }) => kind === "offer");
  const swapped = forged((entry) =>
    entry.seq === first?.seq ? { ...entry, position: (entry.position ?? 0) + 1 } : entry,
  );
  const silent = forged((entry) => (entry.kind === "pass_over" ? null : entry));
  const withheld = forged((entry) =>
    entry.kind === "offer" || entry.kind === "taken" || entry.kind === "expired" ? null : entry,
  );
  const jumped = forged((entry) =>
    entry.kind === "register" && entry.position === 3 ? { ...entry, position: 9 } : entry,
  );
  for (const bad of [swapped, silent, withheld, jumped]) {
    expect(verifyList(showtime_id, bad).ok).toBe(false);
    expect(second.readList(showtime_id, bad).faults).not.toEqual([]);
  }
  const shortened = log.slice(0, -1);
  expect([
    verifyList(showtime_id, shortened).ok,
    verifyList(showtime_id, shortened, { checkpoints: ledger.listCheckpoints(1) }).ok,
  ]).toEqual([true, false]);
  // Control: the same forger who changes nothing is believed.
  expect(
    verifyList(
      showtime_id,
      forged((entry) => entry),
    ).ok,
  ).toBe(true);
});

test("RT11 the command checks a saved list offline, tells what was proved, and ends with 1 where it does not hold", () => {
  const run = (file: string) =>
    spawnSync(process.execPath, ["ops/verify.ts", "list", file, "--lang", "ko"], { encoding: "utf8" });
  const good = run("docs/vectors/list.json");
  expect([good.status, good.stdout.includes("규칙의 순서대로")]).toEqual([0, true]);
  const dir = mkdtempSync(join(tmpdir(), "fairline-list-"));
  const bad = join(dir, "bad.json");
  const { showtime_id, items } = read();
  writeFileSync(bad, JSON.stringify({ showtime_id, items: items.toSpliced(5, 1) }));
  expect(run(bad).status).toBe(1);
  rmSync(dir, { recursive: true, force: true });
});

test("RT11 a receipt alone: its signature, its show, its hash; and the log says whether it stands there", async () => {
  const set = newKeySets();
  const sign = async (facts: object, typ = "list-receipt+jws"): Promise<string> => {
    const slot = set.receipt[0];
    if (slot === undefined) throw new Error("no key");
    const key = await importJWK(slot.jwk, "ES256");
    const payload = new TextEncoder().encode(JSON.stringify(facts));
    return new CompactSign(payload).setProtectedHeader({ alg: "ES256", kid: slot.kid, typ }).sign(key);
  };
  const keys = set.receipt.map(({ kid, jwk: { kty, crv, x, y } }) => ({
    kid,
    purpose: "receipt",
    jwk: { kty, crv, x, y } as JsonWebKey,
  }));
  const { showtime_id, items, receipts } = read();
  const [first] = receipts;
  const text = await sign(first);
  const check = (receipt: string, ids = [showtime_id], known = keys) => checkListReceipt(receipt, ids, known);
  expect(await check(text)).toMatchObject({ ok: true, receipt: { position: first.position } });
  expect(await check(text, ["st_other"])).toEqual({ ok: false, fault: "other_show" });
  expect(await check(text, [showtime_id], [])).toEqual({ ok: false, fault: "key_unknown" });
  expect(await check(await sign(first, "receipt+jws"))).toEqual({ ok: false, fault: "unreadable" });
  expect(await check("eyJ")).toEqual({ ok: false, fault: "unreadable" });
  const [head, , seal] = text.split(".");
  const other = Buffer.from(JSON.stringify({ ...first, position: 1 + first.position })).toString("base64url");
  expect(await check(`${head}.${other}.${seal}`)).toEqual({ ok: false, fault: "signature_wrong" });
  expect(await check(await sign({ ...first, position: 1 + first.position }))).toEqual({
    ok: false,
    fault: "proof_wrong",
  });
  const audit = (log: readonly ListLogEntry[]) =>
    auditList(
      showtime_id,
      {
        keys: async () => keys,
        checkpoints: async () => [],
        page: async () => ({ entries: log, next_from: null }),
      },
      [text],
    );
  expect(isInListLog(await audit(items))).toBe(true);
  const without = items.filter(({ position }: ListLogEntry) => position !== first.position);
  expect(isInListLog(await audit(rechained(showtime_id, without)))).toBe(false);
});
