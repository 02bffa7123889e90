import { expect, it } from "vitest";
import { type LockFacts, locksOf } from "./locks.ts";

const NOW = 1_000_000;
const draft: LockFacts = {
  status: "DRAFT",
  showtimes: 0,
  sold: false,
  in_hands: false,
  lobby_opens_at_ms: NOW,
  opens_at_ms: NOW + 10,
  closes_at_ms: NOW + 100,
};
const of = (more: Partial<LockFacts>, at_ms = NOW) => locksOf({ ...draft, ...more }, at_ms);

it("CN34: of a draft nothing is fixed but what only a published show can have done to it", () => {
  expect(of({})).toEqual({ draft: "draft", cancel: "draft" });
  expect(of({ showtimes: 1 })).toEqual({ draft: "draft", cancel: "draft", venue: "has_showtimes" });
});

it("CN34: what was sold or is in somebody's hands keeps its venue and its place in the catalogue", () => {
  const published = { status: "PUBLISHED", showtimes: 1 } as const;
  expect(of({ ...published, sold: true }, NOW - 1)).toEqual({
    publish: "published",
    draft: "sold",
    delete: "sold",
    venue: "sold",
  });
  expect(of({ ...published, in_hands: true }, NOW - 1)).toMatchObject({ draft: "in_hands", delete: "in_hands" });
});

it("CN34: the way in is fixed from the moment the lobby opens, not one before", () => {
  expect(of({ status: "PUBLISHED" }, NOW - 1).admission).toBe(undefined);
  expect(of({ status: "PUBLISHED" }, NOW).admission).toBe("lobby_open");
  expect(of({}, NOW).admission).toBe(undefined);
});

it("CN34: a cancelled show is read only; one that was taken down is its administrator's to restore", () => {
  expect(of({ status: "CANCELLED" })).toMatchObject({ all: "cancelled", publish: "cancelled", cancel: "cancelled" });
  expect(of({ status: "TAKEN_DOWN" })).toMatchObject({
    publish: "taken_down",
    draft: "taken_down",
    cancel: "taken_down",
  });
  expect(of({ status: "TAKEN_DOWN" }).all).toBe(undefined);
});
