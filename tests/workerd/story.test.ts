import { beforeAll, describe, expect, it, vi } from "vitest";
import { wordsFor } from "../../web/words/words.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let organiser: Person;
let admin: Person;
let show: MadeShow;
let booking: { id: string; number: string };
let fan: Person;

const ROOM = { room_capacity: 10, batch_size: 10, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };

beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
  admin = await be("admin@example.com", "ADMIN");
  fan = await be("fan@example.com");
  show = await makeShow(organiser.token, { room: ROOM });
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  const state = async () => (await ask(`${queue}/status`, { token: fan.token })).body.state;
  await vi.waitFor(async () => expect(await state()).toBe("ADMITTED"), 8_000);
  const { pass } = (await ask(`${queue}/status`, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } }))
    .body;
  const post = async (path: string, body: unknown) =>
    (await ask(path, { method: "POST", token: fan.token, headers: { "x-queue-pass": pass }, body })).body;
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { seats: ["1-1-1", "1-1-2"] });
  booking = await post("/v1/api/bookings", { hold_id: hold.id });
  const paid = async (simulate: string) => {
    const { request_id } = await post("/v1/api/payments", { booking_id: booking.id, simulate });
    const status = async () => (await ask(`/v1/api/payments/${request_id}/status`, { token: fan.token })).body.status;
    await vi.waitFor(async () => expect(await status()).not.toBe("PENDING"), 10_000);
  };
  await paid("card_info");
  await paid("success");
  await ask(`/v1/api/bookings/${booking.id}/cancellation`, {
    method: "POST",
    token: fan.token,
    body: { reason: "ill", seats: ["1-1-2"] },
  });
});

const storyAt = (named: string, token = organiser.token, show_id = show.show_id) =>
  ask(`/v1/api/manage/shows/${show_id}/purchases/${named}/story`, { token });
type Item = { at_ms: number; source: string; kind: string; facts: Record<string, unknown> };

describe("B13: the whole story of a booking", () => {
  it("B13: from the line to the letters, in time order, and no key of the provider", async () => {
    const kinds = async () => {
      const { items } = (await storyAt(booking.id)).body as { items: Item[] };
      return items.map(({ source, kind }) => `${source}:${kind}`);
    };
    await expect
      .poll(kinds, { timeout: 15_000, interval: 300 })
      .toEqual(
        expect.arrayContaining([
          "ledger:refund_done",
          "mail:sent",
          "line:finish",
          "notice:payment_failed",
          "notice:payment_done",
        ]),
      );
    const { status, body } = await storyAt(booking.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: booking.number, status: "CONFIRMED", buyer: { email: "fan@example.com" } });
    const items = body.items as Item[];
    // The public log tells seconds alone.
    const seconds = items.map(({ at_ms }) => Math.floor(at_ms / 1_000));
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    const at = (kind: string) => items.findIndex((item) => item.kind === kind);
    expect(at("finish")).toBeGreaterThan(at("sold"));
    const ledger = items.filter(({ source }) => source === "ledger").map(({ kind }) => kind);
    const told = ["held", "ordered", "attempt_started", "attempt_declined", "attempt_started", "captured", "sold"];
    expect(ledger).toEqual([...told, "refund_requested", "refund_done"]);
    expect(items.slice(0, 2).map(({ kind }) => kind)).toEqual(["join", "admit"]);
    const facts = items.find(({ kind }) => kind === "refund_requested")?.facts;
    expect(facts).toMatchObject({ by: "fan", reason: "ill", seats: ["1-1-2"] });
    expect(JSON.stringify(body)).not.toMatch(/payment_key|tgen_|sandbox_|"pass/);
  });

  it("B13: the operator's page tells the line and the notices, too", async () => {
    const answer = await call(`/manage/bookings/${booking.number}`, {
      headers: { cookie: `${organiser.cookies}; language=en`, accept: "text/html" },
    });
    const html = await answer.text();
    const { line, notice, templates } = wordsFor("en").buying.story;
    expect([answer.status, html.includes(line.join(1)), html.includes(line.admit)]).toEqual([200, true, true]);
    expect(html).toContain(notice(templates.payment_done));
  });

  it("B13: by the number as a person says it", async () => {
    const spoken = booking.number.toLowerCase().replace("-", "_");
    expect((await storyAt(spoken)).body.booking_id).toBe(booking.id);
  });

  it("B13: another organiser's, another show's and nobody's booking is not there; a fan is refused", async () => {
    const other = await be("other@example.com", "MANAGER");
    const own = await makeShow(other.token);
    expect((await storyAt(booking.id, other.token)).status).toBe(404);
    expect((await storyAt(booking.id, other.token, own.show_id)).status).toBe(404);
    expect((await storyAt("b_nothing")).status).toBe(404);
    expect((await storyAt(booking.id, fan.token)).status).toBe(403);
    expect((await storyAt(booking.id, admin.token)).status).toBe(200);
  });
});

describe("B8: what a sale is checked from", () => {
  const at = (what: string) => `/v1/api/admin/showtimes/${show.showtime_id}/${what}`;

  it("B8: the journal comes in pages without a gap, with the ledger's own counts", async () => {
    const first = (await ask(`${at("journal")}?limit=3`, { token: admin.token })).body;
    expect(first.items.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3]);
    expect(first.next_from).toBe(4);
    const rest = (await ask(`${at("journal")}?from=4`, { token: admin.token })).body;
    expect(rest.items[0].seq).toBe(4);
    expect(rest.next_from).toBeNull();
    expect(rest.ledger.seq).toBe(rest.items.at(-1).seq);
    expect(rest.ledger.counts.sold).toBe(1);
  });

  it("B8: the record holds the booking with its tickets, payments and refund; the layout comes by its version", async () => {
    const { body } = await ask(at("record"), { token: admin.token });
    expect(body.items).toHaveLength(1);
    expect(body.tickets.map(({ status }: { status: string }) => status).toSorted()).toEqual(["LIVE", "VOID"]);
    expect(body.payments).toHaveLength(2);
    expect(body.refunds).toHaveLength(1);
    expect(body.live_tickets).toBe(1);
    const { layout_version } = (await ask(`${at("journal")}?limit=1`, { token: admin.token })).body.items[0].event;
    const layout = await ask(`/v1/api/admin/layouts?version=${layout_version}`, { token: admin.token });
    expect([layout.status, layout.body.layout_version]).toEqual([200, layout_version]);
    expect((await ask("/v1/api/admin/layouts?version=none", { token: admin.token })).status).toBe(404);
  });
});
