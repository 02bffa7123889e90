// What is kept about people, what is said of it, and the price that is said first.
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { KEPT_ABOUT_PEOPLE } from "../../domain/retention/kept.ts";
import { keptWords } from "../../web/words/kept.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, testEnv } from "./kit.ts";

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
let organiser: Person;
let admin: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("law-organiser@example.com", "MANAGER");
  admin = await be("law-admin@example.com", "ADMIN");
});

async function inside(show: MadeShow, fan: Person): Promise<Record<string, string>> {
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  const state = async () => (await ask(`${queue}/status`, { token: fan.token })).body.state;
  await expect.poll(state, { timeout: 8_000 }).toBe("ADMITTED");
  const claim = { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } };
  return { "x-queue-pass": (await ask(`${queue}/status`, claim)).body.pass };
}

async function buy(show: MadeShow, fan: Person) {
  const headers = await inside(show, fan);
  const post = (path: string, body: unknown) => ask(path, { method: "POST", token: fan.token, headers, body });
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { best: { count: 1 } });
  const booking = await post("/v1/api/bookings", { hold_id: hold.body.id });
  const paid = await post("/v1/api/payments", { booking_id: booking.body.id, simulate: "success" });
  const read = async () => (await ask(`/v1/api/bookings/${booking.body.id}`, { token: fan.token })).body;
  await expect.poll(async () => (await read()).status, { timeout: 15_000 }).toBe("CONFIRMED");
  return { hold: hold.body, booking: await read(), request_id: paid.body.request_id as string };
}

type Row = Readonly<Record<string, unknown>>;
/** Every row of every table, as text: what anybody could read there. */
async function everyRow(): Promise<{ readonly table: string; readonly text: string }[]> {
  const tables = await testEnv.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
  ).all<{ name: string }>();
  const found: { table: string; text: string }[] = [];
  for (const { name } of tables.results) {
    const { results } = await testEnv.DB.prepare(`SELECT * FROM "${name}"`).all<Row>();
    for (const row of results) found.push({ table: name, text: JSON.stringify(row).toLowerCase() });
  }
  return found;
}

const storedIn = (stub: DurableObjectStub, tables: readonly string[]): Promise<string> =>
  runInDurableObject(stub, (_, { storage }) =>
    JSON.stringify(tables.map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray())).toLowerCase(),
  );

it("F8: of a deleted person exactly what the table allows is left: no name, no address, and their id only where it stays", async () => {
  const about = { name: "지워질 사람 Gone Person", phone: "010-9876-5432" };
  const email = "gone-person@example.com";
  const fan = await be(email);
  await ask("/v1/api/users/me", { method: "PATCH", token: fan.token, body: about });
  const show = await makeShow(organiser.token, { room: ROOM });
  await buy(show, fan);
  // They are still inside another show's room, have asked for a code, and somebody looked after their account.
  const other = await makeShow(organiser.token, { room: ROOM });
  await inside(other, fan);
  await ask("/v1/api/auth/codes", { method: "POST", body: { email } });
  const looked_after = await ask(`/v1/api/admin/users/${fan.id}/role`, {
    method: "PATCH",
    token: admin.token,
    body: { role: "USER" },
  });
  expect(looked_after.status).toBeLessThan(500);
  const before = await everyRow();
  const nameOrAddress = [about.name, about.phone, email].map((text) => text.toLowerCase());
  const says = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));
  // Control: the walk finds them while they are there.
  expect(new Set(before.filter(({ text }) => says(text, nameOrAddress)).map(({ table }) => table))).toContain("users");
  expect(before.filter(({ text }) => says(text, [fan.id.toLowerCase()])).length).toBeGreaterThan(5);
  const { token } = await be(email);
  expect((await ask("/v1/api/users/me", { method: "DELETE", token })).status).toBe(204);

  const after = await everyRow();
  expect(after.filter(({ text }) => says(text, nameOrAddress))).toEqual([]);
  const left = new Set(after.filter(({ text }) => says(text, [fan.id.toLowerCase()])).map(({ table }) => table));
  const allowed = new Set<string>(
    KEPT_ABOUT_PEOPLE.filter(({ after_deletion }) => after_deletion !== "gone").map(({ table }) => table),
  );
  expect([...left].filter((table) => !allowed.has(table))).toEqual([]);
  expect([...left]).toEqual(expect.arrayContaining(["users", "bookings"]));

  const remembered = await runInDurableObject(testEnv.FAN.getByName(fan.id), async (_, { storage }) => [
    ...(await storage.list()).keys(),
  ]);
  expect(remembered).toEqual([]);
  const { results } = await testEnv.DB.prepare("SELECT code FROM showtimes WHERE id IN (?, ?)")
    .bind(show.showtime_id, other.showtime_id)
    .all<{ code: string }>();
  for (const { code } of results) {
    const journal = await storedIn(testEnv.SEAT_LEDGER.getByName(code), ["journal", "checkpoint", "outbox", "answer"]);
    expect(says(journal, nameOrAddress)).toBe(false);
  }
  for (const { show_id } of [show, other]) {
    const line = await storedIn(testEnv.WAITING_LINE.getByName(show_id), ["entry", "event", "log", "notice"]);
    expect(says(line, nameOrAddress)).toBe(false);
  }
});

