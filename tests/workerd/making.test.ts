import { Hono } from "hono";
import { beforeAll, expect, it } from "vitest";
import { wordsFor } from "../../web/words/words.ts";
import type { AppEnv } from "../../workers/kit/env.ts";
import { mountManagePages } from "../../workers/manage/pages/routes.tsx";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";

let organiser: Person;
let stranger: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("maker@example.com", "MANAGER");
  stranger = await be("other@example.com", "MANAGER");
});

type Fields = Readonly<Record<string, string>>;
const open = (path: string, who: Person = organiser) => call(path, { headers: { cookie: who.cookies } });
const send = (path: string, fields: Fields, who: Person = organiser) =>
  call(path, {
    method: "POST",
    headers: { cookie: who.cookies, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

/** What a browser would send back of a page's form: each field as it stands, and as it stood. */
async function fieldsOf(path: string): Promise<Fields> {
  const fields: Record<string, string> = {};
  const page = await (await open(path)).text();
  for (const [, name = "", options = ""] of page.matchAll(/<select [^>]*?name="([^"]*)".*?>(.*?)<\/select>/gs)) {
    const chosen = [...options.matchAll(/<option [^>]*>/g)].find(([tag]) => / selected/.test(tag))?.[0] ?? "";
    fields[name] = / value="([^"]*)"/.exec(chosen)?.[1] ?? "";
  }
  for (const [tag] of page.matchAll(/<input [^>]*>/g)) {
    const of = (name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const name = of("name");
    const box = of("type") === "checkbox" || of("type") === "radio";
    if (name === undefined || / disabled/.test(tag) || (box && !/ checked/.test(tag))) continue;
    fields[name] = of("value") ?? "";
  }
  return fields;
}

const showOf = async (id: string) =>
  (await ask(`/v1/api/manage/shows/${id}`, { token: organiser.token })).body as {
    title: string;
    status: string;
    grades: { price_krw: number }[];
    room: Record<string, number>;
    poster_url: string;
    missing: { code: string }[];
  };

const START = { title: "달의 노래", genre: "CONCERT", age_limit: "0" };
const HOUSE = {
  venue_id: "new",
  venue_name: "새 홀",
  region: "BUSAN",
  time_zone: "Asia/Seoul",
  venue_rows: "10",
  venue_seats: "30",
  venue_grade: "S",
};

async function begin(): Promise<string> {
  const made = await send("/manage/shows/new", { ...START, ...HOUSE });
  expect(made.status).toBe(303);
  return /shows\/([^/]+)\/edit\/showtimes/.exec(made.headers.get("location") ?? "")?.[1] ?? "";
}

it("CN38: a title and a venue make a draft with a price for each grade and a sale to come; nobody else sees it", async () => {
  const id = await begin();
  const show = await showOf(id);
  expect(show).toMatchObject({ status: "DRAFT", title: "달의 노래", grades: [{ grade: "S", price_krw: 90_000 }] });
  expect(show.missing.map(({ code }) => code)).toEqual(["showtimes", "description"]);
  expect((await call(`/shows/${id}`)).status).toBe(404);
  // As it will be seen, not as what is not on offer yet.
  const preview = await (await open(`/manage/shows/${id}/preview`)).text();
  expect(preview).toContain(wordsFor("ko").terms.saleStatuses.SCHEDULED);
});

it("CN36: what is not right is told beside its field, what was typed stands there, and no empty house is left behind", async () => {
  const houses = async () => (await testEnv.DB.prepare("SELECT count(*) AS n FROM venues").first<{ n: number }>())?.n;
  const before = await houses();
  const refused = await send("/manage/shows/new", { ...START, ...HOUSE, title: " ", description_en: "그림자 <b>" });
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('id="title-error"');
  expect(page).toContain('id="title_en-error"');
  expect(page).toContain("그림자 &lt;b>");
  expect(page).toContain('value="새 홀"');
  expect(await houses()).toBe(before);
});

it("CN35: saving a part leaves alone what somebody else turned meanwhile (D74)", async () => {
  const id = await begin();
  const fields = await fieldsOf(`/manage/shows/${id}/edit/sale`);
  await ask(`/v1/api/manage/shows/${id}`, {
    method: "PATCH",
    token: organiser.token,
    body: { room: { room_capacity: 7 } },
  });
  const saved = await send(`/manage/shows/${id}/edit/sale`, { ...fields, batch_size: "3", way: "next" });
  expect(saved.headers.get("location")).toBe(`/manage/shows/${id}/edit/poster`);
  expect((await showOf(id)).room).toMatchObject({ room_capacity: 7, batch_size: 3 });
  const wrong = await send(`/manage/shows/${id}/edit/sale`, { ...fields, closes_at: "2020-01-01T00:00" });
  expect([wrong.status, (await wrong.text()).includes('id="closes_at-error"')]).toEqual([422, true]);
});

it("CN35: a running time and a lobby that were given can be taken away again, by form and by request", async () => {
  const id = await begin();
  const path = `/manage/shows/${id}/edit`;
  const about = await fieldsOf(`${path}/about`);
  expect((await send(`${path}/about`, { ...about, running_minutes: "90" })).status).toBe(303);
  const opens_at_ms = Date.now() + 3 * 86_400_000;
  const patch = (body: unknown) => ask(`/v1/api/manage/shows/${id}`, { method: "PATCH", token: organiser.token, body });
  await patch({ sale: { opens_at_ms, lobby_opens_at_ms: opens_at_ms - 600_000 } });
  const given = await ask(`/v1/api/manage/shows/${id}`, { token: organiser.token });
  expect([given.body.running_minutes, given.body.sale.lobby_opens_at_ms]).toEqual([90, opens_at_ms - 600_000]);
  const emptied = { ...(await fieldsOf(`${path}/about`)), running_minutes: "" };
  expect((await send(`${path}/about`, emptied)).status).toBe(303);
  expect((await patch({ sale: { lobby_opens_at_ms: null } })).status).toBe(200);
  const now = await ask(`/v1/api/manage/shows/${id}`, { token: organiser.token });
  expect([now.body.running_minutes, now.body.sale.lobby_opens_at_ms]).toEqual([null, null]);
});

it("CN39: a run is shown before it is made, and made as it was shown; what does not fit is named", async () => {
  const id = await begin();
  const path = `/manage/shows/${id}/edit/showtimes`;
  const run = { from_day: "2031-12-04", to_day: "2031-12-07", weekday_5: "on", weekday_6: "on", times: "14:00, 19:00" };
  const looked = await (await send(path, { ...run, act: "look" })).text();
  expect(looked).toContain("2일 동안 회차 4개가 생겨요");
  const items = async () =>
    (await ask(`/v1/api/manage/shows/${id}/showtimes`, { token: organiser.token })).body.items as unknown[];
  expect(await items()).toHaveLength(0);
  expect((await send(path, { ...run, act: "make" })).headers.get("location")).toBe(`${path}?done=added&count=4`);
  expect(await items()).toHaveLength(4);
  const again = await send(path, { ...run, act: "make" });
  expect(again.status).toBe(422);
  expect(await again.text()).toContain("2031-12-05 14:00");
  expect(await items()).toHaveLength(4);
  // One more on that day is its third round without being told so.
  await send(path, { starts_at: "2031-12-05T21:00", round: "", act: "add" });
  expect(await items()).toContainEqual(expect.objectContaining({ round: 3 }));
  // A move onto another showtime is refused beside its own row, with what was typed; one elsewhere is made.
  const [first] = (await items()) as { id: string }[];
  const onto = { showtime_id: first?.id ?? "", act: "move", starts_at: "2031-12-06T14:00", round: "1" };
  const refused = await send(path, onto);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain(`id="move-${first?.id}-round-error"`);
  expect((await send(path, { ...onto, round: "9" })).headers.get("location")).toBe(`${path}?done=moved`);
  expect((await send(path, { showtime_id: first?.id ?? "", act: "remove" })).status).toBe(303);
  expect(await items()).toHaveLength(4);
});

it("CN40: a show is published after a look at what is missing, taken back, and deleted with its list", async () => {
  const id = await begin();
  const list = new FormData();
  list.set("guests", "one@example.com\nnobody");
  list.set("guests_file", new File(["이름,메일\n둘,two@example.com\n"], "list.csv", { type: "text/csv" }));
  const bring = (act: string): Promise<Response> => {
    list.set("act", act);
    const form = new Response(list);
    return form.arrayBuffer().then((bytes) =>
      call(`/manage/shows/${id}/edit/presale/list`, {
        method: "POST",
        headers: {
          cookie: organiser.cookies,
          origin: ORIGIN,
          "content-type": form.headers.get("content-type") ?? "",
        },
        body: new TextDecoder().decode(bytes),
      }),
    );
  };
  const read = await bring("save");
  expect(read.status).toBe(422);
  expect(await read.text()).toContain("주소 2개를 알아봤어요. 겹친 것 0개, 주소가 아닌 줄 1개.");
  expect((await bring("good")).headers.get("location")).toContain("guests=2");

  const asked = await (await open(`/manage/shows/${id}/publish`)).text();
  expect(asked).toContain("회차를 하나 이상 넣어 주세요.");
  expect(asked).toContain(`/manage/shows/${id}/edit/showtimes#starts_at`);
  expect((await send(`/manage/shows/${id}/publish`, {})).status).toBe(303);
  expect((await showOf(id)).status).toBe("PUBLISHED");
  expect((await send(`/manage/shows/${id}/draft`, {})).status).toBe(303);
  expect((await showOf(id)).status).toBe("DRAFT");
  expect(await (await open(`/manage/shows/${id}/delete`)).text()).toContain("사라지는 명단");
  expect((await send(`/manage/shows/${id}/delete`, {})).headers.get("location")).toBe("/manage");
  expect((await ask(`/v1/api/manage/shows/${id}`, { token: organiser.token })).status).toBe(404);
  const log = testEnv.DB.prepare("SELECT action FROM audit WHERE subject_id = ? ORDER BY at_ms, rowid").bind(id);
  const acts = (await log.all<{ action: string }>()).results.map(({ action }) => action);
  expect(acts).toEqual(["show.create", "sale.vips", "show.change", "show.change", "show.delete"]);
});

it("CN41: every page of making and editing is whole for its organiser, and not there for another manager or a fan", async () => {
  const show: MadeShow = await makeShow(organiser.token);
  const fan = await be("only-a-fan@example.com");
  const base = `/manage/shows/${show.show_id}`;
  const parts = ["about", "showtimes", "prices", "sale", "poster", "presale"];
  const pages = [...parts.map((part) => `${base}/edit/${part}`), `${base}/edit`, `${base}/preview`];
  for (const path of [...pages, `${base}/publish`, `${base}/delete`]) {
    expect([path, (await open(path)).status]).toEqual([path, 200]);
    expect([path, (await open(path, stranger)).status]).toEqual([path, 404]);
    expect([path, (await open(path, fan)).status]).toEqual([path, 404]);
  }
  // Every page and form that is mounted under a show, also those that are added later.
  const app = new Hono<AppEnv>();
  mountManagePages(app);
  const mounted = app.routes.filter(
    ({ path, method }) => path.startsWith("/manage/shows/:show_id/") && method !== "ALL",
  );
  expect(mounted.length).toBeGreaterThan(30);
  for (const { path, method } of mounted) {
    const address = path
      .replace(":show_id", show.show_id)
      .replaceAll(/:(\w+)/g, (_, name) => (name === "form" ? "list" : `${name}_1`));
    const answer = method === "GET" ? await open(address, stranger) : await send(address, { act: "make" }, stranger);
    expect([method, path, answer.status]).toEqual([method, path, 404]);
  }
  expect((await showOf(show.show_id)).status).toBe("PUBLISHED");
});
