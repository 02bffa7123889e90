import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { mailDoorLists } from "../../workers/door/list-mail.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, testEnv } from "./kit.ts";

type Ticket = { readonly ticket_id: string; readonly code: string };
type Holder = Person & { readonly booking_id: string; readonly tickets: readonly Ticket[] };

let organiser: Person;
let show: MadeShow;
let holder: Holder;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
  const room = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
  show = await makeShow(organiser.token, { room, limits: { seats_per_fan: 10 } });
  holder = await bought(show, "holder@example.com", ["1-1-1", "1-1-2", "1-1-3", "1-1-4", "1-1-5", "1-1-6"]);
});

/** Outside a test nothing of the test kit waits. */
async function until<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; (await read()) !== wanted; tries++) {
    if (tries > 200) throw new Error(`never ${String(wanted)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function bought(one: MadeShow, email: string, seats: readonly string[]): Promise<Holder> {
  const fan = await be(email);
  await ask("/v1/api/users/me", { method: "PATCH", token: fan.token, body: { name: "김하늘" } });
  const queue = `/v1/api/shows/${one.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  await until<string>(async () => (await ask(`${queue}/status`, { token: fan.token })).body.state, "ADMITTED");
  const claim = await ask(`${queue}/status`, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } });
  const as = { method: "POST", token: fan.token, headers: { "x-queue-pass": claim.body.pass as string } };
  const hold = await ask(`/v1/api/showtimes/${one.showtime_id}/holds`, { ...as, body: { seats } });
  const booking = await ask("/v1/api/bookings", { ...as, body: { hold_id: hold.body.id } });
  const paid = { booking_id: booking.body.id, simulate: "success" };
  await ask("/v1/api/payments", { method: "POST", token: fan.token, body: paid });
  const read = async () => (await ask(`/v1/api/bookings/${booking.body.id}`, { token: fan.token })).body;
  await until<string>(async () => (await read()).status, "CONFIRMED");
  const ids: string[] = (await read()).lines.map((line: { ticket_id: string }) => line.ticket_id);
  const tickets = await Promise.all(
    ids.map(async (ticket_id) => ({
      ticket_id,
      code: (await ask(`/v1/api/tickets/${ticket_id}`, { token: fan.token })).body.code as string,
    })),
  );
  return { ...fan, booking_id: booking.body.id, tickets };
}

const ticket = (n: number): Ticket => {
  const one = holder.tickets[n];
  if (one === undefined) throw new Error("no such ticket");
  return one;
};
type Door = { readonly id: string; readonly pass: string; readonly url: string };
async function door(name: string, more: Record<string, unknown> = {}, of = show): Promise<Door> {
  const body = { name, expires_at_ms: Date.now() + 3_600_000, ...more };
  const path = `/v1/api/manage/shows/${of.show_id}/doors`;
  const made = await ask(path, { method: "POST", token: organiser.token, body });
  expect(made.status).toBe(201);
  return { id: made.body.id, url: made.body.url, pass: made.body.url.split("/door/")[1] };
}
let scans = 0;
const scan = (pass: string | undefined, code: string, more: Record<string, unknown> = {}) =>
  ask("/v1/api/checkins", {
    method: "POST",
    token: pass,
    body: { code, device_id: "phone-1", nonce: `n${++scans}`, scanned_at_ms: Date.now(), ...more },
  });
const tell = (pass: string, items: readonly unknown[], clock_ms = Date.now(), device_id = "phone-2") =>
  ask("/v1/api/checkins/batch", { method: "POST", token: pass, body: { device_id, clock_ms, items } });