it("F8: an administrator counts what is past its time, with a line in the log; nobody else may", async () => {
  await testEnv.DB.prepare(
    "INSERT INTO dead_letters (id, queue, attempts, died_at_ms) VALUES ('law-dead', 'mail', 8, 1)",
  ).run();
  const { status, body } = await ask("/v1/api/admin/retention", {
    token: admin.token,
    headers: { "accept-language": "en" },
  });
  expect(status).toBe(200);
  expect(body.items).toContainEqual({
    table: "dead_letters",
    kept: "90 days",
    after_ms: 90 * 86_400_000,
    due: 1,
  });
  const { items } = (await ask("/v1/api/admin/audit?action=retention.count", { token: admin.token })).body;
  expect(items).toHaveLength(1);
  expect((await ask("/v1/api/admin/retention", { token: organiser.token })).status).toBe(403);
});

const page = async (path: string, language: string): Promise<string> => {
  const answer = await call(path, { headers: { accept: "text/html", "accept-language": language } });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

it("F13: /privacy says in both languages what the table says, row by row; /terms the rules; every page leads to both", async () => {
  for (const language of ["ko", "en"] as const) {
    const privacy = await page("/privacy", language);
    const words = keptWords(language);
    const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    for (const { table } of KEPT_ABOUT_PEOPLE) {
      const row = new RegExp(`data-table="${table}">(.*?)</div>`, "s").exec(privacy)?.[1] ?? "";
      for (const text of Object.values(words[table]))
        expect([table, row]).toEqual([table, expect.stringContaining(escaped(text))]);
    }
    const terms = await page("/terms", language);
    for (const figure of ["10%", "20%", "30%", "24"]) expect(terms).toContain(figure);
    for (const path of ["/", "/signin", "/terms"]) {
      expect(await page(path, language)).toMatch(/href="\/terms".*href="\/privacy"/s);
    }
  }
});

it("F13: the price on the first page is the price charged: shown, held, ordered, paid and recorded alike", async () => {
  const fan = await be("law-price@example.com");
  const title = "값이 하나인 밤";
  const price_krw = 73_500;
  const show = await makeShow(organiser.token, {
    room: ROOM,
    title,
    grades: [
      { grade: "R", price_krw },
      { grade: "STANDING", price_krw },
    ],
  });
  const said = async (path: string) => (await page(path, "ko")).replaceAll(/<[^>]+>/g, " ");
  expect(await said(`/search?q=${encodeURIComponent(title)}`)).toContain("73,500원");
  expect(await said(`/shows/${show.show_id}`)).toContain("73,500원");
  const { booking, request_id } = await buy(show, fan);
  expect(booking.total_krw).toBe(price_krw);
  const recorded = async () =>
    await testEnv.DB.prepare("SELECT total_krw, status FROM bookings WHERE id = ?").bind(booking.id).first();
  await expect.poll(recorded, { timeout: 8_000 }).toEqual({ total_krw: price_krw, status: "CONFIRMED" });
  const charged = await testEnv.DB.prepare("SELECT amount_krw FROM payments WHERE id = ?").bind(request_id).first();
  expect(charged).toEqual({ amount_krw: price_krw });
});
