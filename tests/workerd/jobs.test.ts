import { beforeAll, describe, expect, it } from "vitest";
import { runJob } from "../../workers/manage/jobs/run-job.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";
import { sell } from "./selling.ts";

let organiser: Person;
let stranger: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
  stranger = await be("stranger@example.com", "MANAGER");
});

const manage = (show: MadeShow, method: string, path: string, body?: unknown, token = organiser.token) =>
  ask(`/v1/api/manage/shows/${show.show_id}${path}`, { method, token, ...(body !== undefined && { body }) });
const jobOf = async (show: MadeShow, id: string) => (await manage(show, "GET", `/jobs/${id}`)).body;
const paidBack = (show: MadeShow) =>
  testEnv.DB.prepare(
    `SELECT count(*) AS refunds, count(DISTINCT booking_id) AS bookings, sum(amount_krw) AS krw FROM refunds
      WHERE booking_id IN (SELECT id FROM bookings WHERE show_id = ?)`,
  )
    .bind(show.show_id)
    .first<{ refunds: number; bookings: number; krw: number }>();

/** The machine dies at its n-th word to D1 from now on. */
function dyingAt(words: number): Env {
  let left = words;
  const die = () => {
    left -= 1;
    if (left < 0) throw new Error("the machine is gone");
  };
  const DB = new Proxy(testEnv.DB, {
    get(db, name) {
      const part = Reflect.get(db, name) as unknown;
      if (typeof part !== "function") return part;
      return (...given: unknown[]) => {
        die();
        return (part as (...args: unknown[]) => unknown).apply(db, given);
      };
    },
  });
  return { ...testEnv, DB };
}
const dueNow = (job_id: string) =>
  testEnv.DB.prepare("UPDATE jobs SET next_try_at_ms = 0 WHERE id = ?").bind(job_id).run();

/** A page as a browser asks for it, with a form where there is one. */
const visit = (path: string, { cookies }: Person, form?: Record<string, string>) => {
  const headers = { cookie: cookies, accept: "text/html", origin: ORIGIN };
  if (form === undefined) return call(path, { headers });
  const sent = { ...headers, "content-type": "application/x-www-form-urlencoded" };
  return call(path, { method: "POST", headers: sent, body: new URLSearchParams(form).toString() });
};

