import { expect, test } from "vitest";
import { inTime, type StoryLine } from "./story-facts.ts";

const line = (source: StoryLine["source"], kind: string, at_ms: number): StoryLine => ({
  source,
  kind,
  at_ms,
  facts: {},
});

test("B13: the log's turn that ended with a payment stands behind it, though the log tells no milliseconds", () => {
  const told = [
    line("line", "join", 4_000),
    line("line", "admit", 5_000),
    line("line", "finish", 7_000),
    line("ledger", "held", 5_400),
    line("ledger", "captured", 7_120),
    line("ledger", "sold", 7_900),
    line("notice", "payment_done", 7_990),
    line("mail", "sent", 8_000),
  ];
  const kinds = ["join", "admit", "held", "captured", "sold", "payment_done", "finish", "sent"];
  expect(inTime(told).map(({ kind }) => kind)).toEqual(kinds);
});

test("B13: a turn begins before what is done in it, and ends before what a later second brought", () => {
  const told = [line("ledger", "held", 5_000), line("line", "pass_expired", 5_000), line("ledger", "ordered", 6_000)];
  expect(inTime([...told, line("line", "admit", 5_000)]).map(({ kind }) => kind)).toEqual([
    "admit",
    "held",
    "pass_expired",
    "ordered",
  ]);
});
