import { describe, expect, it } from "vitest";
import { newKeySets } from "../../../ops/keys.ts";
import { JOURNEY_S, newJourney, openJourney, sealJourney } from "./journey.ts";

const env = { SIGNING_KEYS: JSON.stringify(newKeySets()), ISSUER: "fairline" };
const NOW_MS = 1_800_000_000_000;
const journey = newJourney({ provider: "kakao", return_to: "/shows/moon", link_user_id: null });
const seal = () => sealJourney(env, journey, NOW_MS);

describe("A-18: a journey is sealed, short and its own", () => {
  it("A-18: opens as it was sealed", async () => {
    expect(await openJourney(env, await seal(), NOW_MS)).toEqual(journey);
  });

  it("A-18: ends after ten minutes, to the second", async () => {
    const sealed = await seal();
    expect(await openJourney(env, sealed, NOW_MS + JOURNEY_S * 1_000 - 1_000)).toEqual(journey);
    expect(await openJourney(env, sealed, NOW_MS + JOURNEY_S * 1_000)).toBeNull();
  });

  it("A-18: shows nothing of what it holds", async () => {
    const parts = (await seal()).split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    for (const secret of [journey.state, journey.verifier, journey.nonce, journey.return_to]) {
      expect(parts.join()).not.toContain(secret);
    }
  });

  it("A-18: another deployment's keys or name open nothing", async () => {
    const sealed = await seal();
    expect(await openJourney({ ...env, SIGNING_KEYS: JSON.stringify(newKeySets()) }, sealed, NOW_MS)).toBeNull();
    expect(await openJourney({ ...env, ISSUER: "another" }, sealed, NOW_MS)).toBeNull();
  });

  it("A-18: any changed character spoils it, and so does nonsense", async () => {
    const sealed = await seal();
    for (let at = 0; at < sealed.length; at += 7) {
      const other = sealed[at] === "B" ? "C" : "B";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      if (Buffer.from(changed, "base64url").equals(Buffer.from(sealed, "base64url"))) continue;
      expect(await openJourney(env, changed, NOW_MS)).toBeNull();
    }
    for (const text of [undefined, "", "a", "a.b.c", "....", "x".repeat(5_000)]) {
      expect(await openJourney(env, text, NOW_MS)).toBeNull();
    }
  });

  it("A-18: every journey has secrets of its own", () => {
    const all = Array.from({ length: 50 }, () => newJourney(journey)).flatMap((one) => [
      one.state,
      one.verifier,
      one.nonce,
    ]);
    expect(new Set(all).size).toBe(150);
  });
});