describe("RJ: many refunds by one job", () => {
  it("RJ1 RJ2: 40 bookings, dying again and again: each refunded once, the preview kept to the won", async () => {
    const show = await makeShow(organiser.token);
    await sell(show, 40);
    const preview = await manage(show, "POST", "/refunds", { all: true, reason: "배상", preview: true });
    const expected_krw = 20 * 90_000 + 20 * 50_000;
    expect([preview.status, preview.body]).toEqual([
      200,
      { bookings: 40, seats: 40, refund_krw: expected_krw, fee_krw: 0 },
    ]);
    const made = await testEnv.DB.prepare("SELECT count(*) AS n FROM jobs").first<{ n: number }>();
    expect(made?.n).toBe(0);
    const { body, status } = await manage(show, "POST", "/refunds", { all: true, reason: "배상" });
    expect(status).toBe(202);
    for (const words of [1, 2, 3, 4, 6]) {
      await dueNow(body.job_id);
      await runJob(dyingAt(words), body.job_id).catch(() => undefined);
    }
    await dueNow(body.job_id);
    await runJob(testEnv, body.job_id);
    await expect.poll(async () => (await jobOf(show, body.job_id)).status, { timeout: 20_000 }).toBe("DONE");
    expect(await jobOf(show, body.job_id)).toMatchObject({ done: 40, failed: 0, total: 40, refund_krw: expected_krw });
    expect(await paidBack(show)).toEqual({ refunds: 40, bookings: 40, krw: expected_krw });
    const items = await ask(`${(await jobOf(show, body.job_id)).items_url}?limit=100`, { token: organiser.token });
    expect(new Set(items.body.items.map((item: { status: string }) => item.status))).toEqual(new Set(["DONE"]));
    const after = await manage(show, "POST", "/refunds", { all: true, reason: "배상", preview: true });
    expect(after.body.bookings).toBe(0);
  });

  it("RJ5: chosen ones, those of a filter, one seat; what cannot be refunded says why; a second job pays nothing twice", async () => {
    const show = await makeShow(organiser.token);
    const ids = await sell(show, 22);
    const [one = "", two = ""] = ids;
    const chosen = await manage(show, "POST", "/refunds", { booking_ids: [one, two], reason: "배상" });
    await expect.poll(async () => (await jobOf(show, chosen.body.job_id)).status, { timeout: 15_000 }).toBe("DONE");
    const again = await manage(show, "POST", "/refunds", { booking_ids: [one], reason: "배상" });
    await expect.poll(async () => (await jobOf(show, again.body.job_id)).status, { timeout: 15_000 }).toBe("DONE");
    const { body } = await manage(show, "GET", `/jobs/${again.body.job_id}/items?status=FAILED`);
    expect(body.items).toMatchObject([{ booking_id: one, code: "already_cancelled" }]);
    const filtered = { filter: { grade: "STANDING" }, reason: "x", preview: true };
    expect((await manage(show, "POST", "/refunds", filtered)).body).toMatchObject({ bookings: 2, refund_krw: 100_000 });
    const seat = { booking_ids: [ids[2]], seats: ["1-1-9"], reason: "x", preview: true };
    expect((await manage(show, "POST", "/refunds", seat)).body).toMatchObject({ bookings: 0 });
    for (const wrong of [{ reason: "x" }, { all: true, booking_ids: [one], reason: "x" }, { all: true }])
      expect((await manage(show, "POST", "/refunds", wrong)).body.code).toBe("invalid");
    expect((await manage(show, "POST", "/refunds", { booking_ids: ["b_nothing"], reason: "x" })).status).toBe(404);
    expect((await paidBack(show))?.bookings).toBe(2);
  });

  it("RJ6: cancelling a show is one job that outlives a crash, asked twice is the same, and nothing is there for a stranger", async () => {
    const show = await makeShow(organiser.token);
    await sell(show, 12);
    const done = await manage(show, "POST", "/cancellation", { reason: "출연자 사정" });
    expect(done.status).toBe(202);
    const { job_id } = done.body;
    for (const words of [2, 5]) {
      await dueNow(job_id);
      await runJob(dyingAt(words), job_id).catch(() => undefined);
    }
    expect((await manage(show, "POST", "/cancellation", { reason: "다시" })).body.job_id).toBe(job_id);
    await dueNow(job_id);
    await runJob(testEnv, job_id);
    await expect.poll(async () => (await jobOf(show, job_id)).status, { timeout: 20_000 }).toBe("DONE");
    const krw = 12 * 90_000;
    expect(await jobOf(show, job_id)).toMatchObject({ kind: "CANCEL_SHOW", done: 12, failed: 0, refund_krw: krw });
    expect(await paidBack(show)).toEqual({ refunds: 12, bookings: 12, krw });
    const own = await makeShow(stranger.token);
    for (const [method, path, body] of [
      ["GET", `/jobs/${job_id}`, undefined],
      ["GET", `/jobs/${job_id}/items`, undefined],
      ["POST", `/jobs/${job_id}/retries`, undefined],
      ["POST", "/refunds", { all: true, reason: "x", preview: true }],
    ] as const) {
      expect([path, (await manage(show, method, path, body, stranger.token)).status]).toEqual([path, 404]);
      if (path.startsWith("/jobs"))
        expect([path, (await manage(own, method, path, body, stranger.token)).status]).toEqual([path, 404]);
    }
    const { results } = await testEnv.DB.prepare("SELECT action FROM audit WHERE subject_id = ? ORDER BY at_ms")
      .bind(show.show_id)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action)).toContain("show.cancel");
  });

  it("CN21: by the pages alone: found, chosen, asked in numbers, refunded, followed, cancelled; a stranger finds nothing", async () => {
    const show = await makeShow(organiser.token);
    const [one = ""] = await sell(show, 3);
    const at = `/manage/shows/${show.show_id}`;
    const list = await (await visit(`${at}/purchases?q=1-1-1`, organiser)).text();
    expect(list.match(/name="booking"/g)).toHaveLength(1);
    expect(await (await visit(`${at}/refunds?booking=${one}`, organiser)).text()).toContain("90,000");
    const done = await visit(`${at}/refunds`, organiser, { bookings: one, reason: "배상" });
    expect(done.status).toBe(303);
    const job = done.headers.get("location") ?? "";
    await expect.poll(async () => (await visit(job, organiser)).headers.get("refresh"), { timeout: 15_000 }).toBeNull();
    expect(await (await visit(job, organiser)).text()).toContain("1건 가운데 1건");
    expect(await (await visit(`${at}/cancel`, organiser)).text()).toContain("180,000");
    const pages = [`${at}/purchases`, `${at}/refunds`, `${at}/cancel`, job];
    for (const path of pages) expect([path, (await visit(path, stranger)).status]).toEqual([path, 404]);
    const forms = [`${at}/refunds`, `${at}/cancel`, `${job}/retries`];
    for (const path of forms)
      expect([path, (await visit(path, stranger, { reason: "x" })).status]).toEqual([path, 404]);
    const cancelled = await visit(`${at}/cancel`, organiser, { reason: "출연자 사정" });
    expect([cancelled.status, cancelled.headers.get("location")?.startsWith(`${at}/jobs/`)]).toEqual([303, true]);
  });
});