describe("DR1: letting in over HTTP", () => {
  it("DR1: a ticket enters once; the same scan told again is the same answer; another is told when and where", async () => {
    const a = await door("A문");
    const entered = await scan(a.pass, ticket(0).code, { nonce: "first" });
    expect([entered.status, entered.body]).toMatchObject([
      201,
      { ticket_id: ticket(0).ticket_id, section: "1층", row: "A", label: "1", grade: "R", door: "A문" },
    ]);
    const again = await scan(a.pass, ticket(0).code, { nonce: "first" });
    expect([again.status, again.body.entered_at_ms]).toEqual([201, entered.body.entered_at_ms]);
    const other = await scan((await door("B문")).pass, ticket(0).code);
    expect([other.status, other.body.code, other.body.first]).toEqual([
      409,
      "already_entered",
      { at_ms: entered.body.entered_at_ms, door: "A문" },
    ]);
    const out = await scan(a.pass, ticket(0).code, { direction: "out", nonce: "out" });
    expect(out.status).toBe(201);
    // The name of a scan that let somebody out lets nobody in.
    expect((await scan(a.pass, ticket(0).code, { nonce: "out" })).body.direction).toBe("out");
    expect((await scan(a.pass, ticket(0).code)).status).toBe(201);
  });

  it("DR2: a door's sections, another show, a changed code, and who may ask", async () => {
    const standing = await door("스탠딩 문", { sections: ["스탠딩"] });
    expect((await scan(standing.pass, ticket(1).code)).body.code).toBe("wrong_door");
    const elsewhere = await door("다른 공연", {}, await makeShow(organiser.token));
    expect((await scan(elsewhere.pass, ticket(1).code)).body.code).toBe("wrong_showtime");
    const { code } = ticket(1);
    const bent = `${code.slice(0, -5)}${code.at(-5) === "A" ? "B" : "A"}${code.slice(-4)}`;
    const refused = await scan(standing.pass, bent);
    expect([refused.status, refused.body.code]).toEqual([422, "code_invalid"]);
    expect((await scan(undefined, code)).body.code).toBe("sign_in_required");
    expect((await scan(holder.token, code)).body.code).toBe("forbidden");
    const stranger = await be("stranger@example.com", "MANAGER");
    expect((await scan(stranger.token, code)).body.code).toBe("wrong_showtime");
    const by_hand = await scan(organiser.token, code);
    expect([by_hand.status, by_hand.body.door]).toEqual([201, "주최자"]);
    const unknown = { name: "문", sections: ["없는 구역"], expires_at_ms: Date.now() + 1_000 };
    const path = `/v1/api/manage/shows/${show.show_id}/doors`;
    expect((await ask(path, { method: "POST", token: organiser.token, body: unknown })).status).toBe(422);
  });

  it("DR3: a revoked link lets nobody in, and still tells what was done before", async () => {
    const gone = await door("곧 닫힐 문");
    const before_ms = Date.now() - 5;
    const path = `/v1/api/manage/shows/${show.show_id}/doors/${gone.id}`;
    expect((await ask(path, { method: "DELETE", token: organiser.token })).status).toBe(204);
    const refused = await scan(gone.pass, ticket(2).code);
    expect([refused.status, refused.body.code]).toEqual([401, "door_closed"]);
    expect((await ask("/v1/api/door/manifest", { token: gone.pass })).status).toBe(401);
    const item = { code: ticket(2).code, shown: "entered" };
    const clock_ms = Date.now();
    const told = await tell(gone.pass, [{ ...item, nonce: "late", scanned_at_ms: clock_ms + 60_000 }], clock_ms);
    expect(told.body.items).toEqual([{ nonce: "late", result: "void" }]);
    const before = await tell(gone.pass, [{ ...item, nonce: "before", scanned_at_ms: before_ms }], Date.now());
    expect(before.body.items).toEqual([{ nonce: "before", result: "entered" }]);
    const page = async () => {
      const answer = await call(new URL(gone.url).pathname, { headers: { accept: "text/html" } });
      return [answer.status, /data-gate=[^>]*ended&quot;:true/.test(await answer.text())];
    };
    // DR15: the page of a link that ended still tells what its device has.
    expect(await page()).toEqual([410, true]);
    // Two days later nobody's own clock is believed any more.
    await testEnv.DB.prepare("UPDATE doors SET revoked_at_ms = ? WHERE id = ?")
      .bind(Date.now() - 49 * 3_600_000, gone.id)
      .run();
    expect(await page()).toEqual([410, false]);
    const old_ms = Date.now() - 50 * 3_600_000;
    const kept = await tell(gone.pass, [{ ...item, nonce: "kept", scanned_at_ms: old_ms }], Date.now());
    expect(kept.body.items).toEqual([{ nonce: "kept", result: "void" }]);
  });

  it("DR4: what doors did alone is placed by agreed time, however late it is told", async () => {
    const [a, b] = [await door("왼쪽"), await door("오른쪽")];
    const now_ms = Date.now();
    const { code } = ticket(3);
    const later = { code, nonce: "x", scanned_at_ms: now_ms - 10_000, shown: "entered" };
    expect((await tell(a.pass, [later], now_ms, "left")).body.items).toEqual([{ nonce: "x", result: "entered" }]);
    // Its clock is an hour ahead: by ours this scan was ten seconds before the other.
    const hour_ms = 3_600_000;
    const earlier = { code, nonce: "x", scanned_at_ms: now_ms + hour_ms - 20_000, shown: "entered" };
    const told = await tell(b.pass, [earlier, { ...earlier, nonce: "bad", code: "x.y" }], now_ms + hour_ms, "right");
    expect(told.body.items).toEqual([
      { nonce: "x", result: "entered" },
      { nonce: "bad", result: "invalid" },
    ]);
    const again = await tell(a.pass, [later], now_ms, "left");
    expect(again.body.items).toMatchObject([{ nonce: "x", result: "double_entry", first: { door: "오른쪽" } }]);
    const tally = (await ask(`/v1/api/manage/shows/${show.show_id}/checkins`, { token: organiser.token })).body;
    expect(tally.double_entries).toMatchObject([
      { ticket_id: ticket(3).ticket_id, first: { door: "오른쪽" }, again: { door: "왼쪽" } },
    ]);
    expect(tally.by_grade.R.entered).toBe(tally.entered);
  });

  it("DR6: the bundle names nobody, is told anew only when something is, and then says only that", async () => {
    const a = await door("묶음 문");
    const whole = await ask("/v1/api/door/manifest", { token: a.pass });
    expect([whole.status, whole.body.whole, whole.body.tickets.length]).toEqual([200, true, 6]);
    const text = JSON.stringify(whole.body);
    expect(whole.body.double_entries.length).toBe(1);
    for (const word of ["김하늘", "하늘", "holder", "@", ticket(0).ticket_id, ticket(3).ticket_id])
      expect(text).not.toContain(word);
    const path = `/v1/api/door/manifest?showtime_id=${show.showtime_id}&since=`;
    expect((await call(path + whole.body.version, { token: a.pass })).status).toBe(204);
    expect((await scan(a.pass, ticket(5).code)).status).toBe(201);
    const changed = await ask(path + whole.body.version, { token: a.pass });
    expect([changed.status, changed.body.whole, changed.body.tickets.length]).toEqual([200, false, 1]);
    expect(changed.body.version).toBeGreaterThan(whole.body.version);
    expect(whole.body.keys[0]).toMatchObject({ purpose: "ticket", crv: "P-256" });
  });

  it("DR5: a used ticket is not paid back; a void one lets nobody in; an undone entry is none", async () => {
    const a = await door("환불 문");
    expect((await scan(a.pass, ticket(4).code, { nonce: "in", device_id: "desk" })).status).toBe(201);
    const cancel = (seats: readonly string[]) =>
      ask(`/v1/api/bookings/${holder.booking_id}/cancellation`, {
        method: "POST",
        token: holder.token,
        body: { reason: "-", seats },
      });
    const used = await cancel(["1-1-5"]);
    expect([used.status, used.body.code]).toEqual([409, "ticket_used"]);
    const undo = { code: ticket(4).code, nonce: "undo", scanned_at_ms: Date.now(), shown: "left", undoes: "in" };
    expect((await tell(a.pass, [undo], Date.now(), "desk")).body.items).toMatchObject([{ result: "undone" }]);
    expect((await cancel(["1-1-5"])).status).toBe(202);
    const refused = await scan(a.pass, ticket(4).code);
    expect([refused.status, refused.body.code]).toEqual([422, "code_void"]);
  });

  it("DR2: a door to one showtime opens to no other; its code is typed where its link is on paper", async () => {
    const path = `/v1/api/manage/shows/${show.show_id}/showtimes`;
    const body = { starts_at_ms: Date.now() + 20 * 86_400_000, round: 2 };
    const later = await ask(path, { method: "POST", token: organiser.token, body });
    const other = await door("둘째 날", { showtime_ids: [later.body.id] });
    expect((await scan(other.pass, ticket(0).code)).body.code).toBe("wrong_showtime");
    const bundle = await ask("/v1/api/door/manifest", { token: other.pass });
    expect(bundle.body.showtimes.map(({ id }: { id: string }) => id)).toEqual([later.body.id]);
    const asked = `/v1/api/door/manifest?showtime_id=${show.showtime_id}`;
    expect((await ask(asked, { token: other.pass })).status).toBe(404);
    const made = await ask(`/v1/api/manage/shows/${show.show_id}/doors`, { token: organiser.token });
    const { code } = made.body.items.find(({ id }: { id: string }) => id === other.id);
    const typed = (text: string) =>
      call("/door", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: `code=${encodeURIComponent(text)}`,
      });
    const opened = await typed(code.toLowerCase().replace("-", " "));
    expect([opened.status, opened.headers.get("location")]).toEqual([303, expect.stringMatching(/^\/door\/eyJ/)]);
    expect((await typed("AAAAA-AAAAA")).status).toBe(404);
    const app = await (await call(`${new URL(other.url).pathname}/app.webmanifest`)).json();
    expect(app).toMatchObject({ start_url: new URL(other.url).pathname, scope: "/door/" });
  });

  it("DR2: a door asked for again by its key is the same one; what opens it lies in no kept answer", async () => {
    const path = `/v1/api/manage/shows/${show.show_id}/doors`;
    const body = { name: "한 번만", expires_at_ms: Date.now() + 3_600_000 };
    const make = () =>
      ask(path, { method: "POST", token: organiser.token, body, headers: { "idempotency-key": "door-once" } });
    const [first, again] = [await make(), await make()];
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect({ ...again.body, url: null }).toEqual({ ...first.body, url: null });
    const pass = again.body.url.split("/door/")[1];
    expect((await ask("/v1/api/door/manifest", { token: pass })).body.door.id).toBe(first.body.id);
    const kept = await testEnv.DB.prepare("SELECT answer FROM kept_answers WHERE key = 'door-once'").first("answer");
    expect(kept).toContain(first.body.id);
    expect(kept).not.toMatch(/"url"|"code"|eyJ/);
  });

  it("DR8: the list for when everything is down names every valid ticket and is signed", async () => {
    const path = `/v1/api/manage/showtimes/${show.showtime_id}/door-list.csv`;
    const text = await (await call(path, { token: organiser.token })).text();
    expect(text.split("\r\n").length).toBe(1 + 5 + 1 + 1);
    expect(text).toContain(ticket(0).ticket_id);
    expect(text).toMatch(/\r\n"signature",/);
  });

  it("DR8: the list goes to the organiser the evening before, once for each showtime, with its file", async () => {
    const inbox = async () =>
      (await ask("/sandbox/mail?to=organiser@example.com")).body.items.filter(({ subject }: { subject: string }) =>
        subject.startsWith("입장 명단"),
      );
    await mailDoorLists(env as Env, Date.now());
    const HOUR_MS = 3_600_000;
    const path = `/v1/api/manage/showtimes/${show.showtime_id}`;
    const body = { starts_at_ms: Date.now() + HOUR_MS };
    expect((await ask(path, { method: "PATCH", token: organiser.token, body })).status).toBe(200);
    await mailDoorLists(env as Env, Date.now());
    await mailDoorLists(env as Env, Date.now() + 1);
    await expect.poll(async () => (await inbox()).length).toBe(1);
    const [{ text }] = await inbox();
    expect(text).toContain(ticket(0).ticket_id);
    expect(text).toMatch(/"signature",/);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await inbox()).length).toBe(1);
  });

  it("DR8: the organiser's pages name who came in and the list, and are not there for anybody else", async () => {
    const at = `/manage/shows/${show.show_id}`;
    const html = async (path: string, token: string) => {
      const answer = await call(path, { token, headers: { accept: "text/html" } });
      return [answer.status, await answer.text()] as const;
    };
    const [status, text] = await html(`${at}/doors`, organiser.token);
    expect([status, text.includes("A문"), text.includes("오른쪽")]).toEqual([200, true, true]);
    const list = `${at}/print?showtime_id=${show.showtime_id}`;
    const [, paper] = await html(`${list}&order=number`, organiser.token);
    expect(paper.match(/<tr>/g)?.length).toBe(1 + 5);
    const stranger = await be("list-stranger@example.com", "MANAGER");
    for (const path of [`${at}/doors`, list]) expect((await html(path, stranger.token))[0]).toBe(404);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const made = await call(`${at}/doors`, {
      method: "POST",
      token: organiser.token,
      headers: form,
      body: `name=${encodeURIComponent("뒷문")}&section=${encodeURIComponent("1층")}&lasts_h=12`,
    });
    expect(made.status).toBe(303);
    const path = made.headers.get("location")?.split("?")[0] ?? "";
    const [, one] = await html(path, organiser.token);
    expect(one).toContain("/door/eyJ");
    expect(
      (await call(`${path}/end`, { method: "POST", token: organiser.token, headers: form, body: "" })).status,
    ).toBe(303);
    expect((await call(path, { token: organiser.token })).status).toBe(303);
  });
});
