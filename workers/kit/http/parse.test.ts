import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LIMITS } from "../../../schema/limits.ts";
import { Refusal } from "../failures.ts";
import { readBounded } from "./parse.ts";

const CHUNK = new Uint8Array(16 * 1024);

/** A body that never says how long it is, and how many of its chunks were asked for. */
function chunked(chunks: number) {
  const asked = { chunks: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        asked.chunks += 1;
        if (asked.chunks > chunks) controller.close();
        else controller.enqueue(CHUNK);
      },
    },
    { highWaterMark: 0 },
  );
  return { asked, request: new Request("http://x", { method: "POST", body, duplex: "half" } as RequestInit) };
}

it("F2 D78: a body without a length is taken up to the limit, and refused one chunk past it", async () => {
  const most = LIMITS.body_bytes / CHUNK.byteLength;
  expect((await readBounded(chunked(most).request, LIMITS.body_bytes)).byteLength).toBe(LIMITS.body_bytes);
  await expect(readBounded(chunked(most + 1).request, LIMITS.body_bytes)).rejects.toThrow(Refusal);
});

it("F2 D78: one that says its length is read in one go, and refused unread where it is too long", async () => {
  const saying = (bytes: number) => {
    const { asked, request } = chunked(bytes / CHUNK.byteLength);
    request.headers.set("content-length", String(bytes));
    return { asked, request };
  };
  expect((await readBounded(saying(LIMITS.body_bytes).request, LIMITS.body_bytes)).byteLength).toBe(LIMITS.body_bytes);
  const long = saying(LIMITS.body_bytes + CHUNK.byteLength);
  await expect(readBounded(long.request, LIMITS.body_bytes)).rejects.toThrow(Refusal);
  expect(long.asked.chunks).toBe(0);
});

it("F2 D78: a body without an end is let go of", async () => {
  const { asked, request } = chunked(1_000_000);
  await expect(readBounded(request, LIMITS.body_bytes)).rejects.toThrow(Refusal);
  expect(asked.chunks * CHUNK.byteLength).toBeLessThan(LIMITS.discarded_body_bytes + 4 * CHUNK.byteLength);
});

it("F2 D78: nothing in the Worker reads a body in any other way", () => {
  const unbounded = /\breq(uest)?(\.raw)?\.(text|json|formData|arrayBuffer|blob|bytes|parseBody)\(/;
  const paths = globSync("{workers,sandbox,durable-objects}/**/*.{ts,tsx}").filter(
    (path) => !/\.test\.tsx?$/.test(path) && path !== "workers/kit/http/parse.ts",
  );
  expect(paths.length).toBeGreaterThan(200);
  expect(paths.filter((path) => unbounded.test(readFileSync(path, "utf8")))).toEqual([]);
});