describe("CN: buyers of a show", () => {
  it("CN64 CN65: a message to those a filter finds, once each; seats of one booking; the list on paper", async () => {
    const show = await makeShow(organiser.token);
    const ids = await sell(show, 21);
    const filter = { grade: "STANDING" };
    const asked = { text: "입장 시간이 바뀌었어요", text_en: "Doors open later", filter };
    const path = "/purchases/messages";
    expect((await manage(show, "POST", path, { ...asked, preview: true })).body).toEqual({ buyers: 1 });
    const standing = await visit(`/manage/shows/${show.show_id}/message?grade=STANDING`, organiser);
    expect([standing.status, (await standing.text()).includes("1명에게 보내기")]).toEqual([200, true]);
    const sent = await manage(show, "POST", path, asked);
    expect([sent.status, sent.body]).toEqual([202, { buyers: 1 }]);
    const told = () =>
      testEnv.DB.prepare(
        "SELECT user_id, params FROM notifications WHERE cause = 'organiser_message' AND user_id LIKE ?",
      )
        .bind(`usr_buyer_${show.show_id}_%`)
        .all<{ user_id: string; params: string }>();
    await expect.poll(async () => (await told()).results.length, { timeout: 15_000 }).toBe(1);
    expect((await told()).results[0]?.user_id).toBe(`usr_buyer_${show.show_id}_20`);
    const form = { text: "모두에게", text_en: "", status: "", grade: "" };
    const all = await visit(`/manage/shows/${show.show_id}/message`, organiser, form);
    expect(all.headers.get("location")).toBe(`/manage/shows/${show.show_id}/purchases?told=21`);
    await expect.poll(async () => (await told()).results.length, { timeout: 15_000 }).toBe(22);

    const row = await testEnv.DB.prepare("SELECT number FROM bookings WHERE id = ?")
      .bind(ids[0])
      .first<{ number: string }>();
    const story = await (await visit(`/manage/bookings/${row?.number}`, organiser)).text();
    expect(story).toContain(`/manage/shows/${show.show_id}/refunds`);
    const ask = await visit(`/manage/shows/${show.show_id}/refunds?booking=${ids[0]}&seat=1-1-1`, organiser);
    expect([ask.status, (await ask.text()).includes('name="seats" value="1-1-1"')]).toEqual([200, true]);
    const list = await (await visit(`/manage/shows/${show.show_id}/print?order=number`, organiser)).text();
    expect(list.split("print-tick").length - 1).toBe(21);
    for (const page of ["message", "print"])
      expect((await visit(`/manage/shows/${show.show_id}/${page}`, stranger)).status).toBe(404);
  });
});
