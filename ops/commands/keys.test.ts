import { describe, expect, it } from "vitest";
import { keySetsOf, publishedKeys, signingKey, verifyingKey } from "../../workers/kit/keys.ts";
import { newKeySets, newSlot, PURPOSES } from "../keys.ts";
import { asSecret, type Turned, turnKeys } from "./keys.ts";

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;
const turn = (sets: Turned["sets"], now_ms = NOW_MS, purposes: readonly (typeof PURPOSES)[number][] = PURPOSES) =>
  turnKeys(keySetsOf(JSON.stringify(sets)), purposes, now_ms, () => newSlot("next")).sets;
const states = (sets: Turned["sets"], purpose: (typeof PURPOSES)[number]) => sets[purpose].map(({ state }) => state);

describe("A3: signing keys turn over without ending what they signed", () => {
  it("A3: a fresh set has one active key for each purpose, and the product reads it", () => {
    const sets = keySetsOf(JSON.stringify(newKeySets()));
    for (const purpose of PURPOSES) expect(sets[purpose].map(({ state }) => state)).toEqual(["active"]);
  });

  it("A3: first a next key is added, which is published and does not sign", async () => {
    const first = newKeySets();
    const secret = JSON.stringify(turn(first));
    expect(states(JSON.parse(secret), "access")).toEqual(["active", "next"]);
    expect((await signingKey(secret, "access")).kid).toBe(first.access[0]?.kid);
    expect(publishedKeys(secret).keys).toHaveLength(2 * PURPOSES.length);
  });

  it("A3: then the next key signs, and what the former signed is still believed, for a day and not longer", async () => {
    const first = newKeySets();
    const secret = JSON.stringify(turn(turn(first)));
    const former = first.access[0]?.kid ?? "";
    expect(states(JSON.parse(secret), "access")).toEqual(["retired", "active"]);
    expect((await signingKey(secret, "access")).kid).not.toBe(former);
    expect(await verifyingKey(secret, "access", former, NOW_MS + DAY_MS)).not.toBeNull();
    expect(await verifyingKey(secret, "access", former, NOW_MS + DAY_MS + 1)).toBeNull();
  });

  it("A3: retired keys of receipts and tickets stay for good, those of access and passes go", () => {
    const twice = turn(turn(newKeySets()));
    expect(states(turn(twice, NOW_MS + DAY_MS), "pass")).toEqual(["retired", "active", "next"]);
    const later = turn(twice, NOW_MS + DAY_MS + 1);
    expect(states(later, "access")).toEqual(["active", "next"]);
    expect(states(later, "pass")).toEqual(["active", "next"]);
    expect(states(later, "receipt")).toEqual(["retired", "active", "next"]);
    expect(states(later, "ticket")).toEqual(["retired", "active", "next"]);
  });

  it("A3: one purpose may turn alone", () => {
    const first = newKeySets();
    const sets = turn(first, NOW_MS, ["pass"]);
    expect(states(sets, "pass")).toEqual(["active", "next"]);
    expect(sets.access).toEqual(first.access);
  });

  it("A3: control: a set whose active key is taken away at once no longer knows what it signed", async () => {
    const first = newKeySets();
    const swapped = JSON.stringify({ ...first, access: [newSlot("active")] });
    expect(await verifyingKey(swapped, "access", first.access[0]?.kid ?? "", NOW_MS)).toBeNull();
  });

  it("A3: what a secret cannot hold is refused", () => {
    expect(asSecret({ access: "x".repeat(4_900) })).not.toBeNull();
    expect(asSecret({ access: "x".repeat(5_000) })).toBeNull();
  });
});
