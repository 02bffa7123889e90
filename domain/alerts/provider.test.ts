import { expect, test } from "vitest";
import { confirmsPayments } from "./provider.ts";

test("O9: a provider counts as away when twenty attempts are unanswered and they are four in five of all that wait", () => {
  const of = (unknown: number, pending: number) => confirmsPayments([{ unknown, pending }]);
  expect([of(0, 0), of(19, 19), of(20, 20), of(20, 25), of(20, 26)]).toEqual([true, true, false, false, true]);
  expect(
    confirmsPayments([
      { unknown: 10, pending: 10 },
      { unknown: 10, pending: 12 },
    ]),
  ).toBe(false);
});
