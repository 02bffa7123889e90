import { describe, expect, it } from "vitest";
import { season } from "../../sandbox/season/season.ts";
import { type Ask, type Buyer, firstBuyers, visit } from "./first-buyers.ts";

const buyers = firstBuyers();
const ROWS = [{ seats: [{ id: "1", tags: ["wheelchair"] }, { id: "2", tags: ["companion"] }, { id: "3" }] }];
/** A product that says yes to everything but what a test takes away. */
function yes(refused: string | null): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  let polls = 0;
  const ask: Ask = async (path, { method = "GET" }) => {
    asked.push(`${method} ${path}`);
    const ok = refused === null || !path.includes(refused);
    if (path.endsWith("/status") && method === "GET")
      return { ok, body: { state: ++polls < 3 ? "WAITING" : "ADMITTED" } };
    return {
      ok,
      body: { id: "id", pass: "pass", access_token: "token", items: [{ id: "st" }], sections: [{ rows: ROWS }] },
    };
  };
  return { ask, asked };
}
const buyer: Buyer = { name: "김서연", email: "a@b.example", show_id: "show", seats: 2, end: "buys", after_ms: 0 };
const now = async (): Promise<void> => {};

describe("Q9: the first buyers of a fresh instance", () => {
  it("Q9: are the same at every first start, want shows of the season, and in eight minutes more seats than one has", () => {
    expect(firstBuyers()).toEqual(buyers);
    const keys = new Set(season(Date.now()).shows.map(({ key }) => key));
    for (const { show_id } of buyers) expect(keys).toContain(show_id);
    const seats = buyers.filter(({ show_id, end }) => show_id === "show_one_night" && end === "buys");
    const wanted = seats.reduce((sum, one) => sum + one.seats, 0);
    // Of its 128 seats none is left, and somebody comes too late.
    expect(wanted).toBeGreaterThan(128);
    expect(buyers.reduce((sum, one) => sum + one.after_ms, 0)).toBeLessThan(8 * 60_000);
    expect(new Set(buyers.map(({ end }) => end))).toEqual(new Set(["buys", "declined", "lets_go"]));
    expect(new Set(buyers.map(({ name }) => name)).size).toBeGreaterThan(40);
  });

  it("Q9: come by the road that everybody takes, and go where they are refused", async () => {
    const { ask, asked } = yes(null);
    expect(await visit(ask, buyer, now)).toBe(true);
    expect(asked.filter((one) => one.startsWith("POST"))).toEqual([
      "POST /sandbox/login",
      "POST /v1/api/shows/show/queue",
      "POST /v1/api/showtimes/st/holds",
      "POST /v1/api/bookings",
      "POST /v1/api/payments",
    ]);
    const letting = yes(null);
    expect(await visit(letting.ask, { ...buyer, end: "lets_go" }, now)).toBe(false);
    expect(letting.asked.slice(-2)).toEqual(["POST /v1/api/showtimes/st/holds", "DELETE /v1/api/shows/show/queue"]);
    const full = yes("/holds");
    expect(await visit(full.ask, buyer, now)).toBe(false);
    // Two together, one alone, then the two that are chosen by hand; then they make room.
    const holds = full.asked.filter((one) => one === "POST /v1/api/showtimes/st/holds");
    expect([holds.length, full.asked.at(-1)]).toEqual([4, "DELETE /v1/api/shows/show/queue"]);
  });
});
