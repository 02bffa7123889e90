import { listDurableObjectIds } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { bookingNumber, makeId, ticketId } from "../../domain/seat-ledger/ids.ts";
import { FAN_SOCKETS_MAX } from "../../durable-objects/kit/socket-budget.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";

let organiser: Person;
let made: MadeShow;

beforeAll(async () => {
  await migrate();
  organiser = await be("edge-organiser@example.com", "MANAGER");
  made = await makeShow(organiser.token, { room: { room_capacity: 0 } });
});

async function inLine(email: string): Promise<Person> {
  const fan = await be(email);
  await ask(`/v1/api/shows/${made.show_id}/queue`, { method: "POST", token: fan.token });
  return fan;
}

const openSocket = (path: string, headers: Record<string, string>) =>
  call(path, { headers: { upgrade: "websocket", ...headers } });

const liveRoutes = productRoutes.filter(({ live }) => live !== undefined);
const pathOf = (path: string): string =>
  path.replace("{show_id}", made.show_id).replace("{showtime_id}", made.showtime_id);

describe("F11 D73: live roads", () => {
  it("F11: every route that opens something says so", () => {
    const opens = productRoutes.filter(({ answers }) => {
      const shape = answers[200];
      return answers[101] !== undefined || (shape != null && "media" in shape && shape.media === "text/event-stream");
    });
    expect(opens.length).toBeGreaterThanOrEqual(5);
    expect(opens.map(({ path }) => path)).toEqual(liveRoutes.map(({ path }) => path));
  });

  it("F11 D73: a HEAD opens nothing, however often it comes, and the fan's stream opens behind it", async () => {
    const fan = await inLine("edge-head@example.com");
    for (const one of liveRoutes) {
      const path = pathOf(one.path);
      const { token } = one.access === "manager" ? organiser : fan;
      for (let time = 0; time < 40; time += 1) {
        const answer = await call(path, { method: "HEAD", token });
        expect([path, answer.status, answer.body]).toEqual([path, one.live === "stream" ? 200 : 426, null]);
      }
    }
    const sale = await ask(`/v1/api/manage/shows/${made.show_id}/sale`, { token: organiser.token });
    expect(sale.body.sockets).toBe(0);
    const stream = await call(`/v1/api/shows/${made.show_id}/queue/events`, { token: fan.token });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
  });

  it("F11 D73: a fan's eleventh socket is refused with the reason, the next fan's first is opened", async () => {
    const fan = await inLine("edge-many@example.com");
    const path = `/v1/api/shows/${made.show_id}/queue/live`;
    const answers: Response[] = [];
    for (let time = 0; time < FAN_SOCKETS_MAX + 2; time += 1) {
      answers.push(await openSocket(path, { authorization: `Bearer ${fan.token}` }));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(FAN_SOCKETS_MAX).fill(101), 429, 429]);
    expect(await answers.at(-1)?.json()).toMatchObject({ code: "own_sockets_full" });
    const next = await inLine("edge-next@example.com");
    const opened = await openSocket(path, { authorization: `Bearer ${next.token}` });
    expect(opened.status).toBe(101);
    for (const { webSocket } of [...answers, opened]) {
      webSocket?.accept();
      webSocket?.close();
    }
  });

  it("F11 D73: who opens a road again and again without end is told to wait", async () => {
    const fan = await inLine("edge-again@example.com");
    const path = `/v1/api/shows/${made.show_id}/queue/events`;
    const statuses: number[] = [];
    for (let time = 0; time < 32; time += 1) {
      const answer = await call(path, { token: fan.token });
      await answer.body?.cancel();
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  it("F3 D69: a foreign page's stream is refused by its route, whatever it says it accepts", async () => {
    const fan = await inLine("edge-foreign@example.com");
    for (const one of liveRoutes) {
      const upgrade: Record<string, string> = one.live === "socket" ? { upgrade: "websocket" } : {};
      for (const accept of ["*/*", "application/json", "text/event-stream"]) {
        const { cookies } = one.access === "manager" ? organiser : fan;
        const headers = { cookie: cookies, origin: "https://evil.example", accept, ...upgrade };
        const answer = await ask(pathOf(one.path), { headers });
        expect([one.path, accept, answer.body.code]).toEqual([one.path, accept, "foreign_origin"]);
      }
    }
    const own = await call(`/v1/api/shows/${made.show_id}/queue/events`, {
      headers: { cookie: fan.cookies, origin: ORIGIN, accept: "*/*" },
    });
    expect(own.status).toBe(200);
    await own.body?.cancel();
  });
});

describe("SL30 D77: made-up ids make nothing", () => {
  const id = (kind: "hold" | "order", code: string) => makeId(kind, code, crypto.getRandomValues(new Uint8Array(10)));
  const codes = ["0000M0", "0000M1", "0000M2"];

  it("SL30 D77: well-formed ids of showtimes there are not wake no ledger, by any road", async () => {
    const before = (await listDurableObjectIds(testEnv.SEAT_LEDGER)).length;
    const lines = (await listDurableObjectIds(testEnv.WAITING_LINE)).length;
    const { token } = organiser;
    for (const code of codes) {
      const [hold, order] = [id("hold", code), id("order", code)];
      const answers = [
        await ask(`/v1/api/holds/${hold}`, { token }),
        await ask(`/v1/api/holds/${hold}`, { method: "DELETE", token }),
        await ask("/v1/api/bookings", { method: "POST", token, body: { hold_id: hold } }),
        await ask(`/v1/api/bookings/${order}`, { token }),
        await ask(`/v1/api/bookings/${order}`, { method: "DELETE", token }),
        await ask("/v1/api/payments", { method: "POST", token, body: { booking_id: order } }),
        await ask(`/v1/api/payments/${order}-1/status`, { token }),
        await ask(`/v1/api/bookings/${order}/cancellation`, { token }),
        await ask(`/v1/api/bookings/${order}/cancellation`, { method: "POST", token, body: { reason: "x" } }),
        await ask(`/v1/api/tickets/${ticketId(order, 0)}`, { token }),
        await ask(`/v1/api/manage/shows/${made.show_id}/purchases/${order}/story`, { token }),
        await ask(`/v1/api/manage/shows/${made.show_id}/purchases/${order}/refunds`, {
          method: "POST",
          token,
          body: { reason: "x" },
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(Array(answers.length).fill(404));
      const body = { data: { orderId: `${order}-1` } };
      expect((await call("/v1/api/webhooks/toss", { method: "POST", body })).status).toBe(200);
      const number = bookingNumber(code, 7, () => false);
      const pages = [`/checkout/${hold}`, `/me/bookings/${order}`, `/tickets/${ticketId(order, 0)}`];
      for (const path of [...pages, `/manage/bookings/${number}`]) {
        const page = await call(path, { headers: { cookie: organiser.cookies, accept: "text/html" } });
        expect([path, page.status, (await page.text()).length > 0]).toEqual([path, 404, true]);
      }
      for (const road of ["queue/status", "queue/log", "queue/checkpoints", "queue/events"]) {
        expect((await ask(`/v1/api/shows/show_${code}/${road}`, { token })).status).toBe(404);
      }
    }
    expect((await listDurableObjectIds(testEnv.SEAT_LEDGER)).length).toBe(before);
    expect((await listDurableObjectIds(testEnv.WAITING_LINE)).length).toBe(lines);
  });
});

describe("F2 D78: bodies without a length", () => {
  it("F2 D78: a form that goes on and on is refused like one that says how long it is", async () => {
    const { cookies } = organiser;
    const headers = { cookie: cookies, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
    for (const path of ["/preferences", "/signin", "/sandbox/enter"]) {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          if (sent > 40) controller.close();
          else controller.enqueue(new Uint8Array(4_096).fill(97));
        },
      });
      const fetcher = (await import("cloudflare:workers")).exports as unknown as { default: Fetcher };
      const answer = await fetcher.default.fetch(new Request(`${ORIGIN}${path}`, { method: "POST", headers, body }));
      await answer.body?.cancel();
      expect([path, answer.status]).toEqual([path, 413]);
    }
  });
});

describe("C6: the language of a refusal", () => {
  it("C6: the page's choice, else the browser's wish, else the profile's language, else Korean", async () => {
    const fan = await be("edge-language@example.com");
    const titles = async (headers: Record<string, string>) =>
      (await ask("/v1/api/holds/none", { token: fan.token, headers })).body.title as string;
    const [korean, english] = ["찾을 수 없어요", "Nothing is here"];
    expect(await titles({})).toBe(korean);
    await ask("/v1/api/users/me", { method: "PATCH", token: fan.token, body: { language: "en" } });
    expect(await titles({})).toBe(english);
    expect(await titles({ "accept-language": "*" })).toBe(english);
    expect(await titles({ "accept-language": "ko" })).toBe(korean);
    expect(await titles({ cookie: "language=en", "accept-language": "ko" })).toBe(english);
    const again = await be("edge-language@example.com");
    expect((await ask("/v1/api/holds/none", { token: again.token })).body.title).toBe(english);
  });
});

type Fetcher = { fetch(request: Request): Promise<Response> };
