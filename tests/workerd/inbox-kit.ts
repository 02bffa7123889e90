// Shared by the tests of messages: storing some, and listening over a socket or a stream.
import { expect } from "vitest";
import type { NewNotice } from "../../workers/messages/db/notices.ts";
import { deliverNotices } from "../../workers/messages/deliver.ts";
import { call, type Person, testEnv } from "./kit.ts";

let counter = 0;

export const noticeFor = (user_id: string, more: Partial<NewNotice> = {}): NewNotice => ({
  dedupe_key: `test:${++counter}`,
  user_id,
  cause: "refund_done",
  params: { number: `F-${counter}`, amount_krw: 90_000, seats: 1 },
  link: "/me/bookings/ord_1",
  created_at_ms: Date.now(),
  ...more,
});

export const deliver = (...notices: readonly NewNotice[]): Promise<void> => deliverNotices(testEnv, notices);

export type Frame = {
  readonly type: string;
  readonly cause?: string;
  readonly unread?: number;
  readonly newest_id?: string | null;
  readonly resync?: boolean;
  readonly ids?: readonly string[];
  readonly notification?: {
    readonly id: string;
    readonly seq: number;
    readonly title: string;
    readonly status: string;
  };
};

export class Page {
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  closed: number | null = null;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      if (data !== "pong") this.frames.push(JSON.parse(String(data)) as Frame);
    });
    socket.addEventListener("close", ({ code }) => {
      this.closed = code;
    });
  }

  static async open(person: Person, query = "", headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const response = await call(`/v1/api/notifications/live${query}`, {
      token: person.token,
      headers: { upgrade: "websocket", ...headers },
    });
    expect(response.status).toBe(101);
    const page = new Page(response.webSocket as WebSocket);
    await expect.poll(() => page.frames.some(({ type }) => type === "hello")).toBe(true);
    return page;
  }

  get ids(): string[] {
    return this.frames.flatMap(({ notification }) => (notification === undefined ? [] : [notification.id]));
  }

  get unread(): number | undefined {
    return this.frames.findLast(({ unread }) => unread !== undefined)?.unread;
  }
}

export type SentEvent = { readonly id: string | null; readonly event: string; readonly data: Frame };

/** Reads a stream until `enough` says so, then leaves as a reader does whose road breaks. */
export async function readStream(
  person: Person,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: string;
    readonly ready?: () => Promise<void>;
  },
  enough: (events: readonly SentEvent[]) => boolean,
): Promise<{ readonly status: number; readonly events: readonly SentEvent[]; readonly text: string }> {
  const response = await call(`/v1/api/notifications/events${options.query ?? ""}`, {
    token: person.token,
    headers: { accept: "text/event-stream", ...options.headers },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let events: SentEvent[] = [];
  let is_ready = false;
  while (!enough(events)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    events = eventsIn(text);
    if (!is_ready && events.some(({ event }) => event === "hello")) {
      is_ready = true;
      await options.ready?.();
    }
  }
  await reader.cancel();
  return { status: response.status, events, text };
}

export function eventsIn(text: string): SentEvent[] {
  return text
    .split("\n\n")
    .slice(0, -1)
    .flatMap((block) => {
      const fields = new Map(block.split("\n").map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      const event = fields.get("event");
      const data = fields.get("data");
      return event === undefined || data === undefined
        ? []
        : [{ id: fields.get("id") ?? null, event, data: JSON.parse(data) as Frame }];
    });
}
