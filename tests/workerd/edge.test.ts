import { beforeAll, describe, expect, it } from "vitest";
import { FAN_SOCKETS_MAX } from "../../durable-objects/socket-budget.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person } from "./kit.ts";

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
      for (let time = 0; time < 40; time += 1) {
        const answer = await call(path, { method: "HEAD", token: fan.token });
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
        const headers = { cookie: fan.cookies, origin: "https://evil.example", accept, ...upgrade };
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
