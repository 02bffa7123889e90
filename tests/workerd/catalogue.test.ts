import { beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../schema/limits.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, showBody, testEnv, VENUE } from "./kit.ts";

let organiser: Person;
let made: MadeShow;

beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
  made = await makeShow(organiser.token);
});

describe("C4: making a show over the API", () => {
  it("C4: a venue answers its layout version and section ids", async () => {
    const { status, body } = await ask("/v1/api/manage/venues", {
      method: "POST",
      token: organiser.token,
      body: VENUE,
    });
    expect(status).toBe(201);
    expect(body.capacity).toBe(50);
    expect(body.sections).toEqual([
      { id: "1", name: "1층", kind: "seated", grade: "R" },
      { id: "2", name: "스탠딩", kind: "standing", grade: "STANDING" },
    ]);
  });

  it("C4: what is left out gets the defaults", async () => {
    const { body } = await ask(`/v1/api/manage/shows/${made.show_id}`, { token: organiser.token });
    expect(body.room).toEqual({
      room_capacity: 500,
      batch_size: 100,
      step_ms: 1_000,
      claim_ms: 120_000,
      pass_ms: 600_000,
    });
    expect(body.limits).toEqual({ seats_per_fan: 4, hold_ms: 300_000, payment_ms: 420_000, payment_attempts: 3 });
  });

  it("C4: each grade of the house needs a price and no other may have one", async () => {
    const lacking = showBody(made.venue_id, { grades: [{ grade: "R", price_krw: 1_000 }] });
    const extra = showBody(made.venue_id, {
      grades: ["R", "STANDING", "VIP"].map((grade) => ({ grade, price_krw: 1_000 })),
    });
    for (const body of [lacking, extra]) {
      const refused = await ask("/v1/api/manage/shows", { method: "POST", token: organiser.token, body });
      expect([refused.status, refused.body.code, refused.body.errors[0].path]).toEqual([422, "invalid", "grades"]);
    }
  });

  it("C4: a manager reaches only their own shows, an admin all", async () => {
    const other = await be("other@example.com", "MANAGER");
    const admin = await be("admin@example.com", "ADMIN");
    const path = `/v1/api/manage/shows/${made.show_id}`;
    expect((await ask(path, { token: other.token })).status).toBe(404);
    expect((await ask(path, { method: "PATCH", token: other.token, body: { title: "x" } })).status).toBe(404);
    expect((await ask(path, { method: "DELETE", token: other.token })).status).toBe(404);
    expect((await ask(path, { token: admin.token })).status).toBe(200);
  });

  it("C4: the same Idempotency-Key makes one show, another body under it is refused", async () => {
    const headers = { "idempotency-key": "make-once" };
    const body = showBody(made.venue_id, { title: "한 번만" });
    const make = (one: unknown) =>
      ask("/v1/api/manage/shows", { method: "POST", token: organiser.token, headers, body: one });
    const [first, second] = [await make(body), await make(body)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    const changed = await make({ ...body, title: "두 번째" });
    expect([changed.status, changed.body.code]).toEqual([422, "key_reused"]);
  });

  it("C4: twenty creates at once under one key make one show", async () => {
    const headers = { "idempotency-key": "burst" };
    const body = showBody(made.venue_id, { title: "동시에" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        ask("/v1/api/manage/shows", { method: "POST", token: organiser.token, headers, body }),
      ),
    );
    const ids = new Set(answers.filter(({ status }) => status === 201).map((one) => one.body.id));
    expect(ids.size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it("C4: a refusal is not kept: the key works once the body is right", async () => {
    const headers = { "idempotency-key": "mend" };
    const bad = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: organiser.token,
      headers,
      body: showBody(made.venue_id, { grades: [{ grade: "R", price_krw: 1 }] }),
    });
    const good = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: organiser.token,
      headers,
      body: showBody(made.venue_id),
    });
    expect([bad.status, good.status]).toEqual([422, 201]);
  });

  it("C4: showtimes that nobody has touched follow a new layout; where a grade has no price they keep theirs", async () => {
    const fresh = await makeShow(organiser.token);
    const at = `/v1/api/showtimes/${fresh.showtime_id}`;
    const before = await ask(`${at}/layout`);
    const put = (grade: string) =>
      ask(`/v1/api/manage/venues/${fresh.venue_id}/layout`, {
        method: "PUT",
        token: organiser.token,
        body: { sections: [{ name: "새 구역", kind: "seated", grade, rows: [{ label: "A", seats: 3 }] }] },
      });
    expect((await put("VIP")).status).toBe(200);
    expect((await ask(`${at}/layout`)).body).toEqual(before.body);
    const moved = await put("R");
    expect(moved.status).toBe(200);
    expect((await ask(`${at}/layout`)).body.layout_version).toBe(moved.body.layout_version);
    expect((await ask(`${at}/seats`)).body).toMatchObject({
      layout_version: moved.body.layout_version,
      seats: { count: 3 },
    });
    expect((await ask(`/v1/api/shows/${fresh.show_id}/showtimes`)).body.items[0].seats_left).toEqual({ R: 3 });
  });

  it("C4: a show without sales can be deleted and is gone", async () => {
    const doomed = await makeShow(organiser.token);
    expect(
      (await ask(`/v1/api/manage/shows/${doomed.show_id}`, { method: "DELETE", token: organiser.token })).status,
    ).toBe(204);
    expect((await ask(`/v1/api/shows/${doomed.show_id}`)).status).toBe(404);
  });

  it("C4: a show with a booking cannot be deleted", async () => {
    const sold = await makeShow(organiser.token);
    await testEnv.DB.prepare(
      `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
       VALUES ('b1', 'N1', 'u', ?, ?, 'CONFIRMED', 1, 1, 1, 1)`,
    )
      .bind(sold.show_id, sold.showtime_id)
      .run();
    const refused = await ask(`/v1/api/manage/shows/${sold.show_id}`, { method: "DELETE", token: organiser.token });
    expect([refused.status, refused.body.code]).toEqual([409, "has_sales"]);
    // Given up unpaid it keeps nobody from anything.
    await testEnv.DB.prepare("UPDATE bookings SET status = 'CANCELLED' WHERE id = 'b1'").run();
    const gone = await ask(`/v1/api/manage/shows/${sold.show_id}`, { method: "DELETE", token: organiser.token });
    expect(gone.status).toBe(204);
  });

  it("C11: a run by weekday and time is made whole, or not at all", async () => {
    const show = await makeShow(organiser.token);
    const path = `/v1/api/manage/shows/${show.show_id}/showtimes`;
    const series = { from_day: "2031-03-03", to_day: "2031-03-30", weekdays: [2, 6], times: ["19:30", "14:00"] };
    const make = () => ask(`${path}/series`, { method: "POST", token: organiser.token, body: series });
    const first = await make();
    expect([first.status, first.body.items.length]).toEqual([201, 16]);
    expect(first.body.items[0]).toMatchObject({ starts_at_ms: Date.parse("2031-03-04T05:00:00Z"), round: 1 });
    const again = await make();
    expect([again.status, again.body.errors]).toEqual([
      422,
      [{ path: "times", message: "2031-03-04 14:00: 이미 회차가 있어요" }],
    ]);
    expect((await ask(path, { token: organiser.token })).body.items).toHaveLength(17);
    expect((await ask(`/v1/api/shows/${show.show_id}`)).body.last_starts_at_ms).toBe(
      Date.parse("2031-03-29T10:30:00Z"),
    );
  });

  it("C12: a draft says what it lacks, is published by its organiser, and may be a draft again while unsold", async () => {
    const draft = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: organiser.token,
      body: showBody(made.venue_id, { draft: true }),
    });
    expect([draft.status, draft.body.status]).toEqual([201, "DRAFT"]);
    expect(draft.body.missing.map(({ code }: { code: string }) => code)).toEqual(["showtimes", "description"]);
    const path = `/v1/api/manage/shows/${draft.body.id}`;
    const patch = (body: unknown) => ask(path, { method: "PATCH", token: organiser.token, body });
    const english = await ask(path, { token: organiser.token, headers: { "accept-language": "en" } });
    expect(english.body.missing[0]).toEqual({
      code: "showtimes",
      path: "showtimes",
      message: "Add at least one showtime.",
    });
    const published = await patch({ status: "PUBLISHED", description: "소개" });
    expect([published.body.status, published.body.missing.length]).toEqual(["PUBLISHED", 1]);
    expect((await ask(`/v1/api/shows/${draft.body.id}`)).status).toBe(200);
    expect((await patch({ status: "DRAFT" })).body.status).toBe("DRAFT");
    expect((await ask(`/v1/api/shows/${draft.body.id}`)).status).toBe(404);
  });

  it("C13: a show's own poster is shown at its content's address, cleaned, and gives way to the drawn one", async () => {
    const { show_id } = await makeShow(organiser.token);
    const path = `/v1/api/manage/shows/${show_id}/poster`;
    const put = (type: string, body: string) =>
      ask(path, { method: "PUT", token: organiser.token, body, headers: { "content-type": type } });
    const drawing = `<svg viewBox="0 0 3 4"><script>alert(1)</script><rect width="3" height="4"/></svg>`;
    const kept = await put("image/svg+xml", drawing);
    expect([kept.status, kept.body.poster_url]).toEqual([200, expect.stringMatching(/^\/pictures\/[\w-]{43}\.svg$/)]);
    const shown = await call(kept.body.poster_url);
    expect(await shown.text()).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"><rect width="3" height="4"/></svg>`,
    );
    expect(["content-type", "cache-control", "x-content-type-options"].map((name) => shown.headers.get(name))).toEqual([
      "image/svg+xml",
      "public, max-age=31536000, immutable",
      "nosniff",
    ]);
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    const other = await be("other@example.com", "MANAGER");
    const refused = [
      await put("text/html", drawing),
      await put("image/svg+xml", "x".repeat(2 * 1024 * 1024 + 1)),
      await put("image/png", drawing),
      await put("image/svg+xml", "<p>no drawing</p>"),
      await ask(path, { method: "DELETE", token: other.token }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [415, "unsupported_type"],
      [413, "too_large"],
      [422, "image_unreadable"],
      [422, "image_unreadable"],
      [404, "not_found"],
    ]);
    const large = `<svg viewBox="0 0 3 4">${"<rect/>".repeat(15_000)}<desc>${"달".repeat(500_000)}</desc></svg>`;
    const larger = await put("image/svg+xml", large);
    expect((await (await call(larger.body.poster_url)).arrayBuffer()).byteLength).toBeGreaterThan(1_500_000);
    const drawn = await ask(path, { method: "DELETE", token: organiser.token });
    expect(drawn.body.poster_url).toBe(`/posters/${show_id}.svg`);
    await expect.poll(async () => (await call(larger.body.poster_url)).status).toBe(404);
  });

  it("C10 RL1: a line is spread over no more relays than are allowed, and the path says so", async () => {
    const make = (room: unknown) =>
      ask("/v1/api/manage/shows", {
        method: "POST",
        token: organiser.token,
        body: showBody(made.venue_id, { room }),
      });
    const refused = await make({ relays: LIMITS.relays_per_line + 1 });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, "room.relays"]);
    expect((await make({ admission: "fifo", relays: 2 })).status).toBe(201);
  });
});

