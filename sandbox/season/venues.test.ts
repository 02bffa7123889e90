import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildLayout } from "../../domain/layout/build.ts";
import { capacityOf, neighboursNext, seatsInOrder } from "../../domain/layout/seats.ts";
import { flawsOf } from "../../domain/layout/testing/flaws.ts";
import { venueInput } from "../../schema/http/catalogue.ts";
import { LIMITS } from "../../schema/limits.ts";
import { seedVenues } from "./venues.ts";

const venues = seedVenues().map((venue) => {
  const built = buildLayout(venue.layout);
  if (!built.ok) throw new Error(`${venue.key}: ${built.failure.code}`);
  return { ...venue, built: built.value };
});
const venue = (key: string) => {
  const found = venues.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found.built;
};

describe("house plans", () => {
  it.each(venues)("S1: $key is a body that the API takes", ({ name, name_en, region, time_zone, layout }) => {
    const parsed = venueInput.safeParse({ name, name_en, region, time_zone, ...layout });
    expect(parsed.error).toBeUndefined();
  });

  it.each(venues)("S1: $key has no crowded seat, no seat outside its section, no section over another", ({ built }) => {
    expect(flawsOf(built)).toEqual([]);
  });

  it.each(venues)("S1: drawing $key twice gives the same plan", ({ key, layout }) => {
    expect(seedVenues().find((one) => one.key === key)?.layout).toEqual(layout);
  });

  it("S1: the houses have the sizes they claim", () => {
    const sizes = Object.fromEntries(venues.map(({ key, built }) => [key, capacityOf(built).total]));
    expect(sizes).toMatchObject({
      venue_dalmuri: 500,
      venue_garam: 20_000,
      venue_neoreundeul: LIMITS.seats_per_venue,
      venue_mulgyeol: 12_000,
      venue_matchbox: 128,
      venue_seombit: 200,
    });
    expect(Math.abs((sizes.venue_hangyeol ?? 0) - 3_000)).toBeLessThan(100);
  });

  it("C5: the ballpark has home and away sides of about one size", () => {
    const built = venue("venue_garam");
    const places = (side: "HOME" | "AWAY") =>
      capacityOf({ sections: built.sections.filter((section) => section.side === side) }).total;
    expect(places("HOME")).toBeGreaterThan(7_000);
    expect(Math.abs(places("HOME") - places("AWAY"))).toBeLessThan(100);
    expect(built.stage.kind).toBe("diamond");
  });

  it("S7: the club sells standing zones by count beside a few chairs", () => {
    const kinds = venue("venue_yeoeum").sections.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["standing", "seated"]));
  });

  it("S11: every house with more than 100 chairs has wheelchair places, each beside its companion, without a step", () => {
    for (const { key, built } of venues) {
      const seats = seatsInOrder(built);
      if (seats.length < 100) continue;
      const joined = neighboursNext(built);
      const chairs = seats.filter(({ seat }) => seat.tags?.includes("wheelchair"));
      expect([key, chairs.length > 0]).toEqual([key, true]);
      for (const { index, seat } of chairs) {
        const beside = [joined[index] ? seats[index + 1] : undefined, joined[index - 1] ? seats[index - 1] : undefined];
        const companion = beside.some((place) => place?.seat.tags?.includes("companion"));
        expect([key, seat.id, companion]).toEqual([key, seat.id, true]);
        expect(seat.tags).toContain("step_free");
      }
    }
    expect(seatsInOrder(venue("venue_hangyeol")).some(({ seat }) => seat.tags?.includes("restricted_view"))).toBe(true);
  });

  it("S5: stairs through a block part the seats on both sides of them", () => {
    const block = venue("venue_neoreundeul").sections.find(({ name }) => name === "105");
    const rows = block?.kind === "seated" ? block.rows : [];
    expect(rows[0]?.breaks).toBeUndefined();
    expect(rows[6]?.breaks).toHaveLength(1);
  });

  it("S1: the answer for 50,000 seats is less than 250 kB compressed", () => {
    const body = JSON.stringify({ layout_version: "lay_00000000000000000000", ...venue("venue_neoreundeul") });
    expect(gzipSync(body, { level: 6 }).length).toBeLessThan(250_000);
    expect(gzipSync(body, { level: 9 }).length).toBeLessThan(250_000);
  });
});
