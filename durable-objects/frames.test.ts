// Every frame that the objects say has the one shape written down for it, and nobody changes that shape unawares.
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { saleFigures } from "../domain/sale-figures/figures.ts";
import { momentOf } from "../domain/sale-figures/history.ts";
import { readingOf } from "../domain/sale-figures/reading.ts";
import { ledgerFigures } from "../domain/seat-ledger/figures.ts";
import { seatId, smallHouse } from "../domain/seat-ledger/testing/halls.ts";
import { decideStatus } from "../domain/waiting-line/decide-sale.ts";
import { lineFigures } from "../domain/waiting-line/figures.ts";
import { FRAMES, inboxFrame, lineFrame, saleFrame, seatFrame } from "../schema/frames.ts";
import { InboxAudience } from "./fan/audience.ts";
import { TestLedger } from "./seat-ledger/testing/test-ledger.ts";
import { Audience } from "./waiting-line/audience.ts";
import { joinAll, lineBench, OPENS_AT_MS } from "./waiting-line/testing/line-bench.ts";

const road = { sockets: 1, opened: 2, errors: { sold_out: 1 }, map_age_ms: null, relays: 0 };

/** The kinds among what was said, each frame held to its shape: strictly, so that a field more is seen too. */
function kindsOf(schema: z.ZodMiniType<{ type: string }>, said: readonly string[]): string[] {
  return [...new Set(said.map((text) => z.parse(schema, JSON.parse(text)).type))].sort();
}

it("N2 L30: what a line says to its listeners has the written shape", () => {
  const { engine, clock } = lineBench({ room_capacity: 1 });
  joinAll(engine, "a", "b");
  const audience = new Audience({ id: 1, text: "hello", text_en: "x", at_ms: OPENS_AT_MS });
  const said: string[] = [];
  const voice = { send: (text: string) => said.push(text) > 0, keep: () => undefined };
  audience.add(voice, { arrival: 1, position: 1, version: 0, sale: "SCHEDULED", notice_id: 0 });
  clock.now_ms += 5_000;
  engine.sweep();
  audience.hear(engine.takeEvents(), engine.state);
  audience.slice(engine.state, engine.now());
  engine.run((state, now_ms) => decideStatus(state, "PAUSED", now_ms));
  audience.hear(engine.takeEvents(), engine.state);
  audience.slice(engine.state, engine.now());
  expect(kindsOf(lineFrame, said)).toEqual(["admitted", "notice", "place", "sale"]);
});

it("N2 SL28: what a ledger says to its viewers has the written shape", () => {
  const ledger = new TestLedger(smallHouse());
  const said = [ledger.engine.firstFrame() ?? ""];
  ledger.holdSeats("a", [seatId("A", 1, 1)]);
  ledger.run(ledger.holdTask("b", { kind: "zone", zone: "Z", count: 2 }));
  said.push(...ledger.engine.takeFrames());
  expect(kindsOf(seatFrame, said)).toEqual(["seats", "snapshot", "zones"]);
});

it("N2: what a fan's pages are told of their messages has the written shape", async () => {
  const store = { unread: 2 };
  const said: string[] = [];
  const audience = new InboxAudience<{ seq: number }>({
    read: async ({ after }) => ({
      after,
      rows: [],
      through: 2,
      more: false,
      unread: store.unread,
      newest_id: null,
      ended: new Set<string>(),
    }),
    frameOf: () => "",
    now: () => 1_000,
    wait: async () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  const ear = { user_id: "u", session_id: "s", language: "ko", seq: null, unread: null, greeted: false, lost: false };
  audience.add(
    { send: (text) => said.push(text), keep: () => undefined, close: () => undefined },
    { ...ear, language: "ko" },
  );
  await audience.refresh();
  store.unread = 1;
  await audience.refresh();
  expect(kindsOf(inboxFrame, said)).toEqual(["hello", "unread"]);
});

it("N2 CN10: what an organiser's screen is told has the written shape, with every figure and no other", () => {
  const { engine } = lineBench();
  joinAll(engine, "a", "b");
  const ledger = new TestLedger(smallHouse());
  ledger.holdSeats("a", [seatId("A", 1, 1)]);
  const line = { ...lineFigures(engine.state, engine.now()), road };
  const figures = saleFigures(line, [{ ...ledgerFigures(ledger.state), road }]);
  const reading = readingOf(figures, [momentOf({ ...figures, as_of_ms: figures.as_of_ms - 30_000, sold: 0 }, null)]);
  expect(kindsOf(saleFrame, [JSON.stringify({ type: "sale", ...reading })])).toEqual(["sale"]);
});

/**
 * A frame's shape is read by tabs that were opened before the code that says it was deployed. Who changes one looks
 * whether yesterday's page still understands it, and then writes the new mark here.
 */
const MARKS: Readonly<Record<keyof typeof FRAMES, string>> = {
  line: "e2c18392e7ab691d",
  seats: "5b4c4e3f3fc37ed9",
  inbox: "1c3df288e9178768",
  sale: "e0c0b66ee2c97edb",
};

it("N2: no frame changes its shape unawares", () => {
  const marks = Object.entries(FRAMES).map(([name, schema]) => {
    const shape = JSON.stringify(z.toJSONSchema(schema));
    return [name, createHash("sha256").update(shape).digest("hex").slice(0, 16)];
  });
  expect(Object.fromEntries(marks)).toEqual(MARKS);
});
