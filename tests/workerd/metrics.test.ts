// O3: the page of figures says what the sale did, to the unit.
import { beforeAll, expect, it } from "vitest";
import { parseExposition } from "../../domain/metrics/testing/parse-exposition.ts";
import { ask, be, call, makeShow, migrate } from "./kit.ts";

const ROOM = { room_capacity: 2, batch_size: 2, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };

beforeAll(migrate);

it("O3: what happened in a sale stands on the page", async () => {
  const organiser = await be("metrics-organiser@example.com", "MANAGER");
  const show = await makeShow(organiser.token, { room: ROOM });
  const line = `/v1/api/shows/${show.show_id}/queue`;
  const fans = await Promise.all(["a", "b", "c"].map((name) => be(`metrics-${name}@example.com`)));
  for (const { token } of fans) expect((await ask(line, { method: "POST", token })).status).toBe(201);
  const [first] = fans;
  if (first === undefined) throw new Error("no fan");
  const { token } = first;
  let pass = "";
  for (let tries = 0; tries < 60 && pass === ""; tries++) {
    const { body } = await ask(line, { method: "POST", token });
    if (body.state === "ADMITTED") {
      pass = (await ask(`${line}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } })).body.pass;
    } else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const held = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
    method: "POST",
    token,
    body: { best: { count: 2, grade: "R" } },
    headers: { "x-queue-pass": pass },
  });
  expect(held.status).toBe(201);
  const answer = await call("/metrics");
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const { sample } = parseExposition(await answer.text());
  const of = { show: show.show_id };
  expect(sample("fairline_line_joins_total", of)).toBe(3);
  expect(sample("fairline_line_inside", of)).toBe(2);
  expect(sample("fairline_line_waiting", of)).toBe(1);
  expect(sample("fairline_line_room_capacity", of)).toBe(2);
  expect(sample("fairline_seats", { ...of, state: "HELD" })).toBe(2);
  expect(sample("fairline_seats", { ...of, state: "AVAILABLE" })).toBe(48);
  expect(sample("fairline_holds_total", { ...of, outcome: "held" })).toBe(1);
  expect(sample("fairline_scrape_objects", { state: "late" })).toBe(0);
  expect(sample("fairline_scrape_objects", { state: "ok" })).toBeGreaterThanOrEqual(2);
});
