import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import { nodeD1, nodeDatabase } from "../../kit/testing/node-d1.ts";
import { hintMail, NO_LETTER, orderMail, sendMailBatch as sendBatchWith, sendDueMail as sendWith } from "./sending.ts";

const noFiles = async () => [];
const sendDueMail = (env: Env, now_ms: number) => sendWith(env, now_ms, noFiles);
const sendMailBatch = (batch: MessageBatch, env: Env) => sendBatchWith(batch, env, noFiles);

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

type Send = (letter: { readonly to: string }) => Promise<void>;

async function outbox(letters: number, send: Send) {
  const DB = nodeD1();
  const db = nodeDatabase(DB);
  for (let i = 0; i < letters; i++) {
    const params = { code: "123456", minutes: 3 };
    const to = { dedupe_key: `m${i}`, to_email: `f${i}@example.com`, template: "login_code", language: "ko" } as const;
    await orderMail(db, { ...to, params }, Date.now()).statement;
  }
  return { db, env: { DB, MAIL: { send }, MAIL_FROM: "no-reply@example.com" } as unknown as Env };
}

/** The service takes this long over a letter. */
const slowly =
  (ms: number, got: string[]): Send =>
  async ({ to }) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    got.push(to);
  };

test.each([500, 20_000])("NB17: at %i ms a letter two sweeps a minute apart send each letter once", async (ms) => {
  const got: string[] = [];
  const { db, env } = await outbox(130, slowly(ms, got));
  const sweeps: Promise<void>[] = [];
  for (let minute = 0; minute < 60 && got.length < 130; minute++) {
    sweeps.push(sendDueMail(env, Date.now()));
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
  }
  await Promise.all(sweeps);
  expect([got.length, new Set(got).size]).toEqual([130, 130]);
  const rows = await db.select().from(mail_outbox);
  expect(rows.every(({ status, tries }) => status === "SENT" && tries === 1)).toBe(true);
});

test.each(["E_SENDER_NOT_VERIFIED", "E_SENDER_DOMAIN_NOT_AVAILABLE"])(
  "NB17: %s waits for its operator for an hour without spending a try, and says so once a sweep",
  async (code) => {
    let verified = false;
    let asked = 0;
    const got: string[] = [];
    const { db, env } = await outbox(25, async ({ to }) => {
      asked++;
      if (!verified) throw Object.assign(new Error("sender"), { code });
      got.push(to);
    });
    for (let minute = 0; minute < 60; minute++) {
      await sendDueMail(env, Date.now());
      await vi.advanceTimersByTimeAsync(MINUTE_MS);
    }
    expect(asked).toBe(60);
    expect(
      (await db.select().from(mail_outbox)).every(({ status, tries }) => status === "WAITING" && tries === 0),
    ).toBe(true);
    verified = true;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await sendDueMail(env, Date.now());
    expect(new Set(got).size).toBe(25);
  },
);

test("NB17: hints go out a hundred at a time, and a lost hundred loses no other", async () => {
  const sizes: number[] = [];
  const MAIL_QUEUE = {
    sendBatch: async (hints: readonly unknown[]) => {
      sizes.push(hints.length);
      if (sizes.length === 1) throw new Error("lost");
    },
  };
  await hintMail(
    { MAIL_QUEUE } as unknown as Env,
    Array.from({ length: 250 }, (_, i) => `mail_${i}`),
  );
  expect(sizes).toEqual([100, 100, 50]);
});

const NIGHT_MINUTES = 10 * 60;

test("O9: a mail service that is away for a night costs no letter, and is not pestered", async () => {
  let away = true;
  let asked = 0;
  const got: string[] = [];
  const { db, env } = await outbox(3, async ({ to }) => {
    asked++;
    if (away) throw new Error("connection refused");
    got.push(to);
  });
  const minutes = async (n: number) => {
    for (let minute = 0; minute < n; minute++) {
      await sendDueMail(env, Date.now());
      await vi.advanceTimersByTimeAsync(MINUTE_MS);
    }
  };
  await minutes(NIGHT_MINUTES);
  expect((await db.select().from(mail_outbox)).every(({ status }) => status === "WAITING")).toBe(true);
  expect(asked).toBeLessThan(3 * 80);
  away = false;
  await minutes(11);
  expect(new Set(got).size).toBe(3);
});

test.each([
  ["E_RECIPIENT_SUPPRESSED", "FAILED", 1],
  ["E_DAILY_LIMIT_EXCEEDED", "WAITING", 4],
  ["E_SOMETHING_NEW", "WAITING", 4],
])("NB17: %s leaves a letter %s after %i tries", async (code, status, tries) => {
  const { db, env } = await outbox(1, async () => {
    throw Object.assign(new Error("no"), { code });
  });
  for (let minute = 0; minute < 4; minute++) {
    await sendDueMail(env, Date.now());
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
  }
  expect((await db.select().from(mail_outbox)).map((row) => [row.status, row.tries])).toEqual([[status, tries]]);
});

test("NB17: a letter that nobody takes for a day is given up, and not a minute sooner", async () => {
  const { db, env } = await outbox(1, async () => {
    throw new Error("away");
  });
  const statusAfter = async (ms: number) => {
    vi.setSystemTime(1_800_000_000_000 + ms);
    await db.update(mail_outbox).set({ next_try_at_ms: 0 });
    await sendDueMail(env, Date.now());
    return (await db.select().from(mail_outbox))[0]?.status;
  };
  expect(await statusAfter(24 * 3_600_000 - 1)).toBe("WAITING");
  expect(await statusAfter(24 * 3_600_000)).toBe("FAILED");
});

test("O9: the minute's question to the queue is answered without D1, so that its being away makes no dead letter of it", async () => {
  const acked: string[] = [];
  const message = (id: string) => ({ id, body: { id }, ack: () => acked.push(id) });
  const away = {
    DB: {
      prepare: () => {
        throw new Error("away");
      },
    },
  } as unknown as Env;
  const batch = (...ids: string[]) =>
    ({ messages: ids.map(message), ackAll: () => acked.push("all") }) as unknown as MessageBatch;
  await sendMailBatch(batch(NO_LETTER), away);
  expect(acked).toEqual([NO_LETTER, "all"]);
  acked.length = 0;
  await expect(sendMailBatch(batch("mail_1", NO_LETTER), away)).rejects.toThrow("away");
  expect(acked).toEqual([NO_LETTER]);
});
