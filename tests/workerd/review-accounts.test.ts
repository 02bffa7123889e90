// Roads into other people's accounts, sessions and shows, and the ends they come to.
import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { migrate, ORIGIN } from "./kit.ts";

beforeAll(migrate);

const worker = (exports as unknown as { default: { fetch(request: Request): Promise<Response> } }).default;

describe("F2: a refused request leaves its connection usable", () => {
  const CHUNKS = 20;

  it.each([
    ["a refusal before the body", "PATCH", "/v1/api/users/me", 401],
    ["an unknown path", "POST", "/v1/api/nothing", 404],
    ["a route that takes no body", "POST", "/v1/api/auth/sessions/refresh", 401],
  ])("F2: %s reads the body to its end", async (_, method, path, status) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(1_000));
          if (sent === CHUNKS) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "application/json" };
    const response = await worker.fetch(new Request(`${ORIGIN}${path}`, { method, body, headers }));
    await response.arrayBuffer();
    expect([response.status, sent]).toEqual([status, CHUNKS]);
  });
});
