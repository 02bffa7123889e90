import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { eventStream, READ_WITHIN_MS, UNREAD_FRAMES_MAX } from "./event-stream.ts";

/** The object's end of a bridge, as far as the bridge sees it. */
class Inner extends EventTarget {
  closed = 0;
  accept(): void {}
  close(): void {
    this.closed += 1;
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function bridge() {
  const inner = new Inner();
  const gone = new AbortController();
  const response = eventStream(inner as unknown as WebSocket, gone.signal, (frame) => `data: ${frame}\n\n`);
  return { inner, gone, body: response.body as ReadableStream<Uint8Array> };
}

const readOne = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> =>
  new TextDecoder().decode((await reader.read()).value);

it("F11 D73: a body that nobody reads closes its socket within seconds", () => {
  const { inner } = bridge();
  vi.advanceTimersByTime(READ_WITHIN_MS - 1);
  expect(inner.closed).toBe(0);
  vi.advanceTimersByTime(1);
  expect(inner.closed).toBe(1);
});

it("F11: a body that is read lives on, and closes its socket when the reader lets go", async () => {
  const { inner, body } = bridge();
  const reader = body.getReader();
  expect(await readOne(reader)).toBe("retry: 3000\n\n");
  const next = readOne(reader);
  vi.advanceTimersByTime(READ_WITHIN_MS * 3);
  expect(inner.closed).toBe(0);
  inner.say("one");
  expect(await next).toBe("data: one\n\n");
  await reader.cancel();
  expect(inner.closed).toBe(1);
});

it("F11: a client that goes closes the socket at once, also one that went before the stream began", () => {
  const { inner, gone } = bridge();
  gone.abort();
  expect(inner.closed).toBe(1);
  const late = new Inner();
  const response = eventStream(late as unknown as WebSocket, AbortSignal.abort(), String);
  expect([late.closed, response.status]).toEqual([1, 200]);
});

it("F11: frames pile up before a slow reader as far as a bound, never further", async () => {
  const { inner, body } = bridge();
  const reader = body.getReader();
  await readOne(reader);
  const waiting = readOne(reader);
  inner.say("first");
  await waiting;
  for (let frame = 0; frame < UNREAD_FRAMES_MAX; frame += 1) inner.say(`${frame}`);
  expect(inner.closed).toBe(0);
  inner.say("one too many");
  expect(inner.closed).toBe(1);
});