describe("C1: reading a show", () => {
  it("C6: title and description follow the asker's language", async () => {
    const path = `/v1/api/shows/${made.show_id}`;
    const korean = await ask(path, { headers: { "accept-language": "ko-KR,ko;q=0.9" } });
    const english = await ask(path, { headers: { "accept-language": "en-US,en;q=0.9,ko;q=0.5" } });
    expect(korean.body.title).toBe("달과 여섯 개의 의자");
    expect(english.body.title).toBe("The Moon and Six Chairs");
  });

  it("C1: the answer carries sale, grades, limits and now_ms", async () => {
    const { body } = await ask(`/v1/api/shows/${made.show_id}`);
    expect(body.sale.status).toBe("OPEN");
    expect(body.grades).toEqual([
      { grade: "R", price_krw: 90_000 },
      { grade: "STANDING", price_krw: 50_000 },
    ]);
    expect(body.limits.seats_per_fan).toBe(4);
    expect(Math.abs(body.now_ms - Date.now())).toBeLessThan(5_000);
  });

  it("C3: showtimes tell the seats left per grade", async () => {
    const { body } = await ask(`/v1/api/shows/${made.show_id}/showtimes`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0].seats_left).toEqual({ R: 20, STANDING: 30 });
  });

  it("C1: drafts are not found by the public", async () => {
    const draft = await makeShow(organiser.token, { draft: true });
    expect((await ask(`/v1/api/shows/${draft.show_id}`)).status).toBe(404);
    expect((await ask(`/v1/api/showtimes/${draft.showtime_id}/layout`)).status).toBe(404);
    expect((await ask(`/v1/api/manage/shows/${draft.show_id}`, { token: organiser.token })).body.status).toBe("DRAFT");
  });

  it("S1: the layout has an ETag, answers 304 to it, and is immutable when asked for by version", async () => {
    const path = `/v1/api/showtimes/${made.showtime_id}/layout`;
    const first = await ask(path);
    const etag = first.headers.get("etag") ?? "";
    expect(first.body.sections[0].rows[0].seats).toHaveLength(10);
    expect((await call(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    const versioned = await call(`${path}?v=${first.body.layout_version}`);
    expect(versioned.headers.get("cache-control")).toContain("immutable");
    await versioned.body?.cancel();
  });
});

describe("C2: finding shows", () => {
  it("C2: filters by genre, keyword, region, price, state and dates", async () => {
    const one = await makeShow(organiser.token, { title: "기린 야구단 개막전", genre: "SPORTS" });
    const find = async (query: string) =>
      (await ask(`/v1/api/shows?limit=100&${query}`)).body.items.map((item: { id: string }) => item.id);
    expect(await find("genre=SPORTS")).toEqual([one.show_id]);
    expect(await find(`q=${encodeURIComponent("개막 기린")}`)).toEqual([one.show_id]);
    expect(await find("q=MOON&genre=SPORTS")).toEqual([one.show_id]);
    expect(await find("region=BUSAN")).toEqual([]);
    expect(await find("price_min_krw=90001")).toEqual([]);
    expect(await find("price_max_krw=50000&genre=SPORTS")).toEqual([one.show_id]);
    expect(await find("status=SCHEDULED")).toEqual([]);
    const day = 86_400_000;
    expect(await find(`genre=SPORTS&from_ms=${Date.now() + 6 * day}&to_ms=${Date.now() + 8 * day}`)).toEqual([
      one.show_id,
    ]);
    expect(await find(`genre=SPORTS&from_ms=${Date.now() + 8 * day}`)).toEqual([]);
  });

  it.each(["soonest", "newest", "most_viewed"])(
    "C2: pages by cursor in order of %s meet each show once",
    async (sort) => {
      const whole = (await ask(`/v1/api/shows?sort=${sort}&limit=100`)).body.items.map(
        (item: { id: string }) => item.id,
      );
      const paged: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body }: { body: { items: { id: string }[]; next_cursor: string | null } } = await ask(
          `/v1/api/shows?sort=${sort}&limit=2&cursor=${cursor}`,
        );
        paged.push(...body.items.map((item) => item.id));
        cursor = body.next_cursor;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
    },
  );

  it("C2: views are gathered and written in bulk, a reload counts once", async () => {
    const seen = await makeShow(organiser.token);
    const fan = await be("viewer@example.com");
    for (let i = 0; i < 5; i += 1) await ask(`/v1/api/shows/${seen.show_id}`, { token: fan.token });
    const views = async () =>
      (await testEnv.DB.prepare("SELECT views FROM shows WHERE id = ?").bind(seen.show_id).first<{ views: number }>())
        ?.views;
    expect(await views()).toBe(0);
    await expect.poll(views, { timeout: 8_000, interval: 250 }).toBe(1);
  });
});

describe("S1: layouts of up to 50,000 seats", () => {
  const hall = (rows: number) => ({
    ...VENUE,
    sections: Array.from({ length: 100 }, (_, index) => ({
      name: `구역 ${index + 1}`,
      kind: "seated",
      grade: "R",
      rows: Array.from({ length: index === 0 ? rows : 20 }, (__, row) => ({ label: String(row + 1), seats: 25 })),
    })),
  });
  const asOrganiser = (body: unknown) => ask("/v1/api/manage/venues", { method: "POST", token: organiser.token, body });

  it("S1: 50,000 seats are made and served in under 250 kB", async () => {
    const venue = await asOrganiser(hall(20));
    expect([venue.status, venue.body.capacity]).toEqual([201, 50_000]);
    const show = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: organiser.token,
      body: showBody(venue.body.id, { grades: [{ grade: "R", price_krw: 10_000 }] }),
    });
    const showtime = await ask(`/v1/api/manage/shows/${show.body.id}/showtimes`, {
      method: "POST",
      token: organiser.token,
      body: { starts_at_ms: Date.now() + 86_400_000, round: 1 },
    });
    const stored = await testEnv.DB.prepare("SELECT length(body_gzip) AS bytes FROM layouts WHERE layout_version = ?")
      .bind(showtime.body.layout_version)
      .first<{ bytes: number }>();
    expect(stored?.bytes).toBeLessThan(250_000);
    const layout = await ask(`/v1/api/showtimes/${showtime.body.id}/layout`);
    expect(layout.headers.get("etag")).toBe(`"${showtime.body.layout_version}"`);
    const seats = layout.body.sections.flatMap((section: { rows: { seats: unknown[] }[] }) =>
      section.rows.flatMap((row) => row.seats),
    );
    expect(seats).toHaveLength(50_000);
  });

  it("C15: a layout comes packed to who unpacks it, and plain to who said nothing, whatever the platform asks for", async () => {
    const { showtime_id } = await makeShow(organiser.token);
    const coded = async (clientAcceptEncoding?: string) => {
      const headers = { "accept-encoding": "br, gzip" };
      const cf = clientAcceptEncoding === undefined ? {} : { cf: { clientAcceptEncoding } };
      const layout = await call(`/v1/api/showtimes/${showtime_id}/layout`, { headers, ...cf });
      await layout.body?.cancel();
      return layout.headers.get("content-encoding");
    };
    expect([await coded(), await coded("gzip, br"), await coded(""), await coded("identity")]).toEqual([
      "gzip",
      "gzip",
      null,
      null,
    ]);
  });

  it("S1: one row past the limit is refused", async () => {
    const refused = await asOrganiser(hall(21));
    expect([refused.status, refused.body.code]).toEqual([422, "invalid"]);
  });
});

describe("CN5: the console's first page", () => {
  const consoleOf = async (person: Person | null) => {
    const response = await call("/manage", { headers: person === null ? {} : { cookie: person.cookies } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it("CN5: an organiser sees their own shows, an admin everybody's, another organiser none of them", async () => {
    const own = await consoleOf(organiser);
    expect(own.status).toBe(200);
    expect(own.text).toContain(`/shows/${made.show_id}`);
    expect(own.headers.get("cache-control")).toContain("no-store");
    expect((await consoleOf(await be("head@example.com", "ADMIN"))).text).toContain(`/shows/${made.show_id}`);
    const other = await consoleOf(await be("another@example.com", "MANAGER"));
    expect([other.status, other.text.includes(made.show_id)]).toEqual([200, false]);
  });

  it("CN5: a fan is told how to become an organiser, a stranger is led to the sign-in", async () => {
    const fan = await be("fan-at-console@example.com");
    const told = await consoleOf(fan);
    expect([told.status, told.text.includes(fan.id), told.text.includes(made.show_id)]).toEqual([403, true, false]);
    const stranger = await consoleOf(null);
    expect([stranger.status, stranger.headers.get("location")]).toEqual([303, "/signin?return_to=%2Fmanage"]);
  });
});
